"""Markdown to safe HTML with its references left open.

In: the Markdown of one text. Out: a ``Body``: sanitised HTML cut at every link or picture that names an entry, the
headings, the plain text for search, and the references with their places in the file. Python-Markdown does not
sanitise, so its *output* goes through an allow-list. Nothing here knows addresses: a body is the same wherever
its targets live, so it is cached by its text alone.
"""

from __future__ import annotations

import html
import marshal
import posixpath
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from markdown.extensions.toc import slugify_unicode

from xieshou.content.kinds import FOLDERS, KINDS
from xieshou.content.kinds.indicator import Indicator
from xieshou.content.markdown.fast import QuickMarkdown
from xieshou.content.markdown.headings import Heading, Slugify, addressed
from xieshou.content.markdown.limits import beyond
from xieshou.content.markdown.lint import misshapen
from xieshou.content.markdown.lost_markup import lost_places, refused_html, stayed_text
from xieshou.content.markdown.sanitize import SCHEMES, TAGS, sanitised
from xieshou.content.source.decode import UNPRINTABLE
from xieshou.core.problems import Problem, problem


class Open(NamedTuple):
    """A reference left open in the HTML.

    ``form``: link (the ``<a …>`` tag), figure (a whole paragraph), or what stands for a link without words: name, or
    value, where it names an indicator (``fragment`` says which: ``2023@daily``).
    """

    form: str
    kind: str
    slug: str
    fragment: str
    title: str


Pieces = tuple[str | Open, ...]
"""A text cut at its open references."""


class Mention(NamedTuple):
    """A reference with its place in the file. ``quote``: ``#`` and which value of it is shown, if one is."""

    kind: str
    slug: str
    line: int
    column: int
    quote: str = ""


class Body(NamedTuple):
    """A text ready to be put into a page.

    ``plain`` is the text without its tags, open where it shows a name or a value: ``words`` closes it.
    """

    pieces: Pieces
    headings: tuple[Heading, ...]
    plain: Pieces

    def words(self, said: Callable[[Open], str]) -> str:
        """The plain text; ``said`` gives the words of a reference that has none of its own."""
        return "".join(piece if isinstance(piece, str) else said(piece) for piece in self.plain)

    def packed(self) -> bytes:
        """As bytes. Plain tuples: ``marshal`` writes nothing that is only like one."""
        pieces, plain = (
            tuple(piece if isinstance(piece, str) else tuple(piece) for piece in one)
            for one in (self.pieces, self.plain)
        )
        return marshal.dumps((pieces, tuple(map(tuple, self.headings)), plain))


def unpacked(data: bytes) -> Body:
    """The body in ``data``."""
    pieces, headings, plain = marshal.loads(data)
    return Body(_opened(pieces), tuple(map(Heading._make, headings)), _opened(plain))


def _opened(pieces: Iterable[Any]) -> Pieces:
    return tuple(piece if isinstance(piece, str) else Open._make(piece) for piece in pieces)


@dataclass(frozen=True, slots=True)
class MarkdownSettings:
    """The extensions of ``mkdocs.yml``, resolved: names, and their options."""

    extensions: tuple[str, ...]
    configs: Mapping[str, Mapping[str, Any]]


_LINKED = re.compile(r"<(?:a|img)\b[^>]*>", re.IGNORECASE)
_ADDRESS = re.compile(r"""\s(href|src)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)
_SCHEME = re.compile(r"([a-zA-Z][\w+.-]*):")
_HOSTED = ("http", "https")
_WHOLE = re.compile(
    r"https?://[\w-]+(?:\.[\w-]+)*(?::\d+)?(?:[/?#](?:[^\s\\]*[^\s\\。，；！？、」》])?)?", re.IGNORECASE
)
"""The whole address of a page elsewhere: no spaces, and none of the stops that Chinese typing leaves behind it."""
_BLANK = re.compile(r"[\x00-\x20\x7f]+")
_HEADING_ONE = re.compile(r"^[ >*+-]*#(?!#)|^.*\n=+[ \t]*$|<h1", re.MULTILINE)
_TAG = re.compile(r'<(a|img)((?: [a-z-]+="[^"]*")*)>')
_WORDLESS = re.compile(r"\s*</a>")
_QUOTE = "\x1a"
"""Stands for a name or value while tags are taken away; no content can hold it (control characters are refused)."""
_ATTRIBUTE = re.compile(r' ([a-z-]+)="([^"]*)"')
_NOTE_MARKS = re.compile(r'<sup id="fnref[^>]*>.*?</sup>|<a [^>]*class="footnote-backref"[^>]*>.*?</a>')
_ID = re.compile(r' id="([^"]*)"')
_CONTENTS = "toc"
"""Python-Markdown's extension for headings: its place is taken by ``xieshou.content.markdown.headings``."""


class Renderer:
    """One Markdown parser, reused: making a new one with many extensions costs more than a whole article."""

    def __init__(self, settings: MarkdownSettings) -> None:
        configs = {name: dict(options) for name, options in settings.configs.items()}
        # A Markdown slugify that drops Han would call headings _1, _2: it is the stock default.
        self._slugify: Slugify | None = None
        if _CONTENTS in settings.extensions:
            self._slugify = configs.pop(_CONTENTS, {}).get("slugify", slugify_unicode)
        if "tables" in settings.extensions:
            configs["tables"] = {"use_align_attribute": True, **configs.get("tables", {})}
        self._markdown = QuickMarkdown([name for name in settings.extensions if name != _CONTENTS], configs)

    def render(self, text: str, path: str, first_line: int) -> tuple[Body, list[Mention], list[Problem]]:
        """The body written as ``text``, which begins on ``first_line`` of the file ``path``."""
        if refused := list(beyond(text, path, first_line)):
            return Body((), (), ()), [], refused
        self._markdown.reset()
        converted = self._markdown.convert(text)
        places = _Places(text, path, first_line)
        lost = list(_lost(converted, places))
        cleaned = sanitised(converted, text)
        lost += refused_html(text, converted, TAGS, path, places.word)
        lost += stayed_text(text, cleaned, path, places.word)
        lost += misshapen(text, path, first_line)
        if "&" in text and (hidden := UNPRINTABLE.search(cleaned)):  # the one way for them to come in: &#8238;
            lost.append(problem(path, *places.word("&"), "control-character", character=f"U+{ord(hidden[0]):04X}"))
            cleaned = UNPRINTABLE.sub("", cleaned)
        headings: tuple[Heading, ...] = ()
        if self._slugify:
            cleaned, headings = addressed(cleaned, self._slugify)
        lost += lost_places(text, cleaned, path, places.word)
        pieces, mentions, problems = _cut(cleaned, places)
        problems += lost
        if bad := next((own for own in _ID.findall(cleaned) if own.startswith("__")), None):
            problems.append(problem(path, *places.of(bad), "text-id", value=bad))
        return Body(pieces, headings, _plain(pieces)), mentions, problems


class _Places:
    """Where a link target stands in the file. Targets are asked for in the order of the text."""

    def __init__(self, text: str, path: str, first_line: int) -> None:
        self.path = path
        self._text, self._first, self._from = text, first_line, 0

    def heading_one(self) -> int:
        """The line of the first heading of level 1."""
        found = _HEADING_ONE.search(self._text)
        return self._text.count("\n", 0, found.start()) + self._first if found else self._first

    def of(self, target: str) -> tuple[int, int]:
        at = self._text.find(target)
        if at >= 0 and self._text.find(target, at + 1) < 0:
            return self._at(at)
        # Behind what makes it a target, first: its words may stand in the text, or in code, as well.
        # And the whole of it: indicator:x is not what indicator:x#2023 names.
        linked = re.compile(r"(?:\]\(\s*<?|\]:\s*<?|=[\"']?)" + re.escape(target) + r"(?![^\s)>\"'])")
        found = linked.search(self._text, self._from) or linked.search(self._text)
        at = found.end() - len(target) if found else self._text.find(target)
        if at < 0:
            return self.word(next((target[:end] for end in range(12, 2, -1) if target[:end] in self._text), target[:2]))
        self._from = at + len(target)
        return self._at(at)

    def word(self, typed: str) -> tuple[int, int]:
        """Where these characters stand, in whatever case; the beginning of the text where they do not."""
        at = self._text.find(typed)
        if at < 0:
            at = max(self._text.lower().find(typed.lower()), 0)
        return self._at(at)

    def _at(self, at: int) -> tuple[int, int]:
        return self._text.count("\n", 0, at) + self._first, at - self._text.rfind("\n", 0, at)


def _lost(converted: str, places: _Places) -> Iterator[Problem]:
    """What the cleaner would take away without a word: links and pictures of unknown kinds, headings of level 1."""
    for attribute, *quoted in (found for tag in _LINKED.findall(converted) for found in _ADDRESS.findall(tag)):
        raw = "".join(quoted)
        target = html.unescape(raw)
        scheme = _SCHEME.match(_BLANK.sub("", target))  # as a browser reads it
        if scheme is None:
            continue
        known = scheme[1].lower() in SCHEMES and (scheme[1].lower() not in _HOSTED or _WHOLE.fullmatch(target))
        if attribute.lower() == "href" and not known:
            yield problem(places.path, *places.of(raw), "text-link-unknown", target=target)
        elif attribute.lower() == "src" and scheme[1].lower() not in KINDS:
            yield problem(places.path, *places.of(raw), "text-picture-outside", target=target)
    if "<h1" in converted:
        yield problem(places.path, places.heading_one(), 1, "text-heading-1")


def _cut(cleaned: str, places: _Places) -> tuple[Pieces, list[Mention], list[Problem]]:
    pieces: list[str | Open] = []
    mentions: list[Mention] = []
    problems: list[Problem] = []
    done = 0
    for tag in _TAG.finditer(cleaned):
        attributes = {name: html.unescape(value) for name, value in _ATTRIBUTE.findall(tag[2])}
        picture = tag[1] == "img"
        target = attributes.get("src" if picture else "href", "")
        wordless = None if picture or not target else _WORDLESS.match(cleaned, tag.end())
        if not target or (not picture and re.match(r"https?:|mailto:|#", target)):
            if wordless:
                problems.append(problem(places.path, *places.of(target), "text-link-wordless", target=target))
            continue
        place = places.of(target)
        found = _entry(target, places.path)
        if found is None:
            code = "text-picture-outside" if picture else "text-link-unknown"
            problems.append(problem(places.path, *place, code, target=target))
            continue
        kind, slug, fragment = found
        alone = cleaned.endswith("<p>", 0, tag.start()) and cleaned.startswith("</p>", tag.end())
        if picture and kind not in ("figure", "asset"):
            problems.append(problem(places.path, *place, "text-picture-kind", target=target))
            continue
        if picture and not alone:
            problems.append(problem(places.path, *place, "text-figure-not-alone", target=target))
            continue
        start, end = (tag.start() - 3, tag.end() + 4) if picture else tag.span()
        form = "figure" if picture else "link"
        if wordless:
            form, end = ("value" if kind == Indicator.kind else "name"), wordless.end()
            if _in_heading(cleaned, start):
                problems.append(problem(places.path, *place, "text-quote-in-heading", target=target))
        pieces.append(cleaned[done:start])
        pieces.append(Open(form, kind, slug, fragment, attributes.get("title", "")))
        mentions.append(Mention(kind, slug, *place, f"#{fragment}" if form == "value" else ""))
        done = end
    pieces.append(cleaned[done:])
    return tuple(piece for piece in pieces if piece), mentions, problems


def _in_heading(cleaned: str, at: int) -> bool:
    last = max(cleaned.rfind(f"<h{level}", 0, at) for level in range(2, 7))
    return last > cleaned.rfind("</h", 0, at)


def _entry(target: str, path: str) -> tuple[str, str, str] | None:
    """The entry a target names: ``project:slug#part``, or a file relative to the text. None: neither."""
    target, _, fragment = target.partition("#")
    kind, colon, slug = target.partition(":")
    if colon:
        return (kind, slug, fragment) if kind in KINDS else None
    joined = posixpath.normpath(posixpath.join(posixpath.dirname(path), target))
    parts = joined.split("/")
    if parts[0] == "content" and len(parts) > 2 and parts[1] in FOLDERS and joined.endswith((".md", ".yml", ".yaml")):
        return FOLDERS[parts[1]], parts[-1].split(".")[0], fragment
    if parts[0] == "assets" and len(parts) > 1:
        return "asset", "/".join(parts[1:]), fragment  # a picture file: the figure that shows it
    return None


def _plain(pieces: Pieces) -> Pieces:
    kept = [piece for piece in pieces if isinstance(piece, str) or piece.form in ("name", "value")]
    quotes = [piece for piece in kept if not isinstance(piece, str)]
    cleaned = _NOTE_MARKS.sub("", "".join(piece if isinstance(piece, str) else _QUOTE for piece in kept))
    text = re.sub(r"</(?:p|h\d|li|td|th|dt|dd|blockquote|pre|tr)>", "\n", cleaned)
    text = html.unescape(re.sub(r"\n\s*\n+", "\n", re.sub(r"<[^>]*>", "", text))).strip()
    found: list[str | Open] = []
    for number, part in enumerate(text.split(_QUOTE)):
        found += [quotes[number - 1], part] if number else [part]
    return tuple(piece for piece in found if piece)
