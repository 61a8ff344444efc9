"""English."""

from __future__ import annotations

from xieshou.language.collation import Collation
from xieshou.language.profiles.base import LanguageProfile

COMMON_WORDS = (
    "a an and are as at be been but by for from had has have he her his i in is it its no not of on or our she that the"
    " their there they this to was we were which who will with you"
)

ENGLISH = LanguageProfile(
    collation=Collation(articles=("the", "an", "a")),
    stemmer="english",
    common_words=COMMON_WORDS,
    announcing=("plan", "expect", "due ", "will ", "schedul", "target", "to be ", "intend"),
    heading_font="vendor/xieshou-headings-1/xieshou-headings.woff2",
)
