"""Pinyin as people type it: with signs for tones (Zhǎngzǐ), with numbers (zhang3 zi3), or bare (zhangzi).

In: a reading, and the name that it is of. Out: a syllable for each Han character of the name, and the reading as the
rules of spelling (GB/T 16159) have it. They decide where a word is cut too: a consonant goes with the vowel behind it,
and a syllable that begins with a vowel inside a word has an apostrophe before it. Where one was left out, the number of
characters says so: 西安 is xi an, 先 is xian. Who types no tones is not taken at these rules: fangan may be 方案.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from xieshou.core.radicals import RADICALS
from xieshou.core.scripts import HAN

_HAN = re.compile(f"[{HAN}]")
_ALIKE = RADICALS | dict.fromkeys(map(ord, "○◯"), "〇")
_SYLLABLES = frozenset(
    initial + final
    for initial, finals in {
        "": "a ai an ang ao e ei en eng er o ou",
        "b": "a ai an ang ao ei en eng i ian iao ie in ing o u",
        "p": "a ai an ang ao ei en eng i ian iao ie in ing o ou u",
        "m": "a ai an ang ao e ei en eng i ian iao ie in ing iu o ou u",
        "f": "a an ang ei en eng o ou u",
        "d": "a ai an ang ao e ei en eng i ia ian iao ie ing iu ong ou u uan ui un uo",
        "t": "a ai an ang ao e ei eng i ian iao ie ing ong ou u uan ui un uo",
        "n": "a ai an ang ao e ei en eng i ian iang iao ie in ing iu ong ou u uan un uo ü üe",
        "l": "a ai an ang ao e ei eng i ia ian iang iao ie in ing iu o ong ou u uan un uo ü üe",
        "g": "a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo",
        "k": "a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo",
        "h": "a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo",
        "j": "i ia ian iang iao ie in ing iong iu u uan ue un",
        "q": "i ia ian iang iao ie in ing iong iu u uan ue un",
        "x": "i ia ian iang iao ie in ing iong iu u uan ue un",
        "zh": "a ai an ang ao e ei en eng i ong ou u ua uai uan uang ui un uo",
        "ch": "a ai an ang ao e en eng i ong ou u ua uai uan uang ui un uo",
        "sh": "a ai an ang ao e ei en eng i ou u ua uai uan uang ui un uo",
        "r": "an ang ao e en eng i ong ou u ua uan ui un uo",
        "z": "a ai an ang ao e ei en eng i ong ou u uan ui un uo",
        "c": "a ai an ang ao e en eng i ong ou u uan ui un uo",
        "s": "a ai an ang ao e en eng i ong ou u uan ui un uo",
        "y": "a an ang ao e i in ing o ong ou u uan ue un",
        "w": "a ai an ang ei en eng o u",
    }.items()
    for final in finals.split()
)
"""Those of the standard language."""
_LONGEST = max(map(len, _SYLLABLES))
_TONES = {"\u0304": 1, "\u0301": 2, "\u030c": 3, "\u0306": 3, "\u0300": 4}
"""The signs of tones; that of the third is often typed as a short one (ă)."""
_SIGNS = ("", "\u0304", "\u0301", "\u030c", "\u0300", "")
NEUTRAL = 5
_APART = re.compile("[^\\w\u0300-\u036f]+")
_PIECE = re.compile(r"((?:[a-zü]\u0308?[\u0300\u0301\u0304\u0306\u030c]?)+)([0-5]?)")
_WESTERN = re.compile(r"[a-z0-9]+")
_KEPT = 2
"""Ways to cut a word that are kept: more than one, and nothing is sure."""


class NotPinyin(ValueError):
    """A reading that is none, or not that of its name. ``code`` is the problem's, ``details`` what that says."""

    def __init__(self, code: str, **details: object) -> None:
        super().__init__(code)
        self.code, self.details = code, details


class Syllable(NamedTuple):
    """Letters (``lü``, small) and tone: 1 to 4, 5 for the neutral one, 0 where none is said."""

    letters: str
    tone: int

    @property
    def written(self) -> str:
        """With the sign of its tone, where the rules put it: on a, e, the o of ou, or else on the last vowel."""
        at = next((self.letters.find(one) for one in ("a", "e", "ou") if one in self.letters), -1)
        if at < 0:
            at = max((at for at, char in enumerate(self.letters) if char in "iouü"), default=len(self.letters) - 1)
        sign = _SIGNS[self.tone]
        return unicodedata.normalize("NFC", f"{self.letters[: at + 1]}{sign}{self.letters[at + 1 :]}")


UNREAD = Syllable("~", NEUTRAL)
"""Stands for the sound of a character that nobody knows to read: behind all others."""
Sound = tuple[Syllable, ...]
"""How a name is read: a syllable for each of its Han characters."""


@dataclass(frozen=True, slots=True)
class Pinyin:
    """A name's reading as it is printed, and by syllables."""

    text: str
    sound: Sound


Lengths = tuple[int, ...]
"""A way to cut letters into syllables."""
Ways = dict[int, tuple[int, list[Lengths]]]
"""By the number of syllables: how many apostrophes are left out, and the ways that leave out no more."""


class _Piece(NamedTuple):
    """A run of letters: plain ones, the tones of their signs by place, which are capitals, the number behind it, and
    what parts it from the run before.
    """

    plain: str
    tones: dict[int, int]
    capitals: frozenset[int]
    number: int
    gap: str

    @property
    def toned(self) -> bool:
        """Whether it says a tone."""
        return bool(self.tones or self.number)


def packed(sound: Sound) -> str:
    """A sound as one line: ``zhang3 zi3``."""
    return " ".join(f"{one.letters}{one.tone}" for one in sound)


def unpacked(line: str) -> Sound:
    """The sound that ``packed`` made a line of."""
    return tuple(Syllable(one[:-1], int(one[-1])) for one in line.split())


def is_han(char: str) -> bool:
    """Whether a character has a syllable of its own."""
    return bool(_HAN.match(char))


def characters_in(name: str) -> list[str]:
    """The Han characters of a name, one a syllable; what is only drawn alike is one."""
    return _HAN.findall(unicodedata.normalize("NFKC", name.translate(_ALIKE)))


def syllable(written: str) -> Syllable:
    """A syllable with the sign of its tone: ``lǜ``."""
    parts = unicodedata.normalize("NFD", written.lower())
    tone = next((_TONES[char] for char in parts if char in _TONES), NEUTRAL)
    bare = "".join(char for char in parts if char not in _TONES)
    return Syllable(unicodedata.normalize("NFC", bare), tone)


def read_pinyin(typed: str, name: str) -> Pinyin:
    """How ``name`` is read, as ``typed``. Raises ``NotPinyin``."""
    wanted = len(characters_in(name))
    if not wanted:
        raise NotPinyin("sound-without-han", value=typed)
    text = unicodedata.normalize("NFKC", typed).strip()
    try:
        return _read(text, wanted)
    except NotPinyin:
        # Words in Latin letters and numbers stand in the name as they are, and so perhaps in its reading.
        western = {*_WESTERN.findall(unicodedata.normalize("NFKC", name).lower())}
        left = " ".join(word for word in text.split() if word.lower() not in western)
        if left == text:
            raise
        return _read(left, wanted)


def _read(text: str, wanted: int) -> Pinyin:
    pieces = list(_pieces(text))
    exact = any(piece.toned for piece in pieces)
    ways: Ways = {0: (0, [()])}
    fewest = most = 0
    for piece in pieces:
        cuts = _cuts(piece, exact)
        if not cuts:
            raise NotPinyin("sound-syllable", value=_shown(piece))
        fewest, most = fewest + min(cuts), most + max(cuts)
        ways = _joined(ways, cuts, wanted)
    found = ways.get(wanted)
    if found is None:
        count = str(most if most < wanted else fewest)
        raise NotPinyin("sound-count", value=text, count=count, wanted=str(wanted))
    if len(found[1]) > 1:
        near = " / ".join(_printed(pieces, lengths, " ").text for lengths in found[1])
        raise NotPinyin("sound-unclear", value=text, near=near)
    return _printed(pieces, found[1][0])


def _pieces(text: str) -> Iterator[_Piece]:
    """The runs of letters of a text, each with what parts it from the one before."""
    at, gap = 0, ""
    plain = unicodedata.normalize("NFD", text.replace("u:", "ü").replace("U:", "Ü"))
    while at < len(plain):
        if apart := _APART.match(plain, at):
            gap, at = "-" if "-" in apart[0] else " " if " " in apart[0] else "'", apart.end()
            continue
        found = _PIECE.match(plain.lower(), at)
        if found is None:
            raise NotPinyin("sound-form", value=text)
        letters: list[str] = []
        tones: dict[int, int] = {}
        capitals: set[int] = set()
        for char in plain[at : found.end(1)]:
            if char in _TONES:
                tones[len(letters) - 1] = _TONES[char]
            elif char == "\u0308":
                letters[-1] = "ü"
            else:
                if char.isupper():
                    capitals.add(len(letters))
                letters.append("ü" if char in "vV" else char.lower())
        number = {"": 0, "0": NEUTRAL}.get(found[2], int(found[2] or 0))
        yield _Piece("".join(letters), tones, frozenset(capitals), number, gap)
        at, gap = found.end(), ""


def _cuts(piece: _Piece, exact: bool) -> Ways:
    """The ways to cut a run of letters into syllables; ``exact``: an apostrophe left out counts against them."""
    best: list[Ways] = [{0: (0, [()])}]
    for end in range(1, len(piece.plain) + 1):
        here: Ways = {}
        for start in range(max(0, end - _LONGEST), end):
            if best[start] and _is_syllable(piece, start, end):
                loose = int(exact and start > 0 and piece.plain[start] in "aeo")
                for count, (left_out, ways) in best[start].items():
                    _keep(here, count + 1, left_out + loose, [(*way, end - start) for way in ways])
        best.append(here)
    return best[-1]


def _joined(ways: Ways, more: Ways, most: int) -> Ways:
    joined: Ways = {}
    for count, (left_out, firsts) in ways.items():
        for other, (also, lasts) in more.items():
            if count + other <= most:
                both = [(*first, *last) for first in firsts for last in lasts]
                _keep(joined, count + other, left_out + also, both)
    return joined


def _keep(ways: Ways, count: int, left_out: int, found: list[Lengths]) -> None:
    known = ways.get(count)
    if known is None or left_out < known[0]:
        ways[count] = left_out, found[:_KEPT]
    elif left_out == known[0]:
        ways[count] = left_out, [*known[1], *found][:_KEPT]


def _is_syllable(piece: _Piece, start: int, end: int) -> bool:
    letters = _spelt(piece.plain[start:end])
    return letters in _SYLLABLES and sum(start <= at < end for at in piece.tones) <= 1


def _spelt(letters: str) -> str:
    """A syllable as it is spelt: ü behind j, q, x and y as u, lue as lüe."""
    if letters in ("lue", "nue"):
        return f"{letters[0]}üe"
    return letters.replace("ü", "u") if letters[0] in "jqxy" else letters


def _printed(pieces: Iterable[_Piece], lengths: Lengths, between: str = "") -> Pinyin:
    """A reading of pieces, cut into syllables of these ``lengths``."""
    sound: list[Syllable] = []
    text = ""
    left = iter(lengths)
    pieces = list(pieces)
    toned, signed = any(piece.toned for piece in pieces), any(piece.tones for piece in pieces)
    for piece in pieces:
        start = 0
        text += "" if piece.gap == "'" and toned else piece.gap if text else ""
        while start < len(piece.plain):
            end = start + next(left)
            sign = next((tone for at, tone in piece.tones.items() if start <= at < end), 0)
            number = piece.number if end == len(piece.plain) else 0
            # No sign is the sign of the neutral tone; no number is none that anybody left out on purpose.
            own = Syllable(_spelt(piece.plain[start:end]), sign or number or (NEUTRAL if signed else 0))
            inside = bool(text) and text[-1] not in " -'"
            if inside:
                text += between or ("'" if own.letters[0] in "aeo" else "")
            text += own.written.capitalize() if start in piece.capitals else own.written
            sound.append(own)
            start = end
    return Pinyin(text, tuple(sound))


def _shown(piece: _Piece) -> str:
    signs = (f"{char}{_SIGNS[piece.tones.get(at, 0)]}" for at, char in enumerate(piece.plain))
    return unicodedata.normalize("NFC", "".join(signs)) + (str(piece.number) if piece.number else "")
