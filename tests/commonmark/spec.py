"""The examples of a specification: out of its ``spec.txt``, and out of the JSON files kept here.

``python -m tests.commonmark.spec SPEC.TXT OUT.json`` makes one from the other; ``--extensions`` takes the sections of
GFM's extensions alone. In ``spec.txt`` an example stands between lines of 32 backquotes, Markdown first, then a line
that holds a full stop and nothing else, then HTML::

    ```````````````````````````````` example table
    →foo
    .
    <p>foo</p>
    ````````````````````````````````

``→`` is a tab. Sections are headings of level 1 and 2; those of extensions end with ``(extension)``.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

FOLDER = Path(__file__).resolve().parent
SPECS = ("commonmark", "gfm")
"""The files kept here: CommonMark 0.31.2, and the extension sections of GFM 0.29."""
_FENCE = "`" * 32
_EXAMPLE = re.compile(rf"{_FENCE} example(?: [a-z ]+)?")
_HEADING = re.compile(r"#{1,2} +(.+)")
_EXTENSION = "(extension)"


class Example(NamedTuple):
    """One example: its number in the specification, its section, what is typed and what it becomes."""

    number: int
    section: str
    markdown: str
    html: str


def examples(spec: str) -> Iterator[Example]:
    """The examples in the text of a ``spec.txt``, in order; the first has the number 1."""
    section, number = "", 0
    lines = iter(spec.split("\n"))
    for line in lines:
        if _EXAMPLE.fullmatch(line):
            number += 1
            typed, made = "", ""
            for inner in iter(lines.__next__, "."):
                typed += inner + "\n"
            for inner in iter(lines.__next__, _FENCE):
                made += inner + "\n"
            yield Example(number, section, typed.replace("→", "\t"), made.replace("→", "\t"))
        elif heading := _HEADING.fullmatch(line):
            section = heading[1]


def extensions(spec: str) -> Iterator[Example]:
    """The examples of the sections about extensions, numbered as in the whole."""
    for example in examples(spec):
        if example.section.endswith(_EXTENSION):
            yield example._replace(section=example.section.removesuffix(_EXTENSION).strip())


def kept(name: str) -> tuple[Example, ...]:
    """The examples of the file kept here under one of ``SPECS``."""
    return tuple(Example(**fields) for fields in json.loads((FOLDER / f"{name}.json").read_text("utf-8")))


def as_json(found: Iterator[Example]) -> str:
    """Examples as the files here hold them."""
    return json.dumps([example._asdict() for example in found], ensure_ascii=False, indent=1) + "\n"


def main(arguments: list[str] | None = None) -> int:
    """The command."""
    parser = argparse.ArgumentParser(prog="tests.commonmark.spec", description="The examples of a spec.txt as JSON.")
    parser.add_argument("spec", type=Path, metavar="SPEC.TXT")
    parser.add_argument("out", type=Path, metavar="OUT.json")
    parser.add_argument("--extensions", action="store_true", help="only the sections about extensions (of GFM)")
    options = parser.parse_args(arguments)
    take = extensions if options.extensions else examples
    options.out.write_text(as_json(take(options.spec.read_text("utf-8"))), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
