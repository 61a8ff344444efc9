"""No date on any page or in any table is closer than its record has it, whatever the kind and the field."""

from __future__ import annotations

import calendar
import json
import re
from collections.abc import Iterable, Mapping
from pathlib import Path

import pytest

from tests.unit.helpers import Site, labels, record
from xieshou.content.kinds import KINDS
from xieshou.content.kinds.parts import Status
from xieshou.content.schema.introspect import shapes
from xieshou.core.project import ProjectPaths
from xieshou.outputs import OUTPUTS, plan_outputs
from xieshou.render.page_renderer import PageRenderer
from xieshou.render.templates import Templates
from xieshou.views import plan_pages

VAGUE = ("2031", "2032~", "2033-11", "2034-12~", "2035-22", "2036/2037", "2038-10/2038-11~", "../2039", "2040-03/..")
"""Dates of which none is of a day, each of a year of its own."""
MONTHS = {"2033": {11}, "2034": {12}, "2038": {10, 11}, "2040": {3}}
"""The months that are known."""
NAMES = list(calendar.month_name)[1:]
_ISO = re.compile(r"(?<!\d)(20[34]\d)-(\d\d)(?:-(\d\d))?(?![\d])")
_CHINESE = re.compile(r"(20[34]\d)年(\d+)月(?:(\d+)日)?")
_ENGLISH = re.compile(rf"(?:(?<!\d)(\d{{1,2}}) )?\b({'|'.join(NAMES)}) (20[34]\d)")
DATED = {
    "article": "date: {date}\ncovers: {date}",
    "project": "status: {{stage: started, as_of: {date}}}\n"
    "milestones: [{{date: {date}, what: {{zh: 开工, en: Begun}}}}]",
    "platform": "type: alliance\nestablished: {date}\nstatus: {{stage: established, as_of: {date}}}",
    "envoy": "title: {{zh: 教授, en: Professor}}\ntitle_as_of: {date}\nperiod: {date}\n"
    "from_organisation: buct\nserves: mill",
    "mechanism": "established: {date}\nstatus: {{stage: under-way, as_of: {date}}}\ntotals: [i0]",
    "event": "date: {date}",
    "agreement": "date: {date}",
    "policy": "date: {date}",
    "need": "date: {date}\nstatus: {{stage: planned, as_of: {date}}}",
    "source": "date: {date}",
    "file": "date: {date}\nfile: files/x.csv",
    "figure": "type: caption-only\ncaption: {{zh: 图, en: Picture}}\nalt: {{zh: 图, en: Picture}}\ndate: {date}",
    "indicator": "observations: [{{period: {date}, value: 3个, sources: [s0], as_of: {date}}}]",
}
"""For each kind with dates, a value for every field that is one."""


def files() -> dict[str, str]:
    """An entry of every kind for each of the dates."""
    made = {"organisations/mill.yml": record("工厂", "side: changzhi")}
    for number, date in enumerate(VAGUE):
        for kind, lines in DATED.items():
            own, name = lines.format(date=f'"{date}"'), f"{kind[0] if kind != 'platform' else 'q'}{number}"
            if kind == "article":
                text = f"---\ntitle: 文{number}\nsummary: 摘要\n{own}\nsources: [s0]\n---\n正文。\n"
                made |= {f"articles/{re.findall('20..', date)[0]}/{name}.zh.md": text}
            else:
                made[f"{KINDS[kind].folder}/{name}.yml"] = record(
                    "某", own, *(("sources: [s0]",) if kind != "source" else ())
                )
    return made


@pytest.fixture(scope="module")
def texts(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, str]:
    """The text of every page and file of a site whose dates are all vague, by address."""
    site = Site.sound(tmp_path_factory.mktemp("vague") / "site")
    for name, text in files().items():
        site.add(name, text)
    (site.root / "assets" / "files").mkdir(parents=True)
    (site.root / "assets" / "files" / "x.csv").write_text("a\n", "utf-8")
    prepared = site.prepare(2_400_000_000)  # January 2046, when all of these days have come
    assert prepared.plan is not None
    plan = prepared.linkable()
    pages = tuple(plan_pages(plan))
    made = {}
    with site.context() as context:
        templates = Templates(ProjectPaths.at(Path(__file__).resolve().parents[2]))
        renderer = PageRenderer(plan, labels(), prepared.pictures, templates, context.store)
        for page in pages:
            shown = renderer.render(page)
            made[page.address] = " ".join((shown.title, shown.description, str(shown.body)))
        for page in plan_outputs(plan, pages):
            made[page.address] = OUTPUTS[page.view].text(renderer.context(page))
    return made


def closer(text: str) -> Iterable[str]:
    """The dates in a text that say more than what is known of their years."""
    for year, month, day in (*_ISO.findall(text), *_CHINESE.findall(text)):
        if day or int(month) not in MONTHS.get(year, ()):
            yield f"{year}-{month}-{day}"
    for day, month, year in _ENGLISH.findall(text):
        if day or NAMES.index(month) + 1 not in MONTHS.get(year, ()):
            yield f"{day} {month} {year}"


def test_every_field_that_is_a_date_is_tried() -> None:
    for kind, cls in KINDS.items():
        fields = [name for name, shape in shapes(cls).items() if shape.type.name == "date" or shape.model is Status]
        written = DATED.get(kind, "")
        assert not [name for name in fields if f"{name}:" not in written], kind


def test_no_page_and_no_table_says_more_of_a_date_than_is_known(texts: Mapping[str, str]) -> None:
    shown = {address: text for address, text in texts.items() if not address.endswith((".ics", ".json", "sitemap.xml"))}
    assert len(shown) > 200
    assert any("2034-12~" in text for address, text in shown.items() if address.endswith(".csv"))
    # 2035-22 is written so in tables: a season, and no month.
    # A feed has to name a moment for each entry (RFC 4287); of these it says that they were updated then at the latest.
    moments = re.compile(r"<updated>[^<]*</updated>")
    texts_alone = {address: moments.sub("", text.replace("2035-22", "")) for address, text in shown.items()}
    wrong = {address: found for address, text in texts_alone.items() if (found := set(closer(text)))}
    assert not wrong


def test_data_has_dates_as_written(texts: Mapping[str, str]) -> None:
    for address, text in texts.items():
        if address.startswith("data/") and address.endswith(".json"):
            assert not set(closer(text.replace("2035-22", ""))), address


def test_calendars_say_which_dates_span_the_days_they_may_mean(texts: Mapping[str, str]) -> None:
    events = json.loads(texts["timeline/all.json"])["events"]
    assert events
    assert not [one for one in events if one["exact"] or set(closer(one["shown"] + one["what"]))]


def test_the_column_of_dates_says_what_they_are(texts: Mapping[str, str]) -> None:
    heads = {
        "projects/": "进展截至", "en/projects/": "Status as of", "platforms/": "设立", "en/needs/": "Raised",
        "en/envoys/": "Period", "sources/": "发布日期", "en/events/": "Date",
    }  # fmt: skip
    for address, head in heads.items():
        assert f'data-date="{head}"' in texts[address], address
