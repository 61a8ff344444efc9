"""Hand-written pages made: their texts closed as those of stories are, and the files that go out with them.

In: a prepared site. Out: for each page that is made its HTML, title and headings; the files beside the pages that are
published as they are. A host puts the pages into the theme.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple
from urllib.parse import quote

from markupsafe import Markup, escape

from xieshou.build.doc_checks import LISTED_TEXT, attachments_of, is_picture
from xieshou.build.prepared import Prepared
from xieshou.content.catalog import Catalog
from xieshou.content.doc_page import DocPage
from xieshou.content.docs import names_of
from xieshou.content.kinds import KINDS
from xieshou.content.markdown.anchors import meant
from xieshou.content.markdown.body import Open
from xieshou.content.markdown.headings import Heading
from xieshou.content.markdown.references import LOCAL, LOCAL_PICTURE
from xieshou.core.plain import opened
from xieshou.pictures.inspect import Picture
from xieshou.plan.dependencies import complete_doc
from xieshou.plan.navigation import ABOUT
from xieshou.plan.pages import Page, Plan
from xieshou.render.head import PageLocation
from xieshou.render.page_renderer import PageRenderer
from xieshou.render.pieces import picture
from xieshou.render.templates import Templates
from xieshou.views.entry.figures import picture_model
from xieshou.views.entry.story import Story
from xieshou.views.shared.models import BASE, LocalizedText


class MadePage(NamedTuple):
    """A hand-written page ready for the theme; addresses begin with ``BASE``. ``contents`` are its headings, none where
    it wants none shown.
    """

    html: str
    title: str
    description: str
    contents: tuple[Heading, ...]
    meta: Mapping[str, Any]


@dataclass(frozen=True)
class DocPages:
    """The hand-written pages of a prepared site, which is not over yet. ``origin``: its address, or nothing."""

    prepared: Prepared
    origin: str

    @cached_property
    def pages(self) -> dict[str, DocPage]:
        """Those that are made, by the paths of their files."""
        context = self.prepared.context
        return context.docs.shown(context.now, bool(context.setup.preview))

    @cached_property
    def locations(self) -> dict[str, PageLocation]:
        """Where each stands."""
        languages = self.prepared.context.setup.languages
        return {
            uri: PageLocation(
                self.pages[uri].place.address, self.pages[uri].place.language, names, self.origin, languages
            )
            for uri, names in names_of(self.pages, languages).items()
        }

    def files(self) -> dict[str, bytes]:
        """What is published beside them as it is, by path: what they link to, and what the settings name."""
        docs, folder = self.prepared.context.docs, self.prepared.context.setup.project.docs
        listed = sorted(uri for uri in docs.files & docs.listed if uri.lower().endswith(LISTED_TEXT))
        found = {}
        for uri in (*attachments_of(self.pages, docs), *listed):
            with opened(folder / uri) as file:
                found[uri] = file.read()
        return found

    def made(self, uri: str) -> MadePage:
        """The page of a file."""
        page = self.pages[uri]
        preview, now = dict(self.prepared.context.setup.preview), self.prepared.context.now
        mark = "" if page.published(now) else preview.get(page.place.language, "")
        story = _DocStory(self._renderer.context(self._page(page)), page.body, {}, self.pages, self._pictures)
        html, heading = str(story.html()), escape(page.title)
        if page.headed:
            html = html.replace("</h1>", f"{escape(mark)}</h1>", 1)
        else:
            html = f"<h1>{heading}{escape(mark)}</h1>{html}"
        contents = () if "toc" in page.meta.get("hide", ()) else page.body.headings
        return MadePage(html, page.title + mark, page.description, contents, page.meta)

    @property
    def _pictures(self) -> Mapping[str, Picture]:
        return self.prepared.doc_pictures

    @cached_property
    def _renderer(self) -> PageRenderer:
        context, site = self.prepared.context, self.prepared.context.read.site
        assert site is not None
        # Without references to entries there is no need of them: gathering ten thousand takes a second.
        empty = Plan(Catalog({}, {}, frozenset(), []), site, left_out=self.prepared.missing)
        plan = self.prepared.linkable() if context.docs.refers else empty
        templates = Templates(context.setup.project)
        return PageRenderer(plan, context.labels, self.prepared.pictures, templates, context.store)

    def _page(self, page: DocPage) -> Page:
        """The page as one that is planned: with all that its text may show."""
        catalog = self._renderer.plan.catalog
        images = {card.image: card.id for card in catalog.cards.values() if card.image}
        named: dict[str, bool] = {}
        for ref in page.refs:
            id_ = images.get(ref.slug, "") if ref.kind == "asset" else f"{ref.kind}/{ref.slug}"
            if id_ in catalog.cards and (ref.kind in KINDS or ref.kind == "asset"):
                named[id_] = named.get(id_, False) or bool(ref.quote or ref.part)
        whole = tuple(id_ for id_, read in named.items() if read)
        bare = Page(page.place.address, page.place.language, ABOUT, "doc")
        return complete_doc(bare, catalog, tuple(named), whole)


@dataclass(slots=True)
class _DocStory(Story):
    """A text that may also name the files beside it: ``pages`` and ``pictures`` by their paths."""

    pages: Mapping[str, DocPage] = field(default_factory=dict)
    pictures: Mapping[str, Picture] = field(default_factory=dict)

    def _close(self, reference: Open) -> Markup:
        if reference.kind == LOCAL_PICTURE:
            model = picture_model(self.pictures[reference.slug], LocalizedText(reference.fragment))
            return picture(model, reference.title)
        if reference.kind != LOCAL:
            return Story._close(self, reference)
        target = self.pages.get(reference.slug)
        title = f' title="{escape(reference.title)}"' if reference.title else ""
        link = Markup(f'<a href="{escape(self._href(reference, target))}"{title}>')
        if reference.form == "link":
            return link
        return Markup(f"{link}{escape(target.title if target else reference.slug.rpartition('/')[2])}</a>")

    def _href(self, reference: Open, target: DocPage | None) -> str:
        if target is not None:
            part = meant(reference.fragment, target.ids) if reference.fragment else ""
            return f"{BASE}{target.place.address}{f'#{part}' if part else ''}"
        if is_picture(reference.slug):
            return picture_model(self.pictures[reference.slug], LocalizedText("")).full
        return f"{BASE}{quote(reference.slug)}"
