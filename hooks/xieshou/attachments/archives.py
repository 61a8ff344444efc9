"""Archives, and the files of office programs, which are archives too: looked through and written anew.

In: the bytes. Out: an archive of the same files without what tells who made them, where and when. Nothing is unpacked
to the disk, and what would unpack to more than anyone needs is refused by its table of contents.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator, Set

from xieshou.attachments.forms import OFFICE, Unfit, form_of
from xieshou.attachments.strip_pictures import stripped_jpeg, stripped_png

_MAX_ENTRIES, _MAX_UNPACKED, _MAX_RATIO = 3000, 200_000_000, 200
_EPOCH = (1980, 1, 1, 0, 0, 0)
_MAIN = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml", "pptx": "ppt/presentation.xml"}
"""The part that makes a file what it says it is."""
_EMPTY = {
    "docProps/core.xml": b'<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"/>',
    "docProps/app.xml": b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"/>',
    "docProps/custom.xml": b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"/>',
}
"""Parts that say who wrote a file, for whom, how long and with what: emptied, for others refer to them."""
_HEAD = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_ACTIVE = re.compile(
    r"vbaProject|vbaData|activeX/|macrosheets/|embeddings/|oleObject|attachedToolbars|externalLinks/|connections\.xml"
    r"|queryTables/|\.bin$",
    re.IGNORECASE,
)
"""Parts that run, or reach out to other files: what they name is often a place on somebody's disk."""
_DROPPED = re.compile(r"docProps/thumbnail|customXml/|(?:.*/)?printerSettings/", re.IGNORECASE)
"""Parts of which nothing is shown: an old picture of the file, marks of offices' systems, the names of printers."""
_RELATION = re.compile(rb'<Relationship\b[^<>]{0,2000}?\bTarget="([^"<>]{0,2000})"[^<>]{0,2000}/>')
_OVERRIDE = re.compile(rb'<Override\b[^<>]{0,2000}?\bPartName="/([^"<>]{0,2000})"[^<>]{0,2000}/>')
_PRINTER = re.compile(rb'(<pageSetup\b[^<>]{0,2000}?)\sr:id="[^"<>]{0,60}"')
_REMARKS = re.compile(
    r"(?:^|/)(?:comments[^/]*|people|persons?|threadedComments?[^/]*|commentAuthors|authors|revisions)(?:/|\.xml$)",
    re.I,
)
_TRACKED = re.compile(rb"<w:(?:ins|del|moveFrom|moveTo|rPrChange|pPrChange)[ >]")
_TRACES = re.compile(
    rb'\s(?:w:rsid[A-Za-z]{0,20}|w15:paraId|w14:paraId|w14:textId|xr:uid)="[^"<>]{0,60}"'
    rb"|<(?:fileSharing|xr:revisionPtr|w:attachedTemplate)\b[^<>]{0,2000}/>"
)
"""What programs note of who edited when and where: marks of single edits, the place of the file on a disk."""
_PICTURES: dict[str, Callable[[bytes], bytes]] = {
    "jpg": stripped_jpeg, "jpeg": stripped_jpeg, "png": stripped_png,
}  # fmt: skip
_ARCHIVES = ("zip", "7z", "rar", "gz", "tgz", "bz2", "xz", "tar", "jar", "cab", "iso")
_PACKED = (b"PK\x03\x04", b"7z\xbc\xaf\x27\x1c", b"Rar!", b"\x1f\x8b", b"BZh", b"\xfd7zXZ")
_PLAIN = ("csv", "tsv", "txt", "json", "geojson", "md")
"""Forms of files in an archive that are words alone."""


def office(data: bytes, form: str) -> bytes:
    """A file of an office program, without metadata. Raises ``Unfit``."""
    if data.startswith(b"\xd0\xcf\x11\xe0"):  # an old one under a new name, or one with a password
        raise Unfit("attachment-locked", form.upper())
    parts = dict(_entries(data, form))
    dropped = {name for name in parts if _DROPPED.match(name)}
    parts = {name: part for name, part in parts.items() if name not in dropped}
    if "[Content_Types].xml" not in parts or _MAIN[form] not in parts:
        raise Unfit("attachment-other", form.upper())
    types = parts["[Content_Types].xml"]
    active = next((name for name in parts if _ACTIVE.search(name)), "macroEnabled" if b"macroEnabled" in types else "")
    if active:
        raise Unfit("attachment-active", active)
    remarks = next((name for name in parts if _REMARKS.search(name)), "")
    tracked = next((name for name, part in parts.items() if name.startswith("word/") and _TRACKED.search(part)), "")
    if remarks or tracked:
        raise Unfit("attachment-remarks", remarks or tracked)
    return _packed({name: _part(name, part, dropped) for name, part in parts.items()})


def _part(name: str, part: bytes, dropped: Set[str]) -> bytes:
    if name in _EMPTY:
        return _HEAD + _EMPTY[name]
    if name.endswith(".rels"):
        base = posixpath.dirname(posixpath.dirname(name))
        return _RELATION.sub(lambda one: b"" if _meant(one[1], base) in dropped else one[0], part)
    if name == "[Content_Types].xml":
        return _OVERRIDE.sub(lambda one: b"" if one[1].decode("utf-8", "replace") in dropped else one[0], part)
    if strip := _PICTURES.get(form_of(name)):
        return strip(part)
    if not name.endswith(".xml"):
        return part
    bare = _cut_out(_cut_out(part, b"w:rsids", b""), b"mc:AlternateContent", b"x15ac:absPath")
    return _PRINTER.sub(rb"\1", _TRACES.sub(b"", bare))


def _cut_out(part: bytes, element: bytes, holding: bytes) -> bytes:
    """XML without the elements of this name that hold a word. (A pattern would go over the rest for each of them.)"""
    first, *pieces = part.split(b"<" + element)
    kept = [first]
    for piece in pieces:
        block, end, rest = piece.partition(b"</" + element + b">")
        kept.append(rest if end and holding in block else b"<" + element + piece)
    return b"".join(kept)


def _meant(target: bytes, base: str) -> str:
    """The part that a relation of a part in the folder ``base`` leads to."""
    return posixpath.normpath(posixpath.join("/", base, target.decode("utf-8", "replace"))).lstrip("/")


def archive(data: bytes, cleaned: Callable[[bytes, str], bytes]) -> bytes:
    """An archive to be downloaded: words, tables, documents and photographs, each ``cleaned`` by its form.

    Raises ``Unfit``.
    """
    parts = {}
    for name, part in _entries(data, "zip"):
        form = form_of(name)
        if form in _ARCHIVES or (part.startswith(_PACKED) and form not in OFFICE):
            raise Unfit("attachment-nested", name)
        if form in _PICTURES:
            parts[name] = _PICTURES[form](part)
        elif form in ("pdf", *OFFICE):
            parts[name] = cleaned(part, form)
        elif form in _PLAIN:
            parts[name] = words(part, name)
        else:
            raise Unfit("attachment-member", name)
    if not parts:
        raise Unfit("attachment-empty")
    return _packed(parts)


def words(data: bytes, name: str) -> bytes:
    """A file that is words alone, as it is. Raises ``Unfit``."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Unfit("attachment-encoding", name) from None
    if re.search(r"[\x00-\x08\x0e-\x1f\x7f]", text) or re.match(
        r"\s*(?:<!doctype|<html|<script|<\?xml|<svg)", text, re.I
    ):
        raise Unfit("attachment-other", name)
    return data


def _entries(data: bytes, form: str) -> Iterator[tuple[str, bytes]]:
    """The files in an archive. Raises ``Unfit``."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as opened:
            listed = [one for one in opened.infolist() if not one.is_dir()]
            _bounded(listed)
            for one in listed:
                part = opened.read(one)
                if len(part) != one.file_size:
                    raise Unfit("attachment-damaged", one.filename)
                yield one.filename, part
    except Unfit:
        raise
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, OSError, ValueError, EOFError) as error:
        code = "attachment-damaged" if data.startswith(b"PK") else "attachment-other"
        raise Unfit("attachment-locked" if "password" in str(error) else code, form.upper()) from None


def _bounded(listed: list[zipfile.ZipInfo]) -> None:
    size = sum(one.file_size for one in listed)
    packed = sum(one.compress_size for one in listed)
    if len(listed) > _MAX_ENTRIES or size > _MAX_UNPACKED or size > 1_000_000 + _MAX_RATIO * packed:
        raise Unfit("attachment-bomb")
    names = set()
    for one in listed:
        parts = one.filename.split("/")
        link = one.external_attr >> 28 == 0o12
        if "\\" in one.filename or ":" in one.filename or {"", ".", ".."} & {*parts} or link or one.filename in names:
            raise Unfit("attachment-member", one.filename)
        if one.flag_bits & 1:
            raise Unfit("attachment-locked", one.filename)
        names.add(one.filename)


def _packed(parts: dict[str, bytes]) -> bytes:
    """An archive of ``parts``, the same bytes every time."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as packed:
        for name, part in parts.items():
            packed.writestr(zipfile.ZipInfo(name, _EPOCH), part, zipfile.ZIP_DEFLATED)
    return out.getvalue()
