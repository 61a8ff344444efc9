"""Addresses that were published and are no page any longer: where each leads, or what is said there.

In: the ledger of addresses, the plan, and what stands at an address now. Out: ``Former``, one each, and the problems:
an address that would answer with nothing is an error. An entry that moved is found by its id or its former slugs, one
that is hidden says so, and a list that is no more leads to the list above it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import NamedTuple

from xieshou.content.addresses import NAME, Ledger, PublishedAddress
from xieshou.content.kinds import KINDS
from xieshou.content.kinds.article import Article
from xieshou.content.paths import folder_year
from xieshou.content.places import Places
from xieshou.content.units import Unit, Withdrawn
from xieshou.core.problems import Problem, limited, problem
from xieshou.plan.pages import Plan, path_of

_TOLD = 50
"""Lost addresses that are told of: more have one cause."""


class Former(NamedTuple):
    """An address with nothing of its own. ``to``: the address it leads to; else it is gone, and ``said`` what readers
    are told (of a site's own accord nothing but that), ``title`` by which title.
    """

    address: str
    language: str
    to: str | None
    said: Withdrawn | None = None
    title: str = ""
    entry: str = ""
    """The entry, by id, whose address it was, as that is called now."""


class Live(NamedTuple):
    """What stands at addresses: ``addresses`` themselves, and the hand-written pages that are there and not published,
    by the paths of their files.
    """

    addresses: Collection[str]
    unpublished: Collection[str] = ()


Claim = tuple[str, str, str]
"""A kind, a year (empty: any) and a slug that an entry says it had."""


@dataclass(slots=True)
class Resolver:
    """Says of every former address what becomes of it. ``places``: where problems stand."""

    plan: Plan
    ledger: Ledger
    live: Live
    places: Places
    problems: list[Problem] = field(default_factory=list)
    _units: dict[str, Unit] = field(init=False)
    _claims: dict[Claim, Unit] = field(init=False)

    def __post_init__(self) -> None:
        originals = (unit for unit in self.plan.catalog.units if unit.original)
        self._units = {f"{unit.kind}/{unit.slug}": unit for unit in originals}
        self._claims = {}
        for unit in self._units.values():
            for number, was in enumerate(unit.was):
                self._claim(unit, number, was)

    def formers(self) -> tuple[Former, ...]:
        """All of them, in order."""
        found: dict[str, Former] = {}
        lost: list[Problem] = []
        for address, one in self.ledger.items():
            if address in self.live.addresses:
                continue
            former = self._former(one, frozenset())
            if former is None:
                lost.append(problem(NAME, one.line, 1, "address-lost", value=f"/{address}", entry=one.entry or "–"))
            else:
                found[address] = former
        self.problems += limited(lost, _TOLD, "more-lines")
        for former in self._unrecorded():
            if former.address not in self.live.addresses and former.address not in self.ledger:
                found.setdefault(former.address, former)
        self._clashes(found)
        return tuple(found[address] for address in sorted(found))

    def _claim(self, unit: Unit, number: int, was: str) -> None:
        year, _, slug = was.rpartition("/")
        other = self._units.get(f"{unit.kind}/{slug}")
        key = (unit.kind, year, slug)
        if year and unit.kind != Article.kind:
            wrong = partial(problem, code="was-year")
        elif other is not None and (not year or str(_year(other)) == year):
            wrong = partial(problem, code="was-live", other=other.path)
        elif (first := self._claims.setdefault(key, unit)) is not unit:
            wrong = partial(problem, code="was-twice", other=first.path)
        else:
            return
        line, column = self.places.in_entry(unit, "was", number)
        self.problems.append(wrong(unit.path, line, column, field="was", value=was))

    def _claimed(self, one: PublishedAddress) -> Unit | None:
        kind, _, slug = one.entry.partition("/")
        *_, year, _, _ = ("", "", "", *one.address.split("/"))
        return self._claims.get((kind, year, slug)) or self._claims.get((kind, "", slug))

    def _former(self, one: PublishedAddress, seen: frozenset[str]) -> Former | None:
        """What becomes of an address that is no page; None where it is lost. ``seen``: those that led here."""
        if one.to is not None:
            return self._led(one, one.to, seen | {one.address})
        claimed = None if one.handwritten or one.derived else self._claimed(one)
        unit = claimed or self._units.get(one.entry)
        if unit is not None:
            return self._of_entry(one, unit)
        if one.gone:
            reason = ((one.language, one.reason),) if one.reason else ()
            return Former(one.address, one.language, None, Withdrawn(one.gone, reason, False))
        if one.handwritten and one.entry in self.live.unpublished:
            return Former(one.address, one.language, None)
        return Former(one.address, one.language, self._above(one.address)) if one.derived else None

    def _of_entry(self, one: PublishedAddress, unit: Unit) -> Former:
        """It leads to the entry's page in its language, or in one that there is; an entry that is hidden is gone."""
        card = self.plan.catalog.cards.get(f"{unit.kind}/{unit.slug}")
        if card is not None and card.languages:
            return Former(one.address, one.language, self.plan.address(card, one.language), entry=card.id)
        titles = dict(unit.titles)
        titled = unit.withdrawal is not None and unit.withdrawal.titled
        title = (titles.get(one.language) or next(iter(titles.values()), "")) if titled else ""
        return Former(one.address, one.language, None, unit.withdrawal, title, f"{unit.kind}/{unit.slug}")

    def _led(self, one: PublishedAddress, to: str, seen: frozenset[str]) -> Former | None:
        if to in self.live.addresses:
            return Former(one.address, one.language, to)
        further = self.ledger.get(to)
        if further is None or to in seen:
            code = "address-to" if further is None else "address-circle"
            self.problems.append(problem(NAME, one.line, 1, code, value=f"/{one.address}", other=f"/{to}"))
            return Former(one.address, one.language, None)  # told already
        found = self._former(further, seen)
        return found and found._replace(address=one.address, language=one.language)

    def _above(self, address: str) -> str:
        """The nearest page above an address."""
        while address:
            address = address.removesuffix("/").rpartition("/")[0]
            address += "/" if address else ""
            if address in self.live.addresses:
                return address
        return ""

    def _unrecorded(self) -> Iterator[Former]:
        """Former addresses that entries name and no ledger does: the site had them before it kept one."""
        for (kind, year, slug), unit in self._claims.items():
            card = self.plan.catalog.cards.get(f"{unit.kind}/{unit.slug}")
            if card is None:
                continue
            middle = f"{year or card.filed_year}/" if kind == Article.kind else ""
            for language in card.languages:
                address = f"{self.plan.prefix(language)}{KINDS[kind].address}/{middle}{slug}/"
                yield Former(address, language, self.plan.address(card, language), entry=card.id)

    def _clashes(self, found: Mapping[str, Former]) -> None:
        """No former address stands where a file of the site has to be a folder, or the other way round."""
        if not found:
            return
        paths = {path_of(address) for address in (*self.live.addresses, *found)}
        folders = {above for path in paths for above in _folders(path)}
        for address in found:
            path = path_of(address)
            if path in folders or not paths.isdisjoint(_folders(path)):
                line = self.ledger[address].line if address in self.ledger else 1
                self.problems.append(problem(NAME, line, 1, "address-clash", value=f"/{address}"))


def _folders(path: str) -> Iterator[str]:
    while "/" in path:
        path = path.rpartition("/")[0]
        yield path


def _year(unit: Unit) -> int:
    """The year in an article's address (as ``Card.filed_year``)."""
    return folder_year(unit.path) or (unit.date.order[0] if unit.date else 0)
