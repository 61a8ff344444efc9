"""A hand-written page: one Markdown file of ``docs/``, held to the same rules as a story.

In: a file, and where its page will stand. Out: ``DocPage``, and every problem in the file. A page with an error is not
published, and with it nothing is: so it may hold what is not yet sound.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from typing import Any, ClassVar, Literal, NamedTuple
from urllib.parse import quote

from xieshou.content.anchors import ids_of, with_parts
from xieshou.content.doc_names import holds_back
from xieshou.content.kinds.base import FrozenModel
from xieshou.content.markdown.body import Body
from xieshou.content.markdown.references import LOCAL, LOCAL_PICTURE
from xieshou.content.markdown.render import Renderer
from xieshou.content.parsed import Parsed, ParsedFile
from xieshou.content.schema.fields import Flag, Instant, Line
from xieshou.content.source.decode import of_bytes, read
from xieshou.content.source.lookalikes import in_file
from xieshou.content.stories import look_at_text
from xieshou.content.strays import strays
from xieshou.content.units import Ref
from xieshou.core.problems import of_one_file

INDEXES = ("index", "README")
"""The names of a folder's own page."""
_EMPTY = Body((), (), ())


class DocSearch(FrozenModel):
    """What a page asks of a search that goes over hand-written pages."""

    exclude: Flag = False
    boost: Line | None = None


class DocFront(FrozenModel):
    """The front matter of a hand-written page: what MkDocs and its theme know, and what keeps a page back."""

    situation: ClassVar[str] = "page"

    title: Line | None = None
    description: Line | None = None
    subtitle: Line | None = None
    template: Line | None = None
    hide: tuple[Literal["feedback", "footer", "navigation", "path", "tags", "toc"], ...] = ()
    icon: Line | None = None
    status: Line | None = None
    tags: tuple[Line, ...] = ()
    search: DocSearch | None = None
    draft: Flag = False
    publish_at: Instant | None = None
    withdrawn: Flag = False


class DocPlace(NamedTuple):
    """Where a page stands. ``uri`` is its file's path below the folder of hand-written pages, ``folder`` what problems
    call that.
    """

    uri: str
    folder: str
    language: str
    tail: str
    """``uri`` without the folder of the language that stands at ``/``, which addresses have not."""

    @classmethod
    def of(cls, uri: str, folder: str, languages: tuple[str, ...]) -> DocPlace:
        """The place of a file: below the folder of a language its page is in that, else in the first."""
        first, _, below = uri.partition("/")
        if not below or first not in languages:
            return cls(uri, folder, languages[0], uri)
        return cls(uri, folder, first, below if first == languages[0] else uri)

    @property
    def name(self) -> str:
        """What problems call the file."""
        return f"{self.folder}/{self.uri}"

    @property
    def path(self) -> str:
        """The file its page is written to."""
        stem = PurePosixPath(self.tail).with_suffix("")
        return f"{(stem.parent if stem.name in INDEXES else stem).as_posix()}/index.html".removeprefix("./")

    @property
    def address(self) -> str:
        """Where its page stands, as links write it."""
        return quote(self.path.removesuffix("index.html"))


class DocPage(NamedTuple):
    """A hand-written page. ``meta`` is what its front matter says to MkDocs and the theme, ``refs`` what its text
    names: entries, and other files of its folder (``local``, ``local-picture``).
    """

    place: DocPlace
    title: str
    description: str
    meta: Mapping[str, Any]
    hidden: bool
    publish_at: int
    template_at: tuple[int, int]
    """Where the front matter names a template."""
    body: Body
    refs: tuple[Ref, ...]
    known: bool
    """Whether what it says of itself could be read."""

    def published(self, now: int) -> bool:
        """Whether it goes out at the moment ``now`` (seconds since 1970)."""
        return not self.hidden and self.publish_at <= now

    @property
    def entries(self) -> tuple[str, ...]:
        """What its text refers to besides files: entries by id, and pictures (``asset/…``) for the figures of them."""
        return tuple(f"{ref.kind}/{ref.slug}" for ref in self.refs if ref.kind not in (LOCAL, LOCAL_PICTURE))

    @property
    def headed(self) -> bool:
        """Whether its text begins with its title."""
        return bool(self.body.headings) and self.body.headings[0].level == 1

    @property
    def ids(self) -> tuple[str, ...]:
        """What a link may lead to on it."""
        return ids_of(self.body)


def parse_doc(
    path: Path, place: DocPlace, renderer: Renderer, languages: tuple[str, ...], data: bytes | None = None
) -> tuple[DocPage, Parsed]:
    """The page in the file ``path``, and its problems; with ``data``, as if it held these bytes. What can't be read is
    a page too: it keeps its address.
    """
    parsed = Parsed()
    source, parsed.problems = read(path, place.name) if data is None else of_bytes(data, place.name)
    if source is None:
        parsed.gone = not os.path.lexists(path)
        return _page(place, DocFront(), _EMPTY, (), (1, 1), False), parsed
    parsed.digest = source.digest
    file = ParsedFile(source, parsed, {"languages": languages})
    body, mentions, problems = renderer.render(source.body, place.name, source.body_line, folder=place.folder)
    parsed.problems += problems
    parsed.problems += strays(source.body, body.blocks, place.name, source.body_line)
    look_at_text(file, body, place.language)
    front, template_at = DocFront(), (1, 1)
    readable = True
    if source.front and source.front.strip():
        document = file.document(dict, "mapping-expected")
        readable = document is not None
        if document is not None:
            file.look_at_words(document, DocFront, place.language)
            validated = file.validated(DocFront, document.data, document)
            readable = isinstance(validated, DocFront)
            front = validated if isinstance(validated, DocFront) else front
            template_at = document.place(("template",)) if front.template else template_at
            if front.status and holds_back(front.status) and not (front.draft or front.withdrawn or front.publish_at):
                file.tell(document.place(("status",)), "docs-status-draft", field="status", value=front.status)
    wordless = {
        (piece.kind, piece.slug)
        for piece in body.pieces
        if not isinstance(piece, str) and piece.form == "picture" and not piece.fragment.strip()
    }
    if not source.body.strip():
        file.tell((source.body_line, 1), "docs-empty")
    page = _page(place, front, body, with_parts(mentions, body), template_at, readable)
    for ref in page.refs:
        if (ref.kind, ref.slug) in wordless:
            file.tell((ref.line, ref.column), "docs-picture-alt", warning=True, value=ref.slug)
    if source.body.strip() and readable and not (page.headed or front.title):
        file.tell((source.body_line, 1), "docs-title", warning=True, value=page.title)
    parsed.problems = of_one_file(in_file(parsed.problems, source.dropped))
    return page, parsed


def without_text(page: DocPage) -> DocPage:
    """The page as it stands in the navigation, and nothing of it: what others may know where it has errors."""
    return page._replace(description="", meta={}, body=_EMPTY, refs=(), known=False)


def _page(
    place: DocPlace, front: DocFront, body: Body, refs: tuple[Ref, ...], template_at: tuple[int, int], known: bool
) -> DocPage:
    heading = body.headings[0].text if body.headings and body.headings[0].level == 1 else ""
    stem = PurePosixPath(place.uri).with_suffix("")
    stem = stem.parent if stem.name in INDEXES else stem
    named = stem.name.replace("-", " ").replace("_", " ").strip() or stem.name
    meta = front.model_dump(exclude_unset=True, exclude={"draft", "publish_at", "withdrawn"}, exclude_none=True)
    return DocPage(
        place,
        front.title or heading or named[:1].upper() + named[1:],
        front.description or "",
        meta,
        front.draft or front.withdrawn or not known,  # what can't be read is not published
        front.publish_at or 0,
        template_at,
        body,
        refs,
        known,
    )
