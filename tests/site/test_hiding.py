"""However an entry is kept back, and whatever only such entries use: no byte of it is published, nor kept to be."""

from __future__ import annotations

import re
import shutil
from collections import defaultdict
from pathlib import Path

import pytest

from tests.fuzz.whole.run import built
from tests.site.building import differences, readings, tree
from tests.site.hiding import MARKS, WAYS, lay_open, lay_out, lay_ways

_MARK = re.compile("|".join(MARKS).encode())


def _leaks(folder: Path) -> dict[str, list[str]]:
    """The ways that leak, each with the files that hold its mark."""
    found = defaultdict[str, list[str]](list)
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        for read in (name.encode(), *(readings(path.read_bytes()) if path.is_file() else ())):
            for mark in set(_MARK.findall(read.lower())):
                found[MARKS[mark.decode()]].append(name)
    return found


def _built(root: Path) -> dict[str, bytes]:
    done = built(root)
    assert (done.sound, done.fault) == (True, ""), done.problems
    return tree(root / "site")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = tmp_path / "project"
    root.mkdir()
    lay_out(root)
    return root


def test_no_way_of_hiding_leaves_a_byte(root: Path) -> None:
    assert len(WAYS) >= 40
    lay_open(root, named=False)
    without = _built(root)
    lay_ways(root, hidden=True)
    lay_open(root, named=True)
    assert differences(without, _built(root)) == []
    assert _leaks(root / "site") == {}

    lay_ways(root, hidden=False)
    _built(root)
    assert {name for name, way in WAYS.items() if way.public} - _leaks(root / "site").keys() == set()

    lay_ways(root, hidden=True)
    assert differences(without, _built(root)) == []
    # What the last exchange took away is kept for the way back, which refuses to bring back what is hidden now.
    shutil.rmtree(root / ".site.xieshou" / "previous", ignore_errors=True)
    for folder in (root / "site", root / ".site.xieshou"):
        assert _leaks(folder) == {}
