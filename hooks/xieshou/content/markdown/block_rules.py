"""What stands in a block: CommonMark's rules by markdown-it, and ours beside them.

In: the lines of a text. Out: markdown-it's tokens, each block with its first and last line. Where ours differ they read
what can mean only one thing and would else run together: paragraphs that begin with two wide spaces, items numbered as
Chinese print has them, a table with tabs, a list whose first number is not 1.
"""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.parser_block import ParserBlock
from markdown_it.rules_block import StateBlock, blockquote, heading, lheading, list_block, reference
from markdown_it.token import Token
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin

from xieshou.content.markdown import notes
from xieshou.content.markdown.attributes import LINE, attributes
from xieshou.core.late import Late
from xieshou.core.scripts import HAN

_TIGHT_HEADING = re.compile(r"(#{2,6})[\u3000\u00a0]*(?=[^\s#])|(#)[\u3000\u00a0]+(?=[^\s#])")
"""``##标题``: a heading to whoever types it. ``#标题`` may be a topic, ``#1`` a number."""
_WIDE_INDENT = re.compile(r"\u3000\u3000|\u3000(?=\S)")
_NUMBERED = Late(
    rf"(?:\d{{1,3}}[、．）)](?!\s*$)|[（(](?:\d{{1,3}}|[一二三四五六七八九十]{{1,3}})[）)]|[一二三四五六七八九十]{{1,3}}、"
    rf"|[①-⒇❶-❿㈠-㈩]|[A-Za-z][．、）](?=\S)|\d{{1,3}}\.(?:[\u3000\u00a0]|(?=[{HAN}“《]))|\[\d{{1,3}}\][ \t]"
    rf"|第[一二三四五六七八九十百\d]{{1,4}}[条款章节][\u3000 ]|——(?=[{HAN}《]))"
)
"""What an item of Chinese print begins with."""
_BEFORE_NUMBERS = "（([第—"
"""What may stand before its number."""
_LABELLED = Late(rf"(?:[{HAN}]{{1,8}}|[A-Z][a-z]+(?: [A-Za-z]+)?)：(?=\S)")
"""A line that begins with what it is about: 时间：6月1日."""
_NO_QUOTATION = re.compile(r">=?[\d¥￥$€£＄]|>=")
"""More than, and no quotation: >95%."""
_MORE_THAN = re.compile(r">[ ]?[\d¥￥$€£＄][\d.,]*[ ]?(?:%|％)")
_ADDRESS = Late(rf"[A-Za-z][A-Za-z0-9+.-]*:\S|[#/?.]|<|[^\s{HAN}]*[./#@]")
"""What a link can lead to; ``[记者]: 张三`` is a line of an interview."""
_MARKED = Late(r"(?:[-*+·•o●○◆■]|\d{1,3}[.、．)）]?|[（(]\S{1,3}[）)]|[一二三四五六七八九十]{1,3}、|[①-⑳])$")
"""The mark of an item, and no cell: a word processor puts a tab behind it."""
_NUMBERS_IN_A_ROW = re.compile(r"\d{1,9}[.)][ \t]+\d{1,9}[.)][ \t]*\d")
_ENDED = re.compile(r"[。！？；：.!?;:…”）)》][ \t]*$")
_DASHES = re.compile(r"-{3,}[ \t]*$")
_SENTENCE = re.compile(r"[。！？；…]['”’」』）)]*[ \t]*$|[a-z][.!?;]['”’)]*[ \t]*$")
_HAN_PROSE = re.compile(rf"[“《（(\w]*[{HAN}]")
_CODE = Late(r"[{}<>\\$`=;|]|^\s*[#/*-]")
_ORDERED = re.compile(r"(\d{1,9})([.)])[ \t]+\S")
_ZERO = re.compile(r"0\d+[.)]")


_WORDS = re.compile(r"[^\W\d_“《][^\t\n]*(?:\n[ \t]*(?:\n(?![ \t]*:)|\Z)|\Z)")
"""A line that begins with a letter, and an empty one below it: a paragraph, whatever else it holds."""


class BlockParser(ParserBlock):
    """markdown-it's, but quick with paragraphs of one line: most are."""

    def tokenize(self, state: StateBlock, startLine: int, endLine: int) -> None:
        """The blocks of these lines, into ``state``."""
        rules, line, empty = self.ruler.getRules(""), startLine, False
        deepest = state.md.options.maxNesting
        begins, shifts, indents, src = state.bMarks, state.tShift, state.sCount, state.src
        while line < endLine:
            state.line = line = state.skipEmptyLines(line)
            if line >= endLine or indents[line] < state.blkIndent:
                break
            if state.level >= deepest:
                state.line = endLine
                break
            at = begins[line] + shifts[line]
            if indents[line] - state.blkIndent < 4 and line + 1 < endLine and _WORDS.match(src, at):
                _paragraph(state, line, src[at : state.eMarks[line]])
            elif src[at] != "#" or not headed(state, line, endLine, False):
                for rule in rules:
                    if rule(state, line, endLine, False):
                        break
                if state.line <= line:
                    raise RuntimeError("a rule for blocks stands still")
            state.tight = not empty
            line = state.line
            if line - 1 < endLine and state.isEmpty(line - 1):
                empty = True
            if line < endLine and state.isEmpty(line):
                empty = True
                line += 1
                state.line = line


def _paragraph(state: StateBlock, line: int, words: str) -> None:
    """A paragraph of one line, as three calls of ``push`` would make it; at once, for most of a text is made here."""
    level = state.level
    state.tokens += (
        Token("paragraph_open", "p", 1, map=[line, line + 1], level=level, block=True),
        Token(
            "inline", "", 0, map=[line, line + 1], level=level + 1, children=[], content=words.rstrip(" \t"), block=True
        ),
        Token("paragraph_close", "p", -1, level=level, block=True),
    )
    state.line = line + 1


def enable(md: MarkdownIt) -> None:
    """Put ours among the rules of ``md``."""
    footnote_plugin(md, inline=False, move_to_end=False)
    deflist_plugin(md)
    rules = md.block.ruler
    rules.at("list", ordered, {"alt": ["paragraph", "reference", "blockquote"]})
    rules.at("lheading", underlined)
    rules.at("blockquote", quoted, {"alt": ["paragraph", "reference", "blockquote", "list"]})
    rules.at("reference", defined)
    rules.before("code", "indented", indented)
    rules.at("heading", headed, {"alt": ["paragraph", "reference", "blockquote"]})
    rules.before("table", "tabbed", tabbed, {"alt": ["paragraph"]})
    rules.before("fence", "fenced_note", notes.fenced, {"alt": ["paragraph", "blockquote", "list"]})
    rules.before("fence", "marked_note", notes.marked, {"alt": ["paragraph"]})
    rules.before("paragraph", "attribute_line", attribute_line, {"alt": ["paragraph"]})
    rules.before("paragraph", "opened", opened, {"alt": ["paragraph"]})


def ordered(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Lists. A number with zeros before it is a code; two lines in a row that begin with numbers are items."""
    at = state.bMarks[start] + state.tShift[start]
    if _ZERO.match(state.src, at) or _NUMBERS_IN_A_ROW.match(state.src, at):
        return False
    if list_block(state, start, end, silent):
        return True
    if not silent or state.parentType != "paragraph" or state.is_code_block(start) or start + 1 >= end:
        return False
    one, other = (_ORDERED.match(_line(state, at)) for at in (start, start + 1))
    return bool(one and other and one[2] == other[2] and state.sCount[start] >= state.blkIndent)


def headed(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Headings, also without a space behind the signs, from two on."""
    if heading(state, start, end, silent):
        return True
    found = _TIGHT_HEADING.match(state.src, state.bMarks[start] + state.tShift[start], state.eMarks[start])
    if not found or state.is_code_block(start):
        return False
    if not silent:
        state.line = start + 1
        signs = found[1] or found[2]
        tag = f"h{len(signs)}"
        token = state.push("heading_open", tag, 1)
        token.markup, token.map = signs, [start, start + 1]
        words = state.push("inline", "", 0)
        words.content = re.sub(r"[ \t]*#*[ \t\u3000]*$", "", state.src[found.end() : state.eMarks[start]])
        words.map, words.children = [start, start + 1], []
        state.push("heading_close", tag, -1).markup = signs
    return True


def underlined(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Headings by a line of signs under them; three dashes under a whole sentence are a rule that parts it from the
    next.
    """
    count = len(state.tokens)
    if not lheading(state, start, end, silent):
        return False
    opened, words = state.tokens[count : count + 2]
    if opened.markup == "-" and _SENTENCE.search(words.content) and _DASHES.match(_line(state, state.line - 1)):
        del state.tokens[count:]
        state.line = start
        return False
    return True


def quoted(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Quotations; a sign before a number is no quotation."""
    at = state.bMarks[start] + state.tShift[start]
    if _NO_QUOTATION.match(state.src, at) or (silent and _MORE_THAN.match(state.src, at)):
        return False
    return blockquote(state, start, end, silent)


def defined(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Definitions of links, if they are of something that a link can lead to."""
    known = dict(state.env.get("references", {}))
    again = len(state.env.get("duplicate_refs", ()))
    line = state.line
    if not reference(state, start, end, silent):
        return False
    if silent:
        return True
    duplicates = state.env.get("duplicate_refs", [])
    added = [one for name, one in state.env["references"].items() if name not in known] or duplicates[again:]
    if all(_ADDRESS().match(one["href"]) for one in added):
        return True
    state.env["references"] = known
    del duplicates[again:]
    state.line = line
    return False


def indented(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Lines of Han behind four spaces: paragraphs, as a word processor shows them, and no program."""
    line = _line(state, start)
    if silent or not state.is_code_block(start) or not _HAN_PROSE.match(line) or _CODE().search(line):
        return False
    _paragraph(state, start, line)
    return True


def opened(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Where a paragraph ends because the next line begins one, as Chinese print marks it."""
    if not silent or not start:
        return False
    at = state.bMarks[start] + state.tShift[start]
    if _WIDE_INDENT.match(state.src, at, state.eMarks[start]):
        return True
    line = _line(state, start)
    if "：" in line and _LABELLED().match(line) and _LABELLED().match(_line(state, start - 1)):
        return True
    first = line[:1]
    if not (first.isnumeric() or first in _BEFORE_NUMBERS or line[1:2] in "．、）") or not _NUMBERED().match(line):
        return False
    before = _line(state, start - 1).lstrip("\u3000")
    after = _line(state, start + 1) if start + 1 < end else ""
    return bool(
        _ENDED.search(before)
        or _NUMBERED().match(before)
        or _NUMBERED().match(after)
        or state.sCount[start] < state.blkIndent
    )


def attribute_line(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A line that is an attribute list alone. Its id is that of the heading above it."""
    typed = _line(state, start)
    found = LINE().match(typed) if typed.startswith("{") else None
    if not found or state.is_code_block(start):
        return False
    if not silent:
        own = dict(attributes(found[0].rstrip()))
        for token in reversed(state.tokens):
            if token.type == "heading_open" and token.map and token.map[1] == start and "id" in own:
                token.attrs["id"] = own["id"]
            if token.nesting > 0:
                break
        line = state.push("attributes", "", 0)
        line.attrs, line.map, line.hidden = dict(own), [start, start + 1], True
        state.line = start + 1
    return True


def tabbed(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A table as spreadsheets copy it: lines with as many tabs each, the first of which is its head."""
    if "\t" not in state.src:
        return False
    rows: list[list[str]] = []
    last = start
    while last < end and (state.sCount[last] >= state.blkIndent or not rows):
        cells = state.src[state.bMarks[last] + (state.tShift[last] if rows else 0) : state.eMarks[last]].split("\t")
        if len(cells) < 2 or (rows and (len(cells) != len(rows[0]) or not cells[0].strip())):
            break
        rows.append([cell.strip() for cell in cells])
        last += 1
    if len(rows) < 2 or not all(rows[0][1:]) or any(_MARKED().match(row[0]) for row in rows):
        return False
    if not rows[0][0] and not all(any(row[1:]) for row in rows):
        return False
    if rows[0][0] and state.is_code_block(start):
        return False
    if not silent:
        state.push("table_open", "table", 1).map = [start, last]
        for number, row in enumerate(rows):
            part, cell = ("thead", "th") if not number else ("tbody", "td")
            if number < 2:
                state.push(f"{part}_open", part, 1)
            state.push("tr_open", "tr", 1).map = [start + number, start + number + 1]
            for words in row:
                state.push(f"{cell}_open", cell, 1)
                token = state.push("inline", "", 0)
                token.content, token.map, token.children = words, [start + number, start + number + 1], []
                state.push(f"{cell}_close", cell, -1)
            state.push("tr_close", "tr", -1)
            if not number or number == len(rows) - 1:
                state.push(f"{part}_close", part, -1)
        state.push("table_close", "table", -1)
        state.line = last
    return True


def _line(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]
