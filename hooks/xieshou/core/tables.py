"""Tables within tables, as settings and labels are."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def merged(below: Mapping[str, Any], own: Mapping[str, Any]) -> dict[str, Any]:
    """``below`` with what ``own`` has in its place: tables key by key, anything else whole."""
    both = dict(below)
    for key, value in own.items():
        old = both.get(key)
        both[key] = merged(old, value) if isinstance(old, Mapping) and isinstance(value, Mapping) else value
    return both
