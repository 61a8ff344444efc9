"""Dates that have not come yet, where what is said has been: of a step that is done, a source that has appeared.

In: the catalog, the facts of its entries, the moment of the build. Out: warnings; an error where an article is dated
so. What may lie ahead (an event, a step that is said to be planned, whatever waits for its time) is wrong only where it
lies many years ahead.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator

from pydantic import BaseModel

from xieshou.content.catalog import Catalog
from xieshou.content.entries import Entry, day_of
from xieshou.content.kinds.article import Article
from xieshou.content.kinds.base import FrozenModel
from xieshou.content.kinds.parts import Milestone, Status
from xieshou.content.places import Places
from xieshou.content.schema.edtf import Date, parse
from xieshou.content.schema.introspect import Loc, shapes
from xieshou.content.schema.types.date import CHINA, day_at
from xieshou.core.problems import Problem, problem
from xieshou.language.profiles import profile_of

YEARS = 10
"""Further ahead nothing is planned to the day: it is a slip of the keyboard."""
_PLANNED = "planned"
_STATED = "as_of"
"""When something was said: never ahead, whatever is planned."""
_DAY = 86400


def not_yet(catalog: Catalog, entry: Callable[[str], Entry | None], places: Places, now: int) -> Iterator[Problem]:
    """A warning for each date that lies ahead of ``now`` and should not, an error for that of an article; ``entry``
    gives the facts of an entry.
    """
    for unit in catalog.units:
        tomorrow = day_at(max(now, unit.publish_at) + _DAY)
        if unit.latest <= tomorrow or unit.hidden:
            continue
        found = entry(f"{unit.kind}/{unit.slug}")
        for loc, date, may_come in _dates(found.facts, ()) if found else ():
            if day_of(date) > tomorrow + (YEARS * 10000 if may_come else 0):
                place = places.in_entry(unit, *loc)
                field = ".".join(map(str, loc))
                # Nobody has written an article in days to come: it was to wait for them, or a digit is wrong.
                written = unit.kind == Article.kind and loc == (Article.dated_by,)
                code = "article-ahead" if written else "date-ahead"
                yield problem(unit.path, *place, code, field=field, warning=not written, value=date.edtf)


def comes(warning: Problem) -> int:
    """The moment (seconds since 1970) from which a warning that ``not_yet`` gave may be true no more."""
    year, month, day = parse(dict(warning.details)["value"]).anchor.first
    return int(datetime.datetime(year, month, day, tzinfo=CHINA).timestamp()) - _DAY


def _dates(model: BaseModel, at: Loc, planned: bool = False) -> Iterator[tuple[Loc, Date, bool]]:
    """Every date in ``model``, where it stands, and whether it may lie ahead."""
    status = getattr(model, "status", None)
    planned = planned or (isinstance(status, Status) and status.stage == _PLANNED)
    may_come = model.may_come if isinstance(model, FrozenModel) else frozenset[str]()
    announced = isinstance(model, Milestone) and _announced(model)
    for name, shape in shapes(type(model)).items():
        for number, one in enumerate(shape.values(model, name)):
            loc = (*at, name, number) if shape.many else (*at, name)
            if isinstance(one, Date):
                yield loc, one, name in may_come or announced or (planned and not name.endswith(_STATED))
            elif isinstance(one, BaseModel):
                yield from _dates(one, loc, planned)


def _announced(step: Milestone) -> bool:
    """Whether the words of a step say, in one of their languages, that it has yet to come."""
    return any(sign in words.lower() for language, words in step.what.pairs for sign in profile_of(language).announcing)
