"""A story's text: safe HTML, its references left open with their places, headings, and plain text for search."""

from __future__ import annotations

from functools import partial
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.effort import PLENTY, effort, measured
from tests.soak import times
from tests.unit.helpers import MARKDOWN, RENDERER, STORY, html_of, render
from xieshou.content.markdown.body import Open, unpacked
from xieshou.content.markdown.headings import Heading
from xieshou.content.markdown.limits import MAX_MARKS
from xieshou.content.markdown.render import Renderer


class Tags(HTMLParser):
    """The tags of a page and their attributes, as a browser reads them."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes.update(name for name, _ in attrs)


def opens(text: str) -> list[Open]:
    return [piece for piece in render(text)[0].pieces if isinstance(piece, Open)]


def codes(text: str, first_line: int = 1) -> list[tuple[str, int, int]]:
    found = render(text, first_line=first_line)[2]
    return [(one.code, one.line, one.column) for one in sorted(set(found), key=lambda one: one.order)]


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "甲<script src='https://evil.example/x.js'></script>乙",
        "<p onclick='alert(1)'>甲</p>",
        "<div onmouseover=alert(1)>甲</div>",
        "<style>body{display:none}</style>",
        '<p style="position:fixed">甲</p>',
        "<iframe src='https://evil.example'></iframe>",
        "<form action='https://evil.example'><input name=a><button>甲</button></form>",
        "<svg onload=alert(1)></svg>",
        "<object data='a'></object><embed src=a>",
        "<meta http-equiv=refresh content='0;url=https://evil.example'>",
        "<base href='https://evil.example'>",
        "<link rel=stylesheet href=a.css>",
        "<math><mtext><script>alert(1)</script></mtext></math>",
        "<a href='https://example.org' target=_blank onclick=alert(1)>甲</a>",
        "<video autoplay><source></video>",
        "<!-- 注释 --><!DOCTYPE html><![CDATA[x]]>",
        "<noscript><p title=\"</noscript><script>alert(1)</script>\"></noscript>",
        "[甲](https://example.org \"x\\\" onmouseover=\\\"alert(1)\")",
        "甲 {: onclick=alert(1) style=color:red }\n{: onclick=alert(1) }",
        "## 甲 {: #a onclick=\"alert(1)\" class=\"md-search\" }",
    ],
)  # fmt: skip
def test_nothing_that_runs_or_reaches_out_gets_into_a_page(text: str) -> None:
    seen = Tags()
    seen.feed(html_of(text))
    assert seen.tags <= {"p", "a", "div", "h2"}
    assert seen.attributes <= {"href", "title", "id"}
    assert "<!" not in html_of(text)


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "JaVaScRiPt:alert(1)", "vbscript:x", "data:text/html,x", "file:///etc/passwd", "blob:x"],
)
@pytest.mark.parametrize("form", ["[甲]({})", '<a href="{}">甲</a>', "[甲][p]\n\n[p]: {}"])
def test_a_link_that_is_no_plain_address_is_refused_aloud_and_never_written(address: str, form: str) -> None:
    text = form.format(address)
    assert "href" not in html_of(text)
    assert [code for code, _, _ in codes(text)] == ["text-link-unknown"]


@pytest.mark.parametrize("typed", ["projct:heji", "Project:heji", "tel:123", "ftp://example.org/a"])
def test_a_slip_in_the_kind_of_a_link_is_a_problem_and_not_dead_text(typed: str) -> None:
    assert codes(f"一\n\n见 [甲]({typed})。") == [("text-link-unknown", 3, 7)]


@pytest.mark.parametrize(
    "typed", ["figur:heji", "data:image/png;base64,AAAA", "https://example.org/a.jpg", "//example.org/a.jpg"]
)
def test_a_picture_from_elsewhere_or_misspelt_is_a_problem_and_not_an_empty_frame(typed: str) -> None:
    assert codes(f"一\n\n![甲]({typed})") == [("text-picture-outside", 3, 6)]
    assert codes(f'一\n\n<img src="{typed}" alt="甲">') == [("text-picture-outside", 3, 11)]


@pytest.mark.parametrize(
    "address", ["https://example.org/a?b=1&c=2", "http://example.org", "mailto:a@example.org", "#脚注"]
)
def test_addresses_elsewhere_and_on_the_page_stay_links(address: str) -> None:
    body, mentions, problems = render(f"## 脚注\n\n[甲]({address})")
    assert (mentions, problems) == ([], [])
    assert f'<a href="{address.replace("&", "&amp;")}">甲</a>' in "".join(map(str, body.pieces))


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("甲\n\n<script>alert(1)</script>", "text-wish-script", 3),
        ("甲\n\n<iframe src='https://example.org'></iframe>", "text-wish-frame", 3),
        ("甲\n\n<p onclick='x()'>乙</p>", "text-html", 3),
        ("甲\n\n乙\n{: style='color: red' }", "text-wish-style", 4),
        ("甲\n\n<B2B platform>", "text-html", 3),
        ("甲\n\n<div hidden>乙</div>", "text-hidden", 3),
        ("甲\n\n{{ config }}", "text-other-program", 3),
        ("甲\n\n见[乙][丙]。", "text-link-typed", 3),
        ("甲\n\n见[乙]（project:x）。", "text-link-typed", 3),
        ("甲\n\n见[乙] (https://example.org)。", "text-link-typed", 3),
        ("甲\n\n乙[^1]。", "text-link-typed", 3),
        ("甲\n\n见[乙]()。", "text-link-unknown", 3),
        ("甲\n\n见[乙](#没有)。", "text-anchor-unknown", 3),
        ("甲\n\n见[乙](java&#115;cript:x)。", "text-link-unknown", 3),
        ("甲\n\n乙&#8238;丙", "control-character", 3),
        ("甲\n\n|" + "a|" * 500, "text-run", 3),
    ],
)
def test_nothing_vanishes_and_nothing_stays_as_typed_without_a_word(text: str, code: str, line: int) -> None:
    assert [(one[0], one[1]) for one in codes(text)] == [(code, line)]


@pytest.mark.parametrize(
    "text",
    [
        "`<script>`",
        "    <script>\n    [a][b] [^1]",
        "1 < 2，a<b",
        "见[1]和[2]（注）",
        "`{{ config }}`",
        "<乙>、<B2B 平台>、<5%，a<b且c>d",
    ],
)
def test_what_is_shown_as_it_stands_on_purpose_is_left_alone(text: str) -> None:
    assert codes(text) == []


def test_a_link_to_an_entry_stays_open_with_its_part_and_title() -> None:
    assert opens('见[和济](project:heji-emergency#投资 "急救")。') == [
        Open("link", "project", "heji-emergency", "投资", "急救")
    ]
    body, mentions, _ = render("一\n\n见[和济](project:heji)。", first_line=10)
    assert body.pieces == ("<p>一</p><p>见", Open("link", "project", "heji", "", ""), "和济</a>。</p>")
    assert [(one.kind, one.slug, one.line, one.column) for one in mentions] == [("project", "heji", 12, 7)]


@pytest.mark.parametrize(
    ("target", "kind", "slug"),
    [
        ("other.zh.md", "article", "other"),
        ("../2023/older.en.md#a", "article", "older"),
        ("../../projects/heji.yml", "project", "heji"),
        ("../../envoys/liu.zh.md", "envoy", "liu"),
    ],
)
def test_a_link_to_a_file_is_a_link_to_its_entry(target: str, kind: str, slug: str) -> None:
    (found,) = opens(f"[甲]({target})")
    assert (found.kind, found.slug) == (kind, slug)


@pytest.mark.parametrize(
    "target", ["../../site.yml", "/news/", "../../../docs/about.md", "//example.org", "../../../../etc/passwd"]
)
def test_a_link_to_what_is_no_entry_is_a_problem_at_its_place(target: str) -> None:
    assert codes(f"一\n\n二[甲]({target})", first_line=7) == [("text-link-unknown", 9, 6)]


@pytest.mark.parametrize(
    ("target", "code", "of_picture"),
    [
        ("paper.pdf", "attachment-beside", "text-wish-attachment"),
        ("paper.xyz", "text-link-unknown", "text-picture-outside"),
        ("../../projects/photo.jpg", "text-link-unknown", "text-picture-outside"),
    ],
)
def test_a_file_beside_the_stories_that_is_no_entry_is_not_taken_for_one(
    target: str, code: str, of_picture: str
) -> None:
    assert codes(f"[甲]({target})") == [(code, 1, 5)]
    assert codes(f"![甲]({target})") == [(of_picture, 1, 6)]


def test_a_figure_stands_in_a_paragraph_of_its_own() -> None:
    body, _, problems = render("一\n\n![甲](figure:pv)\n\n二")
    assert problems == []
    assert body.pieces == ("<p>一</p>", Open("figure", "figure", "pv", "", ""), "<p>二</p>")
    assert codes("一 ![甲](figure:pv)") == [("text-figure-not-alone", 1, 8)]
    assert codes("[![甲](figure:pv)](project:x)") == [("text-figure-not-alone", 1, 7)]
    assert codes("- ![甲](figure:pv)") == [("text-figure-not-alone", 1, 8)]


def test_two_to_four_figures_on_a_line_stand_side_by_side() -> None:
    body, mentions, problems = render("一\n\n![](figure:pv)  ![](figure:pw)![](../../../assets/photos/a.jpg)\n\n二")
    assert problems == []
    assert [(one.slug, one.column) for one in mentions] == [("pv", 5), ("pw", 21), ("photos/a.jpg", 35)]
    row = [(one.slug, one.fragment) for one in body.pieces if not isinstance(one, str)]
    assert row == [("pv", "3"), ("pw", "3"), ("photos/a.jpg", "3")]
    html = "".join(one if isinstance(one, str) else f"[{one.slug}]" for one in body.pieces)
    assert html == '<p>一</p><div class="xs-row xs-row--3">[pv] [pw] [photos/a.jpg]</div><p>二</p>'


def test_more_figures_in_a_row_are_an_album_and_words_between_them_are_none() -> None:
    assert codes(" ".join(["![](figure:pv)"] * 4)) == []
    assert codes(" ".join(["![](figure:pv)"] * 5)) == [("text-figures-many", 1, 65)]
    assert codes("![](figure:pv) 和 ![](figure:pw)")[0][0] == "text-figure-not-alone"
    apart = render("![](figure:pv)\n![](figure:pw)")[0].pieces  # on two lines: one below the other
    assert apart == (Open("figure", "figure", "pv", "", ""), Open("figure", "figure", "pw", "", ""))
    assert codes("![](figure:pv) ![](project:pw)") == [("text-picture-kind", 1, 20)]


def test_a_picture_file_stands_for_the_figure_that_shows_it() -> None:
    (found,) = opens("![甲](../../../assets/photos/a.jpg)")
    assert found == Open("figure", "asset", "photos/a.jpg", "", "")


def test_only_a_figure_can_be_shown() -> None:
    assert codes("![甲](project:heji)") == [("text-picture-kind", 1, 6)]


def test_each_of_several_links_has_its_own_place() -> None:
    text = "见[甲](project:ab-c)、[乙](project:ab)。\n\n又见[丙](project:ab)\n和[丁](project:ab-c)。"
    _, mentions, _ = render(text, first_line=3)
    assert [(one.slug, one.line, one.column) for one in mentions] == [
        ("ab-c", 3, 6), ("ab", 3, 24), ("ab", 5, 7), ("ab-c", 6, 6),
    ]  # fmt: skip


def test_a_link_by_reference_is_placed_where_its_target_is_written() -> None:
    _, mentions, _ = render("见[甲][p]。\n\n[p]: project:none\n")
    assert [(one.line, one.column) for one in mentions] == [(3, 6)]


def test_a_target_named_in_code_before_the_link_does_not_take_its_place() -> None:
    _, mentions, _ = render("写作 `project:none`。\n\n见[甲](project:none)。")
    assert [(one.line, one.column) for one in mentions] == [(3, 6)]


@pytest.mark.parametrize("text", ['`href="foo:bar"`', '    <a href="foo:bar">\n', "写 src=foo:bar 即可"])
def test_an_address_shown_as_code_or_prose_is_no_link(text: str) -> None:
    assert codes(text) == []


def test_headings_in_chinese_have_readable_addresses() -> None:
    body, _, problems = render("## 科技 特派员\n\n### Envoys & friends\n\n## 科技 特派员\n")
    assert problems == []
    assert body.headings == (
        Heading(2, "科技-特派员", "科技 特派员"), Heading(3, "envoys-friends", "Envoys & friends"),
        Heading(2, "科技-特派员_1", "科技 特派员"),
    )  # fmt: skip
    assert '<h2 id="科技-特派员">' in html_of("## 科技 特派员")


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("# 甲\n\n## 乙\n", '<h2 id="甲">甲</h2><h3 id="乙">乙</h3>'),
        ("## 甲\n\n乙\n===\n", '<h3 id="甲">甲</h3><h2 id="乙">乙</h2>'),
        ("> # 甲\n\n## 乙\n", '<blockquote><h2 id="甲">甲</h2></blockquote><h3 id="乙">乙</h3>'),
        ("# 题 目\n\n## 乙\n", '<h2 id="乙">乙</h2>'),
        ("# 题目\n\n# 甲\n\n## 乙\n", '<h2 id="甲">甲</h2><h3 id="乙">乙</h3>'),
    ],
)
def test_a_first_level_in_the_text_is_the_title_again_or_moves_all_down(text: str, html: str) -> None:
    body, _, problems = RENDERER.render(text, STORY, 1, "题目")
    assert problems == []
    assert "".join(str(piece) for piece in body.pieces) == html


def test_a_tag_of_the_first_level_is_refused() -> None:
    assert codes("一\n\n<h1>甲</h1>\n") == [("text-html", 3, 1)]


@pytest.mark.parametrize("text", ["    # 注释\n", "`# 甲`", "一 # 二", "第 #1 号", "\\# 甲", "#123", "#甲#", "#1 号"])
def test_a_number_sign_that_makes_no_heading_is_left_alone(text: str) -> None:
    assert codes(text) == []


def test_footnotes_lead_there_and_back() -> None:
    html = html_of("一[^1]二[^注]\n\n[^1]: 甲\n[^注]: 乙\n")
    for part in ('<sup id="fnref:1">', 'href="#fn:1"', '<li id="fn:1">', 'href="#fnref:1"', '<div class="footnote">'):
        assert part in html


def test_a_footnote_may_hold_a_reference() -> None:
    _, mentions, problems = render("一[^1]\n\n[^1]: 见[甲](project:x)\n")
    assert problems == []
    assert [(one.slug, one.line, one.column) for one in mentions] == [("x", 3, 12)]


def test_tables_keep_their_alignment_without_styles() -> None:
    html = html_of("| 甲 | 乙 |\n|---|--:|\n| 1 | 2 |\n")
    assert '<th align="right">乙</th>' in html
    assert '<td align="right">2</td>' in html
    assert "style" not in html


def test_ordinary_markdown_is_kept() -> None:
    html = html_of(
        "**甲** *乙* `丙` ~~丁~~\n\n1. 一\n2. 二\n\n> 引\n\n词\n: 释义\n\n"
        "* * *\n\n<mark>己</mark><ruby>京<rt>jīng</rt></ruby>\n"
    )
    for part in ("<strong>甲</strong>", "<em>乙</em>", "<code>丙</code>", "<ol>", "<blockquote>", "<dt>词</dt>", "<hr>",
                 "<mark>己</mark>", "<ruby>京<rt>jīng</rt></ruby>"):  # fmt: skip
        assert part in html


def test_ids_the_theme_keeps_for_itself_are_refused() -> None:
    assert codes("一\n\n## 甲 {#__search}") == [("text-id", 3, 8)]
    assert codes("## 甲 {#search}") == []


def test_plain_text_is_what_a_reader_reads() -> None:
    plain = render(
        '## 小标题\n\n一 **二** [三](https://example.org "a>b") &lt;四&gt;\n\n'
        "| 甲 | 乙 |\n|---|---|\n| 1 | 2 |\n\n- 五\n- 六\n"
    )[0].words(lambda reference: f"<{reference.slug}>")
    assert plain.split() == ["小标题", "一", "二", "三", "<四>", "甲", "乙", "1", "2", "五", "六"]


def test_plain_text_keeps_the_words_of_links_and_not_those_of_machinery() -> None:
    body, _, _ = render("见[和济医院](project:heji)。[^1]\n\n[^1]: 注。\n")
    plain = body.words(lambda reference: f"<{reference.slug}>")
    assert "和济医院" in plain
    assert "注。" in plain
    assert "↩" not in plain
    assert "project:" not in plain
    assert "heji" not in plain
    assert "Jump back" not in plain


def test_a_link_without_words_is_left_open_for_a_name_or_a_value() -> None:
    text = "共[](indicator:works)，[](indicator:works#2023@daily)；[](project:heji)[^1]与[医院](project:heji)。\n\n"
    body, mentions, problems = render(text + "[^1]: 见[](../../envoys/ye.yml)。\n")
    assert problems == []
    quoted = [piece for piece in body.pieces if isinstance(piece, Open) and piece.form not in ("link", "label")]
    assert [(one.form, one.kind, one.slug, one.fragment) for one in quoted] == [
        ("value", "indicator", "works", ""),
        ("value", "indicator", "works", "2023@daily"),
        ("name", "project", "heji", ""),
        ("name", "envoy", "ye", ""),
    ]
    assert "</a>，" not in "".join(piece for piece in body.pieces if isinstance(piece, str)), "closed with its words"
    assert [(one.slug, one.column, one.quote) for one in mentions[:3]] == [
        ("works", 5, "#"),
        ("works", 25, "#2023@daily"),
        ("heji", 56, ""),
    ]
    plain = body.words(lambda reference: f"<{reference.slug}{reference.fragment}>")
    assert plain.split("\n")[0] == "共<works>，<works2023@daily>；<heji>与医院。"
    assert "见<ye>。" in plain
    assert unpacked(body.packed()) == body


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("见[](https://example.org)。", ("text-link-wordless", 1, 5)),
        ("一\n\n见[ ](mailto:a@example.org)。", ("text-link-wordless", 3, 6)),
        ("## 共[](indicator:works)\n\n二[](indicator:works)", ("text-quote-in-heading", 1, 8)),
    ],
)
def test_a_link_without_words_that_can_show_none_is_refused(text: str, problem: tuple[str, int, int]) -> None:
    assert codes(text) == [problem]


def test_no_reference_to_a_character_brings_a_control_character_in() -> None:
    body, _, _ = render("甲&#26;乙&#x1A;丙[](project:x)&#1;\n\n## 丁&#26;")
    assert not any(ord(char) < 32 and char != "\n" for piece in (*body.pieces, *body.plain) for char in str(piece))
    assert body.words(lambda _: "名").startswith("甲乙丙名")


def test_a_body_is_the_same_after_it_was_kept() -> None:
    body, _, _ = render("## 甲\n\n见[乙](project:x#y)。\n\n![丙](figure:f)\n")
    assert unpacked(body.packed()) == body


def test_one_text_leaves_nothing_behind_for_the_next() -> None:
    renderer = Renderer(MARKDOWN)
    first = renderer.render("## 甲\n\n一[^1] [乙][p]\n\n[^1]: 注\n[p]: https://example.org\n", STORY, 1)
    second = renderer.render("## 甲\n\n[乙][p] [^1]\n", STORY, 1)
    assert second[0].headings == (Heading(2, "甲", "甲"),)
    assert "example.org" not in str(second[0].pieces)
    assert "footnote" not in str(second[0].pieces)
    assert renderer.render("## 甲\n\n一[^1] [乙][p]\n\n[^1]: 注\n[p]: https://example.org\n", STORY, 1) == first


@pytest.mark.parametrize(
    "text",
    ["[" * 80, "一\n\n" + "*" * 90, "`" * 100, "> " * 30 + "甲", ">" * 40, "- " * 30, "一\n" + " " * 90 + "甲",
    "![" * 60,
     "[a " * (MAX_MARKS + 1), "<a " * (MAX_MARKS + 1)],
)  # fmt: skip
def test_runs_that_would_stall_the_parser_are_refused_before_it_sees_them(text: str) -> None:
    found, took = measured(partial(codes, text))
    assert [code for code, _, _ in found] == ["text-run"]
    assert took < PLENTY


@pytest.mark.parametrize(
    "piece",
    ["a*", "*a ", "_a", "`a", "a\\", "&a", "<a ", "a<!--", "![a", "a](", "[a]: ", "~", "|", "a|b\n", "> a\n\n", "- a\n",
              "1. a\n", "[^a] ", "{: ", "#", "a  \n", "**a_", "a_b*", "<b>", "</b>", "a: b\n\n: c\n", "\t", "&#",
              "<a@", "http://"]
)  # fmt: skip
def test_no_repeated_slip_stalls_the_build(piece: str) -> None:
    assert effort(partial(render, (piece * 3_000)[:20_000])) < PLENTY


@pytest.mark.soak
@settings(max_examples=times(150), deadline=None)
@given(st.text(alphabet="ab甲 \n#*_`[]()!<>&\"'\\:{}|=-^~/.1", max_size=80))
def test_any_text_becomes_html_with_none_but_allowed_tags(text: str) -> None:
    body, mentions, problems = render(text)
    html = "".join(piece if isinstance(piece, str) else "" for piece in body.pieces)
    assert "<script" not in html
    assert "<h1" not in html
    assert "\x1a" not in html
    for one in mentions:
        assert 1 <= one.line <= text.count("\n") + 1
    for found in problems:
        assert 1 <= found.line <= text.count("\n") + 1
