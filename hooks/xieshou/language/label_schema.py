"""What may stand in a file of labels, as the engine's own files show it.

In: the trees of the engine's languages, and the records of problems. Out: a ``LabelTable``, which knows of every key
whether it is a text, which places it fills, and whether it may be empty. So a new label needs no line here.
"""

from __future__ import annotations

import re
import string
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from xieshou.language.problem_records import SAID, codes, record

Path = tuple[str, ...]
OWN_TABLES: tuple[Path, ...] = (("units",), ("currencies",), ("quantities", "scales"))
"""Tables of one language each: none lacks what stands there in another."""
_DATES = re.compile(r"dates\.(?:day|month|year|(?:months|days|days_of_month)\.(?:start|end))")
PROBLEMS = "problems"
"""The table of sentences of problems, which the engine has in records of their own."""
LANGUAGE_NAME = re.compile(r"language_[a-z]{2,3}(?:[-_][A-Za-z0-9]+)*")
_QUOTED = re.compile("'[^']*'")


@dataclass(frozen=True, slots=True)
class Leaf:
    """One label. ``places`` it may fill, ``needed`` of them it must; of a pattern of dates, its letters.

    ``form``: ``text``, ``date`` (a pattern), ``locale``, ``flag`` or ``scales``.
    """

    places: frozenset[str] = frozenset()
    needed: frozenset[str] = frozenset()
    form: str = "text"
    empty: bool = False


@dataclass(frozen=True, slots=True)
class LabelTable:
    """Labels by key. ``rest``: what any other key is that fits ``free``; without it there are no others."""

    known: Mapping[str, Leaf | LabelTable] = field(default_factory=dict)
    rest: Leaf | None = None
    free: re.Pattern[str] = field(default=re.compile(".+"))

    def at(self, key: str) -> Leaf | LabelTable | None:
        """What stands under ``key``."""
        found = self.known.get(key)
        return self.rest if found is None and self.free.fullmatch(key) else found

    def leaves(self, above: Path = ()) -> Iterator[Path]:
        """The keys of every label, from the top."""
        for key, inner in self.known.items():
            if isinstance(inner, LabelTable):
                yield from inner.leaves((*above, key))
            else:
                yield (*above, key)


class _Problems(Mapping[str, LabelTable]):
    """The sentences of problems by code. A record is read when a file of labels says something of it."""

    def __getitem__(self, code: str) -> LabelTable:
        words = record(code).words.values()
        return LabelTable({name: _sentence([one[name] for one in words]) for name in SAID})

    def __iter__(self) -> Iterator[str]:
        return iter(codes())

    def __len__(self) -> int:
        return len(codes())


def schema_of(trees: Sequence[Mapping[str, Any]]) -> LabelTable:
    """What may stand in a file of labels, by the files of these languages: in each of them all of it may."""
    known = dict(_table(trees, ()).known)
    fields, stages = known["fields"], known["stages"]
    kinds, common, types = (_inner(trees, *path) for path in (("kinds",), ("fields", "common"), ("choices", "type")))
    steps = LabelTable(dict.fromkeys(_inner(trees, "choices", "stage"), Leaf()))
    assert isinstance(fields, LabelTable)
    assert isinstance(stages, LabelTable)
    # A site may call a field or a step otherwise where the engine does not.
    known["fields"] = LabelTable({kind: _named(fields.known.get(kind), common) for kind in ("common", *kinds)})
    known["stages"] = LabelTable({kind: LabelTable(dict.fromkeys(("default", *types), steps)) for kind in kinds})
    known["units"] = LabelTable(rest=Leaf(empty=True))
    known["currencies"] = LabelTable(rest=Leaf(frozenset(["amount"]), frozenset(["amount"])))
    interface = known["ui"]
    assert isinstance(interface, LabelTable)
    known["ui"] = LabelTable(interface.known, Leaf(), LANGUAGE_NAME)
    known[PROBLEMS] = LabelTable(_Problems())
    return LabelTable(known)


def places(text: str) -> Iterator[str]:
    """What stands between braces in ``text``, as it is typed there. Raises ``ValueError`` where a brace is alone."""
    for _, name, form, conversion in string.Formatter().parse(text):
        if name is not None:
            yield name + (f"!{conversion}" if conversion else "") + (f":{form}" if form else "")


def letters(pattern: str) -> frozenset[str]:
    """The letters of a pattern of dates: ``y`` for the year, ``M`` for the month, ``d`` for the day."""
    return frozenset(re.findall("[A-Za-z]", _QUOTED.sub("", pattern).replace("L", "M")))


def lacking(engine: Mapping[str, Any], own: Mapping[str, Any]) -> tuple[list[str], int]:
    """The labels of one of the engine's languages that another's ``own`` tree lacks, and how many there are in all."""
    wanted = [path for path in _leaves(engine) if not _of_one_language(path)]
    return [".".join(path) for path in wanted if not has(own, path)], len(wanted)


def _leaves(tree: Mapping[str, Any], above: Path = ()) -> Iterator[Path]:
    for key, inner in tree.items():
        yield from _leaves(inner, (*above, key)) if isinstance(inner, Mapping) else ((*above, key),)


def _of_one_language(path: Path) -> bool:
    return path[:1] in OWN_TABLES or path[:2] in OWN_TABLES or bool(LANGUAGE_NAME.fullmatch(path[-1]))


def has(tree: Any, path: Path) -> bool:
    """Whether ``tree`` holds something at ``path``."""
    for step in path:
        if not isinstance(tree, Mapping) or step not in tree:
            return False
        tree = tree[step]
    return True


def _inner(trees: Sequence[Mapping[str, Any]], *path: str) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for tree in trees:
        inner: Any = tree
        for step in path:
            inner = inner[step]
        found |= dict.fromkeys(inner)
    return tuple(found)


def _named(own: Leaf | LabelTable | None, common: Sequence[str]) -> LabelTable:
    return LabelTable(dict.fromkeys(common, Leaf()) | (dict(own.known) if isinstance(own, LabelTable) else {}))


def _table(trees: Sequence[Mapping[str, Any]], above: Path) -> LabelTable:
    known: dict[str, Leaf | LabelTable] = {}
    for key in _inner(trees):
        values = [tree[key] for tree in trees if key in tree]
        tables = [value for value in values if isinstance(value, Mapping)]
        known[key] = _table(tables, (*above, key)) if tables else _leaf(values, (*above, key))
    return LabelTable(known)


def _leaf(values: Sequence[object], path: Path) -> Leaf:
    name = ".".join(path)
    if name == "locale":
        return Leaf(form="locale")
    if name in ("quantities.printed", "quantities.grouped"):
        return Leaf(form="flag")
    if name == "quantities.scales":
        return Leaf(form="scales")
    texts = [str(value) for value in values]
    if _DATES.fullmatch(name):
        return Leaf(needed=frozenset.intersection(*map(letters, texts)), form="date")
    filled = [frozenset(places(text)) for text in texts]
    return Leaf(frozenset.union(*filled), frozenset.intersection(*filled))


def _sentence(texts: Sequence[str]) -> Leaf:
    """A sentence of a problem may leave places out: it is for editors, and says less then."""
    return Leaf(frozenset(["field"]).union(*map(places, texts)))
