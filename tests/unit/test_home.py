"""The home page: what its settings choose, and what it leaves out where there is nothing to show."""

from __future__ import annotations

from pathlib import Path

from tests.unit.helpers import record, site_file, story
from tests.unit.rendering import contexts
from xieshou.content.site_file import Home, HomeMoney
from xieshou.views import home
from xieshou.views.shared.home_models import HomeModel


def indicator(value: str, *lines: str) -> str:
    return record(
        "投资额", "observations:", "  - period: 2023", f"    value: {value}", "    sources:", "      - s", *lines
    )


SUMS = {
    "sources/s.yml": record("某报", "date: 2023-12"),
    "indicators/all.yml": indicator("179.7亿元"),
    "indicators/done.yml": indicator("35.4亿元"),
    "indicators/later.yml": indicator("503亿元"),
}


def model(files: dict[str, str], root: Path, **chosen: object) -> HomeModel:
    page = site_file().home.model_copy(update=chosen)
    return next(home.model(context) for one, context in contexts(files, root, home=page) if one.view == "home")


def test_sums_stand_on_one_scale_and_what_is_in_reserve_begins_where_the_total_ends(tmp_path: Path) -> None:
    chosen = HomeMoney(total="all", completed="done", reserve="later")
    money = model(SUMS, tmp_path, money=chosen).money
    assert money
    assert [(part.role, part.start, part.length) for part in money.parts] == [
        ("total", 0, 263),
        ("completed", 0, 51),
        ("reserve", 263, 736),
    ]
    assert all(part.amount.text in money.description for part in money.parts)


def test_sums_that_no_scale_fits_are_not_drawn(tmp_path: Path) -> None:
    files = SUMS | {"indicators/done.yml": indicator("12个")}
    assert model(files, tmp_path, money=HomeMoney(total="all", completed="done")).money is None
    assert model(SUMS, tmp_path / "b", money=HomeMoney(total="done", completed="all")).money is None


def test_a_field_has_its_projects_its_printed_sum_and_the_last_that_happened(tmp_path: Path) -> None:
    topics = ["topics:", "  - health"]
    files = SUMS | {
        "topics/health.yml": record("医疗", "type: cooperation-field"),
        "topics/trade.yml": record("贸易", "type: cooperation-field"),
        "indicators/done.yml": indicator("1.3亿元", *topics),
        "projects/p.yml": record("项目", *topics),
        "events/a.yml": record("先", "date: 2023-05-01", "type: signing", *topics),
        "events/b.yml": record("后", "date: 2023-06", "type: signing", *topics),
        "events/c.yml": record("不知", "date: 2024", "type: signing", *topics),
        "articles/2024/n.zh.md": story("date: 2024-05-01", *topics),
    }
    (row,) = model(files, tmp_path, programme=None, field_sums=("done",)).fields
    assert row.projects == 1
    assert row.amount
    assert row.amount.text == "1.3亿元"
    assert row.latest
    assert row.latest.item.id == "event/b", "a story is no event, and a year is no day"


def test_the_story_that_is_chosen_leads_and_stands_nowhere_twice(tmp_path: Path) -> None:
    files = {f"articles/2024/n{n}.zh.md": story(f"date: 2024-05-0{n}") for n in range(1, 7)}
    shown = model(files, tmp_path, story="n1", start="n6")
    assert shown.story
    assert shown.start
    assert [shown.start.id, shown.story.id, *(one.id for one in shown.news)] == [
        f"article/n{n}" for n in (6, 1, 5, 4, 3)
    ]


def test_a_site_of_which_nothing_is_known_has_a_home_page(tmp_path: Path) -> None:
    shown = model({}, tmp_path)
    assert [shown.money, shown.story, *shown.doors, *shown.fields, *shown.pairs, *shown.facts] == [None, None]
    assert isinstance(site_file().home, Home)
