"""Who knows Markdown knows how to write for the site: nearly every example of the specifications comes out alike.

What does not is told to its author, or is a difference that is meant and listed with its reason in
``differences.yml``. ``python -m tests.commonmark`` shows them all.
"""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from markdown_it import MarkdownIt

from tests.commonmark.compare import normal
from tests.commonmark.outcomes import Outcome, State, differences, outcomes
from tests.commonmark.spec import SPECS, Example, examples, extensions, kept
from tests.commonmark.table import counts, report, share_alike
from tests.commonmark.targets import HOST, mapped

MOST_DIFFERENT, LEAST_ALIKE = 40, 0.93
SPEC = f"""# Blocks

## Tables (extension)

Words about an example.

{"`" * 32} example table
→a

b
.
<p>a→</p>
.
{"`" * 32}

# Inlines
{"`" * 32} example
c
.
{"`" * 32}
"""


@pytest.fixture(scope="module")
def found() -> Mapping[str, list[Outcome]]:
    """What becomes of every example."""
    return {name: outcomes(name) for name in SPECS}


@pytest.mark.parametrize("name", SPECS)
def test_every_example_is_alike_or_refused_or_a_difference_that_is_listed(
    name: str, found: Mapping[str, list[Outcome]]
) -> None:
    differing = {one.example.number for one in found[name] if one.state is State.DIFFERENT}
    listed = differences().listed[name].keys()
    assert sorted(differing - listed) == []
    assert sorted(listed - differing) == []  # they differ no more, and are to be taken off the list


def test_every_difference_that_is_listed_has_a_reason_in_words() -> None:
    read = differences()
    assert set(read.listed) == set(SPECS)
    assert {reason for listed in read.listed.values() for reason in listed.values()} <= set(read.reasons)
    assert all(len(words.split()) > 3 for words in read.reasons.values())


def test_few_examples_differ_without_a_word(found: Mapping[str, list[Outcome]]) -> None:
    everything = [one for name in SPECS for one in found[name]]
    assert counts(everything)[State.DIFFERENT] <= MOST_DIFFERENT
    assert share_alike(everything) >= LEAST_ALIKE


def test_all_examples_are_there() -> None:
    numbers = [[example.number for example in kept(name)] for name in SPECS]
    assert numbers[0] == list(range(1, 653))
    assert len(numbers[1]) == len(set(numbers[1])) == 24
    assert all(example.section and example.markdown for name in SPECS for example in kept(name))


def test_examples_are_read_from_the_text_of_a_specification() -> None:
    first = Example(1, "Tables (extension)", "\ta\n\nb\n", "<p>a\t</p>\n.\n")
    assert list(examples(SPEC)) == [first, Example(2, "Inlines", "c\n", "")]
    assert list(extensions(SPEC)) == [first._replace(section="Tables")]


def test_a_target_that_is_mapped_is_the_same_target_to_a_parser_that_fulfils_the_specification() -> None:
    parser = MarkdownIt("commonmark")
    changed = [given for example in kept("commonmark") if (given := mapped(example)) != example]
    assert len(changed) > 100
    assert [given.number for given in changed if normal(parser.render(given.markdown)) != normal(given.html)] == []


@pytest.mark.parametrize(
    ("typed", "made", "becomes"),
    [
        ("[a](/url)", '<a href="/url">a</a>', f"[a]({HOST}/url)"),
        ("![a](<b c>)", '<img src="b%20c" alt="a">', f"![a](<{HOST}/b c>)"),
        ("[a]\n\n[a]:\n  url 't'", '<a href="url" title="t">a</a>', f"[a]\n\n[a]:\n  {HOST}/url 't'"),
        ("[a](#b) [c](irc:d)", '<a href="#b">a</a> <a href="irc:d">c</a>', "[a](#b) [c](irc:d)"),
        ("[a [b](/url)](/url)", '[a <a href="/url">b</a>](/url)', "[a [b](/url)](/url)"),
        ("[a](/url", "[a](/url", "[a](/url"),
    ],
)
def test_relative_targets_alone_are_mapped(typed: str, made: str, becomes: str) -> None:
    assert mapped(Example(1, "", typed, made)).markdown == becomes


def test_the_command_shows_an_example_in_three_columns() -> None:
    lines = list(report(["gfm"], [491], False, differences()))
    assert lines[0] == "gfm: 24 examples"
    at = next(number for number, line in enumerate(lines) if line.startswith("--- 491: Strikethrough"))
    typed, expected, _ours = lines[at + 1].split(" │ ")
    assert (typed.strip(), expected.strip()) == ("~~Hi~~ Hello, world!", "<p><del>Hi</del> Hello, world!")
