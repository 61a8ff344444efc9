"""The catalogue of the open data in DCAT 3 (W3C), for portals that gather such: as JSON-LD and as Turtle.

In: which tables there are, and what the site says of itself. Out: two files with the same statements: a catalogue, a
dataset for each kind of entry and for each list of parts, and its files. They name whole addresses, so they are made
where the site's is known.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from xieshou.content.kinds import KINDS
from xieshou.content.links import pieces
from xieshou.content.schema.text import Text
from xieshou.outputs.publication import Publication
from xieshou.plan.navigation import OTHER
from xieshou.plan.pages import Page, Plan, options
from xieshou.plan.tables import TAIL, tables
from xieshou.views.shared.context import PageContext
from xieshou.views.shared.linked_data import located
from xieshou.views.shared.models import BASE

STEM = f"{TAIL}catalogue"
PREFIXES = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
}
_TYPES = {"csv": "text/csv", "json": "application/json"}
_LANGUAGES = "http://id.loc.gov/vocabulary/iso639-1/"
_MEDIA = "https://www.iana.org/assignments/media-types/"


class Iri(NamedTuple):
    """The name of a thing, which is an address."""

    address: str


class RdfLiteral(NamedTuple):
    """Words in a language; of none (a code) where that is empty."""

    words: str
    language: str = ""


class Thing(NamedTuple):
    """A thing: its name, its class, and what is said of it."""

    iri: Iri
    kind: str
    says: tuple[tuple[str, Iri | RdfLiteral], ...]


def plan(plan: Plan, pages: Sequence[Page]) -> Iterator[Page]:
    """The two files."""
    listed = tuple((file.kind, file.part, file.name) for file in tables(plan))
    for suffix, view in (("jsonld", "catalogue-json"), ("ttl", "catalogue-turtle")):
        yield Page(
            f"{STEM}.{suffix}", plan.languages[0], OTHER, view, options=options({"files": listed}),
            site_deps=("name", "description", "publisher", "licence"),
        )  # fmt: skip


def things(context: PageContext) -> Iterator[Thing]:
    """All that is said; addresses begin with ``BASE``."""
    sets = [(key, tuple(name for *_, name in found)) for key, found in groupby(context.page.option("files"), _key)]
    publisher, licence = Iri(f"{BASE}#publisher"), tuple(_licence(context))
    page = Iri(f"{BASE}{TAIL}")
    catalogue = Iri(f"{BASE}{STEM}")
    called = _texts("foaf:name", context.site("publisher"))
    yield Thing(publisher, "foaf:Agent", (*called, ("foaf:homepage", Iri(BASE))))
    languages = tuple(("dct:language", Iri(f"{_LANGUAGES}{language}")) for language in context.languages)
    yield Thing(
        catalogue,
        "dcat:Catalog",
        (
            *_texts("dct:title", context.site("name")),
            *_texts("dct:description", context.site("description")),
            ("dct:publisher", publisher),
            ("foaf:homepage", page),
            *languages,
            *licence,
            *(("dcat:dataset", _set_iri(key)) for key, _ in sets),
        ),
    )
    for key, names in sets:
        files = [(name, suffix) for name in names for suffix in (("csv",) if key[1] else ("csv", "json"))]
        yield Thing(
            _set_iri(key),
            "dcat:Dataset",
            (
                *_titles(context, *key),
                ("dct:publisher", publisher),
                ("dcat:landingPage", page),
                *languages,
                *licence,
                *(("dcat:distribution", _file_iri(*file)) for file in files),
            ),
        )
        for name, suffix in files:
            yield _file(name, suffix, licence)


def _key(file: tuple[str, str, str]) -> tuple[str, str]:
    return file[:2]


def _set_iri(key: tuple[str, str]) -> Iri:
    kind, part = key
    return Iri(f"{BASE}{STEM}#{KINDS[kind].folder}{f'-{part}' if part else ''}")


def _file_iri(name: str, suffix: str) -> Iri:
    return Iri(f"{BASE}{STEM}#{name}.{suffix}")


def _file(name: str, suffix: str, licence: tuple[tuple[str, Iri | RdfLiteral], ...]) -> Thing:
    address = Iri(f"{BASE}{TAIL}{name}.{suffix}")
    return Thing(
        _file_iri(name, suffix),
        "dcat:Distribution",
        (
            ("dct:title", RdfLiteral(f"{name}.{suffix}")),
            ("dcat:accessURL", address),
            ("dcat:downloadURL", address),
            ("dcat:mediaType", Iri(f"{_MEDIA}{_TYPES[suffix]}")),
            *licence,
        ),
    )


def _titles(context: PageContext, kind: str, part: str) -> Iterator[tuple[str, RdfLiteral]]:
    for language in context.languages:
        labels = context.all_labels[language]
        many = labels(f"kinds.{kind}.many")
        title = labels("guide.parts", kind=many, part=labels.field(kind, part)) if part else many
        yield "dct:title", RdfLiteral(title, language)
        lead = labels("data.parts", kind=many) if part else labels(f"kinds.{kind}.lead")
        yield "dct:description", RdfLiteral(lead, language)


def _texts(name: str, text: Text) -> Iterator[tuple[str, RdfLiteral]]:
    return ((name, RdfLiteral(words, language)) for language, words in text.pairs)


def _licence(context: PageContext) -> Iterator[tuple[str, Iri | RdfLiteral]]:
    """The licence by its address where ``site.yml`` gives one, and what it says in words."""
    said: Text | None = context.site("licence")
    if said is None:
        return
    links = (piece.address for _, words in said.pairs for piece in pieces(words) if not isinstance(piece, str))
    yield from (("dct:license", Iri(address)) for address in tuple(dict.fromkeys(links))[:1])
    for language, words in said.pairs:
        plain = "".join(piece if isinstance(piece, str) else piece.words for piece in pieces(words))
        yield "dct:rights", RdfLiteral(plain, language)


def as_json(context: PageContext) -> str:
    """The catalogue as JSON-LD."""
    graph = [{"@id": one.iri.address, "@type": one.kind, **_grouped(one.says)} for one in things(context)]
    return json.dumps({"@context": PREFIXES, "@graph": graph}, ensure_ascii=False, indent=1) + "\n"


def _grouped(says: Iterable[tuple[str, Iri | RdfLiteral]]) -> dict[str, object]:
    found: dict[str, list[Mapping[str, str]]] = {}
    for name, value in says:
        found.setdefault(name, []).append(_value(value))
    return {name: values[0] if len(values) == 1 else values for name, values in found.items()}


def _value(value: Iri | RdfLiteral) -> Mapping[str, str]:
    if isinstance(value, Iri):
        return {"@id": value.address}
    return {"@value": value.words, "@language": value.language} if value.language else {"@value": value.words}


def as_turtle(context: PageContext) -> str:
    """The catalogue as Turtle."""
    lines = [f"@prefix {name}: <{address}> ." for name, address in PREFIXES.items()]
    for one in things(context):
        said = "".join(f" ;\n  {name} {_written(value)}" for name, value in one.says)
        lines += ["", f"<{one.iri.address}> a {one.kind}{said} ."]
    return "\n".join(lines) + "\n"


def _written(value: Iri | RdfLiteral) -> str:
    if isinstance(value, Iri):
        return f"<{value.address}>"
    language = f"@{value.language}" if value.language else ""
    return f"{json.dumps(value.words, ensure_ascii=False)}{language}"


def json_file(text: str, publication: Publication) -> bytes:
    """The bytes of the JSON-LD, with the site's address."""
    return located(text, publication.origin).encode()


def turtle_file(text: str, publication: Publication) -> bytes:
    """The bytes of the Turtle, with the site's address."""
    return text.replace(BASE, publication.origin).encode()
