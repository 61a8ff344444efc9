"""What a page may look at while it is rendered, and how it sees it: entries as items, fields as labelled cells.

Asking for an entry that the page does not name raises ``UndeclaredDependency``: its key would not know of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any, overload

from markupsafe import Markup
from pydantic import BaseModel

from xieshou.content.anchors import figure_anchor
from xieshou.content.catalog import Card
from xieshou.content.entries import Entry
from xieshou.content.kinds import FOLDERS, KINDS
from xieshou.content.kinds.base import EvidenceFields, Facts, RecordEvidence
from xieshou.content.markdown.body import Body
from xieshou.content.schema import edtf, quantities
from xieshou.content.schema.fallback import shown_in
from xieshou.content.schema.fields import CardFact
from xieshou.content.schema.text import Text
from xieshou.content.site_file import SITE_CHOICES
from xieshou.core.scripts import language_of, quoted_in
from xieshou.language.labels import Labels
from xieshou.language.locale import machine_date, show_date, show_quantity
from xieshou.pictures.inspect import Picture, Pictures
from xieshou.plan.pages import Page, Plan
from xieshou.plan.site_values import SiteValues, site_key
from xieshou.views.shared.cells import Cells, date_label, file_row, listed_row
from xieshou.views.shared.figure_models import FigureModel
from xieshou.views.shared.memo import RenderMemo
from xieshou.views.shared.models import BASE, Amount, Choice, Fact, Item, Link, LocalizedText, Marker, Proof, Row, When
from xieshou.views.shared.time_forms import form_of


class UndeclaredDependency(LookupError):
    """A page looked at an entry that its parts do not name."""


@dataclass(slots=True)
class PageContext:
    """One page's view of the site."""

    page: Page
    _plan: Plan
    _site: SiteValues
    all_labels: Mapping[str, Labels]
    _pictures: Pictures
    _fetch_entry: Callable[[str], Entry]
    _fetch_body: Callable[[bytes], Body]
    draw: Callable[[PageContext, Entry], FigureModel]
    embed: Callable[[FigureModel], Markup]
    seen: RenderMemo
    _faces: set[str] = field(default_factory=set)
    placed: dict[str, FigureModel] = field(default_factory=dict)
    """The figures that stand already: one shown twice has one address."""

    def __post_init__(self) -> None:
        self._faces = {id_ for _, ids in self.page.metadata_deps for id_ in ids}
        self._faces.update(self.page.content_deps, [self.page.subject])

    @property
    def labels(self) -> Labels:
        """The words of the page's language."""
        return self.all_labels[self.page.language]

    @property
    def language(self) -> str:
        """The page's language."""
        return self.page.language

    @property
    def languages(self) -> tuple[str, ...]:
        """The site's languages; the build's fingerprint knows of them."""
        return self._plan.languages

    def prefix(self, language: str) -> str:
        """What addresses in ``language`` begin with."""
        return self._plan.prefix(language)

    def site(self, key: str) -> Any:
        """What the site's own file says at a dotted key of the page's ``site_deps``."""
        if key not in self.page.site_deps:
            raise UndeclaredDependency(f"{self.page.address}: site.yml {key}")
        return self._site.value(key)

    def picture(self, name: str) -> Picture | None:
        """The picture that a figure of the page shows, by its file's name; None where the file can't be used."""
        if not any(self._plan.catalog.cards[id_].owns(name) for id_ in self.page.all_content_deps):
            raise UndeclaredDependency(f"{self.page.address}: {name}")
        return self._pictures.get(name)

    def body(self) -> Body | None:
        """The text that the page shows, in its language; None where the entry has none."""
        if not self.page.body:
            raise UndeclaredDependency(f"{self.page.address}: text")
        digest = self.card(self.page.body).bodies.get(self.language)
        return None if digest is None else self._fetch_body(digest)

    def text_of(self, id_: str) -> Body | None:
        """The text on the page that a link to an entry leads to, of an entry that the page reads whole."""
        if id_ not in self.page.all_content_deps:
            raise UndeclaredDependency(f"{self.page.address}: text of {id_}")
        card = self._plan.catalog.cards[id_]
        digest = card.bodies.get(shown_in(self.language, card.languages))
        return None if digest is None else self._fetch_body(digest)

    def owner_of(self, name: str) -> str:
        """The id of the entry on the page that shows a picture file, or has a file published."""
        found = next((id_ for id_ in self.page.shown if self._plan.catalog.cards[id_].owns(name)), None)
        if found is None:
            raise UndeclaredDependency(f"{self.page.address}: {name}")
        return found

    @property
    def left_out(self) -> tuple[str, ...]:
        """What a preview does without (``Plan.left_out``)."""
        return self._plan.left_out

    def card(self, id_: str) -> Card:
        """What others may know of an entry of the page."""
        if id_ not in self._faces:
            raise UndeclaredDependency(f"{self.page.address}: {id_}")
        return self._plan.catalog.cards[id_]

    def entry(self, id_: str) -> Entry:
        """The facts of an entry the page reads whole."""
        if id_ != self.page.subject and id_ not in self.page.content_deps:
            raise UndeclaredDependency(f"{self.page.address}: {id_}")
        return self._fetch_entry(id_)

    def address(self, id_: str, language: str) -> str:
        """The address of an entry in ``language``, from the site's root."""
        return self._plan.address(self.card(id_), language)

    def href(self, id_: str) -> str:
        """The address of an entry."""
        return BASE + self._plan.address(self.card(id_), self.language)

    def at(self, tail: str) -> str:
        """An address in the page's language."""
        return BASE + self.prefix(self.language) + tail

    def item(self, id_: str) -> Item:
        """An entry as lists show it."""
        card = self.card(id_)
        known = self.seen.items.get((id_, self.language))
        if known is None:
            known = self.seen.items[id_, self.language] = self._item(card)
        return known

    def _item(self, card: Card) -> Item:
        title, own = card.title(self.language)
        other = "" if own == self.language else own
        summary = card.summaries.get(self.language) or card.summaries.get(own)
        rows = (self._listed_row(card.kind, dict(card.choices).get("type", ""), fact) for fact in card.facts)
        return Item(
            title=title,
            href=self.href(card.id),
            kind=card.kind,
            id=card.id,
            language=other,
            summary=self._said(summary, self.language if self.language in card.summaries else own) if summary else None,
            date=self.when(edtf.parse(card.date.edtf)) if card.date else None,
            facts=(*file_row(card, self.labels), *rows),
            date_label=date_label(card.kind, self.labels) if KINDS[card.kind].dated_by != Facts.dated_by else "",
        )

    def items(self, group: str) -> tuple[Item, ...]:
        """A group of the page's faces as items."""
        seen, language = self.seen.items, self.page.language
        return tuple(seen.get((id_, language)) or self.item(id_) for id_ in self.page.ids(group))

    def known(self, id_: str) -> bool:
        """Whether an entry that a record names is published, and so part of the page."""
        return id_ in self._faces and id_ in self._plan.catalog.cards

    @overload
    def words(self, text: Text) -> LocalizedText: ...
    @overload
    def words(self, text: Text | None) -> LocalizedText | None: ...
    def words(self, text: Text | None) -> LocalizedText | None:
        """A text in the page's language, or in its own."""
        if text is None:
            return None
        return self._said(*text.shown(self.language))

    def _said(self, words: str, language: str) -> LocalizedText:
        other = "" if language == self.language else language
        return LocalizedText(words, other, quoted_in(words, language, self.languages))

    def alias(self, name: str) -> LocalizedText:
        """A printed short form, in the language that its script tells."""
        own = language_of(name, self.own_first)
        return LocalizedText(name, "" if own == self.language else own)

    @property
    def own_first(self) -> tuple[str, ...]:
        """The site's languages, the page's before the others."""
        return (self.language, *(one for one in self.languages if one != self.language))

    def when(self, date: edtf.Date) -> When:
        """A date as shown."""
        return _when(date.edtf, self.labels)

    def amount(self, quantity: quantities.Quantity, noun: str = "") -> Amount:
        """A quantity as shown, with its printed form where that reads differently."""
        shown = show_quantity(quantity, self.labels, noun)
        if shown == quantity.printed:
            return Amount(shown)
        # Digits alone are in no language; in a site without that of the print they are in the page's.
        plain = quantity.printed.isascii() and quantity.language not in self.languages
        return Amount(shown, self.language, quantity.printed, self.language if plain else quantity.language)

    def choice(self, field_name: str, value: str, kind: str = "", type_: str = "") -> Choice:
        """A choice by its label; of an entry of ``kind`` and ``type_`` in the words for those."""
        named = self._site_choice(field_name, value)
        return Choice(named.text if named else self.labels.choice(field_name, value, kind, type_), field_name, value)

    def _site_choice(self, field_name: str, value: str) -> LocalizedText | None:
        """What the site calls a choice of its own; None for choices that a kind names."""
        if field_name not in SITE_CHOICES:
            return None
        return next((self.words(named.name) for named in self.site(site_key(field_name)) if named.slug == value), None)

    def proofs(self, evidence: tuple[EvidenceFields, ...], kind: str = "") -> tuple[Proof, ...]:
        """Sources as shown; those not published are left out. ``kind``: that of the entry they are given for."""
        return tuple(
            Proof(
                self.item(f"source/{one.source}"),
                self.words(one.at),
                tuple(self._called(kind, name) for name in one.for_) if isinstance(one, RecordEvidence) else (),
            )
            for one in evidence
            if self.known(f"source/{one.source}")
        )

    def markers(self, evidence: tuple[RecordEvidence, ...]) -> dict[str, tuple[Marker, ...]]:
        """For each field that sources were given for, their numbers in the list of ``proofs``."""
        found: dict[str, tuple[Marker, ...]] = {}
        shown = (one for one in evidence if self.known(f"source/{one.source}"))
        for number, one in enumerate(shown, 1):
            marker = Marker(number, self.item(f"source/{one.source}").title, f"#__source-{number}")
            for name in one.for_:
                found[name] = (*found.get(name, ()), marker)
        return found

    def _called(self, kind: str, name: str) -> str:
        """What a field of ``kind`` is called; a list of links by the kind of what it lists."""
        if name in FOLDERS and name not in KINDS[kind].model_fields:
            return self.labels(f"kinds.{FOLDERS[name]}.many")
        return self.labels.field(kind, name)

    def fact(self, id_: str, number: int) -> Fact:
        """One of an entry's dated facts."""
        item, dated = self.item(id_), self.card(id_).dated[number]
        said = dict(dated.what)
        if not said:
            what = LocalizedText(item.title, item.language)
        else:
            own = shown_in(self.language, said)
            what = self._said(said[own], own)
        return Fact(self.when(edtf.parse(dated.edtf)), what, item)

    def rows(self, model: BaseModel, kind: str, hidden: frozenset[str] = frozenset()) -> Iterator[Row]:
        """The fields of a record of ``kind`` as labelled rows, but for ``hidden``; what is empty is left out."""
        return Cells(self, kind, getattr(model, "type", None) or "").record(model, hidden)

    def _listed_row(self, kind: str, type_: str, fact: CardFact) -> Row:
        key = (kind, type_, *fact, self.language)
        known = self.seen.rows.get(key)
        if known is None:
            known = self.seen.rows[key] = listed_row(self, kind, type_, fact)
        return known

    def figure(self, id_: str) -> FigureModel:
        """A figure as it stands on the page: with an address there, the first time."""
        found = self.draw(self, self.entry(id_))
        first = self.placed.setdefault(id_, found) is found
        return replace(found, anchor=figure_anchor(id_)) if first else found

    def others(self) -> tuple[Link, ...]:
        """The page in its other languages, by what that language calls itself."""
        return tuple(
            Link(self.all_labels[language]("ui.also"), BASE + address, language=language)
            for language, address in self.page.names
            if language != self.language
        )


@lru_cache(maxsize=65536)
def _when(written: str, labels: Labels) -> When:
    date = edtf.parse(written)
    vague = date.anchor.precision in ("century", "decade")
    return When(show_date(date, labels), machine_date(date), date.year, vague, form_of(date))
