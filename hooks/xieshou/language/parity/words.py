"""How a difference is told: its code, and what fills the places of its sentence."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from xieshou.language.parity.pair import Mismatch

_STRUCTURE = ("headings", "lists", "tables", "notes")


class Words(Protocol):
    """A language's labels."""

    def __call__(self, key: str, /, **details: object) -> str:
        """The label at ``key``."""


def code_of(one: Mismatch) -> str:
    """The code of the problem that a difference is."""
    if one.code in _STRUCTURE:
        return "parity-structure"
    if one.kind in ("link", "figure") or (one.code in ("missing", "added") and _target(one)):
        return "parity-link"
    return f"parity-{one.code}"


def details(one: Mismatch, words: Words) -> Mapping[str, str]:
    """What fills the sentence of that code."""
    found = {"value": _target(one), "what": words(f"compare.parts.{one.code}") if one.code in _STRUCTURE else ""}
    for name, side in (("zh", one.zh), ("en", one.en)):
        found[name] = side.text if side else ""
        found[f"{name}_value"] = side.reading if side else "0" if one.code in _STRUCTURE else ""
    return found


def _target(one: Mismatch) -> str:
    """The link that one of the texts has."""
    side = one.zh or one.en
    return side.reading if side and ":" in side.reading and "](" in side.text else ""
