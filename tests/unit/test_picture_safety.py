"""Originals that tell too much or cost too much: nothing of the first comes out, the second are refused or cheap."""

from __future__ import annotations

import io
import os
import random
import re
import struct
import subprocess
import sys
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image, ImageCms, PngImagePlugin

from tests.unit.helpers import ROOT
from tests.unit.test_pictures import bomb, gradient, look, made, opened, project, save
from xieshou.core.problems import message, problem
from xieshou.core.project import ProjectPaths
from xieshou.language.labels import load_labels
from xieshou.pictures.inspect import Fault

__all__ = ["project"]
MARK = "XQMARK"
ORIENTATION, MAKE, MAKER_NOTE, SERIAL, LENS_SERIAL, EXIF_IFD, GPS = 0x112, 0x10F, 0x927C, 0xA431, 0xA435, 0x8769, 0x8825


def told() -> bytes:
    """EXIF with a mark in every corner: camera, serial numbers, maker's note, place."""
    exif = Image.Exif()
    exif[MAKE], exif[0x13B], exif[0x9C9B] = MARK, MARK, MARK.encode("utf-16-le")
    inner, place = exif.get_ifd(EXIF_IFD), exif.get_ifd(GPS)
    inner[MAKER_NOTE], inner[SERIAL], inner[LENS_SERIAL], inner[0x9286] = MARK.encode(), MARK, MARK, MARK.encode()
    place[1], place[2], place[0x1B], place[0x1D] = "N", (36.0, 11.0, 0.0), MARK.encode(), MARK
    return exif.tobytes()


def profile() -> bytes:
    """An sRGB profile whose description is marked, as those of measured screens name their owners."""
    data = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return data.replace("sRGB".encode("utf-16-be"), MARK[:4].encode("utf-16-be"))


XMP = f"<x:xmpmeta xmlns:x='adobe:ns:meta/'>{MARK}</x:xmpmeta>".encode()
IPTC = b"Photoshop 3.0\0" + b"8BIM\x04\x04\0\0" + struct.pack(">I", 11) + b"\x1c\x02\x50\0\x06" + MARK.encode() + b"\0"


def talkative(path: Path) -> bytes:
    """A small picture with all the metadata its format has room for."""
    image = gradient(90, 60)
    if path.suffix == ".png":
        text = PngImagePlugin.PngInfo()
        text.add_text("Comment", MARK)
        text.add_text("Author", MARK, zip=True)
        text.add_itxt("XML:com.adobe.xmp", XMP.decode(), zip=True)
        text.add_itxt("Title", MARK)
        text.add(b"prVt", MARK.encode(), after_idat=True)
        image.save(path, pnginfo=text, exif=told(), icc_profile=profile())
    elif path.suffix == ".tif":
        image.save(path, exif=told(), icc_profile=profile(), tiffinfo={270: MARK, 305: MARK, 700: XMP, 33723: MARK})
    elif path.suffix == ".gif":
        image.save(path, comment=MARK.encode(), xmp=XMP)
    else:
        image.save(path, exif=told(), icc_profile=profile(), xmp=XMP, comment=MARK.encode())
    data = path.read_bytes()
    if path.suffix == ".jpg":  # what Photoshop adds, and a thumbnail behind the end
        data = data[:2] + b"\xff\xed" + struct.pack(">H", len(IPTC) + 2) + IPTC + data[2:] + MARK.encode()
        path.write_bytes(data)
    return data


def unpacked(data: bytes) -> Iterator[bytes]:
    """The bytes, and what every zlib stream among them holds."""
    yield data
    for found in re.finditer(rb"\x78[\x01\x5e\x9c\xda]", data):
        try:
            yield zlib.decompressobj().decompress(data[found.start() :], 1_000_000)
        except zlib.error:
            continue


def tells(data: bytes) -> bool:
    marks = (MARK.encode(), MARK.encode("utf-16-le"), MARK[:4].encode("utf-16-be"), b"adobe:ns", b"ICC_PROFILE")
    return any(mark in part for part in unpacked(data) for mark in marks)


@pytest.mark.parametrize("suffix", ["jpg", "png", "webp", "avif", "tif", "gif"])
def test_nothing_that_a_camera_or_a_program_noted_comes_out(project: ProjectPaths, suffix: str) -> None:
    assert tells(talkative(project.assets / "photos" / f"a.{suffix}"))
    files = made(project, f"a.{suffix}")
    assert len(files) == 3
    for form, data in files.items():
        assert not tells(data), form
        assert {"icc_profile", "exif", "xmp", "comment"}.isdisjoint(opened(data).info), form
        assert not dict(opened(data).getexif()), form
    for path in project.cache.rglob("*"):
        assert path.is_dir() or not tells(path.read_bytes()), path.name


UPRIGHT = {
    1: (0, 1, 2, 3), 2: (1, 0, 3, 2), 3: (2, 3, 0, 1), 4: (3, 2, 1, 0),
    5: (0, 3, 2, 1), 6: (3, 0, 1, 2), 7: (2, 1, 0, 3), 8: (1, 2, 3, 0),
}  # fmt: skip
"""By orientation: which corner of what the camera stored is seen where, clockwise from the upper left."""


@pytest.mark.parametrize("turn", UPRIGHT)
@pytest.mark.parametrize("suffix", ["jpg", "png", "webp", "avif", "tif"])
def test_every_orientation_puts_the_corners_where_they_belong(project: ProjectPaths, turn: int, suffix: str) -> None:
    corners = [(255, 0, 0), (0, 255, 0), (0, 0, 255), (255, 255, 255)]  # clockwise from the upper left
    image = Image.new("RGB", (96, 64))
    for colour, place in zip(corners, [(0, 0), (48, 0), (48, 32), (0, 32)], strict=True):
        image.paste(colour, (*place, place[0] + 48, place[1] + 32))
    exif = Image.Exif()
    exif[ORIENTATION] = turn
    save(project, f"a.{suffix}", image, exif=exif)
    upright = [corners[at] for at in UPRIGHT[turn]]
    for form, data in made(project, f"a.{suffix}").items():
        again = opened(data).convert("RGB")
        width, height = again.size
        assert (width, height) == ((96, 64) if turn < 5 else (64, 96)), form
        for colour, at in zip(upright, [(9, 9), (width - 9, 9), (width - 9, height - 9), (9, height - 9)], strict=True):
            found = again.getpixel(at)
            assert isinstance(found, tuple)
            assert all(abs(one - other) < 40 for one, other in zip(found, colour, strict=True)), (form, at, found)


@pytest.mark.parametrize("suffix", ["gif", "webp", "png", "tif", "avif"])
def test_of_several_frames_the_first_is_shown_and_stands_still(project: ProjectPaths, suffix: str) -> None:
    later = [Image.new("RGB", (60, 40), colour) for colour in ("blue", "lime")]
    save(project, f"a.{suffix}", Image.new("RGB", (60, 40), "red"), save_all=True, append_images=later)
    assert getattr(Image.open(project.assets / "photos" / f"a.{suffix}"), "n_frames", 1) == 3
    for form, data in made(project, f"a.{suffix}").items():
        red, _, blue = opened(data).convert("RGB").getpixel((30, 20))  # type: ignore[misc]
        assert getattr(opened(data), "n_frames", 1) == 1, form
        assert red > 200, form
        assert blue < 60, form


@pytest.mark.parametrize(("kind", "name"), [("png", "a.jpg"), ("jpeg", "a.png"), ("gif", "a.webp"), ("webp", "a.tif")])
def test_a_picture_under_a_wrong_extension_is_what_it_is(project: ProjectPaths, kind: str, name: str) -> None:
    save(project, name, gradient(60, 40), format=kind)
    for (suffix, _), data in made(project, name).items():
        assert opened(data).format == {"avif": "AVIF", "webp": "WEBP", "jpg": "JPEG"}[suffix]


def drawing(name: str) -> bytes:
    if name.endswith(".svg"):
        out = io.BytesIO()
        gradient(20, 10).save(out, "PNG")
        return out.getvalue()
    return b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 3 2"><script>alert(1)</script></svg>'


@pytest.mark.parametrize("name", ["a.svg", "a.png", "a.jpg"])
def test_drawings_and_photographs_do_not_pass_for_each_other(project: ProjectPaths, name: str) -> None:
    (project.assets / "photos" / name).write_bytes(drawing(name))
    pictures, faults = look(project, name)
    assert pictures == {}
    assert faults[f"photos/{name}"].code in ("picture-refused", "picture-unreadable")


def run_length_bitmap() -> bytes:
    """A bitmap of 16 million pixels in runs of one: a minute for a reader in Python."""
    rows = b"\x01\x00" * 4000
    head = struct.pack("<IiiHHIIiiII", 40, 4000, 4000, 1, 8, 1, len(rows), 0, 0, 256, 0)
    return b"BM" + struct.pack("<IHHI", 54 + 1024 + len(rows), 0, 0, 1078) + head + bytes(1024) + rows


def many_scans() -> bytes:
    out = io.BytesIO()
    gradient(64, 64).save(out, "JPEG", progressive=True)
    data = out.getvalue()
    at = data.rindex(b"\xff\xda")
    return data[:at] + data[at:-2] * 200 + data[-2:]


def wide_tile() -> bytes:
    """A TIFF of a thousand pixels, with one tile of three thousand million."""
    tags = {256: 40, 257: 25, 258: 8, 259: 8, 262: 1, 277: 1, 322: 60_000, 323: 60_000, 324: 8, 325: 9}
    entries = b"".join(struct.pack("<HHII", tag, 4, 1, value) for tag, value in tags.items())
    data = zlib.compress(b"\0" * 100)
    return (
        b"II*\0"
        + struct.pack("<I", 24)
        + data.ljust(16, b"\0")[:16]
        + struct.pack("<H", len(tags))
        + entries
        + b"\0" * 4
    )


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "picture-empty"),
        (bomb(8_000, 8_000), "picture-too-many-pixels"),
        (bomb(60_000, 60_000), "picture-too-many-pixels"),
        (bomb(2_000, 3), "picture-too-long"),
        (bomb(4_000, 4_000), "picture-unreadable"),
        (run_length_bitmap(), "picture-refused"),
        (many_scans(), "picture-refused"),
        (wide_tile(), "picture-refused"),
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + bytes(100), "picture-unreadable"),
    ],
    ids=["empty", "pixels", "bomb", "line", "less", "runs", "scans", "tile", "heic"],
)
def test_what_would_cost_too_much_is_refused_with_a_sentence(project: ProjectPaths, data: bytes, code: str) -> None:
    (project.assets / "photos" / "a.png").write_bytes(data)
    pictures, faults = look(project, "a.png")
    assert pictures == {}
    fault = faults["photos/a.png"]
    assert fault.code == code
    for labels in load_labels(ProjectPaths.at(ROOT)).values():
        told = problem("content/figures/a.yml", 1, 1, fault.code, value="photos/a.png", why=fault.why)
        sentence, hint = message(told, labels.problems)
        assert "photos/a.png" in sentence
        assert hint


def test_a_file_too_heavy_is_refused_unread(project: ProjectPaths) -> None:
    with (project.assets / "photos" / "a.png").open("wb") as file:
        file.truncate(40_000_001)
    assert look(project, "a.png")[1] == {"photos/a.png": Fault("picture-too-large", "40")}


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_picture_that_may_not_be_read_is_named(project: ProjectPaths) -> None:
    save(project, "a.png", gradient(20, 10)).chmod(0)
    assert look(project, "a.png")[1]["photos/a.png"].code == "picture-denied"


def test_a_damaged_picture_is_refused_or_shown_and_never_a_crash(project: ProjectPaths) -> None:
    chance = random.Random(4)
    for suffix in ("jpg", "png", "webp", "avif", "tif", "gif"):
        path = project.assets / "photos" / f"a.{suffix}"
        data = talkative(path)
        for _ in range(12):
            damaged = bytearray(data)
            for _ in range(chance.choice((1, 3, 10))):
                damaged[chance.randrange(len(damaged))] = chance.randrange(256)
            path.write_bytes(damaged[: chance.choice((len(data), chance.randrange(len(data))))])
            pictures, faults = look(project, f"a.{suffix}")
            assert len(pictures) + len(faults) == 1
            if pictures:
                assert not any(tells(one) for one in made(project, f"a.{suffix}").values())


def test_a_very_long_picture_is_made_no_larger_than_a_browser_can_take(project: ProjectPaths) -> None:
    save(project, "a.png", Image.new("L", (170, 16_500), 90))
    for (suffix, width), data in made(project, "a.png").items():
        image = opened(data)
        assert image.height <= 16_383, suffix
        assert image.size == (width, round(16_500 * width / 170)), suffix


_LARGE = """
import sys
from pathlib import Path
from PIL import Image
sys.path.insert(0, sys.argv[2])
from xieshou.pictures import raster
from xieshou.pictures.inspect import Picture
path = Path(sys.argv[1])
picture = Picture("a", b"", "raster", *raster.look(path))
assert picture.width * picture.height > 39_000_000
for _ in raster.encode(path, picture.alpha, 1600, [(1600, "avif"), (480, "webp")]):
    pass
# Of this program alone: getrusage begins with what the process that started it held.
print(next(line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM:")))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="measures memory as Linux counts it")
def test_the_largest_picture_is_made_in_little_memory(tmp_path: Path) -> None:
    # Just too narrow to be reduced by a whole factor, and with transparency: the two copies that are ever held.
    path = tmp_path / "a.png"
    Image.new("RGBA", (6390, 6250), (200, 30, 30, 128)).save(path, compress_level=1)
    done = subprocess.run(
        [sys.executable, "-c", _LARGE, str(path), str(ROOT / "hooks")], capture_output=True, text=True, check=True
    )
    assert int(done.stdout) / 1024 < 450
