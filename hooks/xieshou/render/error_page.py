"""What a serve session shows while the content has errors: the page in place of others, the line above the rest.

In: problems. Out: HTML. Nothing of it is ever written to a file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from textwrap import dedent
from typing import Any, NamedTuple

from jinja2 import Environment, FileSystemLoader, TemplateError

from xieshou.core.problems import Problem, Problems, report, total
from xieshou.core.project import FRONT, ProjectPaths
from xieshou.language.labels import Labels

_SOURCE = re.compile(r"\s+(?:[0-9]+ )?\| ")
"""The beginning of a line of a report that shows a line of a file, or the mark under it."""
_PLACE = 2
"""Parts of a problem's first line that come before its sentence: place, severity."""


class Ways(NamedTuple):
    """Where one can go from a page of errors: the home page, and all errors; nothing where there are no others."""

    home: str
    all: str = ""


class _Told(NamedTuple):
    """A problem as its page shows it: ``source`` is the line itself, with a mark under it."""

    place: str
    said: str
    source: str
    hints: tuple[str, ...]


class _More(NamedTuple):
    """What a page of errors shows in one language, besides its title."""

    lead: str = ""
    ways: tuple[tuple[str, str], ...] = ()
    told: tuple[_Told, ...] = ()


def fault_page(sentences: Mapping[str, str], labels: Mapping[str, Labels], project: ProjectPaths) -> str:
    """What is shown where the engine itself failed: one sentence a language."""
    sections = [(labels[language], said, "") for language, said in sentences.items()]
    return _page(sections, {words.language: _More() for words, _, _ in sections}, project, again=True)


def error_page(problems: Problems, labels: Mapping[str, Labels], project: ProjectPaths) -> str:
    """The report in every language, in place of every page; it asks for itself again until it is gone."""
    count, sections, more = total(problems.errors), [], {}
    for name, words in labels.items():
        text = report(problems, words, project.root)
        sections.append((words, words("publish.refused", count=count), text))
        more[name] = _More(told=tuple(_told(text)))
    return _page(sections, more, project, again=True)


def file_page(
    problems: Iterable[Problem],
    labels: Mapping[str, Labels],
    project: ProjectPaths,
    ways: Mapping[str, Ways],
    *,
    every: bool,
) -> str:
    """The errors of single files, while the rest of the site is shown: ``every`` one, or those of one page."""
    told = tuple(problems)
    count, files = total(told), len({one.path for one in told})
    sections, more = [], {}
    for name, words in labels.items():
        way = ways[name]
        title, lead = ("all", "all_lead") if every else ("page", "lead")
        text = report(told, words, project.root)
        sections.append((words, words(f"preview.{title}", count=count, files=files), text))
        links = ((words("preview.see_all"), way.all),) if way.all else ()
        here = (*links, (words("preview.home"), way.home))
        more[name] = _More(words(f"preview.{lead}"), here, tuple(_told(text)))
    return _page(sections, more, project, again=False)


def preview_line(problems: Sequence[Problem], words: Labels, project: ProjectPaths, href: str) -> str:
    """The line above every page that is shown in spite of ``problems``. ``href``: where these are told."""
    files = len({one.path for one in problems})
    return _made("preview.html", project, words=words, count=total(problems), files=files, href=href)


def _told(text: str) -> Iterator[_Told]:
    """The problems of a report: all lines but the first of each stand further in."""
    lines = text.split("\n")
    starts = [number for number, line in enumerate(lines) if not line.startswith(" ")]
    for start, end in zip(starts, (*starts[1:], len(lines)), strict=True):
        place, severity, *said = lines[start].split("  ", _PLACE)
        rest = lines[start + 1 : end]
        source = dedent("\n".join(line for line in rest if _SOURCE.match(line)))
        hints = tuple(line.strip() for line in rest if not _SOURCE.match(line))
        yield _Told(f"{place} · {severity}", "".join(said), source, hints)


def _page(
    sections: list[tuple[Labels, str, str]], more: Mapping[str, _More], project: ProjectPaths, *, again: bool
) -> str:
    return _made("error.html", project, sections=sections, more=more, again=again)


def _made(name: str, project: ProjectPaths, **given: Any) -> str:
    try:
        return _rendered(project.layers("templates"), name, given)
    except (TemplateError, UnicodeDecodeError):  # the site's own page of errors may hold the error
        return _rendered((FRONT / "templates",), name, given)


def _rendered(folders: Sequence[Path], name: str, given: Mapping[str, Any]) -> str:
    environment = Environment(loader=FileSystemLoader(folders), autoescape=True)
    return environment.get_template(name).render(given)
