"""Signs that were not read: a link or note that stayed text, what other programs mean by it, a product taken for
emphasis.

In: a text taken apart, the words of its blocks with all markup blanked. Out: problems, each at the sign. What is shown
as it stands on purpose, in backquotes or behind a backslash, is blank here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from xieshou.content.kinds import KINDS
from xieshou.content.markdown.account import BLANK, Shadow
from xieshou.content.markdown.typed import Typed
from xieshou.core.problems import Problem, problem
from xieshou.core.scripts import HAN

_SIGNS = ("[", "]", "{", "$", "\\", "］", "】", "」", "%%", "\n:::")
"""What most of the following hold."""
_FIRST = ("!!!", "???", ":::", "import ", "export ")
_STAYED = re.compile(
    r"\[\^[^\]\s<>]{1,40}\]"  # a note that is nowhere written
    r"|!?\[[^\[\]\n<>]{1,200}\]\[[^\[\]\n<>]{0,80}\]"  # a link by a name that is nowhere written
    r"|!?\[[^\[\]\n]{0,200}\]\((?:[^()\n]|\([^()\n]{0,80}\)|\n(?!\n)){0,200}\)"  # no address
    r"|[\]］】」]\s?[（(]\s*(?:[a-z]{2,20}:[^\s/]|https?://|\.\.?/)"  # brackets of Chinese typing, or a space between
    r"|\{:\s*[#.A-Za-z][^{}\n<>]{0,80}\}"  # attributes that belong to nothing
    rf"|[(（\[［<“](?:{'|'.join(KINDS)}):[a-z0-9][a-z0-9-]*"  # one bracket of a link is missing
)
_WIKI = re.compile(r"!?\[\[[^\[\]\n]{1,80}\]\]")
_CONTENTS = re.compile(r"(?:\[TOC\]|\[\[_?TOC_?\]\]|\{:toc\}|@\[toc\].*)", re.IGNORECASE)
_OTHERS = re.compile(
    r"\{%.{0,200}?%\}|\{\{.{0,200}?\}\}|\{#.{0,200}?#\}|\{>>.{0,400}?<<\}|%%.{1,200}?%%"
    r"|\{(?:\+\+|--|~~|==).{0,200}?(?:\+\+|--|~~|==)\}"
    r"|^:{3,}[ \t]*\S*|^(?:!!!|\?\?\?\+?)[ \t]+[A-Za-z]\S*|^(?:import|export)[ \t].*?(?:from[ \t]+['\"].*|;[ \t]*)$"
    r"|\\u[0-9a-fA-F]{4}|\[/?[a-z][\w-]*(?: [^\]\n]{0,200})?\](?=[^\[]{0,400}\[/[a-z])",
    re.MULTILINE | re.DOTALL,
)
"""Templates, remarks, blocks and imports of other programs."""
_BRACKETED = re.compile(r"[(（<“][a-z]+:[a-z0-9]")
"""The beginning of a link that is not in brackets of its own."""
_FORMULA = re.compile(
    r"\$\$.+?\$\$|(?<![\w$\\])\$(?=[^\s$])[^$\n]*[\\^_={][^$\n]*(?<=\S)\$(?![\w$])|\\\(.+?\\\)|\\begin\{\w+\}",
    re.DOTALL,
)
_BETWEEN = re.compile(rf"(?<=[\w{HAN}）)]){BLANK}(?=([^{BLANK}\n]+){BLANK}[\w{HAN}（(])")
"""Words between two signs in the middle of a word."""
_NUMERIC = re.compile(r"\d|[×÷+=]")
_SHORT = 2
"""Characters between two asterisks that are rather factors than words: 长*宽*高."""
_FOLDER = re.compile(r"[A-Za-z]:\\|(?<![\\\w])\\\\(?=\w)")
_CLIPPED = 40
_MANY = 200
"""Signs in one block that are told."""
_BLANKS = re.compile(f"{BLANK}+")


def unread(found: Shadow, typed: Typed) -> Iterator[Problem]:
    """A problem for each sign of this block that was not read, or was read as what it hardly is."""
    words, block = found.words, found.block
    if "*" in block.content and BLANK in words:
        yield from _products(found, typed)
    if "\\" in block.content:
        yield from _folders(found, typed)
    for sign in _SIGNS:
        if sign in words:
            break
    else:
        if not words.startswith(_FIRST) and not (":" in words and _BRACKETED.search(words)):
            return
    taken: list[tuple[int, int]] = []
    for code, expression, warning in _LOOKS:
        for one in expression.finditer(words):
            if code == "text-contents" and one[0] != words.strip():
                continue
            if any(begun < one.end() and one.start() < ended for begun, ended in taken):
                continue
            taken.append(one.span())
            if len(taken) > _MANY:
                return
            sign = _BLANKS.sub("…", one[0].strip())[:_CLIPPED]
            yield problem(typed.path, *typed.place(block, one.start()), code, sign=sign, warning=warning)


_LOOKS = (
    ("text-contents", _CONTENTS, True),
    ("text-wiki", _WIKI, True),
    ("text-other-program", _OTHERS, False),
    ("text-link-typed", _STAYED, False),
    ("text-formula", _FORMULA, True),
)
"""Code, what to look for, and whether it is no more than a warning: it is shown as typed, and may be meant so."""


def _products(found: Shadow, typed: Typed) -> Iterator[Problem]:
    """Factors between asterisks, which emphasis would run together: 长*宽*高 for 长宽高."""
    source = found.block.content
    for one in _BETWEEN.finditer(found.words):
        end = one.end(1)
        if source[one.start()] != "*" or source[end] != "*":
            continue
        edges = f"{source[one.start() - 1]}{one[1][0]}{one[1][-1]}{source[end + 1]}"
        if len(one[1]) <= _SHORT or _NUMERIC.search(edges):
            sign = source[one.start() - 1 : end + 2]
            yield problem(typed.path, *typed.place(found.block, one.start()), "text-asterisk", sign=sign)


def _folders(found: Shadow, typed: Typed) -> Iterator[Problem]:
    """A path of Windows in which a backslash is read as an escape, and not shown."""
    source = found.block.content
    for one in _FOLDER.finditer(source):
        end = next((at for at in range(one.start(), len(source)) if source[at].isspace()), len(source))
        if BLANK * 2 in found.words[one.start() : end]:
            sign = source[one.start() : end][:_CLIPPED]
            yield problem(typed.path, *typed.place(found.block, one.start()), "text-backslash", sign=sign)
            return
