"""Blocks brought into the one form in which they are written and compared.

In: blocks as they were read. Out: the same with headings below the page's own, bare addresses as links, and footnotes
only where a text can lead to one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from html import escape

from xieshou.content.markdown.body import Body
from xieshou.importers.blocks import (
    Block,
    FoldedBlock,
    HeadingBlock,
    ListBlock,
    ParagraphBlock,
    PictureBlock,
    PictureFound,
    QuoteBlock,
    Run,
    Runs,
    TableBlock,
    TermBlock,
    TextFound,
    style,
    words_in,
)
from xieshou.importers.html_tables import plain
from xieshou.importers.lines import linked
from xieshou.importers.remarks import Remarks
from xieshou.importers.runs import joined

OnRuns = Callable[[Runs], Runs]


def settled(text: TextFound, remarks: Remarks) -> TextFound:
    """``text`` in its one form."""
    down = 1 if any(isinstance(one, HeadingBlock) and one.level == 1 for one in _every(text.blocks)) else 0
    said = dict(text.notes)

    def over(block: Block) -> Iterator[Block]:
        if isinstance(block, HeadingBlock):
            yield replace(block, level=min(block.level + down, 6), runs=linked(block.runs, style))
            return
        block = through(block, lambda runs: linked(runs, style), over)
        labels: list[str] = []
        if isinstance(block, TableBlock) and not plain(block):
            block = through(block, lambda runs: _without_notes(runs, labels), lambda one: [one], deep=True)
        yield block
        for label in dict.fromkeys(labels):
            remarks.add("import-note-in-table", words_in(said.get(label, ())))
            inside = said.get(label, ())
            first = inside[0] if inside else None
            if isinstance(first, ParagraphBlock):
                yield ParagraphBlock(joined((Run(f"[*{label}] "), *first.runs)))
                inside = inside[1:]
            yield from inside

    blocks = tuple(more for block in text.blocks for more in over(block))
    notes = {label: tuple(more for block in inside for more in over(block)) for label, inside in text.notes}
    return numbered(TextFound(blocks, tuple(notes.items())))


def numbered(text: TextFound) -> TextFound:
    """``text`` whose footnotes are numbered as they are led to; what nothing leads to, or says nothing, is gone."""
    said = dict(text.notes)
    order: dict[str, str] = {}
    waiting = [text.blocks]
    while waiting:
        for label in labels_in(waiting.pop(0)):
            if label not in order and said.get(label):
                order[label] = str(len(order) + 1)
                waiting.append(said[label])

    def relabelled(runs: Runs) -> Runs:
        return tuple(
            Run("", (style("note", order[run.styles[0].value]),)) if run.has("note") else run
            for run in runs
            if not run.has("note") or run.styles[0].value in order
        )

    def over(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        return tuple(through(block, relabelled, lambda one: [one], deep=True) for block in blocks)

    return TextFound(over(text.blocks), tuple((number, over(said[label])) for label, number in order.items()))


def labels_in(blocks: tuple[Block, ...]) -> Iterator[str]:
    """The labels of the footnotes that ``blocks`` lead to."""
    for run in _runs(blocks):
        if run.has("note"):
            yield run.styles[0].value


def bare(text: TextFound) -> TextFound:
    """``text`` as far as two readings of it are alike: of pictures, which they are; elements numbered by the line."""

    def counted(runs: Runs) -> Runs:
        numbers = {0: 0}
        return tuple(
            Run(
                run.words,
                tuple(replace(one, number=numbers.setdefault(one.number, len(numbers))) for one in run.styles),
            )
            for run in runs
        )

    def over(block: Block) -> Iterator[Block]:
        if isinstance(block, PictureBlock):
            yield PictureBlock(PictureFound("", target=block.picture.target))
        else:
            yield through(block, counted, over)

    return TextFound(
        tuple(more for block in text.blocks for more in over(block)),
        tuple((label, tuple(more for block in inside for more in over(block))) for label, inside in text.notes),
    )


def pictures_in(text: TextFound) -> Iterator[PictureFound]:
    """The pictures of ``text``, in its order."""
    for blocks in (text.blocks, *(inside for _, inside in text.notes)):
        for block in _every(blocks):
            if isinstance(block, PictureBlock):
                yield block.picture


def through(
    block: Block, runs: OnRuns, over: Callable[[Block], Iterator[Block] | list[Block]], deep: bool = False
) -> Block:
    """``block`` with ``runs`` done to its own words and ``over`` to the blocks in it; ``deep``: and to their words."""

    def inside(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        if deep:
            blocks = tuple(through(one, runs, over, True) for one in blocks)
        return tuple(more for one in blocks for more in over(one))

    match block:
        case ParagraphBlock() | HeadingBlock():
            return replace(block, runs=runs(block.runs))
        case ListBlock():
            return replace(block, items=tuple(replace(item, blocks=inside(item.blocks)) for item in block.items))
        case QuoteBlock():
            return replace(block, blocks=inside(block.blocks), title=runs(block.title))
        case TableBlock():
            rows = tuple(tuple(replace(cell, blocks=inside(cell.blocks)) for cell in row) for row in block.rows)
            return replace(block, rows=rows, caption=runs(block.caption))
        case TermBlock(groups):
            return TermBlock(
                tuple((tuple(map(runs, terms)), tuple(map(inside, meanings))) for terms, meanings in groups)
            )
        case FoldedBlock():
            return FoldedBlock(runs(block.summary), inside(block.blocks))
    return block


def _every(blocks: tuple[Block, ...]) -> Iterator[Block]:
    for block in blocks:
        yield block
        inner: list[Block] = []
        through(block, lambda runs: runs, lambda one, held=inner: [held.append(one) or one])  # type: ignore[misc]
        yield from _every(tuple(inner))


def _runs(blocks: tuple[Block, ...]) -> Iterator[Run]:
    found: list[Run] = []

    def keep(runs: Runs) -> Runs:
        found.extend(runs)
        return runs

    for block in blocks:
        through(block, keep, lambda one: [one], deep=True)
    yield from found


def _without_notes(runs: Runs, labels: list[str]) -> Runs:
    out: list[Run] = []
    for run in runs:
        label = next((one.value for one in run.styles if one.tag == "note"), "")
        if label:
            labels.append(label)
            out.append(Run(f"[*{label}]", (style("sup"),)))
        else:
            out.append(run)
    return joined(out)


def rendered_html(body: Body) -> str:
    """The HTML of a text that our reader has read, with what it leaves open for the page closed."""
    out: list[str] = []
    for piece in body.pieces:
        if isinstance(piece, str):
            out.append(piece)
            continue
        address = escape(f"assets/{piece.slug}" if piece.kind == "asset" else f"{piece.kind}:{piece.slug}")
        if piece.form in ("figure", "picture"):
            out.append(f'<p><img src="{address}" alt=""></p>')
        elif piece.form in ("link", "name", "value"):
            fragment = escape(f"#{piece.fragment}") if piece.fragment else ""
            title = f' title="{escape(piece.title)}"' if piece.title else ""
            words = "" if piece.form == "link" else f"{escape(piece.slug)}</a>"
            out.append(f'<a href="{address}{fragment}"{title}>{words}')
    return "".join(out)
