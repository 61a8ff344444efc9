"""Values as a person would type them into YAML: plain where that reads back as the same string, else in quotes."""

from __future__ import annotations

import json
import re
import textwrap

_PLAIN = re.compile(r"[^\s\W][^#\"\\:{}\[\]|]*|[^\s\W](?:[^#\"\\:{}\[\]|]|:(?! |$)|\|(?=\w))*")
_WIDTH = 110


def scalar(text: str) -> str:
    """``text`` as one value on a line."""
    return text if _PLAIN.fullmatch(text) and text == text.strip() else json.dumps(text, ensure_ascii=False)


def remark(text: str, indent: int = 0) -> str:
    """``text`` as lines of remarks. Words of scripts without spaces stay on one line."""
    start = f"{' ' * indent}# "
    lines = textwrap.wrap(text, _WIDTH, break_long_words=False, break_on_hyphens=False)
    return "\n".join(f"{start}{line}" for line in lines)
