"""Files, and where the eye falls on a picture."""

from __future__ import annotations

import re
from typing import Any, ClassVar

from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from xieshou.content.schema.types.base import ANY_SITE, FieldType, JsonSchema, SiteNames
from xieshou.content.schema.types.text import string

_LONGEST = 200
_FOCUS = re.compile(r"(\d{1,3})\s*[%％][\s,，]+(\d{1,3})\s*[%％]", re.ASCII)


def _file(value: str) -> str:
    parts = value.split("/")
    if value.startswith("/") or "\\" in value or any(part in ("", ".", "..") for part in parts):
        raise PydanticCustomError("file-outside", "outside the project", {"value": value})
    return value


class FileType(FieldType[str]):
    """The path of a file below ``assets/``."""

    name: ClassVar[str] = "file"
    example: ClassVar[str] = "photos/signing.jpg"

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        text = core_schema.str_schema(strict=True, max_length=_LONGEST)
        return core_schema.no_info_after_validator_function(_file, text)

    def json_schema(self, site: SiteNames = ANY_SITE) -> JsonSchema:
        return {"type": "string", "minLength": 1, "maxLength": _LONGEST, "pattern": r"^[^/\\]+(/[^/\\]+)*$"}


class FocusType(FieldType[str]):
    """The point of a picture to keep where it is cut: across and down, in per cent."""

    name: ClassVar[str] = "focus"
    example: ClassVar[str] = "50% 30%"

    def parse(self, value: Any) -> str:
        found = _FOCUS.fullmatch(string(value))
        if not found or max(map(int, found.groups())) > 100:
            raise PydanticCustomError("focus-form", "no point", {"value": str(value)})
        return "{}% {}%".format(*map(int, found.groups()))

    def json_schema(self, site: SiteNames = ANY_SITE) -> JsonSchema:
        return {"type": "string", "pattern": f"^{_FOCUS.pattern}$"}
