"""What people bring from other tools: each key and sign is answered, and what the answers name is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.docs.wish_table import PAGES, wish_table
from tests.unit.helpers import SOURCED, Site, details, labels, record, render, story
from xieshou.content.doc_page import DocFront
from xieshou.content.kinds import KINDS
from xieshou.content.kinds.article import TranslationWords
from xieshou.content.kinds.base import FrozenModel
from xieshou.content.kinds.parts import Status
from xieshou.content.markdown.sanitize import TAGS
from xieshou.core.problems import Problem, message
from xieshou.core.wishes import wish_of, wishes
from xieshou.language.problem_records import record as record_of


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site.sound(tmp_path / "site")


def errors(site: Site) -> list[Problem]:
    return [one for one in site.problems() if one.severity == "error"]


def hint(one: Problem, language: str) -> str:
    return message(one, labels()[language].problems)[1]


@pytest.mark.parametrize("language", PAGES)
def test_the_handbook_has_every_wish_and_its_answer(language: str) -> None:
    assert wish_table(language) in PAGES[language].read_text("utf-8")


@pytest.mark.parametrize("key", ["LastMod", "last-modified", "aliases", "Categories", "weight", "更新日期", "top"])
def test_a_key_of_another_tool_is_answered_and_never_taken_for_another(site: Site, key: str) -> None:
    site.add("articles/2024/x.zh.md", story("date: 2024-01-01", f"{key}: 一", *SOURCED))
    (found,) = errors(site)
    assert found.code.startswith("field-wish-")
    assert found.line == 5
    for language in ("zh", "en"):
        assert "{" not in hint(found, language)
        assert "Did you mean" not in hint(found, language)
    assert hint(found, "zh") != hint(found, "en")


@pytest.mark.parametrize(
    ("key", "field"),
    [
        ("标题", "title"),
        ("摘要", "summary"),
        ("日期", "date"),
        ("作者", "author"),
        ("created", "date"),
        ("organizations", "organisations"),
    ],
)
def test_a_field_in_other_words_is_told_the_field_and_that_is_not_missing_too(site: Site, key: str, field: str) -> None:
    lines = {"title": "标题", "summary": "摘要", "date": "2024-01-01", "sources": "[daily]"}
    lines.pop(field, None)
    front = "\n".join(f"{name}: {value}" for name, value in {**lines, key: "一"}.items())
    site.add("articles/2024/x.zh.md", f"---\n{front}\n---\n正文。\n")
    (found,) = errors(site)
    assert (found.code, details(found)["near"]) == ("field-unknown-near", field)


def test_what_stands_for_the_summary_does_not_leave_it_missing_too(site: Site) -> None:
    site.add(
        "articles/2024/x.zh.md", "---\ntitle: 甲\ndescription: 一句话\ndate: 2024\nsources:\n  - daily\n---\n正文。\n"
    )
    assert [one.code for one in errors(site)] == ["field-wish-summary"]


def test_a_record_and_a_page_have_answers_of_their_own(site: Site) -> None:
    site.add("projects/x.yml", record("甲", "image: a.jpg", "标题: 甲"))
    (site.root / "docs").mkdir(exist_ok=True)
    (site.root / "docs" / "a.md").write_text("---\ntags: [a]\nweight: 3\n---\n# 甲\n\n正文。\n", encoding="utf-8")
    found = {one.field: one for one in errors(site)}
    assert found["image"].code == "field-wish-image.record"
    assert "figures" in hint(found["image"], "en")
    assert details(found["标题"])["near"] == "name"


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        ('<video src="a.mp4"></video>', "video"),
        ("{{< youtube abc >}}", "video"),
        ("{% bilibili 123 %}", "video"),
        ('<iframe src="https://x.example/"></iframe>', "frame"),
        ("<audio></audio>", "audio"),
        ("<form></form>", "form"),
        ("<script>a</script>", "script"),
        ('<span style="color: red">甲</span>', "style"),
        ("[报告](report.doc)", "attachment"),
        ("[表](数据.ODS)", "attachment"),
        ("![](clip.mp4)", "video"),
        ("[录音](talk.mp3)", "audio"),
        ('{% include "x.html" %}', "include"),
        ("{{ site.title }}", "variable"),
        ("{% asset_img a.jpg %}", "picture-shortcode"),
        ("{{< figure src=a.jpg >}}", "picture-shortcode"),
        ("::: tabs", "tabs"),
        ("{{< columns >}}", "columns"),
        ('{{< ref "a.md" >}}', "link-shortcode"),
        ("```mermaid\na-->b\n```", "diagram"),
    ],
)
def test_a_sign_of_another_tool_is_answered(text: str, wish: str) -> None:
    found = [one for one in render(f"甲。\n\n{text}\n")[2] if one.code.startswith("text-wish")]
    assert {one.code.removeprefix("text-wish-").partition(".")[0] for one in found} == {wish}
    for language in ("zh", "en"):
        assert hint(found[0], language) == record_of(found[0].code).words[language]["hint"]


@pytest.mark.parametrize(
    ("target", "code"),
    [
        ("report.pdf", "attachment-beside"),
        ("../../../assets/files/report.pdf", "attachment-without-record"),
        ("../../../assets/clip.mp4", "attachment-without-record"),
        ("report.doc", "text-wish-attachment"),
        ("../../../assets/files/report.doc", "text-wish-attachment"),
        ("../../../assets/clip.avi", "text-wish-video"),
    ],
)
def test_a_file_that_is_no_picture_is_never_to_be_made_a_figure(site: Site, target: str, code: str) -> None:
    site.add("articles/2024/x.zh.md", story("date: 2024-01-01", *SOURCED, text=f"见[甲]({target})。\n"))
    (found,) = errors(site)
    assert found.code == code
    assert "content/f" in hint(found, "en")


@pytest.mark.parametrize(
    "text", ["{{< tabs >}}\n\n甲\n\n{{< /tabs >}}", "::: tabs\n甲\n:::", "<form><input><button>a</button></form>"]
)
def test_one_block_of_another_program_is_one_error(text: str) -> None:
    assert len([one for one in render(f"甲。\n\n{text}\n")[2] if one.severity == "error"]) == 1


def test_a_program_in_a_block_of_code_is_no_drawing() -> None:
    assert render("```python\nprint(1)\n```\n\n```chartreuse\na\n```\n")[2] == []


def test_what_the_answers_name_is_there() -> None:
    classes: tuple[type[FrozenModel], ...] = (*KINDS.values(), TranslationWords, DocFront, Status)
    known = {name for cls in classes for name in cls.model_fields} | {cls.folder for cls in KINDS.values()}
    for wish in wishes():
        assert not {tag for tag in wish.tags if tag in TAGS} - {"figure", "figcaption", "col"}, wish.name
        for words in wish.answers.values():
            for text in words.values():
                assert not set(re.findall(r"\b([a-z]+_[a-z]+)\b", text)) - known, wish.name
                for folder in re.findall(r"content/([a-z]+)/", text):
                    assert folder in {cls.folder for cls in KINDS.values()}


def test_every_key_belongs_to_one_wish() -> None:
    for wish in wishes():
        assert [key for key in wish.keys if wish_of(key) is not wish] == []
