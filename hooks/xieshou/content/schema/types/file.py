"""Files, and where the eye falls on a picture."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Any, ClassVar

from pydantic import GetCoreSchemaHandler, ValidationError, ValidationInfo, ValidatorFunctionWrapHandler
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from xieshou.content.schema.local_file import ALL, LocalFile
from xieshou.content.schema.text import Text
from xieshou.content.schema.types.base import (
    ANY_SITE,
    SEPARATOR,
    AnyCell,
    CellMaker,
    FieldType,
    JsonSchema,
    Published,
    SiteNames,
)
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


class LocalFileType(FieldType[LocalFile]):
    """The path of a file below ``assets/``, or one a language."""

    name: ClassVar[str] = "local-file"
    example: ClassVar[str] = FileType.example
    value_class: ClassVar[type | None] = LocalFile

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        one = FileType().__get_pydantic_core_schema__(str, handler)
        return core_schema.with_info_wrap_validator_function(_local, one)

    def cell(self, value: LocalFile, field: str, cells: CellMaker[AnyCell]) -> AnyCell | None:
        files = dict(value.pairs)
        return cells.line(files[ALL]) if ALL in files else cells.words(Text(value.pairs))

    def pack(self, value: LocalFile) -> str:
        return json.dumps(value.pairs, ensure_ascii=False)

    def unpack(self, packed: str) -> LocalFile:
        return LocalFile(tuple((language, name) for language, name in json.loads(packed)))

    def csv(self, value: LocalFile, languages: Sequence[str]) -> tuple[str | None, ...]:
        return (SEPARATOR.join(_names(value)),)

    def json(self, value: LocalFile, published: Published) -> Any:
        files = dict(value.pairs)
        return files.get(ALL, files)

    def json_schema(self, site: SiteNames = ANY_SITE) -> JsonSchema:
        one = FileType().json_schema(site)
        each: JsonSchema = {"type": "object", "minProperties": 1}
        if site.languages:
            each |= {"properties": dict.fromkeys(site.languages, one), "additionalProperties": False}
        else:
            each |= {"additionalProperties": one}
        return {"anyOf": [one, each]}


def _names(value: LocalFile) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for _, name in value.pairs))


def _local(value: Any, handler: ValidatorFunctionWrapHandler, info: ValidationInfo) -> LocalFile:
    if isinstance(value, LocalFile):
        return value
    if not isinstance(value, dict):
        return LocalFile.for_all(handler(value))
    known: tuple[str, ...] = (info.context or {}).get("languages", ())
    languages = ", ".join(known)
    for key in value:
        if key not in known:
            raise PydanticCustomError("text-language", "no such language", {"key": str(key), "languages": languages})
    if not value:
        raise PydanticCustomError("text-empty", "no file")
    return LocalFile(
        tuple((language, _one(value[language], language, handler)) for language in known if language in value)
    )


def _one(value: Any, language: str, handler: ValidatorFunctionWrapHandler) -> str:
    """The file of one language. Raises the error at its place."""
    if not str(value or "").strip():
        raise PydanticCustomError("text-empty", "no file", {"key": language})
    try:
        return str(handler(value))
    except ValidationError:
        code = "file-outside" if isinstance(value, str) else "text-expected"
        raise PydanticCustomError(code, "no file", {"value": str(value), "key": language}) from None


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
