"""Long lists cut so that nothing ripples: by year, then month; without dates by first letter, then letters.

A page of a numbered, newest-first list changes with every new story, and so do all after it. An archive changes only
when something is added to it. One too full for its month is cut into parts, oldest first: only the last one grows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Generic, NamedTuple, TypeVar

from xieshou.content.catalog import Card

T = TypeVar("T")

MARK = "~"
"""Begins the name of an archive that stands beside entries: no slug can hold it, so none can have its address."""
FULL = 120
"""Items on one page: 150 kB of HTML at 1 kB an item, the frame included."""


class Archive(NamedTuple, Generic[T]):
    """A page of a list: the ``trail`` to it (("year", "2024"), ("month", "05")), its items, or the archives below."""

    trail: tuple[tuple[str, str], ...]
    items: tuple[T, ...]
    archives: tuple[Archive[T], ...]

    @property
    def tail(self) -> str:
        """Its address below the list's: ``2024/05/``."""
        return "".join(f"{name}/" for _, name in self.trail)

    def walk(self) -> Iterator[Archive[T]]:
        """This archive and all below."""
        yield self
        for archive in self.archives:
            yield from archive.walk()


def by_date(
    items: Sequence[T],
    order: Callable[[T], tuple[int, ...]],
    full: int = FULL,
    years_at: int | None = None,
    mark: str = "",
) -> Archive[T]:
    """Items, newest first, in archives by year and month. ``years_at``: more than so many are cut by year.

    ``order`` gives (year, month, day, vagueness, …); year 0 is undated. Facts known only by their year stay on the
    year's own page when its months have pages.
    """
    top = full if years_at is None else years_at
    if len(items) <= top:
        return Archive((), tuple(items), ())
    years: dict[int, list[T]] = {}
    for item in items:
        years.setdefault(order(item)[0], []).append(item)
    return Archive((), (), tuple(_year(year, found, order, full, mark) for year, found in years.items()))


def _year(year: int, items: Sequence[T], order: Callable[[T], tuple[int, ...]], full: int, mark: str) -> Archive[T]:
    trail = (("year", mark + (str(year) if year else "undated")),)
    if len(items) <= full:
        return Archive(trail, tuple(items), ())
    if not year:
        return Archive(trail, (), tuple(_parts(trail, items, full)))
    months: dict[int, list[T]] = {}
    for item in items:
        _, month, _, vague = order(item)[:4]
        months.setdefault(month if vague >= 2 else 0, []).append(item)
    whole_year = months.pop(0, [])
    archives = [_full((*trail, ("month", f"{MARK}{month:02}")), found, full) for month, found in months.items()]
    if len(whole_year) > full:
        archives += _parts(trail, whole_year, full)
        whole_year = []
    return Archive(trail, tuple(whole_year), tuple(archives))


def by_letter(
    items: Sequence[T], slug: Callable[[T], str], full: int = FULL, at: int = 0, start: str = ""
) -> Archive[T]:
    """Items in archives by the first letters of their slugs: ``p``, then ``pi``."""
    trail = (("letter", MARK + start),) if start else ()
    if len(items) <= full:
        return Archive(trail, tuple(items), ())
    if at >= 12:
        return Archive(trail, (), tuple(_parts(trail, items, full)))
    groups: dict[str, list[T]] = {}
    short: list[T] = []  # a slug that ends here stays on this page: its letters name the page itself
    for item in items:
        name = slug(item)
        if len(name) <= at:
            short.append(item)
        else:
            groups.setdefault(name[: at + 1], []).append(item)
    if len(groups) == 1 and not short:
        return by_letter(items, slug, full, at + 1, start)
    below = tuple(by_letter(groups[name], slug, full, at + 1, name) for name in sorted(groups))
    return Archive(trail, tuple(short), below)


def filed_under(card: Card) -> tuple[int, int, int, int]:
    """The place of an entry in an archive: year, month, day, vagueness; year 0 without a date.

    An article lies in the year that its address has; written in another year, it has no month there.
    """
    year, month, day, vague = card.date.order[:4] if card.date else (0, 0, 0, 0)
    if card.kind != "article" or card.filed_year == year:
        return year, month, day, vague
    return card.filed_year, 0, 0, 0


def _full(trail: tuple[tuple[str, str], ...], items: Sequence[T], full: int) -> Archive[T]:
    if len(items) <= full:
        return Archive(trail, tuple(items), ())
    return Archive(trail, (), tuple(_parts(trail, items, full)))


def _parts(trail: tuple[tuple[str, str], ...], items: Sequence[T], full: int) -> Iterator[Archive[T]]:
    oldest_first = list(reversed(items))
    for number, at in enumerate(range(0, len(items), full), 1):
        yield Archive((*trail, ("part", f"{MARK}{number}")), tuple(reversed(oldest_first[at : at + full])), ())
