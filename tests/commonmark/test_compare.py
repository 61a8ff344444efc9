"""The normal form makes alike what is alike to a reader, and nothing else."""

from __future__ import annotations

import pytest

from tests.commonmark.compare import address, boxless, lowered, normal, only_looseness, shown

ALIKE = [
    ('<a title="t" href="u">a</a>', "<a href='u' title=t>a</a>"),
    ("<p>a<br />\nb</p>\n<hr />", "<p>a<br>b</p><hr>"),
    ("<p>a\nb</p>\n\n<p>c</p>\n", "<p>a  b</p><p>c</p>"),
    ("<p> a &amp; &quot;b&quot; &copy;</p>", '<p>a & "b" ©</p>'),
    ("<ul>\n<li>a\n<ul>\n<li>b</li>\n</ul>\n</li>\n</ul>", "<ul><li>a<ul><li>b</ul></ul>"),
    ('<h2 id="a" class="b">A</h2>', "<h2>A</h2>"),
    ('<a href="https://a.org/%E7%94%B2?b=%20c">a</a>', '<a href="https://a.org/甲?b= c">a</a>'),
    ('<a href="https://xn--fiqs8s.cn/">a</a>', '<a href="https://中国.cn/">a</a>'),
    ("<pre><code class=x>a\n</code></pre>", "<pre><code>a</code></pre>"),
    ('<ol start="3"><li>a</li><li>b</li></ol>', '<ol class="x"><li value="3">a</li><li value="4">b</li></ol>'),
    ('<table><tr><td style="text-align:right">a</table>', '<table><tbody><tr><td align="right">a</tbody></table>'),
    ("<p><del>a</del> <span>b</span></p>", "<p><s>a</s> b</p>"),
    ('<li><input disabled="" type="checkbox"> a</li>', "<li>☐ a</li>"),
    ('<li><input checked type="checkbox" /> a</li>', "<li>☑ a</li>"),
    ("<p>a<!-- b > c --> d<?e?></p><!---->", "<p>a d</p>"),
    ("<p>a</p><p></p>", "<p>a</p>"),
    ('<p>a <a href="b">c</p>', '<p>a <a href="b">c</a></p><a href="b">\n</a>'),
    (
        '<p>a<sup><a href="#fn1" id="fnref1">[1]</a></sup></p><hr class="footnotes-sep"><section class="footnotes"><ol>'
        '<li id="fn1"><p>b <a href="#fnref1" class="footnote-backref">↩︎</a></p></li></ol></section>',
        '<p>a<sup id="fnref:1"><a class="footnote-ref" href="#fn:1">1</a></sup></p><div class="footnote"><hr><ol>'
        '<li id="fn:1"><p>b&nbsp;<a class="footnote-backref" href="#fnref:1">↩</a></p></li></ol></div>',
    ),
]  # fmt: skip
DIFFERENT = [
    ("<p>a b</p>", "<p>ab</p>"),
    ("<p>a</p>", "<p>A</p>"),
    ("<p>a</p><p>b</p>", "<p>a<br>b</p>"),
    ("<p>a<br>b</p>", "<p>a b</p>"),
    ("<p>a&nbsp;b</p>", "<p>a b</p>"),
    ("<p>　a</p>", "<p>a</p>"),
    ("<p><em>a</em></p>", "<p><strong>a</strong></p>"),
    ("<p><em>a</em> b</p>", "<p><em>a b</em></p>"),
    ("<pre><code>a\n  b</code></pre>", "<pre><code>a\nb</code></pre>"),
    ("<pre><code>a\n\n</code></pre>", "<pre><code>a</code></pre>"),
    ("<p><code>a  b</code></p>", "<p><code>a b</code></p>"),
    ("<ul><li>a</li></ul><ul><li>b</li></ul>", "<ul><li>a</li><li>b</li></ul>"),
    ("<ul><li>a</li></ul>", "<ol><li>a</li></ol>"),
    ("<ol><li>a</li><li>b</li></ol>", '<ol><li>a</li><li value="3">b</li></ol>'),
    ("<ol><li>a</li></ol>", '<ol start="0"><li>a</li></ol>'),
    ("<ul><li>a</li></ul>", "<ul><li><p>a</p></li></ul>"),
    ("<blockquote><p>a</p></blockquote>", "<p>a</p>"),
    ("<h2>a</h2>", "<h3>a</h3>"),
    ('<a href="https://a.org/b">a</a>', '<a href="https://a.org/B">a</a>'),
    ('<a href="https://a.org/b%2Fc">a</a>', '<a href="https://a.org/b/c">a</a>'),
    ('<a href="https://a.org/?b%26c">a</a>', '<a href="https://a.org/?b&amp;c">a</a>'),
    ('<a href="b" title="c">a</a>', '<a href="b">a</a>'),
    ('<a href="#b">a</a><h2 id="b">B</h2><h2 id="c">C</h2>', '<a href="#c">a</a><h2 id="b">B</h2><h2 id="c">C</h2>'),
    ('<img src="a" alt="b">', '<img src="a" alt="c">'),
    ("<table><tr><th>a</th></tr></table>", "<table><tr><td>a</td></tr></table>"),
    ("<div><p>a</p></div>", "<p>a</p>"),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other"), ALIKE)
def test_what_a_reader_gets_alike_is_alike(one: str, other: str) -> None:
    assert shown(normal(one)) == shown(normal(other))
    assert normal(one) == normal(other)


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_what_a_reader_gets_otherwise_is_not(one: str, other: str) -> None:
    assert normal(one) != normal(other)
    assert shown(normal(one)) != shown(normal(other))


def test_headings_are_lowered_only_where_one_is_of_level_1() -> None:
    assert lowered(normal("<h1>a</h1><h2>b</h2><h6>c</h6>")) == normal("<h2>a</h2><h3>b</h3><h6>c</h6>")
    assert lowered(normal("<h2>b</h2>")) == normal("<h2>b</h2>")


def test_a_list_that_is_loose_instead_of_tight_is_told_from_other_differences() -> None:
    tight, loose = normal("<ul><li>a<ul><li>b</ul></ul>"), normal("<ul><li><p>a</p><ul><li>b</ul></ul>")
    assert only_looseness(tight, loose)
    assert not only_looseness(tight, tight)
    assert not only_looseness(tight, normal("<ul><li><p>a</p><ul><li>c</ul></ul>"))


def test_a_box_is_no_more_than_what_it_holds_where_boxes_are_passed_over() -> None:
    meant = normal("<p>a</p><p>b <em>c</em></p>")
    assert boxless(normal("<div><p>a</p><center>b <em>c</em></center></div>")) == meant
    assert boxless(normal("<p>a</p>\nb <em>c</em>")) == meant
    assert boxless(normal("<ul><li>a<div>b</div></li></ul>")) == normal("<ul><li>a<p>b</p></li></ul>")


@pytest.mark.parametrize(
    ("typed", "spelt"),
    [
        ("HTTPS://A.org/B", "https://a.org/B"),
        ("https://a.org/%e7%94%b2", "https://a.org/甲"),
        ("https://a.org/%41%2f", "https://a.org/A%2F"),
        ("https://a.org/%ff%zz", "https://a.org/%FF%25zz"),
        ("https://a.org/\\[ `", "https://a.org/%5C%5B%20%60"),
        ("mailto:A@b.org", "mailto:A@b.org"),
        ("project:a#b", "project:a#b"),
    ],
)
def test_an_address_has_one_spelling(typed: str, spelt: str) -> None:
    assert address(typed) == spelt
