"""The timeline as files: calendars that any program reads, dates no more exact than their sources."""

from __future__ import annotations

import datetime
import json
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar

from tests.unit.helpers import record, story
from tests.unit.rendering import rendered
from xieshou.content.schema.spans import span
from xieshou.outputs import OUTPUTS
from xieshou.outputs.calendars import FULL
from xieshou.outputs.icalendar import calendar, escaped, folded, line
from xieshou.outputs.publication import Publication
from xieshou.views.shared.models import BASE

ORIGIN = "https://example.org/two/"


@pytest.mark.parametrize(
    ("text", "says"),
    [("a,b;c\\d", "a\\,b\\;c\\\\d"), ("one\ntwo", "one\\ntwo"), ("one\r\ntwo", "one\\ntwo"), ("甲：乙", "甲：乙")],
)
def test_text_is_escaped(text: str, says: str) -> None:
    assert escaped(text) == says


def test_long_lines_are_folded_at_octets_and_never_inside_a_character() -> None:
    long = "SUMMARY:" + "京长对口合作" * 20 + "abc"
    parts = folded(long).split("\r\n")
    assert len(parts) > 4
    assert all(len(part.encode()) <= 75 for part in parts)
    assert all(part.startswith(" ") for part in parts[1:])
    assert parts[0] + "".join(part[1:] for part in parts[1:]) == long
    assert folded("x" * 75) == "x" * 75


@pytest.mark.parametrize(
    ("edtf", "first", "last", "said"),
    [
        ("2023-11-08", "2023-11-08", "2023-11-08", True),
        ("2023-11-08/2023-11-10", "2023-11-08", "2023-11-10", True),
        ("2023-11-08~", "2023-11-08", "2023-11-08", False),
        ("2023-02", "2023-02-01", "2023-02-28", False),
        ("2024-21", "2024-03-01", "2024-05-31", False),
        ("2023", "2023-01-01", "2023-12-31", False),
        ("2023-11/2024-01", "2023-11-01", "2024-01-31", False),
        ("2023-05/..", "2023-05-01", "2023-05-31", False),
        ("../2023", "2023-01-01", "2023-12-31", False),
    ],
)
def test_a_date_spans_the_days_it_may_mean(edtf: str, first: str, last: str, said: bool) -> None:
    found = span(edtf)
    assert [found.first.isoformat(), found.last.isoformat()] == [first, last]
    assert found.exact is said


def event(name: str, date: str) -> str:
    return record(name, f"date: {date}", "type: signing")


@pytest.fixture
def files(tmp_path: Path) -> dict[str, str]:
    """The text of each file, as baked."""
    return rendered(
        {
            "events/signed.yml": event("签约, 第一次; 会", "2023-11-08"),
            "events/vague.yml": event("调研", "2023"),
            "events/undated.yml": record("无日期", "type: signing"),
            "events/hidden.yml": event("未发布", "2023-12") + "draft: true\n",
            "articles/2024/x.zh.md": story("date: 2024-05-01"),
        },
        tmp_path,
        {"calendar", "events"},
    )


def test_there_is_a_file_of_the_whole_and_of_each_year_in_each_language(files: dict[str, str]) -> None:
    names = [f"timeline/{name}.{suffix}" for name in ("all", "2023", "2024") for suffix in ("ics", "json")]
    assert set(files) == {*names, *(f"en/{name}" for name in names)}


def test_a_calendar_holds_the_dated_entries_once_each_and_says_what_it_does_not_know(files: dict[str, str]) -> None:
    data = calendar(files["timeline/2023.ics"], Publication(ORIGIN))
    assert b"\n" not in data.replace(b"\r\n", b"")
    lines = data.decode().replace("\r\n ", "").split("\r\n")
    assert (lines[0], lines[-2], lines[-1]) == ("BEGIN:VCALENDAR", "END:VCALENDAR", "")
    assert lines.count("BEGIN:VEVENT") == lines.count("END:VEVENT") == 2
    assert "SUMMARY;LANGUAGE=zh:签约\\, 第一次\\; 会" in lines
    assert "DTSTART;VALUE=DATE:20231108" in lines
    assert "DTEND;VALUE=DATE:20231109" in lines, "the end is the day after"
    assert "SUMMARY;LANGUAGE=zh:调研（2023年）" in lines
    assert {"DTSTART;VALUE=DATE:20230101", "DTEND;VALUE=DATE:20240101"} <= set(lines)
    assert sum("具体日期不详" in line for line in lines) == 1
    assert f"URL:{ORIGIN}events/signed/" in lines
    names = [line for line in lines if line.startswith("UID:")]
    assert len(set(names)) == 2
    assert all(name.endswith("@example.org") for name in names)
    assert "未发布" not in data.decode()
    assert "无日期" not in calendar(files["timeline/all.ics"], Publication("")).decode()


def test_another_program_reads_what_is_meant(files: dict[str, str]) -> None:
    """By the parser of others: our own escapes and folds would be undone by our own mistakes."""
    found: Any = Calendar.from_ical(calendar(files["timeline/2023.ics"], Publication(ORIGIN)))
    assert [error for part in found.walk() for error in part.errors] == []
    assert (found["version"], found["calscale"]) == ("2.0", "GREGORIAN")
    assert found["prodid"]
    signed, vague = sorted(found.events, key=lambda event: event.decoded("dtend"))
    assert (signed["summary"], signed["summary"].params["LANGUAGE"]) == ("签约, 第一次; 会", "zh")
    assert vague["summary"] == "调研（2023年）"
    assert (signed.decoded("dtstart"), signed.decoded("dtend")) == (
        datetime.date(2023, 11, 8),
        datetime.date(2023, 11, 9),
    )
    assert (vague.decoded("dtstart"), vague.decoded("dtend")) == (
        datetime.date(2023, 1, 1),
        datetime.date(2024, 1, 1),
    )
    assert signed["url"] == f"{ORIGIN}events/signed/"
    assert "\n" in vague["description"]
    for event in (signed, vague):
        assert event["uid"].endswith("@example.org")
        assert event.decoded("dtstamp").tzinfo is not None
        assert event["transp"] == "TRANSPARENT", "a day on which something happened is no day on which one is busy"


@pytest.mark.parametrize("text", ["a,b;c\\d：e", "京长对口合作" * 40, "one\ntwo\\nthree", '"quoted"; x=1:2', " 空格 "])
def test_another_program_reads_any_text_as_it_was_typed(text: str) -> None:
    lines = ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//x//EN", "BEGIN:VEVENT", "UID:1", "DTSTAMP:20230101T000000Z")
    ends = (line("SUMMARY", text, language="zh"), "DTSTART;VALUE=DATE:20230101", "END:VEVENT", "END:VCALENDAR")
    found: Any = Calendar.from_ical(calendar("\n".join((*lines, *ends)), Publication(ORIGIN)))
    assert found.events[0]["summary"] == text


def test_without_a_host_events_have_no_link(files: dict[str, str]) -> None:
    text = calendar(files["en/timeline/all.ics"], Publication("")).decode()
    assert "URL:" not in text
    assert BASE not in text


def test_json_holds_the_same_events(files: dict[str, str]) -> None:
    found = json.loads(OUTPUTS["events"].encode(files["en/timeline/2023.json"], Publication(ORIGIN)))
    assert found["period"] == "2023"
    by_id = {one["id"]: one for one in found["events"]}
    assert set(by_id) == {"event/signed", "event/vague"}
    assert (by_id["event/vague"]["start"], by_id["event/vague"]["end"]) == ("2023-01-01", "2023-12-31")
    assert not by_id["event/vague"]["exact"]
    assert by_id["event/signed"]["url"] == f"{ORIGIN}en/events/signed/"
    whole = json.loads(OUTPUTS["events"].encode(files["timeline/all.json"], Publication(ORIGIN)))
    assert len(whole["events"]) == 3


def test_many_stories_stand_in_the_files_of_their_months(tmp_path: Path) -> None:
    days = [f"2024-{month:02}-{day:02}" for month in (5, 6) for day in range(1, 29)]
    many = {f"articles/2024/s{n}.zh.md": story(f"date: {days[n % len(days)]}") for n in range(FULL)}
    found = rendered({**many, "events/signed.yml": event("签约", "2024-05-02")}, tmp_path, {"events"})
    assert {path for path in found if not path.startswith("en/")} == {
        "timeline/all.json", "timeline/2024.json", "timeline/2024-05.json", "timeline/2024-06.json",
    }  # fmt: skip
    assert [one["id"] for one in json.loads(found["timeline/all.json"])["events"]] == ["event/signed"]
    assert len(json.loads(found["timeline/2024-05.json"])["events"]) > FULL // 3
