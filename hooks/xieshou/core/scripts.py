"""Which script a language is written in: what a text's characters alone can tell of its language.

In: the code of a language (``zh``, ``sr-Latn``). Out: the characters that are its script's own. It stands here, and not
in a language's profile, because parsing asks it too, of languages that have no profile: a text in the wrong file, a
text in the wrong encoding. Unicode and CLDR decide it, not a site. Latin tells nothing: every language quotes words in
it, and most are written in it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
HANGUL = "\u1100-\u11ff\u3131-\u318e\uac00-\ud7fb"
_RANGES = {
    "Arab": "\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufefc",
    "Armn": "\u0531-\u058a",
    "Beng": "\u0980-\u09fe",
    "Cyrl": "\u0400-\u052f\u1c80-\u1c88",
    "Deva": "\u0900-\u0963\u0966-\u097f",
    "Ethi": "\u1200-\u139f\u2d80-\u2dde",
    "Geor": "\u10a0-\u10ff\u1c90-\u1cbf\u2d00-\u2d2d",
    "Grek": "\u0370-\u03ff\u1f00-\u1fff",
    "Gujr": "\u0a80-\u0aff",
    "Guru": "\u0a00-\u0a76",
    "Hang": HANGUL,
    "Hani": HAN,
    "Hebr": "\u0591-\u05f4\ufb1d-\ufb4f",
    "Kana": "\u3005\u3041-\u309f\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff",
    "Khmr": "\u1780-\u17dd\u17e0-\u17e9",
    "Knda": "\u0c80-\u0cf3",
    "Laoo": "\u0e81-\u0edf",
    "Mlym": "\u0d00-\u0d7f",
    "Mong": "\u1810-\u18aa",
    "Mymr": "\u1000-\u1049\u1050-\u109f",
    "Orya": "\u0b00-\u0b77",
    "Sinh": "\u0d80-\u0df3",
    "Taml": "\u0b80-\u0bfa",
    "Telu": "\u0c00-\u0c7f",
    "Thaa": "\u0780-\u07b1",
    "Thai": "\u0e01-\u0e3a\u0e40-\u0e4e\u0e50-\u0e59",
    "Tibt": "\u0f00\u0f18-\u0f39\u0f40-\u0fbc",
}
"""Of each script, what stands between the brackets of a regular expression."""
_LANGUAGES = {
    "Arab": "ar ckb fa ks ps sd ug ur", "Armn": "hy", "Beng": "as bn",
    "Cyrl": "ab av ba be bg ce cv kk ky mk mn os ru sah sr tg tt uk", "Deva": "bho hi mai mr ne sa", "Ethi": "am ti",
    "Geor": "ka", "Grek": "el", "Gujr": "gu", "Guru": "pa", "Hang": "ko", "Hani": "gan hak ja ko lzh nan wuu yue zh",
    "Hebr": "he yi", "Kana": "ja", "Khmr": "km", "Knda": "kn", "Laoo": "lo", "Mlym": "ml", "Mymr": "my", "Orya": "or",
    "Sinh": "si", "Taml": "ta", "Telu": "te", "Thaa": "dv", "Thai": "th", "Tibt": "bo dz",
}  # fmt: skip
"""The languages that are written in each; all others in Latin."""
_TAGS = {"Hans": ("Hani",), "Hant": ("Hani",), "Jpan": ("Hani", "Kana"), "Kore": ("Hang", "Hani")}
"""Scripts of a language's tag that are another's forms, or several."""
_LEFTWARD = frozenset(("Arab", "Hebr", "Thaa"))

UNSPACED = "".join(_RANGES[script] for script in ("Hani", "Kana", "Khmr", "Laoo", "Mymr", "Thai"))
"""The characters of scripts that put no space between words."""
BROKEN = "".join(_RANGES[script] for script in ("Khmr", "Laoo", "Mymr", "Thai", "Tibt"))
"""Of scripts that may say by a space of no width where a line can break."""
JOINED = "".join(
    _RANGES[script]
    for script in (
        *("Arab", "Beng", "Deva", "Gujr", "Guru", "Khmr", "Knda", "Laoo", "Mlym", "Mong", "Mymr", "Orya", "Sinh"),
        *("Taml", "Telu", "Thaa", "Thai", "Tibt"),
    )
)
"""Of scripts in which letters are joined or kept apart by characters of no width."""


@cache
def scripts(language: str) -> tuple[str, ...]:
    """The scripts that ``language`` is written in, by their four letters; none for Latin."""
    base, *tags = language.split("-")
    for tag in map(str.capitalize, tags):
        if tag in _TAGS or tag in _RANGES or tag == "Latn":
            return _TAGS.get(tag, (tag,) if tag in _RANGES else ())
    return tuple(script for script, languages in _LANGUAGES.items() if base.lower() in languages.split())


@cache
def characters(language: str) -> str:
    """The characters by which ``language`` is known, for the brackets of a regular expression; empty for Latin."""
    return "".join(_RANGES[script] for script in scripts(language))


@cache
def known_by(language: str) -> re.Pattern[str] | None:
    """A character of the script of ``language``; None where that is Latin."""
    return re.compile(f"[{characters(language)}]") if scripts(language) else None


@cache
def foreign_to(language: str) -> re.Pattern[str]:
    """A character, of a script that is not Latin, in which ``language`` is not written."""
    own = scripts(language)
    return re.compile(f"[{''.join(known for script, known in _RANGES.items() if script not in own)}]")


@cache
def right_to_left(language: str) -> bool:
    """Whether ``language`` is written from right to left."""
    return not _LEFTWARD.isdisjoint(scripts(language))


def joins(before: str, after: str) -> bool:
    """Whether a line that ends in ``before`` and one that begins with ``after`` are one run of words with no space
    between them, as Chinese and Japanese are written: 合作 and 项目, or 合作， and 项目.

    Both sides are wide East Asian characters, none of them Hangul, which has spaces between words (CSS Text 4, segment
    break transformation). Marks that both scripts share (“ ” … — ·) go with what they stand at. White space at the
    break itself does not count.
    """
    before, after = before[-_AT_A_BREAK:].rstrip(), after[:_AT_A_BREAK].lstrip()
    if not before or not after or before[-1] < "\u0080" or after[0] < "\u0080":
        return False
    left, right = _Side.of(reversed(before)), _Side.of(after)
    if left.shared and right.shared:
        return left.then_wide and right.then_wide
    if left.shared or right.shared:
        other = left if right.shared else right
        mark = right if right.shared else left
        return other.wide and not mark.then_space
    return left.wide and right.wide and not (left.letter and right.letter)


def one_line(text: str) -> str:
    """``text`` without the ends of its lines: with a space for each, but where it has none."""
    if "\n" not in text:
        return text
    line = ""
    for more in filter(None, map(str.strip, text.split("\n"))):
        line += more if not line or joins(line, more) else f" {more}"
    return line


_AT_A_BREAK = 12
"""Characters that are looked at on either side of the end of a line."""


class _Side(NamedTuple):
    """What stands on one side of the end of a line: a wide character, or a mark and what follows that."""

    wide: bool
    letter: bool
    shared: bool
    then_wide: bool
    then_space: bool

    @classmethod
    def of(cls, characters: Iterable[str]) -> _Side:
        """From the break outwards."""
        listed = list(characters)
        shared = next((at for at, one in enumerate(listed) if not _is_shared(one)), len(listed))
        then = listed[shared] if shared < len(listed) else ""
        # Ｓｍａｒｔ Ｃｉｔｙ: letters of Western words, however wide.
        letter = bool(then) and then.isalnum() and unicodedata.normalize("NFKC", then).isascii()
        return cls(not shared and is_wide(then), letter, shared > 0, is_wide(then), then.isspace())


def is_wide(character: str) -> bool:
    """Whether it stands in a line of Han without spaces: wide, not Hangul, and no emoji."""
    if not character or unicodedata.east_asian_width(character) not in "WFH":
        return False
    if unicodedata.category(character) == "So" and not "\u3000" <= character <= "\uffef":
        return False
    return "HANGUL" not in unicodedata.name(character, "")


def _is_shared(character: str) -> bool:
    """A mark that Western and Chinese texts share, as wide as the characters round it."""
    return unicodedata.east_asian_width(character) == "A" and unicodedata.category(character)[0] in "PS"


def language_of(text: str, languages: Iterable[str]) -> str:
    """The first of ``languages`` that ``text``, a few words, may be in; empty where it is in none of them.

    One whose script is in the text goes before those in Latin, which any text may be.
    """
    latin = ""
    for language in languages:
        pattern = known_by(language)
        if pattern is None:
            latin = latin or language
        elif not text.isascii() and pattern.search(text):
            return language
    return latin


def quoted_in(text: str, language: str, languages: tuple[str, ...]) -> str:
    """The first of ``languages`` that ``text``, which is in ``language``, quotes in a script that it is not written in
    itself; empty where it quotes none.
    """
    if text.isascii():
        return ""
    return next((other for other, pattern in _told_from(language, languages) if pattern.search(text)), "")


@cache
def _told_from(language: str, languages: tuple[str, ...]) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Those of ``languages`` that their script tells from ``language``, each with its characters."""
    known = ((other, known_by(other)) for other in languages if not {*scripts(other)} & {*scripts(language)})
    return tuple((other, pattern) for other, pattern in known if pattern)
