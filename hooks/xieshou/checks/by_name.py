"""What was written by its name where its slug belongs: which slug that is.

In: problems of slugs that are none or lead nowhere, the units of all sound files, and the words for the choices there
are. Out: the same problems, those of which a name is known saying what to write instead. Names are compared in every
language, aliases too, whatever their case and spaces.
"""

from __future__ import annotations

import difflib
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import unquote

from xieshou.content.kinds import FOLDERS, KINDS
from xieshou.content.units import Unit
from xieshou.core.problems import Problem
from xieshou.language.letters import compatible, plain

NAMED = ("slug-form", "reference-unknown", "reference-unknown-near", "text-link-unknown")
CHOSEN = ("choice-unknown", "choice-unknown-near", "choice-unlisted", "choice-none", "slug-form")
ChoiceNames = Mapping[str, Mapping[str, Iterable[str]]]
"""By field: each choice, and what it is called in each language."""
_SIGNS = re.compile(r"[\W_]+")
_NEAREST, _CUTOFF = 3, 0.6


def folded(name: str) -> str:
    """A name as it is compared."""
    return _SIGNS.sub("", plain(compatible(name).casefold()))


@dataclass
class Names:
    """What every entry is called. ``kind_names``: what each kind is called, in every language."""

    kind_names: Mapping[str, Iterable[str]]
    _slugs: defaultdict[str, dict[str, None]] = field(default_factory=lambda: defaultdict(dict))
    """The ids of the entries of each folded name."""
    _shown: dict[str, str] = field(default_factory=dict)
    """What an entry is called first."""

    def add(self, units: Iterable[Unit]) -> Names:
        """Take the names of these units, and their slugs."""
        for unit in units:
            id_ = f"{unit.kind}/{unit.slug}"
            for name in (unit.slug, *unit.aliases, *(words for _, words in unit.titles)):
                if own := folded(name):
                    self._slugs[own][id_] = None
            for _, words in unit.titles[:1]:
                self._shown.setdefault(id_, words)
        return self

    def kind(self, word: str) -> str:
        """The kind that is called ``word``, or is most like it; nothing where none is."""
        own = {folded(name): kind for kind, names in self.kind_names.items() for name in (kind, *names)}
        own |= {folded(name): kind for name, kind in FOLDERS.items()}
        near = [folded(word)] if folded(word) in own else difflib.get_close_matches(folded(word), own, 1, 0.75)
        return own[near[0]] if near else ""

    def slugs(self, name: str, kind: str = "") -> list[str]:
        """The ids (``kind:slug``) of the entries called ``name``."""
        found = self._slugs.get(folded(name), ()) if folded(name) else ()
        return [id_.replace("/", ":") for id_ in found if id_.startswith(f"{kind}/") or not kind]

    def near(self, name: str, kind: str) -> list[str]:
        """Entries of ``kind`` whose names are most like ``name``, with these."""
        known = {own: id_ for own, ids in self._slugs.items() for id_ in ids if id_.startswith(f"{kind}/")}
        alike = difflib.get_close_matches(folded(name), known, _NEAREST, _CUTOFF)
        ids = dict.fromkeys(known[one] for one in alike)
        return [f"{id_.partition('/')[2]} ({self._shown.get(id_, id_)})" for id_ in ids]


def by_name(problems: Iterable[Problem], names: Names, choices: ChoiceNames) -> Iterator[Problem]:
    """The problems, with the slug of what is named in them where one is known."""
    for one in problems:
        details = dict(one.details)
        found = None
        if one.code in CHOSEN:
            found = _chosen(one, details, choices)
        if found is None and one.code in NAMED:
            found = _linked(one, details, names) if one.code.startswith("text-") else _named(one, details, names)
        yield found or one


def _named(one: Problem, details: Mapping[str, str], names: Names) -> Problem | None:
    kind, value = details.get("kind", ""), details.get("slug") or details.get("value", "")
    value = unquote(value)
    if not kind or kind not in KINDS or not value:
        return None
    if bearers := [id_.partition(":")[2] for id_ in names.slugs(value, kind)]:
        several = len(bearers) > 1
        return _told(one, "named-several" if several else "named", value=value, near=", ".join(bearers))
    if elsewhere := names.slugs(value):
        return _told(one, "named-elsewhere", value=value, near=", ".join(elsewhere), kind=kind)
    if one.code != "slug-form":
        return None
    near = names.near(value, kind)
    details_ = {"value": value, "near": ", ".join(near), "kind": kind, "folder": KINDS[kind].folder}
    return _told(one, "named-unknown-near" if near else "named-unknown", **details_)


def _linked(one: Problem, details: Mapping[str, str], names: Names) -> Problem | None:
    """A link whose target is a name, or that has the kind in other words."""
    target, _, part = unquote(details.get("target", "")).partition("#")
    word, colon, value = target.partition(":")
    if colon:
        kind = names.kind(word)
        bearers = names.slugs(value, kind) if kind else names.slugs(value)
    else:
        bearers = names.slugs(target)
    if not bearers:
        return None
    behind = f"#{part}" if part else ""
    near = ", ".join(f"{id_}{behind}" for id_ in bearers)
    return _told(one, "named-link", value=target, near=near)


def _chosen(one: Problem, details: Mapping[str, str], choices: ChoiceNames) -> Problem | None:
    own = folded(unquote(details.get("value", "")))
    steps = [step for step in one.field.split(".") if not step.isdigit()]
    called = choices.get(details.get("choice") or (steps[-1] if steps else ""), {})
    listed = details.get("choices", "").split(", ") if details.get("choices") else list(called)
    meant = [slug for slug in listed if own and own in {folded(name) for name in (slug, *called.get(slug, ()))}]
    if not meant:
        return None
    return _told(one, "named", value=details["value"], near=", ".join(meant))


def _told(one: Problem, code: str, **details: str) -> Problem:
    return replace(one, code=code, details=tuple(details.items()))
