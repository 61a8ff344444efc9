"""The ledger of translations: what is stale, and what is not, told to editors and to readers."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.unit.helpers import Site
from tests.unit.test_cli import run
from xieshou.content.ledger import NAME, Stamp, read_ledger, written
from xieshou.core.project import ProjectPaths
from xieshou.language.parity.document import document
from xieshou.language.parity.staleness import blocks_of, staleness

ZH = (
    "---\ntitle: 标题\nsummary: 摘要。\ndate: 2024-03-05\nsources:\n  - daily\n---\n\n"
    "第一段。\n\n第二段，有3个项目。\n\n## 小标题\n\n第三段。\n"
)
EN = "---\ntitle: Title\nsummary: Summary.\n---\n\nFirst.\n\nSecond, with 3 projects.\n\n## Heading\n\nThird.\n"


def stamp(text: str) -> Stamp:
    return Stamp("articles/2024/x.en.md", "zh", "2024-04-01", "", "0" * 32, blocks_of(document(text)))


@pytest.mark.parametrize(
    ("now", "changed", "gone"),
    [
        (ZH, [], 0),
        (ZH.replace("第一段。\n\n第二段，有3个项目。", "第二段，有3个项目。\n\n第一段。"), [], 0),
        (ZH.replace("第三段。", "第三段。  "), [], 0),
        (ZH.replace("有3个项目", "有4个项目"), [(11, "第二段，有4个项目。", 8, "Second, with 3 projects.")], 1),
        (ZH.replace("摘要。", "新摘要。"), [(3, "新摘要。", 3, "Summary.")], 1),
        (ZH.replace("第三段。", "第三段。\n\n新的一段。"), [(17, "新的一段。", 12, "Third.")], 0),
        (ZH.replace("第二段，有3个项目。\n\n", ""), [], 1),
    ],
)  # fmt: skip
def test_which_blocks_are_stale(now: str, changed: list[tuple[int, str, int, str]], gone: int) -> None:
    found = staleness(stamp(ZH), now, EN)
    if not changed and not gone:
        assert found is None
    else:
        assert found is not None
        assert [tuple(one)[:2] for one in found.changed] == [one[:2] for one in changed]
        assert found.gone == gone


def test_a_ledger_is_read_as_it_was_written(tmp_path: Path) -> None:
    stamps = {one.path: one for one in (stamp(ZH), stamp(ZH)._replace(path="a/y.en.md", by='A "B" 丙'))}
    path = tmp_path / NAME
    path.parent.mkdir(parents=True)
    path.write_text(written(stamps, ["# words"]), "utf-8")
    found, problems = read_ledger(ProjectPaths.at(tmp_path))
    assert {name: one._replace(line=0) for name, one in found.items()} == stamps
    assert problems == []
    assert path.read_text("utf-8").splitlines()[1:] == sorted(path.read_text("utf-8").splitlines()[1:])


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("articles/2024/x.en.md: zh", "ledger-line"),
        ("<<<<<<< HEAD", "merge-conflict"),
        ('articles/2024/x.en.md: {of: zh, on: 2024-13-01, file: "' + "0" * 32 + '", blocks: ""}', "ledger-line"),
    ],
)
def test_a_line_that_is_none_is_told_at_its_place(tmp_path: Path, line: str, code: str) -> None:
    path = tmp_path / NAME
    path.parent.mkdir(parents=True)
    path.write_text(
        f"# words\n{line}\n=======\n>>>>>>> x\n" if code == "merge-conflict" else f"# words\n{line}\n", "utf-8"
    )
    _, problems = read_ledger(ProjectPaths.at(tmp_path))
    assert [(one.line, one.code) for one in problems] == [(2, code)]


def test_a_translation_is_entered_goes_stale_and_is_right_again(tmp_path: Path) -> None:
    site = Site.sound(tmp_path / "s")
    folder = site.root / "content" / "articles" / "2024"
    folder.mkdir(parents=True, exist_ok=True)
    source = next(path.stem for path in (site.root / "content" / "sources").glob("*.yml"))
    zh, en = folder / "ledger-story.zh.md", folder / "ledger-story.en.md"
    zh.write_text(ZH.replace("daily", source), "utf-8")
    en.write_text(EN, "utf-8")
    assert run(site, "translated", str(en), "--by", "Li").returncode == 0

    def state() -> str:
        listed = json.loads(run(site, "translations", "--format", "json").stdout)
        return next(str(one["state"]) for one in listed if one["path"].endswith("ledger-story.en.md"))

    assert state() == "current"
    zh.write_text(zh.read_text("utf-8").replace("有3个", "有4个"), "utf-8")
    assert state() == "stale"
    checked = run(site, "check", "--lang", "en").stdout
    assert "ledger-story.en.md:8:1" in checked
    assert "[translation-stale]" in checked
    shown = run(site, "translations", str(en), "--diff", "--lang", "en").stdout
    assert "第二段，有4个项目。" in shown
    zh.write_text(zh.read_text("utf-8").replace("有4个", "有3个"), "utf-8")
    assert state() == "current"
    assert "translation-stale" not in run(site, "check").stdout
