"""HTML in a text: what of it is not published is said at its place, so that nothing vanishes without a word.

In: a text taken apart. Out: problems. What the allow-list would take away in silence and a reader would not miss (a
class, an alignment, a tag for the middle of the line) is no problem.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import partial

from markdown_it.token import Token

from xieshou.content.markdown.parser import ParsedText
from xieshou.content.markdown.sanitize import TAGS
from xieshou.content.markdown.typed import Place, Typed
from xieshou.core.late import Late
from xieshou.core.problems import Problem, problem

_TAG = Late(r"<(/?)([A-Za-z][\w:-]*)((?:\s+[^\s\"'<>/=]+(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"'>]+))?)*)")
_ATTRIBUTE = Late(r"\s([^\s\"'<>/=]+)(?:\s*=\s*(\"[^\"]*\"|'[^']*'|[^\s\"'>]+))?")
_ACTIVE = Late(
    r"on\w+|style|srcdoc|formaction|action|background|ping|srcset|poster|data|codebase|xlink:.*|hidden|inert",
    re.IGNORECASE,
)
_REMARK = Late(r"<!--.*?-->", re.DOTALL)
_DECLARED = Late(r"<(?:\?|!(?!--))[^>]{0,40}>?")
_PLAIN_TAGS = TAGS | {
    "center",
    "font",
    "nobr",
    "big",
    "tt",
    "main",
    "section",
    "article",
    "header",
    "footer",
    "aside",
    "nav",
}
"""Published, or of no more than layout: their words are published."""
_OF_A_LINE = frozenset("a b i u s em strong span font small big sup sub mark ins del code kbd q cite samp var".split())  # noqa: SIM905
"""Elements that stand in a line."""
_MARKDOWN = Late(
    r"\*\*\S[^*\n]*\*\*|!?\[[^\]\n]+\](?:\([^)\n]*\)|\[[^\]\n]*\])|^#{1,6} |^[-*+] \S|`[^`\n]+`", re.MULTILINE
)


def refused(parsed: ParsedText, typed: Typed) -> Iterator[Problem]:
    """A problem for each sort of element and attribute that is not published, and for Markdown that HTML hides."""
    told: set[str] = set()
    for token in parsed.tokens:
        if token.type == "html_block":
            yield from _tags(token.content, partial(typed.in_block, token), typed.path, told)
            yield from _hidden_markdown(token, typed)
        elif token.type == "attributes" or "trailing" in token.meta:
            own = token.attrs if token.type == "attributes" else token.meta["trailing"]
            yield from _listed(own, partial(typed.named, token.map[0] if token.map else 0), typed.path, told)
        if token.type == "inline" and "<" in token.content:
            yield from _unclosed(token, typed)
        for child in token.children or ():
            if child.type == "html_inline":
                yield from _tags(child.content, partial(typed.place_in, token, child), typed.path, told)
            elif child.type == "attributes":
                line = typed.place_in(token, child, 0)[0] - typed.first_line
                yield from _listed(child.attrs, partial(typed.named, line), typed.path, told)


def _unclosed(block: Token, typed: Typed) -> Iterator[Problem]:
    """The first element within a line that is not closed in its block: all that follows would be in it."""
    opened: list[tuple[str, Token]] = []
    for child in block.children or ():
        found = _TAG().match(child.content) if child.type == "html_inline" else None
        name = found[2].lower() if found else ""
        if not found or name not in _OF_A_LINE or child.content.endswith("/>"):
            continue
        if not found[1]:
            opened.append((name, child))
        elif name in (one for one, _ in opened):
            while opened.pop()[0] != name:
                pass
    for name, child in opened[:1]:
        yield problem(typed.path, *typed.place_in(block, child, 0), "text-html-unclosed", sign=f"<{name}>")


def _listed(
    attributes: Mapping[str, object], place: Callable[[str], Place], path: str, told: set[str]
) -> Iterator[Problem]:
    for name in attributes:
        if _ACTIVE().fullmatch(name) and name not in told:
            told.add(name)
            yield problem(path, *place(name), _code(name), sign=name)


def _tags(html: str, place: Callable[[int], Place], path: str, told: set[str]) -> Iterator[Problem]:
    bare = _REMARK().sub(lambda found: re.sub(r"[^\n]", " ", found[0]), html)
    if declared := _DECLARED().search(bare):
        yield problem(path, *place(declared.start()), "text-html", sign=declared[0])
    for found in _TAG().finditer(bare):
        name = found[2].lower()
        if name not in _PLAIN_TAGS and name not in told:
            told.add(name)
            yield problem(path, *place(found.start()), "text-html", sign=f"<{found[1]}{found[2]}>")
        for attribute in _ATTRIBUTE().finditer(found[3]):
            if _ACTIVE().fullmatch(attribute[1]) and attribute[1].lower() not in told:
                told.add(attribute[1].lower())
                yield problem(path, *place(found.start(3) + attribute.start(1)), _code(attribute[1]), sign=attribute[1])


def _code(attribute: str) -> str:
    """What is wrong with an attribute: without this one, what it was to hide is shown."""
    return "text-hidden" if attribute.lower() in ("hidden", "inert") else "text-html"


def _hidden_markdown(token: Token, typed: Typed) -> Iterator[Problem]:
    """Markdown right under a tag is not read: it needs an empty line between."""
    if re.match(r"<(?:pre|script|style|textarea|!|\?)", token.content.lstrip(), re.IGNORECASE):
        return
    bare = _REMARK().sub(lambda found: re.sub(r"[^\n]", " ", found[0]), token.content)
    if found := _MARKDOWN().search(bare):
        yield problem(
            typed.path, *typed.in_block(token, found.start()), "text-html-markdown", sign=found[0].strip()[:40]
        )
