"""Blocks that are hardly meant: a minus that makes a list, dashes that make a heading, spaces that make code.

In: a text taken apart. Out: problems at their lines. CommonMark reads them so, and so do we: but they are told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from markdown_it.token import Token

from xieshou.content.markdown.parser import ParsedText
from xieshou.content.markdown.typed import Typed
from xieshou.core.late import Late
from xieshou.core.problems import Problem, problem

_NUMBER = re.compile(r"[-+*][ \t]+[¥￥$€£]?\d")
_PROSE = Late(r"(?:[A-Za-z][A-Za-z'’,;&-]*[ ]+){4,}[A-Za-z'’-]+[.!?,;:]?|[。！？；，]")
_CODE = Late(r"[{}\\$`=;|]|^\s*[#/<]|\w\(|->|::", re.MULTILINE)
_TABS = Late(r"^[^\t\n]*\S[^\t\n]*\t", re.MULTILINE)
_TOPIC = Late(r"#[^\s#\d][^#]{0,24}")
_LONG = 60
_CLIPPED = 24


def accidents(parsed: ParsedText, typed: Typed) -> Iterator[Problem]:
    """A problem for each block that is rather another."""
    tokens, lines = parsed.tokens, parsed.lines
    for at, token in enumerate(tokens):
        line = token.map[0] if token.map else -1
        if token.type == "bullet_list_open":
            if line > 0 and lines[line - 1].strip() and _alone(tokens, at) and _NUMBER.match(lines[line].lstrip()):
                sign = lines[line].strip()[:_CLIPPED]
                yield problem(typed.path, *typed.line(line), "text-minus", sign=sign, warning=True)
        elif token.type == "heading_open" and token.map and token.markup in ("-", "="):
            under = lines[token.map[1] - 1].strip(" >")
            if len(under) == 1 or len(tokens[at + 1].content) > _LONG or tokens[at + 1].content.endswith(("）", ")")):
                yield problem(typed.path, *typed.line(line), "text-heading-dashes", sign=under[:_CLIPPED], warning=True)
        elif token.type == "code_block":
            yield from _code(token, typed)
        elif token.type == "tr_open" and line > 0 and tokens[at - 1].type != "thead_open":
            words = lines[line]
            if "|" not in words and "\t" not in words:
                sign = words.strip()[:_CLIPPED]
                yield problem(typed.path, *typed.line(line), "text-table-note", sign=sign, warning=True)
        elif token.type == "inline" and token.content.startswith("#") and tokens[at - 1].type == "paragraph_open":
            first = token.content.partition("\n")[0]
            if _TOPIC().fullmatch(first):
                yield problem(typed.path, *typed.line(line), "text-heading-tight", sign=first, warning=True)


def _alone(tokens: list[Token], at: int) -> bool:
    """Whether a list has one item."""
    items = 0
    for token in tokens[at + 1 :]:
        if token.type == "list_item_open" and token.level == tokens[at].level + 1:
            items += 1
        elif token.nesting < 0 and token.level == tokens[at].level:
            break
    return items == 1


def _code(token: Token, typed: Typed) -> Iterator[Problem]:
    line = token.map[0] if token.map else 0
    if "<!--" in token.content:
        yield problem(typed.path, *typed.line(line), "text-remark", sign="<!--")
    elif len(_TABS().findall(token.content)) > 1:
        yield problem(typed.path, *typed.line(line), "text-tabs")
    elif _PROSE().search(token.content) and not _CODE().search(token.content):
        yield problem(typed.path, *typed.line(line), "text-code-indented", warning=True)
