"""``content/site.yml``: what the site is called, in which languages, and what its home page shows first."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field, ValidationError
from pydantic_core import PydanticCustomError

from xieshou.content.accepted import AcceptedElsewhere
from xieshou.content.kinds import FOLDERS
from xieshou.content.kinds.base import FrozenModel
from xieshou.content.paths import held_back
from xieshou.content.schema.errors import complaints
from xieshou.content.schema.fields import (
    ArticleSlug,
    EnvoySlug,
    FigureSlug,
    Flag,
    IndicatorSlug,
    Line,
    LinkedText,
    LocalText,
    Programme,
    Slug,
)
from xieshou.content.schema.introspect import references, references_of_invalid
from xieshou.content.source.decode import TextFile, read
from xieshou.content.source.lookalikes import in_file
from xieshou.content.units import Ref
from xieshou.content.words import faults_of_words
from xieshou.content.yaml.document import YamlDocument, parse_yaml
from xieshou.core.problems import Problem, Severity, problem
from xieshou.core.project import ProjectPaths

NAME = "content/site.yml"
SITE_CHOICES = ("side", "programme")
"""Fields whose choices are the site's own. Their names stand in ``site.yml`` under the plural."""


class HomeMoney(FrozenModel):
    """The sums that the home page draws as one bar: what is under way, what of it is done, what is only in reserve."""

    total: IndicatorSlug
    completed: IndicatorSlug | None = None
    reserve: IndicatorSlug | None = None


class Home(FrozenModel):
    """What the home page shows. ``start``: the story that its first screen leads to; ``story``: the one that leads the
    news, else the newest; ``field_sums``: indicators that say what is invested in a field, which is among their topics.
    """

    lead: LocalText
    indicators: Annotated[tuple[IndicatorSlug, ...], Field(max_length=8)] = ()
    envoy: EnvoySlug | None = None
    figure: FigureSlug | None = None
    start: ArticleSlug | None = None
    story: ArticleSlug | None = None
    money: HomeMoney | None = None
    field_sums: Annotated[tuple[IndicatorSlug, ...], Field(max_length=12)] = ()
    programme: Programme | None = None
    """Whose projects stand under the fields; all of them, unless one is named."""


class Sums(FrozenModel):
    """What stands above the list of projects: sums that sources print, and what is to be known of them."""

    title: LocalText
    indicators: Annotated[tuple[IndicatorSlug, ...], Field(min_length=1, max_length=8)]
    note: LocalText | None = None


class NamedChoice(FrozenModel):
    """A choice that is the site's own: a side of its cooperation, a programme."""

    slug: Slug
    name: LocalText


NAV_PAGES = ("home", "timeline", "cooperation", "data")
"""Pages that tabs may name besides the kinds."""
MOST_TABS = 8


def _nav_page(value: str) -> str:
    choices = (*NAV_PAGES, *FOLDERS)
    if value not in choices:
        raise PydanticCustomError("choice-unknown", "no such page", {"value": value, "choices": ", ".join(choices)})
    return value


_MAIL = re.compile(r"[A-Za-z0-9._+-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.)+[A-Za-z]{2,63}")


def _mail(value: str) -> str:
    if not _MAIL.fullmatch(value):
        raise PydanticCustomError("contact-form", "no e-mail address", {"value": value})
    return value


class TabSettings(FrozenModel):
    """A tab of the masthead: its name, and the lists that stand under it, by their folders. The first one leads."""

    name: LocalText
    pages: Annotated[tuple[Annotated[Line, AfterValidator(_nav_page)], ...], Field(min_length=1)]


MOST_ENTRIES = 100
"""Entries of one feed."""
_TAG = re.compile(r"[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?,\d{4}(?:-\d\d(?:-\d\d)?)?")


def _entries(value: Any) -> int:
    text = str(value)
    if not re.fullmatch("[1-9][0-9]{0,2}", text) or int(text) > MOST_ENTRIES:
        raise PydanticCustomError("feed-entries", "no such number", {"value": text, "limit": MOST_ENTRIES})
    return int(text)


def _tag(value: str) -> str:
    if not _TAG.fullmatch(value):
        raise PydanticCustomError("feed-tag", "no authority of a tag", {"value": value})
    return value


class FeedSettings(FrozenModel):
    """What feeds hold: whole texts or summaries, how many entries. ``tag``: what the ids of entries begin with (RFC
    4151: a host and a year in which it was the site's), for a site that moves to another host.
    """

    text: Literal["full", "summary"] = "full"
    entries: Annotated[int, BeforeValidator(_entries)] = 30
    tag: Annotated[Line, AfterValidator(_tag)] | None = None


class SiteFile(FrozenModel):
    """The site's own data. The first language is the one at ``/``."""

    languages: Annotated[tuple[Line, ...], Field(min_length=1)]
    name: LocalText
    description: LocalText
    publisher: LocalText
    sides: tuple[NamedChoice, ...] = ()
    programmes: tuple[NamedChoice, ...] = ()
    contact: Annotated[Line, AfterValidator(_mail)] | None = Field(default=None, repr=False)
    """The e-mail address that readers write to. It stands round pages, and no page depends on it."""
    licence: LinkedText | None = None
    footer: tuple[LinkedText, ...] = ()
    folders: tuple[Line, ...] = ()
    """Folders within those of the kinds that entries may lie in, as ``projects/energy``."""
    side_by_side: Flag = False
    """Whether articles in two languages have a page that shows both."""
    card_font: Line | None = None
    """The file, within ``assets/``, that social cards are written with; else one of the system."""
    nav: Annotated[tuple[TabSettings, ...], Field(max_length=MOST_TABS)] = Field(default=(), repr=False)
    """The tabs; those of the engine where there are none. They stand in the frame, so that no page depends on them."""
    government_tags: dict[str, Line] = Field(default_factory=dict)
    home: Home
    sums: Sums | None = None
    feeds: FeedSettings = FeedSettings()
    # No page shows it: what is kept by what the site says of itself stays.
    accepted: tuple[AcceptedElsewhere, ...] = Field(default=(), repr=False)

    def choices(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """The values of fields whose choices are the site's own, by field."""
        listed = (self.sides, self.programmes)
        return tuple(
            (field, tuple(choice.slug for choice in choices))
            for field, choices in zip(SITE_CHOICES, listed, strict=True)
        )

    def named(self) -> tuple[str, ...]:
        """The entries it names, by id."""
        return tuple(f"{kind}/{slug}" for _, kind, slug in references(self))

    def prefix(self, language: str) -> str:
        """What addresses in ``language`` begin with."""
        return "" if language == self.languages[0] else f"{language}/"


def read_site(project: ProjectPaths) -> tuple[SiteFile | None, list[Problem], tuple[Ref, ...]]:
    """The site's data, the problems in it, and what it refers to."""
    source, problems = read(project.root / NAME, NAME)
    if source is None:
        return None, problems, ()
    site, problems, refs = _parsed(source, problems, project)
    return site, in_file(problems, source.dropped), refs


def _parsed(
    source: TextFile, problems: list[Problem], project: ProjectPaths
) -> tuple[SiteFile | None, list[Problem], tuple[Ref, ...]]:
    available = project.label_languages
    document, more = parse_yaml(source.front or "", NAME)
    problems = problems + more
    if document is None:
        return None, problems, ()
    data = document.data if isinstance(document.data, dict) else {}
    languages = data.get("languages")
    languages = tuple(str(one) for one in languages) if isinstance(languages, list) else ()
    for number, language in enumerate(languages):
        if language not in available:
            place = document.place(("languages", number))
            problems.append(problem(NAME, *place, "site-language", value=language, available=", ".join(available)))
    problems += _twice(document)
    problems += faults_of_words(document, SiteFile, NAME, languages)
    try:
        site = SiteFile.model_validate(data, context={"languages": languages})
    except ValidationError as error:
        found = references_of_invalid(SiteFile, data)  # wrong ones are told with the rest
        refs = tuple(Ref(".".join(map(str, loc)), kind, slug) for loc, kind, slug in found)
        problems += _unlisted(list(complaints(error, SiteFile, document, (), NAME)), document, available)
        return None, problems, refs
    programmes = dict(site.choices())["programme"]
    if site.home.programme and site.home.programme not in programmes:
        place = document.place(("home", "programme"))
        details = {"value": site.home.programme, "choices": ", ".join(programmes), "listed": "programmes"}
        code = "choice-unlisted" if programmes else "choice-none"
        problems.append(problem(NAME, *place, code, field="home.programme", **details))  # type: ignore[arg-type]
    problems += _folders(site, document)
    problems += _tabs_twice(site, document)
    refs = tuple(Ref(".".join(map(str, loc)), kind, slug) for loc, kind, slug in references(site))
    errors = any(one.severity is Severity.ERROR for one in problems)
    return (None if errors else site), problems, refs


def _unlisted(problems: list[Problem], document: YamlDocument, available: tuple[str, ...]) -> list[Problem]:
    """``problems``, those of several texts in a language that ``languages`` lacks as one: there it was forgotten."""
    listed = [one for one in problems if one.code == "text-language"]
    told = [one for one in problems if one.code != "text-language"]
    for language in dict.fromkeys(dict(one.details)["key"] for one in listed):
        same = [one for one in listed if dict(one.details)["key"] == language]
        if len(same) < 2 or language not in available:
            told += same
            continue
        place = document.place(("languages",), key=True)
        lines = ", ".join(str(one.line) for one in same)
        code = "site-language-unlisted"
        told.append(problem(NAME, *place, code, field="languages", language=language, count=len(same), known=lines))
    return told


def _folders(site: SiteFile, document: YamlDocument) -> Iterator[Problem]:
    """A problem for each folder that can't be one of entries, and for each whose name says that it is none."""
    for number, folder in enumerate(site.folders):
        place = document.place(("folders", number))
        kind, *inner = folder.split("/")
        if kind not in FOLDERS or not inner or any(not part.strip() or part.startswith(".") for part in inner):
            yield problem(NAME, *place, "site-folder", field="folders", value=folder)
        elif held_back(folder):
            yield problem(NAME, *place, "site-folder-held-back", field="folders", value=folder)


def _twice(document: YamlDocument) -> Iterator[Problem]:
    """A problem for each language, side or programme that is listed again."""
    for field in ("languages", "sides", "programmes", "folders"):
        listed = document.data.get(field) if isinstance(document.data, dict) else None
        seen: set[str] = set()
        for number, one in enumerate(listed if isinstance(listed, list) else ()):
            value = str(one.get("slug") if isinstance(one, dict) else one)
            if value in seen:
                at = (field, number, "slug") if isinstance(one, dict) else (field, number)
                yield problem(NAME, *document.place(at), "link-twice", field=field, value=value)
            seen.add(value)


def _tabs_twice(site: SiteFile, document: YamlDocument) -> Iterator[Problem]:
    """A problem for each page that stands under a tab already: it lights one."""
    seen: set[str] = set()
    for number, tab in enumerate(site.nav):
        for place, page in enumerate(tab.pages):
            if page in seen:
                at = document.place(("nav", number, "pages", place))
                yield problem(NAME, *at, "link-twice", field="nav", value=page)
            seen.add(page)
