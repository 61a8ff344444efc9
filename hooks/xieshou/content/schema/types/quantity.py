"""Quantities, exactly as printed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from pydantic import GetCoreSchemaHandler, ValidationInfo
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from xieshou.content.schema import quantities
from xieshou.content.schema.notation import units
from xieshou.content.schema.types.base import ANY_SITE, AnyCell, CellMaker, FieldType, JsonSchema, Published, SiteNames


class QuantityType(FieldType[quantities.Quantity]):
    """A number with its unit, in one line or in one for each language.

    ``of``: what is measured, where the field says it: ``money`` takes sums with their currency alone. ``counted``: the
    record says what its values count, and so it looks at their units itself.
    """

    name: ClassVar[str] = "quantity"
    form: ClassVar[str] = "quantity"
    example: ClassVar[str] = "超1.3亿元"
    value_class: ClassVar[type | None] = quantities.Quantity
    needs_evidence: ClassVar[bool] = True

    def __init__(self, of: str = "", counted: bool = False) -> None:
        self.of, self.counted = of, counted

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.with_info_plain_validator_function(self._validated)

    def _validated(self, value: Any, info: ValidationInfo) -> quantities.Quantity:
        context = info.context or {}
        return self._read(value, context.get("languages", quantities.LANGUAGES))

    def parse(self, value: Any) -> quantities.Quantity:
        return self._read(value, quantities.LANGUAGES)

    def _read(self, value: Any, languages: Sequence[str]) -> quantities.Quantity:
        try:
            if isinstance(value, dict):
                found = quantities.parse_each(_by_language(value, languages))
            else:
                found = quantities.parse("" if isinstance(value, list) else str(value), tuple(languages))
        except quantities.NotAQuantity as error:
            details = {"value": str(error), "readings": ", ".join(error.readings)}
            raise PydanticCustomError(error.code, "no quantity", details) from None
        details = {"value": found.printed, "unit": found.unit}
        if self.of and units.sort_of(found.unit)[0] != self.of:
            raise PydanticCustomError("quantity-money", "no sum of money", details)
        if not self.counted and not units.known(found.unit):
            raise PydanticCustomError("quantity-unit", "no such unit", details)
        return found

    def cell(self, value: quantities.Quantity, field: str, cells: CellMaker[AnyCell]) -> AnyCell | None:
        return cells.quantity(value)

    def pack(self, value: quantities.Quantity) -> str:
        return f"{value.language}:{value.printed}"

    def unpack(self, packed: str) -> quantities.Quantity:
        language, _, printed = packed.partition(":")
        return quantities.parse(printed, (language,))

    def columns(self, languages: Sequence[str]) -> tuple[str, ...]:
        return ("", "_value", "_unit")

    def csv(self, value: quantities.Quantity, languages: Sequence[str]) -> tuple[str | None, ...]:
        return value.printed, value.digits, value.unit

    def json(self, value: quantities.Quantity, published: Published) -> Any:
        found = {"printed": value.printed, "value": value.digits, "unit": value.unit}
        return found | ({"qualifier": value.qualifier} if value.qualifier else {})

    def json_schema(self, site: SiteNames = ANY_SITE) -> JsonSchema:
        line = {"type": ["string", "number"]}  # YAML's own reading makes a number of one without a unit
        each: JsonSchema = {"type": "object", "minProperties": 1}
        if site.languages:
            each |= {"properties": dict.fromkeys(site.languages, line), "additionalProperties": False}
        else:
            each |= {"additionalProperties": line}
        return {"anyOf": [line, each]}


def _by_language(value: dict[Any, Any], languages: Sequence[str]) -> dict[str, str]:
    """What a quantity is in each language. Raises ``PydanticCustomError``."""
    unknown = next((str(key) for key in value if key not in languages), "")
    if unknown or not value:
        details = {"key": unknown, "languages": ", ".join(languages)}
        raise PydanticCustomError("text-language" if unknown else "text-empty", "no such language", details)
    return {str(language): str(text) if isinstance(text, str) else "" for language, text in value.items()}
