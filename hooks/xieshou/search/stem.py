"""Words to their stems. English: the Porter2 algorithm (https://snowballstem.org/algorithms/english/stemmer.html).

In: a word in lower case. Out: its stem, the same for British and American spelling (``spelling``).
``front/search/stem.js`` says the same, word for word; a test compares them.
``STEMMERS`` has the algorithms by the names that profiles of languages know them by.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache

from xieshou.search.spelling import spelt

_DOUBLES = ("bb", "dd", "ff", "gg", "mm", "nn", "pp", "rr", "tt")
_SPECIAL = {
    "skis": "ski", "skies": "sky", "dying": "die", "lying": "lie", "tying": "tie", "idly": "idl", "gently": "gentl",
    "ugly": "ugli", "early": "earli", "only": "onli", "singly": "singl",
    **{word: word for word in ("sky", "news", "howe", "atlas", "cosmos", "bias", "andes")},
}  # fmt: skip
_STAYS = {"inning", "outing", "canning", "herring", "earring", "proceed", "exceed", "succeed"}
_PREFIXES = ("gener", "commun", "arsen", "univers", "later", "emerg", "organ", "inter")
"""Words that begin so have no shorter stem: ``university`` is not ``universe``."""
_REGION = re.compile(r"[aeiouy][^aeiouy]")
_STEP_2 = (
    ("ization", "ize"), ("ational", "ate"), ("fulness", "ful"), ("ousness", "ous"), ("iveness", "ive"),
    ("tional", "tion"), ("biliti", "ble"), ("lessli", "less"), ("entli", "ent"), ("ation", "ate"), ("alism", "al"),
    ("aliti", "al"), ("ousli", "ous"), ("iviti", "ive"), ("fulli", "ful"), ("enci", "ence"), ("anci", "ance"),
    ("ogist", "og"), ("abli", "able"), ("izer", "ize"), ("ator", "ate"), ("alli", "al"), ("bli", "ble"),
)  # fmt: skip
_STEP_3 = (
    ("ational", "ate"), ("tional", "tion"), ("alize", "al"), ("icate", "ic"), ("iciti", "ic"), ("ical", "ic"),
    ("ful", ""), ("ness", ""),
)  # fmt: skip
_STEP_4 = (
    "ement", "ance", "ence", "able", "ible", "ment", "ant", "ent", "ism", "ate", "iti", "ous", "ive", "ize", "al",
    "er", "ic",
)  # fmt: skip


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """The stem of ``word``. What holds a digit or a letter that English has not is its own stem."""
    if len(word) < 3 or not (word.isascii() and word.isalpha()):
        return word
    word = spelt(word)
    if word in _SPECIAL:
        return _SPECIAL[word]
    word = re.sub(r"(^|[aeiouy])y", r"\1Y", word) if "y" in word else word
    start = next((len(prefix) for prefix in _PREFIXES if word.startswith(prefix)), None)
    r1 = start if start is not None else _after(word, 0)
    r2 = _after(word, r1)
    word = _step_1a(word)
    if word in _STAYS:
        return word
    word = _step_1b(word, r1)
    if len(word) > 2 and word[-1] in "yY" and word[-2] not in "aeiouy":
        word = word[:-1] + "i"
    return _steps_2_to_5(word, r1, r2).replace("Y", "y")


def _after(word: str, start: int) -> int:
    found = _REGION.search(word, start)
    return found.end() if found else len(word)


def _step_1a(word: str) -> str:
    if word.endswith("sses"):
        return word[:-2]
    if word.endswith(("ied", "ies")):
        return word[:-2] if len(word) > 4 else word[:-1]
    if word.endswith("s") and not word.endswith(("us", "ss")) and re.search(r"[aeiouy].*.s$", word):
        return word[:-1]
    return word


def _step_1b(word: str, r1: int) -> str:
    for ending in ("eedly", "eed"):
        if word.endswith(ending):
            return word[: -len(ending)] + "ee" if len(word) - len(ending) >= r1 else word
    for ending in ("ingly", "edly", "ing", "ed"):
        if not word.endswith(ending):
            continue
        left = word[: -len(ending)]
        if not re.search(r"[aeiouy]", left):
            return word
        if left.endswith(("at", "bl", "iz")):
            return left + "e"
        if left.endswith(_DOUBLES):
            return left if re.fullmatch(r"[aeo]..", left) else left[:-1]
        return left + "e" if len(left) <= r1 and _short(left) else left
    return word


def _short(word: str) -> bool:
    return bool(re.search(r"(?:^|[^aeiouy])[aeiouy][^aeiouywxY]$|^[aeiouy][^aeiouy]$", word))


def _steps_2_to_5(word: str, r1: int, r2: int) -> str:
    for ending, better in _STEP_2:
        if word.endswith(ending):
            if len(word) - len(ending) >= r1:
                word = word[: -len(ending)] + better
            break
    else:
        if (word.endswith("ogi") and len(word) - 3 >= r1 and word[-4:-3] == "l") or (
            word.endswith("li") and len(word) - 2 >= r1 and word[-3:-2] in tuple("cdeghkmnrt")
        ):
            word = word[:-1] if word.endswith("ogi") else word[:-2]
    for ending, better in _STEP_3:
        if word.endswith(ending):
            if len(word) - len(ending) >= r1:
                word = word[: -len(ending)] + better
            break
    else:
        if word.endswith("ative") and len(word) - 5 >= r2:
            word = word[:-5]
    for ending in _STEP_4:
        if word.endswith(ending):
            if len(word) - len(ending) >= r2:
                word = word[: -len(ending)]
            break
    else:
        if word.endswith("ion") and len(word) - 3 >= r2 and word[-4:-3] in ("s", "t"):
            word = word[:-3]
    if word.endswith("e") and (len(word) > r2 or (len(word) > r1 and not _short(word[:-1]))):
        return word[:-1]
    return word[:-1] if word.endswith("ll") and len(word) > r2 else word


STEMMERS: Mapping[str, Callable[[str], str]] = {"": str, "english": stem}
"""Without a name: words are as they stand."""
