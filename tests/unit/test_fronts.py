"""What stands in front: on the home page, and above the shelves of long lists."""

from __future__ import annotations

from pathlib import Path

from tests.unit.helpers import catalog_of, record, site_file
from xieshou.plan.pages import Page, Plan
from xieshou.views import home, timeline
from xieshou.views.entry import page as entry_page
from xieshou.views.lists import index


def planned(files: dict[str, str], folder: Path) -> Plan:
    catalog, problems = catalog_of(files, folder)
    assert problems == []
    return Plan(catalog, site_file())


def at(pages: list[Page], address: str) -> Page:
    return next(page for page in pages if page.address == address)


def event(date: str, *lines: str) -> str:
    return record("某事", f"date: {date}", "type: policy", *lines)


def policy(date: str, *lines: str) -> str:
    return record("某办法", f"date: {date}", "type: measures", *lines)


def test_what_was_published_and_its_publication_are_one_event(tmp_path: Path) -> None:
    """Whichever of the two names the other; what is of another day is an event of its own."""
    plan = planned(
        {
            "events/named.yml": event("2024-02-18"),
            "events/names.yml": event("2024-03-01", "policies:", "  - b"),
            "policies/a.yml": policy("2024-02-18", "events:", "  - named"),
            "policies/b.yml": policy("2024-03-01"),
            "policies/c.yml": policy("2024-01-05", "events:", "  - named"),
        },
        tmp_path,
    )
    facts = [id_ for id_, _ in next(home.plan(plan)).option("facts")]
    assert facts == ["event/names", "event/named", "policy/c"]


def test_recent_is_what_is_known_to_the_month(tmp_path: Path) -> None:
    """What is dated by its year alone comes after all else, however late the year."""
    plan = planned({"events/vague.yml": event("2024"), "events/old.yml": event("2023-05")}, tmp_path)
    facts = [id_ for id_, _ in next(home.plan(plan)).option("facts")]
    assert facts == ["event/old", "event/vague"]


def test_a_long_timeline_shows_its_newest_events_in_front(tmp_path: Path) -> None:
    files = {f"events/e{n:03}.yml": event(f"2023-{n % 12 + 1:02}-{n % 28 + 1:02}") for n in range(130)}
    files["events/vague.yml"] = event("2024")
    front = at(list(timeline.plan(planned(files, tmp_path))), "timeline/")
    shown = [id_ for id_, _ in front.option("newest")]
    assert len(shown) == timeline.NEWEST
    assert "event/vague" not in shown
    newest = max(files, key=lambda name: files[name].split("date: ")[1][:10] if name != "events/vague.yml" else "")
    assert shown[0] == "event/" + newest.removeprefix("events/").removesuffix(".yml")
    assert front.option("facts") == ()


def test_a_long_list_is_no_bare_row_of_letters(tmp_path: Path) -> None:
    """In front of its shelves: those that most entries name."""
    files = {f"organisations/o{n:03}.yml": record("单位", "side: beijing") for n in range(130)}
    for n in range(3):
        files[f"events/e{n}.yml"] = event("2023-05-01", "organisations:", "  - o077", *(["  - o100"] * (n < 2)))
    front = at(list(index.plan(planned(files, tmp_path))), "organisations/")
    assert front.option("below")
    items = front.ids("items")
    assert len(items) == index.FRONT
    assert items[:2] == ("organisation/o077", "organisation/o100")


def test_pictures_come_before_charts_and_captions(tmp_path: Path) -> None:
    caption = ["caption:", "  zh: 图", "  en: P", "alt:", "  zh: 图", "  en: P"]
    lost = record("甲", "type: caption-only", "date: 2024-05", *caption)
    photo = record("乙", "type: photo", "date: 2023-01", "image: photos/x.jpg", *caption)
    plan = planned({"figures/a.yml": lost, "figures/b.yml": photo}, tmp_path)
    assert at(list(index.plan(plan)), "figures/").ids("items") == ("figure/b", "figure/a")


def test_a_figure_leads_to_those_beside_it_in_its_section(tmp_path: Path) -> None:
    caption = ["caption:", "  zh: 图", "  en: P", "alt:", "  zh: 图", "  en: P"]
    photo = record("照片", "type: photo", "image: photos/x.jpg", *caption)
    lost = record("甲", "type: caption-only", *caption)
    plan = planned({"figures/a.yml": photo, "figures/b.yml": lost, "figures/c.yml": photo}, tmp_path)
    pages = list(entry_page.plan(plan))
    assert at(pages, "figures/a/").ids("later") == ("figure/c",)
    assert at(pages, "figures/c/").ids("earlier") == ("figure/a",)
    assert at(pages, "figures/b/").ids("earlier") == at(pages, "figures/b/").ids("later") == ()


def test_a_project_leads_to_those_beside_it_in_its_field(tmp_path: Path) -> None:
    files = {
        "topics.yml": "".join(f"- slug: {slug}\n  name:\n    zh: 题\n    en: T\n" for slug in ("light", "wind")),
        "projects/a.yml": record("甲", "field: light", "topics:", "  - wind"),
        "projects/b.yml": record("乙", "field: wind"),
        "projects/c.yml": record("丙", "topics:", "  - light"),
        "projects/d.yml": record("丁"),
    }
    pages = list(entry_page.plan(planned(files, tmp_path)))
    found = {
        slug: (at(pages, f"projects/{slug}/").ids("earlier"), at(pages, f"projects/{slug}/").ids("later"))
        for slug in "abcd"
    }
    assert found == {"a": ((), ("project/c",)), "b": ((), ()), "c": (("project/a",), ()), "d": ((), ())}
