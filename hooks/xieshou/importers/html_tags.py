"""HTML in a text of another program: what a site would not publish is taken out, or said in Markdown.

In: a text. Out: the same without styles and scripts, with films as links, with pictures in boxes as Markdown's; and
what was taken out. What a reader sees stays.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator
from html.parser import HTMLParser

from xieshou.importers.prose import CODE, Edit, edited, parsed, without_code
from xieshou.importers.records import Fate, Note, clipped
from xieshou.importers.references import attributes

_SILENT = re.compile(r"<(?P<name>script|style|noscript)\b[^>]*>.*?</(?P=name)\s*>", re.DOTALL | re.IGNORECASE)
_FILM = re.compile(
    r"<(?P<name>iframe|video|audio|object|embed)\b(?P<attrs>[^>]*?)(?:/>|>(?P<inner>.*?)</(?P=name)\s*>|>)",
    re.DOTALL | re.IGNORECASE,
)
_TAG = re.compile(r"<[A-Za-z][\w:-]*(?=\s)(?:\s+[^\s\"'<>/=]+(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"'>{]+))?)*\s*/?>")
_ACTIVE = re.compile(
    r"\s+(?:on\w+|style|srcset|sizes|poster|ping|background|data-[\w-]+|class|className|loading|width|height|target|rel)"
    r"(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"'>{]+))?(?=[\s/>])",
    re.IGNORECASE,
)
_BOXES = frozenset("div p center figure figcaption img br picture source span a strong b em i small".split())  # noqa: SIM905
_VOID = frozenset(("img", "br", "source"))
_SIGNS = re.compile(r"([\\`*_\[\]<>#|~])")


def plain(text: str) -> tuple[str, tuple[Note, ...]]:
    """``text`` without what HTML does besides showing words, and what became of that."""
    if not re.search(r"<[A-Za-z]", text):
        return text, ()
    notes: list[Note] = []
    for pattern, make in ((_SILENT, _silent), (_FILM, _film), (_TAG, _bare)):
        masked = without_code(text)
        edits = []
        for found in pattern.finditer(masked):
            if CODE in found[0]:
                continue
            made, note = make(found)
            if made != found[0]:
                edits.append(Edit(found.start(), found.end(), made))
                notes += [note] if note else []
        text = edited(text, edits)
    if re.search(r"<img\b", text, re.IGNORECASE):
        text = edited(text, boxes(text))
    return text, tuple(notes)


def _silent(found: re.Match[str]) -> tuple[str, Note | None]:
    return "", Note(Fate.LEFT, "html", f"<{found['name'].lower()}>", clipped(found[0], 60))


def _film(found: re.Match[str]) -> tuple[str, Note | None]:
    given = attributes(f"<x {found['attrs']}>")
    inner = found["inner"] or ""
    source = given.get("src") or given.get("data") or attributes(f"<x {inner}>").get("src", "")
    source = f"https:{source}" if source.startswith("//") else source
    name = f"<{found['name'].lower()}>"
    if re.fullmatch(r"https?://[^\s<>\\]+", source):
        return f"\n\n<{source}>\n\n", Note(Fate.MAPPED, "film", name, source)
    return "", Note(Fate.LEFT, "film-lost", name, source)


def _bare(found: re.Match[str]) -> tuple[str, Note | None]:
    return _ACTIVE.sub("", found[0]), None


def boxes(text: str, fits: Callable[[str], bool] = bool) -> Iterator[Edit]:
    """Boxes that hold pictures and a few words, as paragraphs of Markdown: those whose pictures all fit."""
    taken_apart = parsed(text)
    starts = [0]
    for line in taken_apart.lines:
        starts.append(starts[-1] + len(line) + 1)
    for token in taken_apart.tokens:
        if token.type != "html_block" or not token.map or "<img" not in token.content.lower():
            continue
        box = _Box()
        box.feed(token.content)
        box.close()
        if not box.plain or box.opened or not all(map(fits, box.sources)):
            continue
        start, end = starts[token.map[0]], min(starts[token.map[1]], len(text))
        line = taken_apart.lines[token.map[0]]
        prefix = line[: len(line) - len(line.lstrip())] if token.level else ""
        yield Edit(
            start, end, f"\n{prefix}\n".join(["", *(f"{prefix}{one}" for one in box.paragraphs()), ""]).lstrip("\n")
        )


class _Box(HTMLParser):
    """Reads one block of HTML. ``plain``: whether it holds nothing but boxes, pictures and words."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.plain, self.opened = True, list[str]()
        self.sources: list[str] = []
        self._parts: list[str] = [""]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A tag that opens, or stands alone."""
        given = {name: value or "" for name, value in attrs}
        if tag not in _BOXES or (tag == "a" and not re.match(r"https?://|/", given.get("href", ""))):
            self.plain = False
        if tag not in _VOID:
            self.opened.append(tag)
        if tag == "img" and given.get("src"):
            title = given.get("title", "").replace('"', "'")
            words = re.sub(r"[\[\]\n]", " ", given.get("alt", "")).strip()
            source = given["src"].strip()
            self.sources.append(source)
            target = f"<{source}>" if re.search(r"[\s()]", source) else source
            self._parts += [f"![{words}]({target}" + (f' "{title}"' if title else "") + ")", ""]
        elif tag in ("div", "p", "center", "figure", "figcaption", "br"):
            self._parts.append("")
        elif tag == "a":
            self._parts[-1] += "["
            self._href = given.get("href", "")

    def handle_endtag(self, tag: str) -> None:
        """A tag that closes."""
        if tag in _VOID:
            return
        if not self.opened or self.opened[-1] != tag:
            self.plain = False
            return
        self.opened.pop()
        if tag == "a":
            if self._parts[-1].endswith("["):
                self._parts[-1] = self._parts[-1][:-1]
            elif "[" in self._parts[-1]:
                self._parts[-1] += f"]({self._href})"
            else:  # what is linked is a picture
                for at in range(len(self._parts) - 1, -1, -1):
                    if self._parts[at].endswith("["):
                        self._parts[at] = self._parts[at][:-1]
                        break
        elif tag in ("div", "p", "center", "figure", "figcaption"):
            self._parts.append("")

    def handle_data(self, data: str) -> None:
        """Words."""
        said = _SIGNS.sub(r"\\\1", re.sub(r"\s+", " ", html.unescape(data)))
        self._parts[-1] += said if self._parts[-1] or said.strip() else ""

    def paragraphs(self) -> Iterator[str]:
        """What it holds, a paragraph each."""
        return (part.strip() for part in self._parts if part.strip())
