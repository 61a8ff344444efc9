"""What must hold of a harmed project: see ``complaints``."""

from __future__ import annotations

import base64
import hashlib
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

from tests.fuzz.whole.base import SECRETS
from tests.fuzz.whole.run import Outcome
from tests.site.building import readings

_FETCHING = frozenset(["src", "srcset", "imagesrcset", "poster", "data", "action", "formaction", "background", "ping"])
_LINKS = frozenset(["href", "xlink:href"])
_HARMLESS = frozenset(["http", "https", "mailto", "tel", "geo", ""])
_NO_TAGS = frozenset(["iframe", "object", "embed", "applet", "frame", "frameset", "base", "portal", "foreignobject"])
_NAMED = frozenset(["canonical", "alternate", "license", "author", "prev", "next"])
"""Links of a page's head that nothing is fetched from."""
_SCHEME = re.compile(r"[\x00-\x20]*([a-z][a-z0-9+.\x00-\x20-]*):", re.IGNORECASE)
_FROM = re.compile(r"(?:@import\s*['\"]?|url\(\s*['\"]?)\s*(?:[a-z]+:)?//", re.IGNORECASE)
_OBEYED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_OF_THE_FRAME = re.compile(r'"code": "template-fails.*"path": "assets/theme/')
"""What only shows when the theme's own page is made, which the build alone does: what a name is worth."""
_COMPARED = '"code": "parity-'
"""What the check alone looks for: whether two languages state the same."""
_MARKUP = (".html", ".svg", ".xml")

Signature = tuple[int, int, int]


@dataclass(slots=True)
class Published:
    """The published folder, as it was when it was last looked at; ``scripts``: what the engine itself has run."""

    live: Path
    files: dict[str, Signature] = field(default_factory=dict)
    scripts: set[str] = field(default_factory=set)

    def now(self) -> dict[str, Signature]:
        """Every file as the disk has it."""
        found, folders = {}, [""]
        while folders:
            below = folders.pop()
            place = self.live / below
            for entry in os.scandir(place) if place.is_dir() else ():
                name = f"{below}{entry.name}"
                if entry.is_dir(follow_symlinks=False):
                    folders.append(f"{name}/")
                    continue
                status = entry.stat(follow_symlinks=False)
                found[name] = status.st_ino, status.st_size, status.st_mtime_ns
        return found

    def learn(self) -> None:
        """Take what is published for sound: what runs there is the engine's own."""
        self.files = self.now()
        for name in self.files:
            self.scripts.add(name)
            if name.endswith(".html"):
                self.scripts |= set(Active.of((self.live / name).read_bytes(), set()).scripts)

    def leaks(self) -> Iterator[str]:
        """What of the files that are new holds a secret."""
        for name in self._new():
            data = (self.live / name).read_bytes()
            for secret in SECRETS:
                if any(secret in read.lower() for read in (name.encode("utf-8", "replace"), *readings(data))):
                    yield f"{name} holds {secret!r}: {_around(data, secret)}"

    def active(self) -> Iterator[str]:
        """What of the files that are new may run, lead astray or ask elsewhere."""
        for name in self._new():
            data = (self.live / name).read_bytes()
            if name.endswith(".js") and name not in self.scripts:
                yield f"{name} is a script"
            if name.endswith(".css") and _FROM.search(data.decode("utf-8", "replace")):
                yield f"{name} asks elsewhere"
            if name.endswith(_MARKUP):
                yield from (f"{name}: {one}" for one in Active.of(data, self.scripts).found)

    def _new(self) -> list[str]:
        return sorted(name for name, status in self.now().items() if self.files.get(name) != status)


def _around(data: bytes, secret: bytes) -> str:
    at = data.lower().find(secret)
    return repr(data[max(0, at - 60) : at + 40]) if at >= 0 else "(packed, escaped or in the name)"


class Active(HTMLParser):
    """Collects what is more than text, and scripts by their hashes."""

    def __init__(self, known: set[str]) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self.scripts: list[str] = []
        self._known, self._inside = known, ""

    @classmethod
    def of(cls, data: bytes, known: set[str]) -> Active:
        """What there is in a file; ``known``: the hashes of scripts that are the engine's, and the names of files."""
        parser = cls(known)
        parser.feed(data.decode("utf-8", "replace"))
        parser.close()
        return parser

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        bare = tag.rpartition(":")[2]
        values = {name: value or "" for name, value in attrs}
        plain = values.get("type", "") in ("application/ld+json", "application/json", "speculationrules")
        self._inside = bare if bare == "style" or (bare == "script" and "src" not in values and not plain) else ""
        if bare in _NO_TAGS:
            self.found.append(f"<{tag}>")
        if bare == "script" and "src" in values and values["src"].lstrip("./") not in self._known:
            self.found.append(f"<script src={values['src']}>")
        if bare == "meta" and values.get("http-equiv", "").lower() == "refresh" and "//" in values.get("content", ""):
            self.found.append(f"<meta content={values['content']}>")
        if bare == "link" and not _NAMED & set(values.get("rel", "").split()) and _SCHEME.match(values.get("href", "")):
            self.found.append(f"<link href={values['href']}>")
        for name, value in values.items():
            scheme = _SCHEME.match(value)
            word = re.sub(r"[\x00-\x20]", "", scheme[1]).lower() if scheme else ""
            fetched = name in _FETCHING and (word or value.strip().startswith(("//", "\\\\")))
            linked = name in _LINKS and bare not in ("a", "link", "area") and (word or value.startswith("//"))
            led_astray = name in _LINKS and word not in _HARMLESS
            if name.startswith("on") or fetched or linked or led_astray or (name == "style" and _FROM.search(value)):
                self.found.append(f"<{tag} {name}={value[:80]}>")

    def handle_endtag(self, tag: str) -> None:
        self._inside = ""

    def handle_data(self, data: str) -> None:
        if self._inside == "script":
            found = "sha256-" + base64.b64encode(hashlib.sha256(data.encode()).digest()).decode()
            self.scripts.append(found)
            if found not in self._known:
                self.found.append(f"<script>{data[:80]}")
        elif self._inside == "style" and _FROM.search(data):
            self.found.append(f"<style>{data[:80]}")


def complaints(check: Outcome, build: Outcome, published: Published, before: dict[str, Signature]) -> Iterator[str]:
    """Whether nothing escaped, both told the same, terminals are safe, and what stood before a refusal still stands.

    ``before``: the published files before the build.
    """
    for name, one in (("check", check), ("build", build)):
        if one.fault:
            yield f"{name}: {one.fault}"
        if "Traceback" in one.said:
            yield f"{name} prints a traceback\n{one.said[-2000:]}"
        if found := _OBEYED.search(one.said):
            yield f"{name} prints U+{ord(found[0]):04X}"
        if "zqx outside" in one.said.lower():
            yield f"{name} tells what lies outside"
    of_frame = not check.errors and build.errors and all(map(_OF_THE_FRAME.search, build.errors))
    if check.fault or build.fault or of_frame:
        pass
    elif check.sound != build.sound:
        yield f"check says {_told(check)}, build says {_told(build)}"
    elif odd := {one for one in set(check.problems) ^ set(build.problems) if _COMPARED not in one}:
        yield f"told by one alone: {[(one in check.problems, one) for one in sorted(odd)][:3]}"
    if not build.sound and published.now() != before:
        yield "what was published has changed"


def _told(one: Outcome) -> str:
    return "sound" if one.sound else f"errors ({'; '.join(sorted(one.errors))[:500]})"
