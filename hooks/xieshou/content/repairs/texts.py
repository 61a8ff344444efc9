"""Repairs of words and texts: signs that stand for others, and the layout of Markdown.

In: a fault. Out: an edit, or None.
"""

from __future__ import annotations

import re

from xieshou.content import slips
from xieshou.content.kinds import KINDS
from xieshou.content.repairs.fault import Edit, Fault

_CODE = re.compile(r"(`+)[^`\n]+\1")
_HEADING = re.compile(r"([ \u3000]*)([#＃]+)[ \u3000]*")
_TIGHT = re.compile(r"(\s*#{2,6})([^\s#\d].*)")
_WIDE_ROW = re.compile(r"[ \u3000]*｜.*[｜|][ \u3000]*$")
_ROW = re.compile(r"[ ]*\|.*\|[ ]*$")
_BULLETS = frozenset("•●■◆▪►➢‣∙")
"""Signs that begin items and nothing else: a dash may begin what somebody says."""
_GLYPH = re.compile("[ \t]*[\uf06c\uf06e\uf075\uf076\uf09f\uf0a7\uf0b7\uf0d8\uf0e0\uf0fc][ \t\u3000]*")
"""The bullets of the fonts of word processors."""
_PICTURE = re.compile(r"\s*!\[[^\]]*\]\([^()\s]+\)\s*")
_LINK = re.compile(
    r"[\[［]([^\[\]［］\n]{1,200})[\]］][ ]?[（(]\s*"
    rf"((?:{'|'.join(KINDS)}):[a-z0-9][a-z0-9-]*|https?://[A-Za-z0-9\-._~:/?#@!$&'*+,;=%]+)\s*[)）]"
)


def slip(fault: Fault) -> Edit | None:
    """Signs that stand for others: all of their sort from there on in the line."""
    code, column = fault.problem.code, fault.column
    name = code == "space-in-name"
    if name:
        found = re.search(r"\s+", fault.line[column:])
        return fault.put(found[0], fault.details["meant"]) if found and not found.start() else None
    words = _CODE.sub(lambda one: " " * len(one[0]), fault.line) if fault.in_text else fault.line
    listed = [one for one in slips.slips(words, fault.language) if one.code == code and one.offset >= column]
    if not listed or listed[0].offset != column:
        return None
    line = fault.line
    for one in reversed(listed):
        line = line[: one.offset] + one.meant + line[one.offset + len(one.text) :]
    return fault.with_line(line)


def wide_heading(fault: Fault) -> Edit | None:
    """``＃＃　题`` as ``## 题``; what may be a topic (``＃题＃``) is left."""
    found = _HEADING.match(fault.line)
    rest = fault.line[found.end() :] if found else ""
    if not found or not rest or "#" in rest or "＃" in rest:
        return None
    return fault.with_line(f"{'#' * len(found[2])} {rest}")


def tight_heading(fault: Fault) -> Edit | None:
    """A space behind the number signs. One alone may begin a topic."""
    found = _TIGHT.fullmatch(fault.line)
    return fault.with_line(f"{found[1]} {found[2]}") if found else None


def wide_table(fault: Fault) -> Edit | None:
    """Bars of a table in half width, down to its last row."""
    edit: Edit = {}
    for number in range(fault.at, len(fault.lines)):
        if not _WIDE_ROW.match(fault.lines[number]) and not _ROW.match(fault.lines[number]):
            break
        edit[number] = (fault.lines[number].replace("｜", "|").strip("\u3000"),)
    return edit or None


def wide_picture(fault: Fault) -> Edit | None:
    """``！[…]`` as ``![…]``."""
    return fault.put("！[", "![")


def bullets(fault: Fault) -> Edit | None:
    """Items that begin with a bullet, each as an item of Markdown, with an empty line before the first."""
    sign = fault.details.get("sign", "")
    if sign not in _BULLETS:
        return None
    edit: Edit = {}
    for number in range(fault.at, len(fault.lines)):
        found = re.fullmatch(rf"([ ]{{0,3}}){re.escape(sign)}[ \t\u3000]*(\S.*)", fault.lines[number])
        if not found:
            break
        edit[number] = (f"{found[1]}- {found[2]}",)
    return _apart(edit, fault)


def glyphs(fault: Fault) -> Edit | None:
    """The same of bullets that only one font has."""
    if not fault.in_text:
        return None
    edit: Edit = {}
    for number in range(fault.at, len(fault.lines)):
        found = _GLYPH.match(fault.lines[number])
        if not found or not fault.lines[number][found.end() :].strip():
            break
        edit[number] = (f"- {fault.lines[number][found.end() :]}",)
    return _apart(edit, fault)


def picture_apart(fault: Fault) -> Edit | None:
    """Empty lines round a picture that has its line for itself."""
    if not _PICTURE.fullmatch(fault.line):
        return None
    before = fault.at > 0 and fault.lines[fault.at - 1].strip()
    after = fault.at + 1 < len(fault.lines) and fault.lines[fault.at + 1].strip()
    new = (*([""] if before else []), fault.line, *([""] if after else []))
    return {fault.at: new} if len(new) > 1 else None


def empty_line_before(fault: Fault) -> Edit | None:
    """An empty line that ends what stands above: a table, under which a line would be one of its rows."""
    return {fault.at: ("", fault.line)} if fault.line.strip() and fault.at else None


def link(fault: Fault) -> Edit | None:
    """``［words］（https://…）`` in plain brackets."""
    for found in _LINK.finditer(fault.line):
        if found.start() <= fault.column < found.end():
            meant = f"[{found[1]}]({found[2]})"
            return fault.with_line(fault.line[: found.start()] + meant + fault.line[found.end() :])
    return None


def _apart(edit: Edit, fault: Fault) -> Edit | None:
    """``edit`` with an empty line before its first, where words stand above."""
    if fault.at in edit and fault.at > 0:
        above = fault.lines[fault.at - 1]
        if above.strip() and not re.match(r"\s*[-*+] ", above) and fault.at > fault.body_line:
            edit[fault.at] = ("", *edit[fault.at])
    return edit or None


REPAIRS = {
    **dict.fromkeys(sorted(slips.CODES), slip),
    "text-heading-wide": wide_heading,
    "text-heading-tight": tight_heading,
    "text-table-wide": wide_table,
    "text-table-note": empty_line_before,
    "text-picture-wide": wide_picture,
    "text-figure-not-alone": picture_apart,
    "text-bullets": bullets,
    "private-character": glyphs,
    "text-link-typed": link,
    "link-form": link,
}
"""Of each code that a repair of words or texts is sure for, that repair."""
