"""Who may use the desk: whoever opened the one-time address that was printed where it was started.

In: the key of that address, and the cookie that was given for it. Out: sessions. Everything is made anew with each
start, so nothing that was left in a browser opens another desk.
"""

from __future__ import annotations

import hmac
import secrets
from dataclasses import dataclass, field

FIRST = "/desk/"
ENTER = f"{FIRST}enter"
_BYTES = 24


@dataclass(slots=True)
class Access:
    """The keys of one desk. ``token`` is what every change is sent with."""

    port: int = 0
    token: str = field(default_factory=lambda: secrets.token_urlsafe(_BYTES), repr=False)
    _session: str = field(default_factory=lambda: secrets.token_urlsafe(_BYTES), repr=False)
    _key: str = field(default_factory=lambda: secrets.token_urlsafe(_BYTES), repr=False)

    @property
    def address(self) -> str:
        """The address that opens the desk, once."""
        return f"http://127.0.0.1:{self.port}{ENTER}?key={self._key}"

    @property
    def cookie(self) -> str:
        """The name of the cookie: browsers do not tell the ports of one machine apart."""
        return f"xieshou-desk-{self.port}"

    @property
    def hosts(self) -> frozenset[str]:
        """What the desk is called by those who mean it."""
        return frozenset(f"{name}:{self.port}" for name in ("127.0.0.1", "localhost"))

    def enter(self, key: str) -> str:
        """The session that ``key`` opens; empty where it opens none, as the second time."""
        if not self._key or not hmac.compare_digest(key.encode(), self._key.encode()):
            return ""
        self._key = ""
        return self._session

    def is_in(self, session: str) -> bool:
        """Whether a cookie is that of whoever entered."""
        return not self._key and hmac.compare_digest(session.encode(), self._session.encode())

    def is_ours(self, token: str) -> bool:
        """Whether a change was sent by one of our own pages."""
        return hmac.compare_digest(token.encode(), self.token.encode())
