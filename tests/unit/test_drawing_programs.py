"""Drawings as drawing programs write them: their style sheets become attributes, and what is dangerous stays refused."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from xieshou.pictures.vector import Refused, clean_svg

# ruff: noqa: E501 - as the programs write them
INKSCAPE = """<?xml version="1.0" encoding="UTF-8" standalone="no"?>
<svg width="210mm" height="100mm" viewBox="0 0 210 100" version="1.1" id="svg5" sodipodi:docname="SECRET.svg"
   inkscape:version="1.3.2 (091e20e, 2023-11-25)" xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape"
   xmlns:sodipodi="http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd" xmlns:xlink="http://www.w3.org/1999/xlink"
   xmlns="http://www.w3.org/2000/svg" xmlns:svg="http://www.w3.org/2000/svg">
  <sodipodi:namedview id="namedview7" pagecolor="#ffffff" inkscape:zoom="0.7" />
  <style id="style12">
   text { font-family: sans-serif }
   #layer1 rect, .plant { fill: #0b6e4f; stroke: none }
   g.river path.bank { stroke: #1f6fb2 }
  </style>
  <defs id="defs2"><linearGradient id="a1"><stop style="stop-color:#fff;stop-opacity:1" offset="0" id="s1"/></linearGradient></defs>
  <g inkscape:label="Layer 1" inkscape:groupmode="layer" id="layer1">
    <rect style="fill-opacity:1;stroke-width:0.26;-inkscape-stroke:none" id="rect1" width="60" height="40" x="10" y="10" />
    <g class="river"><g><path class="bank" id="p1" d="M 0,50 H 210" sodipodi:nodetypes="cc" /></g></g>
    <path class="bank" id="p2" d="M 0,60 H 210" />
    <text xml:space="preserve" style="font-style:normal;font-size:10.58px;line-height:1.25;text-align:start;writing-mode:lr-tb;direction:ltr;text-anchor:start;text-decoration:none;font-variation-settings:normal;-inkscape-font-specification:'sans-serif';filter:none"
      x="20" y="35" id="t1"><tspan sodipodi:role="line" id="ts1" x="20" y="35">长治</tspan></text>
  </g>
</svg>"""
ILLUSTRATOR = """<?xml version="1.0" encoding="UTF-8"?>
<svg id="Layer_1" data-name="Layer 1" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 50">
  <defs>
    <style><![CDATA[
      .cls-1 { fill: none; stroke: #1f6fb2; stroke-miterlimit: 10; }
      .cls-2, .cls-3 { isolation: isolate; }
      .cls-1, .cls-3 { stroke-width: 3px; }
      circle.cls-2 { fill: #c1272d; }
    ]]></style>
  </defs>
  <path class="cls-1" d="M0,0h100" fill="#000"/>
  <circle class="cls-2" cx="20" cy="20" r="9"/>
  <rect class="cls-2 cls-3" width="9" height="9"/>
</svg>"""
FIGMA = """<svg width="40" height="20" viewBox="0 0 40 20" fill="none" xmlns="http://www.w3.org/2000/svg">
<g clip-path="url(#clip0_1_2)">
<mask id="mask0_1_2" style="mask-type:alpha" maskUnits="userSpaceOnUse" x="0" y="0" width="40" height="20">
<rect width="20" height="20" fill="#D9D9D9"/>
</mask>
<g mask="url(#mask0_1_2)"><path d="M0 0H40V20H0Z" fill="#0B6E4F"/></g>
</g>
<defs><clipPath id="clip0_1_2"><rect width="40" height="20" fill="white"/></clipPath></defs>
</svg>"""
DRAW_IO = """<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" version="1.1" width="122px"
 height="62px" viewBox="-0.5 -0.5 122 62" content="&lt;mxfile&gt;SECRET&lt;/mxfile&gt;"
 style="background: transparent; background-color: transparent; color-scheme: light dark;">
<defs><style type="text/css">@media (prefers-color-scheme: dark) { svg { color: #fff } rect { fill: #000 } }</style></defs>
<g data-cell-id="0"><g data-cell-id="2"><g>
<rect x="0" y="0" width="120" height="60" fill="#ffffff" stroke="#000000" pointer-events="all"
 style="fill: light-dark(#ffffff, var(--ge-dark-color, #121212)); stroke: light-dark(rgb(0, 0, 0), rgb(255, 255, 255));"/>
</g><g><g transform="translate(-0.5 -0.5)"><switch>
<foreignObject style="overflow: visible; text-align: left;" pointer-events="none" width="100%" height="100%"><div xmlns="http://www.w3.org/1999/xhtml">北京</div></foreignObject>
<text x="60" y="34" fill="light-dark(#000000, #ffffff)" font-family="Helvetica" font-size="12px" text-anchor="middle">北京</text>
</switch></g></g></g></g>
<switch><g requiredFeatures="http://www.w3.org/TR/SVG11/feature#Extensibility"/>
<a transform="translate(0,-5)" xlink:href="https://www.drawio.com/doc/faq/svg-export-text-problems" target="_blank"><text font-size="10px" x="50%" y="100%">Text is not SVG - cannot display</text></a></switch>
</svg>"""


SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{}</svg>'


def drawn(text: str) -> dict[str, dict[str, str]]:
    """The attributes of each element of the cleaned drawing, by its id or what it is."""
    data = clean_svg(text.encode())[0]
    assert b"SECRET" not in data
    assert b"<style" not in data
    assert b" style=" not in data
    assert clean_svg(data)[0] == data
    return {
        one.get("id") or str(one.tag).rpartition("}")[2]: dict(one.attrib)
        for one in ElementTree.fromstring(data).iter()
    }


def test_a_drawing_of_inkscape_takes_what_is_said_of_ids_names_and_what_stands_within() -> None:
    found = drawn(INKSCAPE)
    assert found["rect1"]["fill"] == "#0b6e4f"
    assert found["p1"]["stroke"] == "#1f6fb2"  # within the river, though not directly
    assert "stroke" not in found["p2"]
    assert (found["t1"]["font-family"], found["t1"]["font-size"]) == ("sans-serif", "10.58px")
    assert found["s1"]["stop-color"] == "#fff"


def test_a_drawing_of_illustrator_takes_the_rules_of_its_classes() -> None:
    found = drawn(ILLUSTRATOR)
    assert (found["path"]["fill"], found["path"]["stroke-width"]) == ("none", "3px")
    assert found["circle"]["fill"] == "#c1272d"
    assert "fill" not in found["rect"]
    assert found["rect"]["stroke-width"] == "3px"


def test_a_mask_of_figma_shows_as_much_as_it_did() -> None:
    data = clean_svg(FIGMA.encode())[0].decode()
    mask = data[data.index("<mask") : data.index("</mask>")]
    assert "#D9D9D9" not in mask
    assert '<rect width="20" height="20" fill="#fff"' in mask
    assert 'fill="#0B6E4F"' in data
    with pytest.raises(Refused, match="mask-type"):
        clean_svg(FIGMA.replace("#D9D9D9", "url(#paint0_linear)").encode())


def test_a_drawing_of_draw_io_is_drawn_in_its_light_colours() -> None:
    found = drawn(DRAW_IO)
    assert (found["rect"]["fill"], found["rect"]["stroke"]) == ("#ffffff", "rgb(0, 0, 0)")
    assert found["text"]["fill"] == "#000000"
    assert "北京" in clean_svg(DRAW_IO.encode())[0].decode()


@pytest.mark.parametrize(
    ("sheet", "fill"),
    [
        ("path{fill:red} .a{fill:blue} #b{fill:lime}", "lime"),
        ("#b{fill:lime} .a{fill:blue} path{fill:red}", "lime"),
        (".a{fill:blue} path{fill:red}", "blue"),
        ("g .a{fill:lime} .a{fill:blue}", "lime"),
        (".a{fill:red} .a{fill:lime}", "lime"),
        ("g g .a, text{fill:red} .a{fill:lime}", "lime"),
        ("svg g path.a#b{fill:lime} #b{fill:red}", "lime"),
        (".c .a{fill:red} path{fill:lime}", "lime"),
    ],
)
def test_of_several_rules_the_one_counts_that_a_browser_would_take(sheet: str, fill: str) -> None:
    assert drawn(SVG.format(f'<style>{sheet}</style><g><path id="b" class="a"/></g>'))["b"]["fill"] == fill


@pytest.mark.parametrize(
    "sheet",
    [
        "*{fill:red}", "path:hover{fill:red}", "g>path{fill:red}", "g+path{fill:red}", "[d]{fill:red}", "{fill:red}",
        "path,{fill:red}", ".a\\62{fill:red}", "@media print{path{fill:red}}", "@import 'https://example.org/a.css';",
        "path{fill:url(https://example.org/a)}", "path{fill:url(//example.org/a#b)}", "path{fill:red!important}",
        "path{behavior:url(#a)}", "path{background:url(#a)}", "path{fill:red", "path{fill:expression(alert(1))}",
        "path{fill:light-dark(url(https://example.org/a), red)}", "path{mask-type:alpha}",
        "path{fill:url('javascript:alert(1)')}", "@media (prefers-color-scheme: dark){path{fill:red}",
    ],
)  # fmt: skip
def test_a_sheet_that_reaches_out_or_is_not_understood_is_refused(sheet: str) -> None:
    inner = f'<style>{sheet.replace("<", "&lt;").replace(">", "&gt;")}</style><g><path d="M0 0"/></g>'
    with pytest.raises(Refused):
        clean_svg(SVG.format(inner).encode())


def test_a_sheet_that_would_take_hours_is_refused() -> None:
    inner = f"<style>{'g path{fill:red}' * 3000}</style>{'<path/>' * 3000}"
    with pytest.raises(Refused):
        clean_svg(SVG.format(inner).encode())
