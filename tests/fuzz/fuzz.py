"""Harm content at random and see what the program makes of it: ``python -m tests.fuzz.fuzz [NUMBER] [FIRST]``.

Prints every input that was taken wrongly, with its number, and ends with 1 if there was one.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.fuzz.judge import complaints
from tests.fuzz.mutate import Input, harmed, inputs
from tests.unit.helpers import ROOT, labels
from xieshou.build.settings import settings
from xieshou.content.markdown.render import Renderer
from xieshou.content.parse import Reader

SEEDS = (ROOT / "tests" / "faults" / "base", ROOT / "tests" / "site" / "sample" / "content")


def found(number: int, first: int = 0) -> Iterator[tuple[int, Input, str]]:
    """Every input, from ``first`` on, that is taken wrongly, and what is wrong."""
    reader = Reader(("zh", "en"), Renderer(settings(ROOT).markdown))
    texts = {language: words.problems for language, words in labels().items()}
    seeds = [one for folder in SEEDS for one in inputs(folder)]
    with tempfile.TemporaryDirectory() as folder:
        for turn in range(first, first + number):
            one = harmed(seeds, turn)
            for wrong in complaints(one, reader, Path(folder), texts):
                yield turn, one, wrong


def main() -> None:
    """The command."""
    number, first = (int(one) for one in (*sys.argv[1:], *("2000", "0")[len(sys.argv) - 1 :]))
    count = 0
    for turn, one, wrong in found(number, first):
        count += 1
        print(f"{turn} {one.name}: {wrong}\n    {one.data[:300]!r}", flush=True)
    print(f"{number} inputs, {count} taken wrongly")
    sys.exit(1 if count else 0)


if __name__ == "__main__":
    main()
