"""What stands in a line: CommonMark's rules by markdown-it, and where ours differ, for texts with Han and figures.

In: the words of one block. Out: markdown-it's tokens; each that came of markup says in ``meta`` where that stands
(``at`` and ``end``, offsets in the words), so that a message can name the place and every character be accounted for.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from markdown_it import MarkdownIt
from markdown_it.parser_inline import ParserInline
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.emphasis import postProcess as emphasis_pairs
from markdown_it.rules_inline.state_inline import Delimiter
from markdown_it.token import Token

from xieshou.content.markdown.attributes import INLINE, attributes
from xieshou.core.scripts import is_wide

_PLAIN = re.compile(r"(?:[^\n!&*<\[\\_`{~=]|!(?!\[)|\{(?![:#.])|~(?!~)|=(?!=))*+")
"""Words that no rule has anything to do with: most blocks are made of them."""
_STOPS = re.compile(r"[\n&*<\[\]\\_`]|!(?=\[)|\{(?=[:#.])|~~|==")
"""Where a rule may have something to do."""
_SIMPLE = re.compile(r"\[([^\n!&*<\[\]\\_`{~=]*+)\]\(([^\s()<>\\&\"'\x00-\x1f\x7f]++)\)")
_ALNUM = re.compile(r"[0-9A-Za-z]")
_SUFFIX = re.compile(r"\.[0-9A-Za-z]")
"""The end of a file's name: ``__init__.py``."""
_MARK = ord("=")
_EASY = re.compile(
    r"\*\*([^\W\d_](?:[^\n!&*<\[\]\\_`{~=]*[^\W\d_])?)\*\*(?!\*)"  # letters inside the signs settle it
    r"|\[([^\n!&*<\[\]\\_`{~=]*)\]\(([^\s()<>\\&\"'\x00-\x1f\x7f]++)\)"
    r"|[^\n!&*<\[\]\\_`{~=]++"
)
_ALL_EASY = re.compile(rf"(?:{_EASY.pattern})*+")
"""Words, strong words and links of the plainest form: most blocks that are not words alone. Read at once."""
Rule = Callable[[StateInline, bool], bool]


class InlineParser(ParserInline):
    """markdown-it's, but quick with words alone."""

    def __init__(self) -> None:
        """With stock rules, as far as ours do not stand in for them."""
        super().__init__()
        self.terminator_re = _STOPS
        for name in ("newline", "escape", "backticks", "link", "image", "autolink", "html_inline", "entity"):
            self.place(name)
        self.ruler.before("link", "simple_link", simple_link)
        self.ruler.at("emphasis", emphasis)
        self.ruler.after("emphasis", "mark", mark)
        self.ruler.after("mark", "attributes", placed(attribute_list))
        self.ruler2.at("emphasis", emphasis_pairs)
        self.ruler2.before("fragments_join", "mark", mark_pairs)

    def place(self, name: str) -> None:
        """Have the tokens of a rule say where they stand."""
        self.ruler.at(name, placed(next(rule.fn for rule in self.ruler.__rules__ if rule.name == name)))

    def parse(self, src: str, md: MarkdownIt, env: object, tokens: list[Token]) -> list[Token]:
        """The tokens of ``src``, added to ``tokens``."""
        if _PLAIN.fullmatch(src):
            if src:
                tokens.append(_words(src))
            return tokens
        if _ALL_EASY.fullmatch(src):
            for found in _EASY.finditer(src):
                _easily(found, tokens)
            return tokens
        return super().parse(src, md, env, tokens)  # type: ignore[arg-type]


def _easily(found: re.Match[str], tokens: list[Token]) -> None:
    """The tokens of one part of a plain block, as the rules would make them."""
    kind = found.lastindex
    if kind is None:
        tokens.append(_words(found[0]))
        return
    name, tag = ("strong", "strong") if kind == 1 else ("link", "a")
    opened, closed = Token(f"{name}_open", tag, 1), Token(f"{name}_close", tag, -1)
    tokens.append(opened)
    if kind == 1:
        opened.markup = closed.markup = "**"
    else:
        opened.attrs, closed.meta = {"href": found[3]}, {"end": found.end()}
        opened.meta = {"at": found.start(), "end": found.end()}
    if found[1] or found[2]:
        tokens.append(_words(found[1] or found[2]))
    tokens.append(closed)


def _words(content: str) -> Token:
    token = Token("text", "", 0)
    token.content = content
    return token


def placed(rule: Rule) -> Rule:
    """``rule``, whose first token says where the markup that made it stands."""

    def run(state: StateInline, silent: bool) -> bool:
        count, at, inner = len(state.tokens), state.pos, state.posMax
        if not rule(state, silent):
            return False
        if not silent:
            for token in state.tokens[count : count + 2]:
                if token.type != "text" or token.nesting:
                    token.meta["at"], token.meta["end"] = at, state.pos
                    break
            if len(state.tokens) > count and state.tokens[-1].type == "link_close":
                state.tokens[-1].meta["end"] = state.pos
            state.posMax = inner
        return True

    return run


def simple_link(state: StateInline, silent: bool) -> bool:
    """``[words](address)`` of the plainest form, which most links have; what markdown-it's rule would make of it."""
    found = _SIMPLE.match(state.src, state.pos, state.posMax)
    if not found:
        return False
    if not silent:
        opened = state.push("link_open", "a", 1)
        opened.attrs = {"href": found[2]}
        opened.meta["at"], opened.meta["end"] = state.pos, found.end()
        if found[1]:
            state.append_pending(found[1])
        closed = state.push("link_close", "a", -1)
        closed.meta["end"] = found.end()
    state.pos = found.end()
    return True


def emphasis(state: StateInline, silent: bool) -> bool:
    """``*`` and ``_``: as markdown-it's rule, but by our ``flanks``."""
    marker = state.src[state.pos]
    if silent or marker not in "*_":
        return False
    start, end = state.pos, state.pos + 1
    while end < state.posMax and state.src[end] == marker:
        end += 1
    opens, closes = flanks(state.src, start, end, state.posMax)
    for _ in range(start, end):
        token = state.push("text", "", 0)
        token.content = marker
        state.delimiters.append(
            Delimiter(
                marker=ord(marker),
                length=end - start,
                token=len(state.tokens) - 1,
                end=-1,
                open=opens,
                close=closes,
            )
        )
    state.pos = end
    return True


def flanks(src: str, start: int, end: int, limit: int) -> tuple[bool, bool]:
    """Whether the run of markers ``src[start:end]`` may open, and may close.

    CommonMark's rule, but for three things. Punctuation between Han and Han is no reason against (``**甲：**乙``), by
    the amendment that other parsers have for Chinese, Japanese and Korean. A run between two digits is a sign of
    multiplication (``10*20*30``). An underscore before a file's suffix belongs to the name (``__init__.py``).
    """
    before = src[start - 1] if start else " "
    after = src[end] if end < limit else " "
    if before.isdigit() and after.isdigit():
        return False, False
    space_before, space_after = before.isspace(), after.isspace()
    sign_before, sign_after = _punctuation(before), _punctuation(after)
    wide_before, wide_after = is_wide(before), is_wide(after)
    left = not space_after and (not sign_after or wide_after or space_before or sign_before or wide_before)
    right = not space_before and (not sign_before or wide_before or space_after or sign_after or wide_after)
    if src[start] == "*":
        return left, right
    opens, closes = left and (not right or sign_before), right and (not left or sign_after)
    return opens, closes and not _SUFFIX.match(src, end)


def _punctuation(char: str) -> bool:
    return unicodedata.category(char)[0] in "PS"


def mark(state: StateInline, silent: bool) -> bool:
    """``==``: words to be marked, unless letters or digits of an expression stand on both sides."""
    start = state.pos
    if silent or not state.src.startswith("==", start):
        return False
    end = start
    while end < state.posMax and state.src[end] == "=":
        end += 1
    if end - start != 2:
        state.append_pending(state.src[start:end])
        state.pos = end
        return True
    before, after = state.src[start - 1 : start] or " ", state.src[end : end + 1] or " "
    tight = bool(_ALNUM.match(before) and _ALNUM.match(after))
    token = state.push("text", "", 0)
    token.content = "=="
    state.delimiters.append(
        Delimiter(
            marker=_MARK,
            length=0,
            token=len(state.tokens) - 1,
            end=-1,
            open=not after.isspace() and not tight,
            close=not before.isspace() and not tight,
        )
    )
    state.pos = end
    return True


def mark_pairs(state: StateInline) -> None:
    """Turn the pairs of ``==`` into elements."""
    for delimiters in (state.delimiters, *(meta["delimiters"] for meta in state.tokens_meta if meta)):
        for one in delimiters:
            if one.marker == _MARK and one.end >= 0:
                for at, kind, nesting in ((one.token, "open", 1), (delimiters[one.end].token, "close", -1)):
                    token = state.tokens[at]
                    token.type, token.tag, token.nesting = f"mark_{kind}", "mark", nesting
                    token.markup, token.content = "==", ""


def attribute_list(state: StateInline, silent: bool) -> bool:
    """``{: .class}`` or ``{#id}`` right behind an element: read, and nothing is shown of it."""
    if state.src[state.pos] != "{" or state.pending or not state.tokens:
        return False
    last = state.tokens[-1]
    if not (last.nesting < 0 or (last.type in ("code_inline", "image", "text") and last.markup != "")):
        return False
    found = INLINE.match(state.src, state.pos)
    if not found:
        return False
    if not silent:
        token = state.push("attributes", "", 0)
        token.attrs = dict(attributes(found[1]))
    state.pos = found.end()
    return True
