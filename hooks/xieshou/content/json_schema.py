"""The JSON Schema of a record, as an editor writes it: for editors that complete and check YAML, and for forms.

In: a kind, and what the site names itself, where that is known. Out: plain data (JSON Schema 2020-12). It says what a
field's type says. What fields mean to each other (a picture needs its file) only reading tells.
"""

from __future__ import annotations

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from xieshou.content.accepted import AcceptedWarning
from xieshou.content.kinds import FOLDERS, KINDS
from xieshou.content.schema.introspect import shapes
from xieshou.content.schema.types.base import ANY_SITE, JsonSchema, SiteNames
from xieshou.content.schema.types.slug import ReferenceType
from xieshou.core.acceptance import KEY

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schema_of(kind: str, site: SiteNames = ANY_SITE) -> JsonSchema:
    """The schema of a record of ``kind``. Raises ``KeyError`` where there is no such kind."""
    cls = KINDS[kind]
    parts: dict[str, type[BaseModel]] = {}
    schema = _object(cls, site)
    links = {name: _list(ReferenceType(of).json_schema(site)) for name, of in FOLDERS.items()}
    links[KEY] = _list(_object(AcceptedWarning, site))
    schema["properties"] = links | schema["properties"]  # a field of its own is no list of links
    _collect(cls, parts)
    definitions = {name: _object(part, site) for name, part in parts.items()}
    return {"$schema": DIALECT, **schema} | ({"$defs": definitions} if definitions else {})


def _object(cls: type[BaseModel], site: SiteNames) -> JsonSchema:
    fields = {info.alias or name: info for name, info in cls.model_fields.items()}
    return {
        "title": cls.__name__,
        "type": "object",
        "properties": {name: _property(cls, name, info, site) for name, info in fields.items()},
        "required": [name for name, info in fields.items() if info.is_required()],
        "additionalProperties": False,
    }


def _property(cls: type[BaseModel], name: str, info: FieldInfo, site: SiteNames) -> JsonSchema:
    shape = shapes(cls)[name]
    own = shape.type.json_schema(site)
    if shape.type.example and "enum" not in own:
        own |= {"examples": [shape.type.example]}
    if not shape.many:
        return own
    limits = {"minItems": "min_length", "maxItems": "max_length"}
    found = {
        word: getattr(item, name) for word, name in limits.items() for item in info.metadata if hasattr(item, name)
    }
    listed = _list(own) | found
    return {"anyOf": [own, listed]} if shape.type.alone else listed


def _list(items: JsonSchema) -> JsonSchema:
    return {"type": "array", "items": items}


def _collect(cls: type[BaseModel], parts: dict[str, type[BaseModel]]) -> None:
    """The classes of the parts of ``cls``, and of theirs, into ``parts``."""
    for shape in shapes(cls).values():
        if shape.model is not None and shape.model.__name__ not in parts:
            parts[shape.model.__name__] = shape.model
            _collect(shape.model, parts)
