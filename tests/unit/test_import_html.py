"""HTML of other programs as our Markdown: what Word, WPS, Google Docs and browsers copy, and what we render."""

from __future__ import annotations

import html
import json
import random
import re
from typing import Any

import pytest

from tests.unit.helpers import ROOT, render
from xieshou.core.problems import Severity
from xieshou.importers.html import Converted, HtmlFault, markdown_of
from xieshou.importers.settling import rendered_html

_BLOCKS = "p|h[1-6]|ul|ol|li|table|thead|tbody|tr|td|th|div|blockquote|pre|hr|br|dl|dt|dd|details|summary"


def convert(text: str) -> Converted:
    """Everything kept: pictures and links by the addresses that they have."""
    return markdown_of(text, link_to=lambda address: address, picture_to=lambda picture: picture.source)


def said(converted: Converted) -> list[tuple[str, str]]:
    return [(one.code, one.sign) for one in converted.remarks]


def shown(markdown: str) -> str:
    """The HTML of a text, white space between blocks and the addresses of headings left out."""
    rendered = re.sub(r"\s+", " ", rendered_html(render(markdown)[0]))
    rendered = re.sub(rf" ?(</?(?:{_BLOCKS})\b[^>]*>) ?", r"\1", rendered)
    return re.sub(r'(<h\d) id="[^"]*"', r"\1", rendered)


def words(rendered: str) -> str:
    return "".join(html.unescape(re.sub(r"<[^>]*>", "", rendered)).split())


@pytest.mark.parametrize(
    ("given", "text"),
    [
        # Styles, by element and by CSS; what only looks so is left alone.
        ("<p>甲<b>乙 </b>丙<i>丁</i><s>戊</s></p>", "甲**乙** 丙*丁*~~戊~~"),
        ('<p><span style="font-weight:700">Bold</span> <span style="font-style:italic">it</span></p>', "**Bold** *it*"),
        ('<b style="font-weight:normal" id="docs-internal-guid-1"><p>甲</p></b>', "甲"),
        ("<h2><strong>标题</strong></h2>", "## 标题"),
        ("<p>H<sub>2</sub>O <u>线</u></p>", "H<sub>2</sub>O <u>线</u>"),
        # Lines.
        ("<p>甲<br>乙</p>", "甲\\\n乙"),
        ("<p>甲<br><br>乙</p>", "甲\n\n乙"),
        ("<p>　　甲。<br>　　乙。</p>", "甲。\n\n乙。"),
        ("<p>第一行\n第二行</p><p>one\ntwo</p>", "第一行第二行\n\none two"),
        ("<div>甲<div>乙</div>丙</div>", "甲\n\n乙\n\n丙"),
        ("甲<p>&nbsp;</p><p><br></p>乙", "甲\n\n乙"),
        # Lists.
        ("<ul><li>a</li><ul><li>b</li></ul><li>c</li></ul>", "- a\n  - b\n- c"),
        ("<ol start=3><li><p>a</p></li><li>b<ul><li>c</li></ul></li></ol>", "3. a\n4. b\n   - c"),
        ("<ul><li>a</li></ul><ul><li>b</li></ul>", "- a\n\n<!-- -->\n\n- b"),
        ('<ul><li class="task">☑ 甲</li><li class="task">☐ 乙</li></ul>', "- [x] 甲\n- [ ] 乙"),
        # Tables.
        (
            "<table><tr><th>县</th><th align=right>数</th></tr><tr><td>a|b</td><td align=right>1<br>2</td></tr>"
            "</table>",
            "| 县 | 数 |\n|---|--:|\n| a\\|b | 1<br>2 |",
        ),
        (
            "<table><tr><td colspan=2>合</td></tr><tr><td rowspan=2>*甲*</td><td>乙</td></tr><tr><td>丙</td></tr>"
            "</table>",
            '<table>\n<tr><td colspan="2">合</td></tr>\n<tr><td rowspan="2">&#42;甲&#42;</td><td>乙</td></tr>\n'
            "<tr><td>丙</td></tr>\n</table>",
        ),
        ("<table><tr><td><p>框</p><p>中</p></td></tr></table>", "框\n\n中"),
        # Links.
        ('<p><a href="https://a.org/b(c) d">链</a></p>', "[链](https://a.org/b%28c%29%20d)"),
        ('<p><a href="https://a.org/x">https://a.org/x</a></p>', "https://a.org/x"),
        ('<h2 id="x y">甲</h2><p><a href="#x y">见</a></p>', "## 甲 {#part-1}\n\n[见](#part-1)"),
        # Code, quotations, terms, notes.
        ("<pre>a `b`\n```\nc</pre><p><code>`x`</code></p>", "````\na `b`\n```\nc\n````\n\n`` `x` ``"),
        ("<blockquote><p>甲</p><p>乙</p></blockquote>", "> 甲\n>\n> 乙"),
        ("<dl><dt>甲</dt><dd>乙</dd></dl>", "甲\n\n:   乙"),
        ('<div class="note note-tip"><p class="note-title">题</p><p>甲</p></div>', "::: tip 题\n\n甲\n\n:::"),
        ("<details><summary>问</summary><p>答</p></details>", "<details>\n<summary>问</summary>\n\n答\n\n</details>"),
        # Pictures.
        ('<p>前<img src="a.jpg" alt="图">后</p>', "前后\n\n![图](a.jpg)"),
        ('<figure><img src="a.jpg"><figcaption>说明</figcaption></figure>', "![说明](a.jpg)"),
        ('<p><img src="a.jpg"></p><p>图1 甲</p><p>图2 乙</p>', "![图1 甲](a.jpg)\n\n图2 乙"),
        (
            '<table><tr><td><img src="a.jpg"></td><td><img src="b.jpg" alt="B"></td></tr><tr><td>甲</td><td>乙</td>'
            "</tr></table>",
            '![甲](a.jpg)\n\n![B](b.jpg "乙")',
        ),
        ('<section><img data-src="https://m.org/a" data-type="png"></section>', "![](https://m.org/a)"),
    ],
)
def test_html_is_written_as_an_editor_would(given: str, text: str) -> None:
    assert markdown_of(given).text == text


@pytest.mark.parametrize(
    "typed",
    ["*甲*", "_a_ b_c", "# 甲", "1. 甲", "1) 甲", "- 甲", "+ 甲", "> 甲", "| a | b |", "{#id} {: .x} {{ a }}",
     "<b>甲</b>", "&amp; &copy;", "`甲`", "[甲](乙) [1]: x", "[^1]", "![x](y.jpg)", "~~甲~~ ==乙==", "---", "===",
     "::: tip", "!!! note", "C:\\a\\b \\* \\", "甲\\", ":   甲", "$a_b$ $$x$$", "<!-- 甲 -->", "10*20*30 5 * 6",
     "[TOC]", "[[甲]]", "＃甲", "｜甲｜乙｜", "#1 #甲#", "- [x] 甲", "[ ] 甲", "import x from 'y';", "%%甲%%", "***",
     "http://a", "1、甲", "——甲", "^[x] 甲^2"],
)  # fmt: skip
def test_signs_that_were_typed_stay_words(typed: str) -> None:
    given = html.escape(typed)
    page = (
        f"<p>{given}</p><p>x {given}</p><h2>x{given}</h2><ul><li>{given}</li></ul><p>x<br>{given}<b>{given}</b></p>"
        f"<table><tr><th>x</th></tr><tr><td>{given}</td></tr></table><table><tr><td colspan=2>{given}</td></tr>"
        f"<tr><td>x</td><td>{given}</td></tr></table><blockquote><p>{given}</p></blockquote>"
    )
    made = markdown_of(page)
    body, _, problems = render(made.text)
    assert words(rendered_html(body)) == words(page)
    assert [one for one in problems if one.severity is Severity.ERROR] == []
    assert "import-not-the-same" not in dict(said(made))


def examples() -> list[str]:
    folder = ROOT / "tests" / "commonmark"
    specs: list[dict[str, Any]] = [
        one for name in ("commonmark", "gfm") for one in json.loads((folder / f"{name}.json").read_text("utf-8"))
    ]
    stories = sorted((ROOT / "content" / "articles").rglob("*.md"))[::9]
    return [one["markdown"] for one in specs] + [one.read_text("utf-8").split("\n---\n", 1)[1] for one in stories]


def test_what_our_own_renderer_made_comes_back_as_the_same_words_and_is_stable() -> None:
    for text in examples():
        first = rendered_html(render(text)[0])
        made = convert(first)
        assert words(shown(made.text)) == words(first), text
        assert "import-not-the-same" not in dict(said(made)), text
        if made.text != convert(rendered_html(render(made.text)[0])).text:
            assert shown(made.text) == shown(convert(rendered_html(render(made.text)[0])).text), text


def test_structure_comes_back_too() -> None:
    for path in sorted((ROOT / "content" / "articles").rglob("*.md"))[::11]:
        text = path.read_text("utf-8").split("\n---\n", 1)[1]
        assert shown(convert(rendered_html(render(text)[0])).text) == shown(text), path


_TYPED = [
    *("*", "**", "_", "__", "#", "##", "1.", "1)", "|", "{", "}", "<", "<b>", "</b>", "&", "&amp;", "`", "```", "~~"),
    *("==", "[", "]", "(", ")", "[^1]", "[a](b)", "![", "\\", "-", "+ ", "> ", ":", "::: tip", "!!! note", "$a_b$"),
    *("{#id}", "{{ x }}", "http://a.org/x", "a@b.org", "甲", "乙", "，", "。", "“", "”", "（一）", "1、", "•", "---"),
    *("===", " ", " ", "a", "\u3000"),
]  # fmt: skip


def drawn(draw: random.Random, depth: int = 0) -> str:
    """HTML with any signs in any place."""

    def line(depth: int = 0) -> str:
        parts = []
        for _ in range(draw.randint(1, 3)):
            if depth < 2 and draw.random() < 0.35:
                tag = draw.choice(("b", "i", "s", "u", "sup", "code", "mark", "q"))
                parts.append(f"<{tag}>{line(depth + 1)}</{tag}>")
            else:
                parts.append(html.escape("".join(draw.choices(_TYPED, k=draw.randint(1, 4)))))
        return "".join(parts) + ("<br>x" if draw.random() < 0.1 else "")

    kind = draw.choice(("p", "p", "h2", "ul", "ol", "table", "merged", "blockquote") if depth < 2 else ("p",))
    if kind in ("ul", "ol"):
        return f"<{kind}>{''.join(f'<li>{line()}{drawn(draw, 2)}</li>' for _ in 'ab')}</{kind}>"
    if kind == "table":
        return f"<table><tr><th>x{line()}</th><th>{line()}</th></tr><tr><td>{line()}</td><td>{line()}</td></tr></table>"
    if kind == "merged":
        return f"<table><tr><td colspan=2>{line()}</td></tr><tr><td>{line()}</td><td>{drawn(draw, 2)}</td></tr></table>"
    return f"<{kind}>{line() if kind != 'blockquote' else drawn(draw, depth + 1)}</{kind}>"


@pytest.mark.parametrize("seed", range(24))
def test_any_signs_in_any_place_are_shown_as_they_were(seed: int) -> None:
    draw = random.Random(seed)
    given = "".join(drawn(draw) for _ in range(3))
    assert words(rendered_html(render(markdown_of(given).text)[0])) == words(given)


WORD = """\
<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><title>稿</title><style>p.MsoNormal {margin:0}</style>
<!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml><![endif]--></head><body>
<!--StartFragment--><p class=MsoNormal>正文<a style='mso-footnote-id:ftn1' href="#_ftn1" name="_ftnref1" title=""><span
class=MsoFootnoteReference><![if !supportFootnotes]>[1]<![endif]></span></a>。<o:p></o:p></p>
<p class=MsoListParagraphCxSpFirst style='text-indent:-21.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='font-family:Wingdings;mso-list:Ignore'>·<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp;</span>
</span><![endif]>第一<o:p></o:p></p>
<p class=MsoListParagraphCxSpMiddle style='mso-list:l0 level2 lfo1'><span style='mso-list:Ignore'>1)<span>&nbsp; </span>
</span>其中</p>
<p class=MsoListParagraphCxSpLast style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>·</span>第二</p>
<p class=MsoNormal style='mso-list:l1 level1 lfo2'><span style='mso-list:Ignore'>（一）</span>总体</p>
<p class=MsoNormal><span style='display:none;mso-hide:all'>隐藏</span>完</p>
<div style='mso-element:footnote-list'><br clear=all><hr align=left size=1 width="33%"><div style='mso-element:footnote'
id=ftn1><p class=MsoFootnoteText><a style='mso-footnote-id:ftn1' href="#_ftnref1" name="_ftn1" title=""><span
class=MsoFootnoteReference><![if !supportFootnotes]>[1]<![endif]></span></a>注文</p></div></div><!--EndFragment-->
</body></html>"""


def test_what_word_copies() -> None:
    made = markdown_of(WORD)
    assert made.text == "正文[^1]。\n\n- 第一\n  1) 其中\n- 第二\n\n（一）总体\n\n完\n\n[^1]: 注文"
    assert said(made) == [("import-hidden", "隐藏")]
    clipboard = f"Version:1.0\r\nStartHTML:0000000105\r\nEndHTML:00002000\r\nSourceURL:file:///C:/a.htm\r\n{WORD}"
    assert markdown_of(clipboard).text == made.text


@pytest.mark.parametrize(
    "given",
    [
        # Mammoth, Google Docs, WordPress, a Markdown renderer.
        '<p>甲<sup><a href="#footnote-1" id="footnote-ref-1">[1]</a></sup></p><ol><li id="footnote-1"><p> 注'
        ' <a href="#footnote-ref-1">↑</a></p></li></ol>',
        '<p>甲<sup><a href="#ftnt1" id="ftnt_ref1">[1]</a></sup></p><hr><div><p><a href="#ftnt_ref1" id="ftnt1">[1]</a>'
        "<span>&nbsp;注</span></p></div>",
        '<p>甲<sup data-fn="u1" class="fn"><a href="#u1" id="u1-link">1</a></sup></p><ol class="wp-block-footnotes">'
        '<li id="u1">注 <a href="#u1-link">↩︎</a></li></ol>',
        '<p>甲<sup id="fnref:a"><a class="footnote-ref" href="#fn:a">1</a></sup></p><div class="footnote"><hr><ol>'
        '<li id="fn:a"><p>注&#160;<a class="footnote-backref" href="#fnref:a">↩</a></p></li></ol></div>',
    ],
)
def test_footnotes_of_all_programs_are_footnotes(given: str) -> None:
    assert markdown_of(given).text == "甲[^1]\n\n[^1]: 注"


def test_a_text_that_is_a_footnote_alone_stays() -> None:
    made = markdown_of(
        '<div><p><sup><a href="#n1" id="r1">[1]</a></sup></p></div><ol><li id="n1"><p><a href="https://a.org/b">甲</a>'
        '<a href="#r1">↑</a></p></li></ol>'
    )
    assert (made.text, said(made)) == ("[^1]\n\n[^1]: [甲](https://a.org/b)", [])


def test_what_does_not_come_along_is_told() -> None:
    made = markdown_of(
        '<title>页</title><p><a href="javascript:alert(1)">甲</a> <a href="file:///C:/a.doc">乙</a></p>'
        '<img src="data:image/png;base64,AAAA" alt="丙"><iframe src="https://v.org/1"></iframe>'
        "<math><mi>x</mi><mo>=</mo><mn>1</mn></math><svg><text>丁</text></svg>"
        '<script>alert(1)</script><table><tr><td>a</td><td>b</td></tr><tr><td>c</td><td>d<img src="e.jpg"></td></tr>'
        "</table>"
    )
    assert made.title == "页"
    assert "javascript" not in made.text
    assert "alert" not in made.text
    assert {code for code, _ in said(made)} == {
        "import-link", "import-picture", "import-media", "import-formula", "import-object", "import-table-head",
        "import-picture-in-table",
    }  # fmt: skip
    assert ("import-link", "乙 (file:///C:/a.doc)") in said(made)
    assert ("import-object", "svg 丁") in said(made)
    for kept in ("甲 乙", "x=1", "https://v.org/1", "| a | b |", "![](e.jpg)"):
        assert kept in made.text


def test_a_note_in_a_cell_that_can_hold_none_comes_after_the_table() -> None:
    note = '<sup><a href="#n1" id="r1">[1]</a></sup>'
    made = markdown_of(
        f'<table><tr><td colspan=2>甲{note}</td></tr><tr><td>乙</td><td>丙</td></tr></table><ol><li id="n1">注'
        '<a href="#r1">↑</a></li></ol>'
    )
    assert "甲<sup>&#91;&#42;1&#93;</sup>" in made.text
    assert made.text.endswith("</table>\n\n[\\*1] 注")
    assert said(made) == [("import-note-in-table", "注")]


def test_html_that_costs_too_much_is_refused_and_the_rest_is_quick() -> None:
    with pytest.raises(HtmlFault, match="import-too-large"):
        markdown_of("x" * 20_000_001)
    with pytest.raises(HtmlFault, match="import-too-deep"):
        markdown_of("<div>" * 100_000)
    for given in ("<ul><li>" * 900 + "x", "<table><tr><td>" * 300 + "x", "<!-- " * 9000 + "x", "<b>" * 1500 + "x"):
        assert words(rendered_html(render(markdown_of(given).text)[0])) in ("x", "")
