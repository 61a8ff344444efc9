"""A file that is published with an entry, as others may know of it.

In: an entry's original, and what is known of the files it names. Out: those files, each with its size.
"""

from __future__ import annotations

from typing import NamedTuple

from xieshou.content.units import Unit

DIGEST = 16
"""Bytes of the digest of a file."""


class AttachedFile(NamedTuple):
    """A file that is published with an entry: its path below ``assets/``, and its bytes once it is published."""

    name: str
    size: int

    @property
    def form(self) -> str:
        """What sort of file it is: the ending of its name."""
        return self.name.rpartition(".")[2].lower()


def attached_to(original: Unit, files: list[bytes]) -> tuple[AttachedFile, ...]:
    """The files of an entry. ``files``: of each the digest and behind it the size, or nothing if it can't be used."""
    names = (name for _, name in original.attached)
    return tuple(AttachedFile(name, int.from_bytes(known[DIGEST:])) for name, known in zip(names, files, strict=True))
