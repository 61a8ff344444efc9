"""An address of a page elsewhere."""

from __future__ import annotations

import re
from typing import Any, ClassVar
from urllib.parse import urlsplit

from pydantic_core import PydanticCustomError

from xieshou.content.schema.types.base import ANY_SITE, AnyCell, CellMaker, FieldType, JsonSchema, SiteNames
from xieshou.content.schema.types.text import string

_FORM = re.compile(
    r"https://(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,}(?:/[A-Za-z0-9\-._~:/?#@!$&'()*+,;=%]*)?"
)
_LONGEST = 1000


class WebType(FieldType[str]):
    """A whole address that begins with ``https://``."""

    name: ClassVar[str] = "web"
    example: ClassVar[str] = "https://example.org/film"

    def parse(self, value: Any) -> str:
        text = string(value).strip()
        if len(text) > _LONGEST or not _FORM.fullmatch(text):
            raise PydanticCustomError("web-form", "no address", {"value": text})
        return text

    def cell(self, value: str, field: str, cells: CellMaker[AnyCell]) -> AnyCell | None:
        return cells.link(urlsplit(value).netloc, value)

    def json_schema(self, site: SiteNames = ANY_SITE) -> JsonSchema:
        return {"type": "string", "maxLength": _LONGEST, "pattern": "^https://"}
