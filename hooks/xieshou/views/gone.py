"""What stands at the address of an entry that was taken back: that it was here, since when it is not, and why."""

from __future__ import annotations

from xieshou.content.schema import edtf
from xieshou.content.schema.text import Text
from xieshou.plan.former import Former
from xieshou.plan.navigation import ADDRESSES, FIND, OTHER
from xieshou.plan.pages import Page, options
from xieshou.views.shared.context import PageContext
from xieshou.views.shared.models import Link
from xieshou.views.shared.page_models import GoneModel


def page_of(former: Former) -> Page:
    """The page: it depends on nothing but what it says, for the entry itself is hidden."""
    said = former.said
    date, reason = (said.date, said.reason) if said else ("", ())
    values = options({"title": former.title, "date": date, "reason": reason, "withdrawn": said is not None})
    return Page(former.address, former.language, OTHER, "gone", options=values)


def model(context: PageContext) -> GoneModel:
    """What it shows."""
    labels, option = context.labels, context.page.option
    date, withdrawn = option("date"), option("withdrawn")
    return GoneModel(
        title=labels("gone.title"),
        description=labels("gone.lead" if withdrawn else "gone.lead_for_now"),
        language=context.language,
        kind="gone",
        called=option("title"),
        when=context.when(edtf.parse(date)) if date else None,
        reason=context.words(Text(reason)) if (reason := option("reason")) else None,
        ways=(
            Link(labels("ui.home"), context.at("")),
            Link(labels("sections.find"), context.at(ADDRESSES[FIND])),
        ),
    )
