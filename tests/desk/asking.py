"""The desk of a small project, asked as a browser would ask it, without a socket."""

from __future__ import annotations

import asyncio
import re
import shutil
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

from xieshou.build.settings import settings
from xieshou.desk.app import application
from xieshou.desk.office import Office, Outcome
from xieshou.desk.opening import office_of

ROOT = Path(__file__).resolve().parents[2]
PORT = 50_000


class _Form(HTMLParser):
    """The controls of the form of an entry, with their values."""

    def __init__(self) -> None:
        super().__init__()
        self.found: dict[str, str] = {}
        self._inside, self._name = False, ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._inside = known.get("class") == "entry"
        elif not self._inside or known.get("type") == "checkbox":
            return
        elif tag in ("textarea", "select"):
            self._name = known["name"]
            self.found[self._name] = ""
        elif tag == "option" and "selected" in known:
            self.found[self._name] = known["value"]
        elif tag == "input":
            self.found[known["name"]] = known.get("value", "")

    def handle_data(self, data: str) -> None:
        if self._name and self.lasttag == "textarea":
            self.found[self._name] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self.found[self._name] = self.found[self._name].removeprefix("\n")
        if tag in ("textarea", "select"):
            self._name = ""
        if tag == "form":
            self._inside = False


@dataclass(frozen=True, slots=True)
class Answer:
    """What the desk answered."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()

    def form(self) -> dict[str, str]:
        """The controls of the form of an entry, as a browser would send them untouched."""
        reader = _Form()
        reader.feed(self.text)
        return reader.found

    def state(self) -> str:
        found = re.search(r'data-state="(\w+)"', self.text)
        return found[1] if found else ""


@dataclass(slots=True)
class Browser:
    """Somebody's browser. ``cookies`` are what it sends."""

    office: Office
    cookies: dict[str, str] = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict)

    def ask(
        self, address: str, form: Mapping[str, str] | Iterable[tuple[str, str]] | None = None, *, body: bytes = b"",
        more: Mapping[str, str] | None = None, method: str = "",
    ) -> Answer:  # fmt: skip
        """What is answered at ``address``; with a ``form``, when that is sent there."""
        if form is not None:
            body = urlencode(list(form.items()) if isinstance(form, Mapping) else list(form)).encode()
        host = f"127.0.0.1:{self.office.access.port}"
        headers = {"host": host, **self.headers}
        if form is not None or body or method == "POST":
            headers |= {
                "content-type": "application/x-www-form-urlencoded",
                "origin": f"http://{host}",
                "content-length": str(len(body)),
            }
            method = method or "POST"
        if self.cookies:
            headers["cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        headers |= more or {}
        parts = urlsplit(address)
        scope = {
            "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": method or "GET",
            "scheme": "http", "path": parts.path, "raw_path": parts.path.encode(), "query_string": parts.query.encode(),
            "root_path": "",
            "headers": [(name.encode(), value.encode()) for name, value in headers.items() if value != "\0"],
            "client": ("127.0.0.1", 1), "server": ("127.0.0.1", self.office.access.port),
        }  # fmt: skip
        # In a thread of its own: one where a browser is driven has a loop that runs already.
        with ThreadPoolExecutor(1) as apart:
            return apart.submit(asyncio.run, self._sent(scope, body)).result()

    async def _sent(self, scope: dict[str, Any], body: bytes) -> Answer:
        parts: list[dict[str, Any]] = []
        waiting = [{"type": "http.request", "body": body, "more_body": False}]

        async def receive() -> dict[str, Any]:
            return waiting.pop() if waiting else {"type": "http.disconnect"}

        async def send(message: Any) -> None:
            parts.append(message)

        await application(self.office)(scope, receive, send)
        headers = {name.decode(): value.decode() for name, value in parts[0]["headers"]}
        return Answer(parts[0]["status"], headers, b"".join(one.get("body", b"") for one in parts[1:]))

    def enter(self) -> Answer:
        """Open the one-time address."""
        answer = self.ask(self.office.access.address.partition(f":{self.office.access.port}")[2])
        if "set-cookie" in answer.headers:
            name, _, rest = answer.headers["set-cookie"].partition("=")
            self.cookies[name] = rest.partition(";")[0]
        return answer

    def send(self, address: str, form: Mapping[str, str] | Iterable[tuple[str, str]], **more: Any) -> Answer:
        """Send a form with the token of our own pages."""
        pairs = list(form.items()) if isinstance(form, Mapping) else list(form)
        pairs = [("token", self.office.access.token), *((name, value) for name, value in pairs if name != "token")]
        return self.ask(address, pairs, **more)


def small_project(root: Path) -> Path:
    """The small project of examples, to be changed as one likes."""
    shutil.copytree(ROOT / "tests" / "examples", root, dirs_exist_ok=True)
    (root / "hooks").mkdir()
    shutil.copy(ROOT / "hooks" / "build_site.py", root / "hooks")
    return root


def desk_of(root: Path) -> Office:
    """The desk of a project; what is published is written down in ``published``."""

    def publish() -> Outcome:
        log = root / "published"
        log.write_text((log.read_text() if log.exists() else "") + "x")
        return Outcome(True, ("ok",))

    office = replace(office_of(root, settings(root), (), "en", publish), compare=lambda _: [])
    office.access.port = PORT
    return office
