"""A tree of HTML to blocks: what stands in it, in the order in which it is read.

In: a tree, its footnotes taken out. Out: blocks. Any element may stand in any other, as in what people copy: styles go
with the words into whatever is in them, a picture in a line comes after its line, a list in a list goes into the item
before it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from xieshou.content.markdown.html_writer import BOXES
from xieshou.importers.blocks import (
    Block,
    CodeBlock,
    FoldedBlock,
    HeadingBlock,
    ParagraphBlock,
    PictureBlock,
    PictureFound,
    RuleBlock,
    Run,
    Runs,
    Style,
    style,
    words_of,
)
from xieshou.importers.html_lists import list_blocks, quote_blocks, term_blocks
from xieshou.importers.html_styles import hidden, styled
from xieshou.importers.html_tables import table_blocks
from xieshou.importers.html_tree import Element
from xieshou.importers.remarks import Remarks
from xieshou.importers.runs import LINE_END, NOTE, Piece, paragraphs, runs_of

LinkTo = Callable[[str], str]
"""The address that a link is to have for the one it had; empty where it is to be no link."""
PictureTo = Callable[[PictureFound], str]
"""What a text names a picture by; empty where the picture does not come along."""
_HEADING = re.compile(r"h([1-6])")
_IN_A_LINE = frozenset(
    "a abbr b bdo big cite code del dfn em font i ins kbd label mark q rb rp rt rtc ruby s samp small span strike"  # noqa: SIM905
    " strong sub sup tt u var".split()
)
_MEDIA = frozenset(("iframe", "video", "audio", "object", "embed"))
_CONTENTS = re.compile(r"mso-?toc\d", re.IGNORECASE)
_LONGEST_CAPTION = 120
_CAPTION_WORDS = re.compile(
    r"[（(【]?(?:图|图片|照片|插图)\s*[\d一二三四五六七八九十]|[▲△↑]|(?:Figure|Fig\.|Photo)\s*\d+\b", re.IGNORECASE
)
_CAPTION = re.compile(r"(?:mso)?caption|wp-caption-text", re.IGNORECASE)


class Flow:
    """Reads one tree."""

    def __init__(self, remarks: Remarks, link_to: LinkTo, picture_to: PictureTo) -> None:
        """What is left out goes to ``remarks``."""
        self.remarks, self._link_to, self._picture_to = remarks, link_to, picture_to
        self.titles: list[str] = []
        """What the page calls itself."""
        self.title_lines: list[str] = []
        """The lines of the title that stand over a document."""
        self.anchors: set[str] = set()
        """The places in the text that links lead to."""
        self.captions = True
        """Whether a line under a picture that begins as captions do is one."""
        self._elements = 0
        self.depth = 0
        """In how many lists what is read stands."""

    def blocks(self, element: Element, styles: tuple[Style, ...] = ()) -> tuple[Block, ...]:
        """What stands in ``element``."""
        part = _Part(self, styles)
        part.read(element, styles)
        part.flush()
        return tuple(part.out)

    def line(self, element: Element, styles: tuple[Style, ...] = ()) -> tuple[Runs, tuple[Block, ...]]:
        """What stands in ``element`` in one line, and what can't: pictures."""
        part = _Part(self, styles)
        part.read(element, styles, inline=True)
        return runs_of(part.pieces, lines=False), tuple(part.pictures)

    def styles_in(self, element: Element, above: tuple[Style, ...]) -> tuple[Style, ...]:
        """The styles of what is in ``element``; its link is one of them."""
        self._elements += 1
        found = styled(element, above, self._elements)
        if element.tag != "a" or not (typed := element.attributes.get("href", "").strip()):
            return found
        address = typed if typed.startswith("#") and typed[1:] in self.anchors else self._link_to(typed)
        found = tuple(one for one in found if one.tag != "a")
        if not address:
            words = " ".join(element.words().split())
            if words or not element.elements("img"):
                self.remarks.add("import-link", f"{words} ({typed})" if words != typed else typed)
            return found
        return tuple(sorted((*found, style("a", address, element.attributes.get("title", "")))))

    def picture(self, element: Element) -> PictureFound | None:
        """The picture that ``element`` shows, with what our text names it by; None where there is nothing to see."""
        own = element.attributes
        sources = (own.get(key, "").strip() for key in ("data-src", "data-original", "src"))
        source = next(filter(None, sources), "")
        if not source or (own.get("width") in ("0", "1") and own.get("height") in ("0", "1")):
            return None
        found = PictureFound(source, " ".join(own.get("alt", "").split()), " ".join(own.get("title", "").split()))
        return replace(found, target=self._picture_to(found))

    def media(self, element: Element) -> Iterator[Block]:
        """What is played or drawn elsewhere: a link to it."""
        sources = [element, *element.elements("source")]
        addresses = (one.attributes.get("src") or one.attributes.get("data", "") for one in sources)
        address = next((one.strip() for one in addresses if one.strip()), "")
        self.remarks.add("import-media", f"{element.tag} {address}".strip())
        known = self._link_to(address) if address else ""
        if known:
            words = " ".join(element.attributes.get("title", "").split()) or known
            yield ParagraphBlock((Run(words, (style("a", known),)),))
        else:
            yield from self.blocks(Element("div", {}, [one for one in element.inside if isinstance(one, str)]))


class _Part:
    """What has been read of one element: finished blocks, and the paragraph that is not."""

    def __init__(self, flow: Flow, styles: tuple[Style, ...]) -> None:
        self._flow = flow
        self.out: list[Block] = []
        self.pieces: list[Piece] = []
        self.pictures: list[PictureBlock] = []

    def flush(self) -> None:
        """The paragraph ends, and the pictures that stood in it come after it."""
        self.out += [ParagraphBlock(runs) for runs in paragraphs(self.pieces)]
        self.out += self.pictures
        self.pieces, self.pictures = [], []

    def read(self, element: Element, styles: tuple[Style, ...], inline: bool = False) -> None:
        """All that is in ``element``."""
        for child in element.inside:
            if isinstance(child, str):
                self.pieces.append(Piece(child, styles))
            elif child.tag == "br":
                self.pieces.append(Piece(LINE_END, styles))
            elif child.tag == "note":
                self.pieces.append(Piece(NOTE, (style("note", child.attributes["label"]),)))
            elif child.tag == "img":
                self._picture(child, styles)
            elif hidden(child):
                if words := child.words().strip():
                    self._flow.remarks.add("import-hidden", words)
            elif child.tag in _IN_A_LINE or (inline and not _is_object(child)):
                self.read(child, self._flow.styles_in(child, styles), inline)
            elif child.tag == "title":
                self._flow.titles.append(" ".join(child.words().split()))
            elif child.tag == "input":
                self._field(child, styles)
            elif child.tag not in ("source", "track", "col", "colgroup"):
                self._block(child, styles)

    def _field(self, element: Element, styles: tuple[Style, ...]) -> None:
        kind, value = element.attributes.get("type", "text"), element.attributes.get("value", "")
        if kind in ("checkbox", "radio"):
            self.pieces.append(Piece(f"{BOXES['checked' in element.attributes]} ", styles))
        elif kind != "hidden" and value.strip():
            self._flow.remarks.add("import-object", f"input {value}")
            self.pieces.append(Piece(value, styles))

    def _picture(self, element: Element, styles: tuple[Style, ...]) -> None:
        found = self._flow.picture(element)
        if found is None:
            return
        if len(found.alt) < 3 and found.alt and not found.alt.isascii() and _is_sign(element):
            self.pieces.append(Piece(found.alt, styles))
        elif found.target:
            self.pictures.append(PictureBlock(found))
            if not any(piece.words.strip() for piece in self.pieces):
                self.flush()
        else:
            source = found.source if not found.source.startswith("data:") else "data:"
            self._flow.remarks.add("import-picture", f"{found.alt} ({source})" if found.alt else source)

    def _block(self, element: Element, styles: tuple[Style, ...]) -> None:
        self.flush()
        flow, tag = self._flow, element.tag
        inner = flow.styles_in(element, styles)
        if heading := _HEADING.fullmatch(tag):
            runs, pictures = flow.line(element, inner)
            if runs:
                anchor = element.attributes.get("id", "")
                self.out.append(HeadingBlock(int(heading[1]), _plain(runs), anchor if anchor in flow.anchors else ""))
            self.out += pictures
        elif "MsoTitle" in element.classes() and (flow.title_lines or not self.out):
            runs, pictures = flow.line(element)
            flow.title_lines.append(words_of(runs))
            self.out += pictures
        elif any(_CONTENTS.fullmatch(one) for one in element.classes()):
            flow.remarks.add("import-contents", element.words())
        elif tag == "pre":
            if text := _code(element):
                self.out.append(CodeBlock(text))
        elif tag == "blockquote" or (tag == "div" and "note" in element.classes()):
            self.out += quote_blocks(element, inner, flow)
        elif tag in ("ul", "ol"):
            self.out += list_blocks(element, inner, flow)
        elif tag == "dl":
            self.out += term_blocks(element, inner, flow)
        elif tag == "table":
            self.out += table_blocks(element, inner, flow)
        elif tag == "hr":
            self.out.append(RuleBlock())
        elif tag == "details":
            self._folded(element, inner)
        elif tag in _MEDIA:
            self.out += flow.media(element)
        elif tag == "figure":
            self._figure(element, inner)
        elif self._is_caption(element) and self._captioned(element, inner):
            pass
        else:
            self.read(element, inner)
            self.flush()

    def _is_caption(self, element: Element) -> bool:
        if any(_CAPTION.fullmatch(one) for one in element.classes()):
            return True
        words = element.words().strip() if self._flow.captions and element.tag == "p" else ""
        return 0 < len(words) <= _LONGEST_CAPTION and bool(_CAPTION_WORDS.match(words))

    def _folded(self, element: Element, styles: tuple[Style, ...]) -> None:
        runs: Runs = ()
        for first in element.elements("summary")[:1]:
            runs, pictures = self._flow.line(first, styles)
            self.out += pictures
            first.remove()
        inside = self._flow.blocks(element, styles)
        self.out += [FoldedBlock(runs, inside)] if runs else inside

    def _figure(self, element: Element, styles: tuple[Style, ...]) -> None:
        captions = [one for one in element.all() if one.tag == "figcaption"]
        for one in captions:
            one.remove()
        self.read(element, styles)
        self.flush()
        for one in captions:
            if not self._captioned(one, styles):
                self.read(one, styles)
                self.flush()

    def _captioned(self, element: Element, styles: tuple[Style, ...]) -> bool:
        """Whether ``element`` is the caption of the picture before it, which has none."""
        last = self.out[-1] if self.out else None
        if not isinstance(last, PictureBlock) or last.picture.caption:
            return False
        runs, _ = self._flow.line(element, styles)
        self.out[-1] = PictureBlock(replace(last.picture, caption=words_of(runs)))
        return True


def _is_object(element: Element) -> bool:
    return element.tag in _MEDIA or element.tag in ("table", "input", "source", "title")


def _is_sign(element: Element) -> bool:
    named = (*element.classes(), element.attributes.get("src", ""))
    return any("emoji" in one or "smiley" in one for one in named)


def _plain(runs: Runs) -> Runs:
    """Of a heading, all of which is strong anyway."""
    strong = style("strong")
    if all(strong in run.styles or not run.words.strip() for run in runs):
        return tuple(Run(run.words, tuple(one for one in run.styles if one != strong)) for run in runs)
    return runs


def _code(element: Element) -> str:
    lines = element.elements("code")
    if len(lines) > 1 and not any(isinstance(one, str) and one.strip() for one in element.inside):
        text = "\n".join(_typed(one) for one in lines)
    else:
        text = _typed(element)
    lines_ = [line.rstrip() for line in text.replace("\xa0", " ").replace("\r\n", "\n").replace("\r", "\n").split("\n")]
    return "\n".join(lines_).strip("\n")


def _typed(element: Element) -> str:
    return "".join(one if isinstance(one, str) else "\n" if one.tag == "br" else _typed(one) for one in element.inside)
