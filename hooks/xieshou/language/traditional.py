"""Traditional characters, each by the simplified one that it is read and compared as (data of OpenCC)."""

from __future__ import annotations

from functools import cache

from xieshou.core.project import FRONT


@cache
def traditional() -> dict[int, str]:
    """Traditional characters and what they are folded to, as ``str.translate`` wants them."""
    text = (FRONT / "opencc" / "traditional.txt").read_text("utf-8")
    pairs = "".join(line for line in text.splitlines(keepends=True) if not line.startswith("#")).split()
    return {ord(pair[0]): pair[1] for pair in pairs}
