"""Harm a whole project at random, build it and check it: ``python -m tests.fuzz.whole.fuzz [NUMBER]``.

Prints every input that was taken wrongly, with its number and what was done, and ends with 1 if there was one.
``--seed N`` tries that input alone; ``--processes N`` shares the work.
"""

from __future__ import annotations

import argparse
import itertools
import multiprocessing
import os
import shutil
import sys
import tempfile
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from tests.fuzz.whole.base import make
from tests.fuzz.whole.folder import Folder
from tests.fuzz.whole.harm import harm
from tests.fuzz.whole.judge import Published, complaints
from tests.fuzz.whole.run import built, checked
from xieshou.build.settings_file import FILES, settings_path

_HOLDS = (b"draft", b"publish_at", b"withdrawn", b"zqx")
_TOLD = 5
"""Complaints of one input that are told."""
_TRUSTED = ("assets/templates", "assets/theme", "assets/scripts", "assets/styles", "assets/labels", "mkdocs.yml")
"""Who can change these can have anything done: what runs on pages is theirs to say."""


class Wrong(NamedTuple):
    """An input that was taken wrongly: its number, what was done, and what is wrong."""

    number: int
    done: tuple[str, ...]
    what: str

    def __str__(self) -> str:
        done = "".join(f"\n    {one}" for one in self.done)
        return f"--seed {self.number}{done}\n  {self.what}"


@dataclass(slots=True)
class Bench:
    """A sound project that is built, and its copy that is harmed."""

    folder: Folder
    published: Published

    @classmethod
    def at(cls, place: Path) -> Bench:
        """In a new folder."""
        sound = make(place / "sound")
        bench = cls(Folder(place / "project", sound), Published(place / "project" / "site"))
        bench.begin()
        return bench

    def begin(self) -> None:
        """Begin anew, with the sound project built."""
        shutil.rmtree(self.folder.root, ignore_errors=True)
        shutil.copytree(self.folder.sound, self.folder.root)
        build, check = built(self.folder.root), checked(self.folder.root)
        assert build.sound, (build.problems, build.fault)
        assert check.problems == build.problems, (check, build)
        self.published.files = {}
        leaks = list(self.published.leaks())
        assert leaks == [], leaks
        self.published.learn()

    def tried(self, number: int) -> Iterator[Wrong]:
        """Whether the harm of this number is taken rightly."""
        root, published = self.folder.root, self.published
        harm(self.folder, number)
        done = tuple(self.folder.done)
        before = published.now()
        check = checked(root)
        # Without settings there is no build.
        build = built(root) if settings_path(root) or os.path.lexists(root / FILES[0]) else check
        found = list(complaints(check, build, published, before))
        if build.sound:
            if self._still_secret():
                found += published.leaks()
            if not self._trusted():
                found += published.active()
        for one in found[:_TOLD]:
            yield Wrong(number, done, one)
        self.folder.put_right()
        if found or not (root / "site").is_dir():
            self.begin()
        elif build.sound:
            published.files = published.now() if not (self._trusted()) else published.files

    def _trusted(self) -> bool:
        return any(one.startswith(_TRUSTED) for one in self.folder.touched)

    def _still_secret(self) -> bool:
        """Whether all that holds entries back still stands where it stood."""
        if self.folder.held:
            return True
        names = {name for top in self.folder.touched for name in self.folder.files(top)}
        return all(_holds(self.folder.sound / name, self.folder.root / name) for name in names)


def _holds(sound: Path, path: Path) -> bool:
    lines = _lines(sound)
    if not lines:
        return True
    with suppress(OSError):
        left = iter(path.read_bytes().splitlines())
        return all(line in left for line in lines)
    return False


def _lines(path: Path) -> list[bytes]:
    """The lines of a file that keep something back."""
    lines = path.read_bytes().splitlines()
    keys = (b"draft: ", b"publish_at: ", b"withdrawn: ")
    own = [line for line in lines if line.startswith(keys)]
    return own or [line for line in lines if any(word in line.lower() for word in _HOLDS) and not line.startswith(b"#")]


def found(numbers: Iterable[int]) -> Iterator[Wrong]:
    """Every input of these numbers that is taken wrongly."""
    with tempfile.TemporaryDirectory(prefix="xieshou-fuzz-") as place:
        bench = Bench.at(Path(place))
        for number in numbers:
            try:
                yield from bench.tried(number)
            except Exception as error:
                error.add_note(f"--seed {number}")
                raise


def _share(numbers: range) -> int:
    count, parent = 0, os.getppid()
    # Whoever ends the command ends its share too.
    for one in found(itertools.takewhile(lambda _: os.getppid() == parent, numbers)):
        count += 1
        print(one, flush=True)
    return count


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("number", nargs="?", type=int, default=100)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--seed", type=int)
    parser.add_argument("--processes", type=int, default=1)
    asked = parser.parse_args()
    first, number = (asked.seed, 1) if asked.seed is not None else (asked.first, asked.number)
    shares = [range(first + own, first + number, asked.processes) for own in range(asked.processes)]
    if asked.processes > 1:
        with ProcessPoolExecutor(asked.processes, multiprocessing.get_context("spawn")) as pool:
            count = sum(pool.map(_share, shares))
    else:
        count = _share(shares[0])
    print(f"{number} inputs, {count} taken wrongly")
    sys.exit(1 if count else 0)


if __name__ == "__main__":
    main()
