"""The stories of the showcase tell what happened, not where it was printed; each has a picture to begin with.

A story proves what it says by its sources, footnotes and values, a click away. In what is read they are named seldom.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
STORIES = sorted((ROOT / "content" / "articles").rglob("*.md"))
ORIGINALS = [path for path in STORIES if path.name.endswith(".zh.md")]
FIGURES = ROOT / "content" / "figures"
SEEN = ("photo", "video", "illustration", "chart")
"""Types of figures that there is something to see of."""
ONE_IN = 15
"""Of how many sentences one may name a source."""

NAMES_A_SOURCE = {
    "zh": re.compile(r"报道|专版|报纸|日报|总结称|资料|来源|原文|版面"),
    "en": re.compile(
        r"\b(?:reports?|reported|pages?|newspapers?|documents?|sources?|articles?|papers?|printed"
        r"|(?:Changzhi|Shanxi) Daily)\b",
        re.IGNORECASE,
    ),
}
MEANS_ANOTHER_THING = {
    # 期刊 has none of the words; it stands here for whoever adds 刊 to them.
    "zh": re.compile(
        r"期刊|(?:劳动|生产|生活)资料|(?:收入|资金|能量|能源|热量|电力|人才|客源|货物|原料|水)的?来源|来源地|《?长治日报》?社"
    ),
    "en": re.compile(
        r"(?:government )?work reports?|open[- ]source|(?:energy|heat|light|power|water|income|funding)[- ]sources?"
        r"|sources? of (?:income|funds?|funding|energy|heat|light|power|water|talent|growth|supply)"
        r"|(?:research|scientific|academic) (?:papers?|articles?)|on paper|home pages?|policy documents?"
        r"|(?:3D|screen)[- ]printed|printed circuits?",
        re.IGNORECASE,
    ),
}
"""The same words where no document is meant that the story was taken from. “Resource” is another word altogether."""

_LEFT_OUT = re.compile(
    r"""<!--.*?-->                # remarks
    | ^(```|~~~).*?^\1            # what is shown as typed
    | ^[ ]*\|[^\n]*$              # tables
    | ^\#[^\n]*$                  # headings
    | ^\s*!\[[^\n]*$              # figures
    | ^\[\^[^\]]+\]:[^\n]*(?:\n[ ]{4}[^\n]*)*   # footnotes
    | \[\^[^\]]+\]                # their marks
    """,
    re.VERBOSE | re.MULTILINE | re.DOTALL,
)
_LINK = re.compile(r"\[([^\]]*)\]\(([^)]*)\)")
_ENDS = {
    "zh": re.compile(r"(?<=[。！？])[”’」』）)]*"),
    "en": re.compile(
        r"(?<!\bDr\.)(?<!\bMr\.)(?<!\bMs\.)(?<!\bNo\.)(?<!\bSt\.)(?<=[.!?])[”’\"')]*\s+(?=[“‘\"'(]?[A-Z0-9])"
    ),
}


def language(path: Path) -> str:
    return path.suffixes[-2].lstrip(".")


def parts(path: Path) -> tuple[Mapping[str, Any], str]:
    """The front matter of a story, every scalar a string, and its text."""
    _, front, text = path.read_text("utf-8").split("---\n", 2)
    return yaml.load(front, yaml.CBaseLoader), text  # makes strings and nothing else


def sentences(summary: str, text: str, in_language: str) -> Iterator[str]:
    """What is read of a story, sentence by sentence: no headings, tables or notes. What a link leads to stays."""
    for paragraph in re.split(r"\n\s*\n|\n\s*(?:[-*+]|\d+\.)\s", f"{summary}\n\n{_LEFT_OUT.sub('', text)}"):
        said = " ".join(paragraph.split())
        yield from (one for one in _ENDS[in_language].split(said) if re.search(r"\w", one))


def names_a_source(sentence: str, in_language: str) -> bool:
    """Whether a sentence speaks of a document that the story was taken from, or links to one."""
    if any(target.startswith("source:") for _, target in _LINK.findall(sentence)):
        return True
    read = _LINK.sub(r"\1", sentence)
    return bool(NAMES_A_SOURCE[in_language].search(MEANS_ANOTHER_THING[in_language].sub(" ", read)))


def told(path: Path) -> tuple[int, list[str]]:
    """How many sentences a story has, and those that name a source."""
    front, text = parts(path)
    found = list(sentences(str(front.get("summary", "")), text, language(path)))
    return len(found), [one for one in found if names_a_source(one, language(path))]


def short(path: Path) -> str:
    return path.relative_to(ROOT / "content" / "articles").as_posix()


@pytest.mark.parametrize("in_language", ["zh", "en"])
def test_few_sentences_name_a_source(in_language: str) -> None:
    found = {path: told(path) for path in STORIES if language(path) == in_language}
    count, naming = sum(n for n, _ in found.values()), sum(len(said) for _, said in found.values())
    most = {short(path): f"{len(said)} of {n}" for path, (n, said) in found.items() if said}
    assert naming * ONE_IN <= count, f"{naming} of {count}: {most}"


@pytest.mark.parametrize("path", STORIES, ids=short)
def test_no_story_dwells_on_its_sources(path: Path) -> None:
    """One sentence in fifteen; a short story may have one too."""
    count, naming = told(path)
    assert len(naming) <= max(1, count // ONE_IN), f"{len(naming)} of {count}: {naming}"


@pytest.mark.parametrize("path", ORIGINALS, ids=short)
def test_a_story_begins_with_a_picture_a_chart_or_a_drawing(path: Path) -> None:
    cover = parts(path)[0].get("cover", "")
    assert cover, "no cover"
    figure = yaml.load((FIGURES / f"{cover}.yml").read_text("utf-8"), yaml.CBaseLoader)
    assert figure["type"] in SEEN
    assert figure["type"] == "chart" or (ROOT / "assets" / figure["image"]).is_file()


@pytest.mark.parametrize("path", STORIES, ids=short)
def test_a_story_shows_no_picture_that_is_not_held(path: Path) -> None:
    shown = re.findall(r"!\[[^\]]*\]\(figure:([\w-]+)\)", parts(path)[1])
    kinds = {slug: yaml.load((FIGURES / f"{slug}.yml").read_text("utf-8"), yaml.CBaseLoader)["type"] for slug in shown}
    assert "caption-only" not in kinds.values(), kinds


@pytest.mark.parametrize(
    ("in_language", "text", "count", "naming"),
    [
        ("zh", "据《山西日报》报道，厂已开工。工人来自各县。", 2, 1),
        ("zh", "党参是主要的收入来源，也发在期刊上。劳动资料是机器。", 2, 0),
        ("zh", "## 来源\n\n| 来源 | 报道 |\n\n他来了。[^1]\n\n[^1]: 见专版。\n", 1, 0),
        ("zh", "[他](source:daily)这样说。\n\n- 资料一份\n- 人一个\n", 3, 2),
        ("en", "The page says so. “Dr. Li came,” he said. Resources are open-source.", 3, 1),
        ("en", "See [the firm](organisation:source-report). It has [](indicator:page#2023) workers.", 2, 0),
        ("en", "It was [reported](event:x) in June 2023. The government work report proposed it.", 2, 1),
    ],
)
def test_sentences_are_told_apart_and_words_of_other_things_left_alone(
    in_language: str, text: str, count: int, naming: int
) -> None:
    found = list(sentences("", text, in_language))
    assert len(found) == count, found
    assert sum(names_a_source(one, in_language) for one in found) == naming, found
