"""Who a picture is by travels with it: every published file says so, and says nothing else."""

from __future__ import annotations

import io
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PIL import Image

from tests.engine import build
from tests.unit.helpers import Site
from tests.unit.test_pictures import gradient
from xieshou.pictures import raster
from xieshou.pictures.credit import LONGEST, Credit, packet
from xieshou.pictures.embed import embedded

RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
NAMES = {"title": "http://purl.org/dc/elements/1.1/", "rights": "http://purl.org/dc/elements/1.1/",
         "Credit": "http://ns.adobe.com/photoshop/1.0/", "Source": "http://ns.adobe.com/photoshop/1.0/"}  # fmt: skip
FIGURE = """\
type: photo
name:
  zh: 地里的“京长”合作
  en: In the <field> & beyond
caption:
  zh: 说明。
  en: A caption.
alt:
  zh: 两个人
  en: Two people
credit:
  zh: 张三 摄
  en: Photo by Zhang San
rights:
  zh: 仅供本站使用
  en: For this site only
image: photos/a.png
sources:
  - daily
"""


def xmp_of(data: bytes) -> bytes:
    """The packet, as Pillow and the libraries of the formats find it."""
    if b"<svg" in data[:100]:
        return data
    found = Image.open(io.BytesIO(data)).info
    told = found.get("xmp") or found.get("XML:com.adobe.xmp") or b""
    return told if isinstance(told, bytes) else told.encode()


def said(data: bytes) -> dict[str, dict[str, str]]:
    """By property: the texts by language (under no language, where it has one text)."""
    root = ElementTree.fromstring(xmp_of(data).decode().strip("\ufeff"))
    found: dict[str, dict[str, str]] = {}
    for name, space in NAMES.items():
        for one in root.iter(f"{{{space}}}{name}"):
            texts = {item.get(LANG, ""): item.text or "" for item in one.iter(f"{RDF}li")}
            found[name] = texts or {"": one.text or ""}
    return found


def published(root: Path) -> dict[str, bytes]:
    folder = root / "site" / "pictures"
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.name.startswith("a-")}


@pytest.fixture
def site(tmp_path: Path) -> Site:
    site = Site.sound(tmp_path / "s")
    (site.root / "assets" / "photos").mkdir(parents=True, exist_ok=True)
    gradient(60, 40).save(site.root / "assets" / "photos" / "a.png")
    site.add("figures/shown.yml", FIGURE + "public: true\n")
    build(site.root)
    return site


def test_every_file_of_a_picture_says_who_it_is_by(site: Site) -> None:
    files = published(site.root)
    assert {name.rpartition(".")[2] for name in files} == {"avif", "webp", "jpg"}
    for name, data in files.items():
        told = said(data)
        zh, en = "地里的“京长”合作", "In the <field> & beyond"
        assert told["title"] == {"x-default": zh, "zh": zh, "en": en}, name
        assert told["rights"]["zh"] == "仅供本站使用", name
        assert told["rights"]["en"] == "For this site only", name
        assert told["Credit"] == {"": "张三 摄 / Photo by Zhang San"}, name
        assert told["Source"][""], name
        assert len(xmp_of(data)) <= LONGEST, name


def test_another_credit_reaches_the_files_without_encoding_them(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    before = published(site.root)
    monkeypatch.setattr(raster, "encode", lambda *_: pytest.fail("encoded again"))
    site.add("figures/shown.yml", FIGURE.replace("Photo by Zhang San", "Photo by Li Si") + "public: true\n")
    build(site.root)
    after = published(site.root)
    assert after.keys() == before.keys()
    for name, data in after.items():
        assert said(data)["Credit"][""].endswith("Photo by Li Si"), name
        old, new = (Image.open(io.BytesIO(one)).convert("RGB").tobytes() for one in (before[name], data))
        assert old == new, name


FULL = Credit((("zh", "标题"), ("en", "Title")), (("en", "By A"),), (("en", "All"),), ((("zh", "报"),),))


@pytest.mark.parametrize(
    ("suffix", "form", "mode"),
    [("jpg", "JPEG", "RGB"), ("png", "PNG", "RGBA"), ("webp", "WEBP", "RGB"), ("webp", "WEBP", "RGBA"),
     ("avif", "AVIF", "RGB"), ("avif", "AVIF", "RGBA")],
)  # fmt: skip
@pytest.mark.parametrize("size", [(301, 201), (1, 1)])
def test_a_packet_changes_no_pixel(suffix: str, form: str, mode: str, size: tuple[int, int]) -> None:
    out = io.BytesIO()
    gradient(*size).convert(mode).save(out, form)
    with_packet = embedded(out.getvalue(), suffix, packet(FULL))
    assert said(with_packet)["title"]["en"] == "Title"
    one, other = (Image.open(io.BytesIO(data)) for data in (out.getvalue(), with_packet))
    assert one.size == other.size
    assert one.mode == other.mode
    assert one.tobytes() == other.tobytes()


def test_a_drawing_says_who_it_is_by_too() -> None:
    drawing = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 3 2"><path d="M0 0h3" /></svg>'
    assert said(embedded(drawing, "svg", packet(FULL)))["Credit"] == {"": "By A"}


@pytest.mark.parametrize("sign", ["<script>", "]]>", "&amp;", '"', "\x00\x01", "😀", "\ufffe"])
def test_words_are_words_whatever_signs_they_have(sign: str) -> None:
    text = f"a{sign}b"
    made = packet(Credit(title=(("zh", text), ("en", text))))
    root = ElementTree.fromstring(made.decode().strip("\ufeff"))
    shown = next(one.text for one in root.iter(f"{RDF}li"))
    assert shown == "".join(letter for letter in text if letter.isprintable())


def test_long_words_are_shortened_so_that_a_packet_stays_small() -> None:
    long = (("zh", "很长的说明" * 200), ("en", "a long licence " * 200))
    made = packet(Credit(long, long, long, (long, long, long)))
    assert len(made) <= LONGEST
    assert "…" in made.decode()


def test_where_nothing_is_said_nothing_is_written() -> None:
    assert packet(Credit()) == b""
    assert embedded(b"data", "jpg", b"") == b"data"
