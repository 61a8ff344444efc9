"""The handbook's table of the settings in ``content/site.yml``: what the schema reads, with the remarks of new sites.

Out: the table as Markdown. A setting within another stands under it by its full name, ``home.money.total``.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, get_origin

from pydantic import BaseModel

from tests.docs.tables import WORDS, type_words
from xieshou.content.schema.introspect import shapes
from xieshou.content.site_file import Home, SiteFile
from xieshou.founding.words import remarks_for

HEADS: Final = {"zh": ("设置", "必填", "类型", "说明"), "en": ("Setting", "Required", "Type", "What it is")}
_TYPES: Final = {
    "zh": {
        "part": "下列几项",
        "site-choice": "选一：见 `programmes`",
        "pairs": "名称和内容",
        "number": "数字",
        "text": "各语言的文字",
    },
    "en": {
        "part": "the settings below",
        "site-choice": "one of `programmes`",
        "pairs": "names and contents",
        "number": "number",
        "text": "text in each language",
    },
}
_REMARKS: Final = {"start": "first_screen"}
"""Where a remark has another name than its setting: ``start`` is that of the file."""


def setting_table(language: str) -> str:
    """The table, for readers of ``language``."""
    head, *rows = (f"| {' | '.join(cells)} |\n" for cells in (HEADS[language], *_rows(SiteFile, language, "", "")))
    return "".join((head, "|---|---|---|---|\n", *rows))


def _rows(cls: type[BaseModel], language: str, above: str, remarks: str) -> Iterator[tuple[str, ...]]:
    words = WORDS[language] | _TYPES[language]
    said = remarks_for((language,))
    for name, shape in shapes(cls).items():
        info = cls.model_fields[shape.attribute or name]
        of = get_origin(info.annotation) or info.annotation
        plain = "pairs" if of is dict else "number" if of is int else ""
        key = _REMARKS.get(name, name) if cls is Home else name
        remark = said(f"remarks.{remarks}{key}")
        remark = remark[0].upper() + remark[1:].rstrip(".。")
        required = words["yes"] if info.is_required() else ""
        yield f"`{above}{name}`", required, words.get(plain) or type_words(shape, words), remark
        if shape.model:
            inner = "" if shape.model is Home else f"parts.{shape.model.__name__}."
            yield from _rows(shape.model, language, f"{above}{name}.", inner)
