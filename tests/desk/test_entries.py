"""Entries at the desk: what is typed is checked, saved where it belongs, and never at the cost of what others typed."""

from __future__ import annotations

import json
import re
from pathlib import Path

from tests.desk.asking import Browser

PROJECT, STORY = "/desk/entry/project/drying", "/desk/entry/article/opening"
JSON = {"x-desk": "json"}


def root(browser: Browser) -> Path:
    return browser.office.project.root


def content(browser: Browser) -> dict[str, bytes]:
    folder = root(browser) / "content"
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def changed(before: dict[str, bytes], after: dict[str, bytes]) -> dict[str, tuple[bytes, bytes]]:
    names = before.keys() | after.keys()
    return {
        name: (before.get(name, b""), after.get(name, b"")) for name in names if before.get(name) != after.get(name)
    }


def test_saving_without_a_change_leaves_every_byte(browser: Browser) -> None:
    before = content(browser)
    for id_ in browser.office.engine.snapshot().originals:
        page = browser.ask(f"/desk/entry/{id_}")
        assert (page.status, page.state()) == (200, "saved"), id_
        assert browser.send(f"/desk/entry/{id_}", page.form()).status == 303
    assert content(browser) == before
    assert list(browser.office.drawer.names()) == []


def test_one_field_is_saved_in_its_line_and_signed(browser: Browser) -> None:
    before = content(browser)
    browser.send("/desk/sign", {"person": "王  编辑"})
    form = browser.ask(PROJECT).form()
    assert (
        browser.send(PROJECT, {**form, "record|name|en": "A drying hall: new"}).headers["location"].endswith("=saved")
    )
    ((name, (old, new)),) = changed(before, content(browser)).items()
    assert name == "projects/drying.yml"
    lines = [(a, b) for a, b in zip(old.splitlines(), new.splitlines(), strict=True) if a != b]
    assert [line for _, line in lines] == [b'  en: "A drying hall: new"']
    versions = browser.office.drawer.versions("content/projects/drying.yml")
    assert [(one.what, one.person) for one in versions] == [("before", ""), ("saved", "王 编辑")]


def test_what_has_an_error_stays_at_the_desk_and_is_told_beside_its_field(browser: Browser) -> None:
    before = content(browser)
    form = browser.ask(PROJECT).form()
    answer = json.loads(browser.send(PROJECT, {**form, "record|place|": "nowhere-at-all"}, more=JSON).text)
    assert (answer["state"], answer["kept"]) == ("saved", True)
    assert [(one["slot"], one["severity"]) for one in answer["problems"]] == [("place|", "error")]
    assert content(browser) == before
    page = browser.ask(PROJECT)
    assert page.form()["record|place|"] == "nowhere-at-all"
    assert 'data-field="place" data-severity="error"' in page.text
    assert browser.send("/desk/discard/project/drying", {}).status == 303
    assert browser.ask(PROJECT).form() == form


def test_what_is_typed_is_checked_and_read_as_it_stands(browser: Browser) -> None:
    form = browser.ask(PROJECT).form()
    typed = {
        **form,
        "record|investment|": "19.3亿元",
        "record|partners.0.organisation|": "worksx",
        "record|name|zh": "",
    }
    told = json.loads(browser.send("/desk/check/project/drying", typed).text)
    assert told["readings"]["record|investment|"] == "RMB 1.93 billion · 19.3亿元"
    assert "partners.0.organisation|" in {one["slot"] for one in told["problems"]}
    assert list(browser.office.drawer.names()) == []


def test_what_two_windows_change_is_shown_and_merged(browser: Browser) -> None:
    first, second = browser.ask(PROJECT).form(), browser.ask(PROJECT).form()
    browser.send(PROJECT, {**first, "record|name|en": "Theirs", "record|note|en": "A note"})
    mine = {**second, "record|name|en": "Mine", "record|summary|en": "My summary."}
    page = browser.send(PROJECT, mine)
    assert (page.status, page.state()) == (409, "conflict")
    assert "<pre>Theirs</pre>" in page.text
    merged = page.form()
    assert (merged["record|name|en"], merged["record|summary|en"], merged["record|note|en"]) == (
        "Mine",
        "My summary.",
        "A note",
    )
    assert b"Theirs" in content(browser)["projects/drying.yml"]
    assert browser.send(PROJECT, merged).headers["location"].endswith("=saved")
    data = content(browser)["projects/drying.yml"].decode()
    assert "Mine" in data
    assert "A note" in data


def test_a_text_editor_on_the_same_file_is_not_overwritten(browser: Browser) -> None:
    form = browser.ask(PROJECT).form()
    path = root(browser) / "content/projects/drying.yml"
    browser.send(PROJECT, {**form, "record|name|en": "Kept", "do": "keep"})
    path.write_bytes(path.read_bytes() + b"# from a text editor\n")
    page = browser.ask(PROJECT)
    assert page.state() == "conflict"
    assert path.read_bytes().endswith(b"# from a text editor\n")
    assert browser.send(PROJECT, page.form()).headers["location"].endswith("=saved")
    assert b"Kept" in path.read_bytes()
    assert path.read_bytes().endswith(b"# from a text editor\n")


def test_a_list_grows_and_shrinks(browser: Browser) -> None:
    form = browser.ask(PROJECT).form()
    grown = {**form, "record|aliases.0|": "Hall one", "record|aliases.1|": "Hall two", "record|topics.0|": "health"}
    browser.send(PROJECT, grown)
    assert "aliases:\n  - Hall one\n  - Hall two\n" in content(browser)["projects/drying.yml"].decode()
    form = browser.ask(PROJECT).form()
    browser.send(PROJECT, {**form, "record|aliases.0|remove": "1"})
    assert "aliases:\n  - Hall two\n" in content(browser)["projects/drying.yml"].decode()


def test_a_record_in_a_list_is_edited_in_its_place(browser: Browser) -> None:
    before = content(browser)
    slug = next(unit.slug for unit in browser.office.engine.snapshot().originals.values() if unit.kind == "topic")
    form = browser.ask(f"/desk/entry/topic/{slug}").form()
    browser.send(f"/desk/entry/topic/{slug}", {**form, "record|name|en": "Another name"})
    ((name, (old, new)),) = changed(before, content(browser)).items()
    assert name == "topics.yml"
    assert len(old.splitlines()) == len(new.splitlines())


def test_a_story_and_its_translation_are_written_and_taken_away_again(browser: Browser) -> None:
    assert json.loads(browser.ask("/desk/slug/article?zh=%E6%96%B0%E7%A8%BF").text) == {"slug": "xin-gao"}
    form = browser.ask("/desk/new/article").form()
    typed = {
        **form,
        "slug": "",
        "zh|title|zh": "",
        "zh|title|": "新稿",
        "zh|summary|": "说明这篇新稿讲什么。",
        "zh|text|zh": "第一段文字。\r\n",
        "zh|sources.0.source|": "daily",
        "en|title|": "A new story",
        "en|summary|": "What the story is about.",
        "en|text|en": "The first paragraph.\n",
    }
    answer = browser.send("/desk/new/article", typed)
    assert answer.headers["location"] == "/desk/entry/article/a-new-story?told=saved"
    year = form["zh|date|"][:4]
    data = content(browser)[f"articles/{year}/a-new-story.zh.md"].decode()
    assert data.startswith("---\ntitle: 新稿\n")
    assert "draft: true\n" in data
    assert data.endswith("---\n第一段文字。\n")
    assert f"articles/{year}/a-new-story.en.md" in content(browser)
    assert "a-new-story" in browser.ask("/desk/").text
    assert browser.send("/desk/new/article", typed | {"slug": "a-new-story"}).status == 422
    assert browser.send("/desk/publish", {"entry": "article/a-new-story"}).status == 200
    assert "draft" not in content(browser)[f"articles/{year}/a-new-story.zh.md"].decode()
    assert (root(browser) / "published").read_text() == "x"
    gone = browser.send("/desk/withdraw/article/a-new-story", {"reason": "A mistake."})
    assert gone.headers["location"].endswith("=withdrawn")
    assert "withdrawal:\n  date: 20" in content(browser)[f"articles/{year}/a-new-story.zh.md"].decode()
    assert (root(browser) / "published").read_text() == "xx"


def test_what_was_never_published_is_removed_and_can_be_had_again(browser: Browser) -> None:
    before = content(browser)
    form = {**browser.ask("/desk/new/project").form(), "record|name|en": "Wind park", "record|name|zh": "风电场"}
    assert browser.send("/desk/new/project", form).headers["location"].startswith("/desk/entry/project/wind-park")
    assert browser.send("/desk/withdraw/project/wind-park", {}).headers["location"] == "/desk/?told=deleted"
    assert content(browser) == before
    assert "content/projects/wind-park.yml" in browser.ask("/desk/").text
    assert browser.send("/desk/restore", {"file": "content/projects/drying.yml"}).status == 404
    assert browser.send("/desk/restore", {"file": "content/projects/wind-park.yml"}).status == 303
    assert browser.ask("/desk/entry/project/wind-park").form()["record|name|en"] == "Wind park"


def test_a_version_is_taken_up_again(browser: Browser) -> None:
    before = content(browser)
    form = browser.ask(PROJECT).form()
    browser.send(PROJECT, {**form, "record|name|en": "Wrong"})
    assert "Wrong" in browser.ask("/desk/history/project/drying").text
    browser.send("/desk/history/project/drying", {"file": "content/projects/drying.yml", "number": "1"})
    assert content(browser) == before


def test_entries_are_found_by_name_and_sound(browser: Browser) -> None:
    found = json.loads(browser.ask("/desk/pick?kind=project&q=drying").text)["found"]
    assert [one["slug"] for one in found] == ["drying"]
    assert "/desk/entry/project/drying" in browser.ask("/desk/?q=drying").text


def test_what_is_sure_is_put_right_by_one_click(browser: Browser) -> None:
    path = root(browser) / "content/projects/drying.yml"
    path.write_bytes(path.read_bytes().replace(b"as_of: 2024-07", "as_of: 2024年7月".encode()))
    assert "date-form" in browser.ask(PROJECT).text
    assert browser.send("/desk/mend/project/drying", {}).headers["location"].endswith("=mended")
    assert browser.ask(PROJECT).form()["record|status.as_of|"] == "2024-07"
    assert "2024年7月" in path.read_text("utf-8")


def test_a_translation_is_said_to_be_right(browser: Browser) -> None:
    assert browser.send("/desk/translated/article/visit", {"language": "zh"}).status == 404
    assert browser.send("/desk/translated/article/visit", {"language": "en"}).status == 303
    ledger = (root(browser) / "content/translations.yml").read_text("utf-8")
    assert "articles/2024/visit.en.md: {of: zh" in ledger
    path = root(browser) / "content/articles/2024/visit.zh.md"
    path.write_text(path.read_text("utf-8").replace("看了车间", "看了三个车间"), "utf-8")
    assert 'id="n-stale"' in browser.ask("/desk/").text


def test_the_preview_is_the_page_with_what_is_at_the_desk(browser: Browser) -> None:
    story = "/desk/entry/article/visit"
    form = browser.ask(story).form()
    browser.send(story, {**form, "zh|title|": "还没有交的标题", "do": "keep"})
    assert "/desk/preview/news/2024/visit/" in browser.ask("/desk/look/article/visit").text
    page = browser.ask("/desk/preview/news/2024/visit/")
    assert "还没有交的标题" in page.text
    assert "sandbox allow-same-origin;" in page.headers["content-security-policy"]
    for pattern, type_ in ((r"styles/[\w.-]+\.css", "text/css"), (r"pictures/[\w.-]+", "image/")):
        file = re.search(pattern, page.text)
        assert file
        assert browser.ask(f"/desk/preview/{file[0]}").headers["content-type"].startswith(type_)
    assert browser.ask("/desk/live/news/2024/visit/").status == 404
    (root(browser) / "site/news").mkdir(parents=True)
    (root(browser) / "site/news/index.html").write_text("<title>live</title>")
    assert browser.ask("/desk/live/news/").text == "<title>live</title>"
    assert browser.ask("/desk/live/../content/site.yml").status == 404


def test_what_changes_is_shown_before_it_is_published(browser: Browser) -> None:
    browser.send("/desk/publish", {"entry": ""})
    assert "/desk/look/project/drying" not in browser.ask("/desk/publish").text
    form = browser.ask(PROJECT).form()
    browser.send(PROJECT, {**form, "record|name|en": "A new name"})
    assert "/desk/look/project/drying?live=1" in browser.ask("/desk/publish").text
