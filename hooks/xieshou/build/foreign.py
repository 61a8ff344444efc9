"""What others have put into a tree that we publish: told from what was written there, and kept when it goes.

In: a tree, what is recorded of it, and what it shall hold. Out: paths; a folder that holds nothing of ours ends with a
slash and stands for all that is in it.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Collection, Iterable
from pathlib import Path

from xieshou.build.tree_records import TreeRecord
from xieshou.build.tree_state import outermost, untouched, walk


def foreign_in(tree: Path, record: TreeRecord, target: Collection[str]) -> list[str]:
    """What others have put into ``tree``; what ``target`` will hold is none of it.

    Without a record, only what lies at the top, or in a folder of a name with a dot, can be told from what the site
    held once.
    """
    if record.files and untouched(tree, record.folders):
        return []
    found = outermost((path for path, *_ in walk(tree) if path not in target), record.files or target)
    return found if record.files else [path for path in found if path.startswith(".") or "/" not in path]


def move_aside(tree: Path, paths: Iterable[str], aside: Path) -> None:
    """Move what is at ``paths`` of ``tree`` to the folder ``aside``, in the place of what lies there from before."""
    for path in (path.rstrip("/") for path in paths):
        place = aside / path
        for above in reversed(place.parents[: path.count("/") + 1]):
            if above.is_symlink() or not above.is_dir():  # never out of the folder by a link that was put there
                above.unlink(missing_ok=True)
                above.mkdir()
        if place.is_dir() and not place.is_symlink():
            shutil.rmtree(place)
        else:
            place.unlink(missing_ok=True)
        os.rename(tree / path, place)
