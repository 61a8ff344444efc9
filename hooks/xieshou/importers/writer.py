"""Blocks as our Markdown.

In: blocks, and for each a way to write it. Out: Markdown, a block a part. What Markdown has no signs for (a table with
cells over several columns, terms with several meanings) is HTML, which a text may hold.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape
from textwrap import indent

from xieshou.importers.blocks import (
    Block,
    CodeBlock,
    FoldedBlock,
    HeadingBlock,
    ListBlock,
    ListEntry,
    ParagraphBlock,
    PictureBlock,
    QuoteBlock,
    RuleBlock,
    TableBlock,
    TableCell,
    TermBlock,
    TextFound,
)
from xieshou.importers.escapes import Way, at_start, in_html
from xieshou.importers.html_tables import plain
from xieshou.importers.lines import html_line, markdown_line

APART = "<!-- -->"
"""Between two blocks that would else be read as one."""
_SIDES = {"": "---", "center": ":-:", "right": "--:"}


def parts_of(text: TextFound, ways: Sequence[Way], notes: Sequence[Way]) -> list[str]:
    """The blocks of ``text``, then its footnotes; what stands between two that are alike belongs to the second."""
    parts: list[str] = []
    last: Block | None = None
    for block, way in zip(text.blocks, ways, strict=True):
        parts.append(f"{APART}\n\n{written(block, way)}" if last and _alike(last, block) else written(block, way))
        last = block
    for (label, blocks), way in zip(text.notes, notes, strict=True):
        inside = _together(blocks, way)
        parts.append(f"[^{label}]: {indent(inside, '    ').lstrip()}")
    return parts


def _alike(last: Block, block: Block) -> bool:
    match last, block:
        case ListBlock(), ListBlock():
            return last.ordered == block.ordered and last.bracket == block.bracket
        case (QuoteBlock(), QuoteBlock()) | (TermBlock(), TermBlock()):
            return True
    return False


def _together(blocks: Sequence[Block], way: Way, tight: bool = False) -> str:
    out: list[str] = []
    for number, block in enumerate(blocks):
        if number and _alike(blocks[number - 1], block):
            out.append(APART)
        out.append(written(block, way))
    return ("\n" if tight and APART not in out else "\n\n").join(out)


def written(block: Block, way: Way) -> str:
    """One block."""
    if way.html and not isinstance(block, PictureBlock | CodeBlock | RuleBlock):
        return html_block(block)
    match block:
        case ParagraphBlock(runs):
            lines = markdown_line(runs, way, breaks=True).split("\n")
            return "\n".join(at_start(line, way) for line in lines)
        case HeadingBlock():
            return _heading(block, way)
        case ListBlock():
            return _list(block, way)
        case QuoteBlock():
            return _quote(block, way)
        case CodeBlock(text):
            longest = max((len(run) for run in re.findall(r"`{3,}", text)), default=2)
            return f"{'`' * (longest + 1)}\n{text}\n{'`' * (longest + 1)}"
        case RuleBlock():
            return "* * *"
        case PictureBlock(picture):
            if ":" in picture.target:
                return f"![]({picture.target})"
            caption = picture.caption if picture.alt and picture.caption != picture.alt else ""
            title = f' "{in_html(caption).replace(chr(34), "&quot;")}"' if caption else ""
            return f"![{in_html(picture.alt or picture.caption)}]({picture.target}{title})"
        case TableBlock():
            return _table(block, way) if plain(block) else html_block(block)
        case TermBlock():
            return _terms(block, way)
        case FoldedBlock(summary, blocks):
            return f"<details>\n<summary>{html_line(summary)}</summary>\n\n{_together(blocks, way)}\n\n</details>"


def _heading(block: HeadingBlock, way: Way) -> str:
    words = markdown_line(block.runs, way)
    if words.endswith("#"):
        words = f"{words[:-1]}\\#"
    anchor = f" {{#{block.anchor}}}" if block.anchor else ""
    return f"{'#' * block.level} {words}{anchor}"


def _list(block: ListBlock, way: Way) -> str:
    tight = all(_is_tight(item) for item in block.items)
    out = []
    for item in block.items:
        mark = f"{item.number}{')' if block.bracket else '.'} " if block.ordered else "- "
        box = "" if item.checked is None else "[x] " if item.checked else "[ ] "
        inside = box + _together(item.blocks, way, tight)
        below = indent(inside, " " * len(mark))
        out.append(f"{mark.rstrip()}\n{below}" if isinstance(item.blocks[0], CodeBlock) else mark + below.lstrip(" "))
    return ("\n" if tight else "\n\n").join(out)


def _is_tight(item: ListEntry) -> bool:
    return all(
        isinstance(one, ListBlock) or (isinstance(one, ParagraphBlock) and not number)
        for number, one in enumerate(item.blocks)
    )


def _quote(block: QuoteBlock, way: Way) -> str:
    inside = _together(block.blocks, way)
    if block.title or (block.sort and not block.blocks):
        fence = ":" * (max((len(run) for run in re.findall(r"^:{3,}", inside, re.MULTILINE)), default=2) + 1)
        return f"{fence} {block.sort} {markdown_line(block.title, way)}\n\n{inside}\n\n{fence}"
    inside = f"[!{block.sort.upper()}]\n{inside}" if block.sort else inside
    return indent(inside, "> ", lambda line: True).replace("\n> \n", "\n>\n")


def _table(block: TableBlock, way: Way) -> str:
    rows = [
        [markdown_line(one.runs, way, cell=True) if (one := _only(cell)) is not None else "" for cell in row]
        for row in block.rows
    ]
    lines = [f"| {' | '.join(row)} |" for row in rows]
    return "\n".join((lines[0], f"|{'|'.join(_SIDES[cell.side] for cell in block.rows[0])}|", *lines[1:]))


def _only(cell: TableCell) -> ParagraphBlock | None:
    return next((one for one in cell.blocks if isinstance(one, ParagraphBlock)), None)


def _terms(block: TermBlock, way: Way) -> str:
    if any(len(terms) != 1 or not meanings for terms, meanings in block.groups):
        return html_block(block)
    out = []
    for terms, meanings in block.groups:
        out.append(at_start(markdown_line(terms[0], way), way))
        out += [f":   {indent(_together(meaning, way), '    ').lstrip()}" for meaning in meanings]
    return "\n\n".join(out)


def html_block(block: Block) -> str:
    """One block as HTML without an empty line, in which no sign of Markdown is to be seen."""
    match block:
        case ParagraphBlock(runs):
            return f"<p>{html_line(runs)}</p>"
        case HeadingBlock(level, runs, anchor):
            own = f' id="{escape(anchor)}"' if anchor else ""
            return f"<h{level}{own}>{html_line(runs)}</h{level}>"
        case ListBlock(ordered, items, bracket):
            tag = "ol" if ordered else "ul"
            kind = ' class="paren"' if bracket else ""
            inside = "\n".join(f"<li{_value(item)}>{_inside(item.blocks)}</li>" for item in items)
            return f"<{tag}{kind}>\n{inside}\n</{tag}>"
        case QuoteBlock(blocks, sort, title):
            if not sort:
                return f"<blockquote>\n{_html(blocks)}\n</blockquote>"
            head = f'<p class="note-title">{html_line(title)}</p>'
            return f'<div class="note note-{sort}">{head}\n{_html(blocks)}\n</div>'
        case CodeBlock(text):
            return f"<pre><code>{in_html(text).replace(chr(10), '&#10;')}</code></pre>"
        case RuleBlock():
            return "<hr>"
        case PictureBlock(picture):
            return f'<img src="{escape(picture.target)}" alt="{escape(picture.alt)}">'
        case TableBlock(rows, caption):
            head = f"<caption>{html_line(caption)}</caption>\n" if caption else ""
            body = "\n".join(f"<tr>{''.join(map(_cell, row))}</tr>" for row in rows)
            return f"<table>\n{head}{body}\n</table>"
        case TermBlock(groups):
            lines = []
            for terms, meanings in groups:
                lines += [f"<dt>{html_line(runs)}</dt>" for runs in terms]
                lines += [f"<dd>{_inside(blocks)}</dd>" for blocks in meanings]
            return "<dl>\n" + "\n".join(lines) + "\n</dl>"
        case FoldedBlock(summary, blocks):
            return f"<details>\n<summary>{html_line(summary)}</summary>\n{_html(blocks)}\n</details>"


def _value(item: ListEntry) -> str:
    return "" if item.number is None else f' value="{item.number}"'


def _html(blocks: Sequence[Block]) -> str:
    return "\n".join(map(html_block, blocks))


def _inside(blocks: Sequence[Block]) -> str:
    first = blocks[0] if blocks else None
    if isinstance(first, ParagraphBlock) and not any(isinstance(one, ParagraphBlock) for one in blocks[1:]):
        return "\n".join((html_line(first.runs), *map(html_block, blocks[1:])))
    return _html(blocks)


def _cell(cell: TableCell) -> str:
    tag = "th" if cell.head else "td"
    own = f' colspan="{cell.columns}"' if cell.columns > 1 else ""
    own += f' rowspan="{cell.rows}"' if cell.rows > 1 else ""
    own += f' align="{cell.side}"' if cell.side else ""
    return f"<{tag}{own}>{_inside(cell.blocks)}</{tag}>"
