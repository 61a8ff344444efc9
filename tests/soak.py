"""How often tests that draw their cases repeat themselves: a few times in ``make test``, many times in ``make soak``.

``XIESHOU_SOAK`` is how many times as often. The tests are marked ``soak``, so that they can be run alone.
"""

from __future__ import annotations

import os

SOAK = int(os.environ.get("XIESHOU_SOAK") or 1)


def times(few: int) -> int:
    """How many cases to try where ``make test`` tries ``few``."""
    return few * SOAK
