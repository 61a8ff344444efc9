"""What a page shows of a record's fields: labelled rows of cells, in the page's language.

In: a record, or a fact that lists keep. Out: ``Row``. What is made of a value, its field type says; here stands how
this site says it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from pydantic import BaseModel

from xieshou.content.attached_file import AttachedFile
from xieshou.content.catalog import Card
from xieshou.content.kinds import KINDS
from xieshou.content.kinds.file_record import FileRecord
from xieshou.content.schema import edtf, quantities
from xieshou.content.schema.fields import CardFact
from xieshou.content.schema.introspect import shapes
from xieshou.content.schema.text import Text
from xieshou.content.schema.types.base import TYPES
from xieshou.language.labels import Labels
from xieshou.language.locale import machine_moment, show_bytes, show_moment
from xieshou.views.shared.models import Amount, Cell, Choice, Item, LinkedText, LocalizedText, Row, Rows, When, YesNo


class Speaker(Protocol):
    """What cells need of the page they are on."""

    @property
    def labels(self) -> Labels: ...
    def words(self, text: Text) -> LocalizedText: ...
    def when(self, date: edtf.Date) -> When: ...
    def amount(self, quantity: quantities.Quantity) -> Amount: ...
    def choice(self, field_name: str, value: str, kind: str = "", type_: str = "") -> Choice: ...
    def known(self, id_: str) -> bool: ...
    def item(self, id_: str) -> Item: ...


@dataclass(frozen=True, slots=True)
class Cells:
    """Makes the cells of an entry of ``kind``, and of ``type`` if it has one, as ``page`` speaks."""

    page: Speaker
    kind: str
    type: str = ""

    def record(self, model: BaseModel, hidden: frozenset[str] = frozenset()) -> Iterator[Row]:
        """The fields of a record or a part of one, in the order of its class, but for ``hidden`` and the empty ones."""
        written = model.model_fields_set
        for name, shape in shapes(type(model)).items():
            if name in hidden:
                continue
            own, attribute = shape.type, shape.attribute or name
            values = [value for value in shape.values(model, name) if own.shows(value, attribute in written)]
            cells = tuple(cell for value in values if (cell := own.cell(value, name, self)) is not None)
            if cells:
                also = tuple(LocalizedText(words) for value in values for words in own.search_words(value))
                yield Row(name, self.page.labels.field(self.kind, name), cells, (), also)

    def line(self, text: str) -> Cell:
        return LocalizedText(text)

    def link(self, text: str, address: str) -> Cell:
        return LinkedText(text, address)

    def words(self, text: Text) -> Cell:
        return self.page.words(text)

    def date(self, date: edtf.Date) -> Cell:
        return self.page.when(date)

    def moment(self, seconds: int) -> Cell:
        return When(show_moment(seconds, self.page.labels), machine_moment(seconds), 0)

    def quantity(self, quantity: quantities.Quantity) -> Cell:
        return self.page.amount(quantity)

    def flag(self, value: bool) -> Cell:
        return YesNo(self.page.labels("ui.yes" if value else "ui.no"), value)

    def choice(self, field: str, value: str) -> Cell:
        return self.page.choice(field, value, self.kind, self.type)

    def entry(self, kind: str, slug: str) -> Cell | None:
        id_ = f"{kind}/{slug}"
        return self.page.item(id_) if self.page.known(id_) else None

    def rows(self, part: BaseModel) -> Cell | None:
        whole: frozenset[str] = getattr(part, "indivisible", frozenset())
        fields = shapes(type(part))
        for name in whole:
            if any(fields[name].type.cell(value, name, self) is None for value in fields[name].values(part, name)):
                return None
        evident: frozenset[str] = getattr(part, "self_evident", frozenset())
        return Rows(type(part).__name__.lower(), tuple(self.record(part)), evident)


def file_form(file: AttachedFile, labels: Labels) -> str:
    """What form a file has, and how large it is, in brackets."""
    return labels("ui.file_form", form=file.form.upper(), size=show_bytes(file.size, labels))


def file_row(card: Card, labels: Labels) -> tuple[Row, ...]:
    """What a list says of the file of an entry that is there to be downloaded."""
    if card.kind != FileRecord.kind:
        return ()
    shown = (f"{file.form.upper()} · {show_bytes(file.size, labels)}" for file in card.attached)
    return tuple(Row("file", labels.field(card.kind, "file"), (LocalizedText(text),)) for text in shown)


def date_label(kind: str, labels: Labels) -> str:
    """What the date of an entry of ``kind`` is the date of."""
    return labels.field(kind, KINDS[kind].dated_by)


def listed_row(page: Speaker, kind: str, type_: str, fact: CardFact) -> Row:
    """A fact that lists show of an entry of ``kind`` and ``type_``. Raises ``TypeError`` for one that they cannot."""
    name, type_name, packed = fact
    known = shapes(KINDS[kind]).get(name)
    own = known.type if known else TYPES[type_name]()
    if not own.in_lists:
        raise TypeError(f"kind {kind}, field {name}: lists cannot show a field of type {own.name}")
    cell = own.cell(TYPES[type_name]().unpack(packed), name, Cells(page, kind, type_))
    named = not own.evident and name not in KINDS[kind].self_evident
    return Row(name, page.labels.field(kind, name), (cell,) if cell is not None else (), named=named)
