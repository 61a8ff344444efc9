"""The days that a date may mean, and a date as machines elsewhere take it: never more exact than it was written.

In: dates as written (``edtf``). Out: first and last day; ISO 8601 for schema.org, Open Graph and sitemaps.
"""

from __future__ import annotations

import datetime
from functools import lru_cache
from typing import NamedTuple

from xieshou.content.schema import edtf

ZONE = "+08:00"
"""Of every date that has none of its own: the whole of China has one time."""


class Span(NamedTuple):
    """The days a date may mean. ``exact``: it names them, and nothing about it is in doubt."""

    first: datetime.date
    last: datetime.date
    exact: bool


@lru_cache(maxsize=65536)
def span(written: str) -> Span:
    """The days of a date; of one without beginning or end, those of the point that is known."""
    date = edtf.parse(written)
    start, end = date.start or date.anchor, date.end or date.anchor
    ends = [point for point in (date.start, date.end) if point]
    exact = ".." not in written and all(point.precision == "day" and not point.qualifier for point in ends)
    return Span(datetime.date(*start.first), datetime.date(*end.last), exact)


def instant(written: str) -> str:
    """The moment a date names, with its zone; empty where it is no single day that nothing is in doubt about."""
    found = span(written)
    return f"{found.first.isoformat()}T00:00:00{ZONE}" if found.exact and found.first == found.last else ""


def coverage(written: str) -> str:
    """The time a date covers, as ``temporalCoverage`` has it: a day, or a stretch of them, which may be open."""
    found, (start, _, end) = span(written), written.partition("/")
    if found.first == found.last and ".." not in written:
        return found.first.isoformat()
    first = ".." if start == ".." else found.first.isoformat()
    return f"{first}/{'..' if end == '..' else found.last.isoformat()}"
