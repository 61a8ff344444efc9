"""Rolling back: the former site takes the place of the live one, whole, by the same exchange as a publish.

In: the trees, and what the last exchange left in ``previous``. Out: the former site live, and what took its place kept
as its predecessor was, so that a second time goes forward again. Whatever cannot be vouched for, byte by byte, is
refused before anything is touched.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path

from xieshou.build.changes import Changes
from xieshou.build.known import changed_addresses
from xieshou.build.pipeline import Published
from xieshou.build.previous import FormerSite, content
from xieshou.build.publish import Trees
from xieshou.build.tree_state import Kept, Manifest
from xieshou.core.files import Written, share
from xieshou.core.plain import digest_of
from xieshou.core.workers import Pool

_PUT_BACK = b"put back "
"""Begins the keys of files while they are put back: one that is made of the same as now is another all the same."""


class RollbackRefused(Exception):
    """The former site is not put in place. ``code`` names the sentence in the labels (``rollback.<code>``), ``paths``
    are the files or addresses it is about.
    """

    def __init__(self, code: str, paths: Iterable[str] = ()) -> None:
        super().__init__(code)
        self.code, self.paths = code, tuple(paths)


def former_site(trees: Trees) -> FormerSite:
    """What can be put back. Raises ``RollbackRefused`` where nothing is kept, or a file of it is not as it was written.

    Every byte is read: two trees hold one file between them, so one that somebody changed in place is changed in both.
    """
    record, former = trees.known(trees.live), trees.previous.read()
    if record is None or former is None or former.of != content(record.files):
        raise RollbackRefused("nothing")
    wrong = [f"{trees.previous.files.relative_to(trees.live.parent)}/{path}" for path in trees.previous.altered(former)]
    stay = ((path, kept) for path, kept in record.files.items() if path not in former.files)
    wrong += sorted(f"{trees.live.name}/{path}" for path, kept in stay if digest_of(trees.live / path) != kept[3])
    if wrong:
        raise RollbackRefused("altered", wrong)
    return former


def roll_back(trees: Trees, former: FormerSite, pool: Pool[object]) -> Published:
    """Put the ``former`` site in place. Whoever stops it at any moment leaves the one site or the other, whole.

    Raises ``PublishFault`` and ``OSError``.
    """
    live = trees.recorded(trees.live)
    whole = former.whole(live)
    put_back = {path: kept for path, kept in former.files.items() if kept is not None}
    target = {path: _PUT_BACK + kept[3] if path in put_back else kept[0] for path, kept in whole.items()}
    strange = trees.strangers(target)
    trees.output = former.output
    written = trees.update(target, live, lambda paths: _shared(trees.previous.files, trees.spare, paths), pool)
    now: Manifest = {path: _kept(whole[path], written[path]) for path in whole}
    trees.record(trees.spare, now, ())
    trees.exchange()
    fault: OSError | sqlite3.Error | None = None
    try:
        trees.catch_up(now, live, pool)
    except (OSError, sqlite3.Error) as error:  # the site is in place: what is left only makes the next build quicker
        fault = error
    trees.found_foreign = sorted({*strange, *trees.found_foreign})
    pages, changes = sum(path.endswith(".html") for path in now), Changes.between(live, target)
    return Published(pages, 0, len(now), True, changes, fault, (), tuple(changed_addresses(live, now)))


def _shared(source: Path, tree: Path, paths: Iterable[str]) -> Iterator[Written]:
    return (share(str(source), str(tree), path) for path in paths)


def _kept(known: Kept, written: Kept) -> Kept:
    """A file as it is known, and as it stands on the disk now."""
    return known[0], written[1], written[2], known[3]
