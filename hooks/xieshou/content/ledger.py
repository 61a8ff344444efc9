"""``content/translations.yml``: which wording of its original each translation was made from.

In: the file, a line a translation, sorted by path, so that two people's lines merge cleanly. Out: stamps. A command
writes it (``xieshou translated``), and a build only reads it. The original is remembered block by block: a digest each,
of its words and signs whatever the spaces between them, so that moving a paragraph is no change of it.
"""

from __future__ import annotations

import datetime
import hashlib
import json
import os
import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from xieshou.content.source.decode import read
from xieshou.core.problems import Problem, problem
from xieshou.core.project import ProjectPaths

NAME = "content/translations.yml"
_LINE = re.compile(
    r"(?P<path>[a-z0-9][\w./-]*\.md): \{of: (?P<of>[a-z]{2,3}(?:-[A-Za-z]+)?), on: (?P<on>\d{4}-\d\d-\d\d), "
    r'(?:by: (?P<by>"(?:[^"\\]|\\.)*"), )?file: "(?P<file>[0-9a-f]{32})", blocks: "(?P<blocks>[0-9a-f ]*)"\}'
)
_LENGTH = 4
"""Bytes of a block's digest: a text has a hundred blocks at most, and one in forty million pairs is alike by chance."""


class Stamp(NamedTuple):
    """A translation at ``path`` (below ``content/``) was right on the day ``on`` (ISO 8601), says ``by``, of the text
    in the language ``of``: the file with the digest ``file`` (hexadecimal), made of ``blocks``. ``line`` of the ledger.
    """

    path: str
    of: str
    on: str
    by: str
    file: str
    blocks: tuple[str, ...]
    line: int = 0

    @property
    def original(self) -> str:
        """The path of the text it was made from."""
        stem = self.path.rsplit(".", 2)[0]
        return f"{stem}.{self.of}.md"


def read_ledger(project: ProjectPaths) -> tuple[dict[str, Stamp], list[Problem]]:
    """The stamps by the path of the translation, and what is wrong with the file; none where there is none."""
    path = project.root / NAME
    if not os.path.lexists(path):
        return {}, []
    source, problems = read(path, NAME)
    found: dict[str, Stamp] = {}
    for number, typed in enumerate((source.front or "").split("\n") if source else (), 1):
        line = typed.strip()
        if not line or line.startswith("#"):
            continue
        stamp = _stamp(line, number)
        if stamp is None:
            problems.append(problem(NAME, number, 1, "ledger-line"))
        elif stamp.path in found:
            problems.append(problem(NAME, number, 1, "ledger-twice", value=stamp.path, first=found[stamp.path].line))
        else:
            found[stamp.path] = stamp
    return found, problems


def _stamp(line: str, number: int) -> Stamp | None:
    found = _LINE.fullmatch(line)
    if not found:
        return None
    try:
        datetime.date.fromisoformat(found["on"])
        by = json.loads(found["by"]) if found["by"] else ""
    except ValueError:
        return None
    return Stamp(found["path"], found["of"], found["on"], by, found["file"], tuple(found["blocks"].split()), number)


def written(stamps: Mapping[str, Stamp], remarks: Iterable[str] = ()) -> str:
    """The file of ``stamps``, the lines of ``remarks`` first."""
    lines = [*remarks]
    for path in sorted(stamps):
        one = stamps[path]
        by = f"by: {json.dumps(one.by, ensure_ascii=False)}, " if one.by else ""
        lines.append(
            f'{path}: {{of: {one.of}, on: {one.on}, {by}file: "{one.file}", blocks: "{" ".join(one.blocks)}"}}'
        )
    return "".join(f"{line}\n" for line in lines)


def digest_of_block(typed: str) -> str:
    """The digest of a block, as the ledger has it."""
    return hashlib.blake2b("".join(typed.split()).encode(), digest_size=_LENGTH).hexdigest()
