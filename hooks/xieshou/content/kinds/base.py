"""What every kind of record shares: the base classes, the parts, and how a class says what others may know of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any, ClassVar, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationInfo, model_validator
from pydantic_core import PydanticCustomError

from xieshou.content.schema import edtf
from xieshou.content.schema.fields import (
    CardFact,
    Date,
    Flag,
    Instant,
    Line,
    LocalText,
    MembershipQuery,
    OrganisationSlug,
    Quantity,
    Side,
    SourceSlug,
)
from xieshou.content.schema.introspect import require_types, shapes
from xieshou.content.schema.readings import ReadingKey
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

    self_evident: ClassVar[frozenset[str]] = frozenset()
    """Fields whose values say of themselves what they are: where a part stands on one line, they have no label."""


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


PROVABLE = "provable"
"""Tells evidence, while it is read, which fields the entry has."""


class Partner(FrozenModel):
    """A party to a project, platform or agreement."""

    self_evident: ClassVar[frozenset[str]] = frozenset(["organisation", "side", "role"])

    organisation: OrganisationSlug
    side: Side
    role: LocalText | None = None


class Status(FrozenModel):
    """How far something had come, and when that was said."""

    self_evident: ClassVar[frozenset[str]] = frozenset(["stage", "note"])

    stage: Literal[
        "planned", "signed", "started", "under-way", "pilot", "completed", "in-operation", "established", "cultivating"
    ]
    as_of: Date | None = None
    note: LocalText | None = None


class Milestone(FrozenModel):
    """A dated step."""

    date: Date
    what: LocalText


class Measure(FrozenModel):
    """A quantity and what it measures."""

    self_evident: ClassVar[frozenset[str]] = frozenset(["what", "value"])

    what: LocalText
    value: Quantity


class Facts(FrozenModel):
    """What the original of every entry may say. A class that sets ``kind`` becomes a kind of record."""

    kind: ClassVar[str] = ""
    folder: ClassVar[str] = ""
    """Folder in ``content/`` and plural in link lists: ``projects``."""
    address: ClassVar[str] = ""
    """First part of the address; the folder unless said otherwise."""
    rank: ClassVar[int] = 50
    """Place in navigation and lists; a new kind comes after those that are."""
    prominent: ClassVar[bool] = False
    """Has a tab of its own in the header."""
    reads_indicators: ClassVar[bool] = False
    """Its page shows readings of the indicators it names."""
    not_data: ClassVar[frozenset[str]] = frozenset(["draft", "publish_at", "withdrawn"])
    """Fields that say whether it is published: what is public is."""

    sources: tuple[Annotated[RecordEvidence, PartType(short="source")], ...] = ()
    draft: Flag = False
    publish_at: Instant | None = None
    withdrawn: Flag = False

    @model_validator(mode="after")
    def _each_source_once(self) -> Facts:
        each_once(self.sources)
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
        """The parties it brings together: organisation, and side (empty: the organisation's own)."""
        values = (getattr(self, name) for name in type(self).model_fields)
        parts = (part for value in values if isinstance(value, tuple) for part in value)
        return tuple((part.organisation, part.side) for part in parts if isinstance(part, Partner))

    def card(self) -> tuple[CardFact, ...]:
        """What a list shows of it besides its name."""
        return ()


class Record(Facts):
    """An entry written as one YAML record in all languages."""

    name: LocalText
    aliases: tuple[Line, ...] = ()
    summary: LocalText | None = None
    note: LocalText | None = None
