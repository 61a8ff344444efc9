"""Settings as text: the same in every process, another wherever they do something else."""

from __future__ import annotations

import datetime
import enum
import functools
import os
import re
import subprocess
import sys
import threading
from collections import OrderedDict, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.unit.helpers import ROOT
from xieshou.content.markdown.render import MarkdownSettings
from xieshou.core.description import describe

SCRIPT = """
import datetime, decimal, enum, functools, operator, pathlib, re, threading, types
from xieshou.core.description import describe

class Plain:
    def __init__(self, **state): self.__dict__.update(state)
    def method(self, text): return text in {"a", "b", "c", "d"}

class Slots:
    __slots__ = ("one",)

def outer(sign):
    def inner(text, *, more=frozenset("abcdef")):
        return [text + sign for one in text if one in {"x", "y", "z", "w"}]
    return inner

class Colour(enum.Enum):
    RED = 1

slots = Slots()
slots.one = {"b", "a", "c"}
ring = [1]
ring.append(ring)
values = [
    None, 1, "a", b"a", 1.5, (1, [2, {"a": {3, 4, "x", "y"}}]), outer, outer("!"), lambda text: text in {"p", "q", "r"},
    functools.partial(outer("?"), more={"k", "l", "m"}), Plain, Plain(a=outer("1"), b={"u", "v", "w"}), Plain().method,
    slots, ring, Colour.RED, Colour, re.compile("a", re.I), pathlib.Path("a"), decimal.Decimal("1.0"), len, "abc".upper,
    str.lower, operator.itemgetter(1), datetime.date(2024, 1, 1), threading.Lock(), (one for one in "ab"), object(),
    types.SimpleNamespace(a=1), re, functools.lru_cache(outer), range(3), {"s", "t", "u", "v", "w"}, print, type,
    {"slugify": outer("-"), "nested": [{"class": "x", "format": outer}]},
]
for value in values:
    print(describe(value).text)
"""


def test_a_value_has_the_same_text_in_every_process() -> None:
    outputs = {
        subprocess.run(
            [sys.executable, "-c", SCRIPT],
            env={**os.environ, "PYTHONPATH": str(ROOT / "hooks"), "PYTHONHASHSEED": seed},
            capture_output=True, check=True, encoding="utf-8",
        ).stdout
        for seed in ("1", "2", "3")
    }  # fmt: skip
    assert len(outputs) == 1
    assert len(outputs.pop().splitlines()) > 30


class Colour(enum.Enum):
    """A value with a name."""

    RED = 1
    BLUE = 2


@dataclass(frozen=True)
class Point:
    """A value with parts."""

    x: int
    y: object = None


class Loose:
    """A value whose state is what it is given."""

    def __init__(self, **state: object) -> None:
        self.__dict__.update(state)

    def method(self) -> object:
        """One that is bound."""
        return self


def closing_over(value: object) -> Callable[[], object]:
    """A function that holds a value."""
    return lambda: value


def with_default(value: object) -> Callable[..., object]:
    """A function with a default."""

    def function(given: object = value, *, named: object = value) -> object:
        return given, named

    return function


def local_class(value: int) -> type:
    """A class no module can be asked for."""
    return type("Local", (), {"value": value, "__qualname__": "local_class.<locals>.Local"})


DIFFERENT: list[tuple[object, object]] = [
    (1, "1"), (1, True), (1, 1.0), ("a", b"a"), ([1], (1,)), ([1], [1, 2]), (["1, 2"], ["1", "2"]),
    ({"a": 1}, {"a": 2}),
    ({"a": 1, "b": 2}, {"b": 2, "a": 1}), ({"a": 1}, OrderedDict(a=1)), ({1}, {2}), ({1}, frozenset({1})),
    (defaultdict(list), defaultdict(dict)), (Colour.RED, Colour.BLUE), (Colour.RED, 1), (Point(1), Point(2)),
    (Point(1), Point(1, Point(1))), (Loose(a=1), Loose(a=2)), (Loose(a=1).method, Loose(a=2).method), (Loose, Point),
    (closing_over(1), closing_over(2)), (closing_over(closing_over(1)), closing_over(closing_over(2))),
    (with_default(1), with_default(2)), (lambda x: x, lambda x: x + 1), (lambda x: x.a, lambda x: x.b),
    (lambda x: "a", lambda x: "b"), (lambda x: [y for y in x], lambda x: [y + y for y in x]),  # noqa: C416
    (functools.partial(closing_over, 1), functools.partial(closing_over, 2)),
    (functools.partial(closing_over, value=1), functools.partial(closing_over, value=2)),
    (functools.partial(closing_over, 1), functools.partial(with_default, 1)),
    (re.compile("a"), re.compile("a", re.I)), (Path("a"), "a"), (Path("a"), Path("b")),
    (datetime.date(2024, 1, 1), datetime.date(2024, 1, 2)), (Decimal("1.0"), Decimal("1.00")),
    (local_class(1), local_class(2)), (len, print), ("a".upper, "b".upper), ("x" * 300, "x" * 301),
    (["x" * 300], ["x" * 299 + "y"]), (range(3), range(4)),
    (MarkdownSettings(("toc",), {}), MarkdownSettings(("toc",), {"toc": {"a": closing_over(1)}})),
]  # fmt: skip


@pytest.mark.parametrize("number", range(len(DIFFERENT)))
def test_values_that_do_something_else_have_another_text(number: int) -> None:
    one, other = DIFFERENT[number]
    assert describe(one).text != describe(other).text
    assert describe({"a": [one]}).text != describe({"a": [other]}).text
    assert describe(one).text == describe(one).text


def alike() -> Iterator[tuple[object, object]]:
    """Values made twice."""
    makers: tuple[Callable[[], object], ...] = (
        lambda: closing_over([1]), lambda: with_default({"a"}), lambda: functools.partial(closing_over, Loose(a=1)),
        lambda: Loose(a=Loose(b={1, 2})), lambda: [closing_over(1)] * 3, threading.Lock, lambda: iter([1]),
        object, lambda: local_class(1), lambda: {"a", "b", "c"}, lambda: Loose(a=1).method,
    )  # fmt: skip
    for make in makers:
        yield make(), make()


def test_values_made_alike_have_the_same_text() -> None:
    for one, other in alike():
        assert describe(one).text == describe(other).text


def test_what_holds_itself_has_an_end_and_what_stands_in_many_places_stays_short() -> None:
    ring: list[Any] = []
    ring.append({"a": ring})
    assert describe(ring).text
    tower: list[Any] = [closing_over(1)]
    for _ in range(60):
        tower = [tower, tower]
    assert len(describe(tower).text) < 500


def test_the_modules_that_code_comes_from_are_named() -> None:
    value = {"a": [functools.partial(closing_over, Point(1))], "b": pytest, "c": re.compile}
    assert {"tests.unit.test_description", "pytest", "re"} <= describe(value).modules
    assert describe({"a": [1, "b"]}).modules == frozenset()
