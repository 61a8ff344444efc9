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

from xieshou.content.catalog import Card
from xieshou.content.kinds import KINDS
from xieshou.content.kinds.article import Article
from xieshou.content.links import plain
from xieshou.content.schema.introspect import data_fields, shapes
from xieshou.content.schema.types.base import SEPARATOR, Published
from xieshou.content.schema.types.part import nested
from xieshou.content.tabular import RowWriter
from xieshou.outputs.json_lines import json_list
from xieshou.outputs.publication import Publication
from xieshou.plan.navigation import OTHER
from xieshou.plan.pages import Page, Plan, options
from xieshou.plan.tables import OF_LISTS, STORY_WORDS, TAIL, story_fields, tables
from xieshou.views.shared.context import PageContext
from xieshou.views.shared.models import BASE


def plan(plan: Plan, pages: Sequence[Page]) -> Iterator[Page]:
    """The files: one of each kind as CSV and JSON, and as CSV one of each list of parts."""
    for file in tables(plan):
        ids = tuple(card.id for card in file.cards)
        links = "\n".join(" ".join(card.links) for card in file.cards)
        values = options({"kind": file.kind, "part": file.part, "links": zlib.compress(links.encode())})
        # A story's table is made of what lists show of it, if that will do: an edit of its text costs no file then.
        in_brief = file.kind == Article.kind and not story_fields()
        metadata_deps, content_deps = ((("items", ids),), ()) if in_brief else ((), ids)
        for suffix, view in (("csv", "table"),) if file.part else (("csv", "table"), ("json", "records")):
            yield Page(
                f"{TAIL}{file.name}.{suffix}", plan.languages[0], OTHER, view, "", metadata_deps, content_deps, values,
                site_deps=("licence",) if view == "records" else (),
            )  # fmt: skip


def columns(kind: str, part: str, languages: Sequence[str]) -> tuple[str, ...]:
    """The columns of a table."""
    cls, writer = KINDS[kind], RowWriter(languages)
    if part:
        model = shapes(cls)[part].model
        assert model is not None
        return ("slug", "number", *(name for name, _ in writer.cells(data_fields(model), None, lists=True)))
    own: tuple[str, ...] = ()
    if cls is Article:
        own = (*(f"{name}_{one}" for name in STORY_WORDS for one in languages), *OF_LISTS)
    fields = writer.cells(story_fields() if cls is Article else data_fields(cls), None, lists=cls is Article)
    return ("slug", *(f"url_{one}" for one in languages), *own, *(name for name, _ in fields), "links")


def table(context: PageContext) -> str:
    """A table as CSV."""
    page, languages = context.page, context.languages
    kind, part = page.option("kind"), page.option("part")
    links = _links(page)
    writes = RowWriter(languages, _published(links))
    out = io.StringIO()
    writer = csv.DictWriter(out, columns(kind, part, languages), lineterminator="\r\n")
    writer.writeheader()
    for id_, linked in links.items():
        card = context.card(id_)
        if part:
            writer.writerows(_inert(row) for row in _part_rows(context, card, part, writes))
            continue
        cells = _own(context, card)
        if kind == Article.kind:
            cells |= _story(context, card, linked)
            if added := story_fields():
                cells |= writes.cells(added, context.entry(id_).facts, lists=True)
        else:
            cells |= writes.cells(data_fields(KINDS[kind]), context.entry(id_).facts)
        writer.writerow(_inert(cells | {"links": SEPARATOR.join(linked)}))
    return out.getvalue()


def _part_rows(context: PageContext, card: Card, part: str, writes: RowWriter) -> Iterator[dict[str, str]]:
    """A list of parts of an entry, a row each; what rests on something unpublished is left out."""
    facts = context.entry(card.id).facts
    shape = shapes(type(facts))[part]
    assert shape.model
    fields = data_fields(shape.model)
    for number, one in enumerate(shape.values(facts, part), 1):
        if shape.type.is_published(one, writes.published):
            yield {"slug": card.slug, "number": str(number), **dict(writes.cells(fields, one, lists=True))}


_FORMULA = re.compile(r"[=@＝＠\t\r]|[+＋\-－](?!\d[\d.,]*\s?\w*$)")


def _inert(cells: Mapping[str, str]) -> dict[str, str]:
    """Cells that no spreadsheet takes for a formula: what begins like one gets the apostrophe that says it is text."""
    return {name: f"'{text}" if _FORMULA.match(text) else text for name, text in cells.items()}


def records(context: PageContext) -> str:
    """A kind as JSON, parts and all."""
    page, licence = context.page, context.site("licence")
    links = _links(page)
    published = _published(links)
    head = {
        "kind": page.option("kind"),
        "licence": {one: plain(words) for one, words in licence.pairs} if licence else {},
    }
    return json_list(head, "entries", (_recorded(context, id_, linked, published) for id_, linked in links.items()))


def _recorded(context: PageContext, id_: str, links: Sequence[str], published: Published) -> dict[str, Any]:
    """An entry as JSON."""
    card = context.card(id_)
    own: dict[str, Any] = {"slug": card.slug, "url": {one: _url(context, card, one) for one in card.languages}}
    if card.kind == Article.kind:
        own |= {"title": dict(card.titles), "summary": dict(card.summaries)}
        own |= {"date": card.date.edtf if card.date else None}
        own |= {"covers": covers} if (covers := _covers(card)) else {}
        own["sources"] = _sources(links)
        if added := story_fields():
            own |= nested(context.entry(id_).facts, published, added)
    else:
        own |= nested(context.entry(id_).facts, published)
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
    cells = {"date": card.date.edtf if card.date else "", "covers": _covers(card)}
    cells["sources"] = SEPARATOR.join(_sources(links))
    for name, texts in zip(STORY_WORDS, (card.titles, card.summaries), strict=True):
        cells |= {f"{name}_{one}": texts.get(one, "") for one in context.languages}
    return cells


def _covers(card: Card) -> str:
    """The period that a story tells of, as lists know it."""
    return next((value for field, _, value in card.facts if field == "covers"), "")


def _sources(links: Sequence[str]) -> list[str]:
    return [link.partition("/")[2] for link in links if link.startswith("source/")]


def _links(page: Page) -> dict[str, tuple[str, ...]]:
    """The entries that a page lists, and the published ones each names."""
    lines = zlib.decompress(page.option("links")).decode().split("\n")
    return {id_: tuple(line.split()) for id_, line in zip(page.content_deps or page.ids("items"), lines, strict=True)}


def _published(links: Mapping[str, Sequence[str]]) -> Published:
    return frozenset(link for found in links.values() for link in found)


def _url(context: PageContext, card: Card, language: str) -> str:
    return BASE + context.address(card.id, language)
