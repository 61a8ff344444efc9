"""A new kind of record is one class, one template and its labels; everything else follows."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from tests.site.building import ORIGIN, Site
from tests.site.checking import Published

TASK = '''"""Task: what somebody is trying to solve."""

from __future__ import annotations

from typing import ClassVar, Literal

from xieshou.content.schema import edtf
from xieshou.content.schema.fields import CardFact, Date, OrganisationSlug, card_facts
from xieshou.content.kinds.base import Record


class Task(Record):
    """A technical problem that a company made known."""

    kind: ClassVar[str] = "task"
    folder: ClassVar[str] = "tasks"

    urgency: Literal["soon", "someday"] | None = None
    raised: Date | None = None
    company: OrganisationSlug | None = None

    @property
    def when(self) -> edtf.Date | None:
        return self.raised

    def card(self) -> tuple[CardFact, ...]:
        return card_facts(urgency=self.urgency)
'''
RECORD = """name:
  zh: 寻找低温烘干办法
  en: Looking for a way to dry at low heat
urgency: soon
raised: 2024-02-11
company: xiling-works
summary:
  zh: 茶香在高温下会散去。
  en: The scent of tea is lost at high heat.
sources:
  - gazette
"""
WORDS: dict[str, dict[str, Any]] = {
    "zh": {
        "kinds": {"one": "攻关", "many": "技术攻关", "lead": "企业提出的技术难题。"},
        "fields": {"urgency": "缓急", "raised": "提出", "company": "企业"},
        "choices": {"soon": "近期", "someday": "远期"},
    },
    "en": {
        "kinds": {"one": "Task", "many": "Technical tasks", "lead": "What somebody is trying to solve."},
        "fields": {"urgency": "Urgency", "raised": "Raised", "company": "Company"},
        "choices": {"soon": "Soon", "someday": "Some day"},
    },
}


def _with_tasks(site: Site) -> None:
    site.write("hooks/xieshou/content/kinds/task.py", TASK)
    site.write("hooks/xieshou/front/templates/kinds/task.html", '{% extends "entry.html" %}\n')
    for language, words in WORDS.items():
        path = site.root / "hooks/xieshou/front/labels" / f"{language}.yml"
        labels = yaml.safe_load(path.read_text("utf-8"))
        labels["kinds"]["task"] = words["kinds"]
        labels["fields"]["task"] = words["fields"]
        labels["choices"]["urgency"] = words["choices"]
        path.write_text(yaml.safe_dump(labels, allow_unicode=True, sort_keys=False), "utf-8")
    site.write("content/tasks/low-heat.yml", RECORD)
    project = site.root / "content/projects/tea-drying.yml"
    project.write_text(project.read_text("utf-8") + "tasks:\n  - low-heat\n", "utf-8")
    article = site.root / "content/articles/2024/bridge-of-visits.en.md"
    article.write_text(article.read_text("utf-8") + "\nSee [a task](task:low-heat).\n", "utf-8")


@pytest.fixture(scope="module")
def tasks(published: Site, tmp_path_factory: pytest.TempPathFactory) -> Published:
    """The sample with a kind more, built upon the cache of before."""
    site = published.sources_to(tmp_path_factory.mktemp("tasks") / "site")
    site.build("-f", "mkdocs.test.yml").check()
    _with_tasks(site)
    site.build("-f", "mkdocs.test.yml").check()
    return Published(site.live, ORIGIN)


@pytest.mark.parametrize(("prefix", "language"), [("", "zh"), ("en/", "en")])
def test_new_kind_is_everywhere(tasks: Published, prefix: str, language: str) -> None:
    words = WORDS[language]
    name = yaml.safe_load(RECORD)["name"][language]
    own = f"{prefix}tasks/low-heat/index.html"

    def text(path: str) -> str:
        return (tasks.folder / prefix / path).read_text("utf-8")

    def leads(path: str) -> set[str | None]:
        return leads_of(tasks, prefix + path)

    page = text("tasks/low-heat/index.html")
    for word in (name, *words["fields"].values(), words["choices"]["soon"]):
        assert word in page
    assert f"{prefix}organisations/xiling-works/index.html" in leads_of(tasks, own)
    assert f"{prefix}sources/gazette/index.html" in leads_of(tasks, own)
    assert f"{prefix}projects/tea-drying/index.html" in leads_of(tasks, own), "the back-link"
    index = text("tasks/index.html")
    assert name in index
    assert words["kinds"]["many"] in index
    assert words["kinds"]["lead"] in index
    assert own in leads("tasks/index.html")
    assert own in leads("projects/tea-drying/index.html")
    assert own in leads("organisations/xiling-works/index.html")
    assert own in leads("timeline/index.html") | leads("timeline/2024/index.html")
    assert f"{prefix}tasks/index.html" in leads("search/index.html")
    assert f"{prefix}tasks/index.html" in leads("index.html")
    assert words["kinds"]["many"] in text("index.html")
    sitemap = "".join((tasks.folder / path).read_text("utf-8") for path in tasks.files if path.startswith("sitemap"))
    assert f"<loc>{ORIGIN}{prefix}tasks/low-heat/</loc>" in sitemap
    assert f"<loc>{ORIGIN}{prefix}tasks/</loc>" in sitemap


def leads_of(site: Published, path: str) -> set[str | None]:
    return {site.resolve(path, target) for target in site.pages[path].links}


def test_links_to_the_new_kind_in_a_text(tasks: Published) -> None:
    assert "en/tasks/low-heat/index.html" in leads_of(tasks, "en/news/2024/bridge-of-visits/index.html")
    assert "en/news/2024/bridge-of-visits/index.html" in leads_of(tasks, "en/tasks/low-heat/index.html")


def test_nothing_is_broken_by_the_new_kind(tasks: Published) -> None:
    assert [one for one in tasks.broken() if "tasks" in one] == []
