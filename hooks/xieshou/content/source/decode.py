"""Files to text: encoding, line ends, front matter.

In: a path in ``content/``. Out: a ``Source``: its text with ``\\n`` line ends, front matter and body apart, each with
the line of the *file* it begins on, and the digest of the bytes. Never a guess: what is not clean UTF-8 is a problem.
"""

from __future__ import annotations

import hashlib
import os
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from xieshou.content.source.lookalikes import LEGIT, Dropped, may_hold_any, put_right, without_strays
from xieshou.content.source.mojibake import garbled
from xieshou.core.files import NOT_TEXT
from xieshou.core.late import Late
from xieshou.core.plain import Stranger, opened
from xieshou.core.problems import Problem, limited, problem
from xieshou.core.scripts import HAN, scripts

MAX_BYTES = 1_000_000
MAX_TEXT = 200_000
"""Bytes of a file with a text: some sixty thousand Han. Markdown full of signs costs two seconds at that."""
MAX_LINES, MAX_ITEMS = 4_000, 20_000
"""Lines of a file with a text; lines and commas of a file of records."""
_INVISIBLE = (
    # Soft hyphen, Arabic letter mark, Mongolian separator, marks and overrides of direction, word joiner and its like,
    # a byte-order mark that is not at the beginning, annotations, non-characters.
    "\u00ad\u061c\u180e\u200e\u200f\u2028-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffd"
    "\ufdd0-\ufdef\ufffe\uffff\U0001fffe\U0001ffff\U000e0000-\U000e007f"
)
UNPRINTABLE = re.compile(
    rf"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff{_INVISIBLE}]|"
    + "|".join(f"(?<![{behind}]){character}" for character, behind in LEGIT.items())
)
"""What no text may hold: control characters, what XML forbids, and what cannot be seen but changes what is read."""
_PRIVATE = re.compile("[\ue000-\uf8ff]")
"""Characters that only one font has: the bullets of word processors."""
_MOST = 20
"""Lines told of one file for the same fault of its characters: a whole page of them is one mistake, and is counted."""
_FENCE = re.compile(r"---[ \t]*\n")
_END = re.compile(r"^---[ \t]*(?:\n|\Z)", re.MULTILINE)
_LIKE_FENCE = r"[ \t\u3000]*(?:-{2,5}|[—–－﹣―‐−─]{2,6}|[-—–－﹣―‐−─]{3,6}|={3,5})[ \t\u3000]*"
_LATE = Late(rf"(?:[ \t\u3000]*\n)*(?P<fence>{_LIKE_FENCE})(?:\n|\Z)")
_NEAR_END = re.compile(rf"^(?:{_LIKE_FENCE}|\.\.\.[ \t]*)(?:\n|\Z)", re.MULTILINE)
_LIKE_END = Late(r"^(?:---[ \t]*[^\s-].*|\*{3,}|[ \t]*~{3,})[ \t]*(?:\n|\Z)", re.MULTILINE)
_TOML = re.compile(r"\s*\+\+\+[ \t]*(?:\n|\Z)")
_SECOND = Late(
    r"^---[ \t]*\n(?:[ \t]*\n)*"
    r"(?:title|summary|author|date|sources|topics|covers?|draft|publish_at|withdrawn|标题|摘要|作者|日期|草稿)"
    r"[ \t]*[:：]",
    re.MULTILINE,
)
"""Front matter where a text should be: another article, pasted behind the first."""
_CONFLICT = re.compile(r"^<{7}(?: .*)?$", re.MULTILINE)
_HAN = re.compile(f"[{HAN}]")
_ABOVE = re.compile("[^\x00-\u07ff]")
"""What no two bytes of GBK are when read as UTF-8: a dash or a quotation mark, which nearly every text has, is one."""
_WORD = re.compile(
    r"[\u0386-\u03ce]{3}|[\u0400-\u045f\u0490-\u04ff]{3}|[\u0531-\u0587]{3}|[\u05d0-\u05ea]{3}|[\u0621-\u06d3]{3}"
    r"|[\u0780-\u07b1]{3}|[a-z\u00df-\u024f][\u0250-\u0292][a-z\u00df-\u024f]"
)
"""A word in Greek, Cyrillic, Armenian, Hebrew, Arabic or Thaana, or one in Latin with a letter beyond: ə, ɓ."""


@dataclass(frozen=True, slots=True)
class TextFile:
    """One file as read. ``front`` is None where the file has no front matter; lines count from 1. ``dropped``: where in
    the file stood what nobody typed and the text is without.
    """

    path: str
    digest: bytes
    front: str | None
    front_line: int
    body: str
    body_line: int
    dropped: Dropped = ()


def read(path: Path, name: str) -> tuple[TextFile | None, list[Problem]]:
    """The file at ``path``, called ``name`` in problems; None when it can't be used.

    With a problem there may be a source all the same: what is clear of the file, to be read on for other faults.
    """
    try:
        with opened(path, name.count("/")) as file:
            limit = MAX_TEXT if path.suffix == ".md" else MAX_BYTES
            if os.fstat(file.fileno()).st_size > limit:
                return None, [problem(name, 1, 1, "file-too-large", limit=limit)]
            data = file.read()
    except Stranger as stranger:
        return None, [problem(name, 1, 1, stranger.code)]
    except OSError:
        return None, [problem(name, 1, 1, "file-unreadable")]
    return of_bytes(data, name)


def of_bytes(data: bytes, name: str) -> tuple[TextFile | None, list[Problem]]:
    """The file ``name`` that holds ``data``, as ``read`` gives it."""
    text, problems, dropped = _decode(data, name)
    if text is None:
        return None, problems
    digest = hashlib.blake2b(data, digest_size=16).digest()
    most, items = (MAX_LINES, 0) if name.endswith(".md") else (MAX_ITEMS, text.count(","))
    if text.count("\n") + items > most:
        return None, [*problems, problem(name, min(most, text.count("\n")) + 1, 1, "file-too-long", limit=most)]
    if not name.endswith(".md"):
        return TextFile(name, digest, text, 1, "", 1, dropped), problems
    source, more = split(text, name, digest)
    if source is not None and dropped:
        source = replace(source, dropped=dropped)
    return source, problems + more


def _suspect(text: str) -> bool:
    """Whether there may be such characters. Python's own notion of printable holds all but two of them, and wide spaces
    besides; the search, which is slow, tells.
    """
    return not text.replace("\n", "").isprintable() or "\ufffc" in text or "\ufffd" in text or may_hold_any(text)


def _decode(data: bytes, name: str) -> tuple[str | None, list[Problem], Dropped]:
    head = data[:400].rstrip(b"\0")
    if head.startswith(NOT_TEXT):
        return None, [problem(name, 1, 1, "file-not-text")], ()
    if head[:2] in (b"\xff\xfe", b"\xfe\xff") or head.count(0) > len(head) // 5:
        return None, [problem(name, 1, 1, "encoding-utf16")], ()
    data = data.removeprefix(b"\xef\xbb\xbf")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        at = error.start
        if not any(
            byte >= 0xE0 for byte in data[:at]
        ):  # no Han in UTF-8 before it: then what is not ASCII is not UTF-8
            at = next(place for place, byte in enumerate(data) if byte >= 0x80)
        before = data[:at].replace(b"\r\n", b"\n").replace(b"\r", b"\n")
        column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8", "replace")) + 1
        return None, [problem(name, before.count(b"\n") + 1, column, "encoding-not-utf8")], ()
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if (mistaken := _mistaken(text, data, name)) is not None:
        return None, [problem(name, *_place(text, mistaken), "encoding-not-utf8")], ()
    suspect = _suspect(text)
    dropped: Dropped = ()
    if suspect:
        text, dropped = without_strays(text)
    if "<<<<<<<" in text and (conflicts := list(_CONFLICT.finditer(text))):
        places = _places(text, (conflict.start() for conflict in conflicts))
        return None, limited([problem(name, *place, "merge-conflict") for place in places], _MOST, "more-lines"), ()
    runs = list(garbled(text))
    lines: dict[int, Problem] = {}
    for place, (_, words) in zip(_places(text, (at for at, _ in runs)), runs, strict=True):
        lines.setdefault(place[0], problem(name, *place, "garbled", words=words))
    problems = limited(list(lines.values()), _MOST, "more-lines")
    if not suspect:
        return text, problems, ()
    text, replaced = put_right(text, name)
    private = [
        problem(name, *place, "private-character", character=character, warning=True)
        for place, character in _firsts(_PRIVATE, text)
    ]
    unprintable = [
        problem(name, *place, "control-character", character=character)
        for place, character in _firsts(UNPRINTABLE, text)
    ]
    problems += replaced + limited(private, _MOST, "more-lines")
    problems += limited(unprintable, _MOST, "more-lines")
    # What has no width was not typed; anything else stood where a space may be.
    return UNPRINTABLE.sub(lambda one: " " if one[0] < "\u00a0" else "", text), problems, dropped


def _firsts(pattern: re.Pattern[str], text: str) -> Iterator[tuple[tuple[int, int], str]]:
    """The place and the code of the first character on each line that is of the pattern."""
    for number, line in enumerate(text.split("\n"), 1):
        if found := pattern.search(line):
            yield (number, found.start() + 1), f"U+{ord(found[0]):04X}"


def _place(text: str, at: int) -> tuple[int, int]:
    return text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)


def _places(text: str, offsets: Iterable[int]) -> Iterator[tuple[int, int]]:
    """The line and column of each of many offsets, which rise: the text is counted once."""
    line, done = 1, 0
    for at in offsets:
        line += text.count("\n", done, at)
        done = at
        yield line, at - text.rfind("\n", 0, at)


def _mistaken(text: str, data: bytes, name: str) -> int | None:
    """Where a short text in GBK passes for UTF-8: 摘要 is ժҪ then. None where nothing points to that.

    A file in Chinese that holds no Han, but letters whose bytes are Han in GBK. They make no words of any alphabet.
    """
    if len(text) == len(data) or _ABOVE.search(text) or _HAN.search(text) or _WORD.search(text):
        return None
    *_, language, suffix = ("", *name.split("."))
    chinese = suffix == "md" and "Hani" in scripts(language)
    # A sign or letter of Western texts alone (·, é, a space that does not break) is what it seems; in records of other
    # languages several may stand together.
    signs = re.finditer("[\u0250-\u07ff]" + "|[\u0080-\u009f\u00a1-\u024f]{2}" * chinese, text)
    # An accent behind its letter, as macOS has them, is no sign of that either.
    apart = (found for found in signs if len(unicodedata.normalize("NFC", text[found.start() - 1 : found.end()])) > 1)
    found = next(apart, None)
    if not found:
        return None
    try:
        return found.start() if _HAN.search(data.decode("gbk")) else None
    except UnicodeDecodeError:
        return None


def split(text: str, name: str, digest: bytes) -> tuple[TextFile | None, list[Problem]]:
    """Front matter and body of ``text``, whose lines end in ``\\n``; None where they can't be told apart."""
    if _TOML.match(text):
        return None, [problem(name, text[: text.index("+++")].count("\n") + 1, 1, "front-matter-toml")]
    problems = []
    opening = _FENCE.match(text)
    if not opening:
        opening = _LATE().match(text)
        if not opening:
            return TextFile(name, digest, None, 1, text, 1), []
        problems.append(problem(name, text.count("\n", 0, opening.start("fence")) + 1, 1, "front-matter-start"))
    front_line = text.count("\n", 0, opening.end()) + 1
    closing = _END.search(text, opening.end())
    near = _NEAR_END.search(text, opening.end(), closing.start() if closing else len(text))
    if not closing and not near:
        near = _LIKE_END().search(text, opening.end())
        near = near if near and _front_matter(text[opening.end() : near.start()]) else None
    if near and not (closing and _front_matter(text[opening.end() : closing.start()])):
        problems.append(problem(name, text.count("\n", 0, near.start()) + 1, 1, "front-matter-end"))
        closing = near
    if not closing:
        begun = text.count("\n", 0, opening.end() - 1) + 1
        return None, [*problems, problem(name, begun, 1, "front-matter-unclosed")]
    front = text[opening.end() : closing.start()]
    second = _SECOND().search(text, closing.end()) if "\n---" in text[closing.end() - 1 :] else None
    if second and len(re.findall(r"^(?:```|~~~)", text[: second.start()], re.MULTILINE)) % 2 == 0:
        problems.append(problem(name, text.count("\n", 0, second.start()) + 1, 1, "front-matter-second"))
    body_line = text.count("\n", 0, closing.end()) + 1
    return TextFile(name, digest, front, front_line, text[closing.end() :], body_line), problems


def _front_matter(text: str) -> bool:
    """Whether every line could be one of YAML's: where an end was missed, a text stands among them."""
    return all(re.match(r"\s*$|[ \t]|#|-(?:\s|$)|[^:：]+[:：]", line) for line in text.split("\n"))
