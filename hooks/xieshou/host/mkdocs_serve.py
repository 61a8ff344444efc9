"""MkDocs' server, taught to show why a build failed, and to outlive it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from xieshou.core.project import FRONT

if TYPE_CHECKING:
    from mkdocs.livereload import LiveReloadServer


def outliving(
    server: LiveReloadServer, failure: Callable[[], bytes | None], fail: Callable[[str], None], folders: Iterable[Path]
) -> LiveReloadServer:
    """The server, which shows ``failure`` in place of every page while there is one, and builds when one of ``folders``
    changes.

    ``fail`` is told what a build ended with: MkDocs would have every page wait for a build that never comes.
    """
    for folder in (FRONT, *folders):
        if folder.is_dir():  # a site may do without pictures of its own
            server.watch(str(folder))
    ordinary, build_once = server._serve_request, server.builder

    def serve_request(environ: dict[str, Any], start_response: Any) -> Iterable[bytes] | None:
        page = failure()
        if page is None or environ["PATH_INFO"].startswith("/livereload/"):
            return ordinary(environ, start_response)
        start_response("500 Content Error", [("Content-Type", "text/html; charset=utf-8")])
        return [page]

    def build_or_say_why() -> None:
        try:
            build_once()
        except (Exception, SystemExit) as error:
            fail(str(error))

    # No public place to hang this on: MkDocs offers none, and its 404 handler reads the live folder.
    server._serve_request = serve_request  # type: ignore[method-assign]
    server.builder = build_or_say_why
    return server
