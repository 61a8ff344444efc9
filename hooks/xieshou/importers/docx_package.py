"""The parts of a Word document: a zip file that is opened as what it is, somebody's.

In: the bytes of a file. Out: its parts by name, those that are XML parsed and bounded. What is no Word document (an old
``.doc``, a document with a password or with macros, a web page under another name) is a ``DocxFault`` that says so.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from xml.etree import ElementTree

LARGEST = 100_000_000
"""Bytes of a document; sixty photographs of a telephone."""
_LARGEST_XML, _LARGEST_UNPACKED, _MOST_PARTS, _DEEPEST = 15_000_000, 250_000_000, 5000, 150
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MAIN = re.compile(r"word/document\d*\.xml")
_DECLARED = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = "http://purl.oclc.org/ooxml/"
_STRICT_NAMES = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships",
     b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"),
    (b"http://purl.oclc.org/ooxml/officeDocument/math", b"http://schemas.openxmlformats.org/officeDocument/2006/math"),
    (b"http://purl.oclc.org/ooxml/drawingml/", b"http://schemas.openxmlformats.org/drawingml/2006/"),
)  # fmt: skip
"""Names of the strict form of the format, and those of the usual one."""


class DocxFault(Exception):
    """A file that is not read: ``code`` is that of the problem."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Package:
    """The parts of a document by their names; ``main`` is that of its text."""

    parts: Mapping[str, bytes]
    main: str

    def xml(self, name: str) -> ElementTree.Element | None:
        """A part as a tree; None where there is none. Raises ``DocxFault`` where it is broken."""
        data = self.parts.get(name)
        return parsed(data) if data is not None else None

    def related(self, kind: str) -> list[str]:
        """The names of the parts that the text is related to in this way (``footnotes``, ``chart``)."""
        return [target for sort, target in self.relations(self.main).values() if sort == kind and target in self.parts]

    def relations(self, name: str) -> dict[str, tuple[str, str]]:
        """What a part is related to: by the id, the kind and the name of the other part or an address outside."""
        folder, _, file = name.rpartition("/")
        root = self.xml(f"{folder}/_rels/{file}.rels")
        found: dict[str, tuple[str, str]] = {}
        for one in root if root is not None else ():
            kind, target = one.get("Type", "").rpartition("/")[2], one.get("Target", "")
            if one.get("TargetMode") != "External":
                target = target.lstrip("/") if target.startswith("/") else _joined(folder, target)
            found[one.get("Id", "")] = kind, target
        return found


def package(data: bytes) -> Package:
    """The parts of the document ``data``. Raises ``DocxFault``."""
    if len(data) > LARGEST:
        raise DocxFault("import-too-large")
    if not data.startswith(b"PK"):
        raise DocxFault(_other_form(data))
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as file:
            parts = _unpacked(file)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError, OverflowError):
        raise DocxFault("import-docx-broken") from None
    types = parts.get("[Content_Types].xml", b"")
    main = next((name for name in sorted(parts) if _MAIN.fullmatch(name)), "")
    if b"macroEnabled" in types or any(name.endswith("vbaProject.bin") for name in parts):
        raise DocxFault("import-docx-macros")
    if not main:
        raise DocxFault("import-docx-other")
    return Package(parts, main)


def _other_form(data: bytes) -> str:
    """What a file is that is no zip file."""
    head = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if data.startswith(_OLE):
        # A document with a password is kept in the old container, under names in UTF-16.
        return "import-docx-locked" if "EncryptedPackage".encode("utf-16-le") in data else "import-doc-old"
    if head.startswith((b"<html", b"<!doctype", b"<?xml", b"mime-version", b"<head", b"<meta")):
        return "import-docx-html"
    return "import-doc-old" if head.startswith(b"{\\rtf") else "import-docx-broken"


def _unpacked(file: zipfile.ZipFile) -> dict[str, bytes]:
    infos = file.infolist()
    if len(infos) > _MOST_PARTS:
        raise DocxFault("import-docx-bomb")
    parts: dict[str, bytes] = {}
    total = 0
    for info in infos:
        if info.flag_bits & 1:
            raise DocxFault("import-docx-locked")
        xml = info.filename.endswith((".xml", ".rels"))
        most = min(_LARGEST_XML if xml else _LARGEST_UNPACKED, _LARGEST_UNPACKED - total)
        if info.is_dir() or info.filename in parts:
            continue
        with file.open(info) as part:
            data = part.read(most + 1)  # what it says of its size may be a lie
        if len(data) > most:
            raise DocxFault("import-docx-bomb")
        total += len(data)
        parts[info.filename] = data
    return parts


def parsed(data: bytes) -> ElementTree.Element:
    """XML as a tree, without what would have it read other files or grow. Raises ``DocxFault``."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        data = _in_utf8(data)
    if _DECLARED.search(data):
        raise DocxFault("import-docx-entities")
    if _STRICT.encode() in data:
        for strict, usual in _STRICT_NAMES:
            data = data.replace(strict, usual)
    depth = 0
    root: ElementTree.Element | None = None
    try:
        for event, element in ElementTree.iterparse(io.BytesIO(data), ("start", "end")):
            root = element if root is None else root
            depth += 1 if event == "start" else -1
            if depth > _DEEPEST:
                raise DocxFault("import-too-deep")
    except (ElementTree.ParseError, LookupError, ValueError):
        raise DocxFault("import-docx-broken") from None
    if root is None:
        raise DocxFault("import-docx-broken")
    return root


def _in_utf8(data: bytes) -> bytes:
    try:
        text = data.decode("utf-16")
    except UnicodeDecodeError:
        raise DocxFault("import-docx-broken") from None
    return re.sub(r"^<\?xml[^>]*\?>", "", text).encode()


def _joined(folder: str, target: str) -> str:
    parts = [*folder.split("/"), *target.split("/")] if folder else target.split("/")
    out: list[str] = []
    for part in parts:
        if part == "..":
            out = out[:-1]
        elif part not in ("", "."):
            out.append(part)
    return "/".join(out)
