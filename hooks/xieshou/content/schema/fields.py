"""Field types: what a value in a record may be. The strings of YAML go in, frozen values come out.

Each type raises ``PydanticCustomError`` whose type is the problem's code in the labels;
``parse`` adds the place.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import AfterValidator, PlainValidator, StringConstraints, ValidationInfo
from pydantic_core import PydanticCustomError

from xieshou.content.schema import edtf, quantities
from xieshou.content.yaml.document import Doubtful

SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
LONGEST_LINE = 1000
"""Characters of a title, a name, an alias."""
_CHINA = datetime.timezone(datetime.timedelta(hours=8))  # Asia/Shanghai has had no summer time since 1991
MOMENTS = range(1990, 2101)
"""A year outside these is a typing error: nobody waits that long to publish."""
_MOMENT = re.compile(r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:?\d\d)?)?", re.ASCII)
_YES, _NO = {"true", "yes", "是"}, {"false", "no", "否"}


@dataclass(frozen=True, slots=True)
class Text:
    """A text for people in one or more languages, in the site's order of languages."""

    pairs: tuple[tuple[str, str], ...]

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages it is written in."""
        return tuple(language for language, _ in self.pairs)

    def get(self, language: str) -> str | None:
        """The words in ``language``, None where it has none."""
        return next((words for own, words in self.pairs if own == language), None)


@dataclass(frozen=True, slots=True)
class Reference:
    """Marks a field as the slug of an entry of ``kind``."""

    kind: str


@dataclass(frozen=True, slots=True)
class SiteChoice:
    """Marks a field whose choices the site itself names, in ``content/site.yml``."""

    name: str


def _site_choice(name: str) -> Callable[[str, ValidationInfo], str]:
    def chosen(value: str, info: ValidationInfo) -> str:
        choices: tuple[str, ...] | None = (info.context or {}).get(name)
        if choices is not None and value not in choices:  # None: site.yml can't be read, which is said already
            details = {"value": value, "choices": ", ".join(choices)}
            raise PydanticCustomError("choice-unknown", "not one of the site's", details)
        return value

    return chosen


def _line(value: Any) -> str:
    """A text on one line: a title, a name, an alias."""
    text = _string(value)
    if "\n" in text:
        raise PydanticCustomError("text-lines", "more than one line")
    if len(text) > LONGEST_LINE:
        raise PydanticCustomError("text-too-long", "too long for one line")
    return text


def _string(value: Any) -> str:
    if isinstance(value, (list, dict)):
        raise PydanticCustomError("text-expected", "a text is expected")
    text = str(value or "").strip()
    if not text:
        raise PydanticCustomError("text-empty", "no text")
    if isinstance(value, Doubtful):
        raise PydanticCustomError(value.code, "not surely a text", {"value": str(value)})
    return text


def _text(value: Any, info: ValidationInfo) -> Text:
    if not isinstance(value, dict):
        raise PydanticCustomError("text-not-bilingual", "needs one line a language")
    known: tuple[str, ...] = (info.context or {}).get("languages", ())
    unknown = [key for key in value if key not in known]
    if unknown:
        raise PydanticCustomError("text-language", "no such language", {"key": str(unknown[0])})
    pairs = tuple((language, _words(value, language)) for language in known if language in value)
    if not pairs:
        raise PydanticCustomError("text-empty", "no text")
    return Text(pairs)


def _words(value: dict[str, Any], language: str) -> str:
    try:
        return _string(value[language])
    except PydanticCustomError as error:
        details = {"value": str(value[language]), "key": language}
        raise PydanticCustomError(error.type, "not surely a text", details) from None


def _date(value: Any) -> edtf.Date:
    if isinstance(value, (list, dict)):
        raise PydanticCustomError("date-form", "no date", {"value": ""})
    try:
        return edtf.parse(str(value or "").strip())
    except edtf.NotADate as error:
        raise PydanticCustomError(error.code, "no date", {"value": str(value)}) from None


def _quantity(value: Any) -> quantities.Quantity:
    try:
        return quantities.parse(str(value) if not isinstance(value, (list, dict)) else "")
    except quantities.NotAQuantity:
        raise PydanticCustomError("quantity-form", "no quantity", {"value": str(value)}) from None


def _slug(value: str) -> str:
    if not SLUG.fullmatch(value) or len(value) > 80:
        raise PydanticCustomError("slug-form", "no slug", {"value": value})
    return value


def _flag(value: Any) -> bool:
    text = str(value).strip().lower() if not isinstance(value, (list, dict)) else ""
    if text in _YES or text in _NO:
        return text in _YES
    raise PydanticCustomError("flag-form", "neither yes nor no", {"value": str(value)})


def instant(value: Any) -> int:
    """Seconds since 1970. A time without a zone is China's; a day alone begins at 00:00 there."""
    text = str(value).strip()
    if not _MOMENT.fullmatch(text):
        raise PydanticCustomError("instant-form", "no moment", {"value": text})
    try:
        moment = datetime.datetime.fromisoformat(text)
    except ValueError:
        raise PydanticCustomError("instant-form", "no moment", {"value": text}) from None
    if moment.microsecond:  # moments are counted in seconds, and one cut off could end an embargo before its time
        raise PydanticCustomError("instant-form", "no moment", {"value": text})
    if moment.year not in MOMENTS:
        raise PydanticCustomError("date-year", "an unlikely year", {"value": text})
    return int((moment if moment.tzinfo else moment.replace(tzinfo=_CHINA)).timestamp())


def _file(value: str) -> str:
    parts = value.split("/")
    if value.startswith("/") or "\\" in value or any(part in ("", ".", "..") for part in parts):
        raise PydanticCustomError("file-outside", "outside the project", {"value": value})
    return value


def _focus(value: Any) -> str:
    found = re.fullmatch(r"(\d{1,3})\s*[%％][\s,，]+(\d{1,3})\s*[%％]", _string(value), re.ASCII)
    if not found or max(map(int, found.groups())) > 100:
        raise PydanticCustomError("focus-form", "no point", {"value": str(value)})
    return "{}% {}%".format(*map(int, found.groups()))


def _evidence(value: Any) -> Any:
    return {"source": value} if isinstance(value, str) else value


Line = Annotated[str, PlainValidator(_line)]
LocalText = Annotated[Text, PlainValidator(_text)]
Date = Annotated[edtf.Date, PlainValidator(_date)]
Quantity = Annotated[quantities.Quantity, PlainValidator(_quantity)]
Slug = Annotated[str, StringConstraints(strict=True), AfterValidator(_slug)]
Flag = Annotated[bool, PlainValidator(_flag)]
Instant = Annotated[int, PlainValidator(instant)]
Focus = Annotated[str, PlainValidator(_focus)]
AssetFile = Annotated[str, StringConstraints(strict=True, max_length=200), AfterValidator(_file)]

EnvoySlug = Annotated[Slug, Reference("envoy")]
FigureSlug = Annotated[Slug, Reference("figure")]
IndicatorSlug = Annotated[Slug, Reference("indicator")]
OrganisationSlug = Annotated[Slug, Reference("organisation")]
PlaceSlug = Annotated[Slug, Reference("place")]
PlatformSlug = Annotated[Slug, Reference("platform")]
ProjectSlug = Annotated[Slug, Reference("project")]
SourceSlug = Annotated[Slug, Reference("source")]
TopicSlug = Annotated[Slug, Reference("topic")]

Side = Annotated[Slug, AfterValidator(_site_choice("side")), SiteChoice("side")]
Programme = Annotated[Slug, AfterValidator(_site_choice("programme")), SiteChoice("programme")]
CardFact = tuple[str, str, str]
"""What a list shows of an entry besides its name: (field, form, value); form is choice, date or quantity."""

MembershipQuery = tuple[str, tuple[tuple[str, str], ...]]
"""Entries that belong together: their kind, and the choices (field, value) they have made."""


def card_facts(**values: str | edtf.Date | quantities.Quantity | None) -> tuple[CardFact, ...]:
    """The given values as card facts; None is left out."""
    facts: list[CardFact] = []
    for field, value in values.items():
        if isinstance(value, edtf.Date):
            facts.append((field, "date", value.edtf))
        elif isinstance(value, quantities.Quantity):
            facts.append((field, "quantity", value.printed))
        elif value:
            facts.append((field, "choice", value))
    return tuple(facts)
