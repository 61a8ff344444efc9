"""Open data: each kind as CSV and JSON, from published entries alone, with every text in all its languages.

In: the entries of a kind, whole. Out: pages that are files. Columns come from the kind's class: whoever adds a field to
a kind adds a column here. A list of parts (milestones, observations) is a table of its own, joined by ``slug``. What is
not published leaves no trace: references to it are left out, and parts that rest on it.
"""

from __future__ import annotations

import csv
import io
import json
import re
import zlib
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pydantic import BaseModel

from xieshou.content.catalog import Card
from xieshou.content.kinds import KINDS
from xieshou.content.kinds.article import Article
from xieshou.content.schema import edtf, quantities
from xieshou.content.schema.fields import Text
from xieshou.content.schema.introspect import Shape, shapes
from xieshou.outputs.json_lines import json_list
from xieshou.outputs.publication import Publication
from xieshou.plan.navigation import OTHER
from xieshou.plan.pages import Page, Plan, options
from xieshou.plan.tables import TAIL, is_part, published_fields, tables
from xieshou.views.shared.context import PageContext
from xieshou.views.shared.models import BASE

_WORDS = ("title", "summary")
"""Of a story, in each of its languages."""
Cell = tuple[str, str]
"""A column and what stands in it."""


def plan(plan: Plan, pages: Sequence[Page]) -> Iterator[Page]:
    """The files: one of each kind as CSV and JSON, and as CSV one of each list of parts."""
    for file in tables(plan):
        ids = tuple(card.id for card in file.cards)
        links = "\n".join(" ".join(card.links) for card in file.cards)
        values = options({"kind": file.kind, "part": file.part, "links": zlib.compress(links.encode())})
        # A story's table is made of what lists show of it: an edit of its text costs no file here.
        metadata_deps, content_deps = ((("items", ids),), ()) if file.kind == Article.kind else ((), ids)
        for suffix, view in (("csv", "table"),) if file.part else (("csv", "table"), ("json", "records")):
            yield Page(
                f"{TAIL}{file.name}.{suffix}", plan.languages[0], OTHER, view, "", metadata_deps, content_deps, values,
                site_deps=("licence",) if view == "records" else (),
            )  # fmt: skip


def columns(kind: str, part: str, languages: Sequence[str]) -> tuple[str, ...]:
    """The columns of a table."""
    cls = KINDS[kind]
    if cls is Article:
        texts = (f"{name}_{one}" for name in _WORDS for one in languages)
        return ("slug", *(f"url_{one}" for one in languages), *texts, "date", "sources", "links")
    if part:
        model = shapes(cls)[part].model
        assert model is not None
        return ("slug", "number", *(name for name, _ in _flat(model, None, languages, frozenset())))
    return (
        "slug",
        *(f"url_{language}" for language in languages),
        *(name for name, _ in _flat(cls, None, languages, frozenset())),
        "links",
    )


def table(context: PageContext) -> str:
    """A table as CSV."""
    page, languages = context.page, context.languages
    kind, part = page.option("kind"), page.option("part")
    links = _links(page)
    there = frozenset(link for found in links.values() for link in found)
    out = io.StringIO()
    writer = csv.DictWriter(out, columns(kind, part, languages), lineterminator="\r\n")
    writer.writeheader()
    for id_, linked in links.items():
        card = context.card(id_)
        if kind == Article.kind:
            writer.writerow(_inert(_own(context, card) | _story(context, card, linked)))
            continue
        facts = context.entry(id_).facts
        if not part:
            cells = {**_own(context, card), **dict(_flat(type(facts), facts, languages, there))}
            writer.writerow(_inert(cells | {"links": "; ".join(linked)}))
            continue
        for number, one in enumerate(getattr(facts, part), 1):
            if _shown(one, there):
                writer.writerow(
                    _inert({"slug": card.slug, "number": str(number), **dict(_flat(type(one), one, languages, there))})
                )
    return out.getvalue()


_FORMULA = re.compile(r"[=@＝＠\t\r]|[+＋\-－](?!\d[\d.,]*\s?\w*$)")


def _inert(cells: Mapping[str, str]) -> dict[str, str]:
    """Cells that no spreadsheet takes for a formula: what begins like one gets the apostrophe that says it is text."""
    return {name: f"'{text}" if _FORMULA.match(text) else text for name, text in cells.items()}


def records(context: PageContext) -> str:
    """A kind as JSON, parts and all."""
    page, licence = context.page, context.site("licence")
    links = _links(page)
    there = frozenset(link for found in links.values() for link in found)
    head = {"kind": page.option("kind"), "licence": dict(licence.pairs) if licence else {}}
    return json_list(head, "entries", (_recorded(context, id_, linked, there) for id_, linked in links.items()))


def _recorded(context: PageContext, id_: str, links: Sequence[str], there: frozenset[str]) -> dict[str, Any]:
    """An entry as JSON."""
    card = context.card(id_)
    own: dict[str, Any] = {"slug": card.slug, "url": {one: _url(context, card, one) for one in card.languages}}
    if card.kind == Article.kind:
        own |= {"title": dict(card.titles), "summary": dict(card.summaries)}
        own |= {"date": card.date.edtf if card.date else None, "sources": _sources(links)}
    else:
        own |= _nested(context.entry(id_).facts, there)
    return own | {"links": list(links)}


def csv_file(text: str, publication: Publication) -> bytes:
    """The file of a table: with the mark by which spreadsheets know UTF-8."""
    return text.replace(BASE, publication.origin).encode("utf-8-sig")


def json_file(text: str, publication: Publication) -> bytes:
    """The file of JSON, with the site's address; where none is known, addresses begin at the site's root."""
    return text.replace(json.dumps(BASE)[1:-1], publication.origin).encode()


def _own(context: PageContext, card: Card) -> dict[str, str]:
    languages = context.languages
    return {"slug": card.slug} | {f"url_{one}": _url(context, card, one) for one in languages if one in card.languages}


def _story(context: PageContext, card: Card, links: Sequence[str]) -> dict[str, str]:
    """What a table says of a story, whose words stand in the file of each language."""
    cells = {"date": card.date.edtf if card.date else "", "sources": "; ".join(_sources(links))}
    for name, texts in zip(_WORDS, (card.titles, card.summaries), strict=True):
        cells |= {f"{name}_{one}": texts.get(one, "") for one in context.languages}
    return cells | {"links": "; ".join(links)}


def _sources(links: Sequence[str]) -> list[str]:
    return [link.partition("/")[2] for link in links if link.startswith("source/")]


def _links(page: Page) -> dict[str, tuple[str, ...]]:
    """The entries that a page lists, and the published ones each names."""
    lines = zlib.decompress(page.option("links")).decode().split("\n")
    return {id_: tuple(line.split()) for id_, line in zip(page.content_deps or page.ids("items"), lines, strict=True)}


def _url(context: PageContext, card: Card, language: str) -> str:
    return BASE + context.address(card.id, language)


def _shown(part: BaseModel, there: frozenset[str]) -> bool:
    """Whether all that a part of a record names is published."""
    for name, shape in shapes(type(part)).items():
        value = shape.of(part, name)
        if shape.kind and not shape.many and value is not None and f"{shape.kind}/{value}" not in there:
            return False
    return True


def _flat(
    cls: type[BaseModel],
    model: BaseModel | None,
    languages: Sequence[str],
    there: frozenset[str],
    prefix: str = "",
) -> Iterator[Cell]:
    """The fields of a class as columns, with what ``model`` says in them."""
    for name, shape in published_fields(cls):
        value = shape.of(model, name) if model is not None else None
        if shape.model is not None and not shape.many:
            yield from _flat(shape.model, value, languages, there, f"{prefix}{name}.")
        elif not is_part(shape):
            values = () if value is None else value if shape.many else (value,)
            yield from _cells(prefix + name, shape, values, languages, there)


def _cells(
    name: str, shape: Shape, values: Sequence[Any], languages: Sequence[str], there: frozenset[str]
) -> Iterator[Cell]:
    if shape.leaf is Text:
        for language in languages:
            yield f"{name}_{language}", "; ".join(words for one in values if (words := one.get(language)))
    elif shape.leaf is quantities.Quantity:
        yield name, "; ".join(one.printed for one in values)
        yield f"{name}_value", "; ".join(one.digits for one in values)
        yield f"{name}_unit", "; ".join(one.unit for one in values)
    elif shape.leaf is edtf.Date:
        yield name, "; ".join(one.edtf for one in values)
    elif shape.model is not None:
        yield name, "; ".join(one.source for one in values if _shown(one, there))
    elif shape.kind:
        yield name, "; ".join(one for one in values if f"{shape.kind}/{one}" in there)
    else:
        yield name, "; ".join(str(one).lower() if isinstance(one, bool) else str(one) for one in values)


def _nested(model: BaseModel, there: frozenset[str]) -> dict[str, Any]:
    """The fields of a model as JSON; what is empty is left out."""
    found: dict[str, Any] = {}
    for name, shape in published_fields(type(model)):
        value = shape.of(model, name)
        if value is None or value == ():
            continue
        values = [_plain(one, there) for one in (value if shape.many else (value,)) if _there(one, shape, there)]
        if values:
            found[name] = values if shape.many else values[0]
    return found


def _there(value: Any, shape: Shape, there: frozenset[str]) -> bool:
    if shape.kind:
        return f"{shape.kind}/{value}" in there
    return not isinstance(value, BaseModel) or _shown(value, there)


def _plain(value: Any, there: frozenset[str]) -> Any:
    if isinstance(value, BaseModel):
        return _nested(value, there)
    if isinstance(value, Text):
        return dict(value.pairs)
    if isinstance(value, edtf.Date):
        return value.edtf
    if isinstance(value, quantities.Quantity):
        found = {"printed": value.printed, "value": value.digits, "unit": value.unit}
        return found | ({"qualifier": value.qualifier} if value.qualifier else {})
    return value
