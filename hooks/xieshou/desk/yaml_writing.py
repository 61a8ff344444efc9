"""Values as lines of YAML: the plainest form that is read back as the same.

In: text, lists and mappings of these. Out: lines, indented. Every scalar is a text, as our reader has it, and none is
written in a form that the check would doubt (``no``, ``2023-11``, a text with `` #`` in it).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from xieshou.content.yaml.document import Doubtful, parse_yaml

_UNFIT = re.compile("[\x00-\x08\x0b-\x1f\x7f\ufeff]")
_DOUBT_SPARED = re.compile(r"[\d~?%./:TZ+-]+|true|false")
"""Values of fields that are no words (dates, flags, quantities): they are typed plain in every file."""


@dataclass(frozen=True, slots=True)
class Habit:
    """How a file is indented: by how much, and whether the items of a list stand below their key or to the right."""

    step: int = 2
    items: int = 2


def clean(value: str) -> str:
    """A text as it may stand in a file: line ends as ``\\n``, no control characters."""
    return _UNFIT.sub("", value.replace("\r\n", "\n").replace("\r", "\n"))


def scalar(value: str, style: str | None = None, *, flow: bool = False) -> str:
    """A text on one line, in the ``style`` it had (``"``, ``'`` or none), where that is read back as the same."""
    double = json.dumps(value, ensure_ascii=False)
    single = "'" + value.replace("'", "''") + "'"
    forms = {'"': (double,), "'": (single, double)}.get(style or "", (value, double))
    return next((form for form in forms if "\n" not in form and _reads(form, value, flow)), double)


def _reads(form: str, value: str, flow: bool) -> bool:
    document, problems = parse_yaml(f"- [{form}]" if flow else f"- k: {form}", "")
    if problems or document is None:
        return False
    (item,) = document.data
    found = item[0] if flow and len(item) == 1 else item.get("k") if isinstance(item, dict) else None
    if isinstance(found, Doubtful) and not _DOUBT_SPARED.fullmatch(value):
        return False
    return isinstance(found, str) and str(found) == value


def block(value: str, indent: int) -> list[str]:
    """A text over several lines: the sign of a block, and its lines."""
    lines = value.split("\n")
    keep = "-"
    if value.endswith("\n"):
        keep, lines = ("+" if value.endswith("\n\n") else ""), lines[:-1]
    first = next((line for line in lines if line), "")
    sign = f"|{indent if first.startswith(' ') else ''}{keep}"
    return [sign, *(" " * indent + line if line else "" for line in lines)]


def pair(key: str, value: Any, indent: int, habit: Habit) -> list[str]:
    """A key with its value, the key at ``indent``."""
    head = " " * indent + f"{scalar(key)}:"
    if isinstance(value, str):
        if "\n" in value:
            sign, *lines = block(value, habit.step)
            return [f"{head} {sign}", *(" " * indent + line if line else "" for line in lines)]
        return [f"{head} {scalar(value)}"]
    if isinstance(value, dict):
        return [
            head,
            *(line for name, inner in value.items() for line in pair(name, inner, indent + habit.step, habit)),
        ]
    return [head, *(line for inner in value for line in item(inner, indent + habit.items, habit))]


def item(value: Any, indent: int, habit: Habit) -> list[str]:
    """An item of a list, its hyphen at ``indent``."""
    if isinstance(value, str):
        if "\n" in value:
            sign, *lines = block(value, 2)
            return [" " * indent + f"- {sign}", *(" " * indent + line if line else "" for line in lines)]
        return [" " * indent + f"- {scalar(value)}"]
    inner: Iterator[str]
    if isinstance(value, dict):
        inner = (line for name, one in value.items() for line in pair(name, one, indent + 2, habit))
    else:
        inner = (line for one in value for line in item(one, indent + 2, habit))
    first, *rest = inner
    return [" " * indent + "- " + first[indent + 2 :], *rest]


def flow(value: Any) -> str:
    """A value on one line, in brackets."""
    if isinstance(value, str):
        return scalar(value, flow=True)
    if isinstance(value, dict):
        return "{" + ", ".join(f"{scalar(name, flow=True)}: {flow(one)}" for name, one in value.items()) + "}"
    return "[" + ", ".join(map(flow, value)) + "]"


def document(value: dict[str, Any], habit: Habit | None = None) -> str:
    """A whole mapping as lines that end."""
    return "".join(f"{line}\n" for name, one in value.items() for line in pair(name, one, 0, habit or Habit()))
