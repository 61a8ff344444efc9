"""What a text is made of, whatever it was written with: blocks, and runs of words with their styles.

Frozen plain data. A run carries *all* its styles, in one fixed order, so that two texts that look alike are equal: it
does not matter which of two tags stood outside the other.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

BREAK = "\n"
"""In the words of a run: the end of a line. A run that is not code holds no other white space but single spaces."""


@dataclass(frozen=True, slots=True, order=True)
class Style:
    """One style of a run: its place in the order, outermost first; the element; what belongs to it.

    ``number`` tells two elements of one sort from each other where joining them would change what is shown.
    """

    rank: int
    tag: str
    value: str = ""
    title: str = ""
    number: int = 0


_RANKS = {
    name: rank
    for rank, names in enumerate(
        ("a", "q cite abbr dfn bdo ruby", "rb rt rp", "ins del", "strong", "em", "s", "mark", "u", "small", "sup sub",
         "kbd samp var", "code", "note")
    )
    for name in names.split()
}  # fmt: skip
_APART = frozenset(("q", "cite", "abbr", "dfn", "ruby", "rb", "rt", "rp", "kbd", "samp", "var", "ins", "del"))


def style(tag: str, value: str = "", title: str = "", number: int = 0) -> Style:
    """The style that is the element ``tag``; ``number`` counts only where elements are not to be joined."""
    return Style(_RANKS[tag], tag, value, title, number if tag in _APART else 0)


@dataclass(frozen=True, slots=True)
class Run:
    """Words in one style. A reference to a footnote has a style ``note`` whose value is the label, and no words."""

    words: str
    styles: tuple[Style, ...] = ()

    def has(self, tag: str) -> bool:
        """Whether it is inside such an element."""
        return any(one.tag == tag for one in self.styles)


Runs = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class PictureFound:
    """A picture of a text: its address there (``data:`` too), what is said of it, and where it is to be found now.

    ``target`` is what our text names it by; empty, where it does not come along.
    """

    source: str
    alt: str = ""
    title: str = ""
    caption: str = ""
    target: str = ""


@dataclass(frozen=True, slots=True)
class ParagraphBlock:
    """Words."""

    runs: Runs


@dataclass(frozen=True, slots=True)
class HeadingBlock:
    """Words over what follows. ``anchor``: what links in the text name it by."""

    level: int
    runs: Runs
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class ListEntry:
    """One item: its number where it has one, whether it is done where it is a task, and what stands in it."""

    blocks: tuple[Block, ...]
    number: int | None = None
    checked: bool | None = None


@dataclass(frozen=True, slots=True)
class ListBlock:
    """Items. ``bracket``: numbers stand before a bracket, not a point."""

    ordered: bool
    items: tuple[ListEntry, ...]
    bracket: bool = False


@dataclass(frozen=True, slots=True)
class QuoteBlock:
    """A quotation; with a ``sort``, a note set apart, and its title where it has one."""

    blocks: tuple[Block, ...]
    sort: str = ""
    title: Runs = ()


@dataclass(frozen=True, slots=True)
class CodeBlock:
    """Lines as they were typed."""

    text: str


@dataclass(frozen=True, slots=True)
class RuleBlock:
    """A line across."""


@dataclass(frozen=True, slots=True)
class PictureBlock:
    """A picture in a line of its own."""

    picture: PictureFound


@dataclass(frozen=True, slots=True)
class TableCell:
    """A cell: what stands in it, how many columns and rows it covers, and to which side its words stand."""

    blocks: tuple[Block, ...] = ()
    head: bool = False
    columns: int = 1
    rows: int = 1
    side: str = ""


@dataclass(frozen=True, slots=True)
class TableBlock:
    """Rows of cells. A cell stands in the first row that it covers."""

    rows: tuple[tuple[TableCell, ...], ...]
    caption: Runs = ()


@dataclass(frozen=True, slots=True)
class TermBlock:
    """Terms and what each means: any number of either in a group."""

    groups: tuple[tuple[tuple[Runs, ...], tuple[tuple[Block, ...], ...]], ...]


@dataclass(frozen=True, slots=True)
class FoldedBlock:
    """What is shown when it is asked for."""

    summary: Runs
    blocks: tuple[Block, ...]


Block = (
    ParagraphBlock
    | HeadingBlock
    | ListBlock
    | QuoteBlock
    | CodeBlock
    | RuleBlock
    | PictureBlock
    | TableBlock
    | TermBlock
    | FoldedBlock
)


@dataclass(frozen=True, slots=True)
class TextFound:
    """A whole text: its blocks, its footnotes by their labels in the order in which they are first led to."""

    blocks: tuple[Block, ...]
    notes: tuple[tuple[str, tuple[Block, ...]], ...] = ()


def words_of(runs: Iterable[Run]) -> str:
    """The words without their styles, on one line."""
    return " ".join("".join(run.words for run in runs).split())


def words_in(blocks: Iterable[Block]) -> str:
    """All words of blocks, in their order, a block a line; those of pictures are their captions."""
    return "\n".join(filter(None, (_words(block) for block in blocks)))


def _words(block: Block) -> str:
    match block:
        case ParagraphBlock(runs) | HeadingBlock(_, runs):
            return words_of(runs)
        case ListBlock():
            return "\n".join(words_in(item.blocks) for item in block.items)
        case QuoteBlock():
            return f"{words_of(block.title)}\n{words_in(block.blocks)}".strip()
        case CodeBlock(text):
            return text
        case PictureBlock(picture):
            return picture.caption
        case TableBlock(rows):
            cells = "\n".join(" ".join(words_in(cell.blocks).split()) for row in rows for cell in row)
            return f"{words_of(block.caption)}\n{cells}".strip()
        case TermBlock(groups):
            return "\n".join(
                "\n".join((*map(words_of, terms), *(words_in(one) for one in meanings))) for terms, meanings in groups
            )
        case FoldedBlock():
            return f"{words_of(block.summary)}\n{words_in(block.blocks)}"
    return ""
