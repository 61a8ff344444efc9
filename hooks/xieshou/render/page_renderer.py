"""From what a page shows to HTML, without the frame that goes round it.

In: planned pages, and a catalog of at least what they show. Out: ``RenderedPage``. It is kept by the page's key, so a
new frame (a new navigation, another origin) is only filled.
"""

from __future__ import annotations

import pickle
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from xieshou.content.entries import Entry
from xieshou.content.markdown.body import Body, unpacked
from xieshou.core.cache import Store
from xieshou.language.labels import Labels
from xieshou.pictures.inspect import Pictures
from xieshou.plan.pages import Page, Plan
from xieshou.plan.site_values import SiteValues
from xieshou.render.as_markdown import as_markdown
from xieshou.render.template_check import told
from xieshou.render.templates import Templates
from xieshou.views import MODELS
from xieshou.views.entry.figures import draw
from xieshou.views.shared.context import PageContext
from xieshou.views.shared.linked_data import linked_data
from xieshou.views.shared.memo import RenderMemo
from xieshou.views.shared.page_models import EntryModel, Model


class RenderedPage(NamedTuple):
    """What a page has that its frame does not: before addresses are made relative."""

    title: str
    description: str
    body: str
    author: str = ""
    date: str = ""
    """When it was published, for machines and as shown."""
    dated: str = ""
    files: tuple[tuple[str, str, str], ...] = ()
    """The same in other forms: title, address, MIME type."""
    article: bool = False
    instant: str = ""
    """When it was published, as a moment; empty where no day is known."""
    data: str = ""
    """What it says to machines (``linked_data``)."""
    plain: str = ""
    """The same as Markdown; empty where the page has no such file."""


@dataclass(slots=True)
class PageRenderer:
    """Renders pages of one catalog."""

    plan: Plan
    labels: Mapping[str, Labels]
    pictures: Pictures
    templates: Templates
    store: Store
    _values: SiteValues = field(init=False)
    _memo: RenderMemo = field(default_factory=RenderMemo, init=False)
    _last: tuple[str, Entry] | None = field(default=None, init=False)

    def __post_init__(self) -> None:
        self._values = SiteValues(self.plan.site)

    def render(self, page: Page) -> RenderedPage:
        """The page as its templates make it."""
        return self.rendered(page, self.model(page))

    def model(self, page: Page) -> Model:
        """What the page shows."""
        return MODELS[page.view](self.context(page))

    def rendered(self, page: Page, model: Model) -> RenderedPage:
        """A page that shows ``model``."""
        try:
            body = self.templates.body(page.view, model, self.labels[page.language])
        except Exception as error:
            fault = told(error, self.templates.project, page.path)
            if fault is None:
                raise
            raise fault from None
        published = model.published
        dates = ("", "")
        if published:
            year = "" if published.vague else str(published.year)
            dates = (published.machine or year, published.text)
        files = tuple((file.title, file.href, file.type) for file in model.files)
        return RenderedPage(
            model.title, model.description, body, model.author, *dates, files, model.published is not None,
            model.instant, linked_data(page, model),
            as_markdown(model, self.labels[page.language]) if isinstance(model, EntryModel) else "",
        )  # fmt: skip

    def context(self, page: Page) -> PageContext:
        """What the page may look at."""
        labels = self.labels[page.language]
        return PageContext(
            page, self.plan, self._values, self.labels, self.pictures, self._entry, self._body, draw,
            lambda figure: self.templates.figure(figure, labels), self._memo,
        )  # fmt: skip

    def _entry(self, id_: str) -> Entry:
        # An entry's pages in its languages come one after the other: the facts are read once for them all.
        if self._last is None or self._last[0] != id_:
            data = self.store.facts(id_)
            if data is None:
                raise LookupError(id_)
            self._last = (id_, pickle.loads(data))
        return self._last[1]

    def _body(self, digest: bytes) -> Body:
        data = self.store.body(digest)
        if data is None:
            raise LookupError(digest.hex())
        return unpacked(data)
