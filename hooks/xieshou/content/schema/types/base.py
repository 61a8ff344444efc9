"""What a type of field says of its values, and which types there are.

In: a value as editors write it, or as it was parsed. Out: all that any stage makes of it. No stage asks what a value
is: it asks the field's type, so a type that is added is on the page, in the data and in the search like the others.

A type stands in the annotation of a field (``Annotated[str, LineType()]``), or claims annotations by their form
(``Literal[…]``, a class of parts). ``TYPES`` fills itself.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, Generic, NamedTuple, Protocol, TypeVar

from pydantic import BaseModel, GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema

from xieshou.content.schema import edtf, quantities
from xieshou.content.schema.text import Text

T = TypeVar("T")
AnyCell = TypeVar("AnyCell")
C_co = TypeVar("C_co", covariant=True)

JsonSchema = dict[str, Any]
Published = frozenset[str]
"""The ids (``kind/slug``) of the entries that a record may name in public."""
SEPARATOR = "; "
"""Between several values in one cell of a table."""


class CellMaker(Protocol[C_co]):
    """Makes what a page shows of a value, in the page's language. Views implement it: content knows no words."""

    def line(self, text: str) -> C_co:
        """A text without a language, as it is."""

    def link(self, text: str, address: str) -> C_co:
        """A text that leads to an address outside the site: ``tel:…``."""

    def words(self, text: Text) -> C_co:
        """A text in the page's language, or in its own."""

    def date(self, date: edtf.Date) -> C_co:
        """A date, as precise as it is."""

    def moment(self, seconds: int) -> C_co:
        """A moment, given in seconds since 1970."""

    def quantity(self, quantity: quantities.Quantity) -> C_co:
        """A quantity, with its printed form."""

    def flag(self, value: bool) -> C_co:
        """Yes or no."""

    def choice(self, field: str, value: str) -> C_co:
        """One of the choices of ``field``, by its label."""

    def entry(self, kind: str, slug: str) -> C_co | None:
        """A link to an entry; None where it is not published."""

    def rows(self, part: BaseModel) -> C_co | None:
        """The fields of a part, each with its label; None where what is not published leaves nothing to say."""


class FormMaker(Protocol):
    """Says in the page's language what the values of a column look like."""

    def named(self, form: str) -> str:
        """The label ``data.forms.<form>``."""

    def entry(self, kind: str) -> str:
        """Slugs of entries of ``kind``."""

    def choice(self, field: str, values: Sequence[str]) -> str:
        """One of ``values``, which are choices of ``field``."""

    def site_choice(self, name: str) -> str:
        """One of those that the site itself names."""


class SiteNames(NamedTuple):
    """What a site names itself: its languages (none: not known), and the choices it gives to fields."""

    languages: tuple[str, ...] = ()
    choices: Mapping[str, tuple[str, ...]] = {}


ANY_SITE = SiteNames()


class FieldType(Generic[T]):
    """A type of field. What a type does not say for itself is that of a line of text.

    ``name`` registers it. ``form`` is the label (``data.forms.…``) that says what stands in its columns, ``example`` a
    value as an editor writes it, if it is one word or line. ``value_class``: the class of values that are of this type
    wherever they stand.
    """

    name: ClassVar[str] = ""
    form: ClassVar[str] = "line"
    example: ClassVar[str] = ""
    value_class: ClassVar[type | None] = None
    needs_evidence: ClassVar[bool] = False
    """A record that gives a value of it is to name its source."""
    has_columns: bool = False
    """Its values are records of their own: a list of them can be a table."""
    in_lists: ClassVar[bool] = True
    """A list of entries can show it: it needs nothing but itself."""

    evident: ClassVar[bool] = True
    """In a list of entries a value of it needs no label."""

    model: type[BaseModel] | None = None
    """The class of its values, where they are parts of a record."""
    kind: str = ""
    """The kind of entry its values refer to."""
    choices: tuple[str, ...] = ()
    site_choice: str = ""
    alone: ClassVar[bool] = False
    """A list of one may be written as its value."""
    plain_words: bool = False
    """Its values are words that readers see as they are typed: markup would be printed, a placeholder published."""

    @property
    def word_kind(self) -> str:
        """The kind of entry that a value refers to where it is written as one word."""
        return self.kind

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        if "name" in cls.__dict__:
            known = TYPES.setdefault(cls.name, cls)
            if (known.__module__, known.__qualname__) != (cls.__module__, cls.__qualname__):
                raise TypeError(f"{cls.__qualname__}: {known.__qualname__} is the field type {cls.name!r} already")

    def __repr__(self) -> str:
        return f"{type(self).__name__}()"

    @classmethod
    def claim(cls, annotation: Any) -> FieldType[Any] | None:
        """The type of values with this bare annotation, if they are of this class of types."""
        return None

    def bound(self, annotation: Any) -> FieldType[T]:
        """This type, as it stands in an annotation of ``annotation``."""
        return self

    # -- parsing

    def parse(self, value: Any) -> T:
        """The value written as ``value``. Raises ``PydanticCustomError``, whose type is the problem's code."""
        raise NotImplementedError

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(self.parse)

    def repair(self, written: str) -> str | None:
        """``written`` as it was surely meant, in a form that ``parse`` takes; None where nothing is sure."""
        return None

    # -- pages

    def shows(self, value: T, written: bool) -> bool:
        """Whether a page has a row for it; ``written``: an editor wrote it, it is not only the class's default."""
        return True

    def cell(self, value: T, field: str, cells: CellMaker[AnyCell]) -> AnyCell | None:
        """What a page shows of a value of ``field``; None where that may not be shown."""
        return cells.line(str(value))

    def search_words(self, value: T) -> tuple[str, ...]:
        """What it is to be found by besides what the page shows."""
        return ()

    def pack(self, value: T) -> str:
        """A value as lists of entries keep it."""
        return str(value)

    def unpack(self, packed: str) -> T:
        """The value that ``pack`` made ``packed`` of."""
        return self.parse(packed)

    # -- data

    def columns(self, languages: Sequence[str]) -> tuple[str, ...]:
        """The ends of the names of its columns in a table."""
        return ("",)

    def csv(self, value: T, languages: Sequence[str]) -> tuple[str | None, ...]:
        """What stands in each column; None where a value has nothing for it."""
        return (str(value),)

    def csv_cells(self, values: Sequence[T], languages: Sequence[str], published: Published) -> tuple[str, ...]:
        """What stands in each column of several values."""
        rows = [self.csv(value, languages) for value in values]
        return tuple(
            SEPARATOR.join(text for row in rows if (text := row[at]) is not None)
            for at in range(len(self.columns(languages)))
        )

    def json(self, value: T, published: Published) -> Any:
        """A value as JSON."""
        return value

    def is_published(self, value: T, published: Published) -> bool:
        """Whether a value may stand in public data: it names nothing that is not published."""
        return True

    def described(self, field: str, forms: FormMaker) -> str:
        """What its columns hold, for people."""
        return forms.named(self.form)

    def json_schema(self, site: SiteNames = ANY_SITE) -> JsonSchema:
        """The JSON Schema of a value as an editor writes it."""
        return {"type": "string", "minLength": 1}


TYPES: dict[str, type[FieldType[Any]]] = {}
"""Every type by name."""
UNCLAIMED = FieldType[Any]()
"""Stands for an annotation that no type claims. No kind may have one."""


def claimed(annotation: Any) -> FieldType[Any]:
    """The type that claims a bare annotation, or ``UNCLAIMED``."""
    return next((claim for cls in TYPES.values() if (claim := cls.claim(annotation))), UNCLAIMED)


def type_of_value(value: object) -> type[FieldType[Any]]:
    """The type whose values are of the class of ``value``. Raises ``TypeError``."""
    known = _OF_CLASSES.get(type(value))
    if known is None:
        own = (cls for base in type(value).__mro__ for cls in TYPES.values() if cls.value_class is base)
        known = next(own, None)
        if known is None:
            raise TypeError(f"no field type has values of {type(value).__name__}")
        _OF_CLASSES[type(value)] = known
    return known


_OF_CLASSES: dict[type, type[FieldType[Any]]] = {}
