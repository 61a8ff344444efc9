"""What became of a text that came from elsewhere, apart from its words: remarks, which are no faults.

A remark has a code, whose sentence stands with those of problems, and the words it is about.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

_SHOWN = 60


class Remark(NamedTuple):
    """``code`` says what happened, ``sign`` to what, ``times`` how often."""

    code: str
    sign: str
    times: int = 1


@dataclass(slots=True)
class Remarks:
    """Collects remarks in the order in which they are made; what is said twice counts twice."""

    found: dict[tuple[str, str], int]

    def __init__(self) -> None:
        self.found = {}

    def add(self, code: str, sign: str = "", times: int = 1) -> None:
        """Remark on ``sign``, of which no more is kept than can be shown in a line."""
        line = " ".join(sign.split())
        key = code, f"{line[:_SHOWN]}…" if len(line) > _SHOWN else line
        self.found[key] = self.found.get(key, 0) + times

    def take(self, others: Iterable[Remark]) -> None:
        """Those of another part too."""
        for one in others:
            self.add(*one)

    def all(self) -> tuple[Remark, ...]:
        """Every remark."""
        return tuple(Remark(code, sign, count) for (code, sign), count in self.found.items())
