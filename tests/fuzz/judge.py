"""What must hold of every input, however it was harmed: no trace of our code, no hang, nothing active goes out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

from tests.effort import PLENTY, measured
from tests.fuzz.mutate import Input
from xieshou.content.autofix import mended
from xieshou.content.markdown.body import unpacked
from xieshou.content.parse import Reader
from xieshou.content.parsed import Parsed
from xieshou.core.problems import Texts, message

TAGS = frozenset(
    [
        "a",
        "abbr",
        "b",
        "blockquote",
        "br",
        "caption",
        "cite",
        "code",
        "col",
        "colgroup",
        "dd",
        "del",
        "dfn",
        "div",
        "dl",
        "dt",
        "em",
        "figcaption",
        "figure",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
        "i",
        "img",
        "ins",
        "kbd",
        "li",
        "mark",
        "ol",
        "p",
        "pre",
        "q",
        "ruby",
        "rb",
        "rp",
        "rt",
        "s",
        "samp",
        "small",
        "span",
        "strong",
        "sub",
        "sup",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "u",
        "ul",
        "var",
        "wbr",
    ]
)
ATTRIBUTES = frozenset(
    "href title id src alt align colspan rowspan scope start lang dir class tabindex role aria-label".split()  # noqa: SIM905
)
_SCHEME = re.compile(r"[\x00-\x20]*([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufffe\uffff\ud800-\udfff]")


class _Active(HTMLParser):
    """Collects what is more than text."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in TAGS:
            self.found.append(f"<{tag}>")
        for name, value in attrs:
            scheme = _SCHEME.match(value or "") if name in ("href", "src") else None
            if name not in ATTRIBUTES or (scheme and scheme[1].lower() not in ("http", "https", "mailto")):
                self.found.append(f"{tag} {name}={value}")

    def handle_decl(self, decl: str) -> None:
        self.found.append(decl)

    def handle_pi(self, data: str) -> None:
        self.found.append(data)

    def handle_comment(self, data: str) -> None:
        self.found.append(f"<!--{data}")


def active(html: str) -> list[str]:
    """What in ``html`` may act, lead astray, or hide."""
    parser = _Active()
    parser.feed(html)
    parser.close()
    return parser.found + [f"U+{ord(one):04X}" for one in _UNSEEN.findall(html)]


def complaints(one: Input, reader: Reader, folder: Path, texts: dict[str, Texts]) -> Iterator[str]:
    """What is wrong with how the program takes an input."""
    path = folder / one.name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(one.data)

    def taken() -> Parsed:
        parsed = reader.parse(path, f"content/{one.name}")
        mended(one.data, f"content/{one.name}")
        return parsed

    try:
        parsed, took = measured(taken)
    except Exception as error:
        yield f"{type(error).__name__}: {error}"
        return
    if took > PLENTY:
        yield f"took as long as {took:.0f} plain stories"
    lines = one.data.count(b"\n") + one.data.count(b"\r") + 2
    for problem in parsed.problems:
        if not (1 <= problem.line <= lines and problem.column >= 1):
            yield f"{problem.code} at line {problem.line} of {lines}"
        for language, table in texts.items():
            try:
                message(problem, table)
            except (KeyError, ValueError) as error:
                yield f"{problem.code} has no sentence in {language}: {error!r}"
    if not parsed.sound:
        return
    for _, data in parsed.bodies:
        html = "".join(piece for piece in unpacked(data).pieces if isinstance(piece, str))
        yield from active(html)
    for unit in parsed.units:
        for _, words in (*unit.titles, *unit.summaries):
            if _UNSEEN.search(words):
                yield f"unseen in {words!r}"
