"""An address on the web, outside the site."""

from __future__ import annotations

import re
from typing import Any, ClassVar

from pydantic_core import PydanticCustomError

from xieshou.content.schema.types.base import ANY_SITE, AnyCell, CellMaker, FieldType, JsonSchema, SiteNames
from xieshou.content.schema.types.text import string

LONGEST = 500
"""Characters."""
_FORM = re.compile(r"https?://(?:[^\s/?#:@\\<>\"]+\.[^\s/?#:@\\<>\".]+)(?::\d{1,5})?(?:[/?#][^\s<>\"\\]*)?")
_JSON = r"^https?://[^\s<>\"\\]+$"


class WebAddressType(FieldType[str]):
    """``https://…``, with a host and nothing that a browser would take otherwise than a reader does."""

    name: ClassVar[str] = "web-address"
    example: ClassVar[str] = "https://example.org/2024/03/05/story.html"

    def parse(self, value: Any) -> str:
        text = string(value)
        if not _FORM.fullmatch(text) or len(text) > LONGEST or not text.isprintable():
            raise PydanticCustomError("address-form", "no address", {"value": text[:LONGEST]})
        return text

    def cell(self, value: str, field: str, cells: CellMaker[AnyCell]) -> AnyCell | None:
        return cells.link(value, value)

    def json_schema(self, site: SiteNames = ANY_SITE) -> JsonSchema:
        return {"type": "string", "maxLength": LONGEST, "pattern": _JSON}
