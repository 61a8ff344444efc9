"""``llms.txt``: what the site is and where what stands, for programs that read for people, in each language.

In: the lists that there are, and the newest stories. Out: a file as https://llmstxt.org has it: Markdown, with a title,
what the site is about, and links under headings. It leads to the pages as Markdown, never to all of ten thousand.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from xieshou.content.catalog import in_order
from xieshou.content.kinds import KINDS
from xieshou.content.kinds.article import Article
from xieshou.language.labels import Labels
from xieshou.outputs.publication import Publication
from xieshou.plan.cache import MARKDOWN
from xieshou.plan.navigation import OTHER
from xieshou.plan.pages import Page, Plan, options
from xieshou.plan.tables import TAIL
from xieshou.render.markdown_text import escaped_words, link
from xieshou.views.shared.context import PageContext
from xieshou.views.shared.models import BASE

NAME = "llms.txt"
NEWEST = 20


def plan(plan: Plan, pages: Sequence[Page]) -> Iterator[Page]:
    """The file in each language."""
    kinds = tuple(kind for kind in KINDS if plan.catalog.of_kind(kind))
    for language in plan.languages:
        stories = [card for card in plan.catalog.of_kind(Article.kind) if language in card.languages]
        newest = tuple(card.id for card in in_order(stories)[:NEWEST])
        yield Page(
            f"{plan.prefix(language)}{NAME}", language, OTHER, "guide", "", (("items", newest),),
            options=options({"kinds": kinds}), site_deps=("name", "description", "licence", "publisher"),
        )  # fmt: skip


def guide(context: PageContext) -> str:
    """The file; addresses begin with ``BASE``."""
    return "\n\n".join(_parts(context, context.labels)) + "\n"


def _parts(context: PageContext, labels: Labels) -> Iterator[str]:
    yield f"# {escaped_words(context.words(context.site('name')).text)}"
    yield f"> {escaped_words(context.words(context.site('description')).text)}"
    yield escaped_words(labels("guide.markdown"))
    yield _under(labels("guide.sections"), _sections(context, labels))
    if newest := context.items("items"):
        listed = (
            _line(item.title, f"{item.href}{MARKDOWN}", item.summary.text if item.summary else "", labels)
            for item in newest
        )
        yield _under(labels("guide.newest"), listed)
    yield _under(labels("guide.terms"), _terms(context, labels))


def _sections(context: PageContext, labels: Labels) -> Iterator[str]:
    for kind in context.page.option("kinds"):
        address = context.at(f"{KINDS[kind].address}/")
        yield _line(labels(f"kinds.{kind}.many"), address, labels(f"kinds.{kind}.lead"), labels)
    yield _line(labels("data.title"), context.at(TAIL), labels("data.lead"), labels)


def _terms(context: PageContext, labels: Labels) -> Iterator[str]:
    publisher, licence = context.words(context.site("publisher")), context.words(context.site("licence"))
    yield f"- {escaped_words(labels('guide.publisher', name=publisher.text))}"
    if licence:
        yield f"- {labels('ui.licence')}{labels('ui.colon')}{licence.text}"
    yield f"- {escaped_words(labels('guide.cite'))}"


def _under(title: str, lines: Iterator[str]) -> str:
    return "\n".join((f"## {escaped_words(title)}", "", *lines))


def _line(words: str, address: str, said: str, labels: Labels) -> str:
    line = f"- {link(escaped_words(words), address)}"
    return f"{line}{labels('ui.colon')}{escaped_words(said)}" if said else line


def guide_file(text: str, publication: Publication) -> bytes:
    """The bytes of the file: without a known address of the site, others begin at the root of its host."""
    return text.replace(BASE, publication.origin or "/").encode()
