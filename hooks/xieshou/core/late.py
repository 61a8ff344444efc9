"""Regular expressions that are compiled when they are first asked for.

What only a fault, or a sign that few texts hold, makes anyone ask for would take its time at every start, in every
process.
"""

from __future__ import annotations

import re
from functools import cached_property


class Late:
    """An expression. Call it to have it compiled; once is enough."""

    def __init__(self, pattern: str, flags: int = 0) -> None:
        """As ``re.compile`` takes them."""
        self.pattern = pattern
        self._flags = flags

    @cached_property
    def _compiled(self) -> re.Pattern[str]:
        return re.compile(self.pattern, self._flags)

    def __call__(self) -> re.Pattern[str]:
        """Out: it, compiled."""
        return self._compiled
