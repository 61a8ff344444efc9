"""Plain words of a text: its first heading, its first sentence, and what a title says without markup."""

from __future__ import annotations

import html
import re
from typing import NamedTuple

from markdown_it.token import Token

from xieshou.content.markup import markup
from xieshou.importers.prose import parsed, without_code

_LONGEST, _LEAST = 300, 14
"""Characters of a summary at most; bytes of a sentence that may be one: five Han, fourteen letters."""
_SENTENCE = re.compile(r"[。！？!?][”’」』）)\"']*|(?<![A-Z])\.[\"”’)]*(?=\s|$)")
_SHORT = re.compile(r"\b(?:e\.g|i\.e|etc|vs|Mr|Mrs|Dr|No|St)\.$")
_WIDE = re.compile("[\u00a0\u3000]")
_MORE = re.compile(
    r"[ \t]*(?:<!--\s*(?:more|truncate|excerpt|end)\s*-->|\{/\*\s*truncate\s*\*/\})[ \t]*\n?", re.IGNORECASE
)


class TitleAhead(NamedTuple):
    """The heading that a text begins with: its words, and the text without it."""

    words: str
    rest: str


def tidied(text: str) -> str:
    """``text`` without spaces that do not break where they stand between signs of markup: behind ``##``, at a bar of a
    table, at the ends of a line. Nobody sees them, and they hide the sign.
    """
    if "\t" in text:
        text = _untabbed(text)
    if not _WIDE.search(text):
        return text
    text = re.sub(r"^([ ]{0,3}#{1,6})[\u00a0\u3000][\s\u00a0\u3000]*(?=\S)", r"\1 ", text, flags=re.MULTILINE)
    text = re.sub(r"(?<=[| ])[\u00a0]+|[\u00a0]+(?=[| ]|$)", " ", text, flags=re.MULTILINE)
    return re.sub(r"^((?:[-*+]|\d{1,9}[.)]))\u00a0+(?=\S)", r"\1 ", text, flags=re.MULTILINE)


def _untabbed(text: str) -> str:
    """``text`` with spaces for the tabs that lines begin with, as many as CommonMark takes them for; but in code."""
    lines = without_code(text).split("\n")
    typed = text.split("\n")
    for number, line in enumerate(lines):
        indent = line[: len(line) - len(line.lstrip(" \t"))]
        if "\t" in indent:
            typed[number] = indent.expandtabs(4) + typed[number][len(indent) :]
    return "\n".join(typed)


def without_more(text: str) -> tuple[str, bool]:
    """``text`` without the mark that ends what lists show of it; whether there was one."""
    rest = _MORE.sub("", text)
    return rest, rest != text


def first_heading(text: str) -> TitleAhead | None:
    """The heading of the first level that ``text`` begins with; none where other words come before it."""
    tokens = parsed(text).tokens
    for at, token in enumerate(tokens):
        if token.type == "html_block" and not _visible(token.content):
            continue
        if token.type == "heading_open" and token.tag == "h1" and token.map:
            words = _words(tokens[at + 1])
            if not words:
                return None
            lines = text.split("\n")
            first, last = token.map
            return TitleAhead(words, "\n".join([*lines[:first], *lines[last:]]))
        return None
    return None


def first_sentence(text: str) -> str:
    """The first sentence of a text, or as much of its first words as a summary may hold."""
    tokens = parsed(text).tokens
    fallback = ""
    for at, token in enumerate(tokens):
        if token.type != "inline":
            continue
        words = _words(token)
        if not re.search(r"\w", words) or any(markup(words)):
            continue
        opened = tokens[at - 1].type
        if opened == "paragraph_open" and len(words) > 8:
            return _cut(words)
        fallback = fallback or words
    return _cut(fallback)


def plain_words(typed: str) -> str:
    """What ``typed``, a title or a summary in Markdown, HTML or with entities, says in plain words on one line."""
    line = " ".join(typed.split())
    if not re.search(r"[*_`\[<&\\~{|#=$!]", line):
        return line
    tokens = [token for token in parsed(line).tokens if token.type == "inline"]
    words = " ".join(_words(token) for token in tokens) if tokens else line
    words = html.unescape(re.sub(r"</?[A-Za-z][^<>]*>", "", words))
    for sign in markup(words):  # what is left is no markup of a text, and would be taken for some
        words = words.replace(sign.text, re.sub(r"[*_`~=<>\[\]{}|\\%$]", "", sign.text))
    return " ".join(words.split())


def _cut(words: str) -> str:
    found = _SENTENCE.search(words)
    while (
        found
        and found.end() < len(words)
        and (len(words[: found.end()].encode()) < _LEAST or _SHORT.search(words[: found.end()]))
    ):
        found = _SENTENCE.search(words, found.end())
    if found and found.end() <= _LONGEST:
        return words[: found.end()].strip()
    if len(words) <= _LONGEST:
        return words
    cut = words[: _LONGEST - 1]
    return (cut.rpartition(" ")[0] if " " in cut[-40:] else cut) + "…"


def _words(token: Token) -> str:
    """The words of a block, without markup, names of pictures and tags."""
    parts = [
        " " if child.type in ("softbreak", "hardbreak")
        else child.content if child.type in ("text", "text_special", "code_inline") else ""
        for child in token.children or ()
    ]  # fmt: skip
    return " ".join("".join(parts).split()).strip(" :：")


def _visible(markup: str) -> bool:
    return bool(re.sub(r"<!--.*?-->|<[^>]*>|\s", "", markup, flags=re.DOTALL))
