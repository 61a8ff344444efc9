"""Tables of HTML: data, and what only looks like a table.

In: a ``table``. Out: blocks. A table of one cell is a frame, one that says it is for layout is read cell by cell. What
a cell of ours can't hold (a picture, a heading) is said another way or comes right after the table.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from xieshou.importers.blocks import (
    BREAK,
    Block,
    HeadingBlock,
    ParagraphBlock,
    PictureBlock,
    QuoteBlock,
    RuleBlock,
    Run,
    Runs,
    Style,
    TableBlock,
    TableCell,
    style,
    words_in,
    words_of,
)
from xieshou.importers.html_styles import css, hidden
from xieshou.importers.html_tree import Element
from xieshou.importers.runs import joined

if TYPE_CHECKING:
    from xieshou.importers.html_flow import Flow

_WIDEST = 1000
_LONGEST_HEAD, _LONGEST_CAPTION = 40, 120


def table_blocks(table: Element, styles: tuple[Style, ...], flow: Flow) -> Iterator[Block]:
    """What a table comes to."""
    caption: Runs = ()
    for one in table.elements("caption"):
        caption, _ = flow.line(one, styles)
    shown = [[cell for cell in row.elements("td", "th") if not hidden(cell)] for row in _rows(table) if not hidden(row)]
    shown = [row for row in shown if row]
    if sum(map(len, shown)) == 1 or table.attributes.get("role") == "presentation":
        yield from ([ParagraphBlock(caption)] if caption else ())
        for row in shown:
            for one in row:
                yield from flow.blocks(one, styles)
        return
    if _of_pictures(shown):
        yield from ([ParagraphBlock(caption)] if caption else ())
        yield from _pictures(shown, styles, flow)
        return
    after: list[Block] = []
    rows = [[_cell(cell, styles, flow, after) for cell in row] for row in shown]
    cells = [cell for row in rows for cell in row]
    if any(cell.blocks for cell in cells):
        for picture in after:
            if isinstance(picture, PictureBlock):
                flow.remarks.add("import-picture-in-table", picture.picture.alt or picture.picture.target)
        yield TableBlock(_even(_headed(rows, flow)), caption)
    elif caption:
        yield ParagraphBlock(caption)
    yield from after


def _of_pictures(rows: Sequence[Sequence[Element]]) -> bool:
    """Whether a table is there to set pictures side by side, with their captions."""
    cells = [cell for row in rows for cell in row if cell.words().strip() or _shows(cell)]
    return 2 * sum(map(_shows, cells)) >= len(cells) > 1 and not any(cell.tag == "th" for cell in cells)


def _shows(cell: Element) -> bool:
    return any(one.tag == "img" for one in cell.all())


def _pictures(rows: Sequence[Sequence[Element]], styles: tuple[Style, ...], flow: Flow) -> Iterator[Block]:
    """Cell by cell; words under a picture, in its cell or in the one below, are its caption."""
    done: set[Element] = set()
    for number, row in enumerate(rows):
        below = rows[number + 1] if number + 1 < len(rows) else ()
        for column, cell in enumerate(row):
            if cell in done:
                continue
            blocks = list(flow.blocks(cell, styles))
            alone = len(blocks) == 1 and isinstance(blocks[0], PictureBlock)
            if alone and len(below) == len(row) and not _shows(below[column]):
                blocks += flow.blocks(below[column], styles)
                done.add(below[column])
            yield from _captioned(blocks)


def _captioned(blocks: Sequence[Block]) -> Sequence[Block]:
    if len(blocks) != 2:
        return blocks
    first, second = blocks
    if not isinstance(first, PictureBlock) or not isinstance(second, ParagraphBlock) or first.picture.caption:
        return blocks
    words = words_of(second.runs)
    return [PictureBlock(replace(first.picture, caption=words))] if len(words) <= _LONGEST_CAPTION else blocks


def _rows(table: Element) -> Iterator[Element]:
    for part in table.elements("thead", "tbody", "tfoot", "tr"):
        yield from [part] if part.tag == "tr" else part.elements("tr")


def _cell(element: Element, styles: tuple[Style, ...], flow: Flow, after: list[Block]) -> TableCell:
    head = element.tag == "th"
    blocks: list[Block] = []
    for block in flow.blocks(element, flow.styles_in(element, styles)):
        blocks += _in_a_cell(block, after)
    if blocks and all(isinstance(block, ParagraphBlock) for block in blocks):
        blocks = [ParagraphBlock(_lines([block.runs for block in blocks if isinstance(block, ParagraphBlock)]))]
        if head:
            blocks = [ParagraphBlock(_unstressed(block.runs)) for block in blocks if isinstance(block, ParagraphBlock)]
    side = css(element).get("text-align", element.attributes.get("align", "").lower())
    if not side:
        inner = {css(one).get("text-align", one.attributes.get("align", "")) for one in element.elements("p")}
        side = inner.pop() if len(inner) == 1 else ""
    return TableCell(
        tuple(blocks),
        head,
        _span(element, "colspan"),
        _span(element, "rowspan"),
        side if side in ("right", "center") else "",
    )


def _in_a_cell(block: Block, after: list[Block]) -> list[Block]:
    match block:
        case PictureBlock():
            after.append(block)
            return []
        case HeadingBlock(_, runs):
            strong = style("strong")
            return [ParagraphBlock(tuple(Run(run.words, tuple(sorted({*run.styles, strong}))) for run in runs))]
        case QuoteBlock(blocks, title=title):
            first: list[Block] = [ParagraphBlock(title)] if title else []
            return [*first, *(more for inner in blocks for more in _in_a_cell(inner, after))]
        case RuleBlock():
            return []
    return [block]


def _lines(parts: Sequence[Runs]) -> Runs:
    """Paragraphs as the lines of one."""
    out = list(parts[0])
    for runs in parts[1:]:
        shared = tuple(one for one in out[-1].styles if one in runs[0].styles and one.tag != "note")
        out += (Run(BREAK, shared), *runs)
    return joined(out)


def _unstressed(runs: Runs) -> Runs:
    """Without what makes all of it strong: the head of a table is."""
    strong = style("strong")
    if all(strong in run.styles or not run.words.strip() for run in runs):
        return tuple(Run(run.words, tuple(one for one in run.styles if one != strong)) for run in runs)
    return runs


def _span(element: Element, name: str) -> int:
    typed = element.attributes.get(name, "").strip()
    return max(1, min(int(typed), _WIDEST)) if typed.isdigit() and len(typed) < 6 else 1


def _headed(rows: list[list[TableCell]], flow: Flow) -> list[list[TableCell]]:
    """``rows`` with a head: where none is marked and the first row reads like one, it is taken for it."""
    if any(cell.head for row in rows for cell in row) or len(rows) < 2:
        return rows
    first = [words_in(cell.blocks) for cell in rows[0]]
    if not all(first) or max(map(len, first)) > _LONGEST_HEAD or any("\n" in words for words in first):
        return rows
    if len(first) < 2 or not all(isinstance(block, ParagraphBlock) for cell in rows[0] for block in cell.blocks):
        return rows
    flow.remarks.add("import-table-head", " | ".join(first))
    head = [
        replace(
            cell,
            head=True,
            blocks=tuple(ParagraphBlock(_unstressed(b.runs)) for b in cell.blocks if isinstance(b, ParagraphBlock)),
        )
        for cell in rows[0]
    ]
    return [head, *rows[1:]]


def _even(rows: list[list[TableCell]]) -> tuple[tuple[TableCell, ...], ...]:
    """``rows`` of one length, and with one side a column, where no cell covers more than its own place."""
    if any(cell.columns > 1 or cell.rows > 1 for row in rows for cell in row):
        return tuple(map(tuple, rows))
    width = max(map(len, rows))
    full = [[*row, *[TableCell(head=row[0].head)] * (width - len(row))] for row in rows]
    for column in range(width):
        sides = {row[column].side for row in full if not row[column].head and row[column].blocks}
        side = sides.pop() if len(sides) == 1 else ""
        for row in full:
            row[column] = replace(row[column], side=side)
    return tuple(map(tuple, full))


def plain(table: TableBlock) -> bool:
    """Whether it can be written with bars: a head of one row, words in every cell, none over more than its place."""
    cells = [cell for row in table.rows for cell in row]
    return (
        not table.caption
        and all(cell.columns == cell.rows == 1 for cell in cells)
        and all(cell.head for cell in table.rows[0])
        and not any(cell.head for row in table.rows[1:] for cell in row)
        and all(len(cell.blocks) < 2 and all(isinstance(one, ParagraphBlock) for one in cell.blocks) for cell in cells)
        and any(words_of(one.runs) for cell in table.rows[0] for one in cell.blocks if isinstance(one, ParagraphBlock))
    )
