"""Who works with whom: the organisations of the site's two sides, and the records that say so.

From records alone, and only where one names both as partners of each other: its pairs, or its parties where these are
two (of an envoy: sender and host). Stories change nothing here. The busiest parties stand in the matrix and its
drawing; the list below holds them all, in archives by letter where it is long.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from xieshou.plan import archives
from xieshou.plan.navigation import ADDRESSES, COOPERATION
from xieshou.plan.pages import Page, Plan, options
from xieshou.views.lists.index import step_title
from xieshou.views.shared.context import PageContext
from xieshou.views.shared.models import Link
from xieshou.views.shared.page_models import Bond, CooperationModel, Party, Stroke

TAIL = ADDRESSES[COOPERATION]
ROWS, COLUMNS = 24, 18
"""Of the matrix: with a bond in every cell it is 80 kB."""
LINES = 250
"""On one page of the list: a record each."""
OF_PARTY = 150
"""Records listed for one party; its own page has them all."""

Tie = tuple[str, str, str]
"""One party, the other, a record: ids."""


def plan(plan: Plan) -> Iterator[Page]:
    """The page in each language, and the archives of its list."""
    lines = tuple(ties(plan))
    if not lines:
        return
    rows, columns = (_busiest(line[side] for line in lines) for side in (0, 1))
    shown, left_out = (rows[:ROWS], columns[:COLUMNS]), (max(0, len(rows) - ROWS), max(0, len(columns) - COLUMNS))
    archive = archives.by_letter(tuple(_listed(lines)), lambda line: line[0].partition("/")[2], LINES)
    places = {(row, column): one.tail for one in archive.walk() for row, column, _ in one.items}
    matrix = tuple(_matrix(lines, *shown, places))
    for one in archive.walk():
        top = not one.trail
        seen = [id_ for line in one.items for id_ in line]
        if top:
            seen += [*shown[0], *shown[1], *(record for _, _, _, record, _ in matrix if record)]
        values = {
            "trail": one.trail,
            "lines": tuple(one.items),
            "below": tuple(child.trail for child in one.archives),
            "rows": shown[0] if top else (),
            "columns": shown[1] if top else (),
            "matrix": matrix if top else (),
            "left_out": left_out,
        }
        names = plan.everywhere(TAIL + one.tail)
        metadata_deps = (("shown", tuple(dict.fromkeys(seen))),)
        for language, address in names:
            yield Page(
                address, language, COOPERATION, "cooperation", "", metadata_deps, (), options(values), names, ("sides",)
            )


def there(plan: Plan) -> bool:
    """Whether there is such a page: two sides, and a record that names both."""
    return next(ties(plan), None) is not None


def model(context: PageContext) -> CooperationModel:
    """What the page shows."""
    page, labels = context.page, context.labels
    first, second = (context.words(side.name) for side in context.site("sides")[:2])
    assert first is not None
    assert second is not None
    trail = page.option("trail")
    title = labels("cooperation.title", one=first.text, other=second.text)
    home = (Link(labels("ui.home"), context.at("")),)
    rows, columns, matrix = (page.option(name) for name in ("rows", "columns", "matrix"))
    heights = {id_: _height(at, len(ids)) for ids in (rows, columns) for at, id_ in enumerate(ids)}
    cells = {(row, column): (count, record, tail) for row, column, count, record, tail in matrix}
    return CooperationModel(
        title=" · ".join([title, *(step_title(context, step) for step in trail)]),
        description=labels("cooperation.lead", one=first.text, other=second.text) if not trail else "",
        language=context.language,
        trail=home if not trail else (*home, Link(title, context.at(TAIL))),
        kind="cooperation",
        lead=labels("cooperation.lead", one=first.text, other=second.text) if not trail else "",
        sides=(first.text, second.text),
        rows=tuple(
            Party(context.item(row), (), tuple(_cell(context, row, one, cells) for one in columns)) for row in rows
        ),
        columns=tuple(context.item(id_) for id_ in columns),
        strokes=tuple(Stroke(heights[row], heights[column], min(count, 4)) for row, column, count, _, _ in matrix),
        left_out=page.option("left_out"),
        parties=tuple(_parties(context, page.option("lines"))),
        archives=tuple(
            Link(step_title(context, below[-1]), context.at(TAIL) + "".join(f"{name}/" for _, name in below))
            for below in page.option("below")
        ),
    )


def ties(plan: Plan) -> Iterator[Tie]:
    """Every (party, party, record), in the order of the catalog."""
    if len(plan.site.sides) < 2:
        return
    catalog, (one, other) = plan.catalog, [side.slug for side in plan.site.sides[:2]]
    for card in catalog.cards.values():
        named = {organisation: side for organisation, side in card.parties if side}
        for tie in card.ties:
            parties = [catalog.cards.get(f"organisation/{organisation}") for organisation in tie]
            sides = {
                named.get(party.slug) or dict(party.choices).get("side", ""): party.id for party in parties if party
            }
            if one in sides and other in sides:
                yield sides[one], sides[other], card.id


def _busiest(ids: Iterator[str]) -> tuple[str, ...]:
    """The most often named first."""
    return tuple(id_ for id_, _ in sorted(Counter(ids).items(), key=lambda found: (-found[1], found[0])))


def _listed(lines: tuple[Tie, ...]) -> Iterator[Tie]:
    """The lines by party, as many of each as one page can hold."""
    listed: Counter[str] = Counter()
    for line in sorted(lines):
        listed[line[0]] += 1
        if listed[line[0]] <= OF_PARTY:
            yield line


def _matrix(
    lines: tuple[Tie, ...], rows: tuple[str, ...], columns: tuple[str, ...], places: Mapping[tuple[str, str], str]
) -> Iterator[tuple[str, str, int, str, str]]:
    """The filled cells: row, column, how many records, the record if it is one, the archive that lists them."""
    records: dict[tuple[str, str], list[str]] = {}
    for row, column, record in lines:
        records.setdefault((row, column), []).append(record)
    for row in rows:
        for column in columns:
            found = records.get((row, column))
            if found:
                yield row, column, len(found), found[0] if len(found) == 1 else "", places.get((row, column), "")


def _height(at: int, of: int) -> int:
    return (2 * at + 1) * 500 // of


def pair_anchor(row: str, column: str) -> str:
    """The address of two parties in the list."""
    return f"{row.partition('/')[2]}--{column.partition('/')[2]}"


def _cell(
    context: PageContext, row: str, column: str, cells: Mapping[tuple[str, str], tuple[int, str, str]]
) -> Bond | None:
    found = cells.get((row, column))
    if found is None:
        return None
    count, record, tail = found
    listed = f"#{pair_anchor(row, column)}" if not tail else f"{context.at(TAIL)}{tail}#{pair_anchor(row, column)}"
    return Bond("", context.item(column), count, context.item(record).href if record else listed)


def _parties(context: PageContext, lines: tuple[Tie, ...]) -> Iterator[Party]:
    """The list: each party of the first side, with whom, through what."""
    found: dict[str, dict[str, list[str]]] = {}
    for row, column, record in lines:
        found.setdefault(row, {}).setdefault(column, []).append(record)
    for row, others in found.items():
        full = sum(map(len, others.values())) >= OF_PARTY
        bonds = tuple(
            Bond(pair_anchor(row, column), context.item(column), len(records), "", tuple(map(context.item, records)))
            for column, records in others.items()
        )
        yield Party(context.item(row), (*bonds[:-1], _with_more(bonds[-1], context.href(row))) if full else bonds)


def _with_more(bond: Bond, href: str) -> Bond:
    return Bond(bond.id, bond.other, bond.count, bond.href, bond.records, href)
