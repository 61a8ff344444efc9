"""Runs of words as Markdown, and as HTML.

In: the runs of a paragraph, a heading or a cell. Out: their Markdown. Of the styles of a run, that one is written
outermost which holds for longest.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Sequence

from xieshou.content.markdown import bare_links
from xieshou.importers.blocks import BREAK, Run, Runs, Style
from xieshou.importers.escapes import Way, code, escaped, in_html

_MARKS = {"strong": "**", "em": "*", "s": "~~", "mark": "=="}
_ENTITY_LIKE = re.compile(r"&(?=#?\w+;)")


def markdown_line(runs: Runs, way: Way, *, cell: bool = False, breaks: bool = False) -> str:
    """``runs`` in a line; with ``breaks``, in several lines where they have ends."""

    def words(run: Run) -> str:
        told = escaped(run.words, way)
        if cell and way.sure < 2:
            told = re.sub(r"(?<!\\)\|", r"\\|", told)
        return told.replace(BREAK, "\\\n" if breaks and not way.tags and not way.sure else "<br>")

    def dressed(one: Style, runs: Sequence[Run], inner: str, edge: bool) -> str:
        if one.tag == "note":
            return f"[^{one.value}]"
        if one.tag == "code" and not way.tags:
            return code("".join(run.words for run in runs).replace(BREAK, " "), cell)
        if one.tag == "a":
            return _link(one, runs, inner, way)
        if one.tag in _MARKS and not way.tags:
            mark = "_" if one.tag == "em" and edge else _MARKS[one.tag]
            return f"{mark}{inner}{mark}"
        return _element(one, inner)

    return _nested(runs, words, dressed)


def html_line(runs: Runs) -> str:
    """``runs`` as HTML in which no sign of Markdown is to be seen."""

    def dressed(one: Style, runs: Sequence[Run], inner: str, edge: bool) -> str:
        if one.tag == "a":
            title = f' title="{html.escape(one.title)}"' if one.title else ""
            return f'<a href="{html.escape(one.value)}"{title}>{inner}</a>'
        return f"[^{one.value}]" if one.tag == "note" else _element(one, inner)

    return _nested(runs, lambda run: in_html(run.words).replace(BREAK, "<br>"), dressed)


def _nested(
    runs: Sequence[Run],
    words: Callable[[Run], str],
    dressed: Callable[[Style, Sequence[Run], str, bool], str],
    within: str = "",
) -> str:
    out: list[str] = []
    at = 0
    while at < len(runs):
        run = runs[at]
        if not run.styles:
            out.append(words(run))
            at += 1
            continue
        ends = [(_until(runs, at, one), -number) for number, one in enumerate(run.styles)]
        end, number = max(ends)
        one = run.styles[-number]
        inner = [Run(more.words, tuple(other for other in more.styles if other != one)) for more in runs[at:end]]
        edge = within == "strong" and (at == 0 or end == len(runs))
        out.append(dressed(one, runs[at:end], _nested(inner, words, dressed, one.tag), edge))
        at = end
    return "".join(out)


def _until(runs: Sequence[Run], at: int, one: Style) -> int:
    while at < len(runs) and one in runs[at].styles:
        at += 1
    return at


def _element(one: Style, inner: str) -> str:
    title = f' title="{html.escape(one.title)}"' if one.title else ""
    return f"<{one.tag}{title}>{inner}</{one.tag}>"


def _link(one: Style, runs: Sequence[Run], inner: str, way: Way) -> str:
    said = "".join(run.words for run in runs)
    plain = len(runs) == 1 and len(runs[0].styles) == 1
    if (
        plain
        and not (way.sure or one.title)
        and bare_links.target(said) == one.value
        and list(bare_links.spans(said)) == [(0, len(said))]
    ):
        return said
    address = _ENTITY_LIKE.sub("&amp;", one.value)
    quoted = one.title.replace("\\", "\\\\").replace('"', '\\"')
    title = f' "{_ENTITY_LIKE.sub("&amp;", quoted)}"' if one.title else ""
    return f"[{inner}]({address}{title})"


def linked(runs: Runs, number: Callable[[str, str], Style]) -> Runs:
    """``runs`` in which a bare address is a link, as it is in a text of ours. ``number`` makes the style of a link."""
    out: list[Run] = []
    for run in runs:
        if run.has("a") or run.has("code") or not bare_links.worth(run.words):
            out.append(run)
            continue
        at = 0
        for begun, ended in bare_links.spans(run.words):
            address = run.words[begun:ended]
            if begun > at:
                out.append(Run(run.words[at:begun], run.styles))
            style = number("a", bare_links.target(address))
            out.append(Run(address, tuple(sorted((*run.styles, style)))))
            at = ended
        if at < len(run.words):
            out.append(Run(run.words[at:], run.styles))
    return tuple(out)
