"""HTML as a tree, read as leniently as a browser reads it, as far as texts need that.

In: HTML. Out: ``Element``s, mutable, with what is no content (comments, declarations, processing instructions) left
out. End tags that HTML implies are supplied; what is never opened is passed over, what is never closed ends with the
text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())  # noqa: SIM905
BLOCKS = frozenset(
    "address article aside blockquote caption center col colgroup dd details div dl dt figcaption figure footer"  # noqa: SIM905
    " form h1 h2 h3 h4 h5 h6 header hr li main nav notes ol p pre section summary table tbody td tfoot th thead tr"
    " ul".split()
)
"""Elements that stand on lines of their own: white space at their edges is not seen."""
_UNSEEN = re.compile(r"<!--(?:-?>|.*?-->)|<[!?][^>]*>", re.DOTALL)
"""Comments, and what browsers take for one. Versions of ``html.parser`` differ in how they read these."""
_LISTS, _ROWS, _CELLS = ("ul", "ol"), ("thead", "tbody", "tfoot", "table"), ("td", "th")
_ENDED_BY: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "li": (("li",), _LISTS),
    "dt": (("dt", "dd"), ("dl",)),
    "dd": (("dt", "dd"), ("dl",)),
    "tr": (("tr",), _ROWS),
    "td": (_CELLS, ("tr", *_ROWS)),
    "th": (_CELLS, ("tr", *_ROWS)),
    **dict.fromkeys(("thead", "tbody", "tfoot"), (("thead", "tbody", "tfoot"), ("table",))),
}
"""A tag, what is ended where it begins, and where the search for that stops."""


@dataclass(slots=True)
class Element:
    """An element, or a whole text (which has no name)."""

    name: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Node] = field(default_factory=list)

    def walk(self) -> Iterator[Element]:
        """This element and all in it, in the order of the text."""
        yield self
        for child in self.children:
            if isinstance(child, Element):
                yield from child.walk()

    def words(self) -> str:
        """The text in it."""
        return "".join(child if isinstance(child, str) else child.words() for child in self.children)


Node = Element | str


class _Builder(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("")
        self._open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in BLOCKS:
            self._end(("p",), tuple(BLOCKS - {"p"}))
        if tag in _ENDED_BY:
            self._end(*_ENDED_BY[tag])
        element = Element(tag, {name: value or "" for name, value in reversed(attrs)})  # the first of a name counts
        self._open[-1].children.append(element)
        if tag not in VOID:
            self._open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)  # in HTML, the stroke of <a/> means nothing

    def handle_endtag(self, tag: str) -> None:
        self._end((tag,), ())

    def handle_data(self, data: str) -> None:
        parent = self._open[-1]
        if parent.name == "pre" and not parent.children:
            data = data.removeprefix("\n")
        if data:
            parent.children.append(data)

    def _end(self, names: tuple[str, ...], within: tuple[str, ...]) -> None:
        """End the innermost open element of ``names``, unless one of ``within`` lies between."""
        for at in range(len(self._open) - 1, 0, -1):
            if self._open[at].name in names:
                del self._open[at:]
                return
            if self._open[at].name in within:
                return


def parsed(html: str) -> Element:
    """The tree of ``html``."""
    builder = _Builder()
    builder.feed(_UNSEEN.sub("", html))
    builder.close()
    return builder.root
