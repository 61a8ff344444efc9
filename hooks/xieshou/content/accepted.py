"""``accepted:`` – warnings that somebody has looked at and lets stand, with the reason and the name.

In: what stands under that key beside an entry, or in ``site.yml``. Out: ``Acceptance`` values. They are no facts of the
entry: no page, table or search index sees them, and a page stays as it is when one is added.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any

from pydantic import Field, ValidationError

from xieshou.content.kinds.base import FrozenModel
from xieshou.content.schema import edtf
from xieshou.content.schema.errors import complaints
from xieshou.content.schema.fields import Date, Line
from xieshou.content.yaml.document import YamlDocument
from xieshou.core.acceptance import KEY, Acceptance
from xieshou.core.problems import Problem

Name = Annotated[str, Field(min_length=1)]
"""What a message calls something: no words of the site's own, so nothing is looked for in it."""


class AcceptedWarning(FrozenModel):
    """A warning of the entry it stands beside. ``about``: what it is about, as ``xieshou accept`` prints it."""

    code: Name
    field: Name | None = None
    about: str = ""
    reason: Line
    by: Line
    until: Date | None = None


class AcceptedElsewhere(AcceptedWarning):
    """A warning of any file of the project, named in ``site.yml``."""

    file: Name


class _Beside(FrozenModel):
    accepted: tuple[AcceptedWarning, ...] = ()


def beside(
    value: Any, document: YamlDocument, at: tuple[int, ...], path: str
) -> tuple[list[Acceptance], list[Problem]]:
    """What is accepted beside the entry at ``at`` in the document, which has ``value`` under ``accepted``; and what is
    wrong there.
    """
    try:
        found = _Beside.model_validate({KEY: value})
    except ValidationError as error:
        return [], list(complaints(error, _Beside, document, at, path))
    return acceptances(found.accepted, path, ".".join(map(str, (*at, KEY)))), []


def acceptances(listed: Sequence[AcceptedWarning], path: str, at: str) -> list[Acceptance]:
    """The values of what is ``listed`` at ``at`` in the file ``path``."""
    return [
        Acceptance(
            path=path,
            at=f"{at}.{number}",
            code=one.code,
            about=one.about,
            reason=one.reason,
            by=one.by,
            field=one.field or "",
            file=one.file if isinstance(one, AcceptedElsewhere) else "",
            until=_last_day(one.until) if one.until else 0,
        )
        for number, one in enumerate(listed)
    ]


def _last_day(date: edtf.Date) -> int:
    year, month, day = (date.end or date.anchor).last
    return year * 10000 + month * 100 + day
