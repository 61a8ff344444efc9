"""Reading a text: quick ways give what the rules give, blocks know their lines, every character is accounted for."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.soak import times
from tests.unit.helpers import STORY, render
from tests.unit.snippets import SNIPPETS, STORIES
from xieshou.content.markdown import block_rules, inline_rules
from xieshou.content.markdown.html_writer import written
from xieshou.content.markdown.parser import Parser
from xieshou.content.markdown.render import MarkdownSettings, Renderer
from xieshou.content.source.decode import read
from xieshou.core.problems import Severity

PARSER = Parser()
NEVER = re.compile(r"(?!)")
PIECES = [
    *"ab甲1 \n*_`[]()!<>&\\:{}|#-^\"'/.;=~", "  \n", "\n\n", "**", "![", "](", "[^", "&amp;", "<b>", "</b>", "{: ",
    "**甲**", "[乙](project:x)", "1. ", "- ", "> ", "    ", "| a | b |\n|---|---|\n", "　　", "==", "~~", "`c`", "\t",
    "https://a.org/b", "[^1]: ", "10*20*30", "（一）", "2019. ", "::: ", "```\n",
]  # fmt: skip


def bodies() -> Iterator[str]:
    for path in STORIES:
        source, _ = read(path, "x")
        assert source is not None
        yield source.body


def quick_and_slow(texts: list[str]) -> Iterator[tuple[str, str, str]]:
    """Each text, and its HTML by the quick ways and by the rules alone."""
    quick = [written(PARSER.parse(text)) for text in texts]
    with pytest.MonkeyPatch.context() as patch:
        for module, name in QUICK:
            patch.setattr(module, name, NEVER)
        yield from ((text, one, written(PARSER.parse(text))) for text, one in zip(texts, quick, strict=True))


QUICK = (
    (inline_rules, "_PLAIN"),
    (inline_rules, "_ALL_EASY"),
    (inline_rules, "_SIMPLE"),
    (block_rules, "_WORDS"),
)
"""The expressions that open a quick way."""


def test_quick_ways_give_what_the_rules_give() -> None:
    pairs = [f"{one}甲 {other}" for one in SNIPPETS[9:60:3] for other in SNIPPETS[20:110:7]]
    for text, quick, by_rules in quick_and_slow([*SNIPPETS, *pairs, *bodies()]):
        assert quick == by_rules, text


@pytest.mark.soak
@settings(max_examples=times(200), deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=40))
def test_quick_ways_give_what_the_rules_give_for_any_text(pieces: list[str]) -> None:
    for text, quick, by_rules in quick_and_slow(["".join(pieces)]):
        assert quick == by_rules, text


def test_every_block_of_every_story_knows_its_lines() -> None:
    for body in bodies():
        lines = body.split("\n")
        blocks = render(body)[0].blocks
        covered: set[int] = set()
        for tag, first, last in blocks:
            assert 1 <= first <= last <= len(lines), (tag, first, last)
            assert lines[first - 1].strip(), f"{tag} begins on an empty line"
            assert lines[last - 1].strip(), f"{tag} ends on an empty line"
            covered.update(range(first, last + 1))
        bare = {number for number, line in enumerate(lines, 1) if not line.strip()}
        defined = {number for number, line in enumerate(lines, 1) if line.startswith("[")}
        assert set(range(1, len(lines) + 1)) - covered - bare <= defined


def test_blocks_in_blocks_have_lines_of_their_own() -> None:
    found = render("甲\n乙\n\n- 丙\n\n  丁\n  戊\n- 己\n\n> 庚\n\n| 辛 |\n|---|\n| 壬 |\n\n```\n癸\n```\n")[0].blocks
    assert [tuple(one) for one in found] == [
        ("p", 1, 2), ("ul", 4, 8), ("li", 4, 7), ("p", 4, 4), ("p", 6, 7), ("li", 8, 8), ("p", 8, 8),
        ("blockquote", 10, 10), ("p", 10, 10), ("table", 12, 14), ("thead", 12, 12), ("tr", 12, 12), ("tbody", 14, 14),
        ("tr", 14, 14), ("code", 16, 18),
    ]  # fmt: skip


def unexplained(text: str) -> str:
    """The words of the net's message, if it has one."""
    return next((dict(one.details)["sign"] for one in render(text)[2] if one.code == "text-not-as-typed"), "")


@pytest.mark.parametrize("text", SNIPPETS)
def test_the_net_is_silent_where_all_is_shown_or_known(text: str) -> None:
    said = [one for one in render(text)[2] if one.severity is Severity.ERROR]
    assert said or not unexplained(text)


MUTATIONS = [
    *"*_`[]()!<>&\\:{}|#-^\"'/.;=~$%@+0123456789\n\t ", "\n\n", "**", "    ", "  \n", "1. ", "- ", "> ", "　　", "[^1]",
    "{: .a}", "<b>", "</b>", "<!--", "-->", "```\n", "~~", "==", "| ", "\n|---|\n", "https://", "10*20",
    "甲*乙*丙", "&amp;", "1、", "（一）", "::: tip\n", ":::\n", "!!! note\n", "\n===\n", "\n---\n",
    *(one for one in SNIPPETS if "](" not in one and "]:" not in one and "][" not in one),
]  # fmt: skip
HIDDEN = re.compile(
    r"\]\((?:[^()\n]|\([^()\n]*\))*\)|\]\[[^\]\n]*\]|^.{0,20}\[[^\]\n]*\]:.*$|\[\^[^\]\n]*\]|<!--.*?-->|</?[A-Za-z][^>]*>"
    r"|<[!?][^>]*>|&[#A-Za-z0-9]+;|^[\s>*+-]*(?:\d+[.)]\s+)*(?:`{3,}|~{3,})[^\n]*$|\{[:#.][^}\n]*\}|^\s*:::.*$|^\s*!!!.*$"
    r"|!\[[^\]]*\]|\[![A-Za-z]+\]|(?:^|(?<=[>*+\- \t.):]))[\s>]*\d{1,9}[.)](?=\s|$)|\[[ xX]\]",
    re.MULTILINE | re.DOTALL,
)
"""Generously, and by no rule of the parser: where letters and digits may be that no reader sees as words."""
LINKS = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")


def mutated(random: Random, texts: list[str]) -> str:
    """A few paragraphs of the site, with signs put in, taken out and doubled."""
    paragraphs = random.choice(texts).split("\n\n")
    at = random.randrange(len(paragraphs))
    signs = list("\n\n".join(paragraphs[at : at + random.randint(1, 4)]))
    for _ in range(random.randint(1, 6)):
        at, way = random.randrange(len(signs) + 1), random.random()
        if way < 0.7:
            signs.insert(at, random.choice(MUTATIONS))
        elif way < 0.85:
            del signs[at : at + 1]
        else:
            signs[at:at] = signs[at : at + random.randint(1, 20)]
    return "".join(signs)


@pytest.mark.soak
def test_no_letter_and_no_digit_of_a_changed_text_goes_without_a_word() -> None:
    random, texts = Random(20261130), [LINKS.sub(r"\1", body) for body in bodies()]
    for _ in range(times(5000) if times(1) > 1 else 400):
        text = mutated(random, texts)
        body, _mentions, problems = render(text)
        if any(one.severity is Severity.ERROR for one in problems):
            continue
        shown = Counter(sign for sign in body.words(lambda _: "") if sign.isalnum())
        typed = Counter(sign for sign in HIDDEN.sub(" ", text) if sign.isalnum())
        assert not typed - shown, text


@pytest.mark.parametrize(
    ("extensions", "text", "html"),
    [
        (("smarty",), '"甲" -- `"乙" --`', '<p>“甲” – <code>"乙" --</code></p>'),
        (("abbr",), "HTML\n\n*[HTML]: 超文本\n", '<p><abbr title="超文本">HTML</abbr></p>'),
        (("nl2br",), "a\nb", "<p>a<br>b</p>"),
        (("md_in_html",), '<div markdown="1">\n**甲**\n</div>', "<div>\n<p><strong>甲</strong></p>\n</div>"),
        (("pymdownx.caret", "pymdownx.superfences"), "H^2^O\n\n```\nx\n```", None),
        (("extra",), "| 甲 |\n|---|\n| 乙[^1] |\n\n[^1]: 丙", None),
        (("pymdownx.details",), '??? note "甲"\n    乙', "<details>\n<summary>甲</summary>\n<p>乙</p>\n</details>"),
    ],
)
def test_extensions_that_are_not_built_in_stand_where_python_markdown_has_them(
    extensions: tuple[str, ...], text: str, html: str | None
) -> None:
    body, _, problems = Renderer(MarkdownSettings(extensions, {})).render(text, STORY, 1)
    made = "".join(piece for piece in body.pieces if isinstance(piece, str))
    assert problems == []
    if html is None:
        assert any(part in made for part in ("H<sup>2</sup>O", '<td>乙<sup id="fnref:1">'))
    else:
        assert made.strip() == html
