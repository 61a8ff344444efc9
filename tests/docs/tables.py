"""The field tables of the handbook, as the classes of the kinds give them.

Out: for each class, the rows a table must have: field, whether it must be filled in, type. What a field is for is
written by people, in the last column.
"""

from __future__ import annotations

from typing import Final

from pydantic import BaseModel

from xieshou.content.kinds import KINDS, Record
from xieshou.content.kinds.article import TranslationWords
from xieshou.content.schema.introspect import Shape, shapes

WORDS: Final = {
    "zh": {
        "yes": "是",
        "line": "一行文字",
        "local-file": "一行文字，或每种语言一行",
        "sound": "拼音",
        "text": "中英文文字",
        "date": "日期",
        "day": "某一天",
        "web-address": "网址",
        "quantity": "数量",
        "flag": "true 或 false",
        "instant": "时间",
        "former-slug": "曾用代号",
        "reference": "`{kind}` 代号",
        "choice": "选一：{choices}",
        "site-choice": "选一：见 `content/site.yml`",
        "part": "见 `{part}` 表",
        "list": "列表：{one}",
        "comma": "、",
    },
    "en": {
        "yes": "yes",
        "line": "one line",
        "local-file": "one line, or one a language",
        "sound": "pinyin",
        "text": "text in zh and en",
        "date": "date",
        "day": "day",
        "web-address": "web address",
        "quantity": "quantity",
        "flag": "true or false",
        "instant": "time",
        "former-slug": "former slug",
        "reference": "`{kind}` slug",
        "choice": "one of {choices}",
        "site-choice": "one of those in `content/site.yml`",
        "part": "see table `{part}`",
        "list": "list: {one}",
        "comma": ", ",
    },
}
Row = tuple[str, str, str]


def tables(language: str) -> dict[str, list[Row]]:
    """The rows of every table by its name: ``project``, ``Partner``; fields every record has only under ``Record``."""
    found: dict[str, list[Row]] = {
        "TranslationWords": rows(TranslationWords, language),
        "Record": rows(Record, language),
    }
    parts: dict[str, type[BaseModel]] = {}
    _collect(TranslationWords, parts)
    for kind, cls in KINDS.items():
        common = Record.model_fields if issubclass(cls, Record) else {}
        found[kind] = [row for row in rows(cls, language) if row[0].strip("`") not in common]
        _collect(cls, parts)
    return found | {name: rows(part, language) for name, part in parts.items()}


def rows(cls: type[BaseModel], language: str) -> list[Row]:
    """The rows of one class."""
    words = WORDS[language]
    return [
        (f"`{name}`", words["yes"] if info.is_required() else "", type_words(shapes(cls)[name], words))
        for name, info in ((info.alias or own, info) for own, info in cls.model_fields.items())
    ]


def _collect(cls: type[BaseModel], parts: dict[str, type[BaseModel]]) -> None:
    for shape in shapes(cls).values():
        if shape.model is not None and shape.model.__name__ not in parts:
            parts[shape.model.__name__] = shape.model
            _collect(shape.model, parts)


def type_words(shape: Shape, words: dict[str, str]) -> str:
    """The type of a field, in ``words``."""
    one = words.get(shape.type.name, words["line"]).format(
        kind=shape.kind,
        choices=words["comma"].join(f"`{choice}`" for choice in shape.choices),
        part=shape.model.__name__ if shape.model else "",
    )
    return words["list"].format(one=one) if shape.many else one
