"""Word documents as articles: of Word, WPS, LibreOffice and Google Docs; what does not come along is named."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import docx
import pytest
from click.testing import CliRunner, Result
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Pt
from PIL import Image

from tests.unit.helpers import Site
from xieshou.cli.main import main
from xieshou.importers.docx import DocxFault, DocxText, read_docx
from xieshou.importers.docx_numbers import written
from xieshou.language.problem_records import codes

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMES = (
    f'xmlns:w="{W}" xmlns:r="{OFFICE}" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml"'
    ' xmlns:o="urn:schemas-microsoft-com:office:office"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
    ' xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"'
    ' xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)


def photo(colour: str = "red", form: str = "JPEG") -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (40, 30), colour).save(out, form)
    return out.getvalue()


def package(body: str, **parts: str | bytes) -> bytes:
    """A document with this body. ``parts`` of ``word/``: ``__`` in their names stands for ``/``, ``_`` for ``.``."""
    kinds = {"footnotes": "footnotes", "styles": "styles", "numbering": "numbering", "comments": "comments",
             "header1": "header", "charts/chart1": "chart", "diagrams/data1": "diagramData"}  # fmt: skip
    files: dict[str, str | bytes] = {
        name.replace("__", "/").replace("_", "."): data for name, data in parts.items() if not name.startswith("link")
    }
    related = [
        f'<Relationship Id="{Path(name).stem}" Type="{OFFICE}/{kinds.get(name.rpartition(".")[0], "image")}"'
        f' Target="{name}"/>'
        for name in files
    ]
    related += [
        f'<Relationship Id="{name}" Type="{OFFICE}/{"image" if "image" in name else "hyperlink"}" Target="{target!s}"'
        ' TargetMode="External"/>'
        for name, target in parts.items()
        if name.startswith("link")
    ]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr(
            "[Content_Types].xml",
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels"'
            ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml"'
            ' ContentType="application/xml"/><Default Extension="jpg" ContentType="image/jpeg"/><Default'
            ' Extension="png" ContentType="image/png"/></Types>',
        )
        file.writestr(
            "_rels/.rels",
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="1"'
            f' Type="{OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>',
        )
        file.writestr("word/document.xml", f"<w:document {NAMES}><w:body>{body}</w:body></w:document>")
        file.writestr(
            "word/_rels/document.xml.rels",
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            + "".join(related)
            + "</Relationships>",
        )
        for name, data in files.items():
            whole = data if isinstance(data, bytes) or data.startswith("<?") else data.replace(">", f" {NAMES}>", 1)
            file.writestr(f"word/{name}", whole)
    return out.getvalue()


def p(words: str = "", properties: str = "", more: str = "") -> str:
    run = f"<w:r><w:t xml:space='preserve'>{words}</w:t></w:r>" if words else ""
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{run}{more}</w:p>"


def drawing(inner: str, descr: str = "") -> str:
    return (
        f'<w:r><w:drawing><wp:inline><wp:docPr id="1" name="形状 1" descr="{descr}"/><a:graphic><a:graphicData>{inner}'
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


def picture(id_: str, descr: str = "", more: str = "") -> str:
    return drawing(f'<pic:pic><pic:blipFill><a:blip r:embed="{id_}"/>{more}</pic:blipFill></pic:pic>', descr)


def converted(data: bytes) -> DocxText:
    return read_docx(data, lambda name: name)


def told(found: DocxText, *left: str) -> list[tuple[str, str]]:
    """The remarks, without those whose codes are ``left`` out."""
    return [(one.code.removeprefix("import-"), one.sign) for one in found.remarks if one.code[7:] not in left]


def test_a_press_release_of_word() -> None:
    made = docx.Document()
    head = made.add_paragraph()
    head.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = head.add_run("京长合作再添新平台")
    run.bold, run.font.size = True, Pt(18)
    made.add_paragraph("来源：示例日报　作者：张三 李四　2024年3月5日").alignment = WD_ALIGN_PARAGRAPH.CENTER
    made.add_paragraph("3月4日，双方签约，合作*星号*不变。")
    made.add_heading("总体情况", 1)
    for words, style in (
        ("甲", "List Bullet"),
        ("甲之一", "List Bullet 2"),
        ("乙", "List Bullet"),
        ("第一", "List Number"),
    ):
        made.add_paragraph(words, style=style)
    made.add_paragraph("中间的话")
    made.add_paragraph("第二", style="List Number")
    table = made.add_table(rows=3, cols=2)
    for number, cell in enumerate(cell for row in table.rows for cell in row.cells):
        cell.text = f"格{number}"
    table.cell(1, 0).merge(table.cell(2, 0))
    for number, colour in enumerate(("red", "green", "blue"), 1):
        made.add_paragraph().add_run().add_picture(io.BytesIO(photo(colour)))
        made.add_paragraph(f"图{number} 签约现场").alignment = WD_ALIGN_PARAGRAPH.CENTER
    changed = made.add_paragraph("改动")
    for tag, kind in (("ins", "t"), ("del", "delText")):
        xml = f'<w:{tag} {nsdecls("w")} w:id="1" w:author="某人"><w:r><w:{kind}>{tag}词</w:{kind}></w:r></w:{tag}>'
        changed._p.append(parse_xml(xml))
    made.sections[0].header.paragraphs[0].text = "内部资料"
    out = io.BytesIO()
    made.save(out)
    found = converted(out.getvalue())
    assert (found.title, found.byline.authors, found.byline.source) == ("京长合作再添新平台", ["张三 李四"], "示例日报")
    assert found.byline.date == "2024年3月5日"
    assert found.text == (
        "3月4日，双方签约，合作\\*星号\\*不变。\n\n## 总体情况\n\n- 甲\n  - 甲之一\n- 乙\n\n1. 第一\n\n中间的话\n\n"
        "2. 第二\n\n"
        '<table>\n<tr><th>格0</th><th>格1</th></tr>\n<tr><td rowspan="2">格2<br>格4</td><td>格3</td></tr>\n'
        "<tr><td>格5</td></tr>\n</table>\n\n![图1 签约现场](1.jpg)\n\n![图2 签约现场](2.jpg)\n\n"
        "![图3 签约现场](3.jpg)\n\n改动ins词"
    )
    assert [name for name, _ in found.files] == ["1.jpg", "2.jpg", "3.jpg"]
    assert {("insertion", "ins词"), ("deletion", "del词"), ("header", "内部资料")} <= set(told(found))


NUMBERING = "<w:numbering>{}{}</w:numbering>"


def numbering(*levels: tuple[str, str]) -> str:
    inner = "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for at, (form, text) in enumerate(levels)
    )
    return NUMBERING.format(
        f'<w:abstractNum w:abstractNumId="0">{inner}</w:abstractNum>',
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>',
    )


def item(words: str, level: int = 0) -> str:
    return p(words, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr>')


def test_numbers_are_those_that_word_shows() -> None:
    levels = numbering(("chineseCountingThousand", "%1、"), ("decimal", "%2."), ("bullet", "·"))
    body = item("总体") + item("甲", 1) + item("点", 2) + p("间") + item("乙", 1) + item("任务") + item("丙", 1)
    found = converted(package(body, numbering_xml=levels))
    assert found.text == "一、总体\n\n1. 甲\n   - 点\n\n间\n\n2. 乙\n\n二、任务\n\n1. 丙"
    legal = numbering(("decimal", "第%1章"), ("decimal", "%1.%2"), ("lowerLetter", "(%3)"))
    found = converted(package(item("总则") + item("目的", 1) + item("其一", 2) + item("附则"), numbering_xml=legal))
    assert found.text == "第1章总则\n\n1.1 目的\n\n(a) 其一\n\n第2章附则"
    assert [written(value, "chineseCounting") for value in (1, 10, 12, 20, 105, 3040)] == [
        *("一", "十", "十二", "二十", "一百零五", "三千零四十"),
    ]
    assert [written(4, form) for form in ("lowerRoman", "upperLetter", "decimalEnclosedCircle")] == ["iv", "D", "④"]


WPS_STYLES = (
    '<w:styles><w:style w:type="paragraph" w:styleId="2"><w:name w:val="标题样式"/><w:pPr><w:outlineLvl'
    ' w:val="1"/></w:pPr></w:style><w:style w:type="paragraph" w:styleId="9"><w:name w:val="Title"/></w:style>'
    "</w:styles>"
)


def test_footnotes_headings_by_outline_and_links_of_wps() -> None:
    note = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>HYPERLINK "https://example.org/a"</w:instrText>'
        '</w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>链接</w:t></w:r><w:r><w:fldChar'
        ' w:fldCharType="end"/></w:r>'
    )
    simple = '<w:fldSimple w:instr="HYPERLINK &quot;https://example.org/b&quot;"><w:r><w:t>短</w:t></w:r></w:fldSimple>'
    body = (
        p("题目", '<w:pStyle w:val="9"/>') + p("一节", '<w:pStyle w:val="2"/>') + p("甲", more=note + field + simple)
        + p("乙", more='<w:hyperlink r:id="linkx"><w:r><w:t>外</w:t></w:r></w:hyperlink>')
    )  # fmt: skip
    notes = (
        '<w:footnotes><w:footnote w:type="separator" w:id="0"><w:p/></w:footnote><w:footnote w:id="2"><w:p><w:r>'
        "<w:footnoteRef/></w:r><w:r><w:t xml:space='preserve'> 注文</w:t></w:r></w:p></w:footnote></w:footnotes>"
    )
    found = converted(package(body, styles_xml=WPS_STYLES, footnotes_xml=notes, linkx="https://example.org/c"))
    assert found.title == "题目"
    assert found.text == (
        "## 一节\n\n甲[^1][链接](https://example.org/a)[短](https://example.org/b)\n\n乙[外](https://example.org/c)\n\n"
        "[^1]: 注文"
    )
    assert told(found) == []


def test_looks_of_libreoffice_and_lists_of_google_docs() -> None:
    high = '<w:r><w:rPr><w:position w:val="8"/><w:sz w:val="19"/></w:rPr><w:t>2</w:t></w:r>'
    dots = (
        '<w:r><w:rPr><w:em w:val="dot"/></w:rPr><w:t>重</w:t></w:r><w:r><w:rPr><w:dstrike/></w:rPr><w:t>划</w:t></w:r>'
    )
    head = '<w:pStyle w:val="Heading1"/><w:spacing w:before="400"/>'
    levels = numbering(("bullet", "●"), ("bullet", "○"), ("decimal", "%3."))
    styles = (
        '<w:styles><w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/></w:style><w:style'
        ' w:type="paragraph" w:styleId="Q"><w:name w:val="Quotations"/></w:style></w:styles>'
    )
    body = (
        p("标题", head) + p("x", more=high + dots) + item("一") + item("二", 1) + item("三", 2) + item("四")
        + p("引", '<w:pStyle w:val="Q"/>') + p("节", head)
    )  # fmt: skip
    found = converted(package(body, styles_xml=styles, numbering_xml=levels))
    assert found.title == "标题"
    assert found.text == "x<sup>2</sup>*重*~~划~~\n\n- 一\n  - 二\n    1. 三\n- 四\n\n> 引\n\n## 节"


def test_large_first_letters_parts_of_pages_and_boxes_to_tick() -> None:
    letter = p("长", '<w:framePr w:dropCap="drop" w:lines="3"/>')
    link = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>HYPERLINK "https://example.org/a" \\l "b"'
        '</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>链</w:t></w:r><w:r><w:fldChar'
        ' w:fldCharType="end"/></w:r>'
    )
    box = "<w:sdt><w:sdtPr><w:checkbox/></w:sdtPr><w:sdtContent><w:r><w:t>{}</w:t></w:r></w:sdtContent></w:sdt>"
    number = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    items = "".join(p("", number, box.format(sign) + f"<w:r><w:t xml:space='preserve'> {words}</w:t></w:r>")
                    for sign, words in (("☐", "待办"), ("☑", "已办")))  # fmt: skip
    found = converted(
        package(letter + p("治市今天签约。", more=link) + items, numbering_xml=numbering(("bullet", "·")))
    )
    assert found.text == "长治市今天签约。[链](https://example.org/a#b)\n\n- [ ] 待办\n- [x] 已办"
    assert told(found) == []


def test_what_cannot_come_along_is_named_with_its_words() -> None:
    shape = (
        "<wps:wsp><wps:txbx><w:txbxContent><w:p><w:r><w:t>框内</w:t></w:r></w:p></w:txbxContent></wps:txbx></wps:wsp>"
    )
    box = (
        "<mc:AlternateContent><mc:Choice Requires='wps'>"
        + drawing(shape).removeprefix("<w:r>").removesuffix("</w:r>")
        + "</mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox><w:txbxContent><w:p><w:r><w:t>框内</w:t></w:r></w:p>"
        "</w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent>"
    )  # fmt: skip
    sup = "<m:sSup><m:e><m:r><m:t>x</m:t></m:r></m:e><m:sup><m:r><m:t>2</m:t></m:r></m:sup></m:sSup>"
    body = (
        p("前", more=f"<w:r>{box}</w:r>")
        + p("式", more=f"<m:oMath>{sup}</m:oMath>")
        + p("", more=drawing('<c:chart r:id="chart1"/>'))
        + p("", more=drawing('<dgm:relIds r:dm="data1"/>'))
        + p("", more=drawing("<wps:wsp/>"))
        + p("见", more='<w:r><w:object><o:OLEObject ProgID="Excel.Sheet.12"/></w:object></w:r>')
        + p("隐", more="<w:r><w:rPr><w:vanish/></w:rPr><w:t>藏着</w:t></w:r>")
        + p("第", more='<w:fldSimple w:instr=" REF a "><w:r><w:t>三</w:t></w:r></w:fldSimple>')
        + p("圈", more=r'<w:fldSimple w:instr=" EQ \o\ac(○,1) "/>')
        + p("注", more="<w:r><w:ruby><w:rt><w:r><w:t>jīng</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>京</w:t></w:r>"
            "</w:rubyBase></w:ruby></w:r>")
        + p("", more='<w:r><w:pict><v:shape><v:textpath string="样稿"/></v:shape></w:pict></w:r>')
        + p("移", more="<w:moveFrom><w:r><w:t>旧处</w:t></w:r></w:moveFrom>"
            "<w:moveTo><w:r><w:t>新处</w:t></w:r></w:moveTo>")
        + p("", more=picture("image1", "外部图"))
    )  # fmt: skip
    found = converted(
        package(
            body,
            charts__chart1_xml="<c:chartSpace><a:t>年度投资</a:t></c:chartSpace>",
            diagrams__data1_xml="<dgm:dataModel><a:t>流程</a:t></dgm:dataModel>",
            comments_xml="<w:comments><w:comment><w:p><w:r><w:t>请核实</w:t></w:r></w:p></w:comment></w:comments>",
            linkimage="file:///C:/a.jpg",
        )
    )
    assert found.text == "前\n\n框内\n\n式x<sup>2</sup>\n\n见\n\n隐\n\n第三\n\n圈\n\n注京（jīng）\n\n移新处"
    assert set(told(found)) == {
        ("textbox", "框内"), ("formula", "x2"), ("chart", "年度投资"), ("diagram", "流程"), ("shape", "形状 1"),
        ("object", "Excel.Sheet.12"), ("hidden", "藏着"), ("word-field", "REF 三"), ("ruby", "京（jīng）"),
        ("word-field-empty", r"EQ EQ \o\ac(○,1)"), ("shape", "样稿"), ("deletion", "旧处"), ("insertion", "新处"),
        ("picture", "外部图"), ("comment", "请核实"),
    }  # fmt: skip


def test_pictures_in_groups_and_of_other_forms() -> None:
    group = drawing(
        '<wpg><pic:pic><pic:blipFill><a:blip r:embed="image1"/></pic:blipFill></pic:pic><pic:pic><pic:blipFill><a:blip'
        ' r:embed="image2"/><a:srcRect l="1000"/></pic:blipFill></pic:pic></wpg>',
        "两张照片。描述已自动生成",
    )
    body = p("", more=group) + p("", more=picture("image3", "旧图"))
    found = converted(
        package(body, media__image1_jpg=photo(), media__image2_png=photo("blue", "PNG"), media__image3_emf=b"x")
    )
    assert found.text == "![两张照片](1.jpg)\n\n![两张照片](2.png)"
    assert told(found) == [("cropped", "两张照片"), ("picture-form", "旧图 (image3.emf)")]


LINES = [
    ("来源：新华社 作者：张三 2024-03-05 10:20", ("新华社", "张三", "2024-03-05 10:20"), True),
    ("（记者 李四 通讯员 王五）", ("", "李四、王五", ""), True),
    ("文/赵六", ("", "赵六", ""), True),
    ("发布时间：2024年3月5日　来源：示例网", ("示例网", "", "2024年3月5日"), True),
    ("Source: Example Daily | By Jane Doe | March 5, 2024", ("Example Daily", "Jane Doe", "March 5, 2024"), True),
    ("编辑：钱七", ("", "", ""), False),
    ("来源：新华社 编辑：钱七", ("新华社", "", ""), False),
    ("2024年3月5日，双方签约。", ("", "", ""), False),
    ("来源多样，作者众多", ("", "", ""), False),
]


@pytest.mark.parametrize(("line", "said", "taken"), LINES)
def test_lines_that_say_where_a_text_comes_from(line: str, said: tuple[str, str, str], taken: bool) -> None:
    found = converted(package(p(line) + p("正文从这里开始，讲的是合作的经过。")))
    assert (found.byline.source, "、".join(found.byline.authors), found.byline.date) == said
    assert (line[:6] not in found.text) == taken


def zipped(**files: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in files.items():
            file.writestr(name.replace("__", "/").replace("_", "."), data)
    return out.getvalue()


def locked() -> bytes:
    data = bytearray(package(p("x")))
    at = data.find(b"PK\x01\x02")
    while at >= 0:
        data[at + 8] |= 1
        at = data.find(b"PK\x01\x02", at + 1)
    return bytes(data)


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512
REFUSED: list[tuple[str, bytes]] = [
    ("import-doc-old", OLE + "WordDocument".encode("utf-16-le")),
    ("import-doc-old", b"{\\rtf1 x}"),
    ("import-docx-locked", OLE + "EncryptedPackage".encode("utf-16-le")),
    ("import-docx-locked", locked()),
    ("import-docx-html", b"\xef\xbb\xbf<html><body>x</body></html>"),
    ("import-docx-broken", b"hello"),
    ("import-docx-broken", package(p("x"))[:600]),
    ("import-docx-broken", package("<w:p>")),
    ("import-docx-other", zipped(content_xml=b"<x/>", mimetype=b"application/vnd.oasis.opendocument.text")),
    ("import-docx-macros", package(p("x"), vbaProject_bin=b"x")),
    ("import-docx-bomb", package(p("x"), styles_xml=b"<a>" + b" " * 15_000_001)),
    (
        "import-docx-entities",
        zipped(word__document_xml=b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'),
    ),
    ("import-docx-entities", zipped(word__document_xml='<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'.encode("utf-16"))),
    ("import-too-deep", package("<w:sdt>" * 200 + "</w:sdt>" * 200)),
    ("import-too-large", b"PK" + bytes(100_000_001)),
]


@pytest.mark.parametrize(("code", "data"), REFUSED, ids=[code for code, _ in REFUSED])
def test_what_is_refused_is_refused_with_a_sentence(code: str, data: bytes) -> None:
    with pytest.raises(DocxFault) as fault:
        converted(data)
    assert fault.value.code == code
    assert code in codes()


def test_no_file_outside_is_read(tmp_path: Path) -> None:
    secret = tmp_path / "secret.png"
    secret.write_bytes(photo("blue", "PNG"))
    blip = drawing('<pic:pic><pic:blipFill><a:blip r:link="linkimage"/></pic:blipFill></pic:pic>', "图")
    found = converted(package(p("甲", more=blip), linkimage=secret.as_uri()))
    assert (found.files, found.text) == ((), "甲")
    assert told(found)[0][0] == "picture"


def run(site: Site, *words: str) -> Result:
    return CliRunner().invoke(main, ["import", *words, "--root", str(site.root), "--lang", "en"])


def put(folder: Path, files: Iterable[tuple[str, bytes]]) -> list[str]:
    folder.mkdir()
    for name, data in files:
        (folder / name).write_bytes(data)
    return [str(folder / name) for name, _ in files]


ZH = (
    p("来源：示例日报 2024年3月5日")
    + p("双方在长治市签约，今后三年一起建设平台。")
    + p("", more=picture("image1", "签约"))
)
EN = p("Signed in Changzhi", '<w:pStyle w:val="9"/>') + p("The two sides signed in Changzhi and will build a platform.")


@pytest.mark.parametrize("names", [("故事.docx", "story.docx"), ("story.zh.docx", "story.en.docx")])
def test_two_documents_of_one_story_are_one_article(names: tuple[str, str], tmp_path: Path) -> None:
    site = Site.sound(tmp_path / "site")
    documents = (package(ZH, media__image1_jpg=photo()), package(EN, styles_xml=WPS_STYLES))
    paths = put(tmp_path / "in", list(zip(names, documents, strict=True)))
    done = run(site, *paths, "--write", "--format", "json")
    report: dict[str, Any] = json.loads(done.output)
    assert report["totals"]["new"] == 2
    assert {one["path"] for one in report["texts"]} == {f"content/articles/2024/story.{one}.md" for one in ("zh", "en")}
    chinese = (site.root / "content/articles/2024/story.zh.md").read_text("utf-8")
    assert "date: 2024-03-05" in chinese
    assert re.search(r"!\[\]\(figure:[a-z0-9-]+\)", chinese)
    assert "title: Signed in Changzhi" in (site.root / "content/articles/2024/story.en.md").read_text("utf-8")
    assert [one for one in site.problems() if one.severity.value == "error"] == []
    assert any("示例日报" in path.read_text("utf-8") for path in (site.root / "content/sources").glob("*.yml"))


def test_two_documents_in_one_language_are_two_stories(tmp_path: Path) -> None:
    site = Site.sound(tmp_path / "site")
    other = package(p("来源：示例日报 2024年3月6日") + p("另一天，另一件事，也在长治市。"))
    paths = put(tmp_path / "in", [("a-story.docx", package(ZH, media__image1_jpg=photo())), ("b-story.docx", other)])
    report: dict[str, Any] = json.loads(run(site, *paths, "--format", "json").output)
    assert sorted(one["path"].rpartition("/")[2] for one in report["texts"]) == ["a-story.zh.md", "b-story.zh.md"]


def test_a_folder_with_old_documents_says_how_to_save_them(tmp_path: Path) -> None:
    site = Site.sound(tmp_path / "site")
    put(tmp_path / "in", [("a.doc", REFUSED[0][1]), ("b.wps", REFUSED[0][1]), ("c.docm", REFUSED[9][1])])
    done = run(site, str(tmp_path / "in"))
    assert done.exit_code == 1
    assert done.output.count("[import-doc-old]") == 2
    assert done.output.count("[import-docx-macros]") == 1
    assert "Save as" in done.output
