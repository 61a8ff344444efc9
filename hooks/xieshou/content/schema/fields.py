"""The types of fields by the names that kinds use. What each is and does stands in ``types``.

The strings of YAML go in, frozen values come out. What is wrong raises ``PydanticCustomError`` whose type is the
problem's code in the labels; ``parse`` adds the place.
"""

from __future__ import annotations

import importlib
import pkgutil
from typing import Annotated

from xieshou.content.schema import edtf, quantities, types
from xieshou.content.schema.local_file import LocalFile
from xieshou.content.schema.pinyin import Pinyin
from xieshou.content.schema.text import Text
from xieshou.content.schema.types.base import type_of_value
from xieshou.content.schema.types.date import DateType, DayType, InstantType
from xieshou.content.schema.types.file import FileType, FocusType, LocalFileType
from xieshou.content.schema.types.flag import FlagType
from xieshou.content.schema.types.quantity import QuantityType
from xieshou.content.schema.types.slug import FormerSlugType, ReferenceType, SiteChoiceType, SlugType
from xieshou.content.schema.types.sound import SoundType
from xieshou.content.schema.types.text import LineType, TextType
from xieshou.content.schema.types.web import WebType
from xieshou.content.schema.types.web_address import WebAddressType

for _module in sorted(found.name for found in pkgutil.iter_modules(types.__path__)):
    importlib.import_module(f"{types.__name__}.{_module}")

Line = Annotated[str, LineType()]
LocalText = Annotated[Text, TextType()]
LinkedText = Annotated[Text, TextType(links=True)]
SoundOfName = Annotated[Pinyin, SoundType()]
Date = Annotated[edtf.Date, DateType()]
Dateline = Annotated[edtf.Date, DateType(times=True)]
Day = Annotated[edtf.Date, DayType()]
Quantity = Annotated[quantities.Quantity, QuantityType()]
Money = Annotated[quantities.Quantity, QuantityType(of="money")]
Counted = Annotated[quantities.Quantity, QuantityType(counted=True)]
Slug = Annotated[str, SlugType()]
FormerSlug = Annotated[str, FormerSlugType()]
Flag = Annotated[bool, FlagType()]
Instant = Annotated[int, InstantType()]
Focus = Annotated[str, FocusType()]
AssetFile = Annotated[str, FileType()]
LocalAssetFile = Annotated[LocalFile, LocalFileType()]
HttpsAddress = Annotated[str, WebType()]
WebAddress = Annotated[str, WebAddressType()]

ArticleSlug = Annotated[str, ReferenceType("article")]
EnvoySlug = Annotated[str, ReferenceType("envoy")]
FigureSlug = Annotated[str, ReferenceType("figure")]
IndicatorSlug = Annotated[str, ReferenceType("indicator")]
OrganisationSlug = Annotated[str, ReferenceType("organisation")]
PlaceSlug = Annotated[str, ReferenceType("place")]
PlatformSlug = Annotated[str, ReferenceType("platform")]
ProjectSlug = Annotated[str, ReferenceType("project")]
SourceSlug = Annotated[str, ReferenceType("source")]
TopicSlug = Annotated[str, ReferenceType("topic")]

Side = Annotated[str, SiteChoiceType("side")]
Programme = Annotated[str, SiteChoiceType("programme")]

CardFact = tuple[str, str, str]
"""What a list shows of an entry besides its name: (field, name of its type, the value as that type packs it)."""

MembershipQuery = tuple[str, tuple[tuple[str, str], ...]]
"""Entries that belong together: their kind, and the choices (field, value) they have made."""


def card_facts(**values: object) -> tuple[CardFact, ...]:
    """The given values as card facts; what is not there is left out. Raises ``TypeError`` for one of no field type."""
    facts: list[CardFact] = []
    for field, value in values.items():
        if value:
            own = type_of_value(value)
            facts.append((field, own.name, own().pack(value)))
    return tuple(facts)
