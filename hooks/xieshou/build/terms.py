"""The terms of the glossary in the texts of both languages: where each is used, and how it was put there.

In: a prepared site with articles in Chinese and English. Out: the uses, block beside block; and warnings: a term whose
English is settled (official, approved) and does not stand in the block that translates it, a rendering that the
glossary says not to use. Only the check and ``xieshou terms`` ask.
"""

from __future__ import annotations

import hashlib
import pickle
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import NamedTuple

from xieshou.build.prepared import Prepared
from xieshou.content.catalog import Card
from xieshou.content.kinds.term import Term
from xieshou.content.source.decode import read
from xieshou.core.problems import Problem, Severity
from xieshou.core.workers import TASK
from xieshou.language.parity.compare import align
from xieshou.language.parity.document import ComparedText, document

CHINESE, ENGLISH = "zh", "en"
_SETTLED = frozenset(("official", "approved"))
_QUOTES = "“”‘’「」\"'"
_BRACKETED = re.compile(r"\s*[（(][^（）()]*[)）]")
_SHOWN = 70
_NOTHING = pickle.dumps([])


Text = tuple[str, str]
"""A text, by the path of its file."""


class Wording(NamedTuple):
    """A term: its names in Chinese, its English with its forms, what not to use, and whether the English is settled."""

    slug: str
    zh: tuple[str, ...]
    en: tuple[str, ...]
    avoid: tuple[str, ...]
    settled: bool


class Use(NamedTuple):
    """A term in a block of a text, and how the translation has it (empty where it has none of its renderings)."""

    slug: str
    zh_path: str
    zh_line: int
    zh: str
    en_path: str
    en_line: int
    en: str
    rendered: str
    whole: bool
    """Whether the Chinese has its name in full, and no other of its names."""


def wordings(cards: Iterable[Card], facts: dict[str, Term]) -> tuple[Wording, ...]:
    """The terms that have a name in both languages, the longest Chinese names first."""
    found = []
    for card in cards:
        if {CHINESE, ENGLISH} <= card.titles.keys():
            term = facts[card.id]
            han = (card.titles[CHINESE], *(name for name in card.aliases if not name.isascii()))
            latin = (card.titles[ENGLISH], *(name for name in card.aliases if name.isascii()), *term.forms)
            found.append(
                Wording(
                    card.slug,
                    tuple(name.strip(_QUOTES) for name in han),
                    tuple(dict.fromkeys(plain for name in latin for plain in (_BRACKETED.sub("", name), name))),
                    term.avoid,
                    term.status in _SETTLED,
                )
            )
    return tuple(sorted(found, key=lambda one: (-len(one.zh[0]), one.slug)))


def terms_of(prepared: Prepared) -> tuple[Wording, ...]:
    """The terms of a site."""
    assert prepared.catalog is not None
    cards = prepared.catalog().of_kind(Term.kind)
    store = prepared.context.store
    facts: dict[str, Term] = {}
    for card in cards:
        data = store.facts(card.id)
        if data is not None:
            facts[card.id] = pickle.loads(data).facts
    return wordings([card for card in cards if card.id in facts], facts)


def pairs_of(prepared: Prepared) -> list[tuple[str, str, bytes]]:
    """The texts that are there in both languages: paths, and the digest of the two."""
    files = {path: digest for path, (_, digest, _) in prepared.context.store.files().items()}
    found = []
    for path, digest in files.items():
        other = f"{path.removesuffix(f'.{CHINESE}.md')}.{ENGLISH}.md"
        if path.endswith(f".{CHINESE}.md") and other in files:
            found.append((path, other, digest + files[other]))
    return found


def texts_of(root: Path, zh: str, en: str) -> tuple[Text, Text] | None:
    """The texts at two paths; None where one of them can't be used."""
    if any(read(root / path, path)[0] is None for path in (zh, en)):
        return None
    return (zh, (root / zh).read_text("utf-8-sig")), (en, (root / en).read_text("utf-8-sig"))


def uses(texts: tuple[Text, Text], terms: Sequence[Wording]) -> Iterator[Use]:
    """The terms in two texts of one thing."""
    (zh_path, zh_text), (en_path, en_text) = texts
    zh, en = document(zh_text), document(en_text)
    for own, other in align(zh, en).groups:
        words = "\n".join(zh.words[zh.blocks[number].start : zh.blocks[number].end] for number in own)
        there = " ".join(
            " ".join(en.words[en.blocks[number].start : en.blocks[number].end].split()) for number in other
        )
        typed = " ".join(en.typed[en.blocks[number].start : en.blocks[number].end] for number in other)
        left = words
        for term in terms:
            name = next((name for name in term.zh if name in left), "")
            if name:
                left = left.replace(name, "\0" * len(name))
                at = zh.blocks[own[0]].start
                line = zh.place(at)[0]
                en_line = en.place(en.blocks[other[0]].start)[0] if other else 1
                found, rendered = _at(there, term.en)
                rendered = rendered or _at(typed, term.en)[1]  # a value that is named by a link brings its own words
                yield Use(
                    term.slug, zh_path, line, _around(words, words.find(name), len(name)), en_path, en_line,
                    _around(there, max(0, found), 1), rendered, name == term.zh[0],
                )  # fmt: skip


def term_problems(prepared: Prepared) -> Iterator[Problem]:
    """A warning for each settled term that a translation has otherwise, and each rendering not to be used."""
    site = prepared.context.read.site
    if site is None or prepared.catalog is None or not {CHINESE, ENGLISH} <= set(site.languages):
        return
    terms = terms_of(prepared)
    root, store = prepared.context.setup.project.root, prepared.context.store
    own = hashlib.blake2b(repr(terms).encode(), digest_size=16).digest()
    wanted = [
        (hashlib.blake2b(b"terms" + digest + own, digest_size=16).digest(), zh, en)
        for zh, en, digest in pairs_of(prepared)
    ]
    missing = [one for one in wanted if store.comparison(one[0]) is None]
    pool = prepared.context.pool
    for batch in pool.map(_Find(terms), missing, TASK, "terms", partial(_carried, root)):
        for key, found in batch:
            store.keep_comparison(key, found)
    for key, *_ in wanted:
        yield from pickle.loads(store.comparison(key) or _NOTHING)


_Carried = tuple[bytes, tuple[Text, Text] | None]


def _carried(root: Path, chunk: list[tuple[bytes, str, str]]) -> list[_Carried]:
    """What is wanted with its texts: whoever looks for terms needs no disk of ours."""
    return [(key, texts_of(root, zh, en)) for key, zh, en in chunk]


@dataclass(frozen=True, slots=True)
class _Find:
    """Looks for terms in a chunk: a task that needs nothing but what it is given. Out: keys, and problems as bytes."""

    terms: tuple[Wording, ...]

    def __call__(self, _: object, chunk: list[_Carried]) -> list[tuple[bytes, bytes]]:
        return [(key, pickle.dumps(list(_of_pair(texts, self.terms)) if texts else [])) for key, texts in chunk]


def _of_pair(texts: tuple[Text, Text], terms: Sequence[Wording]) -> Iterator[Problem]:
    settled = {term.slug: term for term in terms if term.settled}
    found = list(uses(texts, terms))
    said = {use.slug for use in found if use.rendered}
    for use in found:
        if use.whole and use.slug in settled and use.slug not in said:  # said once, a text may go on with “the plan”
            said.add(use.slug)
            term = settled[use.slug]
            details = {"zh": term.zh[0], "en": term.en[0], "other": f"{use.zh_path}:{use.zh_line}"}
            yield Problem(use.en_path, use.en_line, 1, "term-missing", "", tuple(details.items()), Severity.WARNING)
    path, text = texts[1]
    yield from _avoided(document(text), path, terms)


def _avoided(text: ComparedText, path: str, terms: Sequence[Wording]) -> Iterator[Problem]:
    for term in terms:
        for words in term.avoid:
            for found in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text.words, re.IGNORECASE):
                details = {"value": found[0], "en": term.en[0], "zh": term.zh[0]}
                yield Problem(
                    path, *text.place(found.start()), "term-avoid", "", tuple(details.items()), Severity.WARNING
                )


def _at(text: str, names: Sequence[str]) -> tuple[int, str]:
    """Where one of the names stands in an English text, with or without hyphens, in the plural or not."""
    plain = _plain(text)
    for name in names:
        words = (
            rf"{re.escape(word[:-1])}(?:ys?|ies)" if word.endswith("y") else rf"{re.escape(word)}(?:e?s)?"
            for word in _plain(name).split()
        )  # any of them may stand in the plural: enterprises above designated size
        found = re.search(rf"(?<!\w){' '.join(words)}(?!\w)", plain)
        if found:
            return found.start(), text[found.start() : found.end()]
    return -1, ""


def _plain(text: str) -> str:
    return text.lower().replace("-", " ").replace("–", " ").replace("’", "'")


def _around(text: str, at: int, length: int) -> str:
    start = max(0, at - _SHOWN // 2)
    shown = " ".join(text[start : at + length + _SHOWN // 2].split())
    return f"{'…' if start else ''}{shown}{'…' if at + length + _SHOWN // 2 < len(text) else ''}"
