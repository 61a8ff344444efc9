"""Faults in content, as data.

In: what a stage found wrong, with the place in the editor's file. Out: a sorted, complete report in either language.
Why: an editor mends ten faults in one go, and a machine reads the same list; so a fault is a value, never an exception
that hides the nine others. The words stand in ``front/problems``, in one record a code; a problem carries its code and
the details.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Protocol

from xieshou.core.files import binary
from xieshou.core.plain import is_plain

_LARGEST = 2_000_000
"""Bytes of a file whose lines are shown."""


class Severity(StrEnum):
    """``error`` stops the build; ``warning`` is printed and stops nothing, not even under ``--strict``; a ``note`` is
    told by the check alone, and counts as nothing.
    """

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault, at the true line and column (both from 1) of the file the editor wrote.

    ``path`` is relative to the project, with ``/``. ``code`` names its record (its sentence and hint
    in every language), ``details`` fills their ``{places}``.
    """

    path: str
    line: int
    column: int
    code: str
    field: str = ""
    details: tuple[tuple[str, str], ...] = ()
    severity: Severity = Severity.ERROR

    @property
    def order(self) -> tuple[str, int, int, str, str, tuple[tuple[str, str], ...]]:
        """Sort key: by file, then place."""
        return (self.path, self.line, self.column, self.code, self.field, self.details)


Texts = Mapping[str, Mapping[str, str]]
"""What is said of problems in one language: code -> {message, hint}."""


class ReportWords(Protocol):
    """What a report says in one language: the labels are such."""

    @property
    def problems(self) -> Texts:
        """The sentences by code."""

    @property
    def severities(self) -> Mapping[str, str]:
        """What ``error``, ``warning`` and ``note`` are called."""


def problem(
    path: str, line: int, column: int, code: str, *, field: str = "", warning: bool = False, **details: object
) -> Problem:
    """A ``Problem`` with its details as keywords."""
    return Problem(
        path,
        line,
        column,
        code,
        field,
        tuple((name, str(value)) for name, value in details.items()),
        Severity.WARNING if warning else Severity.ERROR,
    )


@dataclass(slots=True)
class Problems:
    """Collects what every stage finds; asked once, at the end of checking."""

    found: list[Problem] = field(default_factory=list)

    def add(self, more: Problem | Iterable[Problem]) -> None:
        """Take one problem or many."""
        self.found.extend([more] if isinstance(more, Problem) else more)

    def __iter__(self) -> Iterator[Problem]:
        return iter(sorted(set(self.found), key=lambda one: one.order))

    @property
    def errors(self) -> list[Problem]:
        """Those that stop the build, in order."""
        return [one for one in self if one.severity is Severity.ERROR]

    @property
    def warnings(self) -> list[Problem]:
        """Those that do not."""
        return [one for one in self if one.severity is Severity.WARNING]


def limited(problems: Sequence[Problem], most: int, code: str) -> list[Problem]:
    """The first ``most`` of the problems of one file, which are of one severity and in order.

    Where others are left out, one more problem of the same severity, ``code``, at the place of the first of them, says
    how many: so an error is never lost, and a file with errors always keeps one. One alone is not worth leaving out.
    """
    rest = problems[most:]
    if len(rest) < 2:
        return list(problems)
    return [*problems[:most], replace(rest[0], code=code, field="", details=(("count", str(total(rest))),))]


MOST_ERRORS, MOST_WARNINGS = 1000, 200
"""Told of one file: more are one mistake many times over, and are counted."""


def of_one_file(problems: Iterable[Problem]) -> list[Problem]:
    """What is told of one file, each fault once: warnings, however many, never take the place of an error."""
    found = Problems(list(problems))
    return [
        *limited(found.errors, MOST_ERRORS, "more-errors"),
        *limited(found.warnings, MOST_WARNINGS, "more-warnings"),
    ]


SUMMARIES = ("more-errors", "more-warnings", "more-lines")
"""Problems that stand for others."""


def total(problems: Iterable[Problem]) -> int:
    """How many problems these are, counting those that others stand for."""
    return sum(int(dict(one.details)["count"]) if one.code in SUMMARIES else 1 for one in problems)


class ContentError(Exception):
    """The content holds errors: nothing is to be built from it. Carries them all."""

    def __init__(self, problems: Problems) -> None:
        super().__init__(problems)  # itself, so that it can be sent from a worker
        self.problems = problems

    def __str__(self) -> str:
        return f"{total(self.problems.errors)} content errors"


def shown(text: str) -> str:
    """``text`` as it may be printed: what a terminal would obey, or show the other way round, as an escape."""
    if text.isprintable():
        return text
    return "".join(
        char.encode("unicode_escape").decode() if unicodedata.category(char) in _UNSHOWN else char for char in text
    )


def message(one: Problem, texts: Texts) -> tuple[str, str]:
    """The sentence and the hint of a problem, in the language of ``texts``."""
    words = texts[one.code]
    details = {name: shown(value) for name, value in (*one.details, ("field", one.field))}
    return words["message"].format_map(details), words.get("hint", "").format_map(details)


def report(problems: Iterable[Problem], words: ReportWords, root: Path) -> str:
    """The problems as an editor reads them: place, sentence and code, the line itself with a mark under it, hint."""
    told = []
    lines_of = lru_cache(maxsize=1)(_lines)  # problems come file by file, and may be thousands in one
    for one in problems:
        said, hint = message(one, words.problems)
        where = f"{shown(one.path)}:{one.line}:{one.column}"
        in_field = f"{shown(one.field)}: " if one.field else ""
        lines = [f"{where}  {words.severities[one.severity.value]}  {in_field}{said} [{one.code}]"]
        source = _line(lines_of(root, one.path), one.line)
        if source:
            shown_part, before = _window(source, one.column)
            lines.append(f"    {one.line:>4} | {shown_part}")
            lines.append(f"         | {padding(before)}^")
        if hint:
            lines.append(f"    → {hint}")
        told.append("\n".join(lines))
    return "\n".join(told)


def as_data(one: Problem, texts: Mapping[str, Texts]) -> dict[str, object]:
    """A problem as plain data for machines, its words in every language of ``texts``."""
    words = {language: message(one, table) for language, table in texts.items()}
    return {
        "path": one.path,
        "line": one.line,
        "column": one.column,
        "field": one.field,
        "code": one.code,
        "severity": one.severity.value,
        "message": {language: said for language, (said, _) in words.items()},
        "hint": {language: hint for language, (_, hint) in words.items()},
    }


def source_line(one: Problem, root: Path) -> str:
    """The line a problem stands on, as its editor sees it; nothing where the file is no text."""
    return _line(_lines(root, one.path), one.line)


def _lines(root: Path, name: str) -> list[str]:
    path = root / name
    try:
        # Nothing of what a link leads to is shown, and nothing is waited for.
        data = (
            path.read_bytes()
            if is_plain(path, root / name.split("/", maxsplit=1)[0]) and path.stat().st_size <= _LARGEST
            else b""
        )
    except OSError:
        return []
    if binary(data):
        return []
    return _as_text(data).replace("\r\n", "\n").replace("\r", "\n").split("\n")


def _line(lines: Sequence[str], line: int) -> str:
    # What a terminal would obey, or show the other way round, is shown as a mark.
    return "".join(
        "\ufffd" if char != "\t" and unicodedata.category(char) in _UNSHOWN else char
        for char in (lines[line - 1] if 0 < line <= len(lines) else "")
    )


_UNSHOWN = frozenset(["Cc", "Cf", "Cs", "Cn", "Zl", "Zp"])
"""Control and format characters, halves and non-characters, ends of lines and paragraphs."""


def _as_text(data: bytes) -> str:
    """As its editor sees it: in UTF-8, or what office programs write instead."""
    for encoding in ("utf-16",) if data[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return data.decode("utf-8", "replace")


def _window(source: str, column: int, before: int = 60, after: int = 60) -> tuple[str, str]:
    """The stretch of a line round a column, and what of it stands before: a Chinese paragraph is one long line."""
    at = column - 1
    start, end = max(0, at - before), at + after
    left, right = "…" if start else "", "…" if end < len(source) else ""
    return f"{left}{source[start:end]}{right}", left + source[start:at]


def padding(before: str) -> str:
    """Blanks as wide as ``before`` is in a terminal."""
    # As wide as the text above it: a Han character is two columns wide in a terminal, a tab as wide as it is.
    return "".join(
        "\t" if char == "\t" else "\u3000" if unicodedata.east_asian_width(char) in "WF" else " " for char in before
    )
