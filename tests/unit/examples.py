"""The examples in the records of problems, laid over the sound project in ``tests/examples``.

In: an example as its record has it. Out: the project written wrongly or rightly, and what the check tells of it. What
no file can bring about is done by a trigger of the name that the record gives.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterable, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.engine import MARKDOWN, build
from tests.unit import test_attachments as made
from tests.unit.helpers import NOW, ROOT, record
from tests.unit.refused_imports import REFUSED
from tests.unit.test_pictures import bomb
from tests.unit.test_root_files import png
from tests.unit.test_verify import rot
from xieshou.attachments.forms import MAX_DOCUMENT
from xieshou.build.card_fonts import card_font
from xieshou.build.publish import Trees
from xieshou.build.session import BuildSettings, Session
from xieshou.build.verify import verified
from xieshou.cli.examined import examined
from xieshou.cli.options import LABELS
from xieshou.content.site_file import read_site
from xieshou.core.problems import Problem
from xieshou.core.project import ProjectPaths
from xieshou.core.wishes import OF_KEYS, OF_TEXTS
from xieshou.language.parity.compare import compared
from xieshou.language.parity.document import document
from xieshou.language.parity.words import code_of
from xieshou.outputs.root_files import MAX_FILES
from xieshou.pictures import fonts
from xieshou.pictures.inspect import MAX_BYTES

BASE = ROOT / "tests" / "examples"
PHOTO = "assets/photos/yard.jpg"
Example = Mapping[str, Any]


def base_project(root: Path) -> Path:
    """The sound project, in ``root``."""
    shutil.copytree(BASE, root)
    write(root, {"hooks/build_site.py": b"from xieshou.host.mkdocs import Adapter\n"})
    return root


def write(root: Path, files: Mapping[str, bytes]) -> None:
    for name, data in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def files_of(example: Example, *, right: bool) -> dict[str, bytes]:
    """What the example writes into the project; mended with ``right``."""
    files = {name: text.encode() for name, text in example.get("with", {}).items()}
    name = example.get("right_file", example["file"]) if right else example["file"]
    if copied := example.get("right_copy" if right else "copy"):
        return files | {name: (BASE / copied).read_bytes()}
    same = "right_file" in example or "encoding" in example
    mended = example.get("right", example.get("wrong", "") if same else "")
    text = mended if right else example.get("wrong", "") * example.get("times", 1)
    if not text and not (BASE / name).exists() and (right or mended):
        return files  # mended by taking the file away, or by writing it
    return files | {name: _laid(BASE / name, text, example, mended).encode(_encoding(example, right=right))}


def _encoding(example: Example, *, right: bool) -> str:
    return "utf-8" if right else example.get("encoding", "utf-8")


def _laid(path: Path, text: str, example: Example, mended: str) -> str:
    """``text`` in its place in the file, or below what stands there."""
    if not path.exists():
        return text
    before, place = path.read_text("utf-8"), example.get("place", mended)
    if place and place in before:
        return before.replace(place, text, 1)
    gap = "\n" if text and path.suffix == ".md" else ""
    return f"{before}{gap}{text}"


def told(root: Path) -> list[Problem]:
    """What the check tells of a project, notes too."""
    return list(examined(root, NOW, LABELS["en"]).problems)


def codes_of(problems: Iterable[Problem]) -> set[str]:
    """The codes of problems; that of all wishes too where one was answered."""
    found = {one.code for one in problems}
    return found | {general for general in (OF_KEYS, OF_TEXTS) for code in found if code.startswith(f"{general}-")}


# -- what no file of text brings about

Trigger = Callable[[Path, pytest.MonkeyPatch], Iterable[Problem]]


def _done(change: Callable[[Path], object]) -> Trigger:
    """What the check tells once ``change`` was done to the project."""

    def trigger(root: Path, _patch: pytest.MonkeyPatch) -> Iterable[Problem]:
        change(root)
        return told(root)

    return trigger


def _published(change: Callable[[Path], object]) -> Trigger:
    """What ``xieshou verify`` tells once ``change`` was done to the project that was built."""

    def trigger(root: Path, _patch: pytest.MonkeyPatch) -> Iterable[Problem]:
        build(root)
        change(root)
        return verified(ProjectPaths.at(root), Trees(root / "site")).problems

    return trigger


def _gbk_name(root: Path) -> None:
    folder = os.fsencode(root / "content/organisations")
    with open(os.path.join(folder, "药厂.yml".encode("gbk")), "wb") as file:
        file.write(record().encode())


def _figure(data: Callable[[], bytes], size: int = 0) -> Callable[[Path], None]:
    """A figure of its own that shows a picture of these bytes, made as long as ``size``."""

    def change(root: Path) -> None:
        text = (BASE / "content/figures/yard.yml").read_text("utf-8")
        text = text.replace("yard.jpg", "shed.png").replace("厂区", "车间").replace("The yard", "The shed")
        write(root, {"content/figures/shed.yml": text.encode(), "assets/photos/shed.png": data()})
        if size:
            os.truncate(root / "assets/photos/shed.png", size)

    return change


def _album_of_copies(root: Path) -> None:
    project = (BASE / "content/projects/drying.yml").read_bytes()
    album = b"photos:\n  pictures:\n    - photos/yard.jpg\n    - photos/shed.jpg\n"
    photo = (BASE / PHOTO).read_bytes()
    write(root, {"content/projects/drying.yml": project + album, "assets/photos/shed.jpg": photo})


def _rot(name: str) -> Callable[[Path], None]:
    """One bit changed in place, in this tree alone, and nothing that the system tells of the file."""

    def change(root: Path) -> None:
        path = root / name
        shutil.copy2(path, root / "copy")
        (root / "copy").replace(path)
        rot(path)

    return change


def _denied(root: Path, patch: pytest.MonkeyPatch) -> Iterable[Problem]:
    """A picture that the disk does not give: nothing is kept from root, who may run the tests."""

    def fails(_path: Path, _name: str) -> None:
        raise PermissionError

    patch.setattr("xieshou.pictures.inspect._look", fails)
    return told(root)


def _file(name: str, data: Callable[[], bytes], size: int = 0) -> Trigger:
    """A file of these bytes with a record of its own, made as long as ``size``."""

    def change(root: Path) -> None:
        text = record("报告", f"file: files/{name}", "public: true")
        write(root, {"content/files/report.yml": text.encode(), f"assets/files/{name}": data()})
        if size:
            os.truncate(root / "assets/files" / name, size)

    return _done(change)


def _file_denied(root: Path, patch: pytest.MonkeyPatch) -> Iterable[Problem]:
    def fails(_project: ProjectPaths, _path: Path, _name: str) -> None:
        raise PermissionError

    patch.setattr("xieshou.attachments.inspect._look", fails)
    return told(root)


def _taken(root: Path, _patch: pytest.MonkeyPatch) -> Iterable[Problem]:
    build(root)
    write(root, {"site/mine.txt": b"x", "content/organisations/mill.yml": record("面粉厂").encode()})
    return build(root).foreign


def _rotten(root: Path, patch: pytest.MonkeyPatch) -> Iterable[Problem]:
    """Times of change, which nobody can set, are left out here, as a failing disk leaves them."""

    def stamp(status: os.stat_result, _before: int | None = None) -> bytes:
        return f"{status.st_mtime_ns} {status.st_size}".encode()

    for module in ("xieshou.build.verify", "xieshou.content.load", "xieshou.pictures.inspect"):
        patch.setattr(f"{module}.stamp_of", stamp)
    os.utime(root / PHOTO, (1_700_000_000, 1_700_000_000))
    return _published(lambda root: rot(root / PHOTO))(root, patch)


def _no_font(root: Path, patch: pytest.MonkeyPatch) -> Iterable[Problem]:
    """What is told where the system has no font."""
    patch.setattr(fonts, "_FOLDERS", ())
    site, _, _ = read_site(ProjectPaths.at(root))
    return card_font(ProjectPaths.at(root), site, wanted=True).faults


def _no_contact(root: Path, patch: pytest.MonkeyPatch) -> Iterable[Problem]:
    """What is told where the site says no address to write to."""
    with closing(Session.to_check(ProjectPaths.at(root))) as session:
        return session.prepared(BuildSettings(MARKDOWN, workers=1, renders=False, located=True), NOW).problems


def _compared(root: Path, patch: pytest.MonkeyPatch) -> Iterable[Problem]:
    """What the comparison of two texts by themselves tells."""
    found = compared(document("看[药厂](organisation:works)。"), document("They saw the works."))
    return [Problem("visit.en.md", 1, 1, code_of(one)) for one in found]


TRIGGERS: Mapping[str, Trigger] = {
    "no-font": _no_font,
    "no-contact": _no_contact,
    "link": _done(lambda root: (root / "content/organisations/linked.yml").symlink_to("works.yml")),
    "pipe": _done(lambda root: os.mkfifo(root / "content/organisations/pipe.yml")),
    "name": _done(_gbk_name),
    "no-site-file": _done(lambda root: (root / "content/site.yml").unlink()),
    "denied": _denied,
    "photograph_copied": _done(_album_of_copies),
    "large": _done(_figure(png, MAX_BYTES + 1)),
    "pixels": _done(_figure(lambda: bomb(8_000, 8_000))),
    "strip": _done(_figure(lambda: bomb(2_000, 3))),
    "metadata": _done(lambda root: write(root, {"assets/root/x.png": png(b"tEXt")})),
    "many": _done(lambda root: write(root, {f"assets/root/x{one}.png": png() for one in range(MAX_FILES + 1)})),
    "tree-changed": _published(_rot("site/robots.txt")),
    "tree-missing": _published(lambda root: (root / "site/robots.txt").unlink()),
    "tree-foreign": _published(lambda root: write(root, {"site/mine.txt": b"x"})),
    "tree-taken": _taken,
    "tree-unknown": _published(lambda root: shutil.rmtree(root / ".site.xieshou")),
    "tree-spare": _published(_rot(".site.xieshou/spare/robots.txt")),
    "source-rotten": _rotten,
    "file-damaged": _file("a.pdf", lambda: b"%PDF-1.7\nnothing more"),
    "file-too-large": _file("a.pdf", lambda: b"%PDF-1.7", MAX_DOCUMENT + 1),
    "file-locked": _file("a.pdf", lambda: made.pdf(made.JPEG, "locked")),
    "file-active": _file("a.pdf", lambda: made.pdf(made.JPEG, "script")),
    "file-signed": _file("a.pdf", lambda: made.pdf(made.JPEG, "signed")),
    "file-remarks": _file("a.docx", lambda: made.office("docx", made.JPEG, **{"word/comments.xml": "<w:comments/>"})),
    "file-nested": _file("a.zip", lambda: made.zipped({"b.zip": made.zipped({"c.txt": "c"})})),
    "file-member": _file("a.zip", lambda: made.zipped({"setup.exe": "MZ"})),
    "file-bomb": _file("a.zip", lambda: made.zipped({"a.txt": bytes(30_000_000)})),
    "file-track": _done(lambda root: write(root, {"assets/files/opening.mp4": made.film(b"meta")})),
    "file-denied": _file_denied,
    "compared": _compared,
    **REFUSED,
}
