"""The places on a page that a link can lead to: what a text has of them, and which one a link means.

In: a text as it is kept, and what stands behind the ``#`` of a link. Out: ids. Editors type them as they see them, or
copy them from where a browser shows them: so they are found without regard to case, and percent-encoded.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator

from xieshou.content.kinds.figure import Figure
from xieshou.content.kinds.indicator import Indicator
from xieshou.content.markdown.body import Body, Mention, Open
from xieshou.content.schema import edtf
from xieshou.content.units import Ref

_ID = re.compile(r' id="([^"]*)"')
_NOTE = re.compile(r"fnref(?![0-9])")
"""What the first mark of a footnote is called by; further marks of the same have a number."""


def figure_anchor(id_: str) -> str:
    """The id of the figure ``id_`` (``figure/slug``) on a page that shows it."""
    return f"{Figure.kind}-{id_.partition('/')[2]}"


def ids_of(body: Body) -> tuple[str, ...]:
    """The ids of a text, in order: its headings, its footnotes, the figures it shows, and those that were typed.

    Only a figure that is named by its picture's file is not among them.
    """
    return tuple(dict.fromkeys((*_ids(body), *(heading.id for heading in body.headings))))


def _ids(body: Body) -> Iterator[str]:
    for piece in body.pieces:
        if isinstance(piece, str):
            yield from map(html.unescape, _ID.findall(piece))
        elif piece.form == "figure" and piece.kind == Figure.kind:
            yield figure_anchor(f"{piece.kind}/{piece.slug}")


def notes_of(body: Body) -> int:
    """How many footnotes a text has that something in it leads to."""
    return len({id_ for id_ in _ids(body) if _NOTE.match(id_)})


def is_reading(kind: str, part: str) -> bool:
    """Whether ``part`` names a value of an indicator, and no place on its page: ``indicator:visitors#2023@daily``."""
    if kind != Indicator.kind:
        return False
    try:
        return bool(edtf.parse(part.partition("@")[0]))
    except edtf.NotADate:
        return part.startswith("@")


def with_parts(mentions: Iterable[Mention], body: Body) -> tuple[Ref, ...]:
    """The references of a text, each with the part of a page that its link leads to.

    Mentions and what is left open in the text stand in one order.
    """
    parts: dict[tuple[str, str], list[str]] = {}
    for piece in body.pieces:
        if isinstance(piece, Open):
            linked = piece.form in ("link", "name") and not is_reading(piece.kind, piece.fragment)
            parts.setdefault((piece.kind, piece.slug), []).append(piece.fragment if linked else "")
    found = []
    for mention in mentions:
        left = parts.get((mention.kind, mention.slug), [])
        found.append(Ref("text", *mention, part=left.pop(0) if left else ""))
    return tuple(found)
