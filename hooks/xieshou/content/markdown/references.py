"""The links and pictures of a text: what each leads to, where it stands, and the HTML cut at those that name entries.

In: a text taken apart, and its sanitised HTML. Out: pieces, mentions, and a problem for each link that leads nowhere.
"""

from __future__ import annotations

import html
import posixpath
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from urllib.parse import unquote

from markdown_it.token import Token

from xieshou.content.kinds import FOLDERS, KINDS
from xieshou.content.kinds.indicator import Indicator
from xieshou.content.markdown.body import Mention, Open, Pieces
from xieshou.content.markdown.parser import ParsedText
from xieshou.content.markdown.sanitize import SCHEMES
from xieshou.content.markdown.typed import Place, Typed
from xieshou.core.problems import Problem, problem

_LINKED = re.compile(r"<(?:a|img)\b[^>]*>", re.IGNORECASE)
_ADDRESS = re.compile(r"""\s(href|src)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)
_SCHEME = re.compile(r"([a-zA-Z][\w+.-]*):")
_HOSTED = ("http", "https")
_WHOLE = re.compile(
    r"https?://[\w-]+(?:\.[\w-]+)*(?::\d+)?(?:[/?#](?:[^\s\\]*[^\s\\。，；！？、」》])?)?", re.IGNORECASE
)
"""The whole address of a page elsewhere: no spaces, and none of the stops that Chinese typing leaves behind it."""
_MAIL = re.compile(r"mailto:[^\s@＠]+@[\w-]+(?:\.[\w-]+)+(?:\?\S*)?", re.IGNORECASE)
_SPACE_BEHIND = re.compile(r"(?:%20|%C2%A0|%E3%80%80)$", re.IGNORECASE)
_NEARBY = re.compile(r"https?://(?:localhost|127\.|10\.|192\.168\.|0\.0\.0\.0|\[::1\])", re.IGNORECASE)
"""An address that only the editor's own network knows."""
_BLANK = re.compile(r"[\x00-\x20\x7f]+")
_TAG = re.compile(r'<(a|img)((?: [a-z-]+="[^"]*")*)>|<div class="note note-([a-z]+)"><p class="note-title">(?=</p>)')
_SEVERAL = re.compile(r'<p>(?:<img(?: [a-z-]+="[^"]*")*> *+){2,}+</p>')
"""Pictures on one line and nothing else."""
_ROW = re.compile(r'<div class="xs-row xs-row--([0-9]+)">(?:<img(?: [a-z-]+="[^"]*")*> *+){2,}+</div>')
_IMAGE = re.compile("<img ")
_WORDLESS = re.compile(r"\s*</a>")
_ATTRIBUTE = re.compile(r' ([a-z-]+)="([^"]*)"')
_BACK = '<a class="footnote-backref"'
"""The way back from a note. What it is called is said in the page's language."""


_DOCUMENT = re.compile(r"\.(?:pdf|docx|xlsx|pptx|csv|zip|mp4|webm|m4a)$", re.IGNORECASE)
"""Endings of files that can be downloaded or played here."""
LOCAL, LOCAL_PICTURE = "local", "local-picture"
"""The kinds of references to files that lie with a text: a page or attachment, and a picture."""
MOST_IN_A_ROW = 4
"""Pictures that may stand side by side: of more nobody sees much, and an album shows them all."""


class LinkPlaces:
    """Where the targets of a text stand. A target that is used several times is asked for in the order of the text.

    ``folder`` holds the files that the text may name by their paths; empty, where there are none such.
    """

    def __init__(self, parsed: ParsedText, typed: Typed, folder: str = "") -> None:
        """Of all links and pictures, and of the tags of raw HTML."""
        self.path, self.folder = typed.path, folder
        self._found: dict[str, list[Place]] = defaultdict(list)
        self._asked: Counter[str] = Counter()
        for token in parsed.tokens:
            if token.type == "html_block":
                for at, target in _raw(token.content):
                    self._found[target].append(typed.in_block(token, at))
            elif token.type == "inline":
                for child in token.children or ():
                    if child.type == "html_inline":
                        for at, target in _raw(child.content):
                            self._found[target].append(typed.place_in(token, child, at))
                    elif child.type in ("link_open", "image"):
                        target = str(child.attrs["href" if child.tag == "a" else "src"])
                        self._found[target].append(self._target(parsed, typed, token, child, target))

    @staticmethod
    def _target(parsed: ParsedText, typed: Typed, token: Token, child: Token, target: str) -> Place:
        words, at = token.content, int(child.meta.get("at", -1))
        if child.markup == "bare":
            return typed.place(token, max(words.find(target.partition(":")[2].lstrip("/")), 0))
        end = int(child.meta.get("end", 0))
        if target and (found := words.find(f"]({target}", max(at, 0), end)) >= 0:
            return typed.place(token, found + 2)
        tail = words.rfind("](", max(at, 0), end)
        if tail >= 0:  # typed with escapes, or in pointed brackets
            return typed.place(token, tail + 2 + words.startswith("<", tail + 2))
        plain = words.find(target, max(at, 0))
        if child.markup == "autolink" and plain >= 0:
            return typed.place(token, plain)
        for one in parsed.references.values():
            if one["href"] == target:
                first, last = one["map"]
                for number in range(first, last):
                    if (column := typed.lines[number].find(target)) >= 0:
                        return number + typed.first_line, column + 1
        return typed.place(token, plain if plain >= 0 else max(at, 0))

    def of(self, target: str) -> Place:
        """Where ``target`` stands; asked again, where it stands next."""
        places = self._found.get(target)
        if not places:
            return self._fallback()
        self._asked[target] += 1
        return places[min(self._asked[target], len(places)) - 1]

    def restart(self) -> None:
        """Begin at the first place of each target again."""
        self._asked.clear()

    def _fallback(self) -> Place:
        return next((places[0] for places in self._found.values() if places), (1, 1))


def _raw(tag: str) -> Iterator[tuple[int, str]]:
    """The addresses in HTML as typed."""
    for found in _ADDRESS.finditer(tag):
        group = next(number for number in (2, 3, 4) if found[number] is not None)
        yield found.start(group), html.unescape(found[group])


def nowhere(converted: str, places: LinkPlaces) -> Iterator[Problem]:
    """What the cleaner would take away without a word: links and pictures of unknown kinds."""
    for attribute, *quoted in (found for tag in _LINKED.findall(converted) for found in _ADDRESS.findall(tag)):
        target = html.unescape("".join(quoted))
        scheme = _SCHEME.match(_BLANK.sub("", target))  # as a browser reads it
        if scheme is None:
            continue
        name = scheme[1].lower()
        if attribute.lower() == "src":
            if name not in KINDS:
                yield problem(places.path, *places.of(target), "text-picture-outside", target=target)
        elif not _leads(name, target):
            yield problem(places.path, *places.of(target), "text-link-unknown", target=target)
        elif _NEARBY.match(target):
            yield problem(places.path, *places.of(target), "text-link-nearby", target=target)


def is_address(target: str) -> bool:
    """Whether a link to ``target``, which is outside the site, would be taken: nothing would be said of it."""
    scheme = _SCHEME.match(target)
    return scheme is not None and scheme[1].lower() not in KINDS and _leads(scheme[1].lower(), target)


def _leads(scheme: str, target: str) -> bool:
    if scheme in _HOSTED:
        return bool(_WHOLE.fullmatch(target)) and not _SPACE_BEHIND.search(target)
    return scheme in SCHEMES and (scheme != "mailto" or bool(_MAIL.fullmatch(target)))


def cut(cleaned: str, places: LinkPlaces) -> tuple[Pieces, list[Mention], list[Problem]]:
    """``cleaned`` at its references; the mentions of entries; and problems."""
    places.restart()
    pieces: list[str | Open] = []
    mentions: list[Mention] = []
    problems: list[Problem] = []
    cleaned, rows = _in_rows(cleaned)
    done = 0
    for tag in _TAG.finditer(cleaned):
        if tag[3]:
            pieces += [cleaned[done : tag.end()], Open("label", "", f"note_{tag[3]}", "", "")]
            done = tag.end()
            continue
        attributes = {name: html.unescape(value) for name, value in _ATTRIBUTE.findall(tag[2])}
        picture = tag[1] == "img"
        name = "src" if picture else "href"
        target = attributes.get(name, "")
        if not target and name in attributes:
            problems.append(problem(places.path, *places.of(""), "text-link-unknown", target=""))
        wordless = None if picture or not target else _WORDLESS.match(cleaned, tag.end())
        if not target or (not picture and re.match(r"https?:|mailto:|#", target, re.IGNORECASE)):
            if wordless:
                problems.append(problem(places.path, *places.of(target), "text-link-wordless", target=target))
            elif cleaned.startswith(_BACK, tag.start()):
                pieces += [
                    f'{cleaned[done : tag.end() - 1]} aria-label="',
                    Open("label", "", "footnote_back", "", ""),
                    '">',
                ]
                done = tag.end()
            continue
        place = places.of(target)
        found = _file(target, picture, places) or _entry(target, places.path)
        if found is None:
            problems.append(problem(places.path, *place, _astray(target, picture), target=target))
            if not picture:  # ``file:`` is a kind here, and to browsers a disk
                pieces += [cleaned[done : tag.start()], "<a>"]
                done = tag.end()
            continue
        kind, slug, fragment = found
        form, (start, end) = "link", tag.span()
        if kind == LOCAL_PICTURE:
            form, fragment = "picture", attributes.get("alt", "")
        elif picture:
            count = rows.get(start, 0)
            if code := _unfit(kind, cleaned, tag, count):
                problems.append(problem(places.path, *place, code, target=target, count=count, most=MOST_IN_A_ROW))
                continue
            form, fragment = "figure", str(count or "")
            start, end = (start, end) if count else (start - 3, end + 4)
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


def _astray(target: str, picture: bool) -> str:
    """The code of the problem that ``target`` leads nowhere."""
    if picture:
        return "text-picture-outside"
    return "attachment-beside" if ":" not in target and _DOCUMENT.search(target) else "text-link-unknown"


def _in_rows(cleaned: str) -> tuple[str, dict[int, int]]:
    """``cleaned`` with a row for each paragraph of several pictures; by where a picture begins, how many it has."""
    rowed = _SEVERAL.sub(
        lambda row: f'<div class="xs-row xs-row--{row[0].count("<img ")}">{row[0][3:-4]}</div>', cleaned
    )
    return rowed, {
        one.start(): int(row[1]) for row in _ROW.finditer(rowed) for one in _IMAGE.finditer(rowed, *row.span())
    }


def _unfit(kind: str, cleaned: str, tag: re.Match[str], count: int) -> str:
    """What is wrong with a picture of an entry: the code of the problem, or nothing."""
    if kind not in ("figure", "asset"):
        return "text-picture-kind"
    if count:
        many = count > MOST_IN_A_ROW and cleaned.startswith("</div>", tag.end())  # told once, of the last
        return "text-figures-many" if many else ""
    alone = cleaned.endswith("<p>", 0, tag.start()) and cleaned.startswith("</p>", tag.end())
    return "" if alone else "text-figure-not-alone"


def _in_heading(cleaned: str, at: int) -> bool:
    last = max(cleaned.rfind(f"<h{level}", 0, at) for level in range(1, 7))
    return last > cleaned.rfind("</h", 0, at)


def _file(target: str, picture: bool, places: LinkPlaces) -> tuple[str, str, str] | None:
    """The file of the text's own folder that a target names, by its path below that. None: it names none."""
    target, _, fragment = target.partition("#")
    if not places.folder or ":" in target:
        return None
    joined = posixpath.normpath(posixpath.join(posixpath.dirname(places.path), unquote(target)))
    if not joined.startswith(f"{places.folder}/"):
        return None
    return LOCAL_PICTURE if picture else LOCAL, joined.removeprefix(f"{places.folder}/"), fragment


def _entry(target: str, path: str) -> tuple[str, str, str] | None:
    """The entry a target names: ``project:slug#part``, or a file relative to the text. None: neither."""
    target, _, fragment = target.partition("#")
    kind, colon, slug = target.partition(":")
    if colon:
        return (kind, slug, fragment) if kind in KINDS and not slug.startswith("/") else None  # not ``file:///…``
    joined = posixpath.normpath(posixpath.join(posixpath.dirname(path), target))
    parts = joined.split("/")
    if parts[0] == "content" and len(parts) > 2 and parts[1] in FOLDERS and joined.endswith((".md", ".yml", ".yaml")):
        return FOLDERS[parts[1]], parts[-1].split(".")[0], fragment
    if parts[0] == "assets" and len(parts) > 1:
        return "asset", "/".join(parts[1:]), fragment  # a picture file: the figure that shows it
    return None
