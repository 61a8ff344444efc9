"""Signs in the words of a language that stand for others: wide letters, circles for naughts, strokes and dots that only
look like those that were meant.

In: words, and their language. Out: each slip, with what was meant in its place; ``xieshou fix`` types that. Only what
can mean nothing else there: what a language may use on purpose is left alone (the wide letters and the middle dot of
Japanese, a dash of two, ranges in any dash).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import cache
from typing import NamedTuple

from xieshou.core.late import Late
from xieshou.core.scripts import HAN, scripts


class Slip(NamedTuple):
    """``text`` at ``offset`` of the words, and what was ``meant``; the code says of what sort it is."""

    offset: int
    text: str
    code: str
    meant: str


class _Slip(NamedTuple):
    """Slips of one code: what they look like, and what was meant (``None``: in this place, nothing else)."""

    code: str
    pattern: Late
    meant: Callable[[re.Match[str]], str | None]


_RARE = "•‧∙⋅・○◯丨ニロカタエトハー\ufb00-\ufb06０-９Ａ-Ｚａ-ｚ％／－\uff65-\uff9f．"
_SPACES = "\u00a0\u2000-\u200a\u202f\u205f\u3000"
_GATE_OF_HAN, _GATE = re.compile(f"[{_RARE}]"), re.compile(f"[{_RARE}\u3000！（），：；？、。]")
"""One of these is in every slip of a text, and in few that have none. Of Chinese stops a text in Han is full."""
_IN_YEARS = ("二0", "二O")
"""A digit or a letter for the naught of a year."""
_DASHES = "‐‑‒–−"
_IN_NUMBER = Late(rf"[{_DASHES}](?=[0-9]{{1,2}}[{_DASHES}]|[0-9]{{7}})")
_GATE_OF_NAMES = re.compile(f"{_GATE.pattern[:-1]}{_SPACES}]")
_WIDE = "０-９Ａ-Ｚａ-ｚ"
_NUMERAL = "一二三四五六七八九"
_WIDE_SIGNS = str.maketrans("．％／－", ".%/-")
_KANA_OF_HAN = str.maketrans("ニロカタエトハー", "二口力夕工卜八一")
_KANA = Late("[\u3041-\u309f\u30a1-\u30fa]")
_ADDRESS = Late(r"(?:https?|ftp)://[^\s<>()（），。；、”」》]+|[\w.+-]{1,64}[@＠][\w.-]{1,200}")
"""What is typed there is told by those who know addresses."""
_STOPS = {"，": ",", "。": ".", "；": ";", "：": ":", "？": "?", "！": "!", "、": ",", "（": " (", "）": ")"}
_QUOTES = frozenset(("“”", "‘’", "「」", "『』", "《》", "〈〉"))


def _compatible(found: re.Match[str]) -> str:
    return unicodedata.normalize("NFKC", found[0])


def _wide(found: re.Match[str]) -> str | None:
    """Wide digits, and words in wide letters; one letter alone (Ａ股), or a name in quotation marks, may be meant."""
    sign, text = found[0], found.string
    before, after = text[found.start() - 1 : found.start()], text[found.end() : found.end() + 1]
    plain = not any(char.isdigit() for char in sign)
    joined = (before + after).isascii() and any(char.isalnum() for char in before + after)
    if plain and not joined and (len(sign) < 2 or before + after in _QUOTES):
        return None
    return unicodedata.normalize("NFKC", sign.translate(_WIDE_SIGNS))


def _western(found: re.Match[str]) -> str:
    return unicodedata.normalize("NFKC", found[0])


def _stop(found: re.Match[str]) -> str:
    meant, after = _STOPS[found[0]], found.string[found.end() : found.end() + 1]
    if found[0] == "（":
        return meant.lstrip() if found.string[found.start() - 1].isspace() else meant
    return meant if not after or after.isspace() or not after.isalnum() else f"{meant} "


def _naught(found: re.Match[str]) -> str:
    return re.sub("[○◯O0０Ｏ]", "〇", found[0])


def _kana(found: re.Match[str]) -> str | None:
    return None if _KANA().search(found.string.translate(_BLANK)) else found[0].translate(_KANA_OF_HAN)


_BLANK = {ord(char): " " for char in "ニロカタエトハー"}


def _space(found: re.Match[str]) -> str:
    """王　芳 is a name of two characters, set as wide as one of three: everywhere else a space parts words."""
    before, after = found.string[: found.start()], found.string[found.end() :]
    return "" if re.fullmatch(f"[{HAN}]", before) and re.fullmatch(f"[{HAN}]", after) else " "


_LIGATURE = _Slip("ligature", Late("[\ufb00-\ufb06]"), _compatible)
_HALF_KANA = _Slip("half-kana", Late("[\uff66-\uff9f]+[\uff65-\uff9f]*"), _compatible)
_DASHED = _Slip(
    "hyphen-in-number",
    Late(
        r"(?<![\d‐-―−－])[12]\d{3}([‐‑‒–−－])(?:0?[1-9]|1[0-2])\1(?:3[01]|[12]\d|0?[1-9])(?![\d‐-―−－])"
        r"|(?<![\d‐-―−－])0\d{2,3}[‐‑‒–−－]\d{7,8}(?![\d‐-―−－])"
        r"|(?<=[A-Za-z])－(?=[A-Za-z0-9])|(?<=[0-9])－(?=[A-Za-z])",
        re.ASCII,
    ),
    lambda found: re.sub("[‐‑‒–−－]", "-", found[0]),
)
_CHINESE = (
    _Slip(
        "wide-letters",
        Late(
            rf"[{_WIDE}]+(?:[．／－]?[{_WIDE}]+)*％?|(?<=[0-9])％|(?<=[A-Za-z0-9])／(?=[A-Za-z0-9])"
            r"|(?<=[0-9])．(?=[0-9])"
        ),
        lambda found: _wide(found) if found[0] not in "％／．" else found[0].translate(_WIDE_SIGNS),
    ),
    _Slip(
        "naught",
        Late(
            rf"(?<![{_NUMERAL}〇○◯])(?:[{_NUMERAL}〇][{_NUMERAL}〇○◯]*[○◯][{_NUMERAL}〇○◯]*"
            rf"|[一二][{_NUMERAL}〇O0０Ｏ]{{3}}(?=年))"
        ),
        lambda found: _naught(found) if re.search("[○◯O0０Ｏ]", found[0]) else None,
    ),
    _Slip("stroke", Late(r"(?<=[^\s“「‘(（《…丨一丿丶乙亅、])(?P<before> ?)丨(?= ?[^\s”」’)）》…丨一丿丶乙亅、])"),
          lambda found: f"{found['before']}｜"),
    _Slip("dot-in-name", Late(rf"(?<=[{HAN}])[•‧∙⋅・\uff65](?=[{HAN}A-Z])|(?<=[A-Z])[•‧∙⋅・\uff65](?=[{HAN}])"),
          lambda found: "·"),
    _Slip("kana-for-character", Late(rf"(?<=[{HAN}])[ニロカタエトハー](?=[{HAN}])"), _kana),
    _HALF_KANA,
    _DASHED,
    _LIGATURE,
)  # fmt: skip
_JAPANESE = (_HALF_KANA, _DASHED, _LIGATURE)
_WESTERN = (
    _Slip(
        "words-wide",
        Late(rf"[{_WIDE}]+(?:[\u3000 ]*[{_WIDE}]+)*|(?<=[A-Za-z0-9])\u3000(?=[A-Za-z0-9])"),
        _western,
    ),
    _Slip(
        "words-stop",
        Late(rf"(?<=[A-Za-z0-9)\"’”%])[，。；：？！、（](?![{HAN}])|(?<=[A-Za-z0-9])[）]"),
        _stop,
    ),
    _DASHED,
    _LIGATURE,
)
_IN_NAME = _Slip("space-in-name", Late(rf"(?<=\S)[{_SPACES}]+(?=\S)"), _space)
_IN_WESTERN_NAME = _Slip("space-in-name", Late(rf"(?<=[^\W\d_])[{_SPACES}]+(?=[^\W\d_])"), _space)
"""What names are looked at for besides: in a text, such spaces set things apart. Typography has them at numbers and
signs (5 km, « oui »).
"""


@cache
def _rules(language: str) -> tuple[_Slip, ...]:
    own = scripts(language)
    if not own:
        return _WESTERN
    if "Kana" in own:
        return _JAPANESE
    return _CHINESE if own == ("Hani",) else (_DASHED, _LIGATURE)


def any_slip(text: str, language: str, *, name: bool = False) -> bool:
    """Whether ``text`` may have one: a quick look."""
    if text.isascii():
        return False
    gate = _GATE_OF_NAMES if name else _GATE_OF_HAN if "Hani" in scripts(language) else _GATE
    if gate.search(text) or any(map(text.__contains__, _IN_YEARS)):
        return True
    return any(map(text.__contains__, _DASHES)) and _IN_NUMBER().search(text) is not None


def slips(text: str, language: str, *, name: bool = False) -> Iterator[Slip]:
    """Every slip in ``text``, of one sort after the other; ``name``: it is a name or a title."""
    if not any_slip(text, language, name=name):
        return
    rules = _rules(language)
    if name:
        rules = (*rules, _IN_NAME if "Hani" in scripts(language) else _IN_WESTERN_NAME)
    kept = [one.span() for one in _ADDRESS().finditer(text)] if "://" in text or "@" in text or "＠" in text else []
    for rule in rules:
        for found in rule.pattern().finditer(text):
            meant = rule.meant(found)
            if any(begun <= found.start() < ended for begun, ended in kept):
                continue
            if meant is not None and meant != found[0]:
                kept.append(found.span())  # one sign is of one sort
                yield Slip(found.start(), found[0], rule.code, meant)


def firsts(text: str, language: str, *, name: bool = False) -> Iterator[Slip]:
    """The first slip of each sort: one text has them by one cause."""
    told = set()
    for slip in slips(text, language, name=name):
        if slip.code not in told:
            told.add(slip.code)
            yield slip


CODES = frozenset(rule.code for rule in (*_CHINESE, *_JAPANESE, *_WESTERN, _IN_NAME))
"""The codes of slips."""
