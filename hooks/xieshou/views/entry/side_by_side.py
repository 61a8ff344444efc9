"""An article in two languages side by side: each block beside its translation, where the site asks for such pages.

In: a page's context. Out: rows of both texts. Which blocks belong together, their sorts, lengths, links and numbers
decide; a block that the other text has split stands beside both parts. It is a way to read two pages, and no page of
its own for search engines: it is not indexed, and no list names it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from markupsafe import Markup

from xieshou.content.kinds.article import Article
from xieshou.language.locale import language_name
from xieshou.language.parity.align import Weight, aligned
from xieshou.plan.dependencies import complete
from xieshou.plan.navigation import section_of
from xieshou.plan.pages import Page, Plan
from xieshou.views.entry.story import Story
from xieshou.views.shared.context import PageContext
from xieshou.views.shared.models import BASE, Link
from xieshou.views.shared.page_models import BothModel, BothRow

TAIL = "both/"
_TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)\b[^>]*?(/?)>")
_VOID = frozenset(("area", "br", "col", "hr", "img", "input", "source", "track", "wbr"))
_MARKUP = re.compile(r"<[^>]*>")
_HREF = re.compile(r'href="([^"]*)"')
_DIGITS = re.compile(r"\d[\d,.]*\d|\d")
_NAMED = re.compile(r'(\s(?:id|for|aria-labelledby|aria-describedby|headers)="|href="#)')


def plan(plan: Plan) -> Iterator[Page]:
    """A page in each language of every article that has a text in another."""
    if not plan.site.side_by_side:
        return
    for card in plan.catalog.of_kind(Article.kind):
        for language in card.languages:
            other = next((one for one in card.languages if one != language and one in card.bodies), "")
            if other and language in card.bodies:
                address = plan.address(card, language) + TAIL
                page = Page(address, language, section_of(card.kind), "both", card.id, body=card.id)
                there = complete(page._replace(language=other), plan.catalog)
                named = tuple((f"{name} {other}", ids) for name, ids in there.metadata_deps)
                yield page._replace(
                    metadata_deps=named, content_deps=there.content_deps, options=(("other", other),), names=()
                )


def model(context: PageContext) -> BothModel:
    """What it shows: titles and summaries, then the blocks."""
    page, labels = context.page, context.labels
    other = str(page.option("other"))
    there = replace(context, page=page._replace(language=other))
    card = context.card(page.subject)
    item = context.item(page.subject)
    rows = [_row(*_words(card.titles, context.language, other), "title")]
    if card.summaries:
        rows.append(_row(*_words(card.summaries, context.language, other), "summary"))
    rows += _rows(_blocks(str(Story.of(context).html())), _blocks(_renamed(str(Story.of(there).html()), other)))
    own = BASE + page.address.removesuffix(TAIL)
    return BothModel(
        title=item.title,
        description=labels("both.lead"),
        language=context.language,
        kind=Article.kind,
        trail=(Link(labels("ui.home"), context.at("")), Link(item.title, own)),
        sides=tuple((one, language_name(one, labels)) for one in (context.language, other)),
        rows=tuple(rows),
        original=Link(labels("both.back"), own),
    )


def _words(texts: object, here: str, there: str) -> tuple[Markup, Markup]:
    known = dict(texts) if isinstance(texts, dict) else {}
    return Markup.escape(known.get(here, "")), Markup.escape(known.get(there, ""))


def _row(here: Markup, there: Markup, sort: str = "") -> BothRow:
    return BothRow(here, there, sort)


def _rows(here: list[str], there: list[str]) -> list[BothRow]:
    groups = aligned([_weight(block) for block in here], [_weight(block) for block in there])
    return [
        _row(Markup("".join(here[number] for number in own)), Markup("".join(there[number] for number in other)))
        for own, other in groups
    ]


def _weight(block: str) -> Weight:
    found = _TAG.match(block)
    tag = found[2] if found else "p"
    words = _MARKUP.sub("", block)
    links = {"/".join(one.rstrip("/").split("/")[-2:]) for one in _HREF.findall(block)}
    return Weight(tag, len("".join(words.split())), frozenset({*links, *_DIGITS.findall(words)}))


def _blocks(html: str) -> list[str]:
    """The elements at the top of a text's HTML, as they stand."""
    found: list[str] = []
    depth = begun = 0
    for tag in _TAG.finditer(html):
        closing, name, alone = tag.groups()
        if name in _VOID or alone:
            if not depth:
                found.append(tag[0])
            continue
        if not closing:
            if not depth:
                begun = tag.start()
            depth += 1
        else:
            depth -= 1
            if not depth:
                found.append(html[begun : tag.end()])
    return found


def _renamed(html: str, language: str) -> str:
    """The names of places in a text, others than those of the text beside it."""
    return _NAMED.sub(rf"\g<1>{language}-", html)
