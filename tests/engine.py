"""Whole builds without a host: the engine alone, with frames that are nothing but their slots."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import TypeVar

from xieshou.build.manifest import Surroundings
from xieshou.build.pipeline import Published, finish
from xieshou.build.prepared import Prepared
from xieshou.build.session import BuildSettings, Session
from xieshou.content.markdown.render import MarkdownSettings
from xieshou.core.problems import ContentError
from xieshou.core.project import ProjectPaths
from xieshou.plan.navigation import SECTIONS
from xieshou.render.frames import SLOTS, Frame

T = TypeVar("T")
MARKDOWN = MarkdownSettings(("tables", "footnotes", "attr_list", "def_list", "sane_lists", "toc"), {})
ORIGIN = "https://example.org/two/rivers/"
NOW = 1_767_225_600
"""The first of January 2026."""


def frames(languages: tuple[str, ...]) -> dict[tuple[str, str], Frame]:
    """A frame for each language and section: its slots, a line each."""
    frame = Frame(("", *("\n" for _ in SLOTS)), SLOTS, b"")
    return {(language, section): frame for language in languages for section in SECTIONS}


def build(root: Path, now: int = NOW, *, search: bool = False) -> Published:
    """Build the project in ``root`` to its folder ``site``. Raises ``ContentError``."""
    with closing(Session.to_build(ProjectPaths.at(root), root / "site", wait=False)) as session:
        prepared = session.prepared(BuildSettings(MARKDOWN, workers=1), now)
        site = prepared.context.read.site
        if prepared.plan is None or site is None:
            raise ContentError(prepared.problems)
        around = Surroundings(frames(site.languages), {}, ORIGIN, "/two/rivers/", search)
        assert session.trees is not None
        return finish(prepared, around, session.trees)


def looked_at(root: Path, look: Callable[[Prepared], T], now: int = NOW) -> T:
    """What ``look`` says of the project in ``root``, prepared as for a check."""
    with closing(Session.to_check(ProjectPaths.at(root))) as session:
        return look(session.prepared(BuildSettings(MARKDOWN, workers=1, renders=False), now))
