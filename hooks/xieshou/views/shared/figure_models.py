"""Charts and pictures as templates see them: plain frozen data, resolved to words and addresses."""

from __future__ import annotations

from dataclasses import dataclass

from xieshou.views.shared.models import Item, LocalizedText, When

LOOKED_FOR = "looked-for"
"""The place, on the list of figures, of the photographs that are not held."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A point or bar of a chart. ``share`` is its size in thousandths of the largest; ``low`` that of the smallest of
    readings that differ.
    """

    label: str
    value: str
    share: int
    of_all: int
    href: str = ""
    low: int = 0


@dataclass(frozen=True, slots=True)
class ChartModel:
    """A chart and the table behind it. ``groups`` are the bars of a stacked one, or the small charts of many."""

    form: str
    marks: tuple[Mark, ...]
    title: str
    period: str
    groups: tuple[ChartModel, ...] = ()

    @property
    def search_words(self) -> tuple[str, ...]:
        """What search finds of it: titles and values."""
        marks = (f"{mark.label} {mark.value}" for mark in self.marks)
        return self.title, *marks, *(words for group in self.groups for words in group.search_words)


@dataclass(frozen=True, slots=True)
class Derived:
    """The files of one format: ``srcset`` and MIME type."""

    type: str
    srcset: str


@dataclass(frozen=True, slots=True)
class Size:
    """One file of a picture, to download."""

    format: str
    width: int
    height: int
    href: str


@dataclass(frozen=True, slots=True)
class PictureModel:
    """A picture with its derivatives; ``src`` is the fallback. Without ``src`` the image is not held."""

    alt: LocalizedText
    src: str = ""
    width: int = 0
    height: int = 0
    sources: tuple[Derived, ...] = ()
    full: str = ""
    """The largest, for a closer look."""
    sizes: tuple[Size, ...] = ()
    focus: str = ""
    """The point to keep where it is cut to a shape: across and down, in per cent."""


@dataclass(frozen=True, slots=True)
class FilmText:
    """Captions of a film in one language, and what that is called."""

    language: str
    name: str
    href: str


@dataclass(frozen=True, slots=True)
class FilmModel:
    """A film or recording: its file, what it is and how large, its captions, the page's language first."""

    href: str
    type: str
    said: str
    captions: tuple[FilmText, ...] = ()


@dataclass(frozen=True, slots=True)
class FigureModel:
    """A figure as any page shows it. ``anchor``: its address there; ``number``: Figure 1, in a text; ``beside``: how
    many stand side by side there.
    """

    item: Item
    type: str
    caption: LocalizedText
    credit: LocalizedText | None
    date: When | None
    rights: LocalizedText | None
    picture: PictureModel
    chart: ChartModel | None
    summary: LocalizedText | None = None
    anchor: str = ""
    number: str = ""
    beside: int = 1
    film: FilmModel | None = None
    elsewhere: tuple[str, str] | None = None
    """Where a film is to be seen that is on another site: address, and host."""
    looked_for: str = ""
    """Of a photograph that is not held: where those are listed that are looked for."""
