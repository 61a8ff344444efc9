"""``xieshou fix`` makes figures of the pictures that texts show by their paths."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from PIL import Image

from tests.unit.helpers import Site, story
from xieshou.cli.main import main

FACTS = ("date: 2024-07-09", "sources: [daily]")
FOLDER, ZH, EN = "articles/2024", "articles/2024/visit.zh.md", "articles/2024/visit.en.md"


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site.sound(tmp_path / "site")


def picture(site: Site, name: str, colour: str = "red") -> bytes:
    path = site.root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.new("RGB", (12, 8), colour).save(path, format="PNG" if name.endswith("png") else "JPEG")
    return path.read_bytes()


def fix(site: Site, *options: str) -> str:
    done = CliRunner().invoke(main, ["fix", "--root", str(site.root), "--lang", "en", *options])
    assert done.exit_code == 0, done.output
    return done.output


def text_of(site: Site, name: str = ZH) -> str:
    return (site.root / "content" / name).read_bytes().decode().partition("---\n")[2].partition("---\n")[2]


def figure(site: Site, slug: str) -> str:
    return (site.root / "content" / "figures" / f"{slug}.yml").read_text("utf-8")


def everything(site: Site) -> dict[str, bytes]:
    return {
        str(path): path.read_bytes() for path in site.root.rglob("*") if path.is_file() and "cache" not in str(path)
    }


def test_a_picture_of_both_languages_becomes_one_figure_with_the_words_of_each(site: Site) -> None:
    picture(site, "assets/photos/shed.jpg")
    site.add(ZH, story(*FACTS, text='甲。\n\n![车间](../../../assets/photos/shed.jpg "车间内景")\n'))
    site.add(EN, story(text="A.\n\n![The shed](/assets/photos/shed.jpg)\n", title="Title").replace("摘要", "Summary"))
    before = everything(site)
    said = fix(site)
    assert "content/figures/visit-shed.yml:1" in said
    assert "+ ![](figure:visit-shed)" in said
    assert everything(site) == before  # shown, and no more
    fix(site, "--write")
    assert text_of(site) == "甲。\n\n![](figure:visit-shed)\n"
    assert text_of(site, EN) == "A.\n\n![](figure:visit-shed)\n"
    words = "name:\n  zh: 车间内景\n  en: The shed\ncaption:\n  zh: 车间内景\n  en: The shed\n"
    words += "alt:\n  zh: 车间\n  en: The shed\n"
    assert figure(site, "visit-shed") == f"type: photo\n{words}image: photos/shed.jpg\n"
    assert site.found() == ["content/figures/visit-shed.yml:1:1 field-wanting"]  # the credit, which nobody invents
    whole = everything(site)
    assert "Files changed: 0" in fix(site, "--write")
    assert everything(site) == whole


def test_pictures_in_a_line_a_cell_and_a_box_are_taken_and_moved_to_the_originals(site: Site) -> None:
    for name, colour in (("gate.jpg", "red"), ("tower.png", "blue"), ("图.jpg", "green")):
        picture(site, f"content/{FOLDER}/{name}", colour)
    site.add(
        ZH,
        story(
            *FACTS,
            text="见![厂门](gate.jpg)处。\n\n| 甲 |\n|---|\n| ![楼](tower.png) |\n\n"
            '<p align="center">\n<img src="%E5%9B%BE.jpg" alt="井口" width="9">\n</p>\n\n[看图](gate.jpg)\n',
        ),
    )
    assert f"content/{FOLDER}/gate.jpg: to be moved to assets/photos/visit-gate.jpg." in fix(site, "--write")
    assert text_of(site) == (
        "见处。\n\n![](figure:visit-gate)\n\n| 甲 |\n|---|\n| [楼](figure:visit-tower) |\n\n![](figure:visit)\n\n"
        "[看图](figure:visit-gate)\n"
    )
    assert sorted(one.name for one in (site.root / "assets" / "photos").iterdir()) == [
        "visit-gate.jpg",
        "visit-tower.png",
        "visit.jpg",
    ]
    assert not [*(site.root / "content" / FOLDER).glob("*.jpg"), *(site.root / "content" / FOLDER).glob("*.png")]
    assert {one.partition(" ")[2] for one in site.found()} == {"field-wanting", "translation-missing"}


def test_what_no_text_says_is_left_out_and_asked_for(site: Site) -> None:
    picture(site, f"content/{FOLDER}/IMG_2031.jpg")
    site.add(ZH, story(*FACTS, text="![IMG_2031](IMG_2031.jpg)\n"))
    site.add("articles/2024/other.zh.md", story(*FACTS, text='![](../2024/IMG_2031.jpg "开工")\n', title="另文"))
    fix(site, "--write")
    assert figure(site, "other-img-2031") == (
        "type: photo\nname:\n  zh: 开工\ncaption:\n  zh: 开工\nimage: photos/other-img-2031.jpg\n"
    )
    told = [one for one in site.problems() if one.path.startswith("content/figures")]
    assert [(one.code, one.field, one.line) for one in told] == [("field-missing", "alt", 1)]


def test_one_file_may_be_chosen_and_nothing_that_is_there_is_overwritten(site: Site) -> None:
    data = picture(site, f"content/{FOLDER}/gate.jpg")
    other = picture(site, "assets/photos/visit-gate.jpg", "blue")
    site.add("figures/visit-gate-2.yml", "name: [\n")
    site.add(ZH, story(*FACTS, text="![厂门](gate.jpg)\n"))
    site.add("articles/2024/other.zh.md", story(*FACTS, text="![大门](gate.jpg)\n", title="另文"))
    path = site.root / "content" / ZH
    assert "to be copied" in fix(site, str(path), "--write")
    assert text_of(site) == "![](figure:visit-gate-figure)\n"
    assert (site.root / "assets/photos/visit-gate.jpg").read_bytes() == other
    assert (site.root / "assets/photos/visit-gate-figure.jpg").read_bytes() == data
    assert (site.root / "content" / FOLDER / "gate.jpg").read_bytes() == data  # the other text names it
    fix(site, "--write")
    assert text_of(site, "articles/2024/other.zh.md") == "![](figure:visit-gate-figure)\n"  # of the same bytes
    assert not (site.root / "content" / FOLDER / "gate.jpg").exists()
    assert figure(site, "visit-gate-2") == "name: [\n"


@pytest.mark.parametrize(
    "text",
    [
        "![甲](nowhere.jpg)\n", "![甲](https://example.org/gate.jpg)\n", "`![甲](gate.jpg)`\n", "![甲](broken.jpg)\n",
        "![甲](../../../../gate.jpg)\n", "![甲](link.jpg)\n", "![甲](data:image/png;base64,a.png)\n",
    ],
)  # fmt: skip
def test_a_picture_that_is_not_there_or_cannot_be_used_is_left_alone(site: Site, text: str) -> None:
    picture(site, f"content/{FOLDER}/gate.jpg")
    picture(site, "../gate.jpg")
    site.add(f"{FOLDER}/broken.jpg", b"no picture")
    (site.root / "content" / FOLDER / "link.jpg").symlink_to(site.root / ".." / "gate.jpg")
    site.add(ZH, story(*FACTS, text=text))
    before = everything(site)
    fix(site, "--write")
    assert everything(site) == before


def test_hand_written_pages_keep_the_pictures_beside_them_and_ends_of_lines_stay(site: Site) -> None:
    picture(site, "docs/photos/own.jpg")
    picture(site, "assets/photos/shed.jpg", "blue")
    page = site.root / "docs" / "en" / "about.md"
    page.parent.mkdir(parents=True)
    page.write_bytes(b"# A\r\n\r\n![Own](../photos/own.jpg)\r\n\r\nA ![Shed](/photos/shed.jpg) here.\r\n\r\nB\n")
    found = json.loads(fix(site, "--write", "--format", "json"))
    assert found["pictures"] == []
    assert page.read_bytes() == (
        b"# A\r\n\r\n![Own](../photos/own.jpg)\r\n\r\nA here.\r\n\r\n![](figure:about-shed)\r\n\r\nB\n"
    )
    assert "  en: Shed" in figure(site, "about-shed")


def test_a_link_round_a_picture_keeps_where_it_leads(site: Site) -> None:
    picture(site, f"content/{FOLDER}/gate.jpg")
    site.add(
        ZH,
        story(
            *FACTS,
            text="[![厂门](gate.jpg)](gate.jpg)\n\n[![厂门](gate.jpg)](https://example.org/x)\n\n[乙](organisation:works)\n\n"
            "| 甲 |\n|---|\n| [![厂门](gate.jpg)](https://example.org/y) |\n",
        ),
    )
    fix(site, "--write")
    assert text_of(site) == (
        "![](figure:visit-gate)\n\n![](figure:visit-gate)\n\n[厂门](https://example.org/x)\n\n[乙](organisation:works)\n\n"
        "| 甲 |\n|---|\n| [厂门](figure:visit-gate) [厂门](https://example.org/y) |\n"
    )


def test_pictures_on_one_line_stay_side_by_side(site: Site) -> None:
    for name, colour in (("gate.jpg", "red"), ("shed.jpg", "blue")):
        picture(site, f"content/{FOLDER}/{name}", colour)
    site.add(ZH, story(*FACTS, text="![厂门](gate.jpg) ![车间](shed.jpg)\n\n![厂门](gate.jpg)\n![车间](shed.jpg)\n"))
    fix(site, "--write")
    row, *apart = text_of(site).split("\n\n")
    assert row == "![](figure:visit-gate) ![](figure:visit-shed)"
    assert "".join(apart) == "![](figure:visit-gate)![](figure:visit-shed)\n"
