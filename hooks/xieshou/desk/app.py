"""The desk as an application: which page answers what, behind the guard.

In: an office. Out: an ASGI application, and the desk served on this machine alone.
"""

from __future__ import annotations

import socket
from collections.abc import Callable

import uvicorn
from starlette.applications import Starlette
from starlette.routing import Route
from starlette.types import ASGIApp

from xieshou.desk import (
    entry_pages,
    history_pages,
    home_pages,
    import_pages,
    new_pages,
    picture_pages,
    preview_pages,
    publish_pages,
    remedy_pages,
)
from xieshou.desk.access import ENTER, FIRST
from xieshou.desk.guard import Guard
from xieshou.desk.office import Answer, Office, Visit, answered, go

ENTRY = "{kind:str}/{slug:str}"


def application(office: Office) -> ASGIApp:
    """Every page of the desk."""

    def route(path: str, answer: Answer, method: str = "GET") -> Route:
        return Route(path, answered(office, answer), methods=[method])

    def first(_: Visit) -> object:
        return go(FIRST)

    routes = [
        route("/", first),  # type: ignore[arg-type]
        route(FIRST.rstrip("/"), first),  # type: ignore[arg-type]
        route(ENTER, home_pages.enter),
        route(FIRST, home_pages.home),
        route("/desk/static/{name:str}", home_pages.static),
        route("/desk/pick", home_pages.pick),
        route("/desk/sign", home_pages.sign, "POST"),
        route("/desk/new/{kind:str}", new_pages.ask),
        route("/desk/new/{kind:str}", new_pages.make, "POST"),
        route("/desk/slug/{kind:str}", new_pages.propose),
        route(f"/desk/entry/{ENTRY}", entry_pages.show),
        route(f"/desk/entry/{ENTRY}", entry_pages.save, "POST"),
        route(f"/desk/check/{ENTRY}", entry_pages.typed, "POST"),
        route(f"/desk/discard/{ENTRY}", entry_pages.discard, "POST"),
        route(f"/desk/withdraw/{ENTRY}", publish_pages.withdraw, "POST"),
        route(f"/desk/history/{ENTRY}", history_pages.show),
        route(f"/desk/history/{ENTRY}", history_pages.take_up, "POST"),
        route("/desk/restore", history_pages.restore, "POST"),
        route(f"/desk/look/{ENTRY}", preview_pages.look),
        route(preview_pages.ROOT + "{address:path}", preview_pages.show),
        route(f"/desk/mend/{ENTRY}", remedy_pages.mend, "POST"),
        route(f"/desk/translated/{ENTRY}", remedy_pages.translated, "POST"),
        route(preview_pages.LIVE + "{address:path}", preview_pages.live),
        route("/desk/publish", publish_pages.ask),
        route("/desk/publish", publish_pages.publish, "POST"),
        route("/desk/pictures", picture_pages.ask),
        route("/desk/pictures", picture_pages.take, "POST"),
        route("/desk/import", import_pages.ask),
        route("/desk/import", import_pages.take, "POST"),
        route("/desk/paste", import_pages.paste, "POST"),
    ]
    return Guard(Starlette(routes=routes), office.access, office.words[office.language]("told.closed"))


def serve(office: Office, port: int, begun: Callable[[str], None]) -> None:
    """Serve the desk on this machine until somebody ends it. ``begun`` is told the address that opens it. Port 0: the
    one it was served at before, or another that is free.

    Raises ``OSError`` where the port is in use.
    """
    bound = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            bound.bind(("127.0.0.1", port or office.drawer.port))
        except OSError:
            if port:
                raise
            bound.bind(("127.0.0.1", 0))
        bound.listen(64)
        office.access.port = bound.getsockname()[1]
        office.drawer.note_port(office.access.port)
        config = uvicorn.Config(
            application(office), log_level="error", access_log=False, server_header=False, proxy_headers=False,
            timeout_graceful_shutdown=3, lifespan="off",
        )  # fmt: skip
        begun(office.access.address)
        uvicorn.Server(config).run(sockets=[bound])
    finally:
        bound.close()
