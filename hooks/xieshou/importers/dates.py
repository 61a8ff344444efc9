"""Dates as other programs write them, in front matter and in the names of files.

In: a text. Out: the day, or the month or year alone where no more is said, and the time of day that stood with it. The
day is the one that was typed: what zone it was typed in does not move it.
"""

from __future__ import annotations

import datetime
import re
from email.utils import parsedate_to_datetime
from typing import NamedTuple

from xieshou.content.schema.types.date import CHINA

_ISO = re.compile(
    r"(?P<year>\d{4})[-/.年](?P<month>\d{1,2})(?:[-/.月](?P<day>\d{1,2})日?)?月?"
    r"(?:[T\s_]+(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:[.,]\d+)?)?\s*(?P<half>[AaPp][Mm])?"
    r"\s*(?P<zone>Z|UTC|GMT|[+-]\d{1,2}:?\d{2}(?::?\d{2})?|[+-]\d{1,2})?(?:\s*[A-Z]{2,4})?)?"
)
_COMPACT = re.compile(
    r"(?P<year>(?:19|20)\d{2})(?P<month>\d{2})(?P<day>\d{2})(?:T?(?P<hour>\d{2})(?P<minute>\d{2})\d{2}Z?)?"
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DAY_FIRST = re.compile(r"(?P<day>\d{1,2})(?:st|nd|rd|th)?\s+(?P<name>[A-Za-z]{3,9})\.?,?\s+(?P<year>\d{4})\b.*")
_NAME_FIRST = re.compile(r"(?P<name>[A-Za-z]{3,9})\.?\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<year>\d{4})\b.*")
_YEAR = re.compile(r"(?:19|20)\d{2}")
_IN_NAME = re.compile(r"(?:^|/)(?P<year>(?:19|20)\d{2})[-_/](?P<month>\d{1,2})[-_/](?P<day>\d{1,2})(?=[-_/.]|$)")
_MONTH_IN_NAME = re.compile(r"(?:^|/)(?P<year>(?:19|20)\d{2})[-_/](?P<month>\d{1,2})(?=/)")
_RUN_IN_NAME = re.compile(r"(?:^|[/_-])(?P<year>20\d{2})(?P<month>[01]\d)(?P<day>[0-3]\d)(?=[-_/.]|$)")


class Dated(NamedTuple):
    """A date in EDTF, the time of day that stood with it, if one did, and the moment these are."""

    edtf: str
    time: str = ""
    moment: datetime.datetime | None = None

    @property
    def year(self) -> int:
        """The year alone."""
        return int(self.edtf[:4])


def dated(typed: str) -> Dated | None:
    """What ``typed`` says; None where it is no date, or one there never was."""
    typed = re.sub(r"^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,?\s+", "", typed.strip().strip("\"'"), flags=re.IGNORECASE)
    for form in (_ISO, _COMPACT):
        if found := form.fullmatch(typed):
            return _made(found)
    if _YEAR.fullmatch(typed):
        return Dated(typed)
    if ":" in typed and (moment := _as_mailed(typed)):
        return _with_time(moment)
    for form in (_DAY_FIRST, _NAME_FIRST):
        if (found := form.fullmatch(typed)) and found["name"][:3].lower() in _MONTHS:
            month = _MONTHS.index(found["name"][:3].lower()) + 1
            return _day(int(found["year"]), month, int(found["day"]))
    return None


def _as_mailed(typed: str) -> datetime.datetime | None:
    """A moment as feeds and mail write it: ``29 Nov 2018 08:30:00 +0800``."""
    try:
        return parsedate_to_datetime(typed)
    except (ValueError, TypeError, IndexError):
        return None


def dated_by_name(path: str) -> Dated | None:
    """What the path of a file says of its date, as Jekyll and others name them (``2020-01-02-title``)."""
    found = _IN_NAME.search(path) or _RUN_IN_NAME.search(path)
    if found:
        return _day(*map(int, found.group("year", "month", "day")))
    month = _MONTH_IN_NAME.search(path)
    return Dated(f"{month['year']}-{int(month['month']):02}") if month and 1 <= int(month["month"]) <= 12 else None


def without_date(name: str) -> str:
    """The name of a file without the date that it begins with."""
    return re.sub(r"^(?:19|20)\d{2}[-_]?\d{1,2}[-_]?\d{1,2}[-_.](?=\S)", "", name)


def _day(year: int, month: int, day: int) -> Dated | None:
    try:
        made = datetime.date(year, month, day)
    except ValueError:
        return None
    return Dated(made.isoformat(), "", datetime.datetime(year, month, day, tzinfo=CHINA))


def _made(found: re.Match[str]) -> Dated | None:
    parts = found.groupdict()
    year, month = int(parts["year"]), int(parts["month"])
    if parts["day"] is None:
        return Dated(f"{year:04}-{month:02}") if 1 <= month <= 12 else None
    if parts["hour"] is None:
        return _day(year, month, int(parts["day"]))
    hour = int(parts["hour"])
    if half := parts.get("half"):
        hour = hour % 12 + (12 if half.lower() == "pm" else 0)
    try:
        moment = datetime.datetime(
            year, month, int(parts["day"]), hour, int(parts["minute"]), int(parts.get("second") or 0)
        )
    except ValueError:
        return None
    return _with_time(moment.replace(tzinfo=_zone(parts.get("zone") or "")))


def _zone(typed: str) -> datetime.tzinfo:
    if typed in ("Z", "UTC", "GMT"):
        return datetime.UTC
    found = re.match(r"([+-])(\d{1,2}):?(\d{2})?", typed)
    if not found:
        return CHINA
    offset = datetime.timedelta(hours=int(found[2]), minutes=int(found[3] or 0))
    return datetime.timezone(-offset if found[1] == "-" else offset) if offset < datetime.timedelta(hours=24) else CHINA


def _with_time(moment: datetime.datetime) -> Dated:
    aware = moment if moment.tzinfo else moment.replace(tzinfo=CHINA)
    time = "" if (moment.hour, moment.minute, moment.second) == (0, 0, 0) else moment.strftime("%H:%M")
    return Dated(moment.date().isoformat(), time, aware)
