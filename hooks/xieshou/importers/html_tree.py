"""HTML of any program to a tree, read as a browser reads it.

In: HTML as it was copied or exported, whole pages and fragments. Out: elements and words, without what is never shown
(scripts, styles, remarks, what Word writes for itself) and without elements that have no words of their own to keep.
What is left out and was shown is remarked on. nh3 reads it, as browsers do; its output has one form, which is read
here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

import nh3

from xieshou.content.source.decode import UNPRINTABLE
from xieshou.importers.remarks import Remarks

MOST = 20_000_000
"""Characters of HTML: a text is a thousandth of that, its pictures may be in it."""
DEEPEST, _READ = 2000, 100
"""How deep elements may stand in each other; and how deep they are told apart: further in, words alone are kept."""
_TAGS = frozenset(
    "a abbr address article aside audio b bdo big blockquote body br caption center cite code col colgroup dd del"  # noqa: SIM905
    " details dfn div dl dt em embed fieldset figcaption figure font footer form h1 h2 h3 h4 h5 h6 header hr i iframe"
    " img input ins kbd legend li main mark nav object ol p picture pre q rb rp rt rtc ruby s samp section small"
    " source span strike strong sub summary sup table tbody td tfoot th thead title tr track tt u ul var video".split()
)
_KEPT = {
    "class", "id", "name", "style", "align", "dir", "lang", "href", "src", "data-src", "data-original", "alt", "title",
    "colspan", "rowspan", "scope", "start", "value", "type", "checked", "role", "aria-checked", "aria-level", "hidden",
    "width", "height", "data", "data-fn", "data-type",
}  # fmt: skip
_DROPPED = {"script", "style", "xml", "template", "noframes"}
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]{0,30}(?=:)")
_UNSEEN = re.compile(r"<(svg|math|canvas|select|textarea|button)\b[^<>]*>", re.IGNORECASE)
_NO_CHARACTERS = re.compile("[\ufdd0-\ufdef\ufffe\uffff]")
_ANY_TAG = re.compile(r"<[^<>]*>")
_NESTING = re.compile(r"<(/?)([a-z][a-z0-9]*)", re.IGNORECASE)
_LEFT_OPEN = frozenset(
    "p li dt dd td th tr thead tbody tfoot colgroup col caption option rb rt rp br hr img input meta link base embed"  # noqa: SIM905
    " source track wbr area param html head body".split()
)
"""Elements that end without a tag, by what follows them or at once."""
_CLIPBOARD = re.compile(r"Version:\d.*?\n(?=\s*<)", re.DOTALL)
_FRAGMENT = ("<!--StartFragment-->", "<!--EndFragment-->")
_LINES = frozenset(("p", "div", "li", "blockquote", "section", "tr", "dt", "dd", "pre"))
_VOID = frozenset(("br", "hr", "img", "input", "col", "embed", "source", "track"))


class HtmlFault(Exception):
    """HTML that is not read: ``code`` says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(slots=True, eq=False)
class Element:
    """An element: its attributes, and what is in it. A piece of text is a plain string."""

    tag: str
    attributes: dict[str, str]
    inside: list[Element | str] = field(default_factory=list)
    above: Element | None = None

    def all(self) -> Iterator[Element]:
        """It, and every element in it, in the order of the text."""
        waiting: list[Element] = [self]
        while waiting:
            one = waiting.pop()
            yield one
            waiting += [child for child in reversed(one.inside) if isinstance(child, Element)]

    def elements(self, *tags: str) -> list[Element]:
        """Those that stand right in it; with ``tags``, only such."""
        return [one for one in self.inside if isinstance(one, Element) and (not tags or one.tag in tags)]

    def words(self) -> str:
        """All words in it."""
        return "".join(one if isinstance(one, str) else " " if one.tag == "br" else one.words() for one in self.inside)

    def classes(self) -> list[str]:
        """Its classes."""
        return self.attributes.get("class", "").split()

    def remove(self) -> None:
        """Take it out of what it stands in."""
        if self.above is not None:
            self.above.inside.remove(self)
            self.above = None


def tree(html: str, remarks: Remarks) -> Element:
    """The tree of ``html``; its root is a ``body``. Raises ``HtmlFault`` where it is too much of it, or too deep."""
    if len(html) > MOST:
        raise HtmlFault("import-too-large")
    html = _without_remarks(_pasted(html))
    if _depth(html) > DEEPEST:
        raise HtmlFault("import-too-deep")
    if "<" in html:
        html = _without_unseen(html, remarks)
    schemes = set(_SCHEME.findall(html.lower()))
    clean = nh3.clean(
        html,
        tags=set(_TAGS),
        attributes={"*": set(_KEPT)},
        clean_content_tags=set(_DROPPED),
        url_schemes=schemes | {"http", "https"},
        link_rel=None,
    )
    builder = _Builder()
    builder.feed(_NO_CHARACTERS.sub("", UNPRINTABLE.sub("", clean)))
    builder.close()
    return builder.root


def _pasted(html: str) -> str:
    """What was copied, without what the system puts round it."""
    html = _CLIPBOARD.sub("", html, count=1) if html.startswith("Version:") else html
    begun, ended = (html.find(sign) for sign in _FRAGMENT)
    return html[begun + len(_FRAGMENT[0]) : ended] if 0 <= begun < ended else html


def _without_remarks(html: str) -> str:
    """Without remarks, among them what Word writes for itself; what of it is for all others stays."""
    parts, at = [], 0
    while (begun := html.find("<!--", at)) >= 0:
        parts.append(html[at:begun])
        ended = html.find("-->", begun + 4 - 2 * html.startswith("<!-->", begun))
        if ended < 0:
            return "".join(parts)
        at = ended + 3
    return "".join((*parts, html[at:]))


def _depth(html: str) -> int:
    """How deep elements stand in each other, at most: what is opened and never closed costs a reader its time."""
    deepest = now = 0
    for found in _NESTING.finditer(html):
        if found[2].lower() in _LEFT_OPEN:
            continue
        now = max(now - 1, 0) if found[1] else now + 1
        deepest = max(deepest, now)
    return deepest


def _without_unseen(html: str, remarks: Remarks) -> str:
    """With the words in place of what no text of ours can show: drawings, formulas, fields of forms."""
    parts, at = [], 0
    lowered = html.lower()
    left_open: set[str] = set()
    while found := _UNSEEN.search(html, at):
        name = found[1].lower()
        ended = -1 if name in left_open else lowered.find(f"</{name}", found.end())
        if ended < 0:
            left_open.add(name)
        inner = "" if ended < 0 or found[0].endswith("/>") else html[found.end() : ended]
        words = " ".join(_ANY_TAG.sub(" " if name != "math" else "", inner).split())
        remarks.add("import-formula" if name == "math" else "import-object", f"{name} {words}".strip())
        parts += [html[at : found.start()], words if name != "svg" else ""]
        at = found.end() if not inner else ended
    return "".join((*parts, html[at:]))


class _Builder(HTMLParser):
    """Of nh3's output, in which every element is closed, but those that have no end."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("body", {})
        self._open = self.root
        self._names: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "body":
            return
        element = Element(tag, {name: value or "" for name, value in attrs}, above=self._open)
        if tag in _VOID:
            self._open.inside.append(element)
        elif len(self._names) < _READ:
            self._open.inside.append(element)
            self._open = element
        else:
            self._open.inside.append(Element("br", {}, above=self._open) if tag in _LINES else "")
        if tag not in _VOID:
            self._names.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if self._names and tag == self._names[-1]:
            self._names.pop()
            if len(self._names) < _READ and self._open.above is not None:
                self._open = self._open.above

    def handle_data(self, data: str) -> None:
        self._open.inside.append(data)
