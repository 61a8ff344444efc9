"""What stands round every page, as one process hands it to another.

In: frames by language and section, and the files that pages ask for. Out: the same as bytes, and back.
"""

from __future__ import annotations

import pickle
from collections.abc import Mapping
from dataclasses import dataclass

from xieshou.render.frames import Frame


@dataclass(frozen=True, slots=True)
class Around:
    """``files``: what pages ask for, by path from the site's root."""

    frames: Mapping[tuple[str, str], Frame]
    files: Mapping[str, bytes]

    def packed(self) -> bytes:
        """As bytes."""
        return pickle.dumps(self, 5)

    @staticmethod
    def unpacked(data: bytes) -> Around:
        """What ``packed`` made bytes of. They are those of a process of ours."""
        found: Around = pickle.loads(data)
        return found
