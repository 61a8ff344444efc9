"""What is drawn in a Word document: pictures, which come along, and what does not.

In: a drawing. Out: for each picture in it, also in a group, a plain drawing; the paragraphs of text boxes. Charts,
diagrams, shapes and objects of other programs are named, with the words in them.
"""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element, SubElement

from xieshou.importers.docx_package import DocxFault, Package, W
from xieshou.importers.docx_xml import words_in
from xieshou.importers.remarks import Remarks

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_PIC = "{http://schemas.openxmlformats.org/drawingml/2006/picture}"
_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_VML = "{urn:schemas-microsoft-com:vml}"
_OFFICE = "{urn:schemas-microsoft-com:office:office}"
_PLAIN = "xieshou-plain"
PICTURES = frozenset(("jpg", "jpeg", "png", "gif", "webp", "tif", "tiff", "bmp", "svg", "avif"))
_BY_MACHINE = re.compile(
    r"[\s,，.。]*(?:描述已自动生成|已生成说明|Description automatically generated(?: with \w+ confidence)?"
    r"|AI-generated content may be incorrect\.?)\s*$"
)


class Drawings:
    """The drawings of one part."""

    def __init__(self, package: Package, part: str, remarks: Remarks) -> None:
        """What does not come along goes to ``remarks``."""
        self._package, self._remarks = package, remarks
        self._relations = package.relations(part)

    def __call__(self, drawing: Element) -> list[Element]:
        """What a drawing comes to."""
        if drawing.get(_PLAIN):
            return [drawing]
        if drawing.tag == f"{W}object":
            program = next((one.get("ProgID", "") for one in drawing.iter(f"{_OFFICE}OLEObject")), "")
            self._remarks.add("import-object", f"{program or 'OLE'} {words_in(drawing)}".strip())
            return []
        boxes = list(drawing.iter(f"{W}txbxContent"))
        paragraphs = [child for box in boxes for child in box]
        for box in boxes:
            if words := words_in(box):
                self._remarks.add("import-textbox", words)
        pictures = list(self._pictures(drawing))
        shows = next((one for one in drawing.iter() if one.tag in (f"{A}blip", f"{_VML}imagedata")), None)
        if not self._named(drawing) and shows is None and not boxes:
            properties = next(iter(drawing.iter(f"{_WP}docPr")), None)
            name = properties.get("name", "") if properties is not None else ""
            self._remarks.add("import-shape", name or drawing.tag.rpartition("}")[2])
        return [one for one in (*pictures, *paragraphs) if one is not None]

    def _pictures(self, drawing: Element) -> list[Element]:
        properties = next(iter(drawing.iter(f"{_WP}docPr")), None)
        alt = ""
        if properties is not None:
            alt = _BY_MACHINE.sub("", properties.get("descr", "") or properties.get("title", ""))
        found: list[Element] = []
        for one in drawing.iter(f"{A}blip"):
            found += self._picture(one.get(f"{R}embed", ""), one.get(f"{R}link", ""), alt)
        for one in drawing.iter(f"{_VML}imagedata"):
            title = one.get(f"{_OFFICE}title", "")
            found += self._picture(one.get(f"{R}id", ""), one.get(f"{R}href", ""), alt or title)
        for one in drawing.iter(f"{A}srcRect"):
            if any(value.strip() not in ("", "0") for value in one.attrib.values()):
                self._remarks.add("import-cropped", alt)
        return found

    def _picture(self, id_: str, outside: str, alt: str) -> list[Element]:
        kind, target = self._relations.get(id_, ("", ""))
        if kind != "image" or target not in self._package.parts:
            _, address = self._relations.get(outside or id_, ("", ""))
            self._remarks.add("import-picture", f"{alt} ({address})" if alt and address else alt or address)
            return []
        if target.rpartition(".")[2].lower() not in PICTURES:
            self._remarks.add("import-picture-form", f"{alt} ({target.rpartition('/')[2]})".strip())
            return []
        plain = Element(f"{W}drawing", {_PLAIN: "1"})
        inline = SubElement(plain, f"{_WP}inline")
        SubElement(inline, f"{_WP}docPr", {"descr": " ".join(alt.split())})
        data = SubElement(SubElement(inline, f"{A}graphic"), f"{A}graphicData")
        fill = SubElement(SubElement(data, f"{_PIC}pic"), f"{_PIC}blipFill")
        SubElement(fill, f"{A}blip", {f"{R}embed": id_})
        return [plain]

    def _named(self, drawing: Element) -> bool:
        """Name charts, diagrams and words that are drawn; whether there were any."""
        found = False
        for one in drawing.iter():
            sort = one.tag.rpartition("}")[2]
            if sort == "chart" and one.get(f"{R}id"):
                self._remarks.add("import-chart", self._words_of(one.get(f"{R}id", "")))
            elif sort == "relIds":
                self._remarks.add("import-diagram", self._words_of(one.get(f"{R}dm", "")))
            elif sort == "textpath" and one.get("string"):
                self._remarks.add("import-shape", one.get("string", ""))
            else:
                continue
            found = True
        return found

    def _words_of(self, id_: str) -> str:
        """The words in the part that an id leads to."""
        _, target = self._relations.get(id_, ("", ""))
        try:
            root = self._package.xml(target)
        except DocxFault:
            root = None
        if root is None:
            return ""
        texts = [one.text or "" for one in root.iter() if one.tag.endswith(("}t", "}v")) and (one.text or "").strip()]
        return " ".join(dict.fromkeys(text.strip() for text in texts))
