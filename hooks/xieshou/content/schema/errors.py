"""Pydantic's errors as problems an editor understands, each at its own place."""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel, ValidationError

from xieshou.content.kinds import FOLDERS, Facts
from xieshou.content.schema.introspect import choices_at, model_at, shape_at, shapes
from xieshou.content.yaml.document import YamlDocument
from xieshou.core.acceptance import KEY
from xieshou.core.problems import Problem, problem
from xieshou.core.wishes import OF_KEYS, Wish, coded, field_meant, wish_of

_CODES = {
    "model_type": "mapping-expected",
    "dict_type": "mapping-expected",
    "model_attributes_type": "mapping-expected",
    "tuple_type": "list-expected",
    "list_type": "list-expected",
    "string_type": "text-expected",
    "too_short": "list-empty",
    "too_long": "list-too-long",
    "string_too_long": "text-too-long",
    "string_pattern_mismatch": "digest-form",
}

_UNIT = "unit-differs"


def complaints(
    error: ValidationError, cls: type[BaseModel], document: YamlDocument, at: tuple[int, ...], path: str
) -> Iterator[Problem]:
    """One problem for each error in ``error``; ``at`` is where the record stands in the document."""
    errors = list(_each_cause_once(error.errors(include_url=False), document, at))
    meant = {
        (*one["loc"][:-1], field)
        for one in errors
        if one["type"] == "extra_forbidden"
        for field in _stands_for(cls, one["loc"])
    }  # a misspelt key leaves its field missing: one mistake, one problem
    for one in errors:
        loc, kind = tuple(one["loc"]), one["type"]
        if kind == "too_short" and any(
            len(other["loc"]) > len(loc) and other["loc"][: len(loc)] == loc for other in errors
        ):
            continue  # its items were there, and each has a fault of its own
        name = ".".join(map(str, loc))
        details: dict[str, Any] = {key: str(value) for key, value in one.get("ctx", {}).items()}
        if kind == "missing" and loc in meant:
            continue
        if one["input"] == "" and kind != "extra_forbidden":
            # One sentence for all: what each type would say of nothing differs.
            yield problem(path, *document.place((*at, *loc)), "field-empty", field=name)
        elif kind == "missing":
            place = document.place((*at, *loc[:-1]))
            yield problem(path, *place, "field-missing", field=name, name=loc[-1])
        elif kind == "extra_forbidden":
            yield _unknown(cls, loc, path, document.place((*at, *loc), key=True))
        elif kind in ("literal_error", "choice-unknown", "choice-unlisted"):
            choices = choices_at(cls, loc) or tuple(details["choices"].split(", "))
            value = str(one["input"])
            near = difflib.get_close_matches(value, choices, 1, 0.5)
            code = "choice-unknown-near" if near else "choice-unlisted" if "listed" in details else "choice-unknown"
            details |= {"value": value, "near": near[0] if near else "", "choices": ", ".join(choices)}
            yield problem(path, *document.place((*at, *loc)), code, field=name, **details)
        elif kind == "text-language":
            place = document.place((*at, *loc, details["key"]), key=True)
            yield problem(path, *place, kind, field=name, **details)
        elif kind == "slug-form":
            # What is called so is known once all entries are: ``checks.by_name``.
            own = shape_at(cls, loc)
            details |= {"kind": own.type.word_kind, "choice": own.site_choice}
            yield problem(path, *document.place((*at, *loc)), kind, field=name, **details)
        else:
            # The language of a text, or the field of a record that does not fit the others.
            within = tuple(int(step) if step.isdigit() else step for step in details.get("key", "").split(".") if step)
            place, key = (document.place((*at, *loc, *within), key=own) for own in (False, True))
            # What does not fit is the whole field: its first line says so.
            yield problem(
                path,
                *(key if within and key[0] < place[0] and not kind.startswith("text-") else place),
                _CODES.get(kind, kind),
                field=name,
                **details,
            )


def _each_cause_once(errors: list[Any], document: YamlDocument, at: tuple[int, ...]) -> Iterator[Any]:
    """The errors; where every reading of an indicator has one and the same other unit, that is one, of its unit."""
    units = [one for one in errors if one["type"] == _UNIT]
    record: Any = document.data
    for step in at:
        record = record[step]
    if len(units) < 2 or len({one["ctx"]["other"] for one in units}) > 1 or len(units) < len(record["observations"]):
        yield from errors
        return
    yield units[0] | {"type": "unit-differs-all", "loc": ("unit",)}
    yield from (one for one in errors if one["type"] != _UNIT and one["loc"] != units[0]["loc"][:1])


def _unknown(cls: type[BaseModel], loc: tuple[str | int, ...], path: str, place: tuple[int, int]) -> Problem:
    """A key that no field is called: what was meant, what there is instead, or what there is at all."""
    name = ".".join(map(str, loc))
    near, known = _near(cls, loc)
    if (wish := _wish(cls, loc)) and not field_meant(str(loc[-1]), known):
        return problem(path, *place, coded(OF_KEYS, wish, _situation(cls)), field=name)
    code = "field-unknown-near" if near else "field-unknown"
    return problem(path, *place, code, field=name, near=near, known=", ".join(sorted(set(known))))


def _wish(cls: type[BaseModel], loc: tuple[str | int, ...]) -> Wish | None:
    """What people want who bring an unknown key from another tool."""
    return wish_of(str(loc[-1])) if len(loc) == 1 and _situation(cls) else None


def _situation(cls: type[BaseModel]) -> str:
    return str(getattr(cls, "situation", ""))


def _stands_for(cls: type[BaseModel], loc: tuple[str | int, ...]) -> tuple[str, ...]:
    """The fields that an unknown key is written for."""
    wish = _wish(cls, loc)
    return (_near(cls, loc)[0], *(wish.stands_for if wish else ()))


def _near(cls: type[BaseModel], loc: tuple[str | int, ...]) -> tuple[str, list[str]]:
    """The real key that an unknown one is most like, or nothing; and all there are."""
    known = list(shapes(model_at(cls, loc[:-1])))
    if len(loc) == 1 and issubclass(cls, Facts):
        known += [*FOLDERS, KEY]
    if named := field_meant(str(loc[-1]), known):
        return named, known
    typed = unicodedata.normalize("NFKC", str(loc[-1])).strip().lower().replace("-", "_")
    near = difflib.get_close_matches(typed, known, 1, 0.6)
    return (near[0] if near else ""), known
