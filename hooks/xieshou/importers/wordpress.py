"""The texts of a WordPress export (WXR).

In: the XML that WordPress writes under Tools → Export. Out: its posts and pages, in Markdown. The parser reads no
entities but XML's own and asks for no file: an export that declares one is refused.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from xml.parsers import expat

from xieshou.core.problems import Problem, problem
from xieshou.importers.languages import language_of
from xieshou.importers.records import ForeignText

_INNER = frozenset(
    "nav_menu_item attachment revision custom_css customize_changeset wp_global_styles wp_template wp_template_part"  # noqa: SIM905
    " wp_navigation oembed_cache user_request wp_block".split()
)
"""Sorts of posts that are WordPress' own."""
_ITEM = ("title", "link", "pubDate", "dc:creator", "content:encoded", "excerpt:encoded", "wp:post_id", "wp:post_date",
         "wp:post_name", "wp:status", "wp:post_type", "wp:post_password", "wp:attachment_url")  # fmt: skip
_PAIRED = "post_translations"
"""What Polylang sorts a text and its translations by."""
_CAPTION = re.compile(r"\[caption\b[^\]]*\](?P<inner>.*?)\[/caption\]", re.DOTALL)
_EMBED = re.compile(r"\[embed\b[^\]]*\]\s*(?P<url>https?://[^\s\[\]<>\"]+)\s*\[/embed\]")
_BLOCK = re.compile(
    r"</?(?:p|div|h[1-6]|ul|ol|li|table|tbody|thead|tr|td|th|blockquote|pre|figure|figcaption|hr|dl|dt|dd|section|style"
    r"|iframe|script|form|details|summary)\b",
    re.IGNORECASE,
)
_WAY_DOWN = 60


class _Refused(Exception):
    """The export holds what no export has: the code of the problem, and the line."""

    def __init__(self, code: str, line: int) -> None:
        super().__init__(code)
        self.code, self.line = code, line


@dataclass(slots=True)
class _Item:
    """One post as it is exported."""

    line: int
    said: dict[str, str] = field(default_factory=dict)
    terms: list[tuple[str, str, str]] = field(default_factory=list)
    """Of each term: what it sorts by, its slug, its name."""
    meta: list[tuple[str, str]] = field(default_factory=list)

    @property
    def type_(self) -> str:
        """The sort of post."""
        return self.said.get("wp:post_type", "post")

    @property
    def name(self) -> str:
        """What its address ends with."""
        return self.said.get("wp:post_name") or self.said.get("wp:post_id", "")

    @property
    def own_name(self) -> str:
        """A name of its own among all posts."""
        return f"{self.type_}/{self.name}"

    def terms_by_sort(self) -> dict[str, str]:
        """The slug of its term of each sort."""
        return {domain: slug for domain, slug, _ in self.terms}


def read(data: bytes, origin: str) -> Sequence[ForeignText] | Problem:
    """The texts of an export; none where the XML is another's."""
    if b"wordpress.org/export" not in data[:20_000]:
        return []
    export = _Export()
    try:
        export.parse(data)
    except _Refused as refused:
        return problem(origin, refused.line, 1, refused.code)
    except (expat.ExpatError, ValueError) as error:
        return problem(origin, getattr(error, "lineno", 1), 1, "import-xml", why=str(error).partition(":")[0])
    return list(export.texts(origin))


class _Export:
    """Reads one export, element by element."""

    def __init__(self) -> None:
        self.items: list[_Item] = []
        self.people: dict[str, str] = {}
        self.site = ""
        self._way: list[str] = []
        self._words: list[str] = []
        self._author: dict[str, str] = {}
        self._term = ("", "")
        self._key = ""

    def parse(self, data: bytes) -> None:
        """Raises ``expat.ExpatError`` and ``_Refused``."""
        parser = expat.ParserCreate()
        parser.buffer_text = True

        def refuse(*_: object) -> int:
            raise _Refused("import-xml-entity", parser.CurrentLineNumber)

        def opened(name: str, attributes: dict[str, str]) -> None:
            if len(self._way) > _WAY_DOWN:
                raise _Refused("import-xml-deep", parser.CurrentLineNumber)
            self._way.append(name)
            self._words = []
            if name == "item":
                self.items.append(_Item(parser.CurrentLineNumber))
            elif name == "category":
                self._term = (attributes.get("domain", ""), attributes.get("nicename", ""))
            elif name == "wp:author":
                self._author = {}

        parser.EntityDeclHandler = refuse
        parser.ExternalEntityRefHandler = refuse
        parser.StartElementHandler = opened
        parser.EndElementHandler = self._closed
        parser.CharacterDataHandler = self._words_of
        parser.Parse(data, True)

    def _words_of(self, words: str) -> None:
        self._words.append(words)

    def _closed(self, name: str) -> None:
        words = "".join(self._words).strip()
        self._way.pop()
        self._words = []
        above = self._way[-1] if self._way else ""
        item = self.items[-1] if self.items and "item" in self._way else None
        if above == "wp:author":
            self._author[name] = words
        elif name == "wp:author":
            self.people[self._author.get("wp:author_login", "")] = self._author.get("wp:author_display_name", "")
        elif above == "channel" and name in ("wp:base_blog_url", "link") and words:
            self.site = words if name == "wp:base_blog_url" or not self.site else self.site
        elif item is None:
            return
        elif above == "item" and name == "category":
            item.terms.append((*self._term, words))
        elif above == "item" and name in _ITEM:
            item.said[name] = words
        elif above == "wp:postmeta":
            if name == "wp:meta_key":
                self._key = words
            elif name == "wp:meta_value":
                item.meta.append((self._key, words))

    def texts(self, origin: str) -> Iterator[ForeignText]:
        """Every post that is no part of WordPress itself."""
        attached = {
            item.said.get("wp:post_id", ""): item.said.get("wp:attachment_url", "")
            for item in self.items
            if item.said.get("wp:post_type") == "attachment"
        }
        items = [item for item in self.items if item.type_ not in _INNER]
        names: dict[str, str] = {}
        for item in sorted(items, key=lambda one: not one.name.isascii()):
            names.setdefault(item.terms_by_sort().get(_PAIRED, item.own_name), item.own_name)
        for item in items:
            name = names[item.terms_by_sort().get(_PAIRED, item.own_name)]
            language = language_of(item.terms_by_sort().get("language", ""))
            body = _markdown(item.said.get("content:encoded", ""))
            place = f"{origin}#{item.said.get('wp:post_id') or item.line}"
            fields = tuple(self._fields(item, attached))
            yield ForeignText(place, "wordpress", fields, body, item.line, language, name, site=self.site)

    def _fields(self, item: _Item, attached: dict[str, str]) -> Iterator[tuple[str, object]]:
        """What is said of a post, as front matter."""
        said, meta = item.said, dict(item.meta)
        date = said.get("wp:post_date", "")
        status = said.get("wp:status", "publish")
        author = said.get("dc:creator", "")
        described = meta.pop("_yoast_wpseo_metadesc", "")
        given: list[tuple[str, object]] = [
            ("title", html.unescape(said.get("title", ""))),
            ("date", "" if date.startswith("0000") else date),
            ("author", self.people.get(author) or author),
            ("excerpt", said.get("excerpt:encoded", "") or described),
            ("url", said.get("link", "")),
            ("status", "" if status == "publish" else status),
            ("private", "true" if said.get("wp:post_password") else ""),
            *(
                (key, [html.unescape(name) for sort, _, name in item.terms if sort == domain])
                for domain, key in (("category", "categories"), ("post_tag", "tags"))
            ),
            ("post_type", "" if item.type_ in ("post", "page") else item.type_),
            ("cover", attached.get(meta.pop("_thumbnail_id", ""), "")),
            *((key, value) for key, value in meta.items() if not key.startswith("_")),
        ]
        return ((key, value) for key, value in given if value)


def _markdown(body: str) -> str:
    """The HTML of a post as Markdown, its links and pictures as they were."""
    from xieshou.importers.html import HtmlFault, markdown_of  # here: few imports hold HTML

    body = _CAPTION.sub(_figure, body)
    body = _EMBED.sub(lambda found: f'<p><a href="{found["url"]}">{found["url"]}</a></p>', body)
    body = re.sub(r"<!--\s*more.*?-->", "<p>&lt;!--more--&gt;</p>", body)
    if "<!-- wp:" not in body and not re.search(r"<p\b", body, re.IGNORECASE):
        body = _paragraphs(body)
    try:
        found = markdown_of(body, lambda target: target, lambda picture: picture.source.replace(" ", "%20"))
    except HtmlFault:
        return body
    text = found.text
    for one in found.pictures:
        words, caption = (re.sub(r"[\[\]\"\n]", " ", said).strip() for said in (one.alt, one.caption or one.title))
        title = f' "{caption}"' if caption else ""
        text = text.replace(f"![]({one.target})", f"![{words}]({one.target}{title})", 1)
    return re.sub(r"^\\?<!--more--\\?>$", "<!--more-->", text, flags=re.MULTILINE)


def _figure(found: re.Match[str]) -> str:
    image = re.search(r"(?:<a\b[^>]*>\s*)?<img\b[^>]*>(?:\s*</a>)?", found["inner"], re.DOTALL)
    if not image:
        return found["inner"]
    words = (found["inner"][: image.start()] + found["inner"][image.end() :]).strip()
    return f"<figure>{image[0]}<figcaption>{words}</figcaption></figure>"


def _paragraphs(body: str) -> str:
    """Paragraphs where the old editor left empty lines, and lines where it left their ends: WordPress adds them when it
    shows a post.
    """
    made = []
    for part in re.split(r"\n[ \t]*\n", body.replace("\r", "")):
        if part.strip():
            made.append(part if _BLOCK.search(part) else f"<p>{part.strip().replace(chr(10), '<br>')}</p>")
    return "\n".join(made)
