"""How the names in lists by letter are read: as their records say, or else as a table does, which is asked once.

In: cards, and what earlier builds found out. Out: a syllable for each Han character of a name. Only a name that is new
loads the table (``xieshou.language.sound_table``): a build that sorts the names of the last one does without, and so
does a site without Chinese.
"""

from __future__ import annotations

import marshal
import re
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

from xieshou.content.catalog import Card
from xieshou.content.kinds import KINDS
from xieshou.content.schema.pinyin import Sound, packed, unpacked
from xieshou.core.cache import Store
from xieshou.core.scripts import HAN
from xieshou.language.collation import Collation
from xieshou.language.profiles import profile_of

if TYPE_CHECKING:
    from xieshou.language.sound_table import SoundTable

_KEPT = "sounds"
Asked = tuple[str, str, bool]
"""The Han of a name (a space where others stand between), what its record says of its sound, and whether it is
somebody's name."""
_OTHERS = re.compile(f"[^{HAN}]+")


class Sounds:
    """The sounds of names, those that are ``kept`` (packed) and those that are looked up now."""

    def __init__(self, kept: Mapping[Asked, str] | None = None) -> None:
        self._kept = kept or {}
        self._used: dict[Asked, str] = {}

    @classmethod
    def open(cls, store: Store) -> Sounds:
        """With what earlier builds have put into ``store``."""
        data = store.meta(_KEPT)
        return cls(marshal.loads(data) if data else {})

    def known(self) -> dict[str, str]:
        """How Han are read (packed), as earlier builds have asked for it."""
        return {han: sound for (han, _, _), sound in self._kept.items()}

    def keep(self, store: Store) -> None:
        """Put into ``store`` what was asked for."""
        if self._used != self._kept:
            store.set_meta(_KEPT, marshal.dumps(self._used))

    def initial(self, card: Card, language: str) -> str:
        """The letter that an entry stands under in ``language``, small; ``#`` where there is none."""
        name, own = card.title(language)
        collation = profile_of(language).collation
        return collation.initial(name, self._of(card, name, own, collation))

    def order(self, card: Card, language: str) -> tuple[Any, ...]:
        """What the entries of a list in ``language`` are sorted by."""
        name, own = card.title(language)
        collation = profile_of(language).collation
        return collation.order(name, self._of(card, name, own, collation)), card.slug

    def ranks(self, cards: Sequence[Card], language: str) -> tuple[int, ...]:
        """The place of each of ``cards`` in the order of names, from 1; nothing where a browser sorts as well."""
        if not profile_of(language).collation.sounded:
            return ()
        ordered = sorted(range(len(cards)), key=lambda at: self.order(cards[at], language))
        places = {at: rank for rank, at in enumerate(ordered, 1)}
        return tuple(places[at] for at in range(len(cards)))

    def _of(self, card: Card, name: str, own: str, collation: Collation) -> Sound:
        """How ``name``, which is in the language ``own``, is read."""
        if name.isascii() or not (collation.sounded or profile_of(own).collation.sounded):
            return ()
        han = _OTHERS.sub(" ", collation.bare(name)).strip()
        said, count = unpacked(card.sound), len(han.replace(" ", ""))
        if len(said) == count and all(syllable.tone for syllable in said):
            return said
        # A title may be longer than the name: under serve it says of a draft that it is one.
        given = said if len(said) <= count else ()
        asked = han, packed(given), KINDS[card.kind].of_people
        found = self._used.get(asked) or self._kept.get(asked)
        if found is None:
            found = packed(self._table.toned(given, han, asked[2]) if given else self._table.read(han, asked[2]))
        self._used[asked] = found
        return unpacked(found)

    @cached_property
    def _table(self) -> SoundTable:
        from xieshou.language.sound_table import SoundTable

        return SoundTable.load()
