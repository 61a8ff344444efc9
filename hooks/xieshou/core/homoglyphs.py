"""Letters of one script that look like those of another, and words that were written in both.

In: a line of text. Out: the words in which letters of two scripts stand together and all those of one have a double in
the other (Unicode Technical Standard 39, mixed-script confusables): nobody types ``B–е–ijing`` with a Cyrillic е. A
word that is wholly of one script is that script's own. So are signs of science: Greek letters before or behind Latin
ones (``TNFα``, ``kΩ``), for only those inside a word, or in the shape of a Latin capital, are taken for it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from xieshou.core.late import Late

CYRILLIC = str.maketrans("аеорсухіјѕһԁԛԝӏАВЕКМНОРСТУХІЈЅҺԌԚԜӀ", "aeopcyxijshdqwlABEKMHOPCTYXIJSHGQWI")
"""Letters that no font tells from Latin ones."""
GREEK = str.maketrans("ονικρτυχαΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ovikptuxaABEZHIKMNOPTYX")
_SHAPED = frozenset("οΑΒΕΖΗΙΚΜΝΟΡΤΥΧ")
"""Of the Greek ones those that stand for nothing else in science."""
_BACK = str.maketrans("aeopcyxiABEKMHOPCTYX", "аеорсухіАВЕКМНОРСТУХ")
_PHONETIC = str.maketrans("ɑɡ", "ag")
"""What input methods of China give for a and g: a sign of phonetics, where no other is in the word."""
LETTER = "\u0370-\u03ff\u0400-\u052f"
_ANY = rf"A-Za-z\u00c0-\u02af{LETTER}"
MIXED = Late(rf"(?<![{_ANY}])(?:[A-Za-z\u00c0-\u024f]+[{LETTER}ɑɡ]|[{LETTER}ɑɡ]+[A-Za-z\u00c0-\u024f])[{_ANY}]*")
_CYRILLIC = Late("[\u0400-\u052f]")
_EDGE = Late(r"[\s<>()（）\[\]，。、；]")
_LONGEST_ADDRESS = 300


class Disguised(NamedTuple):
    """A word at ``start`` of its line, and the same word in the letters of one script."""

    start: int
    word: str
    meant: str


def disguised(line: str, scripts: tuple[str, ...]) -> Iterator[Disguised]:
    """The words of ``line`` that are in two scripts and were meant in one. ``scripts``: those of the line's language.

    What stands in an address, or in backquotes, is what it is.
    """
    for found in MIXED().finditer(line):
        meant = _meant(found[0], line, scripts)
        if meant != found[0] and not _kept(line, found.start(), found.end()):
            yield Disguised(found.start(), found[0], meant)


def _kept(line: str, start: int, end: int) -> bool:
    """Whether a word is part of an address, or stands in backquotes."""
    if line.count("`", 0, start) % 2:
        return True
    before = _EDGE().split(line[max(start - _LONGEST_ADDRESS, 0) : start])[-1]
    after = _EDGE().split(line[end : end + _LONGEST_ADDRESS], maxsplit=1)[0]
    whole = before + after
    return "://" in whole or "@" in whole or before.lower().endswith("www.") or "mailto:" in before


def _meant(word: str, line: str, scripts: tuple[str, ...]) -> str:
    cyrillic = [char for char in word if "\u0400" <= char <= "\u052f"]
    greek = [char for char in word if "\u0370" <= char <= "\u03ff"]
    latin = [char for char in word if char < "\u0250"]
    if cyrillic and greek:
        return word
    if cyrillic:
        return _cyrillic(word, cyrillic, latin, line, scripts)
    if greek:
        return _greek(word, greek, scripts)
    phonetic = any("\u0250" <= char <= "\u02af" and char not in "ɑɡ" for char in word)
    return word if phonetic or len(latin) < 3 else word.translate(_PHONETIC)


def _cyrillic(word: str, cyrillic: list[str], latin: list[str], line: str, scripts: tuple[str, ...]) -> str:
    to_latin = all(ord(char) in CYRILLIC for char in cyrillic)
    to_cyrillic = all(ord(char) in _BACK for char in latin)
    own = "Cyrl" in scripts
    if own and to_latin and not to_cyrillic and word.endswith("".join(cyrillic)):
        return word  # a Western name with an ending of the language: SMSка
    if to_cyrillic and (not to_latin or own or _elsewhere(word, line) or len(cyrillic) > len(latin)):
        return word.translate(_BACK) if own or len(cyrillic) >= len(latin) else word
    return word.translate(CYRILLIC) if to_latin else word


def _greek(word: str, greek: list[str], scripts: tuple[str, ...]) -> str:
    if "Grek" in scripts or not all(ord(char) in GREEK for char in greek):
        return word
    for at, char in enumerate(word):
        if char in greek and char not in _SHAPED:
            before, after = word[at - 1 : at], word[at + 1 : at + 2]
            if not (before.islower() and before.isascii() and after.islower() and after.isascii()):
                return word
    return word.translate(GREEK)


def _elsewhere(word: str, line: str) -> bool:
    """Whether the line holds Cyrillic letters besides those of ``word`` that are no doubles of Latin ones."""
    return any(ord(char) not in CYRILLIC for char in _CYRILLIC().findall(line.replace(word, " ")))
