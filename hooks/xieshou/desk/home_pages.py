"""The first page of the desk, what is found from it, and what the desk is told of whoever works at it.

In: visits. Out: answers.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from starlette.responses import FileResponse, JSONResponse, RedirectResponse, Response

from xieshou.content.kinds import KINDS
from xieshou.content.schema.types.slug import SLUG
from xieshou.core.project import FRONT
from xieshou.desk.access import FIRST
from xieshou.desk.drawer import OutsideError
from xieshou.desk.index import attention, found, newest
from xieshou.desk.office import FOLDER, Visit, go, remember_language

_STATIC = {
    "desk.css": (FOLDER, "text/css"),
    "desk.js": (FOLDER, "text/javascript"),
    "mark.svg": (FRONT / "theme" / "theme", "image/svg+xml"),
}
_MOST_PICKED = 12


def enter(visit: Visit) -> Response:
    """Open the desk to whoever has the one-time address, and to nobody after that."""
    access = visit.office.access
    session = access.enter(visit.asked("key"))
    if not session:
        return visit.told("key", 403)
    response = RedirectResponse(FIRST, 303)
    response.set_cookie(access.cookie, session, max_age=43_200, path="/", httponly=True, samesite="strict")
    return response


def home(visit: Visit) -> Response:
    """What needs attention, and what was searched for."""
    office, asked, language = visit.office, visit.asked("q"), visit.words.language
    drafts = tuple(office.drawer.names())
    compared = [_in(one, language) for one in office.compare(office.engine.snapshot().number)]
    needs = office.engine.with_snapshot(lambda one: attention(one, drafts, language, compared))
    lines = found(office.engine.snapshot(), asked, language) if asked else []
    page = visit.page(
        "home.html", needs=needs, newest=newest(office.engine.snapshot(), language),
        asked=asked, found=lines, kinds=tuple(KINDS), say=visit.said,
        removed=office.drawer.removed()[:_MOST_PICKED],
    )  # fmt: skip
    return remember_language(page, language) if visit.asked("lang") else page


def _in(told: Mapping[str, Any], language: str) -> dict[str, str]:
    """A problem as ``xieshou check`` tells it, in one language."""
    own = {name: str(told[name][language]) for name in ("message", "hint")}
    return own | {name: str(told[name]) for name in ("path", "line", "code", "field", "severity")}


def pick(visit: Visit) -> Response:
    """The entries of a kind (or of several) that what was typed may mean."""
    kinds = [kind for kind in visit.asked("kind").split(",") if kind in KINDS]
    lines = found(visit.office.engine.snapshot(), visit.asked("q"), visit.words.language, kinds, _MOST_PICKED)
    one = visit.words.labels
    listed = [
        {"kind": line.kind, "slug": line.slug, "title": line.title, "of": one(f"kinds.{line.kind}.one")}
        for line in lines
    ]
    return JSONResponse({"found": listed})


def sign(visit: Visit) -> Response:
    """Sign changes with a name from now on."""
    visit.office.drawer.sign(visit.sent("person"))
    return go(f"{FIRST}?told=signed")


def static(visit: Visit) -> Response:
    """A style sheet or a script of the desk's own. Raises ``OutsideError`` for any other name."""
    name = visit.request.path_params["name"]
    if name not in _STATIC:
        raise OutsideError(name)
    folder, type_ = _STATIC[name]
    return FileResponse(folder / name, media_type=type_)


def is_slug(value: str) -> bool:
    """Whether a text is a slug."""
    return bool(SLUG.fullmatch(value))
