"""Dates and moments."""

from __future__ import annotations

import datetime
import re
import unicodedata
from typing import Any, ClassVar, Final

from pydantic_core import PydanticCustomError

from xieshou.content.schema import edtf
from xieshou.content.schema.types.base import ANY_SITE, AnyCell, CellMaker, FieldType, JsonSchema, Published, SiteNames
from xieshou.content.schema.written_dates import in_figures

CHINA: Final = edtf.CHINA
MOMENTS = range(1990, 2101)
"""A year outside these is a typing error: nobody waits that long to publish."""
_MOMENT = re.compile(r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:?\d\d)?)?", re.ASCII)
_IN_ORDER = re.compile(
    r"(\d{4})(?:年|[/.-])(\d{1,2})(?:(?:月|[/.-])(?:(\d{1,2})日?)?)?|(\d{4})(\d{2})(\d{2})|(\d{4})年?", re.ASCII
)
"""A date with its parts in the order of year, month and day, however they are set apart."""
_EDTF = rf"^(\.\.|{edtf.FORM})(/(\.\.|{edtf.FORM}))?$"
_DECADE = re.compile(r"(\d{3})0(?:s|年代)|(\d\d)世纪([1-9])0年代", re.ASCII)
_WITH_UNKNOWN = re.compile(r"\d\dxx|\d{3}x|\d{4}-(?:xx(?:-xx)?|\d\d-xx)", re.ASCII | re.IGNORECASE)

_DAY = r"\d{4}-\d{2}-\d{2}"
_TIMED = r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2})?(Z|[+-]\d{2}:?\d{2})?"


class DateType(FieldType[edtf.Date]):
    """A date as precise as its source: EDTF. ``times``: it may have a time of day."""

    name: ClassVar[str] = "date"
    form: ClassVar[str] = "date"
    example: ClassVar[str] = "2023-11~"
    evident: ClassVar[bool] = False  # the entry's own date is (``Facts.self_evident``)
    value_class: ClassVar[type | None] = edtf.Date

    def __init__(self, *, times: bool = False) -> None:
        self.times = times

    def parse(self, value: Any) -> edtf.Date:
        if isinstance(value, (list, dict)):
            raise PydanticCustomError("date-form", "no date", {"value": ""})
        try:
            date = edtf.parse(str(value or "").strip())
        except edtf.NotADate as error:
            raise PydanticCustomError(error.code, "no date", {"value": str(value)}) from None
        if date.clock is not None and not self.times:
            raise PydanticCustomError("date-time", "no time of day", {"value": date.edtf})
        return date

    def unpack(self, packed: str) -> edtf.Date:
        return edtf.parse(packed)

    def repair(self, written: str) -> str | None:
        """With the signs that EDTF wants: what is in another order is left to people."""
        plain = unicodedata.normalize("NFKC", written).strip()
        if _WITH_UNKNOWN.fullmatch(plain):
            date = plain.upper()
        elif found := _DECADE.fullmatch(plain):
            date = f"{found[1] or f'{int(found[2]) - 1}{found[3]}'}X"
        elif found := _IN_ORDER.fullmatch(in_figures(plain)):
            date = "-".join(part.zfill(2) for part in found.groups() if part)
        else:
            return None
        try:
            edtf.parse(date)
        except edtf.NotADate:
            return None
        return date

    def cell(self, value: edtf.Date, field: str, cells: CellMaker[AnyCell]) -> AnyCell | None:
        return cells.date(value)

    def pack(self, value: edtf.Date) -> str:
        return value.edtf

    def csv(self, value: edtf.Date, languages: object) -> tuple[str | None, ...]:
        return (value.edtf,)

    def json(self, value: edtf.Date, published: Published) -> Any:
        return value.edtf

    def json_schema(self, site: SiteNames = ANY_SITE) -> JsonSchema:
        # YAML's own reading makes a number of a year alone.
        years = {"type": "integer", "minimum": edtf.YEARS[0], "maximum": edtf.YEARS[-1]}
        timed: list[JsonSchema] = [{"type": "string", "pattern": f"^{_TIMED}$"}] if self.times else []
        return {"anyOf": [{"type": "string", "pattern": _EDTF}, *timed, years]}


class DayType(DateType):
    """A day, and surely that one; it may have a time."""

    name: ClassVar[str] = "day"
    example: ClassVar[str] = "2025-03-03"
    value_class: ClassVar[type | None] = None

    def __init__(self) -> None:
        super().__init__(times=True)

    def parse(self, value: Any) -> edtf.Date:
        date = super().parse(value)
        if not date.exact:
            raise PydanticCustomError("date-day", "no day", {"value": date.edtf})
        return date

    def json_schema(self, site: SiteNames = ANY_SITE) -> JsonSchema:
        return {"type": "string", "pattern": f"^{_DAY}$|^{_TIMED}$"}


def day_at(moment: int) -> int:
    """The day in China of a moment in seconds since 1970, as a number that sorts: 20231108."""
    day = datetime.datetime.fromtimestamp(moment, CHINA)
    return day.year * 10000 + day.month * 100 + day.day


def instant(value: Any) -> int:
    """Seconds since 1970. A time without a zone is China's; a day alone begins at 00:00 there."""
    text = str(value).strip()
    if not _MOMENT.fullmatch(text):
        raise PydanticCustomError("instant-form", "no moment", {"value": text})
    try:
        moment = datetime.datetime.fromisoformat(text)
    except ValueError:
        raise PydanticCustomError("instant-form", "no moment", {"value": text}) from None
    if moment.microsecond:  # moments are counted in seconds, and one cut off could end an embargo before its time
        raise PydanticCustomError("instant-form", "no moment", {"value": text})
    if moment.year not in MOMENTS:
        raise PydanticCustomError("date-year", "an unlikely year", {"value": text})
    return int((moment if moment.tzinfo else moment.replace(tzinfo=CHINA)).timestamp())


class InstantType(FieldType[int]):
    """A moment, in seconds since 1970."""

    name: ClassVar[str] = "instant"
    form: ClassVar[str] = "instant"
    example: ClassVar[str] = "2026-01-01T09:00"
    value_class: ClassVar[type | None] = int

    def parse(self, value: Any) -> int:
        return instant(value)

    def repair(self, written: str) -> str | None:
        """A whole day, as of a date."""
        date = DateType().repair(written)
        return date if date and _MOMENT.fullmatch(date) else None

    def cell(self, value: int, field: str, cells: CellMaker[AnyCell]) -> AnyCell | None:
        return cells.moment(value)

    def pack(self, value: int) -> str:
        return datetime.datetime.fromtimestamp(value, CHINA).isoformat()

    def csv(self, value: int, languages: object) -> tuple[str | None, ...]:
        return (self.pack(value),)

    def json(self, value: int, published: Published) -> Any:
        return self.pack(value)

    def json_schema(self, site: SiteNames = ANY_SITE) -> JsonSchema:
        return {"type": "string", "pattern": f"^{_MOMENT.pattern}$"}
