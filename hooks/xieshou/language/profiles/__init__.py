"""The profiles of languages. One without its own has the neutral one: it needs no line of Python to be spoken."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from xieshou.language.profiles.base import NEUTRAL, LanguageProfile
from xieshou.language.profiles.en import ENGLISH
from xieshou.language.profiles.zh import CHINESE

PROFILES: Mapping[str, LanguageProfile] = MappingProxyType({"en": ENGLISH, "zh": CHINESE})


def profile_of(language: str) -> LanguageProfile:
    """The profile of a language by its code; ``en-GB`` has that of ``en``."""
    return PROFILES.get(language) or PROFILES.get(language.partition("-")[0], NEUTRAL)
