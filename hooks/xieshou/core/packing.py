"""Values that are kept as bytes by the thousand, and read again as often.

Python packs a frozen dataclass with slots by asking for its fields each time, which takes longer than all the rest.
"""

from __future__ import annotations

from typing import Any


class Packed:
    """A dataclass with slots, packed as its values in their order."""

    __slots__ = ()

    def __reduce__(self) -> tuple[type, tuple[Any, ...]]:
        own = type(self)
        names: tuple[str, ...] = own.__slots__
        return own, tuple([getattr(self, name) for name in names])
