"""What waits with others: records that only unpublished entries use, such as the photograph of a draft.

In: units, which of them are hidden, what the site itself names. Out: the entries that only hidden ones use, and which
these are. An entry that nobody uses is published, and so is one that is news by itself (a project, an event), for a
draft that names it must not take its page away; and a record that says ``public: true``. What these use is published
with them, and what that uses; of the rest waits whatever a hidden entry, or a hidden translation, leads to.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple

from xieshou.content.kinds import KINDS
from xieshou.content.kinds.article import Article
from xieshou.content.units import Unit, owners_of_files

Users = dict[str, tuple[str, ...]]


class Uses(NamedTuple):
    """Entries by id, each with those that use it: those that wait, and those that are published all the same."""

    waiting: Users
    regardless: Users


def with_waiting(
    units: list[Unit], now: int, named: Collection[str], drafts: Iterable[tuple[str, str]] = ()
) -> tuple[list[Unit], Uses]:
    """All units, those of entries that wait hidden too; and the entries that hidden ones alone use.

    ``now``: the moment, in seconds since 1970; ``named``: the entries that the site itself and its hand-written pages
    name, which do not wait; ``drafts``: those (entry, page) that unpublished pages name.
    """
    back = [unit.hidden or unit.publish_at > now for unit in units]
    drafts = tuple(drafts)
    if not any(back) and not drafts:
        return units, Uses({}, {})
    ids = [f"{unit.kind}/{unit.slug}" for unit in units]
    facts = {id_: unit for id_, unit in zip(ids, units, strict=True) if unit.original}
    images = owners_of_files(facts.values())
    shown = facts.keys() - {id_ for id_, unit, held in zip(ids, units, back, strict=True) if unit.original and held}
    openly: defaultdict[str, set[str]] = defaultdict(set)
    users: defaultdict[str, set[str]] = defaultdict(set)
    held_back: set[str] = set()
    for id_, unit, held in zip(ids, units, back, strict=True):
        targets = {images.get(link, link) for link in unit.links} - {id_}
        for target in targets & facts.keys():
            users[target].add(id_)
        if id_ in shown and not held:
            openly[id_] |= targets
        else:
            held_back |= targets & shown
    for link, page in drafts:
        if (target := images.get(link, link)) in facts:
            users[target].add(page)
            held_back |= {target} & shown
    openly_named = {images.get(one, one) for one in named}
    alone = {id_ for id_ in shown if not users[id_] or facts[id_].public or id_ in openly_named}
    news = {id_ for id_ in shown if KINDS[facts[id_].kind].stands_alone}
    published = _reached(alone | news, openly, shown)
    waits = _reached(held_back - published, openly, shown - published)
    early = {id_ for id_ in news - alone if users[id_].isdisjoint(shown - waits) and facts[id_].kind != Article.kind}
    found = Uses(*({id_: tuple(sorted(users[id_])) for id_ in sorted(some)} for some in (waits, early)))
    return [unit._replace(hidden=True) if id_ in waits else unit for id_, unit in zip(ids, units, strict=True)], found


def _reached(begin: Iterable[str], targets: Mapping[str, set[str]], within: Collection[str]) -> set[str]:
    """``begin`` and all that it leads to, step by step, of what is ``within``."""
    found, left = set(begin), list(begin)
    while left:
        for target in targets.get(left.pop(), ()):
            if target in within and target not in found:
                found.add(target)
                left.append(target)
    return found
