"""Our own templates, one a view (and one a record kind): autoescaped, and strict about what they name."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from jinja2.compiler import CodeGenerator, Frame
from jinja2.nodes import Expr
from jinja2.runtime import Context
from markupsafe import Markup

from xieshou.core.project import ProjectPaths
from xieshou.language.labels import Labels
from xieshou.render.escaped import escaped
from xieshou.render.pieces import PIECES
from xieshou.render.scripts import page_scripts
from xieshou.render.theme_loader import compiled_in
from xieshou.views.shared.figure_models import FigureModel
from xieshou.views.shared.models import BASE, Item
from xieshou.views.shared.page_models import Model


@dataclass(frozen=True, slots=True)
class ListLines:
    """Entries as lines of a list. An entry's line is the same in every list of a language, so it is rendered once."""

    line: Template
    brief_line: Template
    labels: Labels
    known: dict[tuple[str, str, str], Markup]

    def full(self, items: Iterable[Item]) -> Markup:
        """The lines of a list, with summaries."""
        return Markup("".join(_marked(self._once("full", self.line, item), item.data) for item in items))

    def brief(self, items: Iterable[Item]) -> Markup:
        """The lines without them."""
        return Markup("".join(self._once("brief", self.brief_line, item) for item in items))

    def _once(self, name: str, template: Template, item: Item) -> Markup:
        key = (f"{name} {len(item.facts)}", item.id, self.labels.language)  # an indicator may bring its value
        found = self.known.get(key)
        if found is None:
            plain = item._replace(data=Markup()) if item.data else item
            found = self.known[key] = Markup(template.render(item=plain, labels=self.labels))
        return found


def _marked(line: Markup, data: Markup) -> Markup:
    """A line with the attributes its page gives it."""
    return Markup(str(line).replace(_LINE, f"{_LINE}{data}", 1)) if data else line


_LINE = '<li class="xs-item"'


class _Generator(CodeGenerator):
    """Compiles templates so that what they put out is escaped by ``escaped``, which a page calls a hundred times."""

    def _output_child_pre(self, node: Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        if frame.eval_ctx.autoescape and not frame.eval_ctx.volatile and finalize.src is None:
            self.write("environment.escaped(")
        else:
            super()._output_child_pre(node, frame, finalize)


class _Context(Context):
    """Calls what a template names, and no more: nothing we give to templates asks for the context it is called in."""

    def call(
        self,
        __obj: Callable[..., Any],
        *args: Any,
        _block_vars: object = None,
        _loop_vars: object = None,
        **kwargs: Any,
    ) -> Any:
        return __obj(*args, **kwargs)


class _Environment(Environment):
    code_generator_class = _Generator
    context_class = _Context
    escaped = staticmethod(escaped)
    # Models have attributes, and no items that a template names.
    getattr = staticmethod(getattr)  # type: ignore[assignment]


def _scripts(project: ProjectPaths) -> Callable[[str], Markup]:
    """The element that asks for a script of single pages, by its file's name."""
    paths = page_scripts(project)
    return lambda name: Markup(f'<script type="module" src="{BASE}{paths[name][0]}"></script>')


LIBRARIES = {"m": "macros.html", "c": "chart.html", "f": "filter.html", "t": "time.html"}
"""Templates whose macros every other can call, and the names they have there."""


def bare_environment(project: ProjectPaths) -> Environment:
    """What templates are compiled with, and the names that all of them know; but for the macros of ``LIBRARIES``."""
    environment = _Environment(
        loader=FileSystemLoader(project.layers("templates")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.globals["BASE"] = BASE
    environment.globals["script"] = _scripts(project)
    # Here, and not imported by each template: that would be done anew for every page.
    environment.globals.update({piece.__name__: piece for piece in PIECES})
    return environment


class Templates:
    """The templates of a project."""

    def __init__(self, project: ProjectPaths) -> None:
        self.project = project
        # What is compiled calls what stands here: another version must not find it.
        compiled = project.cache / "templates" / blake2b(Path(__file__).read_bytes(), digest_size=4).hexdigest()
        self._environment = bare_environment(project)
        self._environment.bytecode_cache = compiled_in(compiled)
        for name, file in LIBRARIES.items():
            self._environment.globals[name] = self._environment.get_template(file).module
        self._loaded: dict[str, Template] = {}
        self._own = {f"kinds/{name}" for name in project.front_files("templates/kinds", "*.html")}
        self._lines: dict[tuple[str, str, str], Markup] = {}

    def compile_all(self) -> None:
        """Leave every template compiled in the cache, for the other processes of the build."""
        for name in self._environment.list_templates(extensions=["html"]):
            self._environment.get_template(name)

    def body(self, view: str, model: Model, labels: Labels) -> str:
        """The body of a page: ``<view>.html``, or ``kinds/<kind>.html`` for an entry whose kind has its own."""
        own = f"kinds/{model.kind}.html"
        name = f"{view}.html"
        if view == "entry" and own in self._own:
            name = own
        lines = ListLines(self._template("line.html"), self._template("brief.html"), labels, self._lines)
        return self._template(name).render(page=model, labels=labels, lines=lines)

    def figure(self, figure: FigureModel, labels: Labels) -> Markup:
        """A figure as it stands in a text."""
        return Markup(self._template("figure.html").render(figure=figure, labels=labels))

    def _template(self, name: str) -> Template:
        found = self._loaded.get(name)
        if found is None:
            found = self._loaded[name] = self._environment.get_template(name)
            # One table, not the chain that Jinja makes: every rendering begins with a copy of it.
            found.globals = dict(found.globals)
        return found
