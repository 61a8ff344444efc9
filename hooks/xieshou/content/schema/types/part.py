"""Parts of a record: fields of their own, such as a partner's organisation, side and role."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, ClassVar

from pydantic import BaseModel, GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema

from xieshou.content.schema.introspect import Fields, data_fields, shapes
from xieshou.content.schema.types.base import (
    ANY_SITE,
    SEPARATOR,
    UNCLAIMED,
    AnyCell,
    CellMaker,
    FieldType,
    FormMaker,
    JsonSchema,
    Published,
    SiteNames,
)


class PartType(FieldType[BaseModel]):
    """A part of a record.

    ``short``: the field that may be written alone instead of the whole part, and that stands for it in tables.
    ``in_tables``: whether a list of such parts within another part has a column; it is always in the JSON.
    """

    name: ClassVar[str] = "part"
    form: ClassVar[str] = "parts"
    in_lists: ClassVar[bool] = False

    def __init__(self, *, model: type[BaseModel] | None = None, short: str = "", in_tables: bool = True) -> None:
        self.model, self.short, self.in_tables = model, short, in_tables
        self.has_columns = not short

    @classmethod
    def claim(cls, annotation: Any) -> PartType | None:
        is_model = isinstance(annotation, type) and issubclass(annotation, BaseModel)
        return cls(model=annotation) if is_model else None

    def bound(self, annotation: Any) -> FieldType[BaseModel]:
        bare = self.claim(annotation)
        return PartType(model=bare.model, short=self.short, in_tables=self.in_tables) if bare else UNCLAIMED

    @property
    def word_kind(self) -> str:
        return shapes(self.model)[self.short].kind if self.model and self.short else ""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        whole = handler(source)
        return core_schema.no_info_before_validator_function(self._whole, whole) if self.short else whole

    def _whole(self, value: Any) -> Any:
        return {self.short: value} if isinstance(value, str) else value

    def cell(self, value: BaseModel, field: str, cells: CellMaker[AnyCell]) -> AnyCell | None:
        return cells.rows(value)

    def columns(self, languages: Sequence[str]) -> tuple[str, ...]:
        return ("",) if self.in_tables else ()

    def csv_cells(self, values: Sequence[BaseModel], languages: Sequence[str], published: Published) -> tuple[str, ...]:
        """Each by its ``short`` field; a list without one as JSON."""
        if not self.in_tables:
            return ()
        if self.short:
            return (SEPARATOR.join(str(getattr(value, self.short)) for value in values),)
        listed = [nested(value, published) for value in values]
        return (json.dumps(listed, ensure_ascii=False) if listed else "",)

    def json(self, value: BaseModel, published: Published) -> Any:
        return nested(value, published)

    def is_published(self, value: BaseModel, published: Published) -> bool:
        whole: frozenset[str] = getattr(value, "indivisible", frozenset())
        return all(
            shape.type.is_published(own, published)
            for name, shape in shapes(type(value)).items()
            if shape.kind and (not shape.many or name in whole)
            for own in shape.values(value, name)
        )

    def described(self, field: str, forms: FormMaker) -> str:
        if self.short and self.model:
            return shapes(self.model)[self.short].type.described(self.short, forms)
        return super().described(field, forms)

    def json_schema(self, site: SiteNames = ANY_SITE) -> JsonSchema:
        """A reference to the definition of the class, which whoever asks is to give (``$defs``)."""
        assert self.model
        whole = {"$ref": f"#/$defs/{self.model.__name__}"}
        if not self.short:
            return whole
        return {"anyOf": [shapes(self.model)[self.short].type.json_schema(site), whole]}


def nested(model: BaseModel, published: Published, fields: Fields | None = None) -> dict[str, Any]:
    """``model`` as JSON: all its public fields, or ``fields``. What is empty is left out, and what may not be named."""
    found: dict[str, Any] = {}
    for name, shape in data_fields(type(model)) if fields is None else fields:
        values = shape.values(model, name)
        plain = [shape.type.json(value, published) for value in values if shape.type.is_published(value, published)]
        if plain:
            found[name] = plain if shape.many else plain[0]
    return found
