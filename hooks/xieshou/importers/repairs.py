"""What the reading of a text refuses because a reader may take it two ways, typed so that there is one way left.

In: an imported text, and the problems its reading told. Out: the text with those mended whose meaning is sure: it shows
what the program it comes from shows. ``REPAIRS`` holds one function a code.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from xieshou.core.problems import Problem
from xieshou.importers.prose import without_code
from xieshou.importers.records import Fate, Note, clipped

Repair = Callable[[list[str], int, int, str], bool]
"""Mends lines in place: the lines, the one that is told (from 0), the column (from 0), the sign. Whether it did."""


class Mended(NamedTuple):
    """A text, and what was mended in it."""

    text: str
    notes: tuple[Note, ...]


def mended(text: str, first_line: int, problems: Iterable[Problem]) -> Mended:
    """``text``, which begins on ``first_line`` of its file, without the ``problems`` that can be mended."""
    lines = text.split("\n")
    notes: list[Note] = []
    seen: set[int] = set()
    for one in sorted(problems, key=lambda told: (told.line, told.column), reverse=True):
        repair = REPAIRS.get(one.code)
        number = one.line - first_line
        if repair is None or not 0 <= number < len(lines) or (number in seen and one.code not in _SEVERAL):
            continue
        seen.add(number)
        details = dict(one.details)
        about = details.get("sign") or details.get("target") or details.get("value") or ""
        if repair(lines, number, one.column - 1, about):
            fate = Fate.LEFT if one.code == "text-anchor-unknown" else Fate.MAPPED
            notes.append(Note(fate, "mended" if fate is Fate.MAPPED else "anchor", one.code, clipped(about)))
    return Mended("\n".join(lines), tuple(notes))


def _sign_escaped(lines: list[str], number: int, column: int, _: str) -> bool:
    """Signs that pair by accident, or are left over, are typed as signs: all of their sort on the line's stretch."""
    line = lines[number]
    if column >= len(line) or line[column] not in "*_=~":
        return False
    sign = line[column]
    run = re.match(rf"\{sign}+", line[column:])
    width = len(run[0]) if run else 1
    close = line.find(sign * width, column + width)
    pieces = [line[:column], *("\\" + sign for _ in range(width))]
    if close < 0:
        lines[number] = "".join((*pieces, line[column + width :]))
    else:
        lines[number] = "".join(
            (*pieces, line[column + width : close], *("\\" + sign for _ in range(width)), line[close + width :])
        )
    return True


def _tag_escaped(lines: list[str], number: int, column: int, _: str) -> bool:
    line = lines[number]
    if line[column : column + 1] != "<":
        return False
    lines[number] = f"{line[:column]}\\{line[column:]}"
    return True


def _fence_closed(lines: list[str], number: int, _column: int, _sign: str) -> bool:
    found = re.match(r"([ \t>]*)(`{3,}|~{3,})", lines[number])
    if not found:
        return False
    while lines and not lines[-1].strip():
        lines.pop()
    lines.append(f"{found[1]}{found[2]}")
    return True


def _comment_closed(lines: list[str], number: int, column: int, _: str) -> bool:
    return _tag_escaped(lines, number, column, "")


def _rule_of_stars(lines: list[str], number: int, _column: int, _sign: str) -> bool:
    """A line across the page, which is no second front matter."""
    if not re.fullmatch(r"-{3,}[ \t]*", lines[number]) or (number and lines[number - 1].strip()):
        return False
    lines[number] = "***"
    return True


def _line_dropped(lines: list[str], number: int, _column: int, _sign: str) -> bool:
    """A heading without words, which nobody sees."""
    if not re.fullmatch(r"[ \t]*#{1,6}[ \t]*", lines[number]):
        return False
    lines[number] = ""
    return True


def _character_dropped(lines: list[str], number: int, column: int, _sign: str) -> bool:
    line = lines[number]
    if column >= len(line):
        return False
    lines[number] = line[:column] + line[column + 1 :]
    return True


def _note_dropped(lines: list[str], number: int, _column: int, _sign: str) -> bool:
    """A note that nothing leads to is a paragraph: its words stay."""
    lines[number] = re.sub(r"^\s*\[\^([^\]]+)\]:[ \t]*", r"\\[\1\\] ", lines[number])
    return True


def _bracket_escaped(lines: list[str], number: int, column: int, _sign: str) -> bool:
    """Brackets that name nothing are shown as typed."""
    line = lines[number]
    at = column + line[column : column + 1].count("!")
    if line[at : at + 1] not in ("[", "［", "]"):
        return False
    lines[number] = f"{line[:at]}\\{line[at:]}"
    return True


def _address_as_code(lines: list[str], number: int, column: int, target: str) -> bool:
    """An address that only its writer's network knows is shown, and leads nowhere."""
    line = lines[number]
    at = line.find(target, max(0, column - len("https://"))) if target else -1
    if at < 0:
        return False
    before, after = line[:at], line[at + len(target) :]
    if before.endswith("<") and after.startswith(">"):
        before, after = before[:-1], after[1:]
    if before.endswith("](") or before.endswith('"'):
        return False
    lines[number] = f"{before}`{target}`{after}"
    return True


def _figure_named(lines: list[str], number: int, _column: int, target: str) -> bool:
    """A figure where no paragraph can be is linked to by its name."""
    line = lines[number]
    lines[number] = line.replace(f"![]({target})", f"[]({target})")
    return lines[number] != line


def _no_tag(lines: list[str], number: int, _column: int, sign: str) -> bool:
    """``<name>`` that is no element of HTML, but a word that stands for others: it is shown as typed, everywhere."""
    found = re.fullmatch(r"</?([a-z][A-Za-z0-9_.]*)>?", sign)
    if not found or found[1] in _ELEMENTS:
        return False
    tag = re.compile(rf"(?<!\\)<(?=/?{re.escape(found[1])}(?:\s*/)?>)")
    masked = without_code("\n".join(lines)).split("\n")
    changed = False
    for at, line in enumerate(masked):
        places = [one.start() for one in tag.finditer(line)]
        for place in reversed(places):
            lines[at] = f"{lines[at][:place]}\\{lines[at][place:]}"
        changed = changed or bool(places)
    return changed


def _arrow(lines: list[str], number: int, column: int, sign: str) -> bool:
    """``-->`` that ends no remark is an arrow."""
    if sign != "-->" or not lines[number].startswith(sign, column):
        return False
    lines[number] = f"{lines[number][:column]}--\\>{lines[number][column + 3 :]}"
    return True


def _anchor_dropped(lines: list[str], number: int, _column: int, name: str) -> bool:
    """A link to a place that is not there any more: its words stay."""
    line = lines[number]
    quoted = re.escape(name)
    bare = re.sub(rf"<a\b[^>]*href=[\"']?#{quoted}[\"']?[^>]*>(.*?)</a>", r"\1", line)
    bare = re.sub(rf"(?<!!)\[((?:[^\[\]]|\[[^\[\]]*\])*)\]\(<?#{quoted}>?(?:\s+\"[^\"]*\")?\)", r"\1", bare)
    lines[number] = bare
    return bare != line


REPAIRS: Mapping[str, Repair] = {
    "text-asterisk": _sign_escaped,
    "text-html-unclosed": _tag_escaped,
    "text-fence-unclosed": _fence_closed,
    "text-comment-unclosed": _comment_closed,
    "front-matter-second": _rule_of_stars,
    "text-heading-empty": _line_dropped,
    "control-character": _character_dropped,
    "text-note-unused": _note_dropped,
    "text-note-twice": _note_dropped,
    "text-link-typed": _bracket_escaped,
    "text-link-nearby": _address_as_code,
    "text-anchor-unknown": _anchor_dropped,
    "text-html": _no_tag,
    "text-figure-not-alone": _figure_named,
    "text-remark": _arrow,
}
_SEVERAL = frozenset(("text-asterisk", "text-link-typed", "text-anchor-unknown", "text-remark"))
_ELEMENTS = frozenset(
    "applet audio base basefont bdi bdo body button canvas command data datalist dialog dir embed fieldset font form"  # noqa: SIM905
    " frame frameset head html iframe input label legend link map math menu meta meter noscript object optgroup option"
    " output param picture portal progress script select slot source style svg template textarea time title track"
    " video".split()
)
"""Elements of HTML that no text of ours may have: these are none of a writer's own words."""
