"""YAML in which one value is changed, and nothing else: comments, order, quotes and indentation stay as typed.

In: the lines of YAML, and the data they are to say. Out: the lines that say so. Each difference is one edit at the
place where the parser found the value; after each the lines are read again, and an edit that says anything but what was
meant is not made: then the value above it is written anew, and where even that fails, nothing is (``Unspliceable``).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from xieshou.content.yaml.document import YamlDocument, parse_yaml
from xieshou.desk.data_differences import DataDifference, after, at, difference
from xieshou.desk.typed_lines import Unspliceable
from xieshou.desk.yaml_edits import Order, YamlEdit

_MOST = 2000
"""Edits of one save."""


def spliced(lines: list[str], wanted: Any, order: Order) -> list[str]:
    """``lines`` of YAML that say ``wanted``. Raises ``Unspliceable``."""
    for _ in range(_MOST):
        document = _read(lines)
        found = difference(document.data if document.root else {}, wanted)
        if found is None:
            return lines
        lines = _with(lines, document, found, wanted, order)
    raise Unspliceable("structure")


def _read(lines: Sequence[str]) -> YamlDocument:
    document, problems = parse_yaml("\n".join(lines), "")
    if document is None or any(one.code.startswith("yaml-") for one in problems):
        raise Unspliceable("yaml")
    return document


def _with(lines: list[str], document: YamlDocument, found: DataDifference, wanted: Any, order: Order) -> list[str]:
    """The lines with one difference gone; by the value above it, where the edit itself does not say what was meant."""
    expected = after(document.data if document.root else {}, found)
    edit = YamlEdit(lines, document, order)
    tries = [found]
    for depth in range(len(found.loc) - 1, 0, -1):
        above = found.loc[:depth]
        tries.append(DataDifference(above, at(expected, above)))
    for one in tries:
        try:
            edited = edit.made(one)
            if difference(_read(edited).data, expected) is None:
                return edited
        except (Unspliceable, IndexError, KeyError, ValueError):
            continue
    raise Unspliceable("structure")
