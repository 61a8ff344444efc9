"""Yes or no."""

from __future__ import annotations

from typing import Any, ClassVar

from pydantic_core import PydanticCustomError

from xieshou.content.schema.types.base import ANY_SITE, AnyCell, CellMaker, FieldType, JsonSchema, SiteNames

_YES, _NO = {"true", "yes", "是"}, {"false", "no", "否"}


class FlagType(FieldType[bool]):
    """Yes or no. Nothing is yes by accident: what is neither is an error."""

    name: ClassVar[str] = "flag"
    form: ClassVar[str] = "flag"
    example: ClassVar[str] = "yes"
    value_class: ClassVar[type | None] = bool
    evident: ClassVar[bool] = False

    def parse(self, value: Any) -> bool:
        text = str(value).strip().lower() if not isinstance(value, (list, dict)) else ""
        if text in _YES or text in _NO:
            return text in _YES
        raise PydanticCustomError("flag-form", "neither yes nor no", {"value": str(value)})

    def shows(self, value: bool, written: bool) -> bool:
        return value or written  # of what nobody wrote, a page says nothing

    def cell(self, value: bool, field: str, cells: CellMaker[AnyCell]) -> AnyCell | None:
        return cells.flag(value)

    def csv(self, value: bool, languages: object) -> tuple[str | None, ...]:
        return (str(value).lower(),)

    def json_schema(self, site: SiteNames = ANY_SITE) -> JsonSchema:
        return {"enum": [True, False, *sorted((_YES | _NO) - {"true", "false"})]}
