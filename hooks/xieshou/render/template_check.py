"""A site's own templates: read before anything is made with them, and what fails in one told at its line.

In: the templates in ``assets/templates`` and ``assets/theme``; or an error that was met while one was at work. Out:
problems at their places. Which names a template may use is known from the engine's own.
"""

from __future__ import annotations

import difflib
import importlib.util
import os
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import TracebackType

from jinja2 import Environment, FileSystemLoader, TemplateError, TemplateNotFound, TemplateSyntaxError, meta, nodes

from xieshou.content.source.decode import read
from xieshou.core.door import plain_files
from xieshou.core.files import files_below
from xieshou.core.problems import ContentError, Problem, Problems, Severity, problem
from xieshou.core.project import FRONT, ProjectPaths
from xieshou.language.label_schema import PROBLEMS, has
from xieshou.language.labels import engine_words
from xieshou.render.templates import LIBRARIES, bare_environment

PARTS = ("templates", "theme")
THEME_FILES = (
    *(".svg", ".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".ico", ".css", ".js", ".mjs", ".woff", ".woff2"),
    *(".json", ".webmanifest"),
)
"""What a page can ask for of a theme, besides its templates: the rest is not published."""
_GIVEN = frozenset(["page", "labels", "lines", "item", "figure", "sections"])
"""What pages, lines and figures are rendered with."""
_THEME = "material"
"""The package whose templates the engine's stand before."""
_THEME_FILTERS = ("url", "script_tag", "tojson")
"""Filters that MkDocs gives the theme's templates."""


def own_templates(project: ProjectPaths, part: str = PARTS[0]) -> list[Path]:
    """The site's own templates of a part of the front end."""
    folder = project.assets / part
    if folder == FRONT / part or not os.path.isdir(folder):
        return []
    return [path for path in files_below(folder) if path.suffix == ".html" and os.path.isfile(path)]


def template_problems(project: ProjectPaths) -> Iterator[Problem]:
    """What is wrong with the site's own templates, as far as that can be told without a page."""
    ours = own_templates(project)
    if ours:
        environment = bare_environment(project)
        known = frozenset([*_GIVEN, *environment.globals, *LIBRARIES])
        for path in ours:
            yield from _examined(path, project, environment, known)
    for path in own_templates(project, PARTS[1]):
        plain = Environment(autoescape=True, loader=FileSystemLoader([*project.layers(PARTS[1]), *_theme_folders()]))
        plain.filters.update(dict.fromkeys(_THEME_FILTERS, str))
        yield from _examined(path, project, plain, frozenset(plain.globals))
    yield from _left_over(project)


def left_over(path: Path, project: ProjectPaths) -> bool:
    """Whether a file of the site's own theme is nothing that pages ask for: a copy, notes, what programs leave."""
    return path.is_relative_to(project.assets / PARTS[1]) and path.suffix.lower() not in (".html", *THEME_FILES)


def _left_over(project: ProjectPaths) -> Iterator[Problem]:
    if os.path.isdir(project.assets / PARTS[1]):
        for path in plain_files(project.assets / PARTS[1]):
            if left_over(path, project):
                name = project.relative(path)
                yield problem(name, 1, 1, "theme-file", warning=True, known=", ".join(THEME_FILES))


def told(error: BaseException, project: ProjectPaths, subject: str) -> ContentError | None:
    """An error met while ``subject`` was made, as a problem of the site's own template that it happened in; None where
    it happened in none.
    """
    found: tuple[str, int] | None = None
    trace: TracebackType | None = error.__traceback__
    while trace is not None:
        place = Path(trace.tb_frame.f_code.co_filename)
        if any(place.is_relative_to(project.assets / part) for part in PARTS):
            found = project.relative(place), trace.tb_lineno
        trace = trace.tb_next
    if isinstance(error, TemplateSyntaxError) and error.filename:
        place = Path(error.filename)
        if any(place.is_relative_to(project.assets / part) for part in PARTS):
            found = project.relative(place), error.lineno
    if found is None:
        return None
    near = ""
    if isinstance(error, AttributeError) and error.obj is not None and error.name:
        near = next(iter(difflib.get_close_matches(error.name, _public(error.obj), 1, 0.6)), "")
    name, line = found
    code = "template-fails-near" if near else "template-fails"
    column = _column(project.root / name, line)
    return ContentError(Problems([problem(name, line, column, code, address=subject, why=_why(error), near=near)]))


def _why(error: BaseException) -> str:
    if isinstance(error, AttributeError) and error.name:
        return error.name
    said = " ".join(str(error).split())
    return said or type(error).__name__


def _public(value: object) -> list[str]:
    return [name for name in dir(value) if not name.startswith("_")]


@cache
def _engine_names(part: str) -> frozenset[str]:
    """What the engine's own templates name, besides what all are given: asked where a template names anything else.

    Those of the theme share what one of them sets.
    """
    names: set[str] = set()
    if part == PARTS[0]:
        environment = bare_environment(ProjectPaths.at(FRONT))
        for path in sorted((FRONT / part).rglob("*.html")):
            names |= meta.find_undeclared_variables(environment.parse(path.read_text("utf-8")))
        return frozenset(names)
    for folder in (str(FRONT / part), *_theme_folders()):
        for path in sorted(Path(folder).rglob("*.html")):
            tree = Environment().parse(path.read_text("utf-8"))
            names |= {node.name for node in tree.find_all(nodes.Name)}
    return frozenset(names)


@cache
def _theme_folders() -> tuple[str, ...]:
    """Where the templates of the theme are that the engine's stand before."""
    spec = importlib.util.find_spec(_THEME)
    found = (spec.submodule_search_locations if spec else None) or ()
    return tuple(f"{folder}/templates" for folder in found)


def _examined(path: Path, project: ProjectPaths, environment: Environment, known: frozenset[str]) -> Iterator[Problem]:
    name = project.relative(path)
    part = path.relative_to(project.assets).parts[0]
    source, problems = read(path, name)
    yield from problems
    if source is None or any(one.severity is Severity.ERROR for one in problems):
        return
    text = source.front or ""
    lines = text.split("\n")
    try:
        tree = environment.parse(text, name)
        yield from (unknown := list(_unknown_filters(tree, name, environment, lines)))
        if unknown:
            return
        environment.compile(text, name)
    except TemplateSyntaxError as error:
        why = " ".join((error.message or type(error).__name__).split())
        yield problem(name, error.lineno, _first_sign(lines, error.lineno), "template-syntax", why=why)
        return
    except (TemplateError, RecursionError, SyntaxError, ValueError) as error:  # the last of a number too long
        yield problem(name, 1, 1, "template-syntax", why=_why(error))
        return
    yield from _labels(tree, name, lines)
    unknown_names = meta.find_undeclared_variables(tree) - known
    for missing in sorted(unknown_names - _engine_names(part) if unknown_names else ()):
        line = next((node.lineno for node in tree.find_all(nodes.Name) if node.name == missing), 1)
        near = difflib.get_close_matches(missing, known | _engine_names(part), 1, 0.6)
        code = "template-name-near" if near else "template-name"
        listed = ", ".join(sorted(known & (_GIVEN | {*LIBRARIES})))
        details = {"name": missing, "near": near[0] if near else "", "known": listed}
        yield problem(name, line, _column_of(lines, line, missing), code, **details)  # type: ignore[arg-type]
    yield from _others(path, tree, name, environment, lines)


def _unknown_filters(tree: nodes.Template, name: str, environment: Environment, lines: list[str]) -> Iterator[Problem]:
    """Filters and tests that there are not: Jinja tells of some only when a page is made."""
    for node in tree.find_all((nodes.Filter, nodes.Test)):
        there = environment.filters if isinstance(node, nodes.Filter) else environment.tests
        if node.name in there:
            continue
        near = difflib.get_close_matches(node.name, there, 1, 0.6)
        code = "template-name-near" if near else "template-name"
        details = {"name": node.name, "near": near[0] if near else "", "known": ", ".join(sorted(there))}
        yield problem(name, node.lineno, _column_of(lines, node.lineno, node.name), code, **details)  # type: ignore[arg-type]


def _labels(tree: nodes.Template, name: str, lines: list[str]) -> Iterator[Problem]:
    """Words that a template asks for by a key that there is not."""
    words = next(iter(engine_words().trees.values()))
    for call in tree.find_all(nodes.Call):
        asked = call.node.name if isinstance(call.node, nodes.Name) else getattr(call.node, "attr", "")
        first = call.args[0] if call.args else None
        if asked != "labels" or not isinstance(first, nodes.Const) or not isinstance(first.value, str):
            continue
        if not has(words, tuple(first.value.split("."))):
            keys = [".".join(path) for path in engine_words().schema.leaves() if path[0] != PROBLEMS]
            near = difflib.get_close_matches(first.value, keys, 1, 0.6)
            code = "template-label-near" if near else "template-label"
            column = _column_of(lines, first.lineno, first.value)
            yield problem(name, first.lineno, column, code, name=first.value, near=near[0] if near else "")


def _others(
    path: Path, tree: nodes.Template, name: str, environment: Environment, lines: list[str]
) -> Iterator[Problem]:
    """Other templates that it names and that are not there; and what others ask of it and it lacks."""
    for node in tree.find_all((nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport)):
        asked = getattr(node, "template", None)
        wanted = asked.value if isinstance(asked, nodes.Const) else None
        if isinstance(wanted, str) and not _is_there(environment, wanted):
            there = environment.list_templates(extensions=["html"])
            near = difflib.get_close_matches(wanted, there, 1, 0.6)
            code = "template-name-near" if near else "template-name"
            column = _column_of(lines, node.lineno, wanted)
            yield problem(
                name, node.lineno, column, code, name=wanted, near=near[0] if near else "", known=", ".join(there)
            )
    if path.name in LIBRARIES.values() and path.parent.name == PARTS[0]:
        original = environment.parse((FRONT / PARTS[0] / path.name).read_text("utf-8"))
        missing = _macros(original) - _macros(tree)
        if missing:
            yield problem(name, 1, 1, "template-macros", name=", ".join(sorted(missing)))


def _is_there(environment: Environment, name: str) -> bool:
    # Asked one by one: beside the theme's templates lie thousands of its pictures.
    assert environment.loader is not None
    try:
        environment.loader.get_source(environment, name)
    except TemplateNotFound:
        return False
    except (OSError, UnicodeDecodeError):  # what can't be read is told where it is looked at itself
        return True
    return True


def _macros(tree: nodes.Template) -> set[str]:
    return {node.name for node in tree.find_all(nodes.Macro) if not node.name.startswith("_")}


def _column_of(lines: list[str], line: int, sign: str) -> int:
    text = lines[line - 1] if 0 < line <= len(lines) else ""
    found = re.search(rf"(?<![\w.]){re.escape(sign)}(?!\w)", text)
    return found.start() + 1 if found else _first_sign(lines, line)


def _first_sign(lines: list[str], line: int) -> int:
    text = lines[line - 1] if 0 < line <= len(lines) else ""
    found = re.search(r"\{[{%#]", text)
    return found.start() + 1 if found else 1


def _column(path: Path, line: int) -> int:
    source, _ = read(path, path.name)
    return _first_sign((source.front or "").split("\n"), line) if source else 1
