"""Slugs: the name of an entry of some kind, one of a set of choices, or any other word for machines."""

from __future__ import annotations

import re
from typing import Any, ClassVar, Literal, get_args, get_origin

from pydantic import GetCoreSchemaHandler, ValidationInfo
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from xieshou.content.schema.types.base import (
    ANY_SITE,
    AnyCell,
    CellMaker,
    FieldType,
    FormMaker,
    JsonSchema,
    Published,
    SiteNames,
)

SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_YEAR = re.compile(r"[0-9]{4}")
LONGEST = 80
_STRICT = core_schema.str_schema(strict=True)


def _slug(value: str) -> str:
    if not SLUG.fullmatch(value) or len(value) > LONGEST:
        raise PydanticCustomError("slug-form", "no slug", {"value": value})
    return str(value)  # also where it is one that could be read in two ways: a slug has one


def _former(value: str) -> str:
    year, _, slug = value.rpartition("/")
    if (year and not _YEAR.fullmatch(year)) or not SLUG.fullmatch(slug) or len(slug) > LONGEST:
        raise PydanticCustomError("was-form", "no former slug", {"value": value})
    return str(value)


class SlugType(FieldType[str]):
    """Lower-case letters, digits and single hyphens."""

    name: ClassVar[str] = "slug"
    example: ClassVar[str] = "heji-hospital"

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_after_validator_function(_slug, _STRICT)

    def json_schema(self, site: SiteNames = ANY_SITE) -> JsonSchema:
        return {"type": "string", "maxLength": LONGEST, "pattern": f"^{SLUG.pattern}$"}


class FormerSlugType(SlugType):
    """What an entry was called: a slug, with the year of its address before it where that was another too."""

    name: ClassVar[str] = "former-slug"
    example: ClassVar[str] = "2023/heji-hospital"
    alone: ClassVar[bool] = True

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_after_validator_function(_former, _STRICT)

    def json_schema(self, site: SiteNames = ANY_SITE) -> JsonSchema:
        return {"type": "string", "maxLength": LONGEST + 5, "pattern": f"^(?:[0-9]{{4}}/)?{SLUG.pattern}$"}


class ReferenceType(SlugType):
    """The slug of an entry of ``kind``."""

    name: ClassVar[str] = "reference"
    in_lists: ClassVar[bool] = False  # whether the entry is published is known to the pages that name it

    def __init__(self, kind: str) -> None:
        self.kind = kind

    def cell(self, value: str, field: str, cells: CellMaker[AnyCell]) -> AnyCell | None:
        return cells.entry(self.kind, value)

    def is_published(self, value: str, published: Published) -> bool:
        return f"{self.kind}/{value}" in published

    def described(self, field: str, forms: FormMaker) -> str:
        return forms.entry(self.kind)

    def json_schema(self, site: SiteNames = ANY_SITE) -> JsonSchema:
        return super().json_schema(site) | {"x-kind": self.kind}


class SiteChoiceType(SlugType):
    """One of the choices that the site itself names for fields called ``name``, in ``content/site.yml``."""

    name: ClassVar[str] = "site-choice"

    def __init__(self, name: str) -> None:
        self.site_choice = name

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        slug = super().__get_pydantic_core_schema__(source, handler)
        return core_schema.with_info_after_validator_function(self._chosen, slug)

    def _chosen(self, value: str, info: ValidationInfo) -> str:
        choices: tuple[str, ...] | None = (info.context or {}).get(self.site_choice)
        if choices is not None and value not in choices:  # None: site.yml can't be read, which is said already
            details = {"value": value, "choices": ", ".join(choices), "listed": f"{self.site_choice}s"}
            raise PydanticCustomError("choice-unlisted" if choices else "choice-none", "not one of the site's", details)
        return value

    def cell(self, value: str, field: str, cells: CellMaker[AnyCell]) -> AnyCell | None:
        return cells.choice(self.site_choice, value)

    def described(self, field: str, forms: FormMaker) -> str:
        return forms.site_choice(self.site_choice)

    def json_schema(self, site: SiteNames = ANY_SITE) -> JsonSchema:
        known = site.choices.get(self.site_choice)
        return super().json_schema(site) if known is None else {"enum": list(known)}


class ChoiceType(FieldType[str]):
    """One of a fixed set: ``Literal[…]``."""

    name: ClassVar[str] = "choice"
    value_class: ClassVar[type | None] = str
    """Where a list shows one word of an entry, it is a choice, unless the kind's field says otherwise."""

    def __init__(self, *choices: str) -> None:
        self.choices = choices

    @classmethod
    def claim(cls, annotation: Any) -> ChoiceType | None:
        values = get_args(annotation) if get_origin(annotation) is Literal else ()
        return cls(*values) if values and all(isinstance(value, str) for value in values) else None

    def cell(self, value: str, field: str, cells: CellMaker[AnyCell]) -> AnyCell | None:
        return cells.choice(field, value)

    def unpack(self, packed: str) -> str:
        return packed

    def described(self, field: str, forms: FormMaker) -> str:
        return forms.choice(field, self.choices)

    def json_schema(self, site: SiteNames = ANY_SITE) -> JsonSchema:
        return {"enum": list(self.choices)}
