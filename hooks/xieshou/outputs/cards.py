"""Social cards: a picture of its own for each story and each entry of a prominent kind, and one for all other pages of
a language.

In: the planned pages, and the font (``Plan.cards``), without which there are none. Out: the pages, each with the
address of its card, and the cards as pages that are files. A title with a character that the font lacks is drawn by
nobody: its page has the card of all. What is drawn is kept by what decides its bytes.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from xieshou.content.kinds import KINDS
from xieshou.core.files import make_folder, write
from xieshou.outputs.publication import Publication
from xieshou.plan.cache import ENTRY
from xieshou.plan.navigation import OTHER
from xieshou.plan.pages import CARD, Page, Plan, options
from xieshou.views.shared.context import PageContext

NAME, VIEW = "card.jpg", "card"
_TITLE, _LANGUAGE = "title", "language"


def with_cards(plan: Plan, pages: Iterable[Page]) -> tuple[Page, ...]:
    """The pages, each with its card where there are any."""
    if plan.cards is None:
        return tuple(pages)
    shared = {language: plan.cards.covers(plan.site.name.shown(language)[0]) for language in plan.languages}
    return tuple(_with_card(plan, page, shared) for page in pages)


def _with_card(plan: Plan, page: Page, shared: dict[str, bool]) -> Page:
    assert plan.cards is not None
    if not page.names or not shared[page.language]:
        return page
    own = _has_own(page) and plan.cards.covers(plan.catalog.cards[page.subject].title(page.language)[0])
    address = f"{page.address}{NAME}" if own else f"{plan.prefix(page.language)}{NAME}"
    return page._replace(options=options({**dict(page.options), CARD: address}))


def _has_own(page: Page) -> bool:
    return page.view == ENTRY and KINDS[page.subject.partition("/")[0]].prominent


def plan(plan: Plan, pages: Sequence[Page]) -> Iterator[Page]:
    """The cards."""
    if plan.cards is None:
        return
    font = plan.cards.digest
    for page in pages:
        if page.option(CARD) == f"{page.address}{NAME}" and _has_own(page):
            values = {"font": font}
            yield Page(page.option(CARD), page.language, OTHER, VIEW, "", (("of", (page.subject,)),), (),
                       options(values), site_deps=("name",))  # fmt: skip
    shared = {page.language for page in pages if page.option(CARD)}
    for language in plan.languages:
        if language in shared:
            address = f"{plan.prefix(language)}{NAME}"
            yield Page(
                address, language, OTHER, VIEW, options=options({"font": font}), site_deps=("name", "description")
            )


def words(context: PageContext) -> str:
    """What stands on a card, and in which language."""
    site = context.words(context.site("name")).text
    if not context.page.ids("of"):
        return json.dumps([site, site, "", context.language], ensure_ascii=False)
    item = context.items("of")[0]
    date = item.date.text if item.date and item.kind == "article" else ""
    return json.dumps([item.title, site, date, context.language], ensure_ascii=False)


def picture(text: str, publication: Publication) -> bytes:
    """The bytes of a card: drawn, unless they are kept from an earlier build."""
    from xieshou.pictures import social_card  # Pillow takes a tenth of a second to import, and most builds draw none

    title, site, date, language = json.loads(text)
    path, face, digest, folder = publication.card_font
    features = () if language.startswith(("zh", "ja")) else ("pwid",)
    said = social_card.CardWords(title, site, date, features)
    decides = repr((said, face, digest, social_card.recipe())).encode()
    kept = Path(folder, f"card-{hashlib.blake2b(decides, digest_size=16).hexdigest()}.jpg")
    try:
        return kept.read_bytes()
    except FileNotFoundError:
        data = social_card.draw(said, path, int(face))
    make_folder(kept.parent)
    part = f"{kept.name}.{os.getpid()}"
    write(str(kept.parent), part, data)
    kept.with_name(part).replace(kept)
    return data
