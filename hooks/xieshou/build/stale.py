"""Translations whose originals have changed since, by the ledger: told as warnings, and to readers on their pages.

In: the ledger, and the files that were loaded. Out: what is stale, and the problems. Where an original is byte for byte
what its translation was made from, nothing is read.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from xieshou.content.ledger import NAME, Stamp, read_ledger
from xieshou.content.load import FileState
from xieshou.content.paths import named
from xieshou.content.source.decode import read
from xieshou.core.problems import Problem, problem
from xieshou.core.project import ProjectPaths
from xieshou.language.parity.staleness import Staleness, staleness
from xieshou.plan.pages import StaleText

_MOST = 12
"""Changed blocks that are told of one translation."""


def stale_translations(
    project: ProjectPaths, files: Mapping[str, FileState]
) -> tuple[tuple[Staleness, ...], list[Problem]]:
    """What is stale, in the order of paths. ``files``: those that are sound, by name."""
    ledger, problems = read_ledger(project)
    found = []
    for stamp in ledger.values():
        own, original = f"content/{stamp.path}", f"content/{stamp.original}"
        if own not in files or original not in files:
            problems += _of_nobody(stamp, project.root)
        elif files[original][0].hex() != stamp.file:
            texts = [_typed(project.root, name) for name in (original, own)]
            if one := staleness(stamp, *texts):
                found.append(one)
                problems += _told(one)
    return tuple(sorted(found, key=lambda one: one.stamp.path)), problems


def _typed(root: Path, name: str) -> str:
    source, _ = read(root / name, name)
    if source is None:
        return ""
    front = "" if source.front is None else f"---\n{source.front}---\n"
    return front + source.body


def _of_nobody(stamp: Stamp, root: Path) -> Iterator[Problem]:
    for name in (stamp.path, stamp.original):
        if not os.path.isfile(root / "content" / name):
            yield problem(NAME, stamp.line, 1, "ledger-nobody", warning=True, value=f"content/{name}")
            return


def _told(one: Staleness) -> Iterator[Problem]:
    path, original = f"content/{one.stamp.path}", f"content/{one.stamp.original}"
    for block in one.changed[:_MOST]:
        yield problem(
            path, block.there, 1, "translation-stale", warning=True,
            words=block.words, other=f"{original}:{block.line}", limit=one.stamp.on,
        )  # fmt: skip
    left = one.number - min(len(one.changed), _MOST)
    if left > 0:
        yield problem(
            path, 1, 1, "translation-stale-more", warning=True, count=left, other=original, limit=one.stamp.on
        )


def for_readers(stale: tuple[Staleness, ...]) -> dict[tuple[str, str], StaleText]:
    """What the pages of stale translations say, by entry and language."""
    found = {}
    for one in stale:
        meant = named(f"content/{one.stamp.path}")
        blocks = tuple((block.words, block.there_words) for block in one.changed[:_MOST])
        found[f"{meant.kind}/{meant.slug}", meant.language] = StaleText(one.stamp.of, one.stamp.on, one.number, blocks)
    return found
