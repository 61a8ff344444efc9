"""The order of names in a list, and the letter each stands under.

A language has a ``Collation`` in its profile. The one of all others is ``ROOT``, Unicode's root order: punctuation
before digits before letters, letters without their marks first, Latin, Greek, Cyrillic and so on, Han last. It is that
order for Latin, Greek, Cyrillic, Armenian, Georgian, Hebrew, Ethiopic, Hangul and all but the rare letters of Arabic;
other scripts stand by the codes of their letters, which is nearly it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from xieshou.content.schema.pinyin import UNREAD, Sound
from xieshou.core.scripts import HAN
from xieshou.language.letters import compatible, plain

OTHER = "#"
"""Stands for the letter of a name that has none."""
_LATIN = "aɐɑbɓƃcƈdɖɗeǝəɛfƒgɠɣhƕiıɨɩjɉkƙlƚmɱnɲŋoɔɵɷȣpƥqrɍsʃtƭʈuʉɥɯʊvʋʌwxyƴzƶʒþƿʔ"
_CYRILLIC = "аәӕбвгґғӻҕӷдђҙеєжҗзѕӡиҋійјкқӄҡҟҝлӆљмӎнӊңӈҥњоөпҧҁрҏсҫтҭћуүұѹфхӽӿҳһѡѿѽѻцҵчҷӌҹҽҿџшщъыьҍѣэюяѥѧѫѩѭѯѱѳѵҩӏ"
_ARABIC = (
    "ءٱابٻپڀةتثٹٺټٽٿجڃڄچڿڇحخځڂڅدذڈډڊڋڌڍڎڏڐۮرزڑڒړڔڕږڗژڙۯسشښڛڜۺصضڝڞۻطظ"
    "ڟعغڠۼفڡڢڣڤڥڦقڧڨكکڪګڬڭڮگڰڱڲڳڴلڵڶڷڸمنںڻڼڽڹهھہۃۿەوۄۅۆۇۈۉۊۋىيیۍێېۑے"
)
_PLACES = {char: ord(row[0]) + place for row in (_LATIN, _CYRILLIC, _ARABIC) for place, char in enumerate(row)}
"""Letters whose order is not that of their codes, each by a number in the room of its own script."""
_LETTER, _DIGIT = 0x400000, 0x200000
_HAN = re.compile(f"[{HAN}]")
_LETTERS = frozenset(("Lu", "Ll", "Lt", "Lo", "Mn", "Mc"))
_BEFORE = re.compile("([\u0e40-\u0e44\u0ec0-\u0ec4])(.)")
"""A vowel of Thai or Lao, and the consonant it is written before and spoken after."""
_KATAKANA = range(0x30A1, 0x30F7)
_VOICED = {"\u3099", "\u309a"}


def _letters(text: str) -> str:
    """``text``, plain and in small letters, with syllables taken apart, and both kana as one."""
    text = unicodedata.normalize("NFD", _BEFORE.sub(r"\2\1", text).replace("й", "\0"))
    parts = (char for char in text if char not in _VOICED)
    return "".join(chr(ord(char) - 0x60) if ord(char) in _KATAKANA else char for char in parts).replace("\0", "й")


def _weight(char: str) -> int:
    if not char:
        return 0
    # A vowel sign counts as a letter; what modifies one (ʻ, ー) as a sign.
    if unicodedata.category(char) in _LETTERS:
        return _LETTER + _PLACES.get(char, ord(char))
    return (_DIGIT if char.isalnum() else 0) + ord(char)


def _in_latin(bare: str, sound: Sound) -> str:
    """A plain text with its Han as they sound, where that is known."""
    if not sound:
        return bare
    syllables = iter(sound)
    return "".join(f"{next(syllables, UNREAD).letters} " if _HAN.match(char) else char for char in bare)


def root_letter(bare: str, sound: Sound = ()) -> str:
    """The letter of a plain text by Unicode's root order: any but an ideograph that nobody says the sound of."""
    first = _letters(_in_latin(bare, sound)[:2])[:1]
    return first if _weight(first) >= _LETTER and not _HAN.match(first) else OTHER


def root_key(bare: str, sound: Sound = ()) -> tuple[int, ...]:
    """The sort key of a plain text by Unicode's root order."""
    return tuple(map(_weight, _letters(_in_latin(bare, sound))))


@dataclass(frozen=True, slots=True)
class Collation:
    """How a language orders names.

    ``letter`` gives the letter of a name that is plain (``letters.plain``), in small letters, and begins with one or
    with a digit; ``OTHER`` where it has none. ``key`` gives what such names are sorted by: first of all by letter.
    ``articles`` are passed over where a name begins with one. Names in Han stand by how they are read, which both are
    told, syllable by syllable (``xieshou.plan.sounds`` knows it): ``sounded``, all of them; else those that have no
    name in the language, and are Chinese, as they would be written in Latin.
    """

    letter: Callable[[str, Sound], str] = root_letter
    key: Callable[[str, Sound], tuple[Any, ...]] = root_key
    articles: tuple[str, ...] = ()
    sounded: bool = False

    def bare(self, name: str) -> str:
        """What of ``name`` counts, plain and in small letters."""
        return _bare(name, self.articles)

    def initial(self, name: str, sound: Sound = ()) -> str:
        """The letter that ``name`` stands under, small; ``#`` where there is none."""
        return self.letter(self.bare(name), sound)

    def order(self, name: str, sound: Sound = ()) -> tuple[Any, ...]:
        """Sort key: by letter, those without one last; what differs in marks alone, by these."""
        bare = self.bare(name)
        return self.letter(bare, sound) == OTHER, self.key(bare, sound), name


ROOT = Collation()


@lru_cache(maxsize=1 << 14)
def _bare(name: str, articles: tuple[str, ...]) -> str:
    text = re.sub(r"^[\W_\u02b0-\u02ff]+", "", plain(compatible(name).casefold()))
    first, space, rest = text.partition(" ")
    return rest.lstrip() if space and first in articles and rest else text
