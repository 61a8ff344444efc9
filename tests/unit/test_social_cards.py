"""Social cards: whole words, no sign where it must not stand, no character alone, never a box, never too heavy."""

from __future__ import annotations

import io
import random
from contextlib import closing
from pathlib import Path

import pytest
from PIL import Image

from tests.engine import MARKDOWN, NOW, ORIGIN, frames
from tests.unit.helpers import Site, story
from xieshou.build.manifest import Surroundings
from xieshou.build.pipeline import Published, finish
from xieshou.build.session import BuildSettings, Session
from xieshou.core.project import ProjectPaths
from xieshou.pictures import social_card
from xieshou.pictures.fonts import CardFont, NoFont, read_font, system_font
from xieshou.pictures.social_card import CardWords, broken, draw, pieces

FONT = system_font("的京a")
needs_font = pytest.mark.skipif(FONT is None, reason="no font with Chinese on this machine")
LONG = (
    "“不求所有，但求所用”：长治怎样借智——"
    "北京8所高校、科研院所选聘的10名专家，一年里服务了长治的10家企业，解决难题10余项（第一批）"
)
TITLES = [
    "短",
    "特派员进厂：三个故事和一份成绩单",
    LONG,
    LONG * 3,
    "Envoys at work: three stories",
    "Long words " * 30,
    "W" * 300,
]


def font() -> CardFont:
    assert FONT is not None
    return FONT


@needs_font
@pytest.mark.parametrize("title", TITLES)
def test_a_card_is_of_one_size_light_and_without_metadata(title: str) -> None:
    data = draw(CardWords(title, "京长携手", "2024年3月5日"), font().path, font().face)
    assert data == draw(CardWords(title, "京长携手", "2024年3月5日"), font().path, font().face)
    image = Image.open(io.BytesIO(data))
    assert (image.format, image.size) == ("JPEG", (1200, 630))
    assert len(data) <= 45_000
    assert not image.getexif()
    # Nothing runs off the sides.
    grey = image.convert("L")
    for left in (0, 1160):
        assert min(grey.crop((left, 30, left + 40, 630)).tobytes()) > 200


@needs_font
def test_lines_break_as_chinese_does() -> None:
    drawn = random.Random(1)
    signs = "北京长治，。、；：？！（）《》“”‘’—…2023%·"
    for _ in range(150):
        title = "".join(drawn.choices(signs, k=drawn.randint(1, 60))).strip()
        lines = broken(title, social_card._font(font().path, font().face, 66), 1032)
        assert "".join("".join(lines).split()) == "".join(title.split())
        for line in lines[1:]:
            inside = title.split()
            assert line[0] not in "，。、；：？！）》”’" or any(word.startswith(line[0]) for word in inside)
        for line in lines[:-1]:
            assert line[-1] not in "（《“‘"


@needs_font
def test_no_character_stands_alone_on_the_last_line() -> None:
    for length in range(14, 60):
        lines = broken("京" * length, social_card._font(font().path, font().face, 66), 1032)
        assert len(lines) == 1 or len(lines[-1]) > 1


def test_latin_words_are_whole_and_signs_cling() -> None:
    assert pieces("LED产业（第一批）：on the way") == [
        "LED",
        "产",
        "业",
        "（第",
        "一",
        "批）：",
        "on",
        " ",
        "the",
        " ",
        "way",
    ]


def test_what_is_no_font_is_told(tmp_path: Path) -> None:
    for number, data in enumerate((b"", b"OTTO", b"ttcf" + b"\xff" * 40, b"\0\1\0\0\xff\xff" + bytes(50))):
        path = tmp_path / f"{number}.ttf"
        path.write_bytes(data)
        with pytest.raises(NoFont):
            read_font(path)


def built(root: Path, monkeypatch: pytest.MonkeyPatch, has: CardFont) -> Published:
    """A build with cards, in a font that has what ``has`` says."""
    monkeypatch.setattr("xieshou.build.card_fonts.system_font", lambda _: has)
    with closing(Session.to_build(ProjectPaths.at(root), root / "site", wait=False)) as session:
        prepared = session.prepared(BuildSettings(MARKDOWN, workers=1, cards=True), NOW)
        assert prepared.context.read.site is not None
        around = Surroundings(frames(prepared.context.read.site.languages), {}, ORIGIN, "/two/rivers/", False)
        assert session.trees is not None
        return finish(prepared, around, session.trees)


@needs_font
def test_a_story_has_a_card_and_one_the_font_cannot_write_that_of_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = Site.sound(tmp_path / "s")
    for slug, title in (("plain", "平常"), ("rare", "稀有")):
        site.add(f"articles/2024/{slug}.zh.md", story("date: 2024-03-05", "sources:", "  - daily", title=title))
    lacking = replace_has(font(), font().has - {ord("稀")})
    done = built(site.root, monkeypatch, lacking)
    out = site.root / "site"
    assert (out / "news/2024/plain/card.jpg").is_file()
    assert not (out / "news/2024/rare/card.jpg").exists()
    assert not (out / "organisations/buct/card.jpg").exists()
    for slug, card in (("plain", "news/2024/plain/card.jpg"), ("rare", "card.jpg")):
        html = (out / f"news/2024/{slug}/index.html").read_text("utf-8")
        assert f'<meta property="og:image" content="{ORIGIN}{card}">' in html
        assert html.count("<img") == 1
    assert (
        max(
            sum(1 for _ in folder.iterdir() if _.is_file())
            for folder in (out / "news/2024").iterdir()
            if folder.is_dir()
        )
        <= 3
    )
    assert done.exchanged
    assert not built(site.root, monkeypatch, lacking).exchanged
    drawn = (out / "news/2024/plain/card.jpg").stat().st_mtime_ns
    site.add("articles/2024/rare.zh.md", story("date: 2024-03-05", "sources:", "  - daily", title="改了"))
    built(site.root, monkeypatch, lacking)
    assert (out / "news/2024/plain/card.jpg").stat().st_mtime_ns == drawn
    assert (out / "news/2024/rare/card.jpg").is_file()


def replace_has(known: CardFont, has: frozenset[int]) -> CardFont:
    return known._replace(has=has)
