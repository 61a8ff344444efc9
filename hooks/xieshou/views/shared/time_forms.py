"""How exact a date is, drawn: a day is a dot, a month or some days a bar, a year a hatch; "about" fades at its edges,
a reading among several is doubled. One rule for the timeline, records, legends and paper.
"""

from __future__ import annotations

from typing import Final

from xieshou.content.schema import edtf

DAY, SPAN, YEAR = "day", "span", "year"
ABOUT, SEVERAL = "about", "several"
FORMS: Final = (DAY, SPAN, YEAR, ABOUT, SEVERAL)
"""In the order of a legend."""
_QUALIFIED = {"~": (ABOUT,), "?": (SEVERAL,), "%": (ABOUT, SEVERAL)}


def form_of(date: edtf.Date) -> str:
    """The form of a date: how exact it is, and what else is said of it, as ``span about``."""
    points = [point for point in (date.start, date.end) if point]
    exact = {point.precision for point in points}
    if exact & {"year", "decade", "century"}:
        first = YEAR
    else:
        first = DAY if exact == {"day"} and "/" not in date.edtf else SPAN
    said = {word for point in points for word in _QUALIFIED.get(point.qualifier, ())}
    return " ".join((first, *(word for word in (ABOUT, SEVERAL) if word in said)))
