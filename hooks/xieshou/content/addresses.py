"""``content/addresses.yml``: every address that was ever published, so that none of them is ever lost.

In: the file, a line an address, sorted, so that what two people record merges cleanly. Out: addresses. A command writes
it (``xieshou addresses --record``), and a build only reads it. There are as many lines as the site has pages, so it is
read line by line, and not as YAML, which it is all the same.
"""

from __future__ import annotations

import datetime
import hashlib
import json
import os
import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from xieshou.core.plain import Stranger, opened
from xieshou.core.problems import Problem, limited, problem
from xieshou.core.project import ProjectPaths

NAME = "content/addresses.yml"
_SIGNS = r"[\w/~.+@()!=' -]*"
_WORDS = r'"(?:[^"\\]|\\.)*"'
_LINE = re.compile(
    rf"/(?P<address>{_SIGNS}): \{{(?:entry: (?P<entry>{_SIGNS}), )?"
    rf"language: (?P<language>[a-z]{{2,3}}(?:-[A-Za-z]+)?)(?:, title: (?P<title>{_WORDS}))?(?:, to: /(?P<to>{_SIGNS}))?"
    rf"(?:, gone: (?P<gone>\d{{4}}-\d\d-\d\d)(?:, reason: (?P<reason>{_WORDS}))?)?\}}"
)
_ASTRAY = re.compile(r"(?:^|/)(?!~|[^\W_])(?!$)| (?:/|$)")
"""A part of an address that could leave the site's folder, hide in it, or name a file of its own (``_headers``)."""
_MERGED = ("<<<<<<<", "=======", ">>>>>>>", "|||||||")
"""What git leaves of two versions, the first of them first."""
_MOST, _TOLD = 100_000_000, 20
"""Bytes of the file, and problems that are told of it."""


class PublishedAddress(NamedTuple):
    """An address that was published: of an entry by id (``kind/slug``), of a hand-written page by the path of its file,
    or of neither (a list), in a language.

    ``title``: what the entry was called, by which it is known again under another name. ``to``: where it leads
    now, if people say so. ``gone``: the day (ISO 8601) since which there is nothing, and they want it so; with a
    ``reason`` for readers. ``line``: of the ledger. Addresses are from the site's root, without its slash.
    """

    address: str
    entry: str
    language: str
    title: str = ""
    to: str | None = None
    gone: str = ""
    reason: str = ""
    line: int = 0

    @property
    def derived(self) -> bool:
        """Whether the site made it by itself, such as the list of a year, out of what it holds."""
        return not self.entry

    @property
    def handwritten(self) -> bool:
        """Whether it is that of a hand-written page."""
        return self.entry.endswith(".md")


Ledger = dict[str, PublishedAddress]
"""By address."""


def ledger_digest(project: ProjectPaths) -> bytes:
    """The digest (16 bytes) of the file as it lies there; of nothing where there is none, or it is no plain file."""
    path = project.root / NAME
    try:
        data = path.read_bytes() if path.is_file() and not path.is_symlink() else b""
    except OSError:
        data = b""
    return hashlib.blake2b(data, digest_size=16).digest()


def read_addresses(project: ProjectPaths) -> tuple[Ledger, list[Problem]]:
    """The addresses, and what is wrong with the file; none where there is none."""
    path = project.root / NAME
    if not os.path.lexists(path):
        return {}, []
    try:
        with opened(path, 1) as file:
            data = file.read(_MOST + 1)
    except Stranger as stranger:
        return {}, [problem(NAME, 1, 1, stranger.code)]
    except OSError:
        return {}, [problem(NAME, 1, 1, "file-unreadable")]
    if len(data) > _MOST:
        return {}, [problem(NAME, 1, 1, "file-too-large", limit=_MOST)]
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return {}, [problem(NAME, data.count(b"\n", 0, error.start) + 1, 1, "encoding-not-utf8")]
    return _of_lines(text.splitlines())


def _of_lines(lines: Iterable[str]) -> tuple[Ledger, list[Problem]]:
    problems: list[Problem] = []
    found: Ledger = {}
    for number, typed in enumerate(lines, 1):
        line = typed.strip()
        if not line or line[0] == "#":
            continue
        one = _published(line, number)
        if one is not None:
            if (first := found.setdefault(one.address, one)) is not one:
                value = f"/{one.address}"
                problems.append(problem(NAME, number, 1, "address-twice", value=value, first=first.line))
        elif line.startswith(_MERGED[0]):
            problems.append(problem(NAME, number, 1, "merge-conflict"))
        elif not line.startswith(_MERGED):
            problems.append(problem(NAME, number, 1, "address-line"))
    return found, limited(problems, _TOLD, "more-lines")


def _published(line: str, number: int) -> PublishedAddress | None:
    found = _LINE.fullmatch(line)
    if not found:
        return None
    address, entry, language, title, to, gone, reason = found.groups()
    if any(path and _ASTRAY.search(path) for path in (address, entry, to)):
        return None
    try:
        if gone:
            datetime.date.fromisoformat(gone)
        called, said = _unquoted(title), _unquoted(reason)
    except ValueError:
        return None
    return PublishedAddress(address, entry or "", language, called, to, gone or "", said, number)


def _unquoted(words: str | None) -> str:
    """Words between quotation marks as JSON has them; few have anything to undo. Raises ``ValueError``."""
    if not words:
        return ""
    return str(json.loads(words)) if "\\" in words else words[1:-1]


def written_addresses(ledger: Mapping[str, PublishedAddress], remarks: Iterable[str] = ()) -> str:
    """The file of ``ledger``, the lines of ``remarks`` first."""
    lines = [*remarks, *(_line(ledger[address]) for address in sorted(ledger))]
    return "".join(f"{line}\n" for line in lines)


def _line(one: PublishedAddress) -> str:
    entry = f"entry: {one.entry}, " if one.entry else ""
    title = f", title: {json.dumps(one.title, ensure_ascii=False)}" if one.title else ""
    to = "" if one.to is None else f", to: /{one.to}"
    reason = f", reason: {json.dumps(one.reason, ensure_ascii=False)}" if one.reason else ""
    gone = f", gone: {one.gone}{reason}" if one.gone else ""
    return f"/{one.address}: {{{entry}language: {one.language}{title}{to}{gone}}}"


def may_be_recorded(one: PublishedAddress) -> bool:
    """Whether the ledger can hold an address: of a hand-written page it may have signs that no line can hold."""
    return _published(_line(one), 0) is not None
