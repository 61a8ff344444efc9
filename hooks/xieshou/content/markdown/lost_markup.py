"""What a text would lose or show by mistake: told, so that nothing vanishes or stands there as typed without a word.

In: a text, and the HTML that Markdown made of it, before and after the allow-list. Out: problems: raw HTML that is not
published, links and notes that stayed text because something in them is not as it must be, links to places that are
not there. Each question is asked only of texts that hold the character it is about: most hold none.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Collection, Iterator

from xieshou.content.kinds import KINDS
from xieshou.core.problems import Problem, problem

Place = tuple[int, int]
_TAG = re.compile(r"<([A-Za-z][\w:-]*)((?:\s+[^\s\"'<>/=]+(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"'>]+))?)*)")
_ATTRIBUTE = re.compile(r"\s([^\s\"'<>/=]+)(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"'>]+))?")
_ACTIVE = re.compile(
    r"on\w+|style|srcdoc|formaction|action|background|ping|srcset|poster|data|codebase|xlink:.*", re.IGNORECASE
)
_CODE = re.compile(r"<code>.*?</code>", re.DOTALL)
_STAYED = re.compile(
    r"\[\^[^\]\s<>]{1,40}\]"  # a note that is nowhere written
    r"|!?\[[^\[\]\n<>]{1,200}\]\[[^\[\]\n<>]{0,80}\]"  # a link by a name that is nowhere written
    r"|[\]］】」]\s?[（(]\s*(?:[a-z]{2,20}:[^\s/]|https?://|\.\.?/)"  # brackets of Chinese typing, or a space between
    r"|\{:\s*[#.A-Za-z][^{}\n<>]{0,80}\}"  # attributes that belong to nothing
    r"|\[\[[^\[\]\n<>]{1,80}\]\]"  # as other programs write links
    rf"|[(（\[［<“](?:{'|'.join(KINDS)}):[a-z0-9][a-z0-9-]*"  # one bracket of a link is missing
)
_SIGNS = ("]", "］", "】", "」", "{:")
_BEGUN = re.compile(r"[(（［“][a-z]+:[a-z0-9]")
"""What all of these hold: one of the signs, or the beginning of a link that is not in brackets of its own."""
_EMPTY = re.compile(r"\]\(\s*(?:<\s*>)?\s*\)")
_HERE = re.compile(r'<a[^>]* href="#([^"]*)"')
_ID = re.compile(r' id="([^"]*)"')


def refused_html(
    text: str, converted: str, tags: Collection[str], path: str, at: Callable[[str], Place]
) -> Iterator[Problem]:
    """A problem for each element and attribute of raw HTML that is not published; ``at`` finds typed words."""
    if "<" not in text and "{" not in text:
        return
    told = set()
    for found in _TAG.finditer(converted):
        name = found[1].lower()
        if name not in tags and name != "h1" and name not in told:
            told.add(name)
            yield problem(path, *at(f"<{found[1]}"), "text-html", sign=f"<{name}>")
        for attribute in _ATTRIBUTE.findall(found[2]):
            if _ACTIVE.fullmatch(attribute) and attribute not in told:
                told.add(attribute)
                yield problem(path, *at(attribute), "text-html", sign=attribute)


def stayed_text(text: str, cleaned: str, path: str, at: Callable[[str], Place]) -> Iterator[Problem]:
    """A problem for each link or note that Markdown left as it was typed, and for each that is empty."""
    if "](" in text and (empty := _EMPTY.search(text)):
        yield problem(path, *at(empty[0]), "text-link-unknown", target="")
    if any(map(cleaned.__contains__, _SIGNS)) or "[" in cleaned or _BEGUN.search(cleaned):
        for found in _STAYED.finditer(_CODE.sub("", cleaned)):
            typed = html.unescape(found[0])
            yield problem(path, *at(typed), "text-link-typed", sign=typed)


def lost_places(text: str, cleaned: str, path: str, at: Callable[[str], Place]) -> Iterator[Problem]:
    """A problem for each link to a place in the text itself that is not there."""
    if "#" in text and (wanted := set(_HERE.findall(cleaned))):
        for name in sorted(wanted - set(_ID.findall(cleaned))):
            if name.startswith("fnref"):
                continue  # the way back from a note that nothing leads to, which is said already
            yield problem(path, *at(f"#{html.unescape(name)}"), "text-anchor-unknown", value=html.unescape(name))
