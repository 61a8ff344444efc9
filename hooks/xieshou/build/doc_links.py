"""Links to entries in hand-written pages, which take MkDocs' ordinary way: ``[name](project:slug)``."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterator
from pathlib import Path

from xieshou.content.catalog import Catalog
from xieshou.content.kinds import KINDS
from xieshou.content.paths import Named
from xieshou.content.source.decode import read
from xieshou.core.door import plain_files
from xieshou.core.plain import opened
from xieshou.core.problems import Problem, problem
from xieshou.core.project import ProjectPaths
from xieshou.plan.pages import Plan
from xieshou.render.frames import root_from

SCHEMES = ("http", "https", "mailto")
"""What a link may begin with besides a kind."""
# Code comes first: what stands in it is shown, not followed.
_LINK = re.compile(
    r"(?P<code>^(?:```|~~~).*?^(?:```|~~~)|`+[^`\n]+`+)"
    r"|(?:(?<=\]\()|(?<=\]\(<)|(?<=\]: ))(?P<kind>[A-Za-z][\w+.-]*):(?P<slug>[^\s()<>#\"]*)",
    re.MULTILINE | re.DOTALL,
)


def resolved(
    text: str, path: str, address: str, language: str, plan: Callable[[], Plan], first_line: int = 1
) -> tuple[str, list[Problem]]:
    """``text`` with its links to entries as relative addresses from ``address``, and a problem for each that fails.

    The text begins on ``first_line`` of the file ``path``. ``plan`` is asked for only where there is such a link.
    """
    problems: list[Problem] = []
    base = root_from(address)

    def one(found: re.Match[str]) -> str:
        if found["code"] or found["kind"].lower() in SCHEMES:
            return found[0]
        kind, slug = found["kind"], found["slug"]
        line = text.count("\n", 0, found.start()) + first_line
        column = found.start() - text.rfind("\n", 0, found.start())
        if kind not in KINDS:
            problems.append(problem(path, line, column, "text-link-unknown", target=found[0]))
            return found[0]
        card = plan().catalog.cards.get(f"{kind}/{slug}")
        if card is not None:
            return f"{base}/{plan().address(card, language)}"
        near = difflib.get_close_matches(slug, [one.slug for one in plan().catalog.of_kind(kind)], 3, 0.5)
        code = "reference-unknown-near" if near else "reference-unknown"
        problems.append(problem(path, line, column, code, kind=kind, slug=slug, near=", ".join(near)))
        return found[0]

    return _LINK.sub(one, text), problems


def examined(
    project: ProjectPaths,
    languages: tuple[str, ...],
    plan: Callable[[], Plan],
    planned: frozenset[str],
    invalid: frozenset[Named],
) -> Iterator[Problem]:
    """The problems of all hand-written pages: links that fail, and pages that stand where ``planned`` ones will.

    A link to one of the ``invalid`` entries, which have errors of their own, or to one of two of the same name is not
    said to fail.
    """
    for path in plain_files(project.docs):
        if path.suffix != ".md":
            continue
        name = project.relative(path) if path.is_relative_to(project.root) else path.name
        try:
            with opened(path) as file:
                text = file.read().decode("utf-8-sig")
        except FileNotFoundError:  # taken away since it was seen
            continue
        except (OSError, UnicodeDecodeError):
            yield from read(path, name)[1]
            continue
        inner = path.relative_to(project.docs)
        language = inner.parts[0] if inner.parts[0] in languages[1:] else languages[0]
        for one in resolved(text, name, "", language, plan)[1]:
            said = dict(one.details)
            named = (said.get("kind"), said.get("slug"))
            clashing = named in _clashing(plan().catalog)
            if not clashing and not any((own.kind, own.slug or named[1]) == named for own in invalid):
                yield one
        address = _published(inner)
        if address in planned:
            yield problem(name, 1, 1, "address-taken", address=address)


def published_docs(project: ProjectPaths) -> Iterator[str]:
    """The paths that the hand-written pages will have in the published site."""
    for path in plain_files(project.docs):
        if path.suffix == ".md":
            yield _published(path.relative_to(project.docs))


def _published(inner: Path) -> str:
    stem = inner.with_suffix("")
    stem = stem.parent if stem.name in ("index", "README") else stem
    return f"{stem.as_posix()}/index.html".removeprefix("./")


def _clashing(catalog: Catalog) -> set[tuple[str | None, str | None]]:
    """The kinds and slugs of which there are several entries."""
    known = catalog.cards.keys() | catalog.hidden
    return {(unit.kind, unit.slug) for unit in catalog.units if f"{unit.kind}/{unit.slug}" not in known}
