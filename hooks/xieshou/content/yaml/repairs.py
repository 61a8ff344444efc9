"""Typing errors in YAML: what an input method, a word processor or a hurry leaves in a line.

In: text that YAML does not understand. Out: every typing error with its place, and the text with each repaired in its
line. The repaired text is never published: it is read on for the faults that it would hide, so that all are told at
once; and ``xieshou fix`` offers those that are ``sure``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from xieshou.core.late import Late


class TypingError(NamedTuple):
    """One typing error. ``line`` counts from 0, ``column`` from 1; ``repaired`` is the whole line as it was meant.

    ``sure``: it can mean nothing else.
    """

    line: int
    column: int
    code: str
    repaired: str
    sure: bool
    detail: str = ""


_KEY = r"[ \t\u3000\u00a0]*(?:-[ \t\u3000\u00a0]+)*[A-Za-z_][\w-]*"
_TAB = Late(r"[ ]*\t")
_WIDE_INDENT = Late(r"[ \t]*[\u3000\u00a0\u2000-\u200a\u202f]")
_WIDE_AFTER = Late(rf"(?:{_KEY}:|[ ]*-)[ ]*[\u3000\u00a0\u2000-\u200a\u202f]")
_WIDE_COLON = Late(rf"({_KEY})[ ]*[：﹕︰]")
_NO_SPACE = Late(rf"({_KEY}):(?=[^\s:/])")
_NO_DASH_SPACE = Late(r"[ ]*-(?=[^\s-])")
_WIDE_DASH = Late(r"([ ]*)[－—–−﹣·•*+](?=[ \u3000])")
_VALUE = Late(rf"(?P<head>{_KEY}:[ ]+|[ ]*(?:-[ ]+)+)(?P<value>\S.*)$")
_PAIR = Late(rf"(?:{_KEY}|[ ]*(?:-[ ]+)*(?:\"[^\"]*\"|'[^']*'))[ ]*:(?:[ ]|$)|[ ]*-(?:[ ]|$)|[ ]*[\]}}#]|[ ]*$")
_BLOCK = Late(r".*(?::|-)[ ]+[|>][-+0-9]*[ ]*(?:#.*)?$")
_QUOTED = {'"': re.compile(r'"(?:[^"\\]|\\.)*"[ ]*(?:#.*)?$'), "'": re.compile(r"'(?:[^']|'')*'[ ]*(?:#.*)?$")}
_CLOSERS = {"[": "]", "{": "}"}
_DOCUMENT = Late(r"(?:---|\.\.\.)(?:[ \t]|$)")


def typing_errors(text: str) -> tuple[list[TypingError], str]:
    """Every typing error in ``text``, and the text with all of them repaired."""
    found: list[TypingError] = []
    lines = text.split("\n")
    inside = -1  # the indent of the key whose block of text (| or >) we are in
    for number, typed in enumerate(lines):
        line = typed
        indent = len(line) - len(line.lstrip(" "))
        if inside >= 0 and (not line.strip() or indent > inside):
            continue
        inside = indent if _BLOCK().match(line) else -1
        for look in _LOOKS:
            error = look(line, number, lines)
            if error is not None:
                found.append(error)
                line = error.repaired
        lines[number] = line
    return found, "\n".join(lines)


def _document(line: str, number: int, lines: list[str]) -> TypingError | None:
    if line.startswith("%") and number == 0:
        return TypingError(number, 1, "yaml-lead", "#", False, "%")
    if number and _DOCUMENT().match(line) and any(before.strip() for before in lines[:number]):
        rest = any(after.strip() for after in lines[number + 1 :])
        return TypingError(number, 1, "yaml-second-document", "#", not rest)
    return None


def _tab(line: str, number: int, lines: list[str]) -> TypingError | None:
    if not _TAB().match(line):
        return None
    bare = line.lstrip(" \t")
    before = line[: len(line) - len(bare)]
    return TypingError(number, before.index("\t") + 1, "yaml-tab", before.replace("\t", "  ") + bare, True)


def _wide_space(line: str, number: int, lines: list[str]) -> TypingError | None:
    found = _WIDE_INDENT().match(line) or _WIDE_AFTER().match(line)
    if not found:
        return None
    end = found.end()
    while end < len(line) and line[end].isspace():
        end += 1
    head = re.sub(r"[\u3000\u00a0\u2000-\u200a\u202f]", " ", line[:end])
    at_top = not head.strip() and _key_at_top(line[end:], number, lines)
    return TypingError(number, found.end(), "yaml-wide-space", ("" if at_top else head) + line[end:], True)


def _key_at_top(rest: str, number: int, lines: list[str]) -> bool:
    """Whether a key is indented where its neighbours above are not: an indent there can only be an error."""
    above = next((one for one in reversed(lines[:number]) if one.strip()), "")
    opened = above.rstrip().endswith(":")
    return bool(_WIDE_COLON().match(rest) or _PAIR().match(rest)) and not opened and not above.startswith((" ", "-"))


def _wide_colon(line: str, number: int, lines: list[str]) -> TypingError | None:
    found = _WIDE_COLON().match(line)
    if not found:
        return None
    rest = line[found.end() :].lstrip(" \u3000\u00a0")
    repaired = f"{found[1]}:{' ' if rest else ''}{rest}"
    return TypingError(number, found.end(), "yaml-full-width-colon", repaired, True)


def _no_space(line: str, number: int, lines: list[str]) -> TypingError | None:
    found = _NO_SPACE().match(line)
    if found:
        return TypingError(number, found.end(), "yaml-no-space", f"{line[: found.end()]} {line[found.end() :]}", True)
    found = _NO_DASH_SPACE().match(line)
    if found and not _PAIR().match(line):
        return TypingError(number, found.end(), "yaml-no-space", f"{line[: found.end()]} {line[found.end() :]}", True)
    return None


def _wide_dash(line: str, number: int, lines: list[str]) -> TypingError | None:
    found = _WIDE_DASH().match(line)
    if not found:
        return None
    return TypingError(number, found.end(), "yaml-wide-dash", f"{found[1]}- {line[found.end() :].lstrip()}", True)


def _value(line: str, number: int, lines: list[str]) -> TypingError | None:
    """A value that begins with a character of YAML's own, or holds ``: ``."""
    found = _VALUE().match(line)
    if not found:
        return None
    head, value = found["head"], found["value"].rstrip()
    first, column = value[0], found.start("value") + 1
    if _VALUE().match(value) and head.strip() == "-":
        return None  # "- key: value"
    if first in _QUOTED:
        if _QUOTED[first].match(value):
            return None
        rest = re.match(rf"{first}[^{first}]*{first}\s*\S", value)
        if rest:
            return TypingError(number, column, "yaml-after-quote", head + _quoted(value), True)
        return TypingError(number, column, "yaml-quote-unclosed", head + _quoted(value[1:]), False)
    if first in _CLOSERS:
        if value.count(first) > value.count(_CLOSERS[first]):
            if any(_CLOSERS[first] in later and not _PAIR().match(later) for later in lines[number + 1 : number + 40]):
                return None
            return TypingError(number, column, "yaml-lead", head + _quoted(value), False, first)
        if not value.endswith(_CLOSERS[first]) and not re.search(rf"\{_CLOSERS[first]}\s+#", value):
            return TypingError(number, column, "yaml-lead", head + _quoted(value), True, first)
        return None
    if first in "@`%,]}" or (first in "|>" and not re.match(r"[|>][-+0-9]*(?:\s+#.*)?$", value)):
        return TypingError(number, column, "yaml-lead", head + _quoted(value), True, first)
    if first in "&*!" and not re.fullmatch(r"[&*!]+[A-Za-z_]\w*", value):
        return TypingError(
            number, column, "yaml-lead", head + _quoted(value), first != "!" and not value[1:2].isascii(), first
        )
    if first in "-?" and value[1:2] == " " and head.strip().endswith(":"):
        return TypingError(number, column, "yaml-lead", head + _quoted(value), True, first)
    colon = re.search(r":(?= |$)", re.split(r"\s#", value, maxsplit=1)[0])  # a remark may hold what it likes
    if colon and head.strip() != "-":
        return TypingError(number, column + colon.start(), "yaml-colon-in-text", head + _quoted(value), True)
    return None


def _no_colon(line: str, number: int, lines: list[str]) -> TypingError | None:
    """A line that is neither a pair nor an item, where no text can go on."""
    if _PAIR().match(line) or _DOCUMENT().match(line) or re.search(r":(?: |$)", line) or re.match(r"[ \t\"'\[{]", line):
        return None
    return TypingError(number, 1, "yaml-no-colon", f"# {line}", False)


def _quoted(value: str) -> str:
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'


_LOOKS: tuple[Callable[[str, int, list[str]], TypingError | None], ...] = (
    _document, _tab, _wide_space, _wide_colon, _no_space, _wide_dash, _value, _no_colon,
)  # fmt: skip


def aliases(text: str) -> Iterator[tuple[int, int]]:
    """Where ``*name`` stands for content from elsewhere: line (from 0) and column (from 1)."""
    for number, line in enumerate(text.split("\n")):
        for found in re.finditer(r"(?:[:,\[-][ ]+|\[)(?=\*[A-Za-z_0-9])", line):
            yield number, found.end() + 1
