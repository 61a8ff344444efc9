"""The timeline: what happened apart from what was reported, dates drawn as exact as they are known."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.helpers import record, story
from tests.unit.rendering import contexts
from xieshou.content.schema import edtf
from xieshou.render.pieces import mark
from xieshou.views import timeline
from xieshou.views.entry import page as entry_page
from xieshou.views.shared.page_models import TimelineModel
from xieshou.views.shared.time_forms import form_of


@pytest.mark.parametrize(
    ("date", "form"),
    [
        ("2023-11-08", "day"),
        ("2023-11-08/2023-11-09", "span"),
        ("2023-11", "span"),
        ("2024-21", "span"),
        ("2024-07~", "span about"),
        ("2024-07-01~", "day about"),
        ("2023", "year"),
        ("2023?", "year several"),
        ("2023-11-08%", "day about several"),
        ("197X", "year"),
        ("2023/2024-05", "year"),
    ],
)
def test_a_date_is_drawn_as_exact_as_it_is_known(date: str, form: str) -> None:
    assert form_of(edtf.parse(date)) == form
    assert mark(form).startswith("<svg")


def test_forms_look_different_in_black_and_white() -> None:
    drawn = {mark(form) for form in ("day", "day about", "day several", "span", "span about", "span several", "year")}
    assert len(drawn) == 7


def event(date: str, *lines: str, name: str = "某事") -> str:
    return record(name, f"date: {date}", "type: signing", *lines)


def year_of(files: dict[str, str], root: Path, year: int = 2023) -> TimelineModel:
    found = {page.address: context for page, context in contexts(files, root) if page.view == "timeline"}
    return timeline.model(found[f"timeline/{year}/"])


def source(date: str) -> str:
    return record("某报", "type: newspaper-page", f"date: {date}")


def test_what_is_of_one_day_is_one_row_and_stories_have_a_lane_of_their_own(tmp_path: Path) -> None:
    files = {
        "events/a.yml": event("2023-11-08", name="签约"),
        "agreements/b.yml": record("协议", "date: 2023-11-08"),
        "events/c.yml": event("2023-11"),
        "events/d.yml": event("2023"),
        "articles/2023/e.zh.md": story("date: 2023-11-08"),
    }
    happened, reported = year_of(files, tmp_path).spans[0].lanes
    (month,) = happened.months
    assert [[one.item.id for one in row.entries] for row in month.rows] == [["event/a", "agreement/b"], ["event/c"]]
    assert [(kind.kind, len(kind.entries)) for kind in happened.vague] == [("event", 1)]
    assert "1" in happened.vague_title
    assert [one.item.id for row in reported.months[0].rows for one in row.entries] == ["article/e"]


def test_the_drawing_has_a_mark_for_each_date_and_a_band_for_what_has_none(tmp_path: Path) -> None:
    files = {
        "events/a.yml": event("2023-01-01"),
        "events/b.yml": event("2023-01-01"),
        "events/c.yml": event("2023-01-02"),
        "events/d.yml": event("2023-12"),
        "events/e.yml": event("2023"),
        "sources/s.yml": source("2023-12-31"),
    }
    drawing = year_of(files, tmp_path).drawing
    assert drawing
    (track,) = drawing.tracks
    assert [(one.total, one.form) for one in track.marks] == [(2, "day"), (1, "day"), (1, "span")]
    assert track.marks[0].down < track.marks[1].down, "one does not hide the other"
    assert track.marks[2].start + track.marks[2].length <= 1000
    assert [(one.kind, one.total) for one in track.bands] == [("event", 1)]
    assert drawing.beyond == ""


def test_months_that_no_source_knows_are_not_called_empty(tmp_path: Path) -> None:
    files = {"events/a.yml": event("2023-02-01"), "events/b.yml": event("2023-05"), "sources/s.yml": source("2023-06")}
    drawing = year_of(files, tmp_path).drawing
    assert drawing
    assert [number for number, month in enumerate(drawing.months, 1) if month.beyond] == [7, 8, 9, 10, 11, 12]
    assert "2023年6月" in drawing.beyond


def test_choices_count_what_they_leave(tmp_path: Path) -> None:
    files = {f"events/e{n}.yml": event(f"2023-0{n}") for n in range(1, 6)}
    files |= {f"agreements/a{n}.yml": record("协议", f"date: 2023-0{n}") for n in range(1, 4)}
    model = year_of(files, tmp_path)
    counts = {one.number: one.total for group in model.picks for one in group}
    entries = [one for month in model.spans[0].lanes[0].months for row in month.rows for one in row.entries]
    assert counts == {n: sum(str(n) in one.picks.split() for one in entries) for n in counts}
    assert len(counts) == 2


def test_a_topic_shows_what_happened_of_late_and_no_story(tmp_path: Path) -> None:
    about = ["topics:", "  - t"]
    files = {
        "topics/t.yml": record("主题"),
        "events/a.yml": event("2023-11-08", *about),
        "agreements/b.yml": record("协议", "date: 2023-11-08", *about),
        "events/c.yml": event("2023-04", *about),
        "events/d.yml": event("2024", *about),
        "articles/2024/e.zh.md": story("date: 2024-05-01", *about),
    }
    found = {page.address: context for page, context in contexts(files, tmp_path) if page.view == "entry"}
    shown = entry_page.model(found["topics/t/"]).history
    assert [[one.item.id for one in row.entries] for row in shown] == [["event/a", "agreement/b"], ["event/c"]]
    assert entry_page.model(found["events/a/"]).history == ()
