"""Tricky pieces of Markdown, and the texts of the site, for tests of the text stage."""

from __future__ import annotations

from tests.unit.helpers import ROOT

STORIES = sorted((ROOT / "content").rglob("*.md"))

SNIPPETS = [
    "", "甲", "甲\n乙", "a  \nb", "a   \nb", "a \nb", "a\\\nb", "甲  \n乙  \n丙",
    "*a*", "**a**", "***a***", "_a_", "__a__", "___a___", "*a**b*", "**a*b**", "*a _b* c_", "a_b_c", "a*b*c", "* a *",
    "** a **", " _ ", "a _ b * c", "*", "**", "***", "_", "*a", "a*", "**a*", "*a**", "***a**b*", "_a*b_c*",
    "`a`", "``a`b``", "`a", "a`", "`` ` ``", "\\`a`", "`\\`", "\\\\`a`", "`a\nb`", "`*a*`", "*`a*`*",
    "\\*a\\*", "\\\\*a*", "\\_", "\\[a](b)", "\\<b>", "\\&amp;", "a\\", "\\甲",
    "[a](b)", "[a]( b )", "[a](<b c>)", '[a](b "c")', "[a](b 'c')", '[a](b "c"d")', "[a](b(c))", "[a](b", "[a]",
    "[a][]", "[a] [b]",
    "[a][b]\n\n[b]: c", "[b]\n\n[b]: c 'd'", "[b][]\n\n[b]: <c>", "![a](b)", "![a][b]\n\n[b]: c", "![b]\n\n[b]: c",
    "![a]",
    "[![a](b)](c)", "[a *b* c](d)", "*[a](b*c)*", "[a](b)*c*", "[a][b](c)", "[[a]](b)", "[a]]", "!a", "a![", "![[a](b)",
    "<https://a.org>", "<a@b.org>", "<mailto:a@b.org>", "<b>a</b>", "<b", "a<b>c", "<br/>", "<!-- a -->", "<!-- a",
    "<?php a ?>",
    "a <b *c*> d", "<a href='*b*'>c</a>", "1 < 2 > 0", "<>", "< a>", "&amp;", "&lt;b&gt;", "&#169;", "&#xA9;", "&a",
    "& b", "AT&T",
    "a[^1]\n\n[^1]: b", "a[^1]b[^1]\n\n[^1]: c *d*", "[^1]", "[^a b]", "a[^1]\n\n[^1]: `b` [c](d)",
    "# a *b* `c`", "## 甲 {#乙 .丙}", "a {: .b }", "*a*{: .b }", "[a](b){: .c title='d' }", "`a`{: .b }",
    "![a](b){: width=1 }",
    "| a | b |\n|---|---|\n| *c* | `d` |", "| a \\| b |\n|---|\n| `c|d` |", "a\n: *b*", "- *a*\n- `b`\n    - [c](d)",
    "1. a\n2. b",
    "> *a*\n> b  \n> c", "    *a*", "a\n\n    b", "[TOC]\n\n## a\n\n## b", "<div>*a*</div>",
    "<div markdown='1'>*a*</div>",
    "a\x02b\x03", "\x02klzzwxh:0001\x03", "a\u2028b", "\ufeffa", "a\u200bb", "𠮷*𠮷*", "**甲**乙", "甲**乙**丙",
    "“**甲**”", "**“甲”**乙",
    "*a*\\*b*", "a&*b*", "<*a*>", "[*a](b*)", "`a*`*b*", "*a\n\nb*", "__a_b__", "a__b__c", "**a\n**", "  \n", "a  \n",
    "a  \n\nb", "a\n\n ", "  a\n ", "a\n  \nb", "\ta", "a\tb", "a\n===", "a\n---", "a\nb\n---", "a|b\n-|-\nc|d",
    "a | b\nc | d", "a\n- b", "a\n1. b", "- a\nb", "- a\n\nb", "- a\n\n    b\nc", "1. 甲\n乙\n\n   丙", "a\n: b\nc",
    "a\n\n: b\n\n    c", "甲\n# 乙\n丙", "甲\n> 乙", "[^1]: a\nb\n\n    c\n\n[^1]", "甲\n\n\n乙", "甲\n \n \n乙",
    "```\n甲\n```", "~~~ py\na <b>\n~~~\n乙",
]  # fmt: skip
