"""What hosts answer of addresses: whether something is there, and whether it still says what it said.

In: addresses, and what was known of them. Out: a ``HostAnswer`` for each. Redirects are not followed: where an address
has moved to is what its page should say. The network is used, by who asks for it alone.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

from xieshou.core.files import binary, make_folder, write

Words = tuple[str, ...]
"""Of what stands at an address: the least digests of its words, ``_KEPT`` at most."""

_SECONDS, _AT_ONCE, _MOST = 20, 8, 2_000_000
_KEPT, _LIKE = 64, 0.5
"""Of two pages that share half of the words kept, one is the other, edited."""
_AGENT = "Mozilla/5.0 (compatible; xieshou links)"
_METHOD_REFUSED = (403, 405, 501)
"""What hosts answer that send pages and nothing about them."""
_UNSEEN = re.compile(r"(?is)<(script|style|head|nav|header|footer)\b.*?</\1\s*>|<!--.*?-->|<[^>]*>")
_WORD = re.compile(r"[A-Za-z\d]+|(?=([\u3400-\u9fff]{2}))")


class HostAnswer(NamedTuple):
    """``state``: ``there``, ``changed`` (hardly a word of the last time is left), ``moved`` (to ``detail``),
    ``missing`` (``detail``: the host's number) or ``silent``. ``words``: what stands there now.
    """

    state: str
    detail: str = ""
    words: Words = ()


def asked(targets: Iterable[str], known: Mapping[str, Words] | None = None) -> dict[str, HostAnswer]:
    """What the hosts of these addresses answer, a few at once. ``known``: what stood there the last time."""
    from concurrent.futures import ThreadPoolExecutor  # here: who only lists links has no need of it

    wanted = tuple(dict.fromkeys(targets))
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        answers = dict(zip(wanted, pool.map(_answer, wanted), strict=True))
    before = known or {}
    return {target: _compared(answer, before.get(target, ())) for target, answer in answers.items()}


def _compared(answer: HostAnswer, before: Words) -> HostAnswer:
    if answer.state != "there" or not before or not answer.words:
        return answer
    least = sorted({*before, *answer.words})[:_KEPT]
    both = {*before} & {*answer.words}
    return answer._replace(state="changed") if sum(one in both for one in least) < _LIKE * len(least) else answer


def remembered(path: Path) -> dict[str, Words]:
    """What stood at each address when it was last asked; nothing where no such file can be read."""
    try:
        known = json.loads(path.read_text("utf-8"))
        return {str(target): tuple(map(str, words)) for target, words in known.items()}
    except (OSError, ValueError, AttributeError, TypeError):
        return {}


def remember(path: Path, known: Mapping[str, Words], answers: Mapping[str, HostAnswer]) -> None:
    """Keep what stands at each address now. Of one that does not answer, or says something else, what it said before:
    a change is told until the link, or the file, is dealt with.
    """
    now = {target: answer.words for target, answer in answers.items() if answer.state == "there" and answer.words}
    kept = {target: known[target] for target in answers if target in known}
    make_folder(path.parent)
    write(str(path.parent), path.name, json.dumps({**kept, **now}, indent=1).encode())


def _answer(target: str) -> HostAnswer:
    found = _status(target, "HEAD")
    sends = found.state == "there" or found.detail in map(str, _METHOD_REFUSED)
    return _status(target, "GET") if sends else found


def _status(target: str, method: str) -> HostAnswer:
    from http.client import HTTPConnection, HTTPException, HTTPSConnection
    from urllib.parse import quote, urljoin, urlsplit

    parts = urlsplit(target)
    of = HTTPSConnection if parts.scheme == "https" else HTTPConnection
    try:
        connection = of(parts.hostname or "", parts.port, timeout=_SECONDS)
        path = quote(f"{parts.path or '/'}{f'?{parts.query}' if parts.query else ''}", safe="/?&=%:;,+~!*'()@$")
        try:
            connection.request(method, path, headers={"User-Agent": _AGENT})
            response = connection.getresponse()
            status, place = response.status, response.headers.get("Location", "")
            sent = response.read(_MOST) if status < 300 and method == "GET" else b""
        finally:
            connection.close()
    except (OSError, HTTPException, ValueError):
        return HostAnswer("silent")
    if 300 <= status < 400 and place:
        return HostAnswer("moved", urljoin(target, place))
    return HostAnswer("there", "", _words(sent)) if status < 300 else HostAnswer("missing", str(status))


def _words(sent: bytes) -> Words:
    """Those of a page without its frame; of a file that is no page, its bytes as one word."""
    if binary(sent):
        return (_digest(sent),)
    seen = _UNSEEN.sub(" ", sent.decode("utf-8", "replace"))
    words = {one[0] or one[1] for one in _WORD.finditer(seen)} - {""}
    return tuple(sorted(_digest(word.lower().encode()) for word in words)[:_KEPT])


def _digest(data: bytes) -> str:
    return blake2b(data, digest_size=6).hexdigest()
