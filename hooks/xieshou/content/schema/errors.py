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


def complaints(
    error: ValidationError, cls: type[BaseModel], document: YamlDocument, at: tuple[int, ...], path: str
) -> Iterator[Problem]:
    """One problem for each error in ``error``; ``at`` is where the record stands in the document."""
    errors = error.errors(include_url=False)
    meant = {
        (*one["loc"][:-1], _near(cls, one["loc"])[0]) for one in errors if one["type"] == "extra_forbidden"
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
            meant_key, known = _near(cls, loc)
            code = "field-unknown-near" if meant_key else "field-unknown"
            place = document.place((*at, *loc), key=True)
            yield problem(path, *place, code, field=name, near=meant_key, known=", ".join(sorted(set(known))))
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


def _near(cls: type[BaseModel], loc: tuple[str | int, ...]) -> tuple[str, list[str]]:
    """The real key that an unknown one is most like, or nothing; and all there are."""
    known = list(shapes(model_at(cls, loc[:-1])))
    if len(loc) == 1 and issubclass(cls, Facts):
        known += [*FOLDERS, KEY]
    typed = unicodedata.normalize("NFKC", str(loc[-1])).strip().lower().replace("-", "_")
    near = difflib.get_close_matches(typed, known, 1, 0.6)
    return (near[0] if near else ""), known
