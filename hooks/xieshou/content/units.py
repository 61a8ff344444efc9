"""What one file says, small enough to keep for ten thousand files in memory.

A ``Unit`` is what others may know of an entry, as one file gives it: names, dates, references, whether it is hidden.
Planning sees only this; the full facts and texts are fetched when the entry's own page is rendered. Plain tuples, so
that ``marshal`` reads 20,000 of them in a tenth of a second.
"""

from __future__ import annotations

import hashlib
import marshal
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from xieshou.content.schema.fields import CardFact, MembershipQuery
from xieshou.content.schema.readings import Drawing, ReadingKey

Pairs = tuple[tuple[str, str], ...]
"""A text: (language, words) pairs."""


class Ref(NamedTuple):
    """A reference to an entry. ``line`` 0: in YAML, its place is looked up by ``field`` when it is needed.

    ``quote``: the text shows a value of it: ``#`` and which (``#2023``). Empty: it does not.
    ``part``: the place on its page that a link leads to, as typed behind the ``#``.
    """

    field: str
    kind: str
    slug: str
    line: int = 0
    column: int = 0
    quote: str = ""
    part: str = ""


class DatedFact(NamedTuple):
    """A dated fact: EDTF, what happened (empty: the entry's name), and its sort key."""

    edtf: str
    what: Pairs
    order: tuple[int, int, int, int, str]


class Withdrawn(NamedTuple):
    """What readers are told of an entry that was taken back: the day (EDTF), the reason, and whether by its title."""

    date: str
    reason: Pairs
    titled: bool


class UpdateFact(NamedTuple):
    """An update of a story: its day (EDTF), its kind, and what was changed."""

    edtf: str
    kind: str
    what: Pairs


class Unit(NamedTuple):
    """One entry as one file gives it. ``language`` is empty for a record, which speaks all of them.

    ``links`` are the ids (``kind/slug``) it refers to, ``mentions`` those of its text alone (``asset/…`` for a picture
    file), ``quotes`` those of which the text shows a value, ``aims`` those to a part of whose page it links.
    ``sound``: how a Chinese name is read, as its record says (``pinyin.packed``).
    ``notes``: how many footnotes the text has. ``latest``: the last day that a date of it begins on, as 20231108.
    ``readings``: what of it can be quoted, ``draws`` what its chart draws. ``choices`` are the choices it has made
    (field, value),
    ``membership_queries`` the groups of others that belong to it by theirs, ``parties`` its parties (organisation,
    side), ``ties`` the organisations that it says work with each other. ``amount``: where its first quantity stands,
    which wants evidence. ``was``: its former slugs; ``withdrawal``: what is told of one that was taken back.
    ``public``: it goes out though only unpublished entries use it. ``attached``: the files published with it, each with
    the field that names it. ``credit``: who is to be named for its picture, and what others may do with that.
    ``author``: who wrote the text, as its language writes the name; ``translator``: who translated it;
    ``made``: whether a translation is of a ``human`` or a ``machine``, and who has checked it.
    ``updates``: those of a story, in order: what lists show of it does not change with them.
    ``images``: its picture, by language where each has its own (``LocalFile``); ``image_at``: where that is named.
    ``metadata_digest`` is the digest of what other pages show of it, ``digest`` that of all it says.
    """

    kind: str
    slug: str
    language: str
    path: str
    line: int
    original: bool
    digest: bytes
    metadata_digest: bytes
    titles: Pairs
    summaries: Pairs
    aliases: tuple[str, ...]
    sound: str
    date: DatedFact | None
    card: tuple[CardFact, ...]
    dated: tuple[DatedFact, ...]
    refs: tuple[Ref, ...]
    links: tuple[str, ...]
    mentions: tuple[str, ...]
    quotes: tuple[str, ...]
    aims: tuple[str, ...]
    notes: int
    latest: int
    readings: tuple[ReadingKey, ...]
    draws: Drawing | None
    choices: tuple[tuple[str, str], ...]
    membership_queries: tuple[MembershipQuery, ...]
    parties: tuple[tuple[str, str], ...]
    ties: tuple[tuple[str, str], ...]
    amount: str
    hidden: bool
    publish_at: int
    public: bool
    body: bytes
    images: Pairs
    credit: tuple[Pairs, ...]
    attached: tuple[tuple[str, str], ...]
    author: str = ""
    translator: str = ""
    made: tuple[str, str] = ("", "")
    was: tuple[str, ...] = ()
    withdrawal: Withdrawn | None = None
    updates: tuple[UpdateFact, ...] = ()
    image_at: str = ""


def named_pictures(unit: Unit) -> Iterator[tuple[str, str]]:
    """The pictures that an entry shows, each with the place where it is named."""
    for language, name in unit.images:
        yield (f"{unit.image_at}.{language}" if language else unit.image_at), name


def owners_of_files(units: Iterable[Unit]) -> dict[str, str]:
    """By file (``asset/…``): the entry that shows it or has it published."""
    return {f"asset/{name}": f"{unit.kind}/{unit.slug}" for unit in units for _, name in (*unit.images, *unit.attached)}


def pack(units: list[Unit]) -> bytes:
    """Units as bytes."""
    return marshal.dumps([_plain(unit) for unit in units])


def shape(units: list[Unit]) -> bytes:
    """Digest of what planning may see of units: all but their texts, and where in the file things stand."""
    seen = [
        _plain(
            unit._replace(
                digest=b"", line=0, refs=(), body=b"\1" if unit.body else b"", amount=unit.amount and "1", image_at=""
            )
        )
        for unit in units
    ]
    links = [
        tuple(f"{ref.field == 'text'}{ref.kind}/{ref.slug}{ref.quote}{ref.part}" for ref in unit.refs) for unit in units
    ]
    return hashlib.blake2b(marshal.dumps((seen, links), 2), digest_size=16).digest()


def _plain(unit: Unit) -> tuple[Any, ...]:
    # marshal writes tuples, and nothing that is only like one.
    return tuple(
        unit._replace(
            metadata_digest=_metadata_digest(unit),
            links=tuple(dict.fromkeys(f"{ref.kind}/{ref.slug}" for ref in unit.refs)),
            mentions=tuple(dict.fromkeys(f"{ref.kind}/{ref.slug}" for ref in unit.refs if ref.field == "text")),
            quotes=tuple(dict.fromkeys(f"{ref.kind}/{ref.slug}" for ref in unit.refs if ref.quote)),
            aims=tuple(dict.fromkeys(f"{ref.kind}/{ref.slug}" for ref in unit.refs if ref.part)),
            readings=tuple(map(tuple, unit.readings)),  # type: ignore[arg-type]
            draws=unit.draws and tuple(unit.draws),  # type: ignore[arg-type]
            withdrawal=unit.withdrawal and tuple(unit.withdrawal),  # type: ignore[arg-type]
            date=unit.date and tuple(unit.date),  # type: ignore[arg-type]
            dated=tuple(map(tuple, unit.dated)),  # type: ignore[arg-type]
            updates=tuple(map(tuple, unit.updates)),  # type: ignore[arg-type]
            refs=tuple(map(tuple, unit.refs)),  # type: ignore[arg-type]
        )
    )


def _metadata_digest(unit: Unit) -> bytes:
    # Not its text, its place in the file or its references: they change no other page.
    dates = (unit.date and tuple(unit.date), tuple(map(tuple, unit.dated)))
    # Its type: the words of a list for how far it has come are those of its sort.
    type_ = dict(unit.choices).get("type", "")
    shown: Any = (unit.kind, type_, unit.slug, unit.titles, unit.summaries, unit.aliases, unit.card, unit.images, dates)
    return hashlib.blake2b(marshal.dumps(shown, 2), digest_size=16).digest()


def unpack(data: bytes) -> list[Unit]:
    """The units in ``data``."""
    return [_unit(plain) for plain in marshal.loads(data)]


def _unit(plain: tuple[Any, ...]) -> Unit:
    # marshal keeps NamedTuples as plain tuples. The references stay so: they are many, and looked at when one is wrong.
    unit = Unit._make(plain)
    if not unit.original:
        return unit
    return unit._replace(
        date=unit.date and DatedFact._make(unit.date),
        dated=tuple(map(DatedFact._make, unit.dated)),
        updates=tuple(map(UpdateFact._make, unit.updates)),
        readings=tuple(map(ReadingKey._make, unit.readings)),
        draws=unit.draws and Drawing._make(unit.draws),
        withdrawal=unit.withdrawal and Withdrawn._make(unit.withdrawal),
    )
