"""The page a serve session shows in place of every other while the content has an error."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, TemplateError

from xieshou.core.problems import Problems, report, total
from xieshou.core.project import FRONT, ProjectPaths
from xieshou.language.labels import Labels


def fault_page(sentences: Mapping[str, str], labels: Mapping[str, Labels], project: ProjectPaths) -> str:
    """What is shown where the engine itself failed: one sentence a language."""
    return _page([(labels[language], said, "") for language, said in sentences.items()], project)


def error_page(problems: Problems, labels: Mapping[str, Labels], project: ProjectPaths) -> str:
    """The report in every language; the page asks for itself again until it is gone."""
    sections = [
        (words, words("publish.refused", count=total(problems.errors)), report(problems, words, project.root))
        for words in labels.values()
    ]
    return _page(sections, project)


def _page(sections: list[tuple[Labels, str, str]], project: ProjectPaths) -> str:
    try:
        return _made(project.layers("templates"), sections)
    except (TemplateError, UnicodeDecodeError):  # the site's own page of errors may hold the error
        return _made((FRONT / "templates",), sections)


def _made(folders: Sequence[Path], sections: list[tuple[Labels, str, str]]) -> str:
    environment = Environment(loader=FileSystemLoader(folders), autoescape=True)
    return environment.get_template("error.html").render(sections=sections)
