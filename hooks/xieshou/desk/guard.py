"""What stands between the desk and everything else: other machines, other pages in the same browser, too much of it.

In: an ASGI application. Out: the same behind these checks. A request is let through only if it names this desk as its
host (a name that was turned to this machine does not), comes from one of its own pages, is no larger than what is
taken, and has the cookie of whoever entered. Every answer says what its page may do: nothing from elsewhere, no inline
script.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from http.cookies import CookieError, SimpleCookie

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from xieshou.desk.access import ENTER, FIRST, Access

MAX_BYTES = 60_000_000
"""Bytes of a request: a picture may have forty million."""
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; connect-src 'self'; "
    "frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_HEADERS = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "cache-control": "no-store",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
    "content-security-policy": POLICY,
}
_READING, _METHODS = ("GET", "HEAD"), ("GET", "HEAD", "POST")


@dataclass(frozen=True, slots=True)
class Guard:
    """The application behind its checks. ``refusal``: what is said to whoever has no session."""

    app: ASGIApp
    access: Access
    refusal: str

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        if scope["type"] != "http":
            await send({"type": "websocket.close", "code": 1008})
            return
        headers = _Headers(scope["headers"])
        taken = 0

        async def counted() -> Message:
            nonlocal taken
            message = await receive()
            taken += len(message.get("body", b""))
            return {"type": "http.disconnect"} if taken > MAX_BYTES else message

        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message["headers"], *_missing(message["headers"])]
            await send(message)

        status = self._refused(scope, headers)
        if status:
            await PlainTextResponse(self.refusal if status == 403 else "", status)(scope, receive, sent)
        else:
            await self.app(scope, counted, sent)

    def _refused(self, scope: Scope, headers: _Headers) -> int:
        """The status that a request is refused with; 0 where it is let through."""
        host, path, method = headers.one("host"), scope["path"], scope["method"]
        if host not in self.access.hosts:
            return 421
        if method not in _METHODS:
            return 405
        length = headers.one("content-length")
        if length and (not length.isascii() or not length.isdecimal() or int(length) > MAX_BYTES):
            return 413
        site = headers.one("sec-fetch-site")
        if site not in ("", "same-origin", "none") and not (path == ENTER and method in _READING):
            return 403
        if method not in _READING and headers.one("origin") != f"http://{host}":
            return 403
        if path == ENTER and method in _READING:
            return 0
        if not self.access.is_in(headers.cookie(self.access.cookie)):
            return 403
        return 0 if path.startswith(FIRST) or path in ("/", FIRST.rstrip("/")) else 404


class _Headers:
    """The headers of a request. One that is given twice is none: who asks so is no browser."""

    def __init__(self, raw: Iterable[tuple[bytes, bytes]]) -> None:
        self._known: dict[str, str] = {}
        for name, value in raw:
            key = name.decode("latin-1").lower()
            self._known[key] = "\0" if key in self._known and key != "cookie" else value.decode("latin-1")

    def one(self, name: str) -> str:
        """The header ``name``; empty where there is none."""
        return self._known.get(name, "")

    def cookie(self, name: str) -> str:
        """The cookie ``name``; empty where there is none."""
        try:
            found = SimpleCookie(self.one("cookie")).get(name)
        except CookieError:
            return ""
        return found.value if found else ""


def _missing(headers: Iterable[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
    there = {name.lower() for name, _ in headers}
    return [(name.encode(), value.encode()) for name, value in _HEADERS.items() if name.encode() not in there]
