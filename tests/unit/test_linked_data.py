"""What pages say to machines, read by others than us: every page's linked data, its Open Graph, and the catalogue."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import pytest
from rdflib import RDF, Graph, URIRef
from rdflib.compare import isomorphic
from rdflib.namespace import DCAT, DCTERMS

from tests.engine import ORIGIN, build
from tests.unit.helpers import Site, record, story
from xieshou.content.schema.spans import coverage, instant
from xieshou.views.shared.linked_data import joined, located
from xieshou.views.shared.models import BASE

SCHEMA = "https://schema.org/"
ADDRESSES = (
    "url", "contentUrl", "item", "license", "acquireLicensePage", "target",
)  # fmt: skip
"""Terms whose values are addresses, as schema.org's own context has it."""
WORDS = (
    "name", "description", "inLanguage", "headline", "datePublished", "dateModified", "temporalCoverage", "position",
    "caption", "creditText", "copyrightNotice", "width", "height", "unitText", "isAccessibleForFree", "urlTemplate",
    "query-input", "encodingFormat", "startDate", "jobTitle", "alternateName", "dateCreated", "text",
)  # fmt: skip
THINGS = (
    "isPartOf", "author", "publisher", "image", "translationOfWork", "workTranslation", "citation", "creator",
    "variableMeasured", "includedInDataCatalog", "distribution", "mainEntity", "affiliation", "parentOrganization",
    "location", "containedInPlace", "itemListElement", "potentialAction", "target", "correction",
)  # fmt: skip
CONTEXT = {
    "@context": {
        **{name: {"@id": SCHEMA + name} for name in (*WORDS, *THINGS)},
        **{name: {"@id": SCHEMA + name, "@type": "@id"} for name in ADDRESSES},
        **{
            name: SCHEMA + name
            for name in (
                "CorrectionComment", "NewsArticle", "Article", "WebPage", "CollectionPage",
                "DataCatalog", "SearchResultsPage", "Dataset",
                "ImageObject", "Organization", "Event", "Person", "Place", "BreadcrumbList", "ListItem", "WebSite",
                "SearchAction", "EntryPoint", "PropertyValue", "DataDownload", "CreativeWork", "NewsMediaOrganization",
            )
        },
    }
}  # fmt: skip
"""The part of schema.org's context that pages use. A word that is not in it is no triple, and so is missed."""


class Head(HTMLParser):
    """The meta elements and links of a page, and its blocks of linked data."""

    def __init__(self) -> None:
        super().__init__()
        self.meta: dict[str, str] = {}
        self.links: list[dict[str, str | None]] = []
        self.data: list[str] = []
        self._inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        if tag == "meta":
            self.meta[said.get("property") or said.get("name") or ""] = said.get("content") or ""
        if tag == "link":
            self.links.append(said)
        self._inside = tag == "script" and said.get("type") == "application/ld+json"

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.data.append(data)
            self._inside = False


def head_of(path: Path) -> Head:
    head = Head()
    head.feed(path.read_text("utf-8"))
    return head


def graph_of(path: Path) -> Graph:
    """The triples of a page; every name in it is one that schema.org has and every value is one."""
    (data,) = head_of(path).data
    said = json.loads(data)
    assert said.pop("@context") == "https://schema.org"
    unknown = {name for name in names(said) if not name.startswith("@")} - {*WORDS, *THINGS, *ADDRESSES}
    assert unknown == set()
    return Graph().parse(data=json.dumps({**CONTEXT, **said}), format="json-ld")


def names(value: object) -> set[str]:
    if isinstance(value, dict):
        return {*value, *(name for inner in value.values() for name in names(inner))}
    return {name for inner in value for name in names(inner)} if isinstance(value, list) else set()


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    site = Site.sound(tmp_path_factory.mktemp("linked"))
    site.add(
        "articles/2024/exact.zh.md", story("date: 2024-03-05", "sources:", "  - daily", title="一天 a <b 与 “引号”")
    )
    site.add("articles/2024/exact.en.md", "---\ntitle: One day\nsummary: In brief.\n---\n\nText.\n")
    site.add("articles/2024/vague.zh.md", story("date: 2024-03~", "sources:", "  - daily", title="大约"))
    site.add("events/launch.yml", record("启动", "date: 2024-04", "sources:", "  - daily"))
    build(site.root)
    return site.root / "site"


def triple(graph: Graph, name: str) -> set[str]:
    return {str(value) for value in graph.objects(None, URIRef(SCHEMA + name))}


def test_every_page_has_linked_data_that_another_reads(site: Path) -> None:
    kinds = set()
    for path in site.rglob("*.html"):
        if path.name == "404.html":
            assert head_of(path).data == []
            continue
        graph = graph_of(path)
        kinds |= {str(kind).removeprefix(SCHEMA) for kind in graph.objects(None, RDF.type)}
        address = path.relative_to(site).as_posix().removesuffix("index.html")
        assert (URIRef(ORIGIN + address), RDF.type, None) in graph
    assert {"NewsArticle", "Article", "BreadcrumbList", "WebSite", "SearchAction", "Organization", "Event"} <= kinds


def test_an_exact_day_is_told_with_its_zone_and_a_vague_one_only_as_covered(site: Path) -> None:
    exact, vague = (graph_of(site / f"news/2024/{name}/index.html") for name in ("exact", "vague"))
    assert triple(exact, "datePublished") == {"2024-03-05T00:00:00+08:00"}
    assert triple(vague, "datePublished") == triple(vague, "dateModified") == set()
    assert triple(vague, "temporalCoverage") == {"2024-03-01/2024-03-31"}
    event = graph_of(site / "events/launch/index.html")
    assert triple(event, "startDate") == set()
    assert triple(event, "temporalCoverage") == {"2024-04-01/2024-04-30"}
    assert head_of(site / "news/2024/vague/index.html").meta.get("article:published_time") is None


def test_a_translation_names_its_original_and_the_original_its_translation(site: Path) -> None:
    original, translation = (f"{ORIGIN}{tail}news/2024/exact/" for tail in ("", "en/"))
    assert triple(graph_of(site / "news/2024/exact/index.html"), "workTranslation") == {translation}
    assert triple(graph_of(site / "en/news/2024/exact/index.html"), "translationOfWork") == {original}
    assert triple(graph_of(site / "en/news/2024/exact/index.html"), "inLanguage") == {"en"}


def test_no_words_end_the_element_or_pass_for_an_address(site: Path) -> None:
    assert "一天 a <b 与 “引号”" in triple(graph_of(site / "news/2024/exact/index.html"), "headline")
    spelt = [{"name": '\\u001a "\\u001a', "url": f"{BASE}x/"}]
    assert json.loads(located(joined(spelt), "https://a.example/")) == {**spelt[0], "url": "https://a.example/x/"}


def test_what_is_shared_is_told_whole(site: Path) -> None:
    head = head_of(site / "en/news/2024/exact/index.html")
    assert head.meta["og:title"].startswith("One day")
    assert head.meta["og:type"] == "article"
    assert head.meta["og:description"] == "In brief."
    assert (head.meta["og:locale"], head.meta["og:locale:alternate"]) == ("en_GB", "zh_CN")
    assert head.meta["article:published_time"] == "2024-03-05T00:00:00+08:00"
    alternates = {link["hreflang"]: link["href"] for link in head.links if link.get("hreflang")}
    first = f"{ORIGIN}news/2024/exact/"
    assert alternates == {"zh": first, "en": f"{ORIGIN}en/news/2024/exact/", "x-default": first}


def test_the_sitemap_says_when_stories_changed_where_their_day_is_known(site: Path) -> None:
    space = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
    urls = ElementTree.fromstring((site / "sitemap-news-2024.xml").read_bytes()).iter(f"{space}url")
    changed = {str(url.findtext(f"{space}loc")): url.findtext(f"{space}lastmod") for url in urls}
    assert changed[f"{ORIGIN}news/2024/exact/"] == "2024-03-05"
    assert changed[f"{ORIGIN}news/2024/vague/"] is None


def test_both_forms_of_the_catalogue_say_the_same_of_every_file(site: Path) -> None:
    turtle = Graph().parse(site / "data/catalogue.ttl", format="turtle")
    assert isomorphic(turtle, Graph().parse(site / "data/catalogue.jsonld", format="json-ld"))
    named = {str(address) for address in turtle.objects(None, DCAT.downloadURL)}
    there = {path for suffix in ("csv", "json") for path in (site / "data").glob(f"*.{suffix}")}
    assert named == {f"{ORIGIN}data/{path.name}" for path in there}
    sets = set(turtle.subjects(RDF.type, DCAT.Dataset))
    assert sets == set(turtle.objects(None, DCAT.dataset))
    for one in sets:
        titles = {title.language for title in turtle.objects(one, DCTERMS.title)}  # type: ignore[attr-defined]
        assert titles == {"zh", "en"}


@pytest.mark.parametrize(
    ("written", "moment", "covered"),
    [
        ("2024-03-05", "2024-03-05T00:00:00+08:00", "2024-03-05"),
        ("2024-03-05~", "", "2024-03-05"),
        ("2024-03", "", "2024-03-01/2024-03-31"),
        ("2024", "", "2024-01-01/2024-12-31"),
        ("2023/2024-02", "", "2023-01-01/2024-02-29"),
        ("2023/..", "", "2023-01-01/.."),
        ("../2023", "", "../2023-12-31"),
        ("2024-03-05/2024-03-07", "", "2024-03-05/2024-03-07"),
    ],
)
def test_a_date_is_never_told_more_exactly_than_it_was_written(written: str, moment: str, covered: str) -> None:
    assert instant(written) == moment
    assert coverage(written) == covered


def test_the_guide_lists_what_is_published_and_leads_to_markdown(site: Path) -> None:
    text = (site / "en/llms.txt").read_text("utf-8")
    links = re.findall(r"\]\((\S+?)\)", text)
    assert f"{ORIGIN}en/news/2024/exact/index.md" in links
    for link in links:
        path = site / link.removeprefix(ORIGIN)
        assert (path / "index.html" if link.endswith("/") else path).is_file(), link
