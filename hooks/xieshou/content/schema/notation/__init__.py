"""How each language writes numbers, units and money. One without its own has no quantities of its own print."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from xieshou.content.schema.notation.base import Notation
from xieshou.content.schema.notation.de import GERMAN
from xieshou.content.schema.notation.en import ENGLISH
from xieshou.content.schema.notation.zh import CHINESE

NOTATIONS: Mapping[str, Notation] = MappingProxyType({one.language: one for one in (CHINESE, ENGLISH, GERMAN)})


def notation_of(language: str) -> Notation | None:
    """The notation of a language by its code; ``en-GB`` has that of ``en``."""
    return NOTATIONS.get(language.partition("-")[0])
