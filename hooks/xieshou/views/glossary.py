"""The glossary: terms in two columns, one a language, with what they mean; then the names of organisations and places.

A language has its own order (its profile's ``collation``), so letters have pages of their own in each; a page of a
letter is no translation of another. Only terms, organisations and places change these pages. How a name sounds is known
when pages are planned, and not when they are made: the letters stand in a page's options.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import groupby, islice

from xieshou.content.catalog import Card
from xieshou.content.kinds import KINDS
from xieshou.core.scripts import language_of
from xieshou.language.collation import OTHER
from xieshou.language.locale import language_name
from xieshou.plan.archives import MARK
from xieshou.plan.navigation import section_of
from xieshou.plan.pages import Page, Plan, options
from xieshou.views.shared.context import PageContext
from xieshou.views.shared.glossary_models import GlossaryModel, GlossaryRow, GlossarySide
from xieshou.views.shared.models import Link, LocalizedText

KIND = "term"
NAMED = ("organisation", "place")
"""Kinds whose names stand in the glossary without a definition; each has its own page."""
FULL = {KIND: 80}
"""Terms on one page, at 1.3 kB each; names are shorter."""
FULL_NAMES = 240


def plan(plan: Plan) -> Iterator[Page]:
    """The lists in each language, cut by letter where they are long."""
    named = tuple(kind for kind in NAMED if plan.catalog.of_kind(kind))
    for kind in (KIND, *named):
        tail = _tail(kind)
        for language, address in plan.everywhere(tail):
            cards = sorted(plan.catalog.of_kind(kind), key=partial(plan.sounds.order, language=language))
            initial = partial(plan.sounds.initial, language=language)
            archives = list(_archives(cards, initial, FULL.get(kind, FULL_NAMES)))
            for trail, found in archives:
                own = address + "".join(f"{MARK}{step}/" for step in trail)
                values = {
                    "kind": kind,
                    "trail": trail,
                    "below": tuple(below for below, _ in archives if below) if not trail else (),
                    "named": named,
                    "letters": tuple((letter, len(list(own))) for letter, own in groupby(found, initial)),
                }
                names = plan.everywhere(tail) if not trail else ((language, own),)
                metadata_deps = (("items", tuple(card.id for card in found)),)
                yield Page(own, language, section_of(KIND), "glossary", "", metadata_deps, (), options(values), names)


def _tail(kind: str) -> str:
    start = f"{KINDS[KIND].address}/"
    return start if kind == KIND else f"{start}{MARK}{KINDS[kind].address}/"


def _archives(
    cards: Sequence[Card], initial: Callable[[Card], str], full: int
) -> Iterator[tuple[tuple[str, ...], Sequence[Card]]]:
    """(trail, cards) of each page: one, or an empty one above one a letter; a letter too long is cut by number."""
    if len(cards) <= full:
        yield (), cards
        return
    yield (), ()
    for letter, found in groupby(cards, initial):
        own, name = list(found), _name(letter)
        for number, at in enumerate(range(0, len(own), full), 1):
            yield (name,) if len(own) <= full else (name, str(number)), own[at : at + full]


def model(context: PageContext) -> GlossaryModel:
    """What the page shows."""
    page, labels = context.page, context.labels
    kind, trail = page.option("kind"), page.option("trail")
    top = Link(labels(f"kinds.{KIND}.many"), context.at(_tail(KIND)))
    own = (
        Link(labels("glossary.names", kind=labels(f"kinds.{kind}.many")), context.at(_tail(kind)))
        if kind != KIND
        else top
    )
    above = [Link(labels("ui.home"), context.at("")), *([top] if own != top else []), *([own] if trail else [])]
    lead = "" if trail else labels("glossary.lead" if kind == KIND else "glossary.names_lead")
    languages = context.own_first
    cards = iter([context.card(id_) for id_ in page.ids("items")])
    return GlossaryModel(
        title=" · ".join([own.title, *map(_step, trail)]),
        description=lead,
        language=context.language,
        trail=tuple(above),
        kind="glossary",
        lead=lead,
        languages=tuple((one, language_name(one, labels)) for one in languages),
        groups=tuple(
            (letter.title(), tuple(_row(context, card, languages) for card in islice(cards, count)))
            for letter, count in page.option("letters")
        ),
        archives=tuple(
            Link(" ".join(map(_step, below)), f"{own.href}" + "".join(f"{MARK}{step}/" for step in below))
            for below in page.option("below")
        ),
        names=tuple(
            Link(labels("glossary.names", kind=labels(f"kinds.{one}.many")), context.at(_tail(one)))
            for one in page.option("named")
            if one != kind
        )
        if not trail
        else (),
        defined=kind == KIND,
    )


def _name(letter: str) -> str:
    """A letter as a step of an address, which is ASCII: ``0`` for none, a letter of another alphabet by its code."""
    if letter == OTHER:
        return "0"
    return letter if letter.isascii() else f"u{ord(letter):x}"


def _step(step: str) -> str:
    """What a step of an address is called: a letter, or the number of a part."""
    if step == "0":
        return OTHER
    return (chr(int(step[1:], 16)) if step[1:] and step[0] == "u" else step).title()


def _row(context: PageContext, card: Card, languages: Sequence[str]) -> GlossaryRow:
    sides = []
    for language in languages:
        own = "" if language == context.language else language
        title, summary = card.titles.get(language), card.summaries.get(language)
        sides.append(
            GlossarySide(
                LocalizedText(title, own) if title else None,
                tuple(
                    LocalizedText(name, own)
                    for name in card.aliases
                    if (language_of(name, languages) or languages[0]) == language
                ),
                LocalizedText(summary, own) if summary and card.kind == KIND else None,
            )
        )
    return GlossaryRow(context.item(card.id), tuple(sides))
