"""What a record class holds, read from its annotations: for references, unknown keys, pages and data alike.

In: a class. Out: a ``Shape`` for each of its fields, worked out once: what type it is of, and whether there are many.
"""

from __future__ import annotations

import types
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Annotated, Any, NamedTuple, Union, get_args, get_origin

from pydantic import BaseModel

from xieshou.content.schema import edtf
from xieshou.content.schema.types.base import UNCLAIMED, FieldType, claimed
from xieshou.content.schema.types.slug import SLUG
from xieshou.content.schema.types.web_address import WebAddressType

Loc = tuple[str | int, ...]
Part = type[BaseModel]
Fields = tuple[tuple[str, "Shape"], ...]


class UnclaimedField(TypeError):
    """A kind has a field that no field type claims: no page could show it, no file could hold it."""

    def __init__(self, kind: str, field: str, annotation: object) -> None:
        super().__init__(f"kind {kind}, field {field}: no field type claims {annotation}")
        self.kind, self.field = kind, field


class Shape(NamedTuple):
    """A field: many values or one, and their type. What other stages ask most often of the type stands here too.

    ``model``: the class of parts; ``kind``: of the entries it refers to; ``choices``: fixed ones; ``site_choice``: the
    name of those that the site gives. ``attribute``: what it is called in Python, where what editors write (``for``)
    is a word of Python's own.
    """

    type: FieldType[Any]
    many: bool = False
    model: Part | None = None
    kind: str = ""
    choices: tuple[str, ...] = ()
    site_choice: str = ""
    attribute: str = ""

    def of(self, model: BaseModel, name: str) -> Any:
        """The value of the field ``name`` in ``model``."""
        return getattr(model, self.attribute or name)

    def values(self, model: BaseModel, name: str) -> tuple[Any, ...]:
        """The values of the field ``name`` in ``model``: none, one or many."""
        value = getattr(model, self.attribute or name)
        if value is None:
            return ()
        return tuple(value) if self.many else (value,)


ARCHIVED = "archived"
"""The field with a copy that an archive of the web keeps of the address beside it."""
_NO_FIELD = Shape(UNCLAIMED)


@cache
def shapes(cls: type[BaseModel]) -> dict[str, Shape]:
    """The shape of each field of ``cls``, by the name editors write."""
    return {
        info.alias or name: _shape(info.annotation, tuple(info.metadata))._replace(attribute=name if info.alias else "")
        for name, info in cls.model_fields.items()
    }


@cache
def data_fields(cls: type[BaseModel]) -> Fields:
    """The fields of ``cls`` that are public data, its sources last."""
    hidden: frozenset[str] = getattr(cls, "not_data", frozenset())
    known = [(name, shape) for name, shape in shapes(cls).items() if name not in hidden]
    return tuple(sorted(known, key=lambda field: field[0] == "sources"))


def require_types(cls: type[BaseModel], kind: str, above: str = "", seen: frozenset[type] = frozenset()) -> None:
    """Every field of a kind, and of its parts, has a type. Raises ``UnclaimedField``."""
    for name, shape in shapes(cls).items():
        if shape.type is UNCLAIMED:
            annotation = cls.model_fields[shape.attribute or name].annotation
            raise UnclaimedField(kind, above + name, annotation)
        if shape.model and shape.model not in seen:
            require_types(shape.model, kind, f"{above}{name}.", seen | {cls, shape.model})


def references(model: BaseModel, at: Loc = ()) -> Iterator[tuple[Loc, str, str]]:
    """Every reference in ``model``: where, the kind, the slug."""
    for name, shape in shapes(type(model)).items():
        if not shape.kind and not shape.model:
            continue
        value = shape.of(model, name)
        values = enumerate(value) if shape.many else ((None, value),) if value is not None else ()
        for number, one in values:
            loc = (*at, name) if number is None else (*at, name, number)
            if shape.kind:
                yield loc, shape.kind, one
            else:
                yield from references(one, loc)


def dates(model: BaseModel, at: Loc = ()) -> Iterator[tuple[Loc, edtf.Date]]:
    """Every date in ``model``, and where it stands."""
    for name, shape in shapes(type(model)).items():
        for number, one in enumerate(shape.values(model, name)):
            loc = (*at, name, number) if shape.many else (*at, name)
            if isinstance(one, edtf.Date):
                yield loc, one
            elif isinstance(one, BaseModel):
                yield from dates(one, loc)


def choices(model: BaseModel) -> Iterator[tuple[str, str]]:
    """What ``model`` is by choice: (field, value) of each choice it has made itself, its parts left out."""
    for name, shape in shapes(type(model)).items():
        value = shape.of(model, name)
        if (shape.choices or shape.site_choice) and isinstance(value, str):
            yield name, value


def references_of_invalid(
    cls: type[BaseModel], data: Mapping[str, Any], at: Loc = ()
) -> Iterator[tuple[Loc, str, str]]:
    """Every reference in ``data``, which is no sound ``cls``: as far as it has the shape of one."""
    for name, shape in shapes(cls).items():
        value = data.get(name)
        values = enumerate(value) if shape.many and isinstance(value, list) else ((None, value),)
        for number, one in values:
            loc = (*at, name) if number is None else (*at, name, number)
            if shape.model and isinstance(one, dict):
                yield from references_of_invalid(shape.model, one, loc)
            elif shape.type.word_kind and isinstance(one, str) and SLUG.fullmatch(one):
                yield loc, shape.type.word_kind, str(one)


def web_addresses(model: BaseModel) -> Iterator[tuple[str, str]]:
    """Every address on the web in ``model``, and the archived copy of it that its part of the record names, if any."""
    for name, shape in shapes(type(model)).items():
        for one in shape.values(model, name):
            if isinstance(one, BaseModel):
                yield from web_addresses(one)
            elif shape.type.name == WebAddressType.name and name != ARCHIVED:
                yield one, getattr(model, ARCHIVED, None) or ""


def amounts(model: BaseModel, at: Loc = ()) -> Iterator[Loc]:
    """Where ``model`` holds values that want evidence, parts with sources of their own left out."""
    for name, shape in shapes(type(model)).items():
        if not shape.type.needs_evidence and (not shape.model or "sources" in shape.model.model_fields):
            continue
        for number, one in enumerate(shape.values(model, name)):
            loc = (*at, name, number) if shape.many else (*at, name)
            if shape.type.needs_evidence:
                yield loc
            else:
                yield from amounts(one, loc)


def model_at(cls: type[BaseModel], loc: Sequence[str | int]) -> type[BaseModel]:
    """The class of the part of ``cls`` that ``loc`` lies in."""
    for step in loc:
        if isinstance(step, str):
            cls = shapes(cls).get(step, _NO_FIELD).model or cls
    return cls


def shape_at(cls: type[BaseModel], loc: Sequence[str | int]) -> Shape:
    """The field at ``loc``, or the list in which that is one of many."""
    loc = loc[:-1] if loc and isinstance(loc[-1], int) else loc
    return shapes(model_at(cls, loc[:-1])).get(str(loc[-1]), _NO_FIELD) if loc else _NO_FIELD


def choices_at(cls: type[BaseModel], loc: Sequence[str | int]) -> tuple[str, ...]:
    """The choices of the field at ``loc``."""
    return shape_at(cls, loc).choices


def _shape(annotation: Any, metadata: tuple[Any, ...]) -> Shape:
    given = [item for item in metadata if isinstance(item, FieldType)]
    if given:
        return _shape_of(given[-1].bound(annotation))
    origin = get_origin(annotation)
    if origin is Annotated:
        inner, *more = get_args(annotation)
        return _shape(inner, tuple(more))
    if origin in (Union, types.UnionType):
        parts = [part for part in get_args(annotation) if part is not type(None)]
        return _shape(parts[0], ()) if len(parts) == 1 else _NO_FIELD
    if origin is tuple:
        inner, *more = get_args(annotation)
        one = _shape(inner, ())
        return one._replace(many=True) if more == [...] and not one.many else _NO_FIELD
    return _shape_of(claimed(annotation))


def _shape_of(own: FieldType[Any]) -> Shape:
    return Shape(own, False, own.model, own.kind, own.choices, own.site_choice)
