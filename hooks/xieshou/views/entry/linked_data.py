"""What the page of an entry says of it to machines: an article, a picture, a dataset, or a page about something.

In: a page's context, the facts of its entry, and the figures it shows. Out: a node (``views.shared.linked_data``). It
says what the page says and no more: a date that names no day is told as the time it covers, never as a day.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from xieshou.content.kinds.article import Article
from xieshou.content.kinds.base import Facts
from xieshou.content.kinds.envoy import Envoy
from xieshou.content.kinds.event import Event
from xieshou.content.kinds.figure import Figure
from xieshou.content.kinds.indicator import Indicator
from xieshou.content.kinds.life import in_order
from xieshou.content.kinds.organisation import Organisation
from xieshou.content.kinds.place import Place
from xieshou.content.links import pieces
from xieshou.content.schema.spans import coverage, instant
from xieshou.plan.tables import TAIL
from xieshou.views.shared.context import PageContext
from xieshou.views.shared.figure_models import FigureModel
from xieshou.views.shared.linked_data import PUBLISHER, Node, given
from xieshou.views.shared.models import BASE, LocalizedText, Proof

_LICENCE = "licence"
_ORGANISATIONS = {
    "government": "GovernmentOrganization",
    "university": "CollegeOrUniversity",
    "research-institute": "ResearchOrganization",
    "hospital": "Hospital",
    "school": "School",
    "company": "Corporation",
    "media": "NewsMediaOrganization",
}
SITE_DEPS = (_LICENCE,)
"""What the node of a dataset says of the site."""


def entry_node(
    context: PageContext, facts: Facts, figures: Sequence[FigureModel], proofs: Iterable[Proof]
) -> dict[str, object]:
    """What the page says of its entry."""
    makes = _NODES.get(type(facts), _of_record)
    own = makes(context, facts, figures)
    cited = {proof.source.href: proof.source.title for proof in proofs}
    return {**own, "citation": [{"@id": href, "name": title} for href, title in cited.items()]}


def picture_node(figure: FigureModel) -> Node:
    """A picture: who made it, whose it is, and where one is told how it may be used."""
    page = figure.item.href
    return given(
        {
            "@type": "ImageObject",
            "@id": page,
            "name": figure.item.title,
            "caption": figure.caption.text,
            "contentUrl": figure.picture.full,
            "width": figure.picture.width or "",
            "height": figure.picture.height or "",
            "creditText": _text(figure.credit),
            "copyrightNotice": _text(figure.rights),
            "license": page if figure.rights else "",
            "acquireLicensePage": page,
        }
    )


def _of_record(context: PageContext, facts: Facts, figures: Sequence[FigureModel]) -> dict[str, object]:
    """A page about something that schema.org has no close word for."""
    return {"temporalCoverage": coverage(facts.when.edtf)} if facts.when else {}


def _of_article(context: PageContext, facts: Facts, figures: Sequence[FigureModel]) -> dict[str, object]:
    assert isinstance(facts, Article)
    card = context.card(context.page.subject)
    published, original = instant(facts.date.edtf), card.path.split(".")[-2]
    covers = facts.covers or (None if published else facts.date)
    others = [{"@id": BASE + address} for language, address in context.page.names if language != context.language]
    whole = dict(context.page.names).get(original, "")
    translated = context.language != original
    author = {"@type": "Person", "name": facts.author} if facts.author else {"@id": PUBLISHER}
    return {
        "@type": "NewsArticle" if published else "Article",
        "headline": card.title(context.language)[0],
        "datePublished": published,
        "dateModified": _modified(facts) or published,
        "correction": [*_corrections(context, facts)],
        "temporalCoverage": coverage(covers.edtf) if covers else "",
        "author": author,
        "publisher": {"@id": PUBLISHER},
        "image": [picture_node(one) for one in _cover_first(facts, figures) if one.picture.src],
        "translationOfWork": {"@id": BASE + whole} if translated and whole else "",
        "workTranslation": [] if translated else others,
    }


def _cover_first(article: Article, figures: Iterable[FigureModel]) -> list[FigureModel]:
    return sorted(figures, key=lambda one: one.item.id != f"{Figure.kind}/{article.cover}")


def _modified(article: Article) -> str:
    """When readers were last told of a change in it, where that is known."""
    updates = in_order(article.updates)
    return instant(updates[-1].date.edtf) if updates else ""


def _corrections(context: PageContext, article: Article) -> Iterator[dict[str, object]]:
    for one in in_order(article.updates):
        if one.kind == "correction" and (what := context.words(one.what)):
            yield {"@type": "CorrectionComment", "text": what.text, "datePublished": instant(one.date.edtf)}


def _of_figure(context: PageContext, facts: Facts, figures: Sequence[FigureModel]) -> dict[str, object]:
    assert isinstance(facts, Figure)
    own = next(one for one in figures if one.item.id == context.page.subject)
    taken = instant(facts.date.edtf) if facts.date else ""
    dates = {"dateCreated": taken, "temporalCoverage": coverage(facts.date.edtf) if facts.date and not taken else ""}
    # What is not held, and what is drawn here from figures, is no picture that could be had.
    return {**picture_node(own), **dates} if own.picture.src else {**dates}


def _of_indicator(context: PageContext, facts: Facts, figures: Sequence[FigureModel]) -> dict[str, object]:
    """A dataset: the readings, and the files that have them."""
    assert isinstance(facts, Indicator)
    periods = [one.period for one in facts.observations]
    first, last = min(periods, key=lambda one: one.order), max(periods, key=lambda one: one.order)
    covered = (
        coverage(f"{first.edtf.split('/')[0]}/{last.edtf.split('/')[-1]}") if first != last else coverage(first.edtf)
    )
    measured = {"@type": "PropertyValue", "name": context.card(context.page.subject).title(context.language)[0]}
    files = (
        (f"{TAIL}{Indicator.folder}-observations.csv", "text/csv"),
        (f"{TAIL}{Indicator.folder}.json", "application/json"),
    )
    return {
        "@type": "Dataset",
        "creator": {"@id": PUBLISHER},
        "license": licence_node(context),
        "isAccessibleForFree": True,
        "temporalCoverage": covered,
        "variableMeasured": given(measured | {"unitText": facts.noun(context.language).split("|")[0]}),
        "includedInDataCatalog": {"@id": context.at(TAIL)},
        "distribution": [
            {"@type": "DataDownload", "encodingFormat": type_, "contentUrl": BASE + path} for path, type_ in files
        ],
    }


def licence_node(context: PageContext) -> object:
    """The licence of the site's texts and data: its address, or what is said of it where it has none."""
    said = context.words(context.site(_LICENCE))
    if said is None:
        return ""
    address = next((piece.address for piece in pieces(said.text) if not isinstance(piece, str)), "")
    return address or {"@type": "CreativeWork", "name": said.text}


def _of_event(context: PageContext, facts: Facts, figures: Sequence[FigureModel]) -> dict[str, object]:
    assert isinstance(facts, Event)
    exact = facts.date and instant(facts.date.edtf)
    place = _named(context, "place", facts.place, "Place")
    about = _about(context, "Event", startDate=exact and exact[:10], location=place)
    return {**about, "temporalCoverage": coverage(facts.date.edtf) if facts.date and not exact else ""}


def _of_person(context: PageContext, facts: Facts, figures: Sequence[FigureModel]) -> dict[str, object]:
    assert isinstance(facts, Envoy)
    title = context.words(facts.title)
    sent = _named(context, "organisation", facts.from_organisation, "Organization")
    return _about(context, "Person", jobTitle=title.text, affiliation=sent)


def _of_organisation(context: PageContext, facts: Facts, figures: Sequence[FigureModel]) -> dict[str, object]:
    assert isinstance(facts, Organisation)
    parent = _named(context, "organisation", facts.parent, "Organization")
    place = _named(context, "place", facts.place, "Place")
    form = _ORGANISATIONS.get(facts.type or "", "Organization")
    return _about(context, form, alternateName=list(facts.aliases), parentOrganization=parent, location=place)


def _of_place(context: PageContext, facts: Facts, figures: Sequence[FigureModel]) -> dict[str, object]:
    assert isinstance(facts, Place)
    above = _named(context, "place", facts.parent, "Place")
    return _about(context, "Place", alternateName=list(facts.aliases), containedInPlace=above)


def _about(context: PageContext, form: str, **said: object) -> dict[str, object]:
    """A page about something, which is called what the page is called."""
    own = {"@type": form, "name": context.card(context.page.subject).title(context.language)[0]}
    return {"mainEntity": given(own | said)}


def _named(context: PageContext, kind: str, slug: str | None, form: str) -> Node | None:
    """A published record that the entry names."""
    if not slug or not context.known(f"{kind}/{slug}"):
        return None
    item = context.item(f"{kind}/{slug}")
    return {"@type": form, "name": item.title, "url": item.href}


def _text(said: LocalizedText | None) -> str:
    return said.text if said else ""


_NODES: dict[type[Facts], Callable[[PageContext, Facts, Sequence[FigureModel]], dict[str, object]]] = {
    Article: _of_article,
    Figure: _of_figure,
    Indicator: _of_indicator,
    Event: _of_event,
    Envoy: _of_person,
    Organisation: _of_organisation,
    Place: _of_place,
}
"""What is said of an entry, by its kind."""
