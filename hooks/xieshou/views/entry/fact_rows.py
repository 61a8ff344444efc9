"""The fields of an entry as rows of its page, but for those that its page shows in a place of their own.

In: the facts of an entry. Out: rows. A field that is added to a kind, or to a part of one, is a row at once: it leaves
the rows only when this table says that a template shows it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from pydantic import BaseModel

from xieshou.content.kinds.album import Album, Photo
from xieshou.content.kinds.base import EvidenceFields, Facts, RecordEvidence
from xieshou.content.kinds.discrepancy import Printed
from xieshou.content.kinds.figure import Captions, Chart, ChartGroup
from xieshou.content.kinds.indicator import Observation
from xieshou.content.kinds.life import FirstPublication, Review, StoryUpdate
from xieshou.content.kinds.mechanism import MechanismPart
from xieshou.content.kinds.need import Answer
from xieshou.content.kinds.parts import Milestone
from xieshou.content.schema.introspect import shapes
from xieshou.plan.site_values import choice_keys
from xieshou.views.shared.context import PageContext
from xieshou.views.shared.models import Marker, Row

_OF_ALL = ("sources", "draft", "publish_at", "withdrawn", "withdrawal", "was", "public", "summary", "photos")
_OF_RECORDS = (*_OF_ALL, "name", "aliases", "note")
_LIFE = ("updated", "updates", "first_published", "reprint_of", "reviewed_by")
_OF_KINDS: dict[str, tuple[str, ...]] = {
    "article": (*_OF_ALL, "title", "author", "translator", "date", "covers", "cover", *_LIFE),
    "discrepancy": (*_OF_RECORDS, "readings", "indicators"),
    # A caption says the date; what stays in view where the picture is cut is the editors' matter.
    "figure": (
        *_OF_RECORDS,
        "caption",
        "alt",
        "image",
        "chart",
        "credit",
        "rights",
        "date",
        "focus",
        "media",
        "captions",
        "speech",
        "web",
    ),
    "file": (*_OF_RECORDS, "file"),
    "indicator": (*_OF_RECORDS, "observations"),
    "mechanism": (*_OF_RECORDS, "strands", "totals"),
    "need": (*_OF_RECORDS, "answers", "totals"),
    "project": (*_OF_RECORDS, "milestones"),
}
"""By kind, the fields with a place of their own; of other kinds those that every record has."""
_OF_PARTS: dict[type[BaseModel], tuple[str, ...]] = {
    Album: ("folder", "pictures", "caption", "credit", "date", "rights"),
    Answer: ("envoy", "platform", "project", "organisation", "how"),
    Captions: ("language", "file"),
    Chart: ("form", "indicators", "groups", "period"),
    ChartGroup: ("name", "indicators"),
    MechanismPart: ("name", "of", "programme", "type", "indicators"),
    FirstPublication: ("outlet", "date", "address", "permission"),
    Milestone: ("date", "what"),
    Observation: ("period", "value", "sources", "scope", "as_of", "note", "preferred", "reason"),
    Printed: ("printed", "sources"),
    Photo: ("file", "caption", "alt", "focus"),
    RecordEvidence: ("source", "at", "for"),
    EvidenceFields: ("source", "at"),
    Review: ("name", "date", "role"),
    StoryUpdate: ("date", "kind", "what"),
}
"""What those places show of parts. A part with more fields than these is shown as a row besides."""


def fact_rows(context: PageContext, facts: Facts, markers: Mapping[str, tuple[Marker, ...]]) -> Iterator[Row]:
    """The rows, each with the sources that were given for its field."""
    for row in context.rows(facts, facts.kind, with_own_place(type(facts))):
        yield row._replace(markers=markers.get(row.field, ()))


@cache
def with_own_place(cls: type[Facts]) -> frozenset[str]:
    """The fields of a kind that its page shows elsewhere, wholly."""
    fields = shapes(cls)
    return frozenset(
        name for name in _OF_KINDS.get(cls.kind, _OF_RECORDS) if name in fields and _shown_wholly(fields[name].model)
    )


def _shown_wholly(part: type[BaseModel] | None) -> bool:
    if part is None:
        return True
    shown = _OF_PARTS.get(part, ())
    return all(name in shown and _shown_wholly(shape.model) for name, shape in shapes(part).items())


def side_order(context: PageContext, kind: str) -> list[str]:
    """The sides of the cooperation as the site lists them; none where entries of ``kind`` do not say theirs."""
    return [one.slug for one in context.site("sides")] if "sides" in choice_keys(kind) else []
