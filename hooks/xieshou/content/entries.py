"""From the facts of an entry to what others may know of it: its unit.

In: a validated entry and the file it stands in. Out: ``Unit``, small and plain; the facts themselves stay in the store.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from xieshou.content.kinds import KINDS, Facts, Record
from xieshou.content.schema import edtf
from xieshou.content.schema.introspect import Loc, amounts, choices, dates, references
from xieshou.content.schema.local_file import LocalFile
from xieshou.content.schema.pinyin import packed
from xieshou.content.schema.text import Text
from xieshou.content.source.decode import TextFile
from xieshou.content.units import DatedFact, Pairs, Ref, Unit, Withdrawn
from xieshou.core.packing import Packed


@dataclass(frozen=True, slots=True)
class Entry(Packed):
    """The full facts of an entry, as its own page needs them. ``links``: kind -> slugs it names in link lists."""

    kind: str
    slug: str
    facts: Facts
    links: Mapping[str, tuple[str, ...]]


def refs_of(entry: Entry) -> tuple[Ref, ...]:
    """What the facts of an entry refer to, and its lists of links."""
    found = [Ref(".".join(map(str, loc)), kind, slug) for loc, kind, slug in references(entry.facts)]
    return (*found, *listed(entry.links))


def listed(links: Mapping[str, tuple[str, ...]]) -> Iterable[Ref]:
    """Lists of links (kind -> slugs) as references."""
    for kind, slugs in links.items():
        yield from (Ref(f"{KINDS[kind].folder}.{number}", kind, slug) for number, slug in enumerate(slugs))


def prefixed(refs: Iterable[Ref], at: Loc) -> Iterable[Ref]:
    """References of the entry at ``at`` in its file, if that is a list of them."""
    return (ref._replace(field=f"{at[0]}.{ref.field}") for ref in refs) if at else refs


def _dated(date: edtf.Date, what: Text | None) -> DatedFact:
    return DatedFact(date.edtf, what.pairs if what else (), date.order)


def day_of(date: edtf.Date) -> int:
    """The first day that a date can mean, as a number that sorts: 20231108. One with an open beginning is long past."""
    if date.start is None:
        return 0
    year, month, day = date.start.first
    return year * 10000 + month * 100 + day


def unit_of(entry: Entry, source: TextFile, line: int, *, refs: tuple[Ref, ...], **more: Any) -> Unit:
    """What the file ``source`` says of a whole entry that begins on ``line``.

    ``more`` is what only a record or only an article has, by field of ``Unit``.
    """
    facts = entry.facts
    return bare(source, entry.kind, entry.slug, "", refs=refs)._replace(
        line=line,
        original=True,
        # The photographs of an album may be those of a folder, of which the file's bytes say nothing.
        digest=_digest(source, entry.slug, *entry.links.get("figure", ())),
        date=_dated(facts.when, None) if facts.when else None,
        card=facts.card(),
        dated=tuple(_dated(date, what) for date, what in facts.dated()),
        readings=facts.quotable(),
        draws=facts.draws(),
        attached=facts.attached(),
        credit=tuple(text.pairs if text else () for text in facts.credited()),
        choices=tuple(choices(facts)),
        membership_queries=facts.membership_queries(),
        parties=facts.cooperating_parties(),
        ties=facts.ties(),
        latest=max((day_of(date) for _, date in dates(facts)), default=0),
        hidden=facts.draft or facts.taken_back,
        publish_at=facts.publish_at or 0,
        public=isinstance(facts, Record) and facts.public,
        was=facts.was,
        withdrawal=_withdrawal(facts),
        **more,
    )


def _images(named: LocalFile | str | None) -> Pairs:
    return named.pairs if isinstance(named, LocalFile) else LocalFile.for_all(named).pairs if named else ()


def record_unit(entry: Entry, source: TextFile, line: int, at: Loc = (), image_at: Loc = ()) -> Unit:
    """What the file ``source`` says of a whole record that stands at ``at`` in it, and begins on ``line``.

    ``image_at``: where its picture is named, if that is not its field ``image``.
    """
    facts = entry.facts
    assert isinstance(facts, Record)
    first_amount = next(amounts(facts), None)
    return unit_of(
        entry,
        source,
        line,
        refs=tuple(prefixed(refs_of(entry), at)),
        titles=facts.name.pairs,
        summaries=facts.summary.pairs if facts.summary else (),
        aliases=facts.aliases,
        sound=packed(facts.sound.sound) if facts.sound else "",
        images=_images(getattr(facts, "image", None)),
        image_at=".".join(map(str, image_at or (*at, "image"))),
        amount=".".join(map(str, (*at, *first_amount))) if first_amount is not None else "",
    )


def _withdrawal(facts: Facts) -> Withdrawn | None:
    if not facts.taken_back:
        return None
    said = facts.withdrawal
    if said is None:
        return Withdrawn("", (), False)
    return Withdrawn(said.date.edtf if said.date else "", said.reason.pairs if said.reason else (), said.show_title)


def bare(
    source: TextFile, kind: str, slug: str, language: str, *, body: bytes = b"", refs: tuple[Ref, ...] = ()
) -> Unit:
    """What a file says of an entry whose facts stand in another."""
    return Unit(
        kind=kind,
        slug=slug,
        language=language,
        path=source.path,
        line=1,
        original=False,
        digest=_digest(source, slug),
        metadata_digest=b"",
        titles=(),
        summaries=(),
        aliases=(),
        sound="",
        date=None,
        card=(),
        dated=(),
        refs=refs,
        links=(),
        mentions=(),
        quotes=(),
        aims=(),
        notes=0,
        latest=0,
        readings=(),
        draws=None,
        choices=(),
        membership_queries=(),
        parties=(),
        ties=(),
        amount="",
        hidden=False,
        publish_at=0,
        public=False,
        body=body,
        images=(),
        credit=(),
        attached=(),
        was=(),
        withdrawal=None,
    )


def _digest(source: TextFile, *names: str) -> bytes:
    return hashlib.blake2b(source.digest + " ".join(names).encode(), digest_size=16).digest()
