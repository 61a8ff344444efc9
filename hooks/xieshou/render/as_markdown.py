"""The page of an entry as Markdown, for programs that read texts and need no design: ``index.md`` beside the page.

In: what the page shows. Out: Markdown whose addresses begin with ``BASE``; the file, with the site's address, what it
is a copy of and under which licence. It says what the page says, sources and all.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from xieshou.content.schema.text import Text
from xieshou.language.labels import Labels
from xieshou.plan.pages import Page
from xieshou.render.markdown_text import begun, escaped_words, link, markdown_of
from xieshou.views.shared.models import BASE, Amount, Cell, Item, LinkedText, LocalizedText, Proof, Reading, Rows
from xieshou.views.shared.page_models import EntryModel

_STORY = "article"


def as_markdown(page: EntryModel, labels: Labels) -> str:
    """The page as Markdown."""
    return "\n\n".join(part for part in _parts(page, labels) if part) + "\n"


def markdown_file(text: str, page: Page, licence: Text | None, origin: str, labels: Labels) -> bytes:
    """The bytes of a page's file: without a known ``origin`` its addresses begin at the root of the host."""
    own = f"- {labels('ui.original_page')}{labels('ui.colon')}{link(BASE + page.address, BASE + page.address)}"
    said = licence.shown(page.language)[0] if licence else ""
    terms = f"- {labels('ui.licence')}{labels('ui.colon')}{said}" if said else ""
    end = "\n".join(line for line in (own, terms) if line)
    return f"{text}\n---\n\n{end}\n".replace(BASE, origin or "/").encode()


def _parts(page: EntryModel, labels: Labels) -> Iterator[str]:
    yield f"# {escaped_words(page.title)}"
    if page.summary:
        yield "\n".join(f"> {line}" for line in _paragraphs(page.summary).split("\n"))
    yield "\n".join(_facts(page, labels))
    figure = page.cover or page.figure
    if figure and figure.picture.src:
        yield "!" + link(escaped_words(figure.picture.alt.text), figure.picture.full)
    if figure:
        yield _paragraphs(figure.caption)
    yield markdown_of(page.body) if page.body else ""
    if page.readings:
        yield _titled(labels("ui.observations"), "\n".join(_readings(page.readings, labels)))
    if page.note:
        yield _titled(labels("ui.note"), _paragraphs(page.note))
    if (page.facts and page.kind == "project") or len(page.facts) > 1:
        said = (f"- {escaped_words(f'{fact.date.text} {fact.what.text}')}" for fact in page.facts)
        yield _titled(labels("ui.steps"), "\n".join(said))
    if page.sources:
        listed = (f"{number}. {_proof(one)}" for number, one in enumerate(page.sources, 1))
        yield _titled(labels("ui.sources"), "\n".join(listed))
    for group in page.groups if page.kind != _STORY else ():
        if group.items and group.id != _STORY:  # another story's new title changes none of these files
            yield _titled(group.title, "\n".join(f"- {_item(item)}" for item in group.items))


def _titled(title: str, text: str) -> str:
    return f"## {escaped_words(title)}\n\n{text}"


def _facts(page: EntryModel, labels: Labels) -> Iterator[str]:
    """What is said in brief: a line each."""
    colon = labels("ui.colon")
    if page.aliases:
        yield _line(labels("ui.aliases"), (escaped_words(one.text) for one in page.aliases), labels)
    if page.published:
        yield f"- {labels('ui.published')}{colon}{escaped_words(page.published.text)}"
    if page.covers:
        yield f"- {escaped_words(labels('ui.covers', period=page.covers.text))}"
    if page.author:
        yield f"- {labels('ui.by')}{colon}{escaped_words(page.author)}"
    if page.figure and page.figure.credit:
        yield f"- {labels('ui.credit')}{colon}{escaped_words(page.figure.credit.text)}"
    if page.figure and page.figure.rights:
        yield f"- {labels('ui.rights')}{colon}{escaped_words(page.figure.rights.text)}"
    for row in page.rows:
        yield _line(row.label, (_cell(one) for one in row.cells), labels)


def _line(label: str, values: Iterable[str], labels: Labels) -> str:
    return f"- {escaped_words(label)}{labels('ui.colon')}{labels('ui.comma').join(values)}"


def _cell(cell: Cell) -> str:
    match cell:
        case Item():
            return _item(cell)
        case LinkedText():
            return link(escaped_words(cell.text), cell.href)
        case Amount() if cell.printed:
            return escaped_words(f"{cell.text} ({cell.printed})")
        case Rows():
            return " · ".join(" ".join(_cell(one) for one in row.cells) for row in cell.rows)
    return escaped_words(cell.text)


def _item(item: Item) -> str:
    return link(escaped_words(item.title), item.href)


def _proof(proof: Proof) -> str:
    return f"{_item(proof.source)} · {escaped_words(proof.at.text)}" if proof.at else _item(proof.source)


def _readings(readings: Iterable[Reading], labels: Labels) -> Iterator[str]:
    """A table: period, value, what is said of it, sources."""
    yield f"| {labels('ui.period')} | {labels('ui.value')} | {labels('ui.sources')} |"
    yield "| --- | --- | --- |"
    for one in readings:
        notes = (said.text for said in (one.scope, one.note, one.reason) if said)
        value = " · ".join((_cell(one.value), *map(escaped_words, notes)))
        proofs = labels("ui.comma").join(map(_proof, one.sources))
        yield f"| {escaped_words(one.period.text)} | {value} | {proofs} |"


def _paragraphs(text: LocalizedText) -> str:
    parts = (begun(escaped_words(part)) for part in text.text.split("\n") if part.strip())
    return "\n\n".join(parts)
