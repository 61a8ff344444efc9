"""A text to what can be asked of it: bigrams and single characters of Han text, stems of words, and where they stand.

In: any text, and the language whose words they are (``cutter_of``). Out: tokens, each with positions that only the
clause around it decides: editing one sentence moves nothing in the others. The browser cuts a query the same way
(``front/search/tokens.js``; a test compares the two):

- a *clause* ends at a line's end or a stop; a *run* is a stretch of it without spaces and quotation marks;
- in a run that holds *dense* characters (Han, kana, Hangul, Thai), any two neighbours are a bigram, Latin letters and
  digits too: ``9.3亿`` finds ``19.3亿元``;
- a space between dense characters and letters or digits is none (``folding.joined``), though a word ends there;
- every dense character is a token by itself, and every word, as its stem behind a space; a number that a sign makes
  another (``40%``) once more with its sign.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from operator import add
from zlib import crc32

from xieshou.language.profiles import profile_of
from xieshou.search.folding import DENSE, fold, joined
from xieshou.search.stem import STEMMERS

_DENSE = re.compile(f"[{DENSE}]")
_ALL_DENSE = re.compile(f"[{DENSE}]+")
_CLAUSE = re.compile(r"[\n。！？；，、：!?;:,…]+|\.(?=\s|$)")
_SIGNED = "\u0900-\u0963\u0966-\u0df3"
"""Scripts of South Asia: their vowel signs are no letters, but part of the word."""
_RUN = re.compile(rf"[\w{DENSE}{_SIGNED}&.%‰+\-/@#'’]+")
_EDGE = re.compile("^[&.%‰+\\-/@#'’_]+|(?:(?<![0-9])[%‰]|[&.+\\-/@#'’_])+$")
"""What a run does not begin or end with: signs, but for that of a number."""
_SIGNED_NUMBER = re.compile(r"[0-9.]+[%‰]")
_WORDS = f"[0-9]+(?:\\.[0-9]+)+|(?:[^\\W_{DENSE}{_SIGNED}]+|[{_SIGNED}]+)+"
_WORD = re.compile(_WORDS)
_PLAIN_WORD = re.compile(r"[0-9]+(?:\.[0-9]+)+|[a-z0-9]+")
"""The same in folded ASCII, which most English is: twice as quick."""
_PART = re.compile(f"[{DENSE}]+|{_WORDS}")
PLACES = 128
"""Positions are kept modulo this."""
_ROUND = bytes(range(PLACES))
_NO_DENSE = frozenset(char for char in map(chr, range(0x3007)) if not _DENSE.match(char))
_MANY = 500_000


class _Stems(dict[str, str]):
    """The tokens of the words met so far."""

    def __init__(self, stemmer: str) -> None:
        self.stem = STEMMERS[stemmer]

    def __missing__(self, word: str) -> str:
        if len(self) > _MANY:
            self.clear()
        token = self[word] = f" {self.stem(word)}"
        return token


@dataclass(frozen=True, slots=True)
class Cutter:
    """Cuts texts whose words are those of a language: by its stemmer, and which words nearly every text holds.

    Of languages with the same profile it is the same value: a query is cut once for them all.
    """

    stemmer: str
    common_words: str
    _stems: _Stems = field(init=False, repr=False, compare=False)
    common: frozenset[str] = field(init=False, repr=False, compare=False)
    """The tokens of words so common that where they stand is not kept."""

    def __post_init__(self) -> None:
        stems = _Stems(self.stemmer)
        object.__setattr__(self, "_stems", stems)
        object.__setattr__(self, "common", frozenset(map(stems.__getitem__, self.common_words.split())))

    def cut(self, text: str, tokens: list[str], places: bytearray) -> set[str]:
        """Append the pairs and words of ``text`` to ``tokens`` and where each stands to ``places``; its dense
        characters.
        """
        text = joined(fold(text))
        token_of = self._stems.__getitem__
        for clause in _CLAUSE.split(text):
            if not clause:
                continue
            base = crc32(clause.encode())
            if clause.isascii():
                words = _PLAIN_WORD.findall(clause)
                tokens += map(token_of, words)
                _run_of_places(base, len(words), places)
                if "%" in clause:
                    _signed(clause, base, tokens, places)
            elif _ALL_DENSE.fullmatch(clause):
                tokens += map(add, clause, clause[1:])
                _run_of_places(base, len(clause) - 1, places)
            else:
                self._mixed(clause, base, tokens, places)
        chars = set(text) - _NO_DENSE
        return chars if _ALL_DENSE.fullmatch("".join(chars)) else {char for char in chars if _DENSE.match(char)}

    def _mixed(self, clause: str, base: int, tokens: list[str], places: bytearray) -> None:
        count = base
        token_of = self._stems.__getitem__
        for run in _RUN.finditer(clause):
            held = _EDGE.sub("", run[0])
            if _DENSE.search(held):
                tokens += map(add, held, held[1:])
                _run_of_places(base + run.start() + run[0].index(held), len(held) - 1, places)
            words = _WORD.findall(held)
            tokens += map(token_of, words)
            _run_of_places(count, len(words), places)
            if "%" in held or "‰" in held:
                _signed(held, count, tokens, places)
            count += len(words)

    def parts(self, text: str) -> Iterator[str]:
        """The dense stretches and the stems of the words of ``text``, in order."""
        for part in _PART.findall(fold(text)):
            yield part if _DENSE.match(part) else self._stems[part][1:]

    def name_key(self, text: str) -> str:
        """What two spellings of one name have in common."""
        key = ""
        for part in self.parts(text):
            key += f" {part}" if key and not (_DENSE.match(part) or _DENSE.match(key[-1])) else part
        return key

    def name_token(self, sign: str, key: str) -> str:
        """The token of a whole name: ``sign`` says of what sort, then its hash, then the token whose file it is in."""
        return f"{sign}{hashed(key):08x}{self._head(key)}"

    def _head(self, key: str) -> str:
        """The first token that asking for the name needs anyway."""
        found = _PART.findall(key)
        for part in found:
            if _DENSE.match(part):
                return str(part[:2])
            if f" {part}" not in self.common:
                return f" {part}"
        return f" {found[0]}" if found else ""


@cache
def cutter_of(language: str) -> Cutter:
    """That of a language's profile."""
    profile = profile_of(language)
    return _cutter(profile.stemmer, profile.common_words)


def cutters_of(languages: Iterable[str]) -> tuple[Cutter, ...]:
    """Those of ``languages``, each once."""
    return tuple(dict.fromkeys(map(cutter_of, languages)))


@cache
def _cutter(stemmer: str, common_words: str) -> Cutter:
    return Cutter(stemmer, common_words)


def _run_of_places(start: int, count: int, places: bytearray) -> None:
    start %= PLACES
    places += (_ROUND * (count // PLACES + 2))[start : start + count] if count > 0 else b""


def _signed(text: str, start: int, tokens: list[str], places: bytearray) -> None:
    """The numbers of ``text``, whose first word stands at ``start``, with their signs."""
    for nth, word in enumerate(_WORD.finditer(text), start):
        if number := _SIGNED_NUMBER.fullmatch(text, word.start(), word.end() + 1):
            tokens.append(f" {number[0]}")
            places.append(nth % PLACES)


def hashed(text: str) -> int:
    """FNV-1a of a text's UTF-16."""
    value = 0x811C9DC5
    for unit in memoryview(text.encode("utf-16-le")).cast("H"):
        value = ((value ^ unit) * 0x01000193) & 0xFFFFFFFF
    return value


def shard_of(token: str, shards: int) -> int:
    """The number of the file a token is in."""
    value = hashed(token[9:] if token[0] in "=~" else token)
    return (value ^ value >> 15) & (shards - 1)
