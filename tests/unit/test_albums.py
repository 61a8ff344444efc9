"""Albums: the photographs that an entry lists are figures, shown together on its page."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from tests.unit.helpers import SOURCED, Site, details, record, story
from tests.unit.rendering import contexts
from xieshou.content.kinds.figure import Figure
from xieshou.search.documents import document
from xieshou.views.entry.page import model

ALBUM = """\
photos:
  credit: {zh: 王摄, en: Wang She}
  date: 2024-05-01
  rights: {zh: 本站所有, en: Held by this site}
"""
LISTED = """\
  pictures:
    - file: photos/a.jpg
      caption: {zh: 签字, en: The signing}
      alt: {zh: 两人在签字, en: Two people sign}
    - file: photos/b.jpg
      alt: {zh: 众人鼓掌, en: People clap}
"""
FOLDER = "  folder: photos/opening\n"
EVENT = "content/events/opening.yml"


def _site(root: Path, *pictures: str) -> Site:
    site = Site.sound(root)
    for number, name in enumerate(pictures):
        path = site.root / "assets" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        Image.new("RGB", (8, 6), (number, 99, 99)).save(path)
    return site


def _event(site: Site, *text: str) -> None:
    site.add("events/opening.yml", record("开园") + "".join(text))


def test_an_album_in_one_file_is_a_figure_a_photograph(tmp_path: Path) -> None:
    site = _site(tmp_path / "s", "photos/a.jpg", "photos/b.jpg")
    _event(site, ALBUM, LISTED)
    assert site.found() == []
    cards = site.plan().entries()
    units = {unit.slug: unit for unit in site.units() if unit.path == EVENT}
    assert set(units) == {"opening", "opening-a", "opening-b"}
    assert [units[slug].images for slug in ("opening-a", "opening-b")] == [
        (("", "photos/a.jpg"),),
        (("", "photos/b.jpg"),),
    ]
    assert dict(units["opening-a"].titles) == {"zh": "签字", "en": "The signing"}
    assert dict(units["opening-b"].titles) == {"zh": "开园 · 2", "en": "Something · 2"}
    assert cards


def test_the_page_shows_the_album_once_and_search_finds_its_words(tmp_path: Path) -> None:
    files = {
        "events/opening.yml": record("开园") + ALBUM + LISTED,
        "events/opening.zh.md": "看图：\n\n![](figure:opening-a)\n",
    }
    (page, context), *_ = (
        one for one in contexts(files, tmp_path) if one[0].view == "entry" and one[0].subject == "event/opening"
    )
    assert page.language == "zh"
    shown = model(context)
    assert [one.item.id for one in shown.album] == ["figure/opening-a", "figure/opening-b"]
    # The text shows the first: an address stands on a page once.
    assert [one.anchor for one in shown.album] == ["", "figure-opening-b"]
    assert [group.id for group in shown.groups] == []
    one = shown.album[1]
    assert (one.picture.alt.text, one.credit and one.credit.text) == ("众人鼓掌", "王摄")
    words = document(shown, context.card("event/opening"), page.address, context.labels)
    said = " ".join(text for _, text in words.facts)
    assert "众人鼓掌" in said
    assert "签字" in said


def test_an_article_and_a_list_of_records_have_albums_too(tmp_path: Path) -> None:
    site = _site(tmp_path / "s", "photos/a.jpg", "photos/b.jpg", "photos/图一.jpg", "photos/图二.jpg")
    said, lines = (
        ALBUM + "  caption: {zh: 参观, en: The visit}\n" + LISTED,
        ("date: 2024-05", *SOURCED, "cover: visit-b"),
    )
    site.add("articles/2024/visit.zh.md", story(*lines, said.rstrip()))
    site.add("articles/2024/visit.en.md", "---\ntitle: A visit\nsummary: In short\n---\nText.\n")
    flow = "[photos/图一.jpg, photos/图二.jpg]"
    words = "credit: {zh: 甲, en: A}, rights: {zh: 乙, en: B}"
    site.add("events.yml", f"- slug: day\n  name: {{zh: 那天, en: The day}}\n  photos: {{pictures: {flow}, {words}}}\n")
    assert site.found() == ["content/events.yml:3:23 album-alt"]
    site.add("articles/2024/visit.zh.md", story(*lines, (ALBUM + LISTED).rstrip()))
    assert "content/articles/2024/visit.zh.md:8:1 field-missing" in site.found()
    slugs = {unit.slug for unit in site.units() if unit.kind == Figure.kind and unit.path == "content/events.yml"}
    assert len(slugs) == 2, "names without a Latin letter are told apart"
    assert all(slug.startswith("day-") for slug in slugs)


def test_a_folder_is_read_anew_when_what_lies_in_it_changes(tmp_path: Path) -> None:
    site = _site(tmp_path / "s", "photos/opening/2.jpg", "photos/opening/10.jpg")
    (site.root / "assets/photos/opening/notes.md").write_text("not a picture")
    _event(site, ALBUM, FOLDER)
    assert site.found() == [f"{EVENT}:8:11 album-alt"]

    def captions() -> dict[str, str]:
        return {unit.slug: dict(unit.titles)["zh"] for unit in site.units() if unit.kind == Figure.kind}

    assert captions() == {"opening-2": "开园 · 1", "opening-10": "开园 · 2"}
    Image.new("RGB", (8, 6), (3, 99, 99)).save(site.root / "assets/photos/opening/3.jpg")
    assert site.found() == [f"{EVENT}:8:11 album-alt"]
    assert captions() == {"opening-2": "开园 · 1", "opening-3": "开园 · 2", "opening-10": "开园 · 3"}


@pytest.mark.parametrize(
    ("album", "told"),
    [
        (ALBUM, f"{EVENT}:5:3 album-nothing"),
        (ALBUM + FOLDER, f"{EVENT}:8:11 album-folder-missing"),
        (ALBUM + "  folder: photos\n", f"{EVENT}:8:11 album-folder-empty"),
        (ALBUM + "  folder: ../content\n", f"{EVENT}:8:11 file-outside"),
        (ALBUM + LISTED.replace("b.jpg", "c.jpg"), f"{EVENT}:12:13 picture-missing"),
        (ALBUM + LISTED.replace("b.jpg", "a.jpg"), f"{EVENT}:12:7 album-twice"),
        (ALBUM + "  pictures: []\n", f"{EVENT}:8:13 list-empty"),
    ],
)
def test_what_is_wrong_with_an_album_is_told_at_its_place(tmp_path: Path, album: str, told: str) -> None:
    site = _site(tmp_path / "s", "photos/sub/x.jpg", *(("photos/a.jpg", "photos/b.jpg") if "pictures" in album else ()))
    _event(site, album)
    found = [one for one in site.found() if "orphan" not in one]
    assert found == [told]


def test_a_copy_under_another_name_is_told(tmp_path: Path) -> None:
    site = _site(tmp_path / "s", "photos/a.jpg")
    (site.root / "assets/photos/b.jpg").write_bytes((site.root / "assets/photos/a.jpg").read_bytes())
    _event(site, ALBUM, LISTED)
    assert site.found() == [f"{EVENT}:12:13 album-copy"]
    assert details(site.problems()[0])["other"] == "photos/a.jpg"


@pytest.mark.parametrize("line", ["draft: true\n", "publish_at: 2030-01-01\n", "withdrawn: true\n"])
def test_the_album_of_what_is_not_published_is_not_either(tmp_path: Path, line: str) -> None:
    site = _site(tmp_path / "s", "photos/a.jpg", "photos/b.jpg")
    _event(site, line, ALBUM, LISTED)
    assert site.found() == []
    assert not site.plan().credits


def test_a_photograph_without_credit_or_rights_is_told_once_an_album(tmp_path: Path) -> None:
    site = _site(tmp_path / "s", "photos/a.jpg", "photos/b.jpg")
    _event(site, "photos:\n" + LISTED)
    assert site.found() == [f"{EVENT}:4:1 field-wanting"]
