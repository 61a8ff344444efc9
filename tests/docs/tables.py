"""The field tables of the handbook, as the classes of the kinds give them.

Out: for each class, the rows a table must have: field, whether it must be filled in, type. What a field is for is
written by people, in the last column.
"""

from __future__ import annotations

import types
from typing import Annotated, Any, Final, Union, get_args, get_origin

from pydantic import BaseModel

from xieshou.content.kinds import KINDS, Record
from xieshou.content.kinds.article import TranslationWords
from xieshou.content.schema.edtf import Date
from xieshou.content.schema.fields import Text
from xieshou.content.schema.introspect import Shape, shapes
from xieshou.content.schema.quantities import Quantity

WORDS: Final = {
    "zh": {
        "yes": "是",
        "line": "一行文字",
        "text": "中英文文字",
        "date": "日期",
        "quantity": "数量",
        "flag": "true 或 false",
        "instant": "时间",
        "slug": "`{kind}` 代号",
        "choice": "选一：{choices}",
        "site": "选一：见 `content/site.yml`",
        "part": "见 `{part}` 表",
        "list": "列表：{one}",
        "comma": "、",
    },
    "en": {
        "yes": "yes",
        "line": "one line",
        "text": "text in zh and en",
        "date": "date",
        "quantity": "quantity",
        "flag": "true or false",
        "instant": "time",
        "slug": "`{kind}` slug",
        "choice": "one of {choices}",
        "site": "one of those in `content/site.yml`",
        "part": "see table `{part}`",
        "list": "list: {one}",
        "comma": ", ",
    },
}
_SCALARS: Final[dict[type, str]] = {
    str: "line", Text: "text", Date: "date", Quantity: "quantity", bool: "flag", int: "instant",
}  # fmt: skip

Row = tuple[str, str, str]


def tables(language: str) -> dict[str, list[Row]]:
    """The rows of every table by its name: ``project``, ``Partner``; fields every record has only under ``Record``."""
    found: dict[str, list[Row]] = {
        "TranslationWords": rows(TranslationWords, language),
        "Record": rows(Record, language),
    }
    parts: dict[str, type[BaseModel]] = {}
    for kind, cls in KINDS.items():
        common = Record.model_fields if issubclass(cls, Record) else {}
        found[kind] = [row for row in rows(cls, language) if row[0].strip("`") not in common]
        _collect(cls, parts)
    return found | {name: rows(part, language) for name, part in parts.items()}


def rows(cls: type[BaseModel], language: str) -> list[Row]:
    """The rows of one class."""
    words = WORDS[language]
    return [
        (f"`{name}`", words["yes"] if info.is_required() else "", _type(shapes(cls)[name], info.annotation, words))
        for name, info in ((info.alias or own, info) for own, info in cls.model_fields.items())
    ]


def _collect(cls: type[BaseModel], parts: dict[str, type[BaseModel]]) -> None:
    for shape in shapes(cls).values():
        if shape.model is not None and shape.model.__name__ not in parts:
            parts[shape.model.__name__] = shape.model
            _collect(shape.model, parts)


def _type(shape: Shape, annotation: Any, words: dict[str, str]) -> str:
    if shape.kind:
        one = words["slug"].format(kind=shape.kind)
    elif shape.site_choice:
        one = words["site"]
    elif shape.choices:
        one = words["choice"].format(choices=words["comma"].join(f"`{choice}`" for choice in shape.choices))
    elif shape.model is not None:
        one = words["part"].format(part=shape.model.__name__)
    else:
        one = words[_SCALARS[_base(annotation)]]
    return words["list"].format(one=one) if shape.many else one


def _base(annotation: Any) -> type:
    """The class inside ``Annotated``, ``… | None`` and ``tuple[…, ...]``."""
    origin = get_origin(annotation)
    if origin in (Annotated, tuple):
        return _base(get_args(annotation)[0])
    if origin in (Union, types.UnionType):
        return _base(next(part for part in get_args(annotation) if part is not type(None)))
    assert isinstance(annotation, type)
    return annotation
