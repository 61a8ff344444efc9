"""Words so that Markdown shows them as they are.

In: words. Out: Markdown. There are three ways, each surer and harder to read than the one before: only what would be
read as markup has a backslash; every sign that might be has one; every sign is written by its number.
"""

from __future__ import annotations

import re
import string
from typing import NamedTuple


class Way(NamedTuple):
    """How a block is written: how sure words are made (0 to 2), and whether styles are written as HTML."""

    sure: int = 0
    tags: bool = False
    html: bool = False
    """Whether all of it is HTML."""


WAYS = (Way(), Way(1), Way(0, True), Way(1, True), Way(2, True), Way(2, True, True))
"""From the plainest to the surest."""
_LIKELY = re.compile(
    r"(?<=--)>|(?<=[］】」])\(|\\|`|\*|_|\[(?=[\^!])|\[(?=[ xX]\])|(?<=\])\(|\](?=[(\[:])|\[(?=\[)|<(?=[A-Za-z/!?])"
    r"|&(?=#?\w{1,32};)|~(?=~)|=(?==)"
    r"|!(?=\[)|\{(?=[:#.%{~=+>/-])|\{(?=[A-Za-z][\w-]*=)|\$(?=\$)|(?<!\w)\$(?=[^\s$][^$]*\$)|%(?=%)"
)
_PATH = re.compile(r"[A-Za-z]:\\|\\\\")
"""Of a file on somebody's machine: two backslashes would be taken for one that was lost."""
_SIGNS = re.compile(r"[\\`*_{}\[\]<>#|~=$&!%^]")
_ALL = re.compile(rf"[{re.escape(string.punctuation)}｜＃！［］【】｛｝「」]")
_START = re.compile(
    r"(?:#{1,6}(?=[\s#]|$)|##|#(?=[\u3000\xa0])|[-+*](?=[ \t]|$)|>|\||~~~|[:~](?=[ \t])|:::|!!!|\?\?\?|=+\s*$"
    r"|-[- \t]*$|\{|\[(?=[^\]]*\]:)|===|\.\.(?= )|^(?:import|export) )"
)
_WIDE_START = re.compile(r"[ \u3000]*([＃｜])")
_NUMBER = re.compile(r"(\d{1,9})([.)])(?=[ \t]|$)")
_IN_HTML = re.compile(r"[*`\[\]|{}~=_$\\#]")


def entity(char: str) -> str:
    """A character by its number."""
    return f"&#{ord(char)};"


def escaped(words: str, way: Way) -> str:
    """``words``, which stand in a line."""
    if way.sure == 2:
        return _ALL.sub(lambda found: entity(found[0]), words)
    if way.sure == 1:
        return _SIGNS.sub(r"\\\g<0>", words)
    return _LIKELY.sub(_guarded, words)


def _guarded(found: re.Match[str]) -> str:
    sign = found[0]
    if sign in "<>" and ("<!--" in found.string or "-->" in found.string):
        return "&lt;" if sign == "<" else "&gt;"
    if sign == "\\" and _PATH.search(found.string):
        return entity(sign)
    before, after = found.string[found.start() - 1 : found.start()], found.string[found.end() : found.end() + 1]
    if sign == "_" and before.isalnum() and after.isalnum():
        return sign  # a name
    if sign == "*" and ((before.isdigit() and after.isdigit()) or (before in ("", " ") and after == " " and before)):
        return sign  # a sign of multiplication
    return f"\\{sign}"


def at_start(line: str, way: Way) -> str:
    """A line, whose words are escaped, so that its beginning makes no block."""
    if number := _NUMBER.match(line):
        return f"{number[1]}\\{line[number.end(1) :]}"
    if wide := _WIDE_START.match(line):
        return f"{line[: wide.start(1)]}{entity(wide[1])}{line[wide.end() :]}"
    if _START.match(line):
        return f"\\{line}" if line[0] in string.punctuation else f"{entity(line[0])}{line[1:]}"
    return line


def in_html(words: str) -> str:
    """``words`` in HTML, in which no sign of Markdown is to be seen."""
    plain = words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _IN_HTML.sub(lambda found: entity(found[0]), plain)


def code(text: str, cell: bool = False) -> str:
    """``text`` as code in a line."""
    longest = max((len(run) for run in re.findall(r"`+", text)), default=0)
    fence = "`" * (longest + 1)
    gap = " " if text[:1] == "`" or text[-1:] == "`" or (text[:1] == text[-1:] == " " and text.strip()) else ""
    inner = text.replace("|", "\\|") if cell else text
    return f"{fence}{gap}{inner}{gap}{fence}"
