"""Search documents: what a reader may look for on an entry's page, as plain words.

In: the model of the page. Out: ``Document``. It is made from what the page shows and from nothing else, so that search
finds what stands there, and the page's key covers it too. What other pages give this one (the lists of what refers to
it) is left out: it has pages of its own.
"""

from __future__ import annotations

import dataclasses
import hashlib
import html
import marshal
import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from xieshou.content.catalog import Card
from xieshou.content.kinds.indicator import Indicator
from xieshou.core.scripts import UNSPACED
from xieshou.language.labels import Labels
from xieshou.views.entry.readings import latest
from xieshou.views.shared.page_models import EntryModel

FACETS = ("topic", "place", "organisation")
"""Kinds of entry that results can be narrowed down to, besides kind, year and language."""


class Document(NamedTuple):
    """An entry in one language. ``names``: all it is called in any language, if others may look for it by those.

    ``order``: year, month, day as far as known, then how exactly. ``value``: what
    an indicator was last, and when. ``facts``: (label, words). ``facets``: ids.
    """

    id: str
    language: str
    address: str
    title: str
    aliases: tuple[str, ...]
    names: tuple[str, ...]
    summary: str
    facts: tuple[tuple[str, str], ...]
    text: str
    date: str
    value: str
    order: tuple[int, int, int]
    facets: tuple[str, ...]

    @property
    def kind(self) -> str:
        """The kind of its entry."""
        return self.id.partition("/")[0]

    def packed(self) -> bytes:
        """As bytes."""
        return marshal.dumps(tuple(self), 2)

    def digest(self) -> bytes:
        """The digest of all it says."""
        return hashlib.blake2b(self.packed(), digest_size=16).digest()


def unpacked(data: bytes) -> Document:
    """The document in ``data``."""
    return Document._make(marshal.loads(data))


def document(model: EntryModel, card: Card, address: str, labels: Labels) -> Document:
    """The document of an entry's page."""
    first = card.languages[0] == model.language
    named = first and model.kind != "article"
    return Document(
        id=card.id,
        language=model.language,
        address=address,
        title=_tidy(model.title),
        aliases=tuple(_tidy(alias.text) for alias in model.aliases),
        names=tuple(dict.fromkeys(map(_tidy, (*card.titles.values(), *card.aliases)))) if named else (),
        summary=_tidy(model.summary.text) if model.summary else "",
        facts=tuple((label, _tidy(words)) for label, words in _facts(model, labels) if words),
        text=_tidy(plain(model.body)),
        date=f"{model.date_label} {model.date.text}".strip() if model.date else "",
        value=_value(model),
        order=_order(card),
        facets=tuple(id_ for id_ in (card.id, *card.links) if id_.partition("/")[0] in FACETS),
    )


def _value(model: EntryModel) -> str:
    last = latest(model.readings) if model.kind == Indicator.kind and model.readings else ()
    values = " / ".join(dict.fromkeys(one.value.text for one in last))
    return f"{values} · {last[0].period.text}" if values else ""


def _order(card: Card) -> tuple[int, int, int]:
    if card.date is None:
        return (0, 0, 0)
    year, month, day, vague, _ = card.date.order
    return (year, month if vague > 0 else 0, day if vague >= 3 else 0)


_OWN = frozenset(
    ("title", "description", "language", "trail", "kind", "summary", "aliases", "body", "headings", "groups", "sources")
) | {
    "earlier",
    "later",
    "date",
    "date_label",
    "published",
    "author",
    "translator",
    "made",
    "rows",
    "first",
    "feed",
    "first_cited",
}
"""Fields of the model with a place of their own in the document, or that other pages give."""


def _facts(model: EntryModel, labels: Labels) -> Iterator[tuple[str, str]]:
    if model.author:
        yield labels("ui.by"), model.author
    if model.translator:
        yield labels("ui.translated_by"), model.translator
    for row in model.rows:
        yield row.label, _joined((row.cells, row.also))
    for field in dataclasses.fields(model):
        if field.name in _OWN:
            continue
        value = getattr(model, field.name)
        for one in value if type(value) is tuple else (value,):  # a model may be a tuple with names
            yield "", _joined(one)


def _joined(value: object) -> str:
    return " · ".join(dict.fromkeys(word for word in _words(value) if word))


def _words(value: object) -> Iterator[str]:
    """All that a part of the model says, in its order: in its own words, or in those of what it is made of."""
    own: tuple[str, ...] | None = getattr(value, "search_words", None)
    if own is not None:
        yield from own
    elif isinstance(value, tuple):
        for one in value:
            yield from _words(one)
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            yield from _words(getattr(value, field.name))


_SPLIT = re.compile(f"(?<=[{UNSPACED}，。；：、])[ \\t]*\\n[ \\t]*(?=[{UNSPACED}])")
"""A line in a script without spaces that goes on in the next: the end of the line is none either."""
_NOTES = re.compile(r'<sup id="fnref[^>]*>.*?</sup>|<a [^>]*class="footnote-backref"[^>]*>.*?</a>')
_BLOCK = re.compile(
    r"</?(?:p|h\d|li|td|th|tr|dt|dd|div|pre|blockquote|figure|figcaption|summary|text|title|table)\b[^>]*>|<br>"
)
_TAG = re.compile(r"<[^>]*>")


def plain(markup: str) -> str:
    """The words of a piece of HTML; every block on a line of its own."""
    if not markup:
        return ""
    text = _SPLIT.sub("", _NOTES.sub("", markup)).replace("\n", " ")
    return html.unescape(_TAG.sub("", _BLOCK.sub("\n", text)))


def _tidy(text: str) -> str:
    text = unicodedata.normalize("NFC", text)
    return "\n".join(line for raw in text.split("\n") if (line := " ".join(raw.split())))
