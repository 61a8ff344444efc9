"""The words for people in a file of YAML, looked at as readers will see them.

In: a document and the class of what it holds. Out: a problem for each cause in each field, at the sign itself: markup
that would be printed as it stands, what stands in for words, words in another language than theirs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import yaml
from pydantic import BaseModel

from xieshou.content.links import faults, without_links
from xieshou.content.markdown.personal import PERSONAL, personal
from xieshou.content.markdown.placeholders import Sign, placeholders
from xieshou.content.markup import markup
from xieshou.content.schema.introspect import shapes
from xieshou.content.schema.types.text import TextType
from xieshou.content.slips import CODES as SLIPS
from xieshou.content.slips import Slip, firsts
from xieshou.content.strays import IN_WORDS
from xieshou.content.yaml.document import Place, YamlDocument
from xieshou.core.problems import Problem, problem
from xieshou.core.scripts import HAN, known_by

_TITLES = frozenset(("title", "name"))
_LONGEST_SIGN = 24
_LATIN = re.compile("[A-Za-z]")
_WARNINGS = frozenset(("placeholder", "title-says-draft", "words-language", *SLIPS, *PERSONAL))


@dataclass(frozen=True, slots=True)
class _Words:
    """A text in a file: its node, the field it stands in, its language if that is known, and what it may hold.

    ``swapped``: what stands beside it in another language is in none of that language's characters.
    """

    node: yaml.ScalarNode
    field: str
    language: str
    links: bool = False
    title: bool = False
    swapped: bool = False


def faults_of_words(
    document: YamlDocument, cls: type[BaseModel], path: str, languages: Sequence[str], language: str = ""
) -> Iterator[Problem]:
    """What is wrong with the words of one record or a list of them, in the site's ``languages``; ``language``: that of
    the file, if it has one.
    """
    root = document.root
    for record in root.value if isinstance(root, yaml.SequenceNode) else [root]:
        draft = _is_draft(record)
        told: set[str] = set()
        for words in _words(record, cls, language):
            if words.language and words.language not in languages:
                continue  # which is told already
            told &= {"words-language"} if language else set()  # of a file in another language once is enough
            for sign in _signs(words, draft):
                if sign.code not in told or sign.code in PERSONAL:
                    told.add(sign.code)
                    yield _problem(document, words, sign, path)


def _is_draft(record: yaml.Node | None) -> bool:
    """Whether a record says so itself: then words may be to come."""
    pairs = record.value if isinstance(record, yaml.MappingNode) else ()
    return any(key.value == "draft" and value.value == "true" for key, value in pairs)


def _words(node: yaml.Node | None, cls: type[BaseModel], language: str, above: str = "") -> Iterator[_Words]:
    for key, value in node.value if isinstance(node, yaml.MappingNode) else ():
        name = str(key.value)
        shape = shapes(cls).get(name)
        if shape is None or not (shape.model or shape.type.plain_words):
            continue
        field = above + name
        items = value.value if shape.many and isinstance(value, yaml.SequenceNode) else [value]
        for number, item in enumerate(items):
            own = f"{field}.{number}" if shape.many else field
            if shape.model:
                yield from _words(item, shape.model, language, f"{own}.")
            elif isinstance(item, yaml.ScalarNode):
                yield _Words(item, own, language, False, name in _TITLES)
            elif isinstance(item, yaml.MappingNode) and isinstance(shape.type, TextType):
                pairs = [(str(tag.value), text) for tag, text in item.value if isinstance(text, yaml.ScalarNode)]
                swapped = any((script := known_by(tag)) and not script.search(text.value) for tag, text in pairs)
                for tag, text in pairs:
                    yield _Words(text, own, tag, shape.type.links, name in _TITLES, swapped)


def _signs(words: _Words, draft: bool) -> Iterator[Sign | Slip]:
    """What is to be said of a text, the gravest first."""
    text: str = words.node.value
    if words.links and ("[" in text or "://" in text):
        yield from faults(text)
        text = without_links(text)
    yield from markup(text)
    yield from (Sign(found.start(), found[0], "words-keep-back") for found in IN_WORDS.finditer(text))
    if not draft:
        yield from placeholders(text, words.title)
    yield from personal(text)
    if text.isascii() or not words.language:
        return
    own = known_by(words.language)
    yield from firsts(text, words.language, name=words.title)
    if own is None and not words.swapped and re.search(f"[{HAN}]", text) and not _LATIN.search(text):
        yield Sign(0, text, "words-language")


def _problem(document: YamlDocument, words: _Words, sign: Sign | Slip, path: str) -> Problem:
    shown = " ".join(sign.text.split())
    shown = shown if len(shown) <= _LONGEST_SIGN else f"{shown[:_LONGEST_SIGN]}…"
    place, warning = _place(document, words.node, sign), sign.code in _WARNINGS
    details = {"sign": shown, "language": words.language} | ({"meant": sign.meant} if isinstance(sign, Slip) else {})
    return problem(path, *place, sign.code, field=words.field, warning=warning, **details)  # type: ignore[arg-type]


def _place(document: YamlDocument, node: yaml.ScalarNode, sign: Sign | Slip) -> Place:
    """Where a sign is typed; where a line ends within it, its beginning; where it is escaped, that of the text."""
    before: str = node.value[: sign.offset]
    head = sign.text.split("\n")[0][:_LONGEST_SIGN]
    for size in range(len(head), 0, -1):
        if place := document.place_within(node, head[:size], before.count(head[:size])):
            return place
    return node.start_mark.line + document.first_line, node.start_mark.column + 1
