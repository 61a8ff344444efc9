"""Signs that were not read: a link or note that stayed text, and what other programs mean by them.

In: a text taken apart, the words of its blocks with all markup blanked. Out: problems, each at the sign. What is shown
as it stands on purpose, in backquotes or behind a backslash, is blank here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from xieshou.content.kinds import KINDS
from xieshou.content.markdown.account import BLANK, Shadow
from xieshou.content.markdown.doubts import doubtful
from xieshou.content.markdown.typed import Typed
from xieshou.core.late import Late
from xieshou.core.problems import Problem, problem

_SIGNS = (
    "[",
    "]",
    "{",
    "$",
    "\\",
    "］",
    "】",
    "」",
    "%%",
    "\n:::",
    "!--",
    "-->",
    "**",
    "===",
    "<%",
    "..",
    "<o:",
    "</o:",
)
"""What most of the following hold."""
_TABBED = Late(r"^[^\t\n]*[^\s][^\t\n]*\t", re.MULTILINE)
_CRITIC = Late(r"\{(?:~~|==|\+\+|--(?!>)|>>)[^}\n]{0,80}\}?")
"""The beginning of a remark or change of other programs; its signs may have been read as ours."""
_FIRST = ("!!!", "???", ":::", "import ", "export ")
_STAYED = Late(
    r"[\[［]\^[^\]］\s<>]{1,40}[\]］]|\^\[[^\]\n]{1,80}\]"  # a note that is nowhere written, or of another program
    r"|!?\[[^\[\]\n<>]{1,200}\]\[[^\[\]\n<>]{0,80}\]"  # a link by a name that is nowhere written
    r"|!?\[[^\[\]\n]{0,200}\]\((?:[^()\n]|\([^()\n]{0,80}\)|\n(?!\n)){0,200}\)"  # no address
    r"|[\]］】」]\s?[（(]\s*(?:[a-z]{2,20}:[^\s/]|https?://|\.\.?/)"  # brackets of Chinese typing, or a space between
    r"|\{:\s*[#.A-Za-z][^{}\n<>]{0,80}\}|\{[#.][A-Za-z][\w-]*\}"  # attributes that belong to nothing
    rf"|[(（\[［<“](?:{'|'.join(KINDS)}):[a-z0-9][a-z0-9-]*"  # one bracket of a link is missing
)
_WIKI = Late(r"!?\[\[[^\[\]\n]{1,80}\]\]")
_CONTENTS = Late(r"(?:\[TOC\]|\[\[_?TOC_?\]\]|\{:toc\}|@\[toc\].*)", re.IGNORECASE)
_OTHERS = Late(
    r"\{%.{0,200}?%\}|\{\{.{0,200}?\}\}|\{#.{0,200}?#\}|\{/\*.{0,200}?\*/\}|<%.{0,200}?%>"
    r"|(?<![\d%])%%(?=\S).{1,200}?%%"
    r"|^:{3,}[ \t]*\S*|^(?:!!!|\?\?\?\+?)[ \t]+\S+|^===[+!]?[ \t]+[\"“]\S+|^\.\. [a-z-]+::|^\[![A-Za-z]+\]|</?[ovw]:\w+"
    r"|^(?:import|export)[ \t].*?(?:from[ \t]+['\"].*|;[ \t]*)$"
    r"|\\u[0-9a-fA-F]{4}|\[/?[a-z][\w-]*(?: [^\]\n]{0,200})?\](?=[^\[]{0,400}\[/[a-z])",
    re.MULTILINE | re.DOTALL,
)
"""Templates, remarks, blocks and imports of other programs."""
_BRACKETED = re.compile(r"[(（<“][a-z]+:[a-z0-9]")
"""The beginning of a link that is not in brackets of its own."""
_FORMULA = Late(
    r"\$\$.+?\$\$|(?<![A-Za-z0-9_$\\])\$(?=[^\s$])[^$\n]*[\\^_={][^$\n]*(?<=\S)\$(?![A-Za-z0-9_$])|\\begin\{\w+\}",
    re.DOTALL,
)
_CLIPPED = 40
_BROKEN = Late(r"[a-z]{2,}-\n[a-z]{2,}")
"""A word that was parted at the end of a line of print."""
_MANY = 200
"""Signs in one block that are told."""
_BLANKS = Late(f"{BLANK}+")


def present(text: str) -> tuple[str, ...]:
    """The signs that are worth a look in the blocks of ``text``."""
    return tuple(sign for sign in _SIGNS if sign in text)


def unread(found: Shadow, typed: Typed, signs: Sequence[str]) -> Iterator[Problem]:
    """A problem for each sign of this block that was not read, or was read as what it hardly is.

    ``signs`` are those that its text has at all.
    """
    words, block = found.words, found.block
    yield from doubtful(found, typed)
    if "-\n" in words and (broken := _BROKEN().search(words)):
        sign = broken[0].replace("\n", " ")
        yield problem(typed.path, *typed.place(block, broken.start()), "text-hyphen", sign=sign, warning=True)
    if "\t" in words and len(_TABBED().findall(words)) > 1 and (tab := _TABBED().search(words)):
        yield problem(typed.path, *typed.place(block, tab.end() - 1), "text-tabs")
    if "{" in words:
        for one in _CRITIC().finditer(block.content):
            if words[one.start()] == "{":
                sign = one[0][:_CLIPPED]
                yield problem(typed.path, *typed.place(block, one.start()), "text-other-program", sign=sign)
    for sign in signs:
        if sign in words:
            break
    else:
        if not words.startswith(_FIRST) and not (":" in words and _BRACKETED.search(words)):
            return
    taken: list[tuple[int, int]] = []
    for code, expression, warning in _LOOKS:
        for one in expression().finditer(words):
            if code == "text-contents" and one[0] != words.strip():
                continue
            if any(begun < one.end() and one.start() < ended for begun, ended in taken):
                continue
            if code == "text-remark" and taken:
                break  # its other end
            taken.append(one.span())
            if len(taken) > _MANY:
                return
            sign = _BLANKS().sub("…", one[0].strip())[:_CLIPPED]
            yield problem(typed.path, *typed.place(block, one.start()), code, sign=sign, warning=warning)


_REMARK = Late(r"<!--|-->|[《＜〈]!--|--[》＞〉]")
_LEFT = Late(r"(?<![\w*）)】」”’\"'.%])\*\*(?=[^\s*])|(?<=\s)\*\*(?=[\w（“])")
"""Two asterisks that begin a word, and nothing ends what they begin."""
_LOOKS = (
    ("text-remark", _REMARK, False),
    ("text-emphasis-left", _LEFT, True),
    ("text-contents", _CONTENTS, True),
    ("text-wiki", _WIKI, True),
    ("text-other-program", _OTHERS, False),
    ("text-link-typed", _STAYED, False),
    ("text-formula", _FORMULA, True),
)
"""Code, what to look for, and whether it is no more than a warning: it is shown as typed, and may be meant so."""
