"""One problem explained: what it says, why the rule is there, what to do, an example and how that reads mended.

In: a record, and the labels of a language. Out: its page as text for a terminal, and the pages of the handbook, one an
area, as Markdown. Both are made of the same parts, so they say the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from textwrap import indent
from typing import Any, NamedTuple

from xieshou.core.problems import shown
from xieshou.language.labels import Labels
from xieshou.language.problem_records import ProblemRecord, codes, record, shown_places

_INDENT = "    "
_SORTS = {".yml": "yaml", ".md": "markdown", ".html": "html", ".css": "css"}
_LISTED = 3
"""Files beside the one in question that are printed; of more, the names."""
_CODE = re.compile(r"!?\[[^\]\n]*\]\([^)\n]*\)|\[\^[^\]]*\]:?|<!--(?:.*?-->)?|-->|https?://[^\s，。；）)”]*")
"""What is typed, where a sentence tells of it."""
_MARKUP = re.compile(r"[\\`*_\[<>&#|~=${}]|^(?:[-+]|\d+[.)])(?=\s)")
"""What Markdown would read as more than a character."""
_CONFLICT = "<<<<<<<"


class ExamplePart(NamedTuple):
    """A part of an example: what it is, the file it is of where that is to be named, what is typed there, and the
    language of that. Where the language is not said, words are told and nothing is typed.
    """

    caption: str
    file: str = ""
    typed: str = ""
    sort: str = ""


def page_text(found: ProblemRecord, words: Labels) -> Iterator[str]:
    """The lines of a record's page for a terminal."""
    said = found.said(words.language)
    yield f"{shown_places(said['message'])} [{found.code}]"
    for part in ("why", "hint"):
        yield from ("", words(f"explain.{part}"), indent(shown_places(said[part]), _INDENT))
    for block in example_of(found, words):
        yield from ("", block.caption)
        if block.file:
            yield f"{_INDENT}{shown(block.file)}"
        if block.typed:
            yield indent(block.typed, f"{_INDENT}| " if block.sort else _INDENT, lambda _line: True)


def example_of(found: ProblemRecord, words: Labels) -> Iterator[ExamplePart]:
    """What brings the problem about, and how that reads mended."""
    example = found.example or {}
    if "file" not in example:
        yield ExamplePart(words("explain.when"), typed=found.said(words.language)["when"])
        return
    yield _wrong(example, words)
    beside = example.get("with", {})
    if len(beside) > _LISTED:
        yield ExamplePart(words("explain.beside"), typed=", ".join(beside))
    else:
        for name, text in beside.items():
            yield _part(words("explain.beside"), name, text)
    yield from _mended(example, words)


def _wrong(example: Mapping[str, Any], words: Labels) -> ExamplePart:
    name, wrong, right = example["file"], example.get("wrong", ""), example.get("right", "")
    if "copy" in example:
        return ExamplePart(words("explain.picture"), name)
    if not wrong:
        return _part(words("explain.lacks"), name, right) if right else ExamplePart(words("explain.blank"), name)
    details = {"times": example.get("times", 1), "encoding": example.get("encoding", "")}
    sort = "times" if "times" in example else "encoded" if "encoding" in example else "wrong"
    return _part(words(f"explain.{sort}", **details), name, wrong)


def _mended(example: Mapping[str, Any], words: Labels) -> Iterator[ExamplePart]:
    wrong, right, name = example.get("wrong", ""), example.get("right", ""), example.get("right_file")
    if "right_copy" in example:
        yield ExamplePart(words("explain.whole"))
    elif "encoding" in example:
        yield ExamplePart(words("explain.saved"))
    elif name and right:
        yield _part(words("explain.mended"), name, right)
    elif name:
        yield ExamplePart(words("explain.renamed"), name)
    elif wrong and right:
        yield _part(words("explain.mended"), example["file"], right)._replace(file="")
    elif wrong or "copy" in example:
        yield ExamplePart(words("explain.gone"))


def _part(caption: str, name: str, text: str) -> ExamplePart:
    typed = "\n".join(shown(line) for line in text.strip("\n").split("\n"))
    return ExamplePart(caption, name, typed, _SORTS.get(PurePosixPath(name).suffix, "text"))


# -- the handbook


def handbook_pages(words: Labels) -> dict[str, str]:
    """The pages on problems in one language, as Markdown, by file name."""
    areas: dict[str, list[ProblemRecord]] = {}
    for code, area in codes().items():
        areas.setdefault(area, []).append(record(code))
    pages = {f"{area}.md": "\n".join(_area(area, found, words)) for area, found in areas.items()}
    return {"index.md": "\n".join(_index(areas, words)), **pages}


def _index(areas: Mapping[str, list[ProblemRecord]], words: Labels) -> Iterator[str]:
    yield from (f"# {words('explain.title')}", "", words("explain.lead"), "")
    for area, found in areas.items():
        yield from (f"## [{words(f'explain.areas.{area}')}]({area}.md)", "")
        for one in found:
            link = f"[{one.code}]({area}.md#{one.code})"
            yield words("explain.entry", code=link, text=_escaped(one, "message", words))
        yield ""


def _area(area: str, found: list[ProblemRecord], words: Labels) -> Iterator[str]:
    yield from (f"# {words(f'explain.areas.{area}')}", "")
    for one in found:
        yield from (f"## {one.code}", "")
        # A table: words that two problems share are no paragraph that was pasted twice.
        yield from (f"| {words('explain.message')} | {_escaped(one, 'message', words)} |", "|---|---|")
        for part in ("why", "hint"):
            yield f"| {words(f'explain.{part}')} | {_escaped(one, part, words)} |"
        yield ""
        instead = (one.example or {}).get("handbook", {})
        for block in example_of(one, words):
            yield from _as_markdown(block, instead)


def _as_markdown(block: ExamplePart, instead: Mapping[str, str]) -> Iterator[str]:
    """``instead``: what stands for words that the page must not hold itself."""
    yield from (block.caption, "")
    if block.file:
        yield from (f"`{shown(block.file)}`", "")
    if block.sort:
        typed = block.typed
        for one, other in instead.items():
            typed = typed.replace(one, other)
        fence = max(["``", *re.findall("`{3,}", typed)], key=len) + "`"
        # A page is no conflict of two versions itself.
        lines = indent("\n".join((fence + block.sort, typed, fence)), "  " if _CONFLICT in typed else "")
        yield from (lines, "")
    elif block.typed:
        yield from (_plain(block.typed), "")


def _escaped(found: ProblemRecord, part: str, words: Labels) -> str:
    return _plain(shown_places(found.said(words.language)[part]))


def _plain(text: str) -> str:
    """A sentence as Markdown that reads as it is; what is typed stands in it as code."""
    told, at = [], 0
    for typed in _CODE.finditer(text):
        told += [_MARKUP.sub(_as_it_is, text[at : typed.start()]), f"`{typed[0]}`"]
        at = typed.end()
    return "".join([*told, _MARKUP.sub(_as_it_is, text[at:])])


def _as_it_is(sign: re.Match[str]) -> str:
    return "".join(char if char.isdigit() else f"\\{char}" for char in sign[0])
