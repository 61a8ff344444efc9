"""How a value reads to readers, while it is typed.

In: a date or a quantity as it is typed. Out: how it is shown, in each language of the desk; nothing of what is none.
"""

from __future__ import annotations

from collections.abc import Mapping

from xieshou.content.schema import edtf, quantities
from xieshou.desk.words import DeskWords
from xieshou.language.locale import show_date, show_quantity


def reading(widget: str, value: str, words: Mapping[str, DeskWords]) -> str:
    """How ``value`` of a control of this sort reads; empty where it is no such value."""
    try:
        if widget in ("date", "day"):
            date = edtf.parse(value)
            return " · ".join(show_date(date, one.labels) for one in words.values())
        if widget == "quantity":
            quantity = quantities.parse(value)
            return " · ".join(show_quantity(quantity, one.labels) for one in words.values())
    except ValueError:
        return ""
    return ""
