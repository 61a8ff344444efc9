"""A list as a JSON file: one entry a line.

Python indents JSON at ten times the cost of writing it, and files that differ in one entry differ then in one line.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Final

_encoded: Final = json.JSONEncoder(ensure_ascii=False).encode


def json_list(head: Mapping[str, object], name: str, entries: Iterable[object]) -> str:
    """The object that ``head`` is, with ``entries`` as its last member, ``name``."""
    lines = ",\n".join(map(_encoded, entries))
    return f"{_encoded(head)[:-1]}, {_encoded(name)}: [\n{lines}\n]}}\n"
