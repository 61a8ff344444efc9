"""MkDocs' server, taught to show why a build failed, and to outlive it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from xieshou.core.project import FRONT
from xieshou.host.failures import Failures
from xieshou.host.preview import REPORT, Preview

if TYPE_CHECKING:
    from mkdocs.livereload import LiveReloadServer

_SHOWN, _FAILED, _MISSING = "200 OK", "500 Content Error", "404 Not Found"
_HTML = "text/html; charset=utf-8"
Headers = list[tuple[str, str]]
Answering = Callable[[dict[str, Any], Any], Iterable[bytes] | None]
"""What answers a request; None where there is nothing at its address."""


def outliving(
    server: LiveReloadServer, failures: Failures, fail: Callable[[str], None], folders: Iterable[Path]
) -> LiveReloadServer:
    """The server, which shows what ``failures`` there are, and builds when one of ``folders`` changes.

    ``fail`` is told what a build ended with: MkDocs would have every page wait for a build that never comes.
    """
    for folder in (FRONT, *folders):
        if folder.is_dir():  # a site may do without pictures of its own
            server.watch(str(folder))
    ordinary, build_once = server._serve_request, server.builder

    def serve_request(environ: dict[str, Any], start_response: Any) -> Iterable[bytes] | None:
        if environ["PATH_INFO"].startswith("/livereload/"):
            return ordinary(environ, start_response)
        with server._epoch_cond:  # a build that is under way decides what there is to show
            server._epoch_cond.wait_for(lambda: server._visible_epoch == server._wanted_epoch)
            epoch = server._visible_epoch
        if failures.page is not None:
            return _answer(start_response, _FAILED, failures.page)
        if failures.preview is None:
            return ordinary(environ, start_response)
        return _Answer(server, failures.preview, epoch).to(ordinary, environ, start_response)

    def build_or_say_why() -> None:
        try:
            build_once()
        except (Exception, SystemExit) as error:
            fail(str(error))

    # No public place to hang this on: MkDocs offers none, and its 404 handler reads the live folder.
    server._serve_request = serve_request  # type: ignore[method-assign]
    server.builder = build_or_say_why
    return server


def _answer(start_response: Any, status: str, page: bytes) -> Iterable[bytes]:
    headers = [("Content-Type", _HTML), ("Content-Length", str(len(page))), ("X-Robots-Tag", "noindex")]
    start_response(status, headers)
    return [page]


@dataclass(frozen=True, slots=True)
class _Answer:
    """The answer to one request, while the site is shown in spite of errors."""

    server: LiveReloadServer
    preview: Preview
    epoch: int

    def to(self, ordinary: Answering, environ: dict[str, Any], start_response: Any) -> Iterable[bytes] | None:
        """A report where one stands, else what the server would answer ordinarily, with a line above what is a page."""
        path = environ["PATH_INFO"].encode("latin-1").decode("utf-8", "ignore")
        root = self.server.mount_path
        if not path.startswith(root):
            return ordinary(environ, start_response)
        address = path.removeprefix(root).removesuffix("index.html")
        page = self.preview.page(address, root) or self.preview.page(f"{address}/", root)
        if page is not None:
            return self._reloading(start_response, _SHOWN if address == REPORT else _FAILED, page)
        told: list[tuple[str, Headers]] = []
        given = ordinary(environ, lambda status, headers: told.append((status, headers)))
        if given is None:
            return self._missing(start_response, address)
        status, headers = told[-1]
        if not dict(headers).get("Content-Type", "").startswith("text/html"):
            start_response(status, headers)
            return given
        try:
            page = b"".join(given)
        finally:
            getattr(given, "close", lambda: None)()
        return _answer(start_response, status, self.preview.with_line(page, address, root))

    def _missing(self, start_response: Any, address: str) -> Iterable[bytes] | None:
        root = self.server.mount_path
        if page := self.preview.in_place_of_none(address, root):
            return self._reloading(start_response, _FAILED, page)
        page = self.server.error_handler(404)
        if page is None:
            return None
        return _answer(start_response, _MISSING, self.preview.with_line(page, address, root))

    def _reloading(self, start_response: Any, status: str, page: bytes) -> Iterable[bytes]:
        """A report goes as soon as something else is to be seen."""
        reloading: bytes = self.server._inject_js_into_html(page, self.epoch)  # type: ignore[no-untyped-call]
        return _answer(start_response, status, reloading)
