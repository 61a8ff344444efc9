"""What is typed is what is printed: habits of other programs, signs that are facts, accidents of layout."""

from __future__ import annotations

import re

import pytest

from tests.unit.helpers import html_of, render
from xieshou.core.problems import Severity


def told(text: str) -> list[tuple[str, int, int, str]]:
    """Code, line, column and sign of all problems."""
    return [(one.code, one.line, one.column, dict(one.details).get("sign", "")) for one in render(text)[2]]


@pytest.mark.parametrize(
    ("text", "html"),
    [
        # What CommonMark and GitHub read.
        ("议题：\n- 甲\n- 乙", "<p>议题：</p><ul><li>甲</li><li>乙</li></ul>"),
        ("议题：\n2. 甲\n3. 乙", '<p>议题：</p><ol start="2"><li>甲</li><li>乙</li></ol>'),
        ("共\n14. 项", "<p>共\n14. 项</p>"),
        ("数字如下：\n|年|数|\n|--|--:|\n|2022|10|", None),
        ("1. 甲\n   - 乙\n2. 丙", "<ol><li>甲<ul><li>乙</li></ul></li><li>丙</li></ol>"),
        ("1. 甲\n  - 乙\n  - 丙\n2. 丁", "<ol><li>甲<ul><li>乙</li><li>丙</li></ul></li><li>丁</li></ol>"),
        ("1. 甲\n\n  2. 乙\n", "<ol><li><p>甲</p></li><li><p>乙</p></li></ol>"),
        ("- 甲\n    - 乙", "<ul><li>甲<ul><li>乙</li></ul></li></ul>"),
        ("- 甲：\n\n  ```shell\n  stop\n  ```\n", "<ul><li><p>甲：</p><pre><code>stop\n</code></pre></li></ul>"),
        ("[甲][Some\nTool]\n\n[some tool]: https://a.org", '<p><a href="https://a.org">甲</a></p>'),
        ("[[甲]]\n\n[甲]: https://a.org", '<p>[<a href="https://a.org">甲</a>]</p>'),
        ("\\[甲\\][乙] \\[^1]", "<p>[甲][乙] [^1]</p>"),
        ("地址\\\n电话", "<p>地址<br>\n电话</p>"),
        ("~~甲~~ ==乙==", "<p><s>甲</s> <mark>乙</mark></p>"),
        ("- [x] 甲\n- [ ] 乙", '<ul><li class="task">☑ 甲</li><li class="task">☐ 乙</li></ul>'),
        ("见https://a.org/b?c=1，另", '<p>见<a href="https://a.org/b?c=1">https://a.org/b?c=1</a>，另</p>'),
        ("https://a.org/百科/长治 好", '<p><a href="https://a.org/百科/长治">https://a.org/百科/长治</a> 好</p>'),
        ("信a@b.org。", '<p>信<a href="mailto:a@b.org">a@b.org</a>。</p>'),
        ("<div>\n\n**甲**\n\n</div>", "<div>\n<p><strong>甲</strong></p></div>\n"),
        ("<center>甲</center>", "甲\n"),
        ("<!--<figure>-->\n\n甲", "\n<p>甲</p>"),
        # Emphasis beside Han.
        ("**甲：**乙", "<p><strong>甲：</strong>乙</p>"),
        ("甲**“乙”**丙", "<p>甲<strong>“乙”</strong>丙</p>"),
        # As Chinese print has it.
        ("　　甲。\n　　乙。", "<p>甲。</p><p>乙。</p>"),
        ("1、甲\n2、乙", "<p>1、甲</p><p>2、乙</p>"),
        ("（一）甲\n（二）乙", "<p>（一）甲</p><p>（二）乙</p>"),
        ("见第\n1、2条", "<p>见第\n1、2条</p>"),
        ("    示例局今天签约。\n\n    双方合作。", "<p>示例局今天签约。</p><p>双方合作。</p>"),
        ("县\t数\n潞州\t12", None),
        ("签约\n十二项，\n“好”\n新", "<p>签约十二项，“好”新</p>"),
        ("甲\nEnglish\n乙", "<p>甲\nEnglish\n乙</p>"),
        ("双方合作。\n---\n记者", "<p>双方合作。</p><hr><p>记者</p>"),
        # Signs that are facts.
        ("2019. 甲\n2021. 乙\n2023. 丙",
         '<ol start="2019"><li>甲</li><li value="2021">乙</li><li value="2023">丙</li></ol>'),
        ("1. 甲\n1. 乙", "<ol><li>甲</li><li>乙</li></ol>"),
        ("1) 甲\n2) 乙", '<ol class="paren"><li>甲</li><li>乙</li></ol>'),
        ("003. 甲", "<p>003. 甲</p>"),
        ("10*20*30厘米，2**10", "<p>10*20*30厘米，2**10</p>"),
        ("__init__.py 和 a_b_c", "<p>__init__.py 和 a_b_c</p>"),
        ("5~10%与20~30%，<5%，>3%，a<b且c>d", "<p>5~10%与20~30%，&lt;5%，&gt;3%，a&lt;b且c&gt;d</p>"),
        ("#1 号\n\n#话题#", "<p>#1 号</p><p>#话题#</p>"),
        ("-5℃\n\n+3%", "<p>-5℃</p><p>+3%</p>"),
        ("R&D、AT&T、[1]、$5、\\甲", "<p>R&amp;D、AT&amp;T、[1]、$5、\\甲</p>"),
        ("到位。\n{其中北京 300 万元}", "<p>到位。\n{其中北京 300 万元}</p>"),
        ("**甲**{重要}", "<p><strong>甲</strong>{重要}</p>"),
        ("## 甲 {二期}", '<h2 id="甲-二期">甲 {二期}</h2>'),
        ("## 甲\n{: #乙}", '<h2 id="乙">甲</h2>'),
        ("##甲", '<h2 id="甲">甲</h2>'),
        ("<乙>、<B2B 平台>", "<p>&lt;乙&gt;、&lt;B2B 平台&gt;</p>"),
        (">95%的企业", "<p>&gt;95%的企业</p>"),
        ("产值\n>5亿元的", "<p>产值\n&gt;5亿元的</p>"),
        ("rose by more\n> 5%", "<p>rose by more\n&gt; 5%</p>"),
        ("[记者]: 张三\n\n[Note]: preliminary", "<p>[记者]: 张三</p><p>[Note]: preliminary</p>"),
        ("5~~10℃，40~~60%", "<p>5~~10℃，40~~60%</p>"),
        ("删~~“旧”~~新，改~~《旧》~~了", "<p>删<s>“旧”</s>新，改<s>《旧》</s>了</p>"),
        ("https://a.org/_b_/c*d*", '<p><a href="https://a.org/_b_/c*d">https://a.org/_b_/c*d</a>*</p>'),
        ("_press_@a.org", '<p><a href="mailto:_press_@a.org">_press_@a.org</a></p>'),
        ("*Nature*, *Science*", "<p><em>Nature</em>, <em>Science</em></p>"),
        ("*2022* and *2023*; *x*-*y*", "<p><em>2022</em> and <em>2023</em>; <em>x</em>-<em>y</em></p>"),
        ("\u00a0\u00a0甲段。\n\u2003\u2003乙段。", "<p>甲段。</p><p>乙段。</p>"),
        ("见 C:\\a.txt 和 E:\\照片", "<p>见 C:\\a.txt 和 E:\\照片</p>"),
        ("**粗**{: .red}、**甲**{style=a}", None),
        ("## 甲 {#乙} ##", '<h2 id="乙">甲</h2>'),
        ("## 甲 { #乙 }", '<h2 id="乙">甲</h2>'),
        ("## 概况{.unnumbered}", '<h2 id="概况">概况</h2>'),
        ("[a](HTTP://a.org/a)", '<p><a href="HTTP://a.org/a">a</a></p>'),
        ("[x](#%E7%94%B2)\n\n## 甲", '<p><a href="#甲">x</a></p><h2 id="甲">甲</h2>'),
        ("100%%棉，5%%", "<p>100%%棉，5%%</p>"),
        ("1）甲\n2）乙", "<p>1）甲</p><p>2）乙</p>"),
        ("主要做法\n一、甲\n二、乙", "<p>主要做法</p><p>一、甲</p><p>二、乙</p>"),
        ("时间：6月\n地点：长治", "<p>时间：6月</p><p>地点：长治</p>"),
        ("（1）甲\n- 子\n（2）乙", "<p>（1）甲</p><ul><li>子</li></ul><p>（2）乙</p>"),
        ("##　甲\n\n##2023年概况\n\n##三、内容##", None),
        ("2024. 6. 1 签约", "<p>2024. 6. 1 签约</p>"),
        ("\t一月\t二月\n产值\t12\t13", None),
        ("1.\t项目\n2.\t投产", "<ol><li>项目</li><li>投产</li></ol>"),
        ("　　| 甲 | 乙 |\n　　|---|---|\n　　| 1 | 2 |", None),
    ],
)  # fmt: skip
def test_it_comes_out_as_meant(text: str, html: str | None) -> None:
    assert told(text) == []
    if html is None:
        assert re.match(r"(?:<p>[^<]*</p>)?<table><thead><tr><th|<h2 id=\"甲\">甲</h2><h2|<p><strong>", html_of(text))
    else:
        assert html_of(text) == html


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        ("一\n\n长*宽*高", [("text-asterisk", 3, 2, "长*宽*高")]),
        ("见[长*宽*高](https://a.org)", [("text-asterisk", 1, 4, "长*宽*高")]),
        ("存于\\\\server\\甲", [("text-backslash", 1, 3, "\\\\server\\甲")]),
        ("一\n\n公开{>>批注<<}。", [("text-other-program", 3, 3, "{>>批注<<}")]),
        ("公开{# 备注 #}。", [("text-other-program", 1, 3, "{# 备注 #}")]),
        ("%%备注%%", [("text-other-program", 1, 1, "%%备注%%")]),
        ("{{ x }}", [("text-other-program", 1, 1, "{{ x }}")]),
        (":::columns\n甲\n:::", [("text-wish-columns", 1, 1, ":::columns")]),
        ("[TOC]\n\n## 甲", [("text-contents", 1, 1, "[TOC]")]),
        ("公式$E=mc^2$。", [("text-formula", 1, 3, "$E=mc^2$")]),
        ("见[[长治]]。", [("text-wiki", 1, 2, "[[长治]]")]),
        ("<div>\n见[甲][a]。\n</div>", [("text-html-markdown", 2, 2, "[甲][a]")]),
        ("甲\n\n<div hidden>乙</div>", [("text-hidden", 3, 6, "hidden")]),
        ("见<Zhang San>。", [("text-html", 1, 2, "<Zhang>")]),
        ("[甲](https://a.org/%20)", [("text-link-unknown", 1, 5, "")]),
        ("[甲](mailto:a＠b.org)", [("text-link-unknown", 1, 5, "")]),
        ("[甲](http://localhost:8000/)", [("text-link-nearby", 1, 5, "")]),
        ("[甲](a b)", [("text-link-typed", 1, 1, "[甲](a b)")]),
        ("[甲]\n\n[甲]: https://a.org\n[甲]: https://b.org", [("text-definition-twice", 4, 1, "[甲]")]),
        ("我\\ud83d你", [("text-other-program", 1, 2, "\\ud83d")]),
        ("the coop-\neration", [("text-hyphen", 1, 5, "coop- eration")]),
        ("见此处填写正文", [("placeholder", 1, 2, "此处填写")]),
        ("他说[姓名]很好。", [("placeholder", 1, 3, "[姓名]")]),
        ("The sum (to be confirmed) is large.", [("placeholder", 1, 9, "(to be confirmed)")]),
        ("正文。<!-- 批示：\n\n暂不公开 --> 下文。", [("text-remark", 1, 4, "<!--"), ("text-remark", 3, 6, "-->")]),
        ("甲<!-- 未公开 --->乙", [("text-remark", 1, 2, "<!--")]),
        ("    <!-- 备注 -->", [("text-remark", 1, 5, "<!--")]),
        ("{/* 备注 */}", [("text-other-program", 1, 1, "{/* 备注 */}")]),
        ("甲{~~旧稿~>新稿~~}", [("text-other-program", 1, 2, "{~~旧稿~>新稿~~}")]),
        ("王*明、李*华", [("text-asterisk", 1, 2, "王*明、李*华")]),
        ("张**、李**、王**三人", [("text-asterisk", 1, 2, "张**、李**、")]),
        ("x**2+y**2=z", [("text-asterisk", 1, 2, "x**2+y**2")]),
        ("甲==乙；丙==丁", [("text-asterisk", 1, 2, "甲==乙；丙==丁")]),
        ("<?什么?>", [("text-html", 1, 1, "<?什么?>")]),
        ("见<b>甲\n\n乙", [("text-html-unclosed", 1, 2, "<b>")]),
        ("指标\t一月\n工业\n煤炭\t3", [("text-tabs", 1, 3, "")]),
        ("净利润为\n- 3.5亿元", [("text-minus", 2, 1, "- 3.5亿元")]),
        ("|甲|乙|\n|--|--|\n|1|2|\n注：单位万元", [("text-table-note", 4, 1, "注：单位万元")]),
        ("    This is an indented English paragraph.", [("text-code-indented", 1, 5, "")]),
        ("#标题\n正文", [("text-heading-tight", 1, 1, "#标题")]),
        ("总计\n=", [("text-heading-dashes", 1, 1, "=")]),
        ("**没关的粗体", [("text-emphasis-left", 1, 1, "**")]),
        ("> [!danger] 标题\n> 甲", [("text-wish-note-shortcode", 1, 3, "[!danger]")]),
        ("^[注]", [("text-link-typed", 1, 1, "^[注]")]),
        ("|{{x}}|{{x}}|\n|--|--|", [("text-other-program", 1, 2, "{{x}}"), ("text-other-program", 1, 8, "{{x}}")]),
        ("`此处填写` `{{ x }}` `长*宽*高`", []),
        ("    code {{ x }}", []),
        ("甲 {{\n\n乙", []),
    ],
)
def test_what_is_hardly_meant_is_told_at_its_place(text: str, problems: list[tuple[str, int, int, str]]) -> None:
    assert told(text) == problems


@pytest.mark.parametrize("sort", ["note", "tip", "important", "warning", "caution"])
def test_the_ways_of_other_programs_to_set_a_note_apart_are_one(sort: str) -> None:
    ways = (f"> [!{sort.upper()}]\n> 甲", f":::{sort}\n甲\n:::", f"!!! {sort}\n    甲")
    assert {html_of(way) for way in ways} == {
        f'<div class="note note-{sort}"><p class="note-title"></p><p>甲</p></div>'
    }
    assert all(told(way) == [] for way in ways)
    titled = {html_of(way) for way in (f":::{sort} 乙\n甲\n:::", f'!!! {sort} "乙"\n    甲')}
    assert titled == {f'<div class="note note-{sort}"><p class="note-title">乙</p><p>甲</p></div>'}


def test_a_link_within_the_text_finds_its_place_whatever_the_capitals() -> None:
    assert '<a href="#新api">' in html_of("[甲](#新API)\n\n## 新API\n")
    assert told("[甲](#新API)\n\n## 新API\n") == []


def test_pictures_side_by_side_are_paragraphs() -> None:
    pieces = render("![](figure:a)![](figure:b)\n![](figure:c)")[0].pieces
    assert [piece.slug for piece in pieces if not isinstance(piece, str)] == ["a", "b", "c"]


def test_what_is_told_only_once_has_no_second_message_for_the_same_line() -> None:
    text = "| 甲 | 乙 |\n|---|---|\n| 1 | 2 | 3 |"
    assert [one.code for one in render(text)[2] if one.severity is Severity.ERROR] == ["text-table-cells"]
