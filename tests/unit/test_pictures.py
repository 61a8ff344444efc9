"""Pictures: published ones are encoded anew, upright, without metadata; what may do harm is refused."""

from __future__ import annotations

import hashlib
import io
import shutil
import struct
import zlib
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageCms, ImageStat

from tests.unit.helpers import ROOT
from xieshou.core.cache import Store
from xieshou.core.project import ProjectPaths
from xieshou.core.workers import Pool, single_process
from xieshou.pictures import raster
from xieshou.pictures.derive import derivatives, derive, formats, kept
from xieshou.pictures.inspect import MANY, WIDTHS, Fault, Picture, Pictures, inspect
from xieshou.pictures.vector import Refused, clean_svg

ORIENTATION, ARTIST, GPS = 0x0112, 0x013B, 0x8825


@pytest.fixture
def project(tmp_path: Path) -> ProjectPaths:
    (tmp_path / "assets" / "photos").mkdir(parents=True)
    return ProjectPaths(tmp_path, tmp_path / "docs", tmp_path / "cache")


def look(project: ProjectPaths, *names: str) -> tuple[Pictures, dict[str, Fault]]:
    with Store.open(project.cache, b"baker") as store:
        return inspect(project, [f"photos/{name}" for name in names], store)


def save(project: ProjectPaths, name: str, image: Image.Image, **options: object) -> Path:
    path = project.assets / "photos" / name
    image.save(path, **options)  # type: ignore[arg-type]
    return path


def gradient(width: int, height: int, mode: str = "RGB") -> Image.Image:
    """Red at the left, blue at the bottom: every corner is another colour."""
    image = Image.new("RGB", (width, height))
    image.putdata([(255 - 255 * x // width, 0, 255 * y // height) for y in range(height) for x in range(width)])
    return image.convert(mode)


def made(project: ProjectPaths, name: str) -> dict[tuple[str, int], bytes]:
    pictures, faults = look(project, name)
    assert faults == {}
    wanted = list(derivatives(pictures))
    derive(project, wanted, single_process())
    return {(one.suffix, one.width): kept(project, one).read_bytes() for one in wanted}


def opened(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data))


def reddish(image: Image.Image, at: tuple[int, int]) -> bool:
    red, _, blue = image.convert("RGB").getpixel(at)  # type: ignore[misc]
    return bool(red > 150 and blue < 110)


def test_a_photograph_is_made_in_every_format_and_width_below_its_own(project: ProjectPaths) -> None:
    save(project, "a.jpg", gradient(1200, 600))
    files = made(project, "a.jpg")
    assert set(files) == {(suffix, width) for suffix in ("avif", "webp", "jpg") for width in (480, 960, 1200)}
    for (suffix, width), data in files.items():
        image = opened(data)
        assert image.size == (width, width // 2)
        assert image.format == {"avif": "AVIF", "webp": "WEBP", "jpg": "JPEG"}[suffix]


def test_a_picture_is_never_made_larger_than_it_is_or_than_a_page_needs(project: ProjectPaths) -> None:
    save(project, "small.png", gradient(100, 50))
    save(project, "large.jpg", gradient(2000, 20))
    pictures, _ = look(project, "small.png", "large.jpg")
    assert pictures["photos/small.png"].widths == (100,)
    assert pictures["photos/large.jpg"].widths == WIDTHS


@pytest.mark.parametrize(("turn", "size"), [(1, (60, 40)), (3, (60, 40)), (6, (40, 60)), (8, (40, 60))])
def test_a_picture_taken_sideways_stands_upright(project: ProjectPaths, turn: int, size: tuple[int, int]) -> None:
    exif = Image.Exif()
    exif[ORIENTATION] = turn
    save(project, "a.jpg", gradient(60, 40), exif=exif, quality=95)
    pictures, _ = look(project, "a.jpg")
    assert (pictures["photos/a.jpg"].width, pictures["photos/a.jpg"].height) == size
    red_corner = {1: (2, 2), 3: (57, 37), 6: (37, 2), 8: (2, 57)}[turn]
    for (suffix, _), data in made(project, "a.jpg").items():
        image = opened(data)
        assert image.size == size, suffix
        assert reddish(image, red_corner), suffix
        assert ORIENTATION not in image.getexif()


def test_metadata_never_leaves_the_house(project: ProjectPaths) -> None:
    exif = Image.Exif()
    exif[ARTIST] = "SECRET-NAME"
    exif.get_ifd(GPS)[1] = "N"
    exif.get_ifd(GPS)[2] = (36.0, 11.0, 0.0)
    image = gradient(60, 40)
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    save(
        project,
        "a.jpg",
        image,
        exif=exif,
        comment=b"SECRET-COMMENT",
        icc_profile=profile,
        xmp=b"<x:xmpmeta>SECRET-XMP</x:xmpmeta>",
    )
    assert b"SECRET" in (project.assets / "photos" / "a.jpg").read_bytes()
    for form, data in made(project, "a.jpg").items():
        again = opened(data)
        assert b"SECRET" not in data, form
        assert not dict(again.getexif()), form
        assert not {"comment", "xmp", "exif"} & set(again.info), form


def test_transparency_is_kept_where_there_is_some(project: ProjectPaths) -> None:
    image = Image.new("RGBA", (40, 40), (255, 0, 0, 0))
    save(project, "a.png", image)
    files = made(project, "a.png")
    assert {suffix for suffix, _ in files} == {"avif", "webp", "png"}
    for data in files.values():
        assert opened(data).convert("RGBA").getpixel((5, 5))[3] == 0  # type: ignore[index]


@pytest.mark.parametrize(
    ("mode", "name"),
    [("CMYK", "a.jpg"), ("CMYK", "a.tif"), ("L", "a.jpg"), ("L", "a.png"), ("LA", "a.png"), ("P", "a.png"),
     ("P", "a.gif"), ("1", "a.png"), ("I;16", "a.png"), ("RGB", "a.bmp"),
     ("RGB", "a.webp"), ("RGB", "a.avif")],
)  # fmt: skip
def test_pictures_of_every_colour_mode_come_out_in_ordinary_colours(
    project: ProjectPaths, mode: str, name: str
) -> None:
    base = gradient(50, 30)
    if mode == "I;16":
        grey = base.convert("L")
        image = Image.frombytes("I;16", grey.size, b"".join(struct.pack("<H", value * 257) for value in grey.tobytes()))
    else:
        image = base.convert(mode)
    save(project, name, image)
    for (suffix, _), data in made(project, name).items():
        again = opened(data)
        assert again.mode in ("RGB", "RGBA"), suffix
        left, right = (again.convert("L").getpixel((at, 1)) for at in (1, 48))
        assert isinstance(left, int | float)
        assert isinstance(right, int | float)
        assert left > right, f"{suffix}: the light side is dark"


def test_a_cmyk_photograph_keeps_its_colours(project: ProjectPaths) -> None:
    save(project, "a.jpg", gradient(60, 40, "CMYK"), quality=95)
    for data in made(project, "a.jpg").values():
        assert reddish(opened(data), (2, 2))
        assert not reddish(opened(data), (57, 37))


def test_the_same_picture_gives_the_same_bytes_every_time(project: ProjectPaths, tmp_path: Path) -> None:
    path = save(project, "a.png", gradient(1000, 400))
    first = made(project, "a.png")
    other = ProjectPaths(tmp_path / "other", tmp_path, tmp_path / "other" / "cache")
    (other.assets / "photos").mkdir(parents=True)
    (other.assets / "photos" / "a.png").write_bytes(path.read_bytes())
    assert made(other, "a.png") == first


def test_another_picture_under_the_same_name_has_another_address(project: ProjectPaths) -> None:
    save(project, "a.png", gradient(50, 30))
    before = {one.path for one in derivatives(look(project, "a.png")[0])}
    save(project, "a.png", gradient(50, 31))
    assert before.isdisjoint({one.path for one in derivatives(look(project, "a.png")[0])})


def test_what_was_made_once_is_not_made_again(project: ProjectPaths) -> None:
    save(project, "a.png", gradient(50, 30))
    made(project, "a.png")
    folder = project.cache / "pictures"
    stamps = {path.name: path.stat().st_mtime_ns for path in folder.iterdir()}
    made(project, "a.png")
    assert {path.name: path.stat().st_mtime_ns for path in folder.iterdir()} == stamps


def test_what_another_machine_made_of_a_picture_is_used_here(
    project: ProjectPaths, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = save(project, "a.png", gradient(50, 30))
    first = made(project, "a.png")
    other = ProjectPaths(tmp_path / "other", tmp_path, tmp_path / "other" / "cache")
    (other.assets / "photos").mkdir(parents=True)
    (other.assets / "photos" / "b.png").write_bytes(path.read_bytes())
    shutil.copytree(project.cache / "pictures", other.cache / "pictures")
    monkeypatch.setattr(raster, "encode", lambda *_: pytest.fail("made again"))
    assert made(other, "b.png") == first


def nothing() -> None:
    """What the tasks of a pool need."""


def test_many_new_pictures_are_looked_at_by_several_processes_with_the_same_outcome(project: ProjectPaths) -> None:
    names = [f"{number}.png" for number in range(MANY + 1)]
    for number, name in enumerate(names):
        save(project, name, Image.new("RGB", (number + 20, 10)))
    (project.assets / "photos" / "3.png").write_bytes(b"no picture")
    (project.assets / "photos" / "5.png").unlink()
    told: list[tuple[str, int, int]] = []
    pool = Pool(None, nothing, 2)
    pool.progress = lambda *one: told.append(one)
    with Store.open(project.cache, b"baker") as store:
        found, faults = inspect(project, [f"photos/{name}" for name in names], store, pool)
    pool.close()
    assert [one.width for one in found.values()] == [one.width for one in look(project, *names)[0].values()]
    assert {name: fault.code for name, fault in faults.items()} == {
        "photos/3.png": "picture-unreadable", "photos/5.png": "picture-missing",
    }  # fmt: skip
    assert told == [("looking", number, MANY) for number in range(MANY + 1)]


def test_a_large_photograph_that_is_halved_while_it_is_read_looks_as_it_did(project: ProjectPaths) -> None:
    image = gradient(200, 40).resize((4000, 800))
    for left in range(0, 4000, 160):  # edges, which a careless reduction would shift or soften
        image.paste((20, 40, 60), (left, 0, left + 31, 800))
    save(project, "a.jpg", image, quality=95)
    for (suffix, width), data in made(project, "a.jpg").items():
        wanted = image.resize((width, width // 5), Image.Resampling.LANCZOS)
        off = ImageStat.Stat(ImageChops.difference(opened(data).convert("L"), wanted.convert("L"))).mean
        assert off[0] < 4, (suffix, width, off)


def bomb(width: int, height: int) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(b"\0" * 1000))
        + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize("size", [(9_000, 7_000), (12_000, 10_000), (60_000, 60_000)])
def test_a_picture_of_too_many_pixels_is_refused_before_they_are_read(
    project: ProjectPaths, size: tuple[int, int]
) -> None:
    (project.assets / "photos" / "a.png").write_bytes(bomb(*size))
    pictures, faults = look(project, "a.png")
    assert pictures == {}
    assert faults["photos/a.png"] == Fault("picture-too-many-pixels", "40")


@pytest.mark.parametrize("name", ["a.jpg", "a.png", "a.webp", "a.gif"])
def test_a_picture_that_was_cut_off_is_refused_before_anything_is_published(project: ProjectPaths, name: str) -> None:
    path = save(project, name, gradient(300, 200))
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2])
    pictures, faults = look(project, name)
    assert pictures == {}
    assert faults[f"photos/{name}"].code == "picture-unreadable"


@pytest.mark.parametrize("data", [b"not a picture", b"\xff\xd8\xff", b"<html></html>", b"%PDF-1.4", b"GIF89a"])
def test_what_is_no_picture_is_refused(project: ProjectPaths, data: bytes) -> None:
    (project.assets / "photos" / "a.jpg").write_bytes(data)
    pictures, faults = look(project, "a.jpg")
    assert pictures == {}
    assert faults["photos/a.jpg"].code == "picture-unreadable"


def test_a_picture_that_is_missing_or_a_link_is_refused(project: ProjectPaths, tmp_path: Path) -> None:
    outside = tmp_path / "outside.png"
    gradient(10, 10).save(outside)
    (project.assets / "photos" / "link.png").symlink_to(outside)
    (project.assets / "photos" / "folder.png").mkdir()
    (project.assets / "elsewhere").symlink_to(tmp_path)
    _, faults = look(project, "none.png", "link.png", "folder.png", "../elsewhere/outside.png")
    assert {fault.code for fault in faults.values()} == {"picture-missing"}
    assert len(faults) == 4


def test_a_picture_that_is_as_it_was_is_not_read_again(project: ProjectPaths, monkeypatch: pytest.MonkeyPatch) -> None:
    save(project, "a.png", gradient(20, 10))
    first, _ = look(project, "a.png")
    monkeypatch.setattr(Image, "open", lambda *_, **__: pytest.fail("read again"))
    assert look(project, "a.png")[0] == first


SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 30 20">{}</svg>'


@pytest.mark.parametrize(
    "inner",
    [
        "<script>alert(1)</script>", '<path d="M0 0" onclick="alert(1)"/>',
        '<a href="https://example.org"><path d="M0 0"/></a>',
        '<image href="https://example.org/a.png"/>', "<foreignObject><p>甲</p></foreignObject>", "<style>*{}</style>",
        '<path d="M0 0" style="fill:url(//example.org/a.svg#b)"/>',
        '<path d="M0 0" style="behavior:url(#a)"/>',
        '<style>@import "https://example.org/a.css";</style>', '<style>.a{fill:url(https://example.org/a)}</style>'
        '<path class="a" d="M0 0"/>', '<switch><foreignObject/></switch>',
        '<path d="M0 0" style="fill:red!important"/>',
        '<use href="https://example.org/a.svg#b"/>',
        '<use href="javascript:alert(1)"/>',
        '<path d="M0 0" fill="url(https://example.org/a.svg#b)"/>',
        '<path d="M0 0" fill="url(//example.org/a.svg#b)"/>',
        '<path d="M0 0" fill="url(data:image/svg+xml,x)"/>', '<animate attributeName="href" to="javascript:alert(1)"/>',
        '<set attributeName="onclick" to="alert(1)"/>', '<h:script xmlns:h="http://www.w3.org/1999/xhtml">alert(1)</h:script>',
        '<use xmlns:x="http://www.w3.org/1999/xlink" x:href="https://example.org"/>', "<path d='M0 0'", "<iframe/>",
    ],
)  # fmt: skip
def test_a_drawing_that_runs_or_reaches_out_is_refused(inner: str) -> None:
    with pytest.raises(Refused):
        clean_svg(SVG.format(inner).encode())


@pytest.mark.parametrize(
    "data",
    [
        b'<!DOCTYPE svg [<!ENTITY a "b">]>' + SVG.format("<text>&a;</text>").encode(),
        b'<?xml-stylesheet href="a.css"?>' + SVG.format("").encode(),
        (
            "\ufeff<?xml version='1.0' encoding='utf-16'?><!DOCTYPE svg [<!ENTITY a 'b'>]>"
            + SVG.format("<text>&a;</text>")
        ).encode("utf-16-le"),
        SVG.format("").replace('viewBox="0 0 30 20"', "").encode(),
        SVG.format("").replace("0 0 30 20", "0 0 0 20").encode(),
        SVG.format("").replace("0 0 30 20", "0 0 30").encode(),
        SVG.format("").replace("2000/svg", "1999/xhtml").encode(),
        b"", b"\xff\xfe", "甲".encode("gbk"),
        SVG.format("<g>" * 3000 + "</g>" * 3000).encode(),
    ],
    ids=["entity", "stylesheet", "entity-utf16", "no-box", "flat-box", "short-box", "namespace",
         "empty", "bom", "gbk", "deep"],
)  # fmt: skip
def test_a_drawing_that_is_not_plain_is_refused_and_never_a_crash(data: bytes) -> None:
    with pytest.raises(Refused):
        clean_svg(data)


def test_a_plain_drawing_is_written_anew_without_its_comments() -> None:
    inner = '<!-- SECRET --><defs><linearGradient id="g"><stop offset="0" stop-color="#fff"/></linearGradient></defs>'
    inner += '<path d="M0 0h30" fill="url(#g)"/><use href="#g"/><title>甲</title>'
    data, width, height = clean_svg(SVG.format(inner).encode())
    assert (width, height) == (30, 20)
    assert b"SECRET" not in data
    assert b'fill="url(#g)"' in data
    assert "甲".encode() in data
    assert clean_svg(data)[0] == data


_OF_PROGRAMS = """<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">
<svg xmlns="http://www.w3.org/2000/svg" xmlns:i="http://www.inkscape.org/namespaces/inkscape" width="30px" height="20"
  xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xml:space="preserve" i:version="SECRET" content="SECRET">
<metadata><r:RDF>SECRET</r:RDF></metadata>
<style>@font-face{font-family:"S";src:url(data:font/woff2;base64,SECRET)} /* SECRET */ .a,.b{fill:#f00;-x:1}
.b{stroke:#00f}</style>
<i:grid>SECRET</i:grid>
<path class="b" d="M0 0h3" fill="#000" style="fill:#0f0;line-height:1.2;stroke-width:2" data-name="SECRET"/>
<switch><foreignObject requiredFeatures="x"><p>SECRET</p></foreignObject><text x="1" y="2">甲</text></switch>
</svg>"""


def test_a_drawing_of_a_drawing_program_is_cleaned_and_looks_as_it_did() -> None:
    data, width, height = clean_svg(_OF_PROGRAMS.encode())
    assert (width, height) == (30, 20)
    assert b"SECRET" not in data
    for said in ('fill="#0f0"', 'stroke="#00f"', 'stroke-width="2"', "甲"):
        assert said in data.decode()
    assert clean_svg(data)[0] == data


def test_a_refused_drawing_is_named_with_its_reason(project: ProjectPaths) -> None:
    (project.assets / "photos" / "a.svg").write_text(SVG.format("<script/>"), encoding="utf-8")
    _, faults = look(project, "a.svg")
    assert faults["photos/a.svg"] == Fault("picture-refused", "<script>")


def test_a_drawing_is_published_as_a_drawing(project: ProjectPaths) -> None:
    (project.assets / "photos" / "a.svg").write_text(SVG.format('<path d="M0 0h30"/>'), encoding="utf-8")
    files = made(project, "a.svg")
    assert set(files) == {("svg", 30)}
    assert b"<path" in files["svg", 30]


def test_the_drawings_of_the_site_are_plain() -> None:
    drawings = sorted((ROOT / "assets" / "illustrations").glob("*.svg"))
    assert len(drawings) >= 2
    for path in drawings:
        data, width, height = clean_svg(path.read_bytes())
        assert data
        assert width
        assert height


def test_the_last_format_is_one_every_browser_shows() -> None:
    digest = hashlib.sha256(b"").digest()
    assert formats(Picture("a.jpg", digest, "raster", 10, 10, False))[-1] == "jpg"
    assert formats(Picture("a.png", digest, "raster", 10, 10, True))[-1] == "png"
