"""Slugs for what people call in words: Latin letters as they are, Chinese by its sound.

In: words. Out: a slug; empty where the words have neither.
"""

from __future__ import annotations

import re

from xieshou.content.paths import kept
from xieshou.content.schema.pinyin import UNREAD, is_han
from xieshou.core.scripts import HAN
from xieshou.importers.slugs import slug_of
from xieshou.language.sound_table import SoundTable

_HAN = re.compile(f"[{HAN}]+")


def proposed_slug(words: str) -> str:
    """The slug for something called ``words``."""
    if any(map(is_han, words)):
        table = SoundTable.load()
        words = _HAN.sub(lambda run: f" {_sounds(table, run[0])} ", words)
    found = slug_of(words)
    return "" if kept(found) else found


def _sounds(table: SoundTable, han: str) -> str:
    return " ".join(one.letters.replace("ü", "v") for one in table.read(han) if one != UNREAD)
