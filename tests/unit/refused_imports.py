"""Files that are not imported, one for each reason: the examples of the problems that say so."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import pytest

from tests.unit.helpers import Site
from tests.unit.test_import_docx import OLE, package, zipped
from tests.unit.test_import_docx import p as paragraph
from tests.unit.test_import_sites import WXR, brought
from xieshou.core.problems import Problem
from xieshou.importers import scan as scanning
from xieshou.importers.formats import endings
from xieshou.importers.records import TextState
from xieshou.importers.scan import scan

Refused = Callable[[Path, pytest.MonkeyPatch], Iterable[Problem]]


def _of(name: str, data: bytes, alone: bool = False, **limits: int) -> Refused:
    """What is told when the file ``name``, which holds ``data``, is imported with its folder, or ``alone``."""

    def trigger(root: Path, patch: pytest.MonkeyPatch) -> Iterable[Problem]:
        for limit, value in limits.items():
            patch.setattr(scanning, limit, value)
        folder = root / "old"
        folder.mkdir(exist_ok=True)
        (folder / "first.md").write_bytes("# 甲\n\n正文。\n".encode())
        (folder / name).write_bytes(data)
        start = folder / name if alone else folder
        done = brought(Site.sound(root / "into"), start, write=False)
        return [
            *scan(start, endings()).problems,
            *(one for text in done.of(TextState.REFUSED) for one in text.problems),
        ]

    return trigger


def _missing(root: Path, _patch: pytest.MonkeyPatch) -> Iterable[Problem]:
    return scan(root / "none", endings()).problems


def _export(declared: str = "", items: str = "") -> Refused:
    return _of("export.xml", WXR.format(declared=declared, items=items).encode())


REFUSED: Mapping[str, Refused] = {
    "import-missing": _missing,
    "import-archive": _of("old.zip", b"PK\x03\x04", alone=True),
    "import-unknown": _of("old.key", b"x", alone=True),
    "import-too-large": _of("large.md", b"x" * 3000, MAX_TEXT=2000),
    "import-too-many": _of("second.md", b"# B\n\nText.\n", MAX_FILES=1),
    "import-not-text": _of("broken.md", b"\xff\x00\x81\x00 \x00\x01"),
    "import-front-matter": _of("story.md", b"---\ntitle: [a\n---\n\nText.\n"),
    "import-front-matter-unclosed": _of("story.md", b"---\ntitle: A\n\nText.\n"),
    "import-xml": _export(items="<item>"),
    "import-xml-entity": _export(declared='<!DOCTYPE x [<!ENTITY a "aaaa">]>', items="&a;"),
    "import-xml-deep": _export(items="<b>" * 90 + "</b>" * 90),
    "import-too-deep": _of("story.docx", package("<w:sdt>" * 200 + "</w:sdt>" * 200)),
    "import-docx-broken": _of("story.docx", package(paragraph("x"))[:600]),
    "import-docx-bomb": _of("story.docx", package(paragraph("x"), styles_xml=b"<a>" + b" " * 15_000_001)),
    "import-docx-entities": _of("story.docx", zipped(word__document_xml=b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>')),
    "import-docx-locked": _of("story.docx", OLE + "EncryptedPackage".encode("utf-16-le")),
    "import-docx-macros": _of("story.docx", package(paragraph("x"), vbaProject_bin=b"x")),
    "import-docx-other": _of(
        "story.docx", zipped(content_xml=b"<x/>", mimetype=b"application/vnd.oasis.opendocument.text")
    ),
    "import-docx-html": _of("story.docx", b"<html><body>x</body></html>"),
    "import-doc-old": _of("story.doc", OLE + "WordDocument".encode("utf-16-le")),
}
