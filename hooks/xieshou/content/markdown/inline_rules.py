"""What stands in a line: CommonMark's rules by markdown-it, and where ours differ, for texts with Han and figures.

In: the words of one block. Out: markdown-it's tokens; each that came of markup says in ``meta`` where that stands
(``at`` and ``end``, offsets in the words), so that a message can name the place and every character be accounted for.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable

from markdown_it import MarkdownIt
from markdown_it.parser_inline import ParserInline
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.emphasis import postProcess as emphasis_pairs
from markdown_it.rules_inline.state_inline import Scanned
from markdown_it.token import Token

from xieshou.content.markdown import bare_links
from xieshou.content.markdown.attributes import INLINE, attributes
from xieshou.content.markdown.emphasis import emphasis, flanks, mark, mark_pairs

_CALM = r"[^\n!&*<\[\]\\_`{~=]"
"""A character that no rule has anything to do with, wherever it stands."""
_LINK = rf"\[({_CALM}*+)\]\(([^\s()<>\\&\"'\x00-\x1f\x7f]++)\)"
_PLAIN = re.compile(r"[^\n!&*<\[\\_`{~=]*+(?:(?:!(?!\[)|\{(?![:#.])|~(?!~)|=(?!=))[^\n!&*<\[\\_`{~=]*+)*+")
"""Words that no rule has anything to do with: most blocks are made of them."""
_STOPS = re.compile(r"[\n&*<\[\]\\_`]|!(?=\[)|\{(?=[:#.])|~~|==")
"""Where a rule may have something to do."""
_SIMPLE = re.compile(_LINK)
_ENDS_ELEMENT = "*_~=`)]"
_EASY = re.compile(
    rf"\*\*([^\W\d_](?:{_CALM}*[^\W\d_])?)\*\*(?!\*)"  # letters inside the signs settle it
    rf"|{_LINK}|{_CALM}++"
)
_ALL_EASY = re.compile(rf"(?:{_EASY.pattern})*+")
"""Words, strong words and links of the plainest form: most blocks that are not words alone. Read at once."""
Rule = Callable[[StateInline, bool], bool]


class _State(StateInline):
    """markdown-it's, with our rule of what may open and close, and the bare addresses in the words."""

    addresses: tuple[tuple[int, int], ...] = ()

    def scanDelims(self, start: int, canSplitWord: bool) -> Scanned:
        end = start
        while end < self.posMax and self.src[end] == self.src[start]:
            end += 1
        return Scanned(*flanks(self.src, start, end, self.posMax), end - start)


class InlineParser(ParserInline):
    """markdown-it's, but quick with words alone."""

    def __init__(self) -> None:
        """With stock rules, as far as ours do not stand in for them."""
        super().__init__()
        self.terminator_re = _STOPS
        self.ruler.at("text", text)
        self.ruler.before("text", "bare", bare_link)
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
        addressed = bare_links.worth(src)
        if not addressed and _PLAIN.fullmatch(src):
            if src:
                tokens.append(_words(src))
            return tokens
        if not addressed and _ALL_EASY.fullmatch(src):
            for found in _EASY.finditer(src):
                _easily(found, tokens)
            return tokens
        state = _State(src, md, env, tokens)  # type: ignore[arg-type]
        if addressed:
            state.addresses = tuple(bare_links.spans(src))
        self.tokenize(state)
        for rule in self.ruler2.getRules(""):
            rule(state)
        return state.tokens


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


def text(state: StateInline, silent: bool) -> bool:
    """Words up to where a rule may have something to do, or an address begins."""
    found = _STOPS.search(state.src, state.pos, state.posMax)
    end = found.start() if found else state.posMax
    if isinstance(state, _State):
        for begun, _ in state.addresses:
            if state.pos < begun < end:
                end = begun
                break
    if end == state.pos:
        return False
    if not silent:
        state.append_pending(state.src[state.pos : end])
    state.pos = end
    return True


def bare_link(state: StateInline, silent: bool) -> bool:
    """An address typed as it is; in the words of a link it is words."""
    if not isinstance(state, _State) or not state.addresses or state.linkLevel > 0:
        return False
    end = next((ended for begun, ended in state.addresses if begun == state.pos), 0)
    if not end or end > state.posMax:
        return False
    if not silent:
        address = html.unescape(state.src[state.pos : end])
        opened = state.push("link_open", "a", 1)
        opened.attrs, opened.markup = {"href": bare_links.target(address)}, "bare"
        special = state.push("text_special", "", 0)
        special.content, special.markup = address, state.src[state.pos : end]
        special.meta["at"], special.meta["end"] = state.pos, end
        state.push("link_close", "a", -1).markup = "bare"
    state.pos = end
    return True


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


def attribute_list(state: StateInline, silent: bool) -> bool:
    """``{: .class}`` or ``{#id}`` right behind an element: read, and nothing is shown of it."""
    if state.src[state.pos] != "{" or not state.pos or state.src[state.pos - 1] not in _ENDS_ELEMENT:
        return False
    found = INLINE().match(state.src, state.pos)
    if not found:
        return False
    if not silent:
        token = state.push("attributes", "", 0)
        token.attrs = dict(attributes(found[1]))
    state.pos = found.end()
    return True
