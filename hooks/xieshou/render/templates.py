"""Our own templates, one a view (and one a record kind): autoescaped, and strict about what they name."""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment, FileSystemBytecodeCache, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup

from xieshou.language.labels import Labels
from xieshou.project import Project
from xieshou.views.models import BASE, FigureModel, Model


class Templates:
    """The templates of a project."""

    def __init__(self, project: Project) -> None:
        compiled = project.cache / "templates"
        compiled.mkdir(parents=True, exist_ok=True)
        self._folder = project.templates
        self._environment = Environment(
            loader=FileSystemLoader(project.templates),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
            bytecode_cache=FileSystemBytecodeCache(str(compiled)),
        )
        self._environment.globals["BASE"] = BASE

    def body(self, view: str, model: Model, labels: Labels) -> str:
        """The body of a page: ``<view>.html``, or ``kinds/<kind>.html`` for an entry whose kind has its own."""
        own = Path("kinds") / f"{model.kind}.html"
        name = own.as_posix() if view == "entry" and (self._folder / own).exists() else f"{view}.html"
        return self._template(name).render(page=model, labels=labels)

    def figure(self, figure: FigureModel, labels: Labels) -> Markup:
        """A figure as it stands in a text."""
        return Markup(self._template("figure.html").render(figure=figure, labels=labels))

    def _template(self, name: str) -> Template:
        return self._environment.get_template(name)
