"""What readers come for, each within three steps of the home page, by the words they see there.

A step is one link followed, one part unfolded or one query typed. Without scripts, but where something is searched for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest
import yaml
from playwright.sync_api import Browser, Locator, Page, expect

from xieshou.core.project import ProjectPaths
from xieshou.language.labels import Labels, load_labels

from .served import LANGUAGES, PHONE, PROJECT, Served, watching

STEPS = 3
ALL_LABELS = load_labels(ProjectPaths.at(PROJECT))
languages = pytest.mark.parametrize("language", LANGUAGES)


def content(file: str) -> Any:
    """A file of the content, as it is typed."""
    return yaml.load((PROJECT / "content" / file).read_text("utf-8"), yaml.CBaseLoader)


def topic(slug: str, language: str) -> str:
    """What a topic is called."""
    (name,) = (one["name"][language] for one in content("topics.yml") if one["slug"] == slug)
    return str(name)


def title_of(text: str, language: str) -> str:
    """The title of a text."""
    front = (PROJECT / "content" / f"{text}.{language}.md").read_text("utf-8").split("---\n")[1]
    return str(yaml.load(front, yaml.CBaseLoader)["title"])


@dataclass
class Reader:
    """Somebody on a site: sees words, follows them, and is counted."""

    page: Page
    language: str
    steps: list[str] = field(default_factory=list)

    @property
    def labels(self) -> Labels:
        return ALL_LABELS[self.language]

    def _step(self, words: str) -> None:
        self.steps.append(words)
        assert len(self.steps) <= STEPS, self.steps

    def follow(self, words: str) -> None:
        """A link by its words, or by what it begins with; all links that can be seen with them lead to one place."""
        links = self.page.get_by_role("link", name=re.compile(rf"^\s*{re.escape(words)}(\W|\d|$)"))
        seen = [link for link in links.all() if link.is_visible()]
        assert len({link.evaluate("link => link.href") for link in seen}) == 1, (words, self.page.url, len(seen))
        self._step(words)
        seen[0].click()

    def unfold(self, words: str) -> None:
        """A part of the page that is folded away behind its name."""
        self._step(words)
        self.page.locator("summary", has_text=words).locator("visible=true").click()

    def ask(self, query: str) -> None:
        """A query, in the box that every page has."""
        self._step(query)
        self.page.keyboard.press("/")
        box = self.page.get_by_role("combobox").or_(self.page.get_by_role("searchbox")).locator("visible=true").first
        box.fill(query)
        box.press("Enter")
        self.page.wait_for_selector("[data-search-results][data-state=done]")

    def part(self, words: str) -> Locator:
        """What stands under a heading."""
        heading = self.page.get_by_role("heading", name=words)
        return self.page.locator("section").filter(has=heading).last

    def sees(self, *words: str) -> None:
        """Each can be read on the page as it stands."""
        for one in words:
            expect(self.page.get_by_text(one).locator("visible=true").first).to_be_visible()


@contextmanager
def coming(browser: Browser, served: Served, language: str, scripts: bool = False) -> Iterator[Reader]:
    """A reader with a phone, at the home page."""
    with watching(browser, served, PHONE, scripts=scripts) as watched:
        yield Reader(watched.open(LANGUAGES[language]), language)


@languages
def test_the_largest_sums_of_money(browser: Browser, served: Served, language: str) -> None:
    with coming(browser, served, language) as reader:
        reader.sees(reader.labels("home.money"))
        reader.follow(reader.labels("home.doors.money"))
        reader.sees(content("site.yml")["sums"]["title"][language])
        largest = content("indicators/jc-field-investment-green.yml")["name"][language]
        field = re.split("：|: ", largest)[1]
        reader.follow(field[:1].upper() + field[1:])
        expect(reader.page.locator("h1")).to_have_text(largest)
        reader.sees(reader.labels("ui.sources"))


@languages
def test_who_works_on_led(browser: Browser, served: Served, language: str) -> None:
    with coming(browser, served, language) as reader:
        reader.follow(reader.labels("kinds.topic.many"))
        reader.follow(topic("led-optoelectronics", language))
        sides = {one["slug"]: one["name"][language] for one in content("site.yml")["sides"]}
        parties = reader.part(reader.labels("kinds.organisation.many")).get_by_role("listitem")
        for slug, side in (("cas-semiconductors", "beijing"), ("gaoke-huaye", "changzhi")):
            name = content(f"organisations/{slug}.yml")["name"][language]
            expect(parties.filter(has_text=name)).to_contain_text(sides[side])


@languages
def test_who_works_on_led_by_what_they_make(browser: Browser, served: Served, language: str) -> None:
    project = content("projects/duv-led-epitaxy-chip.yml")
    with coming(browser, served, language) as reader:
        reader.follow(reader.labels("home.doors.who"))
        reader.follow(project["name"][language])
        for partner in project["partners"]:
            name = content(f"organisations/{partner['organisation']}.yml")["name"][language]
            reader.sees(name)


@languages
def test_what_happened_in_education(browser: Browser, served: Served, language: str) -> None:
    with coming(browser, served, language) as reader:
        reader.follow(reader.labels("kinds.topic.many"))
        reader.follow(topic("education", language))
        event = content("events/education-signing.yml")["name"][language]
        expect(reader.part(reader.labels("ui.history")).get_by_role("listitem").filter(has_text=event)).to_be_visible()
        reader.follow(event)


@languages
def test_when_it_happened(browser: Browser, served: Served, language: str) -> None:
    event = content("events/health-signing.yml")
    with coming(browser, served, language) as reader:
        reader.follow(reader.labels("home.doors.when"))
        reader.follow(event["date"][:4])
        reader.follow(event["name"][language])
        expect(reader.page.locator(f"time[datetime='{event['date']}']").first).to_be_visible()


@languages
def test_how_to_cite_an_article(browser: Browser, served: Served, language: str) -> None:
    with coming(browser, served, language) as reader:
        title = title_of("articles/2023/undeterred-by-mountains-and-seas", language)
        reader.follow(title)
        reader.unfold(reader.labels("cite.cite"))
        expect(reader.page.get_by_role("definition").filter(has_text="[EB/OL]")).to_contain_text(title)


@languages
def test_where_to_write_to(browser: Browser, served: Served, language: str) -> None:
    """By mail where the editors have named an address; else the page about the site says whom to tell."""
    with coming(browser, served, language) as reader:
        if address := content("site.yml").get("contact"):
            link = reader.page.get_by_role("link", name=reader.labels("share.contact"))
            expect(link).to_have_attribute("href", f"mailto:{address}")
        else:
            about = (PROJECT / "docs" / LANGUAGES[language] / "about.md").read_text("utf-8")
            reader.follow(about.splitlines()[0].removeprefix("# "))
            reader.sees({"zh": "请告诉发布本站的编者", "en": "please tell the editor"}[language])


@languages
@pytest.mark.parametrize("slug", ["led-optoelectronics", "education"])
def test_asked_for_by_name(browser: Browser, served: Served, language: str, slug: str) -> None:
    name = topic(slug, language)
    query = {"led-optoelectronics": "LED"}.get(slug, name)
    with coming(browser, served, language, scripts=True) as reader:
        reader.ask(query)
        reader.follow(name)
        expect(reader.page.locator("h1")).to_have_text(name)
