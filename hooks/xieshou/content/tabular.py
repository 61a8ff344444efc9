"""The fields of a class as columns of a table, and what a record says in them.

In: fields of a class, and a record of it. Out: (column, text) pairs, the same columns for every record. A part is
spread over columns (``status.stage``). A list of parts is a table of its own; where ``lists`` are to stand in cells, it
is a column.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pydantic import BaseModel

from xieshou.content.schema.introspect import Fields, Shape, data_fields
from xieshou.content.schema.types.base import Published


def part_tables(cls: type[BaseModel]) -> tuple[str, ...]:
    """The fields of a kind that are tables of their own."""
    return tuple(name for name, shape in data_fields(cls) if shape.many and shape.type.has_columns)


def columns_of(
    fields: Fields, above: tuple[str, ...] = (), *, lists: bool = False
) -> Iterator[tuple[tuple[str, ...], Shape]]:
    """The fields behind the columns: the way to each, and its shape."""
    for name, shape in fields:
        if shape.model is not None and not shape.many:
            yield from columns_of(data_fields(shape.model), (*above, name), lists=True)
        elif lists or not (shape.many and shape.type.has_columns):
            yield (*above, name), shape


@dataclass(frozen=True, slots=True)
class RowWriter:
    """Writes records in ``languages``; what they name is left out unless it is among ``published``."""

    languages: Sequence[str]
    published: Published = frozenset()

    def cells(
        self, fields: Fields, model: BaseModel | None, prefix: str = "", *, lists: bool = False
    ) -> Iterator[tuple[str, str]]:
        """The columns of ``fields``, with what ``model`` says in them."""
        for name, shape in fields:
            written = shape.values(model, name) if model is not None else ()
            values = [value for value in written if shape.type.is_published(value, self.published)]
            if shape.model is not None and not shape.many:
                part = values[0] if values else None
                yield from self.cells(data_fields(shape.model), part, f"{prefix}{name}.", lists=True)
            elif lists or not (shape.many and shape.type.has_columns):
                texts = shape.type.csv_cells(values, self.languages, self.published)
                for end, text in zip(shape.type.columns(self.languages), texts, strict=True):
                    yield f"{prefix}{name}{end}", text
