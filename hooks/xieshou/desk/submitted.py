"""What was sent with a form, as facts: only what differs from what the form showed is changed.

In: the data of the file that the form was made of, the class of its kind, and what was sent. Out: the data that the
file is to say. A field that is sent as it was shown is not touched, however it is written in the file; one that is
empty goes.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from xieshou.content.kinds import FOLDERS
from xieshou.content.schema.introspect import Shape, model_at, shape_at, shapes
from xieshou.desk.data_differences import Loc
from xieshou.desk.fields import SEPARATOR
from xieshou.desk.yaml_edits import Order
from xieshou.desk.yaml_writing import clean

_MOST_ITEMS = 2000
_STEP = re.compile(r"[a-z_][a-z0-9_]*|[0-9]{1,4}")
REMOVE = "remove"


@dataclass(frozen=True, slots=True)
class Sent:
    """One control as it was sent: its field, its language, its value."""

    dotted: str
    lang: str
    value: str

    @property
    def loc(self) -> Loc:
        """Where its value stands in the data, its language aside."""
        return tuple(int(step) if step.isdecimal() else step for step in self.dotted.split("."))


def sent_of(form: Iterable[tuple[str, str]], file: str) -> list[Sent]:
    """The controls of one file among what was sent; what no control of ours can be called is left out."""
    found = []
    for name, value in form:
        parts = name.split(SEPARATOR)
        if len(parts) == 3 and parts[0] == file and all(map(_STEP.fullmatch, parts[1].split("."))):
            found.append(Sent(parts[1], parts[2], clean(value)))
    return found


def order_of(cls: type[BaseModel], languages: tuple[str, ...], depth: int = 0) -> Order:
    """In which order the fields of a ``cls`` are written; ``depth``: how deep it stands in its file."""

    def order(loc: Loc) -> tuple[str, ...]:
        own = loc[depth:]
        if own and shape_at(cls, own).type.name == "text":
            return languages
        names = tuple(shapes(model_at(cls, own)))
        return names if own else (*names, *FOLDERS)

    return order


@dataclass(frozen=True, slots=True)
class Receiving:
    """What is sent for a file that holds a ``cls``. ``languages``: those of its texts."""

    cls: type[BaseModel]
    languages: tuple[str, ...]

    def changes(self, base: Any, sent: Iterable[Sent]) -> dict[tuple[Loc, str], str]:
        """What was sent otherwise than it was shown, by place and language; what is to go has ``remove`` for one."""
        found: dict[tuple[Loc, str], str] = {}
        for one in sent:
            if one.lang == REMOVE:
                if one.value:
                    found[one.loc, REMOVE] = ""
            elif self._known(one.loc) and one.value != self._shown(base, one):
                found[one.loc, one.lang] = one.value
        return found

    def applied(self, base: Any, changes: Mapping[tuple[Loc, str], str]) -> Any:
        """``base`` with these changes."""
        data = copy.deepcopy(base) if isinstance(base, dict) else {}
        removed = [loc for loc, lang in changes if lang == REMOVE]
        for (loc, lang), value in changes.items():
            if lang != REMOVE and not any(loc[: len(gone)] == gone for gone in removed):
                self._put(data, (*loc, lang) if self._is_text(loc) else loc, value)
        for loc in removed:
            _take_out(data, loc)
        touched = {loc[:depth] for loc, _ in changes for depth in range(1, len(loc) + 1)}
        return _without_gaps(data, (), touched)

    def _is_text(self, loc: Loc) -> bool:
        return self._shape(loc).type.name == "text"

    def _shape(self, loc: Loc) -> Shape:
        return shape_at(self.cls, loc)

    def _known(self, loc: Loc) -> bool:
        """Whether a place is that of a field, as deep as it goes."""
        if any(isinstance(step, int) and step > _MOST_ITEMS for step in loc):
            return False
        if loc[0] in FOLDERS and loc[0] not in shapes(self.cls):
            return len(loc) == 2 and isinstance(loc[1], int)
        return _is_field(self.cls, loc)

    def _shown(self, base: Any, one: Sent) -> str:
        value = self._value(base, (*one.loc, one.lang) if self._is_text(one.loc) else one.loc)
        return clean(value) if isinstance(value, str) else ""

    def _value(self, data: Any, loc: Loc) -> Any:
        for number, step in enumerate(loc):
            if isinstance(data, str):
                short = _short(self.cls, loc[:number])
                alone = isinstance(step, int) and step == 0
                if step == short or alone:
                    continue
                return None
            try:
                data = data[step]
            except (KeyError, IndexError, TypeError):
                return None
        return data

    def _put(self, data: Any, loc: Loc, value: str) -> None:
        """Write ``value`` at ``loc``, making what is missing on the way; nothing where it is empty."""
        holder = data
        for number, step in enumerate(loc[:-1]):
            following = loc[number + 1]
            inner = _get(holder, step)
            if isinstance(inner, str) and isinstance(following, int):
                inner = [inner]
                _set(holder, step, inner)
            elif isinstance(inner, str):
                short = _short(self.cls, loc[: number + 1])
                if following == short and value:
                    _set(holder, step, value)
                    return
                inner = {short: inner} if short and inner else {}
                _set(holder, step, inner)
            elif not isinstance(inner, list if isinstance(following, int) else dict):
                if not value:
                    return
                inner = [] if isinstance(following, int) else {}
                _set(holder, step, inner)
            holder = inner
        if value.strip():
            _set(holder, loc[-1], value)
        elif isinstance(holder, dict):
            holder.pop(str(loc[-1]), None)
        elif isinstance(loc[-1], int) and loc[-1] < len(holder):
            holder[loc[-1]] = _GAP


_GAP: dict[str, Any] = {}
"""Stands for an item of a list that is to go."""


def _is_field(cls: type[BaseModel], loc: Loc) -> bool:
    step, *rest = loc
    shape = shapes(cls).get(str(step))
    if shape is None or isinstance(step, int):
        return False
    if shape.many:
        if not rest or not isinstance(rest[0], int):
            return False
        rest = rest[1:]
    if shape.model is not None:
        return bool(rest) and _is_field(shape.model, tuple(rest))
    return not rest


def _short(cls: type[BaseModel], loc: Loc) -> str:
    return str(getattr(shape_at(cls, loc).type, "short", "")) if loc else ""


def _get(holder: Any, step: str | int) -> Any:
    if isinstance(holder, list):
        return holder[step] if isinstance(step, int) and step < len(holder) else None
    return holder.get(step)


def _set(holder: Any, step: str | int, value: Any) -> None:
    if isinstance(holder, dict):
        holder[step] = value
        return
    assert isinstance(step, int)
    while len(holder) <= step:
        holder.append(_GAP)
    holder[step] = value


def _take_out(data: Any, loc: Loc) -> None:
    for step in loc[:-1]:
        data = _get(data, step) if isinstance(data, (dict, list)) else None
    if isinstance(data, list) and isinstance(loc[-1], int) and loc[-1] < len(data):
        data[loc[-1]] = _GAP


def _without_gaps(data: Any, loc: Loc, touched: set[Loc]) -> Any:
    """``data`` without what has become empty where something was changed; what was typed empty elsewhere stays."""
    if isinstance(data, dict):
        own = {key: _without_gaps(value, (*loc, key), touched) for key, value in data.items()}
        return {key: value for key, value in own.items() if not (value in ({}, []) and (*loc, key) in touched)}
    if isinstance(data, list):
        listed = [_without_gaps(value, (*loc, number), touched) for number, value in enumerate(data)]
        return [
            value
            for number, value in enumerate(listed)
            if data[number] is not _GAP and not (value in ({}, []) and (*loc, number) in touched)
        ]
    return data
