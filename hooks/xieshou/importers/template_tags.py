"""Template tags of other programs whose meaning is sure, as the Markdown that says the same.

In: a text of Hugo, Jekyll, Hexo, Docusaurus, VuePress or MkDocs. Out: the same with each such tag in Markdown, and
which these were. What only that program can make (a list of its pages, a component of its theme) stays as it is, is
found by the reading of the text, and its file is counted apart. A new tag is one line of ``TAGS``.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from xieshou.importers.prose import replaced

_OPEN, _END = r"\{\{[<%]-?\s*", r"\s*/?-?[>%]\}\}"
_ARGUMENT = re.compile(
    r"""(?:(?P<name>[\w-]+)\s*=\s*)?(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|`(?P<back>[^`]*)`|(?P<bare>[^\s"'=]+))"""
)
_NOTES = {
    "note": "note", "info": "note", "primary": "note", "notice": "note", "alert": "note", "callout": "note",
    "hint": "tip", "tip": "tip", "success": "tip", "idea": "tip", "important": "important", "warning": "warning",
    "warn": "warning", "attention": "warning", "caution": "warning", "danger": "danger", "error": "danger",
    "question": "note", "example": "note", "quote": "note", "default": "note", "details": "details", "abstract": "note",
    "secondary": "note", "dark": "note", "light": "note", "expand": "details", "collapse": "details",
}  # fmt: skip
"""What boxes are called elsewhere, and here."""
_LANGUAGE, _TICKS = re.compile(r"[\w+#.-]+"), re.compile(r"^\s*(`{3,})", re.MULTILINE)
_COLONS = re.compile(r"^[ \t]*(:{3,})", re.MULTILINE)
_BOXES = "alert|admonition|notice|callout|hint|note|tip|info|warning|caution|danger|important|details|expand"


class Tag(NamedTuple):
    """A tag of another program: what it looks like, and what it says in Markdown (None: that is not sure)."""

    name: str
    pattern: re.Pattern[str]
    make: Callable[[re.Match[str]], str | None]


class _Arguments(NamedTuple):
    named: dict[str, str]
    listed: tuple[str, ...]

    def get(self, *names: str, at: int = -1) -> str:
        """The first of these that is given, or the one at a place."""
        for name in names:
            if self.named.get(name):
                return self.named[name]
        return self.listed[at] if 0 <= at < len(self.listed) else ""


def _arguments(typed: str) -> _Arguments:
    named: dict[str, str] = {}
    listed: list[str] = []
    for found in _ARGUMENT.finditer(typed):
        value = next(one for one in found.group("double", "single", "back", "bare") if one is not None)
        if found["name"]:
            named[found["name"].lower()] = value
        else:
            listed.append(value)
    return _Arguments(named, tuple(listed))


def _picture(source: str, alt: str, title: str = "") -> str:
    words = re.sub(r"[\[\]\n]", " ", alt or title).strip()
    target = f"<{source}>" if re.search(r"[\s()]", source) else source
    told = f' "{title}"' if title and '"' not in title else ""
    return f"![{words}]({target}{told})"


def _hugo_figure(found: re.Match[str]) -> str | None:
    given = _arguments(found["args"])
    source = given.get("src", at=0)
    if not source:
        return None
    title = given.get("caption", "title") or (given.listed[1] if len(given.listed) > 1 else "")
    attributed = given.get("attr")
    told = re.sub(r"[*`]", "", " ".join(one for one in (title, attributed) if one))
    return f"\n\n{_picture(source, given.get('alt'), told)}\n\n"


def _box(found: re.Match[str]) -> str | None:
    given = _arguments(found["args"])
    name = found["name"].lower()
    own = _NOTES.get(given.get("type", "color", "theme", at=0).lower(), "")
    sort = own if name in ("alert", "admonition", "notice", "callout", "hint") and own else _NOTES.get(name, "note")
    title = given.get("title", "summary", at=1 if own and given.listed else 0)
    if title.lower() in _NOTES:
        title = ""
    body = found["inner"].strip("\n")
    colons = ":" * (max([2, *map(len, _COLONS.findall(body))]) + 1)
    return f"\n\n{colons}{sort}{f' {title}' if title else ''}\n{body}\n{colons}\n\n"


def _code(found: re.Match[str]) -> str:
    given = _arguments(found["args"])
    language = re.sub(r"^lang:", "", given.get("lang", at=0))
    language = language if _LANGUAGE.fullmatch(language) else ""
    inner = found["code"].strip("\n")
    ticks = "`" * (max([2, *map(len, _TICKS.findall(inner))]) + 1)
    return f"{ticks}{language}\n{inner}\n{ticks}"


def _video(site: str) -> Callable[[re.Match[str]], str | None]:
    def made(found: re.Match[str]) -> str | None:
        given = _arguments(found["args"])
        name = given.get("id", "bvid", "vid", at=0)
        return f"<{site.format(name)}>" if re.fullmatch(r"[\w-]+", name) else None

    return made


def _quote(found: re.Match[str]) -> str:
    said = "\n".join(f"> {line}".rstrip() for line in found["inner"].strip().split("\n"))
    source = found["args"].strip()
    return f"\n\n{said}\n" + (f">\n> — {source}\n" if source else "") + "\n"


def _asset_image(found: re.Match[str]) -> str | None:
    given = _arguments(found["args"])
    at = next((n for n, one in enumerate(given.listed) if re.search(r"\.\w{2,5}$", one)), None)
    if at is None:
        return None
    words = [one for one in given.listed[at + 1 :] if not re.fullmatch(r"\d+|[\"']+", one)]
    return _picture(given.listed[at], words[0].strip("'\"") if words else "")


def _post_link(found: re.Match[str]) -> str | None:
    given = _arguments(found["args"])
    if not given.listed:
        return None
    title = " ".join(one for one in given.listed[1:] if one not in ("true", "false"))
    name = given.listed[0]
    return f"[{title or name.partition('#')[0].rpartition('/')[2]}]({name})"


def _asset_link(found: re.Match[str]) -> str | None:
    given = _arguments(found["args"])
    return f"[{' '.join(given.listed[1:]) or given.listed[0]}]({given.listed[0]})" if given.listed else None


def _link(found: re.Match[str]) -> str | None:
    given = _arguments(found["args"])
    address = next((one for one in given.listed if re.match(r"https?://|/", one)), "")
    words = " ".join(given.listed[: given.listed.index(address)]) if address else ""
    return f"[{words or address}]({address})" if address else None


def _paired(name: str, tags: str, make: Callable[[re.Match[str]], str | None]) -> Tag:
    """A tag of Liquid or Nunjucks with its end."""
    pattern = rf"\{{%-?\s*(?P<name>{tags})\b(?P<args>[^%\n]*?)\s*-?%\}}(?P<inner>.*?)\{{%-?\s*end(?P=name)\s*-?%\}}"
    return Tag(name, re.compile(pattern, re.DOTALL), make)


def _single(name: str, tags: str, make: Callable[[re.Match[str]], str | None]) -> Tag:
    return Tag(name, re.compile(rf"\{{%-?\s*(?:{tags})\s+(?P<args>[^%\n]*?)\s*-?%\}}"), make)


TAGS = (
    Tag(
        "highlight",
        re.compile(rf"{_OPEN}highlight\b(?P<args>[^\n]*?){_END}(?P<code>.*?){_OPEN}/\s*highlight{_END}", re.DOTALL),
        _code,
    ),
    Tag(
        "highlight",
        re.compile(
            r"\{%-?\s*(?P<name>highlight|codeblock|code)\b(?P<args>[^%\n]*?)\s*-?%\}(?P<code>.*?)\{%-?\s*end(?P=name)\s*-?%\}",
            re.DOTALL,
        ),
        _code,
    ),
    _paired("comment", "comment", lambda _: ""),
    _paired("raw", "raw", lambda found: found["inner"]),
    Tag("remark", re.compile(r"\{/\*.*?\*/\}", re.DOTALL), lambda _: ""),
    Tag("figure", re.compile(rf"{_OPEN}(?:figure|img|image)\b(?P<args>.*?){_END}", re.DOTALL), _hugo_figure),
    Tag(
        "ref",
        re.compile(rf"{_OPEN}(?:rel)?ref\s+(?:path=)?[\"'`](?P<target>[^\"'`\n]*)[\"'`][^\n>%]*?{_END}"),
        lambda found: found["target"].replace(" ", "%20"),
    ),
    Tag(
        "youtube", re.compile(rf"{_OPEN}youtube\b(?P<args>[^\n]*?){_END}"), _video("https://www.youtube.com/watch?v={}")
    ),
    Tag(
        "bilibili",
        re.compile(rf"{_OPEN}bilibili\b(?P<args>[^\n]*?){_END}"),
        _video("https://www.bilibili.com/video/{}"),
    ),
    Tag("vimeo", re.compile(rf"{_OPEN}vimeo\b(?P<args>[^\n]*?){_END}"), _video("https://vimeo.com/{}")),
    Tag(
        "box",
        re.compile(
            rf"{_OPEN}(?P<name>{_BOXES})\b(?P<args>[^\n]*?){_END}(?P<inner>(?:(?!{_OPEN}(?:{_BOXES})\b).)*?)"
            rf"{_OPEN}/\s*(?P=name){_END}",
            re.DOTALL | re.IGNORECASE,
        ),
        _box,
    ),
    _paired("box", "note|alert|admonition|tip", _box),
    _paired("quote", "blockquote|quote|pullquote|centerquote|cq", _quote),
    Tag("address", re.compile(r"\{\{\s*site\.(?:baseurl|url|github\.url)\s*(?:\|[^}\n]*)?\}\}"), lambda _: ""),
    Tag(
        "address",
        re.compile(
            r"\{\{\s*[\"'](?P<target>[^\"'\n]*)[\"']\s*\|\s*(?:relative_url|absolute_url|prepend:[^}\n]*|url)\s*\}\}"
        ),
        lambda found: found["target"].replace(" ", "%20"),
    ),
    Tag(
        "post",
        re.compile(r"\{%-?\s*(?:post_url|link)\s+(?P<target>[^\s%]+)\s*-?%\}(?!\()"),
        lambda found: found["target"],
    ),
    _single("asset", "asset_img|img|image", _asset_image),
    _single("asset", "asset_link", _asset_link),
    _single("asset", "asset_path", lambda found: found["args"].strip()),
    _single("post", "post_link", _post_link),
    _single("post", "post_path", lambda found: found["args"].strip()),
    _single("link", "link", _link),
    _single("youtube", "youtube", _video("https://www.youtube.com/watch?v={}")),
    _single("bilibili", "bilibili", _video("https://www.bilibili.com/video/{}")),
    _single("vimeo", "vimeo", _video("https://vimeo.com/{}")),
    # Components of VuePress that say no more than their words.
    Tag(
        "badge",
        re.compile(r"<Badge\b[^<>]*?\btext=\"(?P<words>[^\"<>]*)\"[^<>]*?(?:/>|>\s*</Badge>)"),
        lambda found: f"({found['words']})",
    ),
    Tag(
        "code group",
        re.compile(
            r"^[ \t]*<(?:code-block|CodeGroupItem)\b[^<>]*?\btitle=\"(?P<title>[^\"<>]*)\"[^<>]*>[ \t]*$", re.MULTILINE
        ),
        lambda found: f"\n**{found['title']}**\n",
    ),
    Tag(
        "code group",
        re.compile(r"^[ \t]*</?(?:code-group|CodeGroup|code-block|CodeGroupItem)>[ \t]*$", re.MULTILINE),
        lambda _: "",
    ),
    Tag(
        "v-pre",
        re.compile(r"^:::[ \t]*v-pre[ \t]*\n(?P<inner>.*?)^:::[ \t]*$", re.MULTILINE | re.DOTALL),
        lambda found: found["inner"],
    ),
    # kramdown's and attr_list's lists of attributes: they say how a thing looks, which is the site's own affair.
    Tag("attributes", re.compile(r"^[ \t]*\{:[^}\n]*\}[ \t]*\n?", re.MULTILINE), lambda _: ""),
    Tag("attributes", re.compile(r"(?<=[)\]>*_`])\{:[^}]*\}"), lambda _: ""),
    Tag("attributes", re.compile(r"(?<=\))\{[^{}\n]*(?:=|\.)[^{}\n]*\}"), lambda _: ""),
    Tag(
        "contents",
        re.compile(r"^[ \t]*(?:\[TOC\]|\[\[_?toc_?\]\]|\{:toc\}|@\[toc\][^\n]*)[ \t]*$", re.M | re.I),
        lambda _: "",
    ),
    Tag(
        "contents",
        re.compile(r"^[*-] (?:TOC|目录|Table of contents)?[ \t]*\n\{:toc\}[ \t]*$", re.M | re.I),
        lambda _: "",
    ),
)
"""In the order they are looked for: what holds code first, so that nothing in that is taken for a tag."""
_ANY = re.compile(r"\{[{%:/]|\)\{|\[\[?_?toc|<(?:badge|code-?group|code-block)|v-pre", re.IGNORECASE)


def in_markdown(text: str) -> tuple[str, tuple[str, ...]]:
    """``text`` with every tag that is sure in Markdown, and those tags as typed."""
    if not _ANY.search(text):
        return text, ()
    signs: list[str] = []
    for tag in TAGS:
        for _ in range(3):  # one in another, or directly behind it
            text, found = replaced(text, tag.pattern, tag.make)
            signs += found
            if not found:
                break
    return text, tuple(signs)
