"""Files to be downloaded or played: what they say of their makers is taken out, what may do harm is refused."""

from __future__ import annotations

import io
import random
import re
import struct
import zipfile
from contextlib import suppress
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from tests.effort import PLENTY, measured
from tests.engine import build, looked_at
from tests.unit.helpers import Site, labels, record
from tests.unit.test_picture_safety import MARK, talkative, unpacked
from xieshou.attachments import archives
from xieshou.attachments.forms import MAX_DOCUMENT
from xieshou.core.problems import ContentError, Problem, message

NAMES = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml", "pptx": "ppt/presentation.xml"}
CORE = f'<cp:coreProperties xmlns:cp="a" xmlns:dc="b"><dc:creator>{MARK}</dc:creator></cp:coreProperties>'
VTT = "WEBVTT\n\nNOTE made by somebody\n\n00:00.000 --> 00:02.000\n你好\n"


JPEG = b"\xff\xd8\xff\xda\0\2\xff\xd9"


def zipped(parts: dict[str, bytes | str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, part in parts.items():
            packed.writestr(name, part)
    return out.getvalue()


RELATIONS = '<Relationships><Relationship Id="1" Type="x/thumbnail" Target="docProps/thumbnail.jpeg"/></Relationships>'


def office(form: str, photo: bytes, **more: bytes | str) -> bytes:
    """A document with a mark wherever programs of offices leave one."""
    folder = NAMES[form].partition("/")[0]
    parts: dict[str, bytes | str] = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": RELATIONS,
        NAMES[form]: '<w:document w:rsidR="00A1B2C3"><w:p w:rsidR="00AABBCC">甲</w:p></w:document>',
        "docProps/core.xml": CORE,
        "docProps/app.xml": f"<Properties><Company>{MARK}</Company></Properties>",
        "docProps/custom.xml": f"<Properties>{MARK}</Properties>",
        "docProps/thumbnail.jpeg": MARK,
        f"{folder}/media/image1.jpeg": photo,
        "customXml/item1.xml": f"<a>{MARK}</a>",
        f"{folder}/printerSettings/printerSettings1.bin": MARK,
        f"{folder}/_rels/sheet1.xml.rels": '<Relationship Id="1" Target="printerSettings/printerSettings1.bin"/>',
        f"{folder}/settings.xml": f"<w:s><w:rsids>{MARK}</w:rsids></w:s>",
    }
    return zipped(parts | more)


def pdf(photo: bytes, change: str = "") -> bytes:
    made = pikepdf.new()
    made.add_blank_page(page_size=(200, 100))
    page = made.pages[0].obj
    image = pikepdf.Stream(made, photo)
    shape = {"/Width": 90, "/Height": 60, "/ColorSpace": pikepdf.Name.DeviceRGB, "/BitsPerComponent": 8}
    image.update({"/Subtype": pikepdf.Name.Image, "/Filter": pikepdf.Name.DCTDecode, **shape})
    page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(I=made.make_indirect(image)))
    page.PieceInfo = pikepdf.Dictionary(Own=pikepdf.Dictionary(Private=pikepdf.String(MARK)))
    page.Annots = pikepdf.Array(
        [pikepdf.Dictionary(Subtype=pikepdf.Name.Text, Rect=[0, 0, 9, 9], T=pikepdf.String(MARK))]
    )
    made.docinfo["/Author"] = pikepdf.String(MARK)
    made.Root.Metadata = made.make_indirect(pikepdf.Stream(made, f"<x>{MARK}</x>".encode()))
    if change == "script":
        made.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert(1)"))
    if change == "signed":
        made.Root.AcroForm = pikepdf.Dictionary(V=made.make_indirect(pikepdf.Dictionary(ByteRange=[0, 1, 2, 3])))
    out = io.BytesIO()
    made.save(out, encryption=pikepdf.Encryption(owner="a", user="b") if change == "locked" else False)
    if change == "again":  # an earlier version is still there, as programs save that only add
        return out.getvalue() + f"\n% {MARK}\n%%EOF\n".encode()
    return out.getvalue()


def box(kind: bytes, *content: bytes) -> bytes:
    body = b"".join(content)
    return struct.pack(">I4s", len(body) + 8, kind) + body


def film(sort: bytes = b"vide", brand: bytes = b"isom") -> bytes:
    handler = box(b"hdlr", bytes(8), sort, bytes(12), MARK.encode(), b"\0")
    header = box(b"mvhd", bytes(4), b"\x11\x22\x33\x44" * 2, bytes(80))
    track = box(b"trak", box(b"mdia", handler, box(b"minf", b"")), box(b"udta", MARK.encode()))
    moov = box(b"moov", header, track, box(b"udta", box(b"\xa9xyz", MARK.encode())), box(b"meta", MARK.encode()))
    return box(b"ftyp", brand, bytes(4)) + moov + box(b"uuid", MARK.encode()) + box(b"mdat", b"PIXELS")


def element(id_: int, content: bytes) -> bytes:
    return id_.to_bytes((id_.bit_length() + 7) // 8) + (len(content) | 1 << 56).to_bytes(8) + content


def webm() -> bytes:
    info = element(
        0x1549A966, element(0x2AD7B1, b"\x0f") + element(0x7BA9, MARK.encode()) + element(0x4D80, MARK.encode())
    )
    tags, cluster = element(0x1254C367, MARK.encode() * 3), element(0x1F43B675, b"PIXELS")
    return element(0x1A45DFA3, element(0x4282, b"webm")) + element(0x18538067, info + tags + cluster)


@pytest.fixture
def photo(tmp_path: Path) -> bytes:
    return talkative(tmp_path / "a.jpg")


@pytest.fixture
def site(tmp_path: Path) -> Site:
    site = Site.sound(tmp_path / "s")
    (site.root / "assets" / "files").mkdir(parents=True, exist_ok=True)
    return site


def put(site: Site, name: str, data: bytes) -> None:
    (site.root / "assets" / "files" / name).write_bytes(data)
    site.add("files/report.yml", record("报告", f"file: files/{name}", "public: true"))


def published(site: Site, form: str) -> bytes:
    build(site.root)
    return (site.root / "site" / "files" / f"report.{form}").read_bytes()


def marked(data: bytes) -> bool:
    """Whether a mark stands in the bytes, in what is packed in them, or in the files of an archive."""
    if any(MARK.encode() in part for part in unpacked(data)):
        return True
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as opened:
            return any(marked(opened.read(one)) for one in opened.namelist())
    return False


@pytest.mark.parametrize("form", ["docx", "xlsx", "pptx", "pdf", "zip"])
def test_a_document_goes_out_without_what_tells_of_its_maker(site: Site, photo: bytes, form: str) -> None:
    inner: dict[str, bytes | str] = {
        "a.docx": office("docx", photo),
        "b.pdf": pdf(photo),
        "c.jpg": photo,
        "d.csv": "a,b\n",
    }
    data = pdf(photo, "again") if form == "pdf" else zipped(inner) if form == "zip" else office(form, photo)
    assert marked(data)
    put(site, f"x.{form}", data)
    out = published(site, form)
    assert not marked(out)
    assert b"rsid" not in b"".join(unpacked(out))
    if form == "pdf":
        with pikepdf.open(io.BytesIO(out)) as opened:
            assert len(opened.pages) == 1
            image = opened.pages[0].obj.Resources.XObject.I
            assert Image.open(io.BytesIO(image.read_raw_bytes())).size == (90, 60)
    elif form != "zip":
        with zipfile.ZipFile(io.BytesIO(out)) as packed:
            assert "甲" in packed.read(NAMES[form]).decode()
            assert Image.open(io.BytesIO(packed.read(f"{NAMES[form].partition('/')[0]}/media/image1.jpeg"))).size == (
                90,
                60,
            )
            assert not packed.testzip()
            relations = b"".join(packed.read(name) for name in packed.namelist() if name.endswith(".rels"))
            assert b"printerSettings" not in relations
            assert b"thumbnail" not in relations


FIGURE = (
    "type: video",
    "caption:",
    "  zh: 说明。",
    "  en: A caption.",
    "alt:",
    "  zh: 甲",
    "  en: A",
    "image: photos/a.png",
)


def video(site: Site, *lines: str, data: bytes = b"", name: str = "f.mp4") -> None:
    (site.root / "assets" / "photos").mkdir(exist_ok=True, parents=True)
    Image.new("RGB", (32, 18)).save(site.root / "assets" / "photos" / "a.png")
    files = site.root / "assets" / "files"
    (files / name).write_bytes(data or film())
    (files / "f.zh.vtt").write_text(VTT, "utf-8")
    site.add("figures/clip.yml", record("录像", *FIGURE, f"media: files/{name}", *lines, "public: true"))


@pytest.mark.parametrize(("name", "data"), [("f.mp4", film()), ("f.webm", webm())])
def test_a_film_goes_out_without_places_and_names_and_every_pixel_where_it_was(
    site: Site, name: str, data: bytes
) -> None:
    video(site, "captions:", "  - language: zh", "    file: files/f.zh.vtt", data=data, name=name)
    build(site.root)
    out = (site.root / "site" / "figures" / f"clip.{name[2:]}").read_bytes()
    assert MARK.encode() in data
    assert MARK.encode() not in out
    assert b"\x11\x22\x33\x44" not in out
    assert len(out) == len(data)
    assert out.index(b"PIXELS") == data.index(b"PIXELS")
    page = (site.root / "site" / "figures" / "clip" / "index.html").read_text("utf-8")
    assert 'preload="none"' in page
    assert "autoplay" not in page
    assert re.search(r'<track kind="captions" src="[^"]*clip\.vtt" srclang="zh"', page)
    assert "somebody" not in (site.root / "site" / "figures" / "clip.vtt").read_text("utf-8")


def told(site: Site) -> list[Problem]:
    found: list[Problem] = list(looked_at(site.root, lambda prepared: prepared.problems))
    for one in found:
        for words in labels().values():
            sentence, hint = message(one, words.problems)
            assert sentence
            assert hint
    return found


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("x.pdf", b"<!doctype html><title>Log in</title>", "attachment-other"),
        ("x.pdf", b"%PDF-1.7\nnothing more", "attachment-damaged"),
        ("x.pdf", b"", "attachment-empty"),
        ("x.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100), "attachment-locked"),
        ("x.docx", zipped({"a.txt": "甲"}), "attachment-other"),
        ("x.docx", office("docx", JPEG, **{"word/vbaProject.bin": b"x"}), "attachment-active"),
        ("x.docx", office("docx", JPEG, **{"word/comments.xml": "<w:comments/>"}), "attachment-remarks"),
        ("x.docx", office("docx", JPEG, **{"word/header1.xml": '<w:ins w:author="A">'}), "attachment-remarks"),
        ("x.xlsx", office("docx", JPEG), "attachment-other"),
        ("x.zip", zipped({"a.zip": zipped({"b.txt": "b"})}), "attachment-nested"),
        ("x.zip", zipped({"a.txt": zipped({"b.txt": "b"})}), "attachment-nested"),
        ("x.zip", zipped({"a.exe": "MZ"}), "attachment-member"),
        ("x.zip", zipped({"../a.txt": "a"}), "attachment-member"),
        ("x.zip", zipped({"a.txt": b"\0" * 30_000_000}), "attachment-bomb"),
        ("x.zip", b"PK\x03\x04" + bytes(50), "attachment-damaged"),
        ("x.csv", "姓名,单位\n".encode("gbk"), "attachment-encoding"),
        ("x.csv", b"<html><script>alert(1)</script>", "attachment-other"),
        ("x.exe", b"MZ", "attachment-form"),
        ("x.docm", zipped({"a": "b"}), "attachment-form"),
        ("none.pdf", None, "attachment-missing"),
    ],
)  # fmt: skip
def test_what_is_no_plain_document_is_told_at_the_line_that_names_it(
    site: Site, name: str, data: bytes | None, code: str
) -> None:
    put(site, name, data or b"")
    if data is None:
        (site.root / "assets" / "files" / name).unlink()
    found = [one for one in told(site) if one.code.startswith("attachment")]
    assert [(one.path, one.code, one.field) for one in found] == [("content/files/report.yml", code, "file")]
    line = (site.root / "content" / "files" / "report.yml").read_text("utf-8").splitlines()[found[0].line - 1]
    assert name in line


@pytest.mark.parametrize(("change", "code"), [("script", "active"), ("signed", "signed"), ("locked", "locked")])
def test_a_document_that_acts_or_is_locked_is_refused(site: Site, photo: bytes, change: str, code: str) -> None:
    put(site, "x.pdf", pdf(photo, change))
    assert [one.code for one in told(site)] == [f"attachment-{code}"]


@pytest.mark.parametrize(
    "part", ["<w:rsids>", "<mc:AlternateContent>", "<fileSharing ", "<pageSetup r:id=", "<xr:revisionPtr "]
)
def test_a_document_of_endless_beginnings_takes_no_longer_than_another(part: str) -> None:
    data = office("docx", JPEG, **{"word/endless.xml": part * 40_000})
    cost = measured(lambda: archives.office(data, "docx"))[1]
    assert cost < PLENTY


def test_a_file_of_two_gigabytes_is_refused_unread(site: Site) -> None:
    put(site, "x.pdf", b"%PDF-1.7")
    with (site.root / "assets" / "files" / "x.pdf").open("r+b") as file:
        file.truncate(2_000_000_000)
    [fault] = told(site)
    assert (fault.code, dict(fault.details)["why"]) == ("attachment-too-large", str(MAX_DOCUMENT // 1_000_000))


@pytest.mark.parametrize(
    ("lines", "data", "code"),
    [
        ((), b"", "figure-captions"),
        (("captions:", "  - language: zh", "    file: files/f.zh.srt"), b"", "captions-form"),
        (("speech: false",), film(b"meta"), "attachment-track"),
        (("speech: false",), b"<html>", "attachment-other"),
        (("speech: false",), film()[:-3], "attachment-damaged"),
        (("speech: false", "web: https://example.org/"), b"", "figure-elsewhere"),
    ],
)  # fmt: skip
def test_a_film_that_not_everyone_can_follow_or_that_tells_too_much_is_refused(
    site: Site, lines: tuple[str, ...], data: bytes, code: str
) -> None:
    video(site, *lines, data=data)
    assert [one.code for one in told(site) if one.severity.value == "error"] == [code]


def test_a_film_without_speech_needs_no_captions(site: Site) -> None:
    video(site, "speech: false")
    build(site.root)
    assert (site.root / "site" / "figures" / "clip.mp4").exists()


def test_a_film_elsewhere_is_linked_to_and_never_embedded(site: Site) -> None:
    lines = ("type: elsewhere", *FIGURE[1:-1], "web: https://video.example.org/a?b=1", "public: true")
    site.add("figures/clip.yml", record("录像", *lines))
    build(site.root)
    page = (site.root / "site" / "figures" / "clip" / "index.html").read_text("utf-8")
    assert 'href="https://video.example.org/a?b=1"' in page
    assert not re.search(r"<(?:iframe|embed|object|video)", page)


@pytest.mark.parametrize(
    ("target", "code"),
    [
        ("../../../assets/files/x.csv", ""),
        ("../../../assets/files/X.csv", "picture-without-figure-near"),
        ("../../../assets/files/y.pdf", "attachment-without-record"),
        ("report.pdf", "attachment-beside"),
        ("film.mp4", "attachment-beside"),
    ],
)
def test_a_link_to_a_file_leads_to_its_record_or_says_where_files_go(site: Site, target: str, code: str) -> None:
    put(site, "x.csv", b"a\n")
    head = "---\ntitle: 甲\nsummary: 乙。\ndate: 2024-03-03\nsources:\n  - daily\n---\n\n"
    site.add("articles/2024/a.zh.md", f"{head}见[报告全文]({target})。\n")
    assert [one.code for one in told(site) if one.severity.value == "error"] == ([code] if code else [])
    if not code:
        build(site.root)
        page = (site.root / "site" / "news" / "2024" / "a" / "index.html").read_text("utf-8")
        assert re.search(r'href="[^"]*files/report/">报告全文</a>', page)


def test_a_link_says_what_comes_and_how_much_of_it(site: Site, photo: bytes) -> None:
    put(site, "x.pdf", pdf(photo))
    text = "见[](file:report)，另见[说明](file:report)。\n"
    head = "---\ntitle: 甲\nsummary: 乙。\ndate: 2024-03-03\nsources:\n  - daily\n---\n\n"
    site.add("articles/2024/a.zh.md", head + text)
    build(site.root)
    page = (site.root / "site" / "news" / "2024" / "a" / "index.html").read_text("utf-8")
    size = len((site.root / "site" / "files" / "report.pdf").read_bytes())
    shown = f"{max(1, round(size / 1000))} KB"
    assert re.search(rf'href="[^"]*files/report\.pdf" type="application/pdf">报告</a><span[^>]*>（PDF，{shown}）', page)
    assert re.search(r'href="[^"]*files/report/">说明</a>', page)


def test_another_file_under_the_same_record_is_published_and_its_size_shown(site: Site) -> None:
    put(site, "x.csv", b"a,b\n1,2\n")
    assert published(site, "csv") == b"a,b\n1,2\n"
    (site.root / "assets" / "files" / "x.csv").write_bytes(b"a,b\n" * 900)
    assert published(site, "csv") == b"a,b\n" * 900
    for page in ("files/report/index.html", "en/files/report/index.html"):
        assert "4 " in (site.root / "site" / page).read_text("utf-8"), page
    assert build(site.root).exchanged is False


def test_a_file_of_a_draft_does_not_go_out_and_one_of_no_record_is_told(site: Site) -> None:
    put(site, "x.csv", b"a,b\n")
    site.add("files/report.yml", record("报告", "file: files/x.csv", "draft: true"))
    (site.root / "assets" / "files" / "y.csv").write_bytes(b"c\n")
    assert [(one.path, one.code) for one in told(site)] == [("assets/files/y.csv", "attachment-orphan")]
    build(site.root)
    assert not list((site.root / "site").rglob("*.csv")) or not (site.root / "site" / "files" / "report.csv").exists()


def test_a_damaged_file_is_refused_or_clean_and_never_a_crash(site: Site, photo: bytes) -> None:
    chance = random.Random(7)
    for name, data in (("x.docx", office("docx", photo)), ("x.pdf", pdf(photo)), ("x.zip", zipped({"a.csv": "a"}))):
        for _ in range(6):
            harmed = bytearray(data)
            for _ in range(chance.choice((1, 5))):
                harmed[chance.randrange(len(harmed))] = chance.randrange(256)
            put(site, name, bytes(harmed[: chance.choice((len(data), chance.randrange(len(data))))]))
            with suppress(ContentError):
                build(site.root)
            assert {one.code.partition("-")[0] for one in told(site)} <= {"attachment"}
