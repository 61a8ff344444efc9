"""How a name is read: pinyin."""

from __future__ import annotations

from typing import Any, ClassVar

from pydantic import GetCoreSchemaHandler, ValidationInfo
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from xieshou.content.schema.pinyin import NotPinyin, Pinyin, read_pinyin
from xieshou.content.schema.text import Text
from xieshou.content.schema.types.base import ANY_SITE, AnyCell, CellMaker, FieldType, JsonSchema, Published, SiteNames
from xieshou.content.schema.types.text import LONGEST_LINE, string

_CHINESE = "zh"


class SoundType(FieldType[Pinyin]):
    """The sound of the Chinese ``name`` beside it, which has to stand before it in the class."""

    name: ClassVar[str] = "sound"
    form: ClassVar[str] = "sound"
    example: ClassVar[str] = "Zhǎngzǐ"
    value_class: ClassVar[type | None] = Pinyin

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.with_info_plain_validator_function(_read)

    def pack(self, value: Pinyin) -> str:
        return value.text

    def unpack(self, packed: str) -> Pinyin:
        return Pinyin(packed, ())

    def cell(self, value: Pinyin, field: str, cells: CellMaker[AnyCell]) -> AnyCell | None:
        return cells.line(value.text)

    def csv(self, value: Pinyin, languages: object) -> tuple[str | None, ...]:
        return (value.text,)

    def json(self, value: Pinyin, published: Published) -> Any:
        return value.text

    def json_schema(self, site: SiteNames = ANY_SITE) -> JsonSchema:
        return {"type": "string", "minLength": 1, "maxLength": LONGEST_LINE}


def _read(value: Any, info: ValidationInfo) -> Pinyin:
    typed = string(value)
    if len(typed) > LONGEST_LINE:
        raise PydanticCustomError("text-too-long", "too long for one line")
    name = info.data.get("name")
    if not isinstance(name, Text):
        return Pinyin(typed, ())  # the name has faults of its own, and is told with them
    own = next((words for language, words in name.pairs if language.partition("-")[0] == _CHINESE), "")
    try:
        return read_pinyin(typed, own)
    except NotPinyin as error:
        raise PydanticCustomError(error.code, "no such sound", {"name": own, **error.details}) from None
