"""Files of ours, written: an article's front matter, the record of a figure, that of a source.

In: facts. Out: text that reads back as the same facts. The first line of each remembers where it came from, by which a
second import knows it again; to everything else it is a remark.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping

_PLAIN = re.compile(r"[\w\u4e00-\u9fff][^\n:#'\"\\{}\[\]&*!|>%@`,?]*[^\s:#'\"\\{}\[\]&*!|>%@`,?]|\w")
_TYPED = re.compile(r"[-+.\d_:TZ/eE~xX]+|0[xo][\da-fA-F]+|(?i:true|false|yes|no|on|off|null|y|n|nan|inf)")
_MARK = "# import: "
_UNFIT = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff]")

Lines = Iterable[str]


def mark(source: str, origin: str) -> str:
    """The line by which a file is known to have been imported from ``origin``."""
    return f"{_MARK}{source} {_UNFIT.sub('', origin)}"


def marked(text: str) -> str:
    """What a file was imported from (source and path), as its mark says; nothing where it was not."""
    found = re.match(rf"(?:---\n)?{_MARK}(.*)", text)
    return found[1] if found else ""


def scalar(value: str) -> str:
    """A value on one line of YAML."""
    line = _UNFIT.sub(" ", value).strip()
    if _PLAIN.fullmatch(line) and not _TYPED.fullmatch(line):
        return line
    return json.dumps(line, ensure_ascii=False)


def article(mark_line: str, facts: Mapping[str, str | tuple[str, ...]], body: str) -> bytes:
    """A text with its front matter; what is empty is left out."""
    lines = ["---", mark_line]
    for key, value in facts.items():
        if isinstance(value, tuple):
            if value:
                lines += [f"{key}:", *(f"  - {one}" for one in value)]
        elif value:
            lines.append(f"{key}: {value if key in ('date', 'publish_at', 'draft', 'withdrawn') else scalar(value)}")
    return "\n".join([*lines, "---", "", body.strip("\n"), ""]).encode()


def record(mark_line: str, facts: Mapping[str, str | tuple[str, ...] | Mapping[str, str]]) -> bytes:
    """A record; texts in several languages are mappings. ``mark_line``: what its first line says, if anything."""
    lines = [mark_line] if mark_line else []
    for key, value in facts.items():
        if isinstance(value, Mapping):
            if value:
                lines += [f"{key}:", *(f"  {language}: {scalar(words)}" for language, words in value.items())]
        elif isinstance(value, tuple):
            if value:
                lines += [f"{key}:", *(f"  - {one}" for one in value)]
        elif value:
            lines.append(f"{key}: {value if key == 'date' else scalar(value)}")
    return "\n".join([*lines, ""]).encode()
