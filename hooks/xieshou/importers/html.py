"""HTML of any program, as our Markdown.

In: what was copied from Word, WPS, a browser or an office on the web, or exported by another site. Out: Markdown that
our own reader shows as the same words in the same order and structure, and remarks on all that is not as it was. What
is written is read again by that reader before it is given out: a block that would not come back as it is, or would be
complained about, is written more carefully.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from xieshou.content.markdown.render import MarkdownSettings, Renderer
from xieshou.core.scripts import one_line
from xieshou.importers.addresses import web_address
from xieshou.importers.blocks import (
    HeadingBlock,
    ParagraphBlock,
    PictureFound,
    Run,
    TextFound,
    style,
    words_in,
    words_of,
)
from xieshou.importers.escapes import WAYS, Way
from xieshou.importers.html_flow import Flow, LinkTo, PictureTo
from xieshou.importers.html_notes import notes_apart
from xieshou.importers.html_office import listed
from xieshou.importers.html_tree import Element, HtmlFault, tree
from xieshou.importers.remarks import Remark, Remarks
from xieshou.importers.settling import bare, labels_in, numbered, pictures_in, rendered_html, settled
from xieshou.importers.writer import parts_of

__all__ = ["Converted", "HtmlFault", "markdown_of"]

_FIT = re.compile(r"[A-Za-z\u4e00-\u9fff][\w-]*")
_CURABLE = re.compile(
    r"text-(?!hyphen|heading-skip|note-unused|picture|link-(?:unknown|nearby|wordless)|anchor|figure|id|word-processor).*"
)
"""Problems of a text that come of how it is written, not of what it says."""
_EXTENSIONS = ("tables", "footnotes", "attr_list", "def_list", "sane_lists", "toc")


@dataclass(frozen=True, slots=True)
class Converted:
    """A text that came from elsewhere.

    ``text`` is our Markdown, with no empty line at its end. ``title`` is the heading that stood over all of it, which
    is not in ``text``; where there was none, what the page calls itself. ``pictures`` are those that ``text`` names, in
    its order. ``blocks`` is what the text is made of, for those who look for a date or an author in it.
    """

    text: str
    title: str
    pictures: tuple[PictureFound, ...]
    remarks: tuple[Remark, ...]
    blocks: TextFound


def markdown_of(html: str, link_to: LinkTo | None = None, picture_to: PictureTo | None = None) -> Converted:
    """``html`` as Markdown.

    ``link_to`` says where a link leads now; without it, addresses on the web, of mail and of entries are kept, and no
    others. ``picture_to`` says by what a text names a picture (``figure:slug``, a path); without it, pictures stay
    where they are, and those that are in the HTML itself are left out. Each may answer with nothing: then the words of
    the link stay, the picture does not, and a remark says so. Raises ``HtmlFault`` where there is too much of it.
    """
    remarks = Remarks()
    found, title = read(html, remarks, link_to or web_address, picture_to or _where_it_is)
    return written_of(found, title, remarks)


def written_of(found: TextFound, title: str, remarks: Remarks) -> Converted:
    """Blocks as Markdown, with what has been remarked on so far."""
    settled_text = settled(found, remarks)
    text = _sound(settled_text, remarks)
    return Converted(text, title, tuple(pictures_in(settled_text)), remarks.all(), settled_text)


def read(
    html: str, remarks: Remarks, link_to: LinkTo, picture_to: PictureTo, captions: bool = True
) -> tuple[TextFound, str]:
    """The blocks of ``html``, and its title. ``captions``: lines under pictures may be such. Raises ``HtmlFault``."""
    root = tree(html, remarks)
    notes = notes_apart(root)
    listed(root)
    flow = Flow(remarks, link_to, picture_to)
    flow.anchors = _anchors(root)
    flow.captions = captions
    blocks = flow.blocks(root)
    first = blocks[0] if blocks else None
    title = one_line("\n".join(flow.title_lines)) or (flow.titles[0] if flow.titles else "")
    if isinstance(first, HeadingBlock) and first.level == 1 and not (first.anchor or flow.title_lines):
        title, blocks = words_of(first.runs), blocks[1:]
    return TextFound(blocks, tuple((note.label, flow.blocks(note.element)) for note in notes)), title


def _where_it_is(picture: PictureFound) -> str:
    return "" if picture.source.startswith(("data:", "blob:", "file:", "cid:")) else picture.source.replace(" ", "%20")


def _anchors(root: Element) -> set[str]:
    """The headings that links lead to, by ids that a text can have."""
    links: dict[str, list[Element]] = {}
    for one in root.all():
        if one.tag == "a" and one.attributes.get("href", "").startswith("#"):
            links.setdefault(one.attributes["href"][1:], []).append(one)
    found: set[str] = set()
    for one in root.all() if links else ():
        for name in {one.attributes.get("id", ""), one.attributes.get("name", "")} & links.keys():
            heading: Element | None = one
            while heading is not None and not re.fullmatch("h[1-6]", heading.tag):
                heading = heading.above
            if heading is None:
                continue
            fit = name if _FIT.fullmatch(name) and not name.startswith("fn") else ""
            own = heading.attributes.get("id", "") if heading.attributes.get("id", "") in found else ""
            id_ = own or fit or f"part-{len(found) + 1}"
            heading.attributes["id"] = id_
            found.add(id_)
            for link in links[name]:
                link.attributes["href"] = f"#{id_}"
    return found


@cache
def _renderer() -> Renderer:
    return Renderer(MarkdownSettings(_EXTENSIONS, {}))


def _sound(text: TextFound, remarks: Remarks) -> str:
    """``text`` as Markdown that is read back as it is, as far as there is a way."""
    count = len(text.blocks) + len(text.notes)
    ways = [WAYS[0]] * count
    meant = bare(text)
    joined, again, told = _tried(text, ways)
    if again != meant or told:
        whole = _Whole(meant, again)
        for number in range(count):
            if number in told or whole.differs(number):
                ways[number] = _surest(text, number)
        joined, again, told = _tried(text, ways)
    if again != meant and (again.blocks or not meant.blocks):  # else all of it is refused, which check says
        whole = _Whole(meant, again)
        for number in range(count):
            if whole.differs(number):
                blocks = text.blocks[number : number + 1] or text.notes[number - len(text.blocks)][1]
                remarks.add("import-not-the-same", words_in(blocks))
    return joined


class _Whole:
    """Two readings of one text: which of its blocks, and then its notes, differ."""

    def __init__(self, meant: TextFound, again: TextFound) -> None:
        self._meant: tuple[object, ...] = (*meant.blocks, *meant.notes)
        self._again: tuple[object, ...] = (*again.blocks, *again.notes)
        self._lengths = len(meant.blocks) == len(again.blocks) and len(meant.notes) == len(again.notes)

    def differs(self, number: int) -> bool:
        """Whether that one does; where the readings can't be laid side by side, any may."""
        return not self._lengths or self._meant[number] != self._again[number]


def _surest(text: TextFound, number: int) -> Way:
    """The plainest way to write one block that brings it back and has nothing said against it."""
    alone = _alone(text, number)
    best: tuple[bool, int] | None = None
    chosen = WAYS[0]
    for way in WAYS:
        _, again, told = _tried(alone, [way] * (len(alone.blocks) + len(alone.notes)))
        outcome = again != bare(alone), told.total()
        if best is None or outcome < best:
            best, chosen = outcome, way
        if best == (False, 0):
            break
    return chosen


def _alone(text: TextFound, number: int) -> TextFound:
    """One block, with a footnote for each that it leads to; or one footnote, with a block that leads to it."""
    stand_in = (ParagraphBlock((Run("x"),)),)
    if number < len(text.blocks):
        block = text.blocks[number]
        return numbered(TextFound((block,), tuple((label, stand_in) for label in labels_in((block,)))))
    label, said = text.notes[number - len(text.blocks)]
    others = tuple((other, stand_in) for other in labels_in(said) if other != label)
    leading = ParagraphBlock((Run("x"), Run("", (style("note", label),))))
    return numbered(TextFound((leading,), ((label, said), *others)))


def _tried(text: TextFound, ways: Sequence[Way]) -> tuple[str, TextFound, Counter[int]]:
    """``text`` written in these ways; what our reader makes of that; of which parts it says how much."""
    parts = parts_of(text, ways[: len(text.blocks)], ways[len(text.blocks) :])
    joined = "\n\n".join(parts)
    body, _, problems = _renderer().render(joined, "", 1)
    begins: list[int] = []
    line = 1
    for part in parts:
        begins.append(line)
        line += part.count("\n") + 2
    told = Counter(max(bisect_right(begins, one.line) - 1, 0) for one in problems if _CURABLE.fullmatch(one.code))
    shown = f"<div>{rendered_html(body)}</div>"
    again, _ = read(shown, Remarks(), lambda address: address, lambda one: one.source, captions=False)
    return joined, bare(settled(again, Remarks())), told
