"""What a press release says of itself in lines of its own: 来源：… 作者：… 2024年3月5日.

In: the blocks of a text. Out: author, source and date as they are written there, and the blocks without the lines that
say nothing else. Only the first lines and the last are looked at, and only lines that are made of such statements.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from xieshou.importers.blocks import BREAK, Block, ParagraphBlock, TextFound, words_of

_FIRST, _LAST, _LONGEST = 5, 3, 120
_DAY = (
    r"\d{4}\s*[年./-]\s*\d{1,2}\s*[月./-]\s*\d{1,2}\s*日?(?:\s+\d{1,2}:\d{2}(?::\d{2})?)?"
    r"|(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul"
    r"|Aug|Sept?|Oct|Nov|Dec)\.?\s+\d{1,2}(?:st|nd|rd|th)?,?\s+\d{4}|\d{1,2}\s+(?:January|February|March|April|May|June"
    r"|July|August|September|October|November|December)\s+\d{4}"
)
_NAME = r"[^\s：:|｜，,。；;()（）]{1,40}(?:[ 、和与&][^\s：:|｜，,。；;()（）]{1,40}){0,5}?"
_PATTERN = re.compile(
    rf"(?P<source>(?:信息|文章|稿件|新闻)?来源|供稿单位|Source)\s*[：:]\s*(?P<source_name>{_NAME})"
    r"|(?P<author>作\s*者|撰\s*稿|撰\s*文|供\s*稿|记\s*者|通讯员|Author|Written by|By)"
    rf"\s*[：:]?\s*(?P<author_name>{_NAME})"
    rf"|文\s*[/／]\s*(?P<writer>{_NAME})"
    r"|(?P<other>摄\s*影|图片?|摄|编\s*辑|责任编辑|责编|校\s*对|审\s*核|终审|初审|复审|Photos?(?: by)?|Editor)"
    rf"\s*[：:/／]\s*(?P<other_name>{_NAME})"
    rf"|(?P<dated>(?:发布|发表|更新)?(?:时间|日期)|Date|Published(?: on)?)\s*[：:]?\s*(?P<named_day>{_DAY})"
    rf"|(?P<day>{_DAY})"
)
_BETWEEN = re.compile(r"[\s|｜·,，;；/／（）()\[\]【】]*")
_NEXT = re.compile(
    r"(?=\s*(?:$|[|｜·,，;；/／()（）]|\s(?:(?:信息|文章|稿件)?来源|作\s*者|记\s*者|通讯员|摄\s*影|编\s*辑|责任?编|校对|审核"
    r"|发布|时间|日期|供稿|Source|Author|Date|By|Photo|Editor|\d{4})))"
)
_SENTENCE = re.compile(r"[。！？!?]")


@dataclass(slots=True)
class Byline:
    """What lines of a text say of it, as they say it."""

    authors: list[str] = field(default_factory=list)
    source: str = ""
    date: str = ""


def bylines(text: TextFound) -> tuple[Byline, TextFound]:
    """What the lines of ``text`` say, and ``text`` without those that say it and nothing else."""
    found = Byline()
    kept: list[Block] = []
    spoken = [number for number, block in enumerate(text.blocks) if _lines(block)]
    looked = {*spoken[:_FIRST], *spoken[-_LAST:]}
    beginning = set(spoken[:_FIRST])
    for number, block in enumerate(text.blocks):
        lines = _lines(block) if number in looked else []
        told = [_statements(line) for line in lines]
        if not lines or not all(told):
            kept.append(block)
            if lines and number in beginning and len(" ".join(lines)) > _LONGEST:
                beginning.clear()  # the story has begun
            continue
        whole = True
        for statements in told:
            whole = _taken(statements or (), found, number in beginning) and whole
        if not whole:
            kept.append(block)
    return found, TextFound(tuple(kept), text.notes)


def _lines(block: Block) -> list[str]:
    if not isinstance(block, ParagraphBlock):
        return []
    return [" ".join(line.split()) for line in "".join(run.words for run in block.runs).split(BREAK) if line.strip()]


def _statements(line: str) -> list[re.Match[str]] | None:
    """The statements that ``line`` is made of; None where it is made of anything else."""
    if len(line) > _LONGEST or _SENTENCE.search(line):
        return None
    out: list[re.Match[str]] = []
    gap = _BETWEEN.match(line)
    at = gap.end() if gap else 0
    while at < len(line):
        part = _part(line, at)
        if part is None:
            return None
        out.append(part)
        gap = _BETWEEN.match(line, part.end())
        at = gap.end() if gap else part.end()
    return out or None


def _part(line: str, at: int) -> re.Match[str] | None:
    """The statement at this place, up to where the next begins."""
    for end in (*(one.start() for one in _NEXT.finditer(line, at + 1)), len(line)):
        if found := _PATTERN.fullmatch(line, at, end):
            return found
    return None


def _taken(statements: Iterable[re.Match[str]], found: Byline, beginning: bool) -> bool:
    """Keep what a line says; whether the text can do without the line."""
    whole = True
    for one in statements:
        name = one["author_name"] or one["writer"]
        if one["source"] and not found.source:
            found.source = one["source_name"].strip()
        elif name and len(found.authors) < 6:
            found.authors.append(name.strip())
        elif (day := one["named_day"] or one["day"]) and not found.date:
            found.date = " ".join(day.split())
            whole = whole and (beginning or bool(one["dated"]))
        else:
            whole = False
    return whole


def line_of(block: Block) -> str:
    """The words of a paragraph; empty for any other block."""
    return words_of(block.runs) if isinstance(block, ParagraphBlock) else ""
