"""A text as it is kept: HTML cut at its references, headings, plain words, and where its blocks stand.

Nothing here knows addresses: a body is the same wherever its targets live, so it is cached by its text alone.
"""

from __future__ import annotations

import marshal
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from xieshou.content.markdown.headings import Heading


class Open(NamedTuple):
    """A reference left open in the HTML.

    ``form``: link (the ``<a …>`` tag), figure (a whole paragraph, or one of those side by side in it: ``fragment`` says
    how many), or what stands for a link without words: name, or
    value, where it names an indicator (``fragment`` says which: ``2023@daily``). Or picture: a file that lies with the
    text, ``fragment`` is what it shows in words. Or label: words of the page's language, ``slug`` says which.
    """

    form: str
    kind: str
    slug: str
    fragment: str
    title: str


Pieces = tuple[str | Open, ...]
"""A text cut at its open references."""


class Mention(NamedTuple):
    """A reference with its place in the file. ``quote``: ``#`` and which value of it is shown, if one is."""

    kind: str
    slug: str
    line: int
    column: int
    quote: str = ""


class TextBlock(NamedTuple):
    """A block of a text: its element (``p``, ``li``, ``tr`` …), and its first and last line, 1 being the text's own."""

    tag: str
    first: int
    last: int


class Body(NamedTuple):
    """A text ready to be put into a page.

    ``plain`` is the text without its tags, open where it shows a name or a value: ``words`` closes it. ``blocks`` are
    all its blocks in the order of the text, outer ones before those in them.
    """

    pieces: Pieces
    headings: tuple[Heading, ...]
    plain: Pieces
    blocks: tuple[TextBlock, ...] = ()

    def words(self, said: Callable[[Open], str]) -> str:
        """The plain text; ``said`` gives the words of a reference that has none of its own."""
        return "".join(piece if isinstance(piece, str) else said(piece) for piece in self.plain)

    def packed(self) -> bytes:
        """As bytes. Plain tuples: ``marshal`` writes nothing that is only like one."""
        pieces, plain = (
            tuple(piece if isinstance(piece, str) else tuple(piece) for piece in one)
            for one in (self.pieces, self.plain)
        )
        return marshal.dumps((pieces, tuple(map(tuple, self.headings)), plain, tuple(map(tuple, self.blocks))))


def unpacked(data: bytes) -> Body:
    """The body in ``data``."""
    pieces, headings, plain, blocks = marshal.loads(data)
    return Body(
        _opened(pieces), tuple(map(Heading._make, headings)), _opened(plain), tuple(map(TextBlock._make, blocks))
    )


def _opened(pieces: Iterable[Any]) -> Pieces:
    return tuple(piece if isinstance(piece, str) else Open._make(piece) for piece in pieces)
