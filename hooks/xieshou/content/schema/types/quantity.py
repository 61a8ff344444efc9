"""Quantities, exactly as printed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from pydantic_core import PydanticCustomError

from xieshou.content.schema import quantities
from xieshou.content.schema.types.base import ANY_SITE, AnyCell, CellMaker, FieldType, JsonSchema, Published, SiteNames


class QuantityType(FieldType[quantities.Quantity]):
    """A number with its unit."""

    name: ClassVar[str] = "quantity"
    form: ClassVar[str] = "quantity"
    example: ClassVar[str] = "超1.3亿元"
    value_class: ClassVar[type | None] = quantities.Quantity
    needs_evidence: ClassVar[bool] = True

    def parse(self, value: Any) -> quantities.Quantity:
        try:
            return quantities.parse(str(value) if not isinstance(value, (list, dict)) else "")
        except quantities.NotAQuantity:
            raise PydanticCustomError("quantity-form", "no quantity", {"value": str(value)}) from None

    def cell(self, value: quantities.Quantity, field: str, cells: CellMaker[AnyCell]) -> AnyCell | None:
        return cells.quantity(value)

    def pack(self, value: quantities.Quantity) -> str:
        return value.printed

    def columns(self, languages: Sequence[str]) -> tuple[str, ...]:
        return ("", "_value", "_unit")

    def csv(self, value: quantities.Quantity, languages: Sequence[str]) -> tuple[str | None, ...]:
        return value.printed, value.digits, value.unit

    def json(self, value: quantities.Quantity, published: Published) -> Any:
        found = {"printed": value.printed, "value": value.digits, "unit": value.unit}
        return found | ({"qualifier": value.qualifier} if value.qualifier else {})

    def json_schema(self, site: SiteNames = ANY_SITE) -> JsonSchema:
        return {"type": ["string", "number"]}  # YAML's own reading makes a number of one without a unit
