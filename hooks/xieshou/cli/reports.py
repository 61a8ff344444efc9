"""Problems for machines: JSON, SARIF, and the annotations of GitHub's workflows.

In: problems and the sentences of every language. Out: text. Paths stay relative to the project, lines and columns count
from 1; a path on GitHub is relative to the repository, which is told apart as ``prefix``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from urllib.parse import quote

from xieshou.core.acceptance import Acceptance
from xieshou.core.problems import Problem, Severity, Texts, as_data, message, shown

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_OBEYED = re.compile("[\x7f-\x9f\xad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]")
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}
"""Those of SARIF; GitHub calls a note a notice."""


def as_json(problems: Iterable[Problem], texts: Mapping[str, Texts]) -> str:
    """A list of problems, each with its sentences in every language."""
    return printable(json.dumps([as_data(one, texts) for one in problems], ensure_ascii=False, indent=1))


def as_sarif(
    problems: Iterable[Problem],
    texts: Mapping[str, Texts],
    language: str,
    accepted: Sequence[tuple[Problem, Acceptance]] = (),
) -> str:
    """A SARIF 2.1.0 log, in one language. What is ``accepted`` is in it too, as suppressed, with the reason."""
    told = list(problems)
    found = [*told, *(one for one, _ in accepted)]
    table = texts[language]
    rules = [
        {
            "id": code,
            "shortDescription": {"text": table[code]["message"]},
            "help": {"text": table[code].get("hint") or table[code]["message"]},
        }
        for code in sorted({one.code for one in found})
    ]
    results = [_result(one, table) for one in told]
    for one, by in accepted:
        suppressed = {"kind": "external", "status": "accepted", "justification": f"{by.reason} ({by.by})"}
        results.append(_result(one, table) | {"suppressions": [suppressed]})
    run = {
        "tool": {"driver": {"name": "xieshou", "rules": rules}},
        "columnKind": "unicodeCodePoints",
        "results": results,
    }
    return printable(json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=1))


def _result(one: Problem, table: Texts) -> dict[str, Any]:
    region = {"startLine": one.line, "startColumn": one.column}
    return {
        "ruleId": one.code,
        "level": _LEVELS[one.severity],
        "message": {"text": _words(one, table)},
        "locations": [{"physicalLocation": {"artifactLocation": {"uri": _uri(one.path)}, "region": region}}],
    }


def as_github(problems: Iterable[Problem], texts: Mapping[str, Texts], language: str, prefix: str = "") -> str:
    """One workflow command a problem: GitHub shows each beside its line."""
    lines = []
    for one in problems:
        properties = {"file": shown(f"{prefix}{one.path}"), "line": one.line, "col": one.column, "title": one.code}
        told = ",".join(f"{name}={_escaped(str(value), ':,')}" for name, value in properties.items())
        level = "notice" if one.severity is Severity.NOTE else _LEVELS[one.severity]
        lines.append(f"::{level} {told}::{_escaped(_words(one, texts[language]))}")
    return "\n".join(lines)


def _words(one: Problem, table: Texts) -> str:
    said, hint = message(one, table)
    return f"{shown(one.field) + ': ' if one.field else ''}{said}{' → ' + hint if hint else ''}"


def printable(data: str) -> str:
    """JSON with an escape for every character that a terminal would obey: it means the same."""
    return _OBEYED.sub(lambda found: f"\\u{ord(found[0]):04x}", data)


def _escaped(text: str, more: str = "") -> str:
    for char in f"%\r\n{more}":
        text = text.replace(char, f"%{ord(char):02X}")
    return text


def _uri(path: str) -> str:
    return quote(path)
