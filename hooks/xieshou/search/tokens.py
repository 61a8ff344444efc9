"""A text to what can be asked of it: bigrams and single characters of Han text, stems of words, and where they stand.

In: any text. Out: tokens, each with positions that only the clause around it decides: editing one sentence moves
nothing in the others. The browser cuts a query the same way (``front/search/tokens.js``; a test compares the two):

- a *clause* ends at a line's end or a stop; a *run* is a stretch of it without spaces and quotation marks;
- in a run that holds Han, any two neighbours are a bigram, Latin letters and digits too: ``9.3亿`` finds ``19.3亿元``;
- every Han character is a token by itself, and every word, as its stem behind a space.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from operator import add
from zlib import crc32

from xieshou.core.project import FRONT
from xieshou.search.stem import stem

HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
_HAN = re.compile(f"[{HAN}]")
_ALL_HAN = re.compile(f"[{HAN}]+")
_CLAUSE = re.compile(r"[\n。！？；，、：!?;:,…]+|\.(?=\s|$)")
_RUN = re.compile(r"[\w&.%+\-/@#'’]+")
_EDGE = "&.%+-/@#'’_"
_WORDS = f"[0-9]+(?:\\.[0-9]+)+|[^\\W_{HAN}]+"
_WORD = re.compile(_WORDS)
_PLAIN_WORD = re.compile(r"[0-9]+(?:\.[0-9]+)+|[a-z0-9]+")
"""The same in folded ASCII, which most English is: twice as quick."""
_PART = re.compile(f"[{HAN}]+|{_WORDS}")
_THOUSANDS = re.compile(r",(?<=[0-9],)(?=[0-9]{3}(?![0-9]))")

_COMMON_WORDS = """
    a an and are as at be been but by for from had has have he her his i in is it its no not of on or our she that the
    their there they this to was we were which who will with you
"""
COMMON = frozenset(map(stem, _COMMON_WORDS.split()))
"""Words so common that where they stand is not kept."""
COMMON_TOKENS = frozenset(f" {word}" for word in COMMON)

_WIDE = tuple(zip("，；：？！（）", ",;:?!()", strict=True))
"""Signs that Chinese is full of and whose compatible form is one sign too: with these gone, most text is in form."""
PLACES = 128
"""Positions are kept modulo this."""
_ROUND = bytes(range(PLACES))
_NO_HAN = frozenset(map(chr, range(0x3007))) - {"\u3007"}
_MANY = 500_000


class _Tokens(dict[str, str]):
    """The tokens of the words met so far."""

    def __missing__(self, word: str) -> str:
        if len(self) > _MANY:
            self.clear()
        token = self[word] = f" {stem(word)}"
        return token


_TOKEN_OF = _Tokens().__getitem__


@cache
def traditional() -> dict[int, str]:
    """Traditional characters and what they are folded to, as ``str.translate`` wants them."""
    text = (FRONT / "opencc" / "traditional.txt").read_text("utf-8")
    pairs = "".join(line for line in text.splitlines(keepends=True) if not line.startswith("#")).split()
    return {ord(pair[0]): pair[1] for pair in pairs}


@cache
def _any_traditional() -> re.Pattern[str]:
    return re.compile(f"[{''.join(map(chr, traditional()))}]")


def fold(text: str) -> str:
    """``text`` as it is compared: compatibility forms, case, thousands separators and traditional forms levelled."""
    text = _THOUSANDS.sub("", text)
    if not text.isascii():
        for wide, sign in _WIDE:
            text = text.replace(wide, sign)
        text = unicodedata.normalize("NFKC", text)
    text = text.lower()
    return text.translate(traditional()) if _any_traditional().search(text) else text


def cut(text: str, tokens: list[str], places: bytearray) -> set[str]:
    """Append the pairs and words of ``text`` to ``tokens`` and where each stands to ``places``; its Han characters."""
    text = fold(text)
    for clause in _CLAUSE.split(text):
        if not clause:
            continue
        base = crc32(clause.encode())
        if clause.isascii():
            words = _PLAIN_WORD.findall(clause)
            tokens += map(_TOKEN_OF, words)
            _run_of_places(base, len(words), places)
        elif _ALL_HAN.fullmatch(clause):
            tokens += map(add, clause, clause[1:])
            _run_of_places(base, len(clause) - 1, places)
        else:
            _mixed(clause, base, tokens, places)
    chars = set(text) - _NO_HAN
    return chars if _ALL_HAN.fullmatch("".join(chars)) else {char for char in chars if _HAN.match(char)}


def _mixed(clause: str, base: int, tokens: list[str], places: bytearray) -> None:
    count = base
    for run in _RUN.finditer(clause):
        held = run[0].strip(_EDGE)
        if _HAN.search(held):
            tokens += map(add, held, held[1:])
            _run_of_places(base + run.start() + run[0].index(held), len(held) - 1, places)
        words = _WORD.findall(held)
        tokens += map(_TOKEN_OF, words)
        _run_of_places(count, len(words), places)
        count += len(words)


def _run_of_places(start: int, count: int, places: bytearray) -> None:
    start %= PLACES
    places += (_ROUND * (count // PLACES + 2))[start : start + count] if count > 0 else b""


def parts(text: str) -> Iterator[str]:
    """The Han stretches and the stems of the words of ``text``, in order."""
    for part in _PART.findall(fold(text)):
        yield part if _HAN.match(part) else stem(part)


def name_key(text: str) -> str:
    """What two spellings of one name have in common."""
    key = ""
    for part in parts(text):
        key += f" {part}" if key and not (_HAN.match(part) or _HAN.match(key[-1])) else part
    return key


def name_token(sign: str, key: str) -> str:
    """The token of a whole name: ``sign`` says of what sort, then its hash, then the token whose file it is in."""
    return f"{sign}{hashed(key):08x}{_head(key)}"


def _head(key: str) -> str:
    """The first token that asking for the name needs anyway."""
    found = _PART.findall(key)
    for part in found:
        if _HAN.match(part):
            return str(part[:2])
        if part not in COMMON:
            return f" {part}"
    return f" {found[0]}" if found else ""


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
