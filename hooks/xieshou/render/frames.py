"""Frames: the theme's own page, rendered once for each language and section, and cut where pages differ.

In: HTML in which every place that differs holds a sentinel. Out: ``Frame``: pieces and slots; filling one is joining
strings. A sentinel that is left in a page is an error: something differs that we did not know of.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

DEPTH = 7
"""How deep the frame's page pretends to stand: ``../`` seven times over occurs by nothing but the theme's own links."""
ROOT = "/".join([".."] * DEPTH)
ADDRESS = "x/" * DEPTH
SLOTS = ("title", "head", "languages", "body", "foot")
MARK = "\x1b"
"""Begins every sentinel: no content can hold it (control characters are refused), so none can pass for one."""
_SENTINEL = MARK + "xieshou-slot-{}-here"
_INLINE = re.compile(r"<script>(.*?)</script>", re.DOTALL)
_MAIN = re.compile(r"<article.*</article>", re.DOTALL)
_UPWARD = re.compile(r"""=["']?\.\./""")
"""An address that is not cut; in the site's own words ``../`` is no address."""
_SPACE = re.compile(r"\s*\n\s*")

REPAIRS: tuple[tuple[str, str], ...] = (
    # What Material 9.8 puts round every page for scripts and drawers that we do not have; some of it the Nu checker
    # refuses. Each must match, so that a new Material is noticed.
    (r'<input class="md-toggle" [^>]*>\s*', ""),
    (r'<label class="md-overlay" [^>]*></label>', ""),
    (r'(?s)<div data-md-component="skip">.*?</div>', ""),
    (r'<div data-md-component="announce">\s*</div>', ""),
    (r'<div class="md-dialog" [^>]*>\s*<div [^>]*></div>\s*</div>', ""),
    (r' data-md-component="\w+"', ""),
)


class Frame(NamedTuple):
    """A cut frame: ``pieces`` has one more than ``slots``. ``policy`` is its Content-Security-Policy."""

    pieces: tuple[str, ...]
    slots: tuple[str, ...]
    digest: bytes


class FrameFault(ValueError):
    """The theme's page is not what cutting expects: our fault or a new theme's, never an editor's."""


def sentinel(slot: str) -> str:
    """The text that stands in a frame where ``slot`` belongs."""
    return _SENTINEL.format(slot)


def policy(html: str) -> str:
    """The Content-Security-Policy of a page: nothing from elsewhere, and only the inline scripts of its frame. In what
    the frame surrounds there is none, and if there were, it would not run.
    """
    hashes = sorted(
        "'sha256-" + base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() + "'"
        for script in set(_INLINE.findall(_MAIN.sub("", html)))
    )
    return directives(hashes)


def directives(hashes: Iterable[str]) -> str:
    """The policy for pages whose inline scripts have these hashes."""
    return (
        f"default-src 'self'; script-src 'self' {' '.join(hashes)}; style-src 'self' 'unsafe-inline'; "
        "img-src 'self' data:; media-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'"
    )


def lean(html: str) -> str:
    """A page without the indentation of the theme's templates; its text is left as it is."""
    main = _MAIN.search(html)
    if main is None:
        raise FrameFault("no article")
    before, after = html[: main.start()], html[main.end() :]
    return _SPACE.sub("\n", before).lstrip() + main[0] + _SPACE.sub("\n", after)


def repaired(html: str) -> str:
    """The theme's HTML without its known faults. Raises ``FrameFault`` when a fault is no longer there."""
    for pattern, better in REPAIRS:
        html, count = re.subn(pattern, better, html)
        if not count:
            raise FrameFault(f"nothing to repair: {pattern}")
    return html


def cut(html: str) -> Frame:
    """The frame in ``html``. Raises ``FrameFault``."""
    html = html.replace(f'="{ROOT}"', f'="{ROOT}/"')
    for slot in SLOTS:
        if sentinel(slot) not in html:
            raise FrameFault(f"no place for {slot}")
    marks = re.compile("|".join([re.escape(ROOT), *(re.escape(sentinel(slot)) for slot in SLOTS)]))
    names = {ROOT: "base", **{sentinel(slot): slot for slot in SLOTS}}
    pieces = tuple(marks.split(html))
    slots = tuple(names[found] for found in marks.findall(html))
    if any(MARK in piece or _UPWARD.search(piece) for piece in pieces):
        raise FrameFault("a sentinel is left")
    return Frame(pieces, slots, hashlib.blake2b(html.encode(), digest_size=16).digest())


def fill(frame: Frame, values: Mapping[str, str]) -> str:
    """A page: the frame with ``values`` in its slots (``base`` too)."""
    out = [frame.pieces[0]]
    for slot, piece in zip(frame.slots, frame.pieces[1:], strict=True):
        out.append(values[slot])
        out.append(piece)
    return "".join(out)


def root_from(address: str) -> str:
    """The way from a page to the site's root, without the last slash: ``.``, ``../..``."""
    depth = address.count("/")
    return "/".join([".."] * depth) if depth else "."
