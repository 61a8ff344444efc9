"""A site to test with: made from the project and the sample content, built by ``mkdocs`` in a process of its own.

What changes it and what looks at it can be chained: ``site.replace(…).rebuilt().shows("news/", "…")``.
"""

from __future__ import annotations

import contextlib
import hashlib
import html
import os
import re
import shutil
import signal
import subprocess
import sys
import time
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from PIL import Image, ImageDraw

SAMPLE = Path(__file__).parent / "sample"
ORIGIN = "https://example.org/two/rivers/"
SECRET = b"zqx"
"""Every word of the sample that must not be published holds this, in either case."""
CAMERA = "CAMERA-SERIAL-4711"
"""Stands in the photograph's metadata."""
SKETCH = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 120">'
    '<path d="M0 90 Q80 30 160 80 T320 60" fill="none" stroke="#246" stroke-width="6"/></svg>'
)
SOURCES = ("assets", "content", "docs", "hooks")
PATIENCE = 300
"""Seconds after which what has not come is taken for dead: no test says how quick a thing is."""


@dataclass(frozen=True, slots=True)
class Result:
    """How a command ended."""

    code: int
    out: str
    err: str

    @property
    def said(self) -> str:
        """All it printed."""
        return self.out + self.err

    def check(self) -> Result:
        """Fail the test, with what was printed, unless the command succeeded."""
        assert self.code == 0, self.said
        return self

    def plainly_failed(self, *patterns: str) -> Result:
        """Fail the test unless the command failed with words that match, and not with a trace of our code."""
        assert self.code != 0
        assert "Traceback" not in self.said
        assert ".py" not in self.said
        assert self.err.strip()
        for pattern in patterns:
            assert re.search(pattern, self.err), self.err
        return self


@dataclass(frozen=True, slots=True)
class Site:
    """A project folder."""

    root: Path
    published: str = "site"

    @property
    def live(self) -> Path:
        """Where it is published."""
        return self.root / self.published

    @property
    def cache(self) -> Path:
        """What earlier builds worked out."""
        return self.root / ".cache" / "xieshou"

    def command(self, *options: str, strict: bool = True) -> list[str]:
        """The command that builds it."""
        return [sys.executable, "-m", "mkdocs", "build", *(["--strict"] if strict else []), *options]

    def build(self, *options: str, strict: bool = True, **environment: str) -> Result:
        """Build it."""
        done = subprocess.run(
            self.command(*options, strict=strict),
            cwd=self.root,
            env=env(**environment),
            capture_output=True,
            timeout=PATIENCE,
            check=False,
        )
        return Result(done.returncode, done.stdout.decode(errors="replace"), done.stderr.decode(errors="replace"))

    def rebuilt(self, *options: str, **environment: str) -> Site:
        """Build it, which must succeed."""
        self.build(*options, strict=True, **environment).check()
        return self

    def as_of(self, moment: str, **environment: str) -> Site:
        """Build it as of a moment, which must succeed and leave what is published alone: that site."""
        before = tree(self.live)
        said = self.build(strict=True, XIESHOU_AS_OF=moment, **environment).check().said
        assert "it goes to" in said
        assert differences(before, tree(self.live)) == []
        return Site(self.root, "site-as-of")

    def refused(self, *patterns: str, **environment: str) -> Site:
        """Build it, which must fail with words that match, and leave what is published as it was."""
        before, inode = tree(self.live), self.live.stat().st_ino
        self.build(strict=True, **environment).plainly_failed(*patterns)
        assert differences(before, tree(self.live)) == []
        assert self.live.stat().st_ino == inode
        return self

    def shows(self, path: str, *words: str) -> Site:
        """A published file holds all these words."""
        text = self.read(path if "." in path else f"{path}index.html")
        assert [word for word in words if word not in text] == [], path
        return self

    def lacks(self, path: str, *words: str) -> Site:
        """A published file holds none of these words; without any, there is no such file."""
        file = path if "." in path else f"{path}index.html"
        assert (self.live / file).exists() is bool(words), path
        assert [word for word in words if word in self.read(file)] == [], path
        return self

    def start(self, *options: str, **environment: str) -> subprocess.Popen[bytes]:
        """Begin to build it, as the leader of a process group."""
        return subprocess.Popen(
            self.command(*options),
            cwd=self.root,
            env=env(**environment),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )

    def configured(self, name: str = "mkdocs.test.yml", **settings: str) -> Path:
        """Another ``mkdocs.yml`` beside the project's own, with these settings on top."""
        path = self.root / name
        lines = (self.root / "mkdocs.yml").read_text("utf-8").splitlines()
        kept = [line for line in lines if line.split(":")[0] not in settings]
        path.write_text("\n".join([*kept, *(f"{key}: {value}" for key, value in settings.items())]) + "\n", "utf-8")
        return path

    def with_workers(self, number: int) -> Path:
        """A ``mkdocs.yml`` that asks for so many processes."""
        text = (self.root / "mkdocs.yml").read_text("utf-8")
        changed = re.sub(r"(?m)^  xieshou: \{\}.*$", f"  xieshou: {{workers: {number}}}", text)
        assert changed != text
        return self.write("mkdocs.workers.yml", changed)

    def sources_to(self, folder: Path) -> Site:
        """A copy of what was written by hand."""
        for name in SOURCES:
            shutil.copytree(self.root / name, folder / name)
        for path in self.root.glob("mkdocs*.yml"):
            shutil.copy2(path, folder)
        return Site(folder)

    def read(self, path: str) -> str:
        """A published file."""
        return (self.live / path).read_text("utf-8")

    def write(self, path: str, text: str) -> Path:
        """Write a source file."""
        target = self.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, "utf-8")
        return target

    def replace(self, path: str, old: str, new: str) -> Site:
        """Change a source file."""
        text = (self.root / path).read_text("utf-8")
        assert old in text, f"{path}: no {old!r}"
        self.write(path, text.replace(old, new, 1))
        return self

    def remove(self, path: str) -> Site:
        """Take a source file away."""
        (self.root / path).unlink()
        return self

    def pages(self) -> dict[str, str]:
        """The published HTML by path."""
        return {
            path.relative_to(self.live).as_posix(): path.read_text("utf-8")
            for path in sorted(self.live.rglob("*.html"))
        }


def env(**more: str) -> dict[str, str]:
    """A clean environment for a build: English messages, nothing of the tester's own settings."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("XIESHOU_", "LC_", "LANG"))}
    for name in ("PYTHONPATH", "SOURCE_DATE_EPOCH", "PYTHONHASHSEED"):
        kept.pop(name, None)
    own = {"XIESHOU_LANG": "en", "XIESHOU_PROGRESS": "off", "LANG": "C.UTF-8", "NO_MKDOCS_2_WARNING": "1"}
    return {**kept, **own, **more}


def install(project: Path, folder: Path) -> Path:
    """The engine, its templates, labels and theme in a new folder; no content, no pictures."""
    ignored = shutil.ignore_patterns("__pycache__", "photos", "illustrations")
    for name in ("hooks", "assets"):
        shutil.copytree(project / name, folder / name, ignore=ignored)
    shutil.copy2(project / "mkdocs.yml", folder)
    (folder / "docs" / "en").mkdir(parents=True)
    (folder / "docs" / "about.md").write_text("# 关于\n\n测试。\n", "utf-8")
    (folder / "docs" / "en" / "about.md").write_text("# About\n\nA test.\n", "utf-8")
    return folder


def make_sample(project: Path, folder: Path) -> Path:
    """The engine with the sample content and its pictures."""
    install(project, folder)
    for name in ("content", "docs"):
        shutil.copytree(SAMPLE / name, folder / name, dirs_exist_ok=True)
    paint(folder / "assets")
    return folder


def paint(assets: Path) -> None:
    """The sample's pictures."""
    (assets / "photos").mkdir(parents=True, exist_ok=True)
    (assets / "illustrations").mkdir(exist_ok=True)
    photo(assets / "photos" / "field.jpg", 40)
    photo(assets / "photos" / "zqx-photo.jpg", 120)
    badge = Image.new("RGBA", (200, 120), (0, 0, 0, 0))
    ImageDraw.Draw(badge).ellipse((20, 10, 180, 110), fill=(180, 40, 40, 255))
    badge.save(assets / "photos" / "badge.png")
    (assets / "illustrations" / "sketch.svg").write_text(SKETCH, "utf-8")
    (assets / "files").mkdir(exist_ok=True)
    (assets / "files" / "visitors.csv").write_text("年份,人次\n2023,12\n2024,15\n", "utf-8")


def photo(path: Path, shade: int) -> None:
    """A photograph of hills, with metadata that must not be published."""
    image = Image.new("RGB", (640, 400), (200, 220, 240))
    draw = ImageDraw.Draw(image)
    for number in range(8):
        left = number * 80
        draw.polygon([(left - 60, 400), (left + 40, 150 + 11 * number), (left + 150, 400)], fill=(30, shade, 60))
    exif = Image.Exif()
    exif[0x010F] = CAMERA
    image.save(path, quality=85, exif=exif)


def leaks(folder: Path, *words: bytes) -> Iterator[str]:
    """The files of a published folder that hold one of these words (``SECRET``, unless others are given).

    Searched are names and bytes, and what they hold packed or written another way: gzip and deflate, escapes of JSON,
    of HTML and of addresses.
    """
    wanted = [word.lower() for word in words or (SECRET,)]
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        data = path.read_bytes() if path.is_file() else b""
        if any(word in read.lower() for read in (name.encode(), *readings(data)) for word in wanted):
            yield name


def readings(data: bytes) -> Iterator[bytes]:
    """A file's bytes in every way they can be read."""
    yield from _written(data)
    for window in (31, 15, -15):  # gzip, zlib, raw deflate
        with contextlib.suppress(zlib.error):
            yield from _written(zlib.decompressobj(window).decompress(data))


def _written(data: bytes) -> Iterator[bytes]:
    """Bytes, and the text they are without its escapes."""
    yield data
    text = data.decode("utf-8", "replace")
    yield html.unescape(text).encode("utf-8", "replace")
    yield unquote(text).encode("utf-8", "replace")
    yield re.sub(r"\\u([0-9a-fA-F]{4})", lambda found: chr(int(found[1], 16)), text).encode("utf-8", "replace")


def tree(folder: Path) -> dict[str, bytes]:
    """Every file of a folder by its path: the digest of its bytes."""
    return {
        path.relative_to(folder).as_posix(): hashlib.blake2b(path.read_bytes(), digest_size=16).digest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def differences(one: dict[str, bytes], other: dict[str, bytes]) -> list[str]:
    """The paths in which two trees differ."""
    return sorted(path for path in one.keys() | other.keys() if one.get(path) != other.get(path))


def session_of(leader: int) -> list[int]:
    """The living processes of the session that ``leader`` began, without it."""
    found = []
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit() or int(entry.name) == leader:
            continue
        try:
            state, _, _, session = (entry / "stat").read_text().rpartition(")")[2].split()[:4]
        except (OSError, ValueError):
            continue
        if int(session) == leader and state not in "ZX":
            found.append(int(entry.name))
    return found


def end(process: subprocess.Popen[Any], number: int = signal.SIGKILL) -> None:
    """End a process that ``start`` began, and all of its group."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, number)
    process.wait(PATIENCE)


def until(true: Callable[[], object], every: float = 0.05) -> bool:
    """Whether a question (a function without arguments) comes to be answered yes."""
    last = time.monotonic() + PATIENCE
    while time.monotonic() < last:
        if true():
            return True
        time.sleep(every)
    return bool(true())
