"""Signs that were read, and hardly meant so: factors for emphasis, masked names, the backslashes of a path.

In: a text taken apart, with the pairs of signs and the escapes that were read. Out: problems, each at the sign, where
reading it would change what the text says.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from xieshou.content.markdown.account import Shadow, SignPair
from xieshou.content.markdown.typed import Typed
from xieshou.core.late import Late
from xieshou.core.problems import Problem, problem
from xieshou.core.scripts import HAN

_HAN_WORD = Late(rf"[{HAN}]{{2,12}}")
_LATIN_WORD = re.compile(r"[a-z]{2,}")
_PARTING = "、，,；;。"
_FOLDER = re.compile(r"[A-Za-z]:\\|(?<![\\\w])\\\\(?=\w)", re.ASCII)
_FORMULA = re.compile(r"\\\((?=\S).{1,200}?\\\)|\\\[(?=\S).{1,200}?\\\]", re.DOTALL)
_MATHS = re.compile(r"[\^_=]|\\[a-z]")
_CLIPPED = 40


def doubtful(found: Shadow, typed: Typed) -> Iterator[Problem]:
    """A problem for each pair of signs that is rather two signs, and for each path that loses a backslash."""
    source = found.block.content
    for pair in found.pairs:
        if _is_doubtful(pair, source):
            sign = source[max(pair.opened - 1, 0) : pair.closed + len(pair.sign) + 1][:_CLIPPED]
            place = typed.place(found.block, pair.opened)
            yield problem(typed.path, *place, "text-asterisk", sign=sign)
    if not found.dropped:
        return
    for one in _FOLDER.finditer(source):
        end = next((at for at in range(one.start(), len(source)) if source[at].isspace()), len(source))
        if any(one.start() <= at < end for at in found.dropped):
            sign = source[one.start() : end][:_CLIPPED]
            yield problem(typed.path, *typed.place(found.block, one.start()), "text-backslash", sign=sign)
            break
    for one in _FORMULA.finditer(source):
        if one.start() in found.dropped and _MATHS.search(one[0][2:-2]):
            place = typed.place(found.block, one.start())
            yield problem(typed.path, *place, "text-formula", sign=one[0][:_CLIPPED], warning=True)


def _is_doubtful(pair: SignPair, source: str) -> bool:
    begun, ended = pair.opened + len(pair.sign), pair.closed + len(pair.sign)
    inner = source[begun : pair.closed]
    before, after = source[pair.opened - 1 : pair.opened] or " ", source[ended : ended + 1] or " "
    if not inner or inner[0] in _PARTING or inner[-1] == "、":
        return True
    inside = _in_word(before) and _in_word(after)
    if pair.sign in ("*", "_"):
        return inside and not (
            _HAN_WORD().fullmatch(inner) or (_LATIN_WORD.fullmatch(inner) and before.islower() and after.islower())
        )
    if pair.sign == "**":
        counted = before.isascii() and before.isalnum() and inner[0].isdigit()
        return counted or (after.isdigit() and inner[-1].isascii() and inner[-1].isalnum())
    return inside and pair.sign == "==" and any(sign in inner for sign in _PARTING)


def _in_word(char: str) -> bool:
    return char.isalnum() or char in "）)"
