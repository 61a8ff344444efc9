"""Word documents, of whichever program, as our Markdown.

In: the bytes of a ``.docx``. Out: ``DocxText``: Markdown, the pictures in it, what its first lines say of it, and
remarks on all that does not come along. Mammoth makes HTML of the document once it has been made plain; the HTML goes
the way of all HTML.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from itertools import pairwise
from typing import Any
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from xieshou.core.scripts import one_line
from xieshou.importers.addresses import web_address
from xieshou.importers.blocks import ParagraphBlock, PictureFound, Run, TextFound
from xieshou.importers.bylines import Byline, bylines
from xieshou.importers.docx_drawings import PICTURES, Drawings
from xieshou.importers.docx_numbers import numbers
from xieshou.importers.docx_package import DocxFault, Package, W, package
from xieshou.importers.docx_prepare import CAPTION_STYLE, LABEL, LABELLED, LEVEL, TITLE_STYLE, Preparer, Styles
from xieshou.importers.docx_xml import is_on, value_of, words_in
from xieshou.importers.html import HtmlFault, read, written_of
from xieshou.importers.remarks import Remark, Remarks

_STYLE_MAP = f"""\
p.{TITLE_STYLE} => p.MsoTitle:fresh
p.{CAPTION_STYLE} => p.MsoCaption:fresh
p[style-name='Title'] => p.MsoTitle:fresh
p[style-name='标题'] => p.MsoTitle:fresh
p[style-name='caption'] => p.MsoCaption:fresh
p[style-name='Caption'] => p.MsoCaption:fresh
p[style-name='题注'] => p.MsoCaption:fresh
p[style-name='Quote'] => blockquote > p:fresh
p[style-name='Intense Quote'] => blockquote > p:fresh
p[style-name='引用'] => blockquote > p:fresh
p[style-name='Quotations'] => blockquote > p:fresh
r[style-name='Emphasis'] => em
r[style-name='Intense Emphasis'] => em
p[style-name='Source Code'] => pre:separator('\\n')
p[style-name='HTML Preformatted'] => pre:separator('\\n')
p[style-name='heading 7'] => h6:fresh
p[style-name='heading 8'] => h6:fresh
p[style-name='heading 9'] => h6:fresh
u => u
strike => s
highlight => mark
"""
_NUMBERED = re.compile(
    rf"<(p|h[1-6])((?: [a-z]+=\"[^\"]*\")*)>((?:<[^>]*>)*){LEVEL}(\d+){LABEL}(\S*) ([^{LABELLED}]*){LABELLED}"
)
_CAPTION = re.compile(
    r"(?:[（(]?(?:图|图片|照片|插图)\s*[\d一二三四五六七八九十-]*|▲|△|↑|(?:Figure|Fig\.|Photo|Picture)\s*\d*)",
    re.IGNORECASE,
)
_MOST_IN_TITLE, _MOST_IN_CAPTION, _LARGE = 60, 120, 32
_UNTOLD = ("Unrecognised", "style with ID", "Image of type", "complex field")
"""Messages of Mammoth on how things look, and on fields, which have been told."""


@dataclass(frozen=True, slots=True)
class DocxText:
    """A document as Markdown. ``files``: the pictures that it shows, by the names that were given (``1.jpg``)."""

    text: str
    title: str
    byline: Byline
    files: tuple[tuple[str, bytes], ...]
    remarks: tuple[Remark, ...]
    captions: tuple[PictureFound, ...]


def read_docx(data: bytes, name_of: Callable[[str], str]) -> DocxText:
    """The document ``data``. ``name_of``: what the text is to call the picture ``1.jpg``, ``2.png``.

    Raises ``DocxFault``, ``HtmlFault``.
    """
    import mammoth  # here: no other command needs it

    remarks = Remarks()
    made = _plain(package(data), remarks)
    held: list[tuple[str, bytes]] = []

    def kept(image: Any) -> dict[str, str]:
        with image.open() as file:
            content = file.read()
        ending = next((one for one in sorted(PICTURES) if image.content_type.endswith(f"/{one}")), "png")
        ending = {"jpeg": "jpg", "tiff": "tif", "svg+xml": "svg"}.get(ending, ending)
        name = f"{len(held) + 1}.{ending}"
        held.append((name, content))
        return {"src": f"docx:{name}"}

    try:
        result = mammoth.convert_to_html(
            io.BytesIO(made),
            style_map=_STYLE_MAP,
            convert_image=mammoth.images.img_element(kept),
            include_embedded_style_map=False,
            external_file_access=False,
        )
    except Exception as error:  # whatever a library raises over what no program would write
        raise DocxFault("import-docx-broken") from error
    for message in result.messages:
        if not any(words in message.message for words in _UNTOLD):
            remarks.add("import-other", message.message)
    named = {f"docx:{name}": name_of(name) for name, _ in held}
    found, title = read(_numbered(result.value), remarks, web_address, lambda one: named.get(one.source, ""))
    byline, found = bylines(found)
    converted = written_of(found, title, remarks)
    shown = {one.source for one in converted.pictures}
    files = tuple((name, content) for name, content in held if f"docx:{name}" in shown)
    return DocxText(converted.text, one_line(title), byline, files, remarks.all(), converted.pictures)


def source_of(data: bytes) -> str:
    """The source that a document names; nothing where it names none, or can't be read."""
    try:
        document = package(data)
        root = document.xml(document.main)
    except DocxFault:
        return ""
    words = [words_in(one) for one in root.iter(f"{W}p")] if root is not None else []
    found, _ = bylines(TextFound(tuple(ParagraphBlock((Run(one),)) for one in words if one)))
    return found.source


def _numbered(html: str) -> str:
    """The marks before paragraphs as Word itself writes such paragraphs in HTML."""

    def marked(found: re.Match[str]) -> str:
        tag, own, opened, level, name, words = found.groups()
        style = f"mso-list:l0 level{level} lfo{name if name.isdigit() else 0}"
        return f'<{tag}{own} style="{style}"><span style="mso-list:Ignore">{words}</span>{opened}'

    return _NUMBERED.sub(marked, html)


def _plain(document: Package, remarks: Remarks) -> bytes:
    """The document as Mammoth is to read it: the parts that hold its text, made plain, and its pictures."""
    styles_root = _part(document, "styles")
    styles = Styles.of(styles_root)
    counted = numbers(_part(document, "numbering"), styles.lists)
    parts: dict[str, bytes] = {}
    for name in (document.main, *document.related("footnotes"), *document.related("endnotes")):
        root = document.xml(name)
        if root is None:
            continue
        preparer = Preparer(styles, counted, remarks)
        preparer.drawn = Drawings(document, name, remarks)
        preparer.prepare(root)
        if name == document.main:
            _titled(root, styles)
        parts[name] = _bytes(root)
        parts[_relations_of(name)] = _relations(document, name)
    if styles_root is not None:
        _as_headings(styles_root, styles)
        parts[next(iter(document.related("styles")))] = _bytes(styles_root)
    _left(document, remarks)
    parts["[Content_Types].xml"] = document.parts.get("[Content_Types].xml", b"<Types/>")
    parts["_rels/.rels"] = document.parts.get("_rels/.rels", b"<Relationships/>")
    out = io.BytesIO()
    with closing(zipfile.ZipFile(out, "w")) as file:
        for name, data in {**{one: document.parts[one] for one in document.parts if _is_picture(one)}, **parts}.items():
            file.writestr(name, data)
    return out.getvalue()


def _is_picture(name: str) -> bool:
    return name.rpartition(".")[2].lower() in PICTURES


def _part(document: Package, kind: str) -> Element | None:
    return next((document.xml(name) for name in document.related(kind)), None)


def _relations_of(name: str) -> str:
    folder, _, file = name.rpartition("/")
    return f"{folder}/_rels/{file}.rels"


def _relations(document: Package, name: str) -> bytes:
    """What a part is related to, without files elsewhere: only a link may lead out."""
    root = document.xml(_relations_of(name))
    if root is None:
        return b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>'
    for one in list(root):
        kind = one.get("Type", "").rpartition("/")[2]
        if one.get("TargetMode") == "External" and kind != "hyperlink":
            root.remove(one)
        one.set("Type", f"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}")
    return _bytes(root)


def _bytes(root: Element) -> bytes:
    made: bytes = ElementTree.tostring(root, "utf-8")
    return made


def _as_headings(root: Element, styles: Styles) -> None:
    """Styles that are headings in the outline of a document are called so."""
    for one in root.iter(f"{W}style"):
        level = styles.outlines.get(one.get(f"{W}styleId", ""))
        name = one.find(f"{W}name")
        if level is None or level > 8 or name is None or one.get(f"{W}type") != "paragraph":
            continue
        if name.get(f"{W}val", "").lower() not in ("title", "标题"):
            name.set(f"{W}val", f"heading {level + 1}")


def _titled(root: Element, styles: Styles) -> None:
    """Say of the first lines that look like a title, and of lines under pictures, that they are such."""
    body = root.find(f"{W}body")
    paragraphs = [one for one in body if one.tag == f"{W}p"] if body is not None else []
    spoken = [one for one in paragraphs if words_in(one)]
    known = [value_of(one, f"{W}pPr/{W}pStyle") for one in spoken]
    named = any(styles.names.get(style, "").lower() in ("title", "标题") for style in known)
    if not named and not any(style in styles.outlines for style in known[:1]):
        for number, one in enumerate(spoken[:3]):
            if _looks_like_title(one):
                lines = [one]
                for more in spoken[number + 1 : number + 3]:
                    if not _looks_like_title(more) or _size(more) != _size(one):
                        break
                    lines.append(more)
                for line in lines:
                    _set_style(line, TITLE_STYLE)
                break
    for before, one in pairwise(paragraphs):
        words = words_in(one)
        if not words or len(words) > _MOST_IN_CAPTION or words_in(before):
            continue
        centred = value_of(one, f"{W}pPr/{W}jc") == "center" and not _looks_like_title(one)
        if next(before.iter(f"{W}drawing"), None) is not None and (centred or _CAPTION.match(words)):
            _set_style(one, CAPTION_STYLE)


def _looks_like_title(paragraph: Element) -> bool:
    words = words_in(paragraph)
    if not words or len(words) > _MOST_IN_TITLE or re.search(r"[。；;：:]$|^\d{4}", words):
        return False
    runs = [one for one in paragraph.iter(f"{W}r") if words_in(one)]
    bold = bool(runs) and all(is_on(one.find(f"{W}rPr/{W}b")) for one in runs)
    return value_of(paragraph, f"{W}pPr/{W}jc") == "center" and (bold or _size(paragraph) >= _LARGE)


def _size(paragraph: Element) -> int:
    sizes = [value_of(one, f"{W}rPr/{W}sz") for one in paragraph.iter(f"{W}r") if words_in(one)]
    return max((int(size) for size in sizes if size.isdigit()), default=0)


def _set_style(paragraph: Element, style: str) -> None:
    properties = paragraph.find(f"{W}pPr")
    if properties is None:
        properties = Element(f"{W}pPr")
        paragraph.insert(0, properties)
    for old in properties.findall(f"{W}pStyle"):
        properties.remove(old)
    SubElement(properties, f"{W}pStyle", {f"{W}val": style})


def _left(document: Package, remarks: Remarks) -> None:
    """What stands beside the text and is no part of it."""
    for name in document.related("comments"):
        root = document.xml(name)
        for one in root.iter(f"{W}comment") if root is not None else ():
            remarks.add("import-comment", words_in(one))
    for name in (*document.related("header"), *document.related("footer")):
        root = document.xml(name)
        words = words_in(root) if root is not None else ""
        if re.search(r"[^\W\d]", words):
            remarks.add("import-header", words)


__all__ = ["DocxFault", "DocxText", "HtmlFault", "read_docx"]
