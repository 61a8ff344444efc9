"""The catalog: what others may know of every published entry, joined from its files, with references and back-links.

In: units. Out: ``Catalog``, and the problems no single file can show: two entries of one name, a translation without
its original, a story without its record. What is hidden (draft, embargo, withdrawn) is no longer there: later stages
cannot leak what they never see.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from operator import attrgetter
from typing import NamedTuple

from xieshou.content.attached_file import AttachedFile, attached_to
from xieshou.content.kinds import KINDS
from xieshou.content.kinds.figure import CAPTION_ONLY, Figure
from xieshou.content.paths import Named, folder_year
from xieshou.content.schema.fallback import shown_in
from xieshou.content.schema.fields import CardFact, MembershipQuery
from xieshou.content.units import DatedFact, Pairs, Unit, UpdateFact, owners_of_files
from xieshou.core.problems import Problem, problem

Marks = tuple[tuple[str, str], ...]
"""By language: what stands after the title of an entry that is not published."""


class Card(NamedTuple):
    """What others may know of an entry. ``id`` is ``kind/slug``; ``languages`` those it is published in.

    ``mentions`` are the entries its text in each language names, ``quotes`` those of which it shows a value,
    ``aims`` those to a part of whose page it links. ``authors``: who wrote it, as each language writes the name;
    ``translators``: who translated its text;
    ``made``: whether a human or a machine did, and who has checked it.
    ``metadata_digest`` is the digest of what lists show of it; ``content_digest`` that of all it says.
    """

    id: str
    kind: str
    slug: str
    languages: tuple[str, ...]
    titles: Mapping[str, str]
    summaries: Mapping[str, str]
    aliases: tuple[str, ...]
    sound: str
    date: DatedFact | None
    facts: tuple[CardFact, ...]
    dated: tuple[DatedFact, ...]
    links: tuple[str, ...]
    bodies: Mapping[str, bytes]
    mentions: Mapping[str, tuple[str, ...]]
    quotes: Mapping[str, tuple[str, ...]]
    aims: Mapping[str, tuple[str, ...]]
    choices: tuple[tuple[str, str], ...]
    membership_queries: tuple[MembershipQuery, ...]
    parties: tuple[tuple[str, str], ...]
    ties: tuple[tuple[str, str], ...]
    images: Pairs
    credit: tuple[Pairs, ...]
    attached: tuple[AttachedFile, ...]
    path: str
    authors: Mapping[str, str]
    translators: Mapping[str, str]
    made: Mapping[str, tuple[str, str]]
    metadata_digest: bytes
    content_digest: bytes
    listing: tuple[int, int, int, int, str]
    """Place in a list: newest first, the undated after them, by slug."""
    updates: tuple[UpdateFact, ...] = ()

    @property
    def year(self) -> int:
        """Year of its date; 0 without one."""
        return self.date.order[0] if self.date else 0

    @property
    def filed_year(self) -> int:
        """The year of the folder it lies in, which the address of an article has; that of its date where there is none.

        An address outlives a new dateline, and so do the lists and files that go by it.
        """
        return folder_year(self.path) or self.year

    @property
    def held(self) -> bool:
        """Whether there is something to see or hear of it: not of a photograph that only the caption is left of."""
        return self.kind != Figure.kind or ("type", CAPTION_ONLY) not in self.choices

    def owns(self, name: str) -> bool:
        """Whether it shows the picture file ``name``, or has that file published."""
        return bool(name) and name in self.files

    @property
    def files(self) -> tuple[str, ...]:
        """The files below ``assets/`` that it shows or has published."""
        return (*(name for _, name in self.images), *(file.name for file in self.attached))

    def title(self, language: str) -> tuple[str, str]:
        """Its title and the language of that: ``language`` where it has one, else its first."""
        own = shown_in(language, self.titles)
        return self.titles[own], own


@dataclass(frozen=True, slots=True)
class Catalog:
    """All published entries by id, who refers to each, and the ids that exist but are hidden."""

    cards: dict[str, Card]
    backs: dict[str, tuple[str, ...]]
    hidden: frozenset[str]
    units: list[Unit] = field(repr=False)
    since: int = 0
    until: int = 0
    """The catalog is the same at every moment from ``since`` until (without) ``until``: embargoes end then."""

    def of_kind(self, kind: str) -> list[Card]:
        """Its entries, by date and then slug."""
        return [card for card in self.cards.values() if card.kind == kind]

    def related(self, card: Card) -> dict[str, list[Card]]:
        """The entries it names and those that name it, by kind in the order of kinds, newest or A first."""
        groups: dict[str, list[Card]] = {}
        for other in dict.fromkeys((*card.links, *self.backs.get(card.id, ()))):
            if other != card.id:
                found = self.cards[other]
                groups.setdefault(found.kind, []).append(found)
        return {kind: sorted(groups[kind], key=_LISTING) for kind in KINDS if kind in groups}


_LISTING = attrgetter("listing")


def in_order(cards: Iterable[Card]) -> list[Card]:
    """Cards as lists show them: newest first, the undated after them, by slug."""
    return sorted(cards, key=_LISTING)


def join(
    units: list[Unit],
    languages: tuple[str, ...],
    now: int,
    originals: Mapping[str, bytes],
    preview: Marks = (),
    invalid: frozenset[Named] = frozenset(),
) -> tuple[Catalog, list[Problem]]:
    """The catalog of ``units`` as of ``now`` (seconds since 1970). ``originals``: the digest of each picture's bytes;
    of a file that is published with an entry there stands its size behind that.

    With marks to ``preview`` by, what is hidden is there too, and its titles say so: for the eyes of its editors.
    ``invalid`` are the entries whose files have errors: a text whose original is one of them does not lack it.
    """
    problems: list[Problem] = []
    by_id: defaultdict[str, list[Unit]] = defaultdict(list)
    for unit in units:
        by_id[f"{unit.kind}/{unit.slug}"].append(unit)
    chosen: dict[str, tuple[Unit, dict[str, Unit]]] = {}
    hidden = set()
    for id_, parts in by_id.items():
        found = list(_clashes(parts, invalid))
        problems += found
        original = next((part for part in parts if part.original), None)
        if found or original is None:
            continue
        if _hidden(original, now):
            hidden.add(id_)
            if not preview:
                continue
        seen = [part for part in parts if preview or not _hidden(part, now)]
        if preview:
            seen = [_marked(part, preview) if id_ in hidden or _hidden(part, now) else part for part in seen]
            original = next(part for part in seen if part.original)
        chosen[id_] = (original, {part.language: part for part in seen if part.language})
    owners = owners_of_files((original for original, _ in chosen.values()))

    def shown_by(target: str) -> str:
        return owners.get(target, target)  # a file in a text stands for the record that names it

    cards: dict[str, Card] = {}
    backs: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for id_, (original, words) in chosen.items():
        files = [originals.get(name, b"") for _, name in (*original.images, *original.attached)]
        card = _card(original, words, languages, chosen, shown_by, files)
        cards[id_] = card
        for target in card.links:
            backs[target][id_] = None
        for mentioned in card.mentions.values():
            for target in mentioned:
                backs[target][id_] = None
    moments = [unit.publish_at for unit in units if unit.publish_at]
    since = max((moment for moment in moments if moment <= now), default=0)
    until = min((moment for moment in moments if moment > now), default=2**62)
    return (
        Catalog(cards, {key: tuple(ids) for key, ids in backs.items()}, frozenset(hidden), units, since, until),
        problems,
    )


def _hidden(unit: Unit, now: int) -> bool:
    return unit.hidden or unit.publish_at > now


def _marked(unit: Unit, preview: Marks) -> Unit:
    """An unpublished unit that says so wherever it is named, and is never taken for the published one."""
    marks = dict(preview)
    titles = tuple((language, title + marks.get(language, "")) for language, title in unit.titles)
    metadata_digest, digest = (_digest((one, b"preview")) for one in (unit.metadata_digest, unit.digest))
    return unit._replace(titles=titles, metadata_digest=metadata_digest, digest=digest)


def _clashes(parts: list[Unit], invalid: frozenset[Named]) -> Iterator[Problem]:
    """What keeps parts from being one entry, told in every file concerned: any of them may be the one to change."""
    originals = [part for part in parts if part.original]
    for part in originals if len(originals) > 1 else ():
        other = next(one for one in originals if one is not part)
        facts = part.language and part.language != other.language  # one of them was to be a translation
        code, line = ("two-originals", part.line) if facts else ("two-records", 1 if part.language else part.line)
        yield problem(part.path, line, 1, code, slug=part.slug, other=other.path)
    kind, slug = parts[0].kind, parts[0].slug
    if not originals and not any(one.kind == kind and one.slug in (slug, "") for one in invalid):
        code = "no-original" if kind == "article" else "no-record"
        for part in parts:
            yield problem(part.path, 1, 1, code, slug=part.slug, kind=part.kind)
    for part in parts:
        others = [one for one in parts if one.language == part.language and one is not part]
        if part.language and others and not (part.original and others[0].original):
            yield problem(part.path, 1, 1, "two-texts", slug=part.slug, other=others[0].path)


def _card(
    original: Unit,
    words: Mapping[str, Unit],
    languages: tuple[str, ...],
    there: Mapping[str, object],
    shown_by: Callable[[str], str],
    originals: list[bytes],
) -> Card:
    id_ = f"{original.kind}/{original.slug}"
    parts = (original, *(words[language] for language in sorted(words) if words[language] is not original))
    titles, summaries = dict(original.titles), dict(original.summaries)
    for part in parts[1:]:
        titles.update(part.titles)
        summaries.update(part.summaries)
    own = tuple(language for language in languages if language in titles)
    if original.language and original.language not in words:
        own = tuple(language for language in own if language in words)
    order = original.date.order if original.date else (0, 0, 0, 0, "")

    def named(field_name: str) -> dict[str, tuple[str, ...]]:
        found = {language: getattr(part, field_name) for language, part in words.items()}
        return {
            language: tuple(target for target in map(shown_by, targets) if target in there)
            for language, targets in found.items()
            if targets
        }

    return Card(
        id_,
        original.kind,
        original.slug,
        own,
        titles,
        summaries,
        original.aliases,
        original.sound,
        original.date,
        original.card,
        original.dated,
        tuple(target for target in original.links if target in there and target != id_),
        {language: part.body for language, part in words.items() if part.body},
        named("mentions"),
        named("quotes"),
        named("aims"),
        original.choices,
        original.membership_queries,
        original.parties,
        original.ties,
        original.images,
        original.credit,
        attached_to(original, originals[len(original.images) :]),
        original.path,
        {language: part.author for language, part in words.items() if part.author},
        {language: part.translator for language, part in words.items() if part.translator},
        {language: part.made for language, part in words.items() if any(part.made)},
        _digest((*originals, *(part.metadata_digest for part in parts))),
        _digest((*originals, *(part.digest for part in parts))),
        (-order[0], -order[1], -order[2], -order[3], original.slug),
        original.updates,
    )


def _digest(parts: Iterable[bytes]) -> bytes:
    return hashlib.blake2b(b"".join(parts), digest_size=16).digest()
