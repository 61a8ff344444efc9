"""What a record class holds, read from its annotations: for references, unknown keys, handbook and schema alike."""

from __future__ import annotations

import types
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Annotated, Any, Literal, NamedTuple, Union, get_args, get_origin

from pydantic import BaseModel

from xieshou.content.schema.fields import SLUG, Reference, SiteChoice
from xieshou.content.schema.quantities import Quantity

Loc = tuple[str | int, ...]


class Shape(NamedTuple):
    """A field: many or one, of a sub-record, of references to ``kind``, of fixed choices or the site's.

    ``attribute``: what it is called in Python, where what editors write (``for``) is a word of Python's own. ``leaf``:
    the class of a value that is none of these: a text, a date, a quantity, a string.
    """

    many: bool = False
    model: type[BaseModel] | None = None
    kind: str = ""
    choices: tuple[str, ...] = ()
    site_choice: str = ""
    attribute: str = ""
    leaf: type | None = None

    def of(self, model: BaseModel, name: str) -> Any:
        """The value of the field ``name`` in ``model``."""
        return getattr(model, self.attribute or name)


@cache
def shapes(cls: type[BaseModel]) -> dict[str, Shape]:
    """The shape of each field of ``cls``, by the name editors write."""
    return {
        info.alias or name: _shape(info.annotation, tuple(info.metadata))._replace(attribute=name if info.alias else "")
        for name, info in cls.model_fields.items()
    }


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
                continue
            # Evidence may be the source's slug alone.
            kind = shapes(shape.model).get("source", Shape()).kind if shape.model else shape.kind
            if kind and isinstance(one, str) and SLUG.fullmatch(one):
                yield loc, kind, str(one)


def amounts(model: BaseModel, at: Loc = ()) -> Iterator[Loc]:
    """Where ``model`` holds quantities, parts with sources of their own left out."""
    for name in type(model).model_fields:
        value = getattr(model, name)
        for number, one in enumerate(value if isinstance(value, tuple) else (value,)):
            loc = (*at, name, number) if isinstance(value, tuple) else (*at, name)
            if isinstance(one, Quantity):
                yield loc
            if isinstance(one, BaseModel) and "sources" not in type(one).model_fields:
                yield from amounts(one, loc)


def model_at(cls: type[BaseModel], loc: Sequence[str | int]) -> type[BaseModel]:
    """The class of the part of ``cls`` that ``loc`` lies in."""
    for step in loc:
        if isinstance(step, str):
            shape = shapes(cls).get(step, Shape())
            cls = shape.model or cls
    return cls


def choices_at(cls: type[BaseModel], loc: Sequence[str | int]) -> tuple[str, ...]:
    """The choices of the field at ``loc``."""
    return shapes(model_at(cls, loc[:-1])).get(str(loc[-1]), Shape()).choices


def _shape(annotation: Any, metadata: tuple[Any, ...]) -> Shape:
    for item in metadata:
        if isinstance(item, Reference):
            return Shape(kind=item.kind)
        if isinstance(item, SiteChoice):
            return Shape(site_choice=item.name)
    origin = get_origin(annotation)
    if origin is Annotated:
        inner, *more = get_args(annotation)
        return _shape(inner, tuple(more))
    if origin in (Union, types.UnionType):
        return next((_shape(part, ()) for part in get_args(annotation) if part is not type(None)), Shape())
    if origin is tuple:
        return _shape(get_args(annotation)[0], ())._replace(many=True)
    if origin is Literal:
        return Shape(choices=tuple(map(str, get_args(annotation))))
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return Shape(model=annotation)
    return Shape(leaf=annotation if isinstance(annotation, type) else None)
