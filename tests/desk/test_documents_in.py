"""From a document of a word processor to a published story, and pictures with what is said of them."""

from __future__ import annotations

import io
import re

import docx
from PIL import Image

from tests.desk.asking import Browser
from tests.desk.test_entries import content, root
from tests.desk.test_guard import upload


def photograph(shade: int) -> bytes:
    data = io.BytesIO()
    Image.new("RGB", (800, 600), (shade, 100, 150)).save(data, "JPEG")
    return data.getvalue()


def story() -> bytes:
    document = docx.Document()
    document.add_heading("光伏车间里的三天", 0)
    document.add_paragraph("2024年7月19日，三名特派员来到车间。")
    table = document.add_table(2, 3)
    for row, words in enumerate((("项目", "2022", "2023"), ("产值", "30.62亿元", "31.62亿元"))):
        for column, text in enumerate(words):
            table.cell(row, column).text = text
    for number in range(3):
        document.add_picture(io.BytesIO(photograph(number * 80)))
    document.add_paragraph("三天之后，产线恢复了运转。")
    data = io.BytesIO()
    document.save(data)
    return data.getvalue()


def test_a_document_becomes_a_published_story_in_two_languages(browser: Browser) -> None:
    before = content(browser)
    page = upload(browser, "/desk/import", [("光伏车间里的三天.docx", story())])
    (id_,) = re.findall(r'data-imported="([^"]+)"', page)
    assert id_ == "article/guang-fu-che-jian-li-de-san-tian"
    assert content(browser) == before
    form = browser.ask(f"/desk/entry/{id_}").form()
    assert "| 产值 | 30.62亿元 | 31.62亿元 |" in form["zh|text|zh"]
    assert form["zh|text|zh"].count("![](figure:") == 3
    written = {
        **form,
        "zh|date|": "2024-07-19",
        "en|title|": "Three days in the workshop",
        "en|summary|": "Three envoys help a production line to run again.",
        "en|text|en": form["zh|text|zh"].replace("三天之后，产线恢复了运转。", "Three days later the line ran again."),
    }
    assert browser.send(f"/desk/entry/{id_}", written).headers["location"].endswith("=saved")
    assert list(browser.office.drawer.names()) == []
    assert len([name for name in content(browser) if name.startswith("figures/guang-fu")]) == 3
    assert len(list((root(browser) / "assets/photos").glob("guang-fu*"))) == 3
    assert browser.send("/desk/publish", {"entry": id_}).status == 200
    path = root(browser) / f"content/articles/2024/{id_.partition('/')[2]}.zh.md"
    assert "draft" not in path.read_text("utf-8")
    assert (root(browser) / "published").exists()


def test_pictures_are_taken_once_with_what_is_said_of_them(browser: Browser) -> None:
    said = {"caption|zh": "车间一角", "caption|en": "A corner of the workshop", "alt|zh": "车间", "alt|en": "Workshop"}
    files = [("IMG_1.jpg", photograph(10)), ("IMG_2.jpg", photograph(20)), ("IMG_1 copy.jpg", photograph(10))]
    page = upload(browser, "/desk/pictures", files, **said, **{"credit|zh": "本报", "credit|en": "Our paper"})
    slugs = re.findall(r"figure:([a-z0-9-]+)\)", page)
    assert slugs == ["a-corner-of-the-workshop", "a-corner-of-the-workshop-2", "a-corner-of-the-workshop"]
    form = browser.ask("/desk/entry/figure/a-corner-of-the-workshop-2").form()
    assert (form["record|caption|zh"], form["record|type|"]) == ("车间一角", "photo")
    assert form["record|image|"] == "photos/a-corner-of-the-workshop-2.jpg"
