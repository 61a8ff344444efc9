"""A text to what can be asked of it: bigrams and single characters of Han text, stems of words, and where they stand.

In: any text. Out: tokens, each with positions that only the clause around it decides: editing one sentence moves
nothing in the others. The browser cuts a query the same way (``assets/search/tokens.js``; a test compares the two):

- a *clause* ends at a line's end or a stop; a *run* is a stretch of it without spaces and quotation marks;
- in a run that holds Han, any two neighbours are a bigram, Latin letters and digits too: ``9.3亿`` finds ``19.3亿元``;
- every Han character is a token by itself, and every word, as its stem behind a space.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from itertools import islice
from operator import add
from pathlib import Path
from zlib import crc32

from xieshou.search.stem import stem

HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
_HAN = re.compile(f"[{HAN}]")
_ALL_HAN = re.compile(f"[{HAN}]+")
_CLAUSE = re.compile(r"[\n。！？；，、：!?;:,…]+|\.(?=\s|$)")
_RUN = re.compile(r"[\w&.%+\-/@#'’]+")
_EDGE = "&.%+-/@#'’_"
_WORDS = f"[0-9]+(?:\\.[0-9]+)+|[^\\W_{HAN}]+"
_WORD = re.compile(_WORDS)
_PART = re.compile(f"[{HAN}]+|{_WORDS}")
_THOUSANDS = re.compile(r"(?<=[0-9]),(?=[0-9]{3}(?![0-9]))")

_COMMON_WORDS = """
    a an and are as at be been but by for from had has have he her his i in is it its no not of on or our she that the
    their there they this to was we were which who will with you
"""
COMMON = frozenset(map(stem, _COMMON_WORDS.split()))
"""Words so common that where they stand is not kept."""

_COMMON_TOKENS = frozenset(f" {word}" for word in COMMON)
_TOKENS: dict[str, str] = {}
"""The tokens of the words met so far."""
_MANY = 500_000

Found = dict[str, list[int]]
"""Token -> the fields it is in (bits), then its positions."""


@cache
def traditional() -> dict[int, str]:
    """Traditional characters and what they are folded to, as ``str.translate`` wants them."""
    text = (Path(__file__).parent / "opencc" / "traditional.txt").read_text("utf-8")
    pairs = "".join(line for line in text.splitlines(keepends=True) if not line.startswith("#")).split()
    return {ord(pair[0]): pair[1] for pair in pairs}


def fold(text: str) -> str:
    """``text`` as it is compared: compatibility forms, case, thousands separators and traditional forms levelled."""
    return unicodedata.normalize("NFKC", _THOUSANDS.sub("", text)).lower().translate(traditional())


def collect(text: str, field: int, found: Found) -> None:
    """Add the tokens of ``text``, which stands in ``field`` (a bit), to ``found``."""
    text = fold(text)
    for clause in _CLAUSE.split(text):
        if not clause:
            continue
        base = crc32(clause.encode())
        if _ALL_HAN.fullmatch(clause):
            _grams(clause, base, field, found)
            continue
        if clause.isascii():
            _words(clause, base, field, found)
            continue
        count = base
        for run in _RUN.finditer(clause):
            held = run[0].strip(_EDGE)
            if _HAN.search(held):
                _grams(held, base + run.start() + run[0].index(held), field, found)
            count = _words(held, count, field, found)
    for char in set(text):
        if char >= "\u3007" and _HAN.match(char):
            found.setdefault(char, [0])[0] |= field


def _grams(run: str, at: int, field: int, found: Found) -> None:
    for place, token in enumerate(map(add, run, islice(run, 1, None)), at):
        known = found.get(token)
        if known is None:
            found[token] = [field, place & 127]
        else:
            known[0] |= field
            known.append(place & 127)


def _words(text: str, count: int, field: int, found: Found) -> int:
    """Add the words of a text, counted from ``count``; the count behind them."""
    words = _WORD.findall(text)
    for place, word in enumerate(words, count):
        token = _TOKENS.get(word) or _token(word)
        known = found.get(token)
        if known is None:
            found[token] = [field] if token in _COMMON_TOKENS else [field, place & 127]
        else:
            known[0] |= field
            if token not in _COMMON_TOKENS:
                known.append(place & 127)
    return count + len(words)


def _token(word: str) -> str:
    if len(_TOKENS) > _MANY:
        _TOKENS.clear()
    token = _TOKENS[word] = f" {stem(word)}"
    return token


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
