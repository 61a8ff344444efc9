"""The theme's own pages: frames, and the surroundings of hand-written pages.

In: the theme's Jinja environment and what MkDocs gives every page (``base``). Out: frames, and contexts. Knows the
theme's templates by what they ask of ``page`` and ``nav``, and nothing of MkDocs.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from jinja2 import Environment
from markupsafe import Markup

from xieshou.content.kinds import KINDS
from xieshou.content.schema.text import Text
from xieshou.content.site_file import SiteFile
from xieshou.core.scripts import right_to_left
from xieshou.language.labels import Labels
from xieshou.language.profiles import profile_of
from xieshou.plan.feeds import CORRECTIONS, LIST
from xieshou.plan.navigation import (
    ABOUT,
    ADDRESSES,
    COOPERATION,
    DATA,
    FIND,
    HOME,
    SECTIONS,
    address_of,
    tabs,
)
from xieshou.plan.pages import Page
from xieshou.render.escaped import escaped
from xieshou.render.foot import Cited, Offered, foot
from xieshou.render.frames import ADDRESS, MARK, ROOT, SLOTS, Frame, cut, lean, policy, repaired, sentinel
from xieshou.render.head import PageLocation, Shared, head, language_menu
from xieshou.render.pieces import linked
from xieshou.render.sharing import shared, site_data
from xieshou.views.shared.linked_data import linked_data
from xieshou.views.shared.models import BASE, Link, LocalizedText
from xieshou.views.shared.page_models import Model

POLICY = MARK + "xieshou-content-security-policy"
"""Stands in the head until the page is whole and its inline scripts can be hashed."""


@dataclass(slots=True)
class NavItem:
    """A tab, as the theme's templates read it."""

    title: str
    url: str
    active: bool
    children: None = None
    meta: dict[str, Any] = field(default_factory=dict)
    is_index: bool = False
    typeset: None = None
    pages: None = None


@dataclass(slots=True)
class Nav:
    """The navigation of one page."""

    items: list[NavItem]
    homepage: NavItem
    siblings: list[NavItem]
    """The pages that stand under the same tab, where there are several."""
    foot: list[NavItem]
    """Pages about the site itself."""
    pages: tuple[()] = ()

    def __iter__(self) -> Iterator[NavItem]:
        return iter(self.items)


@dataclass(slots=True)
class FramePage:
    """A page that is all sentinels."""

    url: str = ADDRESS
    content: str = sentinel("body")
    title: str = sentinel("title")
    toc: tuple[()] = ()
    meta: dict[str, Any] = field(default_factory=lambda: {"hide": ["navigation", "toc"]})
    is_homepage: bool = False
    canonical_url: str = ""
    edit_url: str = ""
    previous_page: None = None
    next_page: None = None


@dataclass(frozen=True, slots=True)
class Theme:
    """Renders the theme for one site. ``speak`` sets the theme's language; ``secure`` writes the policy down.

    ``about``: the languages that have a page about the site. ``lists``: the addresses that tabs may lead
    to (``navigation.filled``). ``search``: the published path of the search page's script, empty where there is no
    index.
    """

    environment: Environment
    base: Mapping[str, Any]
    site: SiteFile
    labels: Mapping[str, Labels]
    speak: Callable[[Labels], None]
    secure: bool
    about: frozenset[str]
    search: str = ""
    lists: Collection[str] = ()
    as_of: str = ""
    """The moment that pages say they are of, where it is not that of the build."""

    def frames(self) -> dict[tuple[str, str], Frame]:
        """A frame for each language and section."""
        return {
            (language, section): cut(self._frame(language, section))
            for language in self.site.languages
            for section in SECTIONS
        }

    def page(self, language: str, section: str, page: object, surroundings: Mapping[str, str]) -> str:
        """A page of the theme with its surroundings given as text."""
        self.speak(self.labels[language])
        context = {**self.base, **self.context(language, section, surroundings), "page": page}
        return self.finished(self.environment.get_template("main.html").render(context))

    def context(self, language: str, section: str, surroundings: Mapping[str, str]) -> dict[str, Any]:
        """What our overrides of the theme see, besides what it gives them itself."""
        labels, site = self.labels[language], self.site
        nav = self._nav(language, section)
        return {
            "nav": nav,
            "xieshou": {
                **surroundings,
                "policy": POLICY if self.secure else "",
                "preview": not self.secure or bool(self.as_of),
                "as_of": self.as_of,
                "site_name": site.name.shown(language)[0],
                "other_names": [(one, name) for one, name in site.name.pairs if one != language],
                "publisher": _words(site.publisher, language),
                "licence": _words(site.licence, language) if site.licence else "",
                "footer": [_words(text, language) for text in site.footer],
                "government_tags": site.government_tags,
                "home": nav.homepage.url,
                "find": self.site.prefix(language) + "search/",
                "search_script": self.search if section == FIND else "",
                "labels": labels,
                "heading_font": profile_of(language).heading_font,
                "direction": "rtl" if right_to_left(language) else "ltr",
            },
        }

    def finished(self, html: str) -> str:
        """A whole page: known faults repaired, its policy written down."""
        html = lean(repaired(html))
        return html.replace(POLICY, policy(html)) if self.secure else html

    def surroundings(self, place: PageLocation, title: str, description: str) -> dict[str, str]:
        """What a hand-written page has where a frame has sentinels; addresses start with ``BASE``."""
        labels = self.labels[place.language]
        site_name = self.site.name.shown(place.language)[0]
        full = f"{title} – {site_name}"
        description = description or f"{title} · {self.site.description.shown(place.language)[0]}"
        home = Link(labels("ui.home"), BASE + self.site.prefix(place.language))
        page = Page(place.address, place.language, ABOUT, "doc", names=place.names)
        model = Model(title, description, place.language, (home,))
        own = Shared(data=linked_data(page, model))
        more = shared(place, own, site_data(self.site)[place.language], self.labels)
        return {
            "title": escaped(full),
            "head": head(place, full, description, site_name, shared=more),
            "languages": language_menu(place, self.labels),
            "foot": foot(
                place,
                Cited(title, self.site.publisher.shown(place.language)[0], site_name),
                labels,
                Offered(contact=self.site.contact or ""),
            ),
        }

    def _frame(self, language: str, section: str) -> str:
        surroundings = {slot: sentinel(slot) for slot in SLOTS}
        frame_base = {**self.base, "base_url": ROOT}
        theme = replace(self, base=frame_base)
        return theme.page(language, section, FramePage(), surroundings)

    def _nav(self, language: str, section: str) -> Nav:
        labels, prefix = self.labels[language], self.site.prefix(language)
        home = NavItem(labels("sections.home"), prefix or ".", section == HOME)
        items, siblings = [], []
        for tab in tabs(self.site):
            pages = [page for page in tab.pages if address_of(page) in self.lists]
            if not pages:
                continue
            name = tab.name.shown(language)[0] if tab.name else labels(f"sections.{tab.label}")
            items.append(NavItem(name, prefix + address_of(pages[0]) or ".", section in pages))
            if section in pages and len(pages) > 1:
                siblings = [NavItem(_named(page, labels), prefix + address_of(page), page == section) for page in pages]
        return Nav(items, home, siblings, list(self._foot(language)))

    def _foot(self, language: str) -> Iterator[NavItem]:
        labels, prefix = self.labels[language], self.site.prefix(language)
        if language in self.about:
            yield NavItem(labels("sections.about"), prefix + ADDRESSES[ABOUT], False)
        if self.site.contact:
            yield NavItem(labels("share.contact"), f"mailto:{self.site.contact}", False)
        for key, tail in (("life.corrections", CORRECTIONS), ("feeds.subscribe", LIST)):
            if tail in self.lists:
                yield NavItem(labels(key), prefix + tail, False)
        yield NavItem(labels("home.ways"), prefix + ADDRESSES[FIND], False)


def _named(section: str, labels: Labels) -> str:
    """What a page is called among its siblings."""
    if section in KINDS:
        return labels(f"kinds.{section}.many")
    return labels({COOPERATION: "cooperation.link", DATA: "data.title"}.get(section, f"sections.{section}"))


def _words(text: Text, language: str) -> Markup:
    """A text of the site for readers of ``language``, who are told where it is in another."""
    words, own = text.shown(language)
    return linked(LocalizedText(words, "" if own == language else own))
