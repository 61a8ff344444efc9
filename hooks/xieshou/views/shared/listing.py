"""What lists have round their items, as templates see it: choices to narrow them by, files of the same."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup


@dataclass(frozen=True, slots=True)
class Option:
    """A value to choose, and how many items of the page have it."""

    value: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Facet:
    """A choice to narrow a list by: field, place, partner, year …"""

    name: str
    label: str
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Filter:
    """The choices of a page. ``data``: the attributes of each item by its place on the page; ``sorts``: orders to
    offer; ``date_label``: what the dates of the items are; ``part``: the page is one of several, and only it is
    narrowed.
    """

    facets: tuple[Facet, ...] = ()
    data: tuple[Markup, ...] = ()
    sorts: tuple[str, ...] = ()
    date_label: str = ""
    part: bool = False


@dataclass(frozen=True, slots=True)
class Download:
    """A file with the same in another form; ``type`` is its MIME type."""

    title: str
    href: str
    type: str


NO_FILTER = Filter()
"""Of a list too short to narrow."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a published table."""

    name: str
    label: str
    form: str


@dataclass(frozen=True, slots=True)
class Dataset:
    """The open data of a kind, or (``part``) of its parts: files, and what their columns hold."""

    name: str
    title: str
    lead: str
    files: tuple[Download, ...]
    columns: tuple[Column, ...] = ()
    part: bool = False
