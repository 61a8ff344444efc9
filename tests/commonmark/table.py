"""How the text stage does: ``python -m tests.commonmark [SPEC] [NUMBER …] [--unlisted]``.

Prints, for each specification, how many examples are alike, refused and silently different, the refusals by the code
that is told, and each different one: what is typed, what it should become and what it becomes, side by side. With
numbers: these examples, whatever becomes of them.
"""

from __future__ import annotations

import argparse
import signal
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from tests.commonmark.outcomes import Differences, Outcome, State, differences, outcomes
from tests.commonmark.spec import SPECS

WIDTH = 44
"""Columns of the screen for each of three texts."""
_WIDE = ("F", "W")


def counts(found: Sequence[Outcome]) -> dict[State, int]:
    """How many of each state."""
    counted = Counter(one.state for one in found)
    return {state: counted[state] for state in State}


def share_alike(found: Sequence[Outcome]) -> float:
    """How many of those that are not refused are alike, in parts of one."""
    told = counts(found)
    read = told[State.ALIKE] + told[State.DIFFERENT]
    return told[State.ALIKE] / read if read else 0.0


def summary(name: str, found: Sequence[Outcome]) -> Iterator[str]:
    """The numbers of a specification, in lines."""
    told = counts(found)
    yield f"{name}: {len(found)} examples"
    for state in State:
        yield f"  {state.value:10}{told[state]:5}"
    yield f"  {share_alike(found):.1%} of those that are not refused are alike"
    codes = Counter(code for one in found if one.state is State.REFUSED for code in one.codes)
    yield from (f"  refused by {code:28}{number:5}" for code, number in codes.most_common())


def beside(one: Outcome, reason: str) -> Iterator[str]:
    """An example in three columns, under a line that says which it is."""
    told = [one.example.section, one.state.value, *one.codes]
    told += [f"listed: {reason}"] if reason else []
    told += ["only tight or loose"] if one.loose and one.state is State.DIFFERENT else []
    yield f"--- {one.example.number}: {'; '.join(told)}"
    columns = [list(_wrapped(text)) for text in (one.example.markdown, one.expected, one.ours)]
    for row in zip_longest(*columns, fillvalue=""):
        yield " │ ".join(_padded(cell) for cell in row).rstrip()


def _wrapped(text: str) -> Iterator[str]:
    for line in text.rstrip("\n").replace("\t", "→").split("\n"):
        row = ""
        for character in line:
            if _columns(row + character) > WIDTH:
                yield row
                row = ""
            row += character
        yield row


def _padded(cell: str) -> str:
    return cell + " " * (WIDTH - _columns(cell))


def _columns(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(one) in _WIDE else 1 for one in text)


def report(names: Sequence[str], numbers: Sequence[int], unlisted: bool, listed: Differences) -> Iterator[str]:
    """The whole table, in lines."""
    for name in names:
        found, reasons = outcomes(name), listed.listed.get(name, {})
        yield from summary(name, found)
        for one in found:
            number = one.example.number
            asked = one.state is State.DIFFERENT and not (unlisted and number in reasons)
            if number in numbers if numbers else asked:
                yield from beside(one, reasons.get(number, ""))
        yield ""


def main(arguments: list[str] | None = None) -> int:
    """The command."""
    parser = argparse.ArgumentParser(prog="tests.commonmark", description="What becomes of the examples.")
    parser.add_argument("what", nargs="*", metavar="SPEC or NUMBER", help=f"{' or '.join(SPECS)}; numbers of examples")
    parser.add_argument("--unlisted", action="store_true", help="only differences that differences.yml does not list")
    options = parser.parse_args(arguments)
    names = [what for what in options.what if not what.isdecimal()]
    if unknown := set(names) - set(SPECS):
        parser.error(f"no such specification: {', '.join(sorted(unknown))}")
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)  # python -m tests.commonmark | head
    numbers = [int(what) for what in options.what if what.isdecimal()]
    for line in report(names or SPECS, numbers, options.unlisted, differences()):
        print(line)
    return 0
