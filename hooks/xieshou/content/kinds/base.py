"""What every kind of record shares: the base classes, the parts, and how a class says what others may know of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Annotated, Any, ClassVar

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationInfo, field_validator, model_validator
from pydantic_core import PydanticCustomError

from xieshou.content.schema import edtf
from xieshou.content.schema.fields import (
    CardFact,
    Date,
    Flag,
    FormerSlug,
    Instant,
    Line,
    LocalText,
    MembershipQuery,
    OrganisationSlug,
    Side,
    SoundOfName,
    SourceSlug,
)
from xieshou.content.schema.introspect import require_types, shapes
from xieshou.content.schema.readings import Drawing, ReadingKey
from xieshou.content.schema.text import Text
from xieshou.content.schema.types.part import PartType

KINDS: dict[str, type[Facts]] = {}
"""Every kind by name, in the order the site shows them. Filled by the classes themselves."""

DatedText = tuple[edtf.Date, Text | None]
"""A dated fact for the timeline: when, and what (None: the entry's own name says it)."""


class FrozenModel(BaseModel):
    """A part of a record, and the settings of all of them: frozen, and unknown keys are errors."""

    # Schemas are built when a kind is first read: an edit of one story needs one of them, not twenty-five.
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    situation: ClassVar[str] = ""
    """Where its keys stand, for what people bring from other tools: in an article, a record, a page; else nothing."""
    self_evident: ClassVar[frozenset[str]] = frozenset()
    """Fields whose values say of themselves what they are: where a part stands on one line, they have no label."""
    may_come: ClassVar[frozenset[str]] = frozenset()
    """Fields whose dates may lie ahead: all others say when something was."""
    indivisible: ClassVar[frozenset[str]] = frozenset()
    """Lists that say nothing once a value is missing: if one of theirs is not published, the whole part is left out."""


class EvidenceFields(FrozenModel):
    """Where a fact was taken from: a source, and the place in it."""

    self_evident: ClassVar[frozenset[str]] = frozenset(["source", "at"])

    source: SourceSlug
    at: LocalText | None = None


Evidence = Annotated[EvidenceFields, PartType(short="source")]
"""Evidence may be written as the source's slug alone."""


def _provable(value: str, info: ValidationInfo) -> str:
    fields: tuple[str, ...] | None = (info.context or {}).get(PROVABLE)
    if fields is not None and value not in fields:
        raise PydanticCustomError("choice-unknown", "no such field", {"value": value, "choices": ", ".join(fields)})
    return value


class RecordEvidence(EvidenceFields):
    """Where facts of an entry were taken from, and which: ``for`` names fields of it; without it, all of them."""

    for_: tuple[Annotated[Line, AfterValidator(_provable)], ...] = Field(default=(), alias="for")


def each_once(sources: Sequence[EvidenceFields]) -> None:
    """Raise the error of the first source that is given again, with the same place in it."""
    for number, one in enumerate(sources):
        if one in sources[:number]:
            raise PydanticCustomError("link-twice", "twice", {"key": f"sources.{number}", "value": one.source})


def _two(organisations: tuple[str, ...]) -> tuple[str, ...]:
    if len(organisations) != 2 or organisations[0] == organisations[1]:
        raise PydanticCustomError("pair-of-two", "two organisations, no more and no less")
    return organisations


PROVABLE = "provable"
"""Tells evidence, while it is read, which fields the entry has."""


class Partner(FrozenModel):
    """A party to a project, platform or agreement."""

    self_evident: ClassVar[frozenset[str]] = frozenset(["organisation", "side", "role"])

    organisation: OrganisationSlug
    side: Side
    role: LocalText | None = None


class Pair(FrozenModel):
    """Two organisations of which a source says that they work with each other."""

    self_evident: ClassVar[frozenset[str]] = frozenset(["between", "note"])
    indivisible: ClassVar[frozenset[str]] = frozenset(["between"])

    between: Annotated[tuple[OrganisationSlug, ...], AfterValidator(_two)]
    note: LocalText | None = None
    sources: tuple[Evidence, ...] = ()

    @model_validator(mode="after")
    def _each_source_once(self) -> Pair:
        each_once(self.sources)
        return self


class Withdrawal(FrozenModel):
    """What readers are told at the address of an entry that was taken back: when, why, and by which title."""

    date: Date | None = None
    reason: LocalText | None = None
    show_title: Flag = False


class Facts(FrozenModel):
    """What the original of every entry may say. A class that sets ``kind`` becomes a kind of record."""

    self_evident: ClassVar[frozenset[str]] = frozenset(["date"])
    kind: ClassVar[str] = ""
    folder: ClassVar[str] = ""
    """Folder in ``content/`` and plural in link lists: ``projects``."""
    address: ClassVar[str] = ""
    """First part of the address; the folder unless said otherwise."""
    rank: ClassVar[int] = 50
    """Place in navigation and lists; a new kind comes after those that are."""
    stands_alone: ClassVar[bool] = False
    """Is news by itself; the others are there for what uses them, and wait where that is not published."""
    beside: ClassVar[str] = "project"
    """Whose tab it stands under where the site's navigation does not name it: another kind."""
    prominent: ClassVar[bool] = False
    """Its entries have social cards of their own."""
    reads_indicators: ClassVar[bool] = False
    """Its page shows readings of the indicators it names."""
    of_people: ClassVar[bool] = False
    """Its names are those of people: a surname may be read otherwise than the word (单, 查)."""
    dated_by: ClassVar[str] = "date"
    """What its date (``when``) is the date of, by the name of a field: the head of its column says so."""
    not_data: ClassVar[frozenset[str]] = frozenset(
        ["draft", "publish_at", "withdrawn", "withdrawal", "was", "public", "photos"]
    )
    """Fields that say whether it is published, and where: what is public is. And photographs, entries themselves."""

    sources: tuple[Annotated[RecordEvidence, PartType(short="source")], ...] = ()
    draft: Flag = False
    publish_at: Instant | None = None
    withdrawn: Flag = False
    withdrawal: Withdrawal | None = None
    was: tuple[FormerSlug, ...] = ()
    """The slugs it had before, or one; one with a year (``2023/slug``) is that of an address in that year."""

    @field_validator("was", mode="before")
    @classmethod
    def _one_or_many(cls, value: Any) -> Any:
        return [value] if isinstance(value, str) and value else value

    @property
    def taken_back(self) -> bool:
        """Whether it was published and is no more: what is said of that says so too."""
        return self.withdrawn or self.withdrawal is not None

    @model_validator(mode="after")
    def _each_source_once(self) -> Facts:
        each_once(self.sources)
        return self

    @model_validator(mode="after")
    def _pairs_of_its_parties(self) -> Facts:
        parties = {organisation for organisation, _ in self.cooperating_parties()}
        seen: set[frozenset[str]] = set()
        for field, number, pair in self._pairs():
            for place, organisation in enumerate(pair.between):
                if parties and organisation not in parties:
                    details = {"key": f"{field}.{number}.between.{place}", "value": organisation}
                    raise PydanticCustomError("pair-of-others", "not among the parties", details)
            both = frozenset(pair.between)
            if both in seen:
                details = {"key": f"{field}.{number}.between", "value": ", ".join(pair.between)}
                raise PydanticCustomError("pair-twice", "twice", details)
            seen.add(both)
        return self

    @classmethod
    def __pydantic_init_subclass__(cls, **kwargs: Any) -> None:
        super().__pydantic_init_subclass__(**kwargs)
        if cls.kind:
            cls.address = cls.__dict__.get("address") or cls.folder
            require_types(cls, cls.kind)
            KINDS[cls.kind] = cls

    @classmethod
    def provable(cls) -> tuple[str, ...]:
        """The fields a source can be given for, the lists of links aside."""
        return tuple(name for name in shapes(cls) if name != "sources" and name not in cls.not_data)

    @property
    def when(self) -> edtf.Date | None:
        """The date it is sorted by, if it has one."""
        return None

    def dated(self) -> tuple[DatedText, ...]:
        """Its dated facts, for the timeline."""
        return ((self.when, None),) if self.when else ()

    def quotable(self) -> tuple[ReadingKey, ...]:
        """What a text can quote of it, in brief."""
        return ()

    def membership_queries(self) -> tuple[MembershipQuery, ...]:
        """The groups of entries that belong to it by what they are, not by being named."""
        return ()

    def cooperating_parties(self) -> tuple[tuple[str, str], ...]:
        """The parties it names: organisation, and side (empty: the organisation's own)."""
        parts = (part for _, _, part in self._parts())
        return tuple((part.organisation, part.side) for part in parts if isinstance(part, Partner))

    def credited(self) -> tuple[Text | None, Text | None]:
        """Who is to be named for its picture, and what others may do with that."""
        return None, None

    def attached(self) -> tuple[tuple[str, str], ...]:
        """The files that are published with it: the field that names each, and its path below ``assets/``."""
        return ()

    def wanting(self) -> tuple[str, ...]:
        """Fields that are missing and should be there all the same."""
        return ()

    def draws(self) -> Drawing | None:
        """What it draws of indicators, if it is a chart."""
        return None

    def ties(self) -> tuple[tuple[str, str], ...]:
        """The organisations of which it says that they work with each other: its pairs, or its parties where these are
        two. Of three parties nothing says which works with which.
        """
        pairs = tuple((pair.between[0], pair.between[1]) for _, _, pair in self._pairs())
        parties = tuple(dict.fromkeys(organisation for organisation, _ in self.cooperating_parties()))
        return pairs or (((parties[0], parties[1]),) if len(parties) == 2 else ())

    def _pairs(self) -> Iterator[tuple[str, int, Pair]]:
        return ((field, number, part) for field, number, part in self._parts() if isinstance(part, Pair))

    def _parts(self) -> Iterator[tuple[str, int, BaseModel]]:
        """Every part in a list: the field, its number there, the part."""
        for name in type(self).model_fields:
            value = getattr(self, name)
            if isinstance(value, tuple):
                yield from ((name, number, part) for number, part in enumerate(value) if isinstance(part, BaseModel))

    def card(self) -> tuple[CardFact, ...]:
        """What a list shows of it besides its name."""
        return ()


class Record(Facts):
    """An entry written as one YAML record in all languages."""

    situation: ClassVar[str] = "record"

    name: LocalText
    aliases: tuple[Line, ...] = ()
    sound: SoundOfName | None = None
    summary: LocalText | None = None
    note: LocalText | None = None
    public: Flag = False
    """Published even while only unpublished entries use it."""
