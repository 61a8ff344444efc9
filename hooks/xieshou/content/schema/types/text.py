"""Words: a line, a text in the site's languages."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, ClassVar

from pydantic import GetCoreSchemaHandler, ValidationInfo
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from xieshou.content.schema.text import Text
from xieshou.content.schema.types.base import ANY_SITE, AnyCell, CellMaker, FieldType, JsonSchema, Published, SiteNames
from xieshou.content.yaml.document import Doubtful
from xieshou.core.scripts import known_by, scripts

LONGEST_LINE = 1000
"""Characters of a title, a name, an alias."""


def string(value: Any) -> str:
    """A text that is not empty, and surely one. Raises ``PydanticCustomError``."""
    if isinstance(value, (list, dict)):
        raise PydanticCustomError("text-expected", "a text is expected")
    text = str(value or "").strip()
    if not text:
        raise PydanticCustomError("text-empty", "no text")
    if isinstance(value, Doubtful):
        raise PydanticCustomError(value.code, "not surely a text", {"value": str(value)})
    return text


class LineType(FieldType[str]):
    """A text on one line: a title, a name, an alias."""

    name: ClassVar[str] = "line"
    example: ClassVar[str] = "BUCT"
    plain_words = True

    def parse(self, value: Any) -> str:
        text = string(value)
        if "\n" in text:
            raise PydanticCustomError("text-lines", "more than one line")
        if len(text) > LONGEST_LINE:
            raise PydanticCustomError("text-too-long", "too long for one line")
        return text

    def json_schema(self, site: SiteNames = ANY_SITE) -> JsonSchema:
        return {"type": "string", "minLength": 1, "maxLength": LONGEST_LINE, "pattern": r"^[^\n]*\n?$"}


class TextType(FieldType[Text]):
    """A text for people, one line or more a language. With ``links`` it may hold links, and no other markup."""

    name: ClassVar[str] = "text"
    form: ClassVar[str] = "text"
    value_class: ClassVar[type | None] = Text
    plain_words = True

    def __init__(self, links: bool = False) -> None:
        self.links = links

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.with_info_plain_validator_function(_text)

    def cell(self, value: Text, field: str, cells: CellMaker[AnyCell]) -> AnyCell | None:
        return cells.words(value)

    def pack(self, value: Text) -> str:
        return json.dumps(value.pairs, ensure_ascii=False)

    def unpack(self, packed: str) -> Text:
        return Text(tuple((language, words) for language, words in json.loads(packed)))

    def columns(self, languages: Sequence[str]) -> tuple[str, ...]:
        return tuple(f"_{language}" for language in languages)

    def csv(self, value: Text, languages: Sequence[str]) -> tuple[str | None, ...]:
        return tuple(value.get(language) for language in languages)

    def json(self, value: Text, published: Published) -> Any:
        return dict(value.pairs)

    def json_schema(self, site: SiteNames = ANY_SITE) -> JsonSchema:
        words = {"type": "string", "minLength": 1}
        schema: JsonSchema = {"type": "object", "minProperties": 1}
        if not site.languages:
            return schema | {"additionalProperties": words}
        return schema | {"properties": dict.fromkeys(site.languages, words), "additionalProperties": False}


def _text(value: Any, info: ValidationInfo) -> Text:
    known: tuple[str, ...] = (info.context or {}).get("languages", ())
    if not isinstance(value, dict):
        lines = {"languages": ", ".join(f"{language}: …" for language in known)}
        raise PydanticCustomError("text-not-bilingual", "needs one line a language", lines)
    unknown = [key for key in value if key not in known]
    if unknown:
        raise PydanticCustomError(
            "text-language", "no such language", {"key": str(unknown[0]), "languages": ", ".join(known)}
        )
    pairs = tuple((language, _words(value, language)) for language in known if language in value)
    if not pairs:
        raise PydanticCustomError("text-empty", "no text")
    if not all(words.isascii() for _, words in pairs) and (other := _swapped(pairs)):
        raise PydanticCustomError("text-swapped", "languages swapped", {"key": other[0], "language": other[1]})
    return Text(pairs)


def _swapped(pairs: tuple[tuple[str, str], ...]) -> tuple[str, str] | None:
    """The language whose words are in the script of another of ``pairs``, which itself has none of that; and the other.

    A word that stands in both is a name, and what is in that script explains it: ``BUCT (北京化工大学)``.
    """
    for own, words in pairs:
        script = known_by(own)
        if script is None or script.search(words):
            continue
        for other, instead in pairs:
            if not {*scripts(own)} & {*scripts(other)} and script.search(instead) and words not in instead:
                return other, own
    return None


def _words(value: dict[str, Any], language: str) -> str:
    try:
        return string(value[language])
    except PydanticCustomError as error:
        details = {"value": str(value[language]), "key": language}
        raise PydanticCustomError(error.type, "not surely a text", details) from None
