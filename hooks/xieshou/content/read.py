"""Files to text: encoding, line ends, front matter.

In: a path in ``content/``. Out: a ``Source``: its text with ``\\n`` line ends, front matter and body apart, each with
the line of the *file* it begins on, and the digest of the bytes. Never a guess: what is not clean UTF-8 is a problem.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

from xieshou.problems import Problem, problem

MAX_BYTES = 1_000_000
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff]")
_CONTROL_BYTES = bytes(code for code in (*range(0x20), 0x7F) if code not in (0x09, 0x0A, 0x0D))
_CONTROL_MARKS = (b"\xc2", "\u2028".encode(), "\u2029".encode(), b"\xef\xbf\xbe", b"\xef\xbf\xbf")
_FENCE = re.compile(r"---[ \t]*\n")
_END = re.compile(r"^---[ \t]*(?:\n|\Z)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Source:
    """One file as read. ``front`` is None where the file has no front matter; lines count from 1."""

    path: str
    digest: bytes
    front: str | None
    front_line: int
    body: str
    body_line: int


def read(path: Path, name: str) -> tuple[Source | None, list[Problem]]:
    """The file at ``path``, called ``name`` in problems; None when it can't be used."""
    try:
        if path.stat().st_size > MAX_BYTES:
            return None, [problem(name, 1, 1, "file-too-large", limit=MAX_BYTES)]
        data = path.read_bytes()
    except OSError as error:
        return None, [problem(name, 1, 1, "file-unreadable", why=error.strerror or "")]
    text, problems = _decode(data, name)
    if text is None:
        return None, problems
    digest = hashlib.blake2b(data, digest_size=16).digest()
    if path.suffix != ".md":
        return Source(name, digest, text, 1, "", 1), []
    return _split(text, name, digest)


def _suspect(data: bytes) -> bool:
    """Whether control characters are possible: a look at bytes, for few files hold any and the search is slow."""
    return len(data.translate(None, _CONTROL_BYTES)) != len(data) or any(mark in data for mark in _CONTROL_MARKS)


def _decode(data: bytes, name: str) -> tuple[str | None, list[Problem]]:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return None, [problem(name, 1, 1, "encoding-utf16")]
    data = data.removeprefix(b"\xef\xbb\xbf")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return None, [problem(name, line, 1, "encoding-not-utf8")]
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    control = _CONTROL.search(text) if _suspect(data) else None
    if control:
        before = text[: control.start()]
        place = (before.count("\n") + 1, len(before) - before.rfind("\n"))
        return None, [problem(name, *place, "control-character", character=f"U+{ord(control[0]):04X}")]
    return text, []


def _split(text: str, name: str, digest: bytes) -> tuple[Source | None, list[Problem]]:
    opening = _FENCE.match(text)
    if not opening:
        late = re.match(r"\s*(?:---|———|﹣﹣﹣|－－－)", text)
        if late:
            return None, [problem(name, text[: late.end()].count("\n") + 1, 1, "front-matter-start")]
        return Source(name, digest, None, 1, text, 1), []
    closing = _END.search(text, opening.end())
    if not closing:
        return None, [problem(name, 1, 1, "front-matter-unclosed")]
    front = text[opening.end() : closing.start()]
    return Source(name, digest, front, 2, text[closing.end() :], text.count("\n", 0, closing.end()) + 1), []
