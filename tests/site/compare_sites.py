"""What a reader would notice between two built sites: ``python -m tests.site.compare_sites OLD NEW [--format json]``.

In: two folders as a build publishes them. Out: what differs in words (the text of pages, titles, descriptions, labels
of pictures and buttons, tables and calendars to take away) and in addresses (pages, files, links, anchors). Markup,
white space and the digests in names are no difference; but two words that have grown together are one.

Ends with 0 where nothing differs, 1 where something does, 2 where it was called wrongly. Needs nothing but Python.
"""

from __future__ import annotations

import argparse
import json
import posixpath
import re
import signal
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

SPOKEN = ("alt", "aria-description", "aria-label", "aria-roledescription", "label", "placeholder", "title")
"""Attributes whose value is shown or read aloud."""
TOLD = {"description": "description", "og:title": "title", "og:description": "description", "og:image:alt": "alt"}
"""Elements ``meta`` whose content is shown: by search engines, and where a page is shared."""
UNSEEN_LINKS = {"stylesheet", "preload", "modulepreload", "preconnect", "dns-prefetch"}
TABLES = (".csv", ".ics", ".json", ".txt")
"""Files that are words, and published to be read elsewhere."""
ADDRESSES = "*"
"""Stands where an address does, for the addresses themselves."""
CONTEXT = 6
"""Words shown round a difference."""
STOPS = frozenset('，。；：！？、,;:!?"|')
"""Signs that end a clause, or a cell of a table."""
MOST = 250_000
"""Words of the one times words of the other, beyond which a change is told as a whole."""
_DIGEST = re.compile(r"(?<![0-9A-Za-z])(?!(?:19|20)\d{6}(?!\d))(?=[0-9a-f]*\d)[0-9a-f]{8,64}(?![0-9A-Za-z])")
_INDEX = re.compile(r"search/(.*/)?[^/]*\.(bin|json)")
"""The search index: numbered as its tokens fall, and told to nobody."""
_HAN = "\u2e80-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_WORD = re.compile(rf"(?:(?![{_HAN}])\w)+(?:[.,'’-](?:(?![{_HAN}])\w)+)*|\S")


class Token(NamedTuple):
    """A word, a Han character or a sign, and what stands before it: nothing, white space, or the edge of an element."""

    text: str
    gap: str


NONE, SPACE, EDGE = "", " ", "|"


class Link(NamedTuple):
    """What a link says and where it leads: an address of the site, or one elsewhere."""

    words: str
    target: str


@dataclass
class Page:
    """What one page says and where it leads. ``spoken``: kind and words, and how often they are there."""

    text: list[Token] = field(default_factory=list)
    spoken: Counter[tuple[str, str]] = field(default_factory=Counter)
    links: set[Link] = field(default_factory=set)
    headings: set[str] = field(default_factory=set)
    anchors: set[str] = field(default_factory=set)


class _Reader(HTMLParser):
    """Fills a ``Page`` from its HTML."""

    def __init__(self, address: str) -> None:
        super().__init__(convert_charrefs=True)
        self.page = Page()
        self._address = address
        self._inside: list[str] = []
        self._link: tuple[str, list[str]] | None = None
        self._title: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag in ("script", "style"):
            self._inside.append(tag)
        if tag == "title" and not self.page.text:
            self._title = []
        if identity := values.get("id"):
            self.page.anchors.add(identity)
            if re.fullmatch("h[1-6]", tag):
                self.page.headings.add(identity)
        self._speak(tag, values)
        self._lead(tag, values)

    def handle_endtag(self, tag: str) -> None:
        if self._inside and self._inside[-1] == tag:
            self._inside.pop()
        if tag == "title" and self._title is not None:
            self._say("title", "".join(self._title))
            self._title = None
        if tag == "a" and self._link:
            target, words = self._link
            self.page.links.add(Link("".join("".join(words).split()), target))
            self._link = None

    def handle_data(self, data: str) -> None:
        if self._inside:
            return
        if self._title is not None:
            self._title.append(data)
            return
        if self._link:
            self._link[1].append(data)
        self.page.text += tokens(data)

    def _speak(self, tag: str, values: Mapping[str, str]) -> None:
        for name in SPOKEN:
            self._say(name, values.get(name, ""))
        if tag == "meta":
            named = TOLD.get(values.get("name") or values.get("property", ""))
            self._say(named or "", values.get("content", ""))
        if tag == "input" and values.get("type") in ("button", "submit", "reset"):
            self._say("label", values.get("value", ""))

    def _say(self, name: str, words: str) -> None:
        if name and words.strip():
            self.page.spoken[name, " ".join(words.split())] += 1

    def _lead(self, tag: str, values: Mapping[str, str]) -> None:
        if tag == "a" and "href" in values:
            self._link = (self._target(values["href"]), [])
        elif tag == "link" and "href" in values:
            if UNSEEN_LINKS & set(values.get("rel", "").split()):
                return
            self.page.links.add(Link(values.get("rel", ""), self._target(values["href"])))
        elif tag not in ("script", "use"):
            named = [values[name] for name in ("src", "href", "action", "poster", "data") if values.get(name)]
            named += [part.split()[0] for part in values.get("srcset", "").split(",") if part.strip()]
            self.page.links |= {Link("", self._target(address)) for address in named}

    def _target(self, written: str) -> str:
        parts = urlsplit(written.strip())
        if parts.scheme or parts.netloc:
            return written.strip()
        here = f"/{self._address}"
        path = posixpath.normpath(posixpath.join(posixpath.dirname(here), unquote(parts.path))) if parts.path else here
        if parts.path.endswith(("/", "/.", "/..")) or parts.path in (".", ".."):
            path = f"{path.rstrip('/')}/"
        path = path.removesuffix("index.html")
        rest = (f"?{parts.query}" if parts.query else "") + (f"#{unquote(parts.fragment)}" if parts.fragment else "")
        return plain(path) + rest


def plain(name: str) -> str:
    """A file's name without the digests in it; those of the search index are all one. A page's name holds none."""
    path = name.lstrip("/")
    if _INDEX.fullmatch(path):
        path = "search/*"
    elif "." in posixpath.basename(path) and not path.endswith(".html"):
        path = _DIGEST.sub("*", path)
    return name[: len(name) - len(name.lstrip("/"))] + path


def tokens(text: str) -> list[Token]:
    """The words of a text; before the first is the edge of an element."""
    text = text.replace("\u00ad", "").replace("\u200b", "")
    found = [
        Token(match[0], SPACE if text[match.start() - 1 : match.start()].isspace() else NONE)
        for match in _WORD.finditer(text)
    ]
    return [Token(token.text, token.gap if number else EDGE) for number, token in enumerate(found)]


def read_page(html: str, address: str) -> Page:
    """What the page at ``address`` (``news/``, ``404.html``) says."""
    reader = _Reader(address)
    reader.feed(html)
    reader.close()
    return reader.page


def word_diff(old: list[Token], new: list[Token]) -> list[str]:
    """Where two texts differ, each place with some words round it: ``before [-old-]{+new+} after``."""
    told = []
    for a, b, c, d in _changes(old, new):
        if not _same(old[a:b], new[c:d]):
            gone = f"[-{_joined(old[a:b])}-]" if a < b else ""
            come = f"{{+{_joined(new[c:d])}+}}" if c < d else ""
            before, after = _joined(old[max(0, a - CONTEXT) : a]), _joined(old[b : b + CONTEXT])
            told.append(f"{before} {gone}{come} {after}".strip())
    return told


def _changes(old: list[Token], new: list[Token]) -> Iterator[tuple[int, int, int, int]]:
    """The stretches that differ: from, to in the one, from, to in the other.

    Clause by clause first, and word by word in what is left: a table has a hundred thousand words, and to hold each
    against each takes minutes.
    """
    was, now = _clauses(old), _clauses(new)
    left, right = (
        [" ".join(token.text for token in side[start:end]) for start, end in pairwise(bounds)]
        for side, bounds in ((old, was), (new, now))
    )
    for kind, a, b, c, d in SequenceMatcher(None, left, right).get_opcodes():
        if kind == "equal":
            continue
        start, end, begin, stop = was[a], was[b], now[c], now[d]
        if (end - start) * (stop - begin) > MOST:
            yield start, end, begin, stop
            continue
        one, other = ([token.text for token in side] for side in (old[start:end], new[begin:stop]))
        for inner, e, f, g, h in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
            if inner != "equal":
                yield start + e, start + f, begin + g, begin + h


def _clauses(side: list[Token]) -> list[int]:
    """Where clauses begin, and the end of the last."""
    ends = [number + 1 for number, token in enumerate(side) if token.text in STOPS]
    return list(dict.fromkeys((0, *ends, len(side))))


def _same(old: list[Token], new: list[Token]) -> bool:
    """Whether the same signs stand in both, and where only one has a gap it is the edge of an element."""
    if "".join(token.text for token in old) != "".join(token.text for token in new):
        return False
    was, now = _gaps(old), _gaps(new)
    only_in_one = [was[at] for at in was.keys() - now.keys()] + [now[at] for at in now.keys() - was.keys()]
    return SPACE not in only_in_one


def _gaps(side: Iterable[Token]) -> dict[int, str]:
    at, found = 0, {}
    for token in side:
        found[at] = token.gap
        at += len(token.text)
    return found


def _joined(side: Iterable[Token]) -> str:
    words = ""
    for token in side:
        meeting = token.gap == EDGE and re.search(rf"[^\W{_HAN}]\Z", words)  # letters do not run together
        words += f" {token.text}" if token.gap == SPACE or meeting else token.text
    return words.strip()


def _compared(old: Page, new: Page) -> dict[str, list[str]]:
    """How two pages differ, by what it is that differs."""
    told = {"text": word_diff(old.text, new.text)}
    spoken = (old.spoken - new.spoken, new.spoken - old.spoken)
    for name in sorted({name for name, _ in (old.spoken | new.spoken)}):
        gone, come = (sorted(words for kind, words in side if kind == name) for side in spoken)
        told[name] = _marked(gone, come)
    was, now = ({link.target for link in page.links} for page in (old, new))
    told["links"] = _marked(was - now, now - was)
    led = {link.words: link.target for link in sorted(old.links - new.links) if link.target in now and link.words}
    leads = {link.words: link.target for link in sorted(new.links - old.links) if link.target in was}
    told["links"] += [f"{words}: [-{led[words]}-]{{+{leads[words]}+}}" for words in sorted(led.keys() & leads.keys())]
    lost, won = old.headings - new.anchors, new.headings - old.anchors
    told["anchors"] = _marked((f"#{name}" for name in lost), (f"#{name}" for name in won))
    return {name: found for name, found in told.items() if found}


def _marked(gone: Iterable[str], come: Iterable[str]) -> list[str]:
    return [*(f"[-{words}-]" for words in sorted(gone)), *(f"{{+{words}+}}" for words in sorted(come))]


def files_of(site: Path) -> dict[str, Path]:
    """The published files by path; what begins with a dot is a host's or the builder's."""
    found = {path.relative_to(site).as_posix(): path for path in sorted(site.rglob("*")) if path.is_file()}
    return {name: path for name, path in found.items() if not re.search(r"(^|/)\.", name)}


def addresses_of(files: Iterable[str]) -> Counter[str]:
    """The addresses of a site: each page's, and each file's without digests. The search index is one."""
    found = Counter(plain(name).removesuffix("index.html") for name in files)
    return Counter({name: 1 if name == "search/*" else number for name, number in found.items()})


def compare(old: Path, new: Path) -> dict[str, dict[str, list[str]]]:
    """What differs, by address; ``ADDRESSES`` for the addresses themselves. A kind of difference: where it is found."""
    was, now = files_of(old), files_of(new)
    before, after = addresses_of(was), addresses_of(now)
    told = {ADDRESSES: {"addresses": _marked((before - after).elements(), (after - before).elements())}}
    for name in sorted(was.keys() & now.keys()):
        data = [side[name].read_bytes() for side in (was, now)]
        if data[0] == data[1]:
            continue
        one, other = (part.decode("utf-8-sig", "replace") for part in data)
        if name.endswith(".html"):
            told[f"/{name}".removesuffix("index.html")] = _compared(read_page(one, name), read_page(other, name))
        elif name.endswith(TABLES) and plain(name) != "search/*":
            told[f"/{name}"] = {"text": word_diff(tokens(_DIGEST.sub("*", one)), tokens(_DIGEST.sub("*", other)))}
    return {address: found for address, found in told.items() if any(found.values())}


def as_text(told: Mapping[str, Mapping[str, list[str]]]) -> str:
    """The differences as people read them."""
    lines = []
    for address, found in told.items():
        lines.append(address)
        lines += [f"  {name}: {line}" for name, differing in found.items() for line in differing]
    return "\n".join(lines)


def main(arguments: list[str] | None = None) -> int:
    """The command."""
    parser = argparse.ArgumentParser(prog="compare_sites", description="What a reader would notice between two sites.")
    parser.add_argument("old", type=Path, metavar="OLD", help="the folder of a built site")
    parser.add_argument("new", type=Path, metavar="NEW", help="the folder of another")
    parser.add_argument("--format", choices=("text", "json"), default="text")
    options = parser.parse_args(arguments)
    for site in (options.old, options.new):
        if not next(site.rglob("*.html"), None):
            parser.error(f"{site} holds no page")
    told = compare(options.old, options.new)
    if options.format == "json":
        print(json.dumps(told, ensure_ascii=False, indent=1))
    else:
        print(as_text(told) or "Nothing differs.")
    return 1 if told else 0


if __name__ == "__main__":
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)  # ``compare_sites … | head`` is no fault
    sys.exit(main())
