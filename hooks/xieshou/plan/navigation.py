"""The site's sections: what has a tab, in which order, and which tab a page lights."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from xieshou.content.kinds import KINDS

HOME, TIMELINE, FIND, ABOUT, OTHER = "home", "timeline", "find", "about", "other"
TABS: tuple[str, ...] = (
    HOME,
    *(name for name, cls in KINDS.items() if cls.prominent),
    TIMELINE,
    "figure",
    FIND,
    ABOUT,
)
"""Kinds of their own tab stand by name; the page ``find`` leads to all the others."""
ADDRESSES = {HOME: "", TIMELINE: "timeline/", FIND: "search/", ABOUT: "about/"}
SECTIONS = (*TABS, OTHER)
"""Every value of ``Page.section``: a frame is rendered for each, in each language."""


def section_of(kind: str) -> str:
    """The section of an entry of ``kind``."""
    return kind if kind in TABS else OTHER


def empty_sections(kinds: Collection[str], dated: bool) -> frozenset[str]:
    """The sections that have nothing to show: of ``kinds`` there are entries; ``dated``: the timeline has facts."""
    return frozenset({name for name in TABS if name in KINDS and name not in kinds} | (set() if dated else {TIMELINE}))


def tabs(empty: Collection[str] = ()) -> Iterator[tuple[str, str]]:
    """The tabs but for ``empty`` ones: section, and address without the language. ``find`` has none: its link stands
    beside them.
    """
    for section in TABS:
        if section != FIND and section not in empty:
            yield section, ADDRESSES[section] if section in ADDRESSES else f"{KINDS[section].address}/"
