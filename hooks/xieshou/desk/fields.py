"""An entry's fields as controls of a form, read from the class of its kind: one of a site's own has a form too.

In: a class, the data that a file says, and the words. Out: controls and groups of them, plain frozen data. A control
is called by the file it belongs to, its field (dotted) and its language, and holds what the file says, as it is typed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from xieshou.content.kinds import FOLDERS
from xieshou.content.schema.introspect import Shape, shapes
from xieshou.content.schema.types.slug import ReferenceType
from xieshou.desk.words import DeskWords

SEPARATOR = "|"
"""Between the parts of a control's name; no field holds the sign."""
TEXT = "text"
"""The field of an entry's text."""
_DEEPEST = 6
_LONG = frozenset(
    ("summary", "note", "caption", "alt", "what", "reason", "why", "at", "scope", "wanted", "result", "work")
)
"""Fields whose words are sentences: their controls have room for them."""


def control_name(file: str, dotted: str, language: str = "") -> str:
    """What the control of a field is called."""
    return SEPARATOR.join((file, dotted, language))


@dataclass(frozen=True, slots=True)
class Control:
    """One control. ``widget``: ``line``, ``area``, ``choice``, or the name of its field type; ``shown``: what is called
    so by the slug that it holds; ``options``: values and their names; ``reads``: of which kind it names entries.
    """

    name: str
    field: str
    lang: str
    label: str
    widget: str
    value: str
    required: bool = False
    help: str = ""
    options: tuple[tuple[str, str], ...] = ()
    reads: str = ""
    shown: str = ""
    example: str = ""

    @property
    def id(self) -> str:
        """Its id on the page."""
        return f"f-{self.name.replace(SEPARATOR, '-').replace('.', '-')}"


@dataclass(frozen=True, slots=True)
class FieldGroup:
    """Controls that belong together: a text in its languages, a part of a record, a list. Of a list each member is a
    group, and the last of them is empty, to be filled in. ``removable``: the name of the control that takes it out.
    """

    field: str
    label: str
    form: str
    members: tuple[Control | FieldGroup, ...]
    required: bool = False
    help: str = ""
    removable: str = ""
    blank: bool = False

    @property
    def filled(self) -> bool:
        """Whether any of its controls holds something."""
        return any(one.value if isinstance(one, Control) else one.filled for one in self.members)

    @property
    def id(self) -> str:
        """Its id on the page."""
        return f"g-{self.field.replace('.', '-')}"


Member = Control | FieldGroup


def controls(members: Sequence[Member]) -> Iterator[Control]:
    """Every control in ``members``, however deep."""
    for one in members:
        if isinstance(one, Control):
            yield one
        else:
            yield from controls(one.members)


@dataclass(frozen=True, slots=True)
class Asking:
    """What forms are made with. ``file``: which file of the entry they are of; ``names``: titles by id; ``choices``:
    the site's own, each with its name.
    """

    kind: str
    languages: tuple[str, ...]
    words: DeskWords
    names: Mapping[str, str] = field(default_factory=dict)
    choices: Mapping[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)
    file: str = ""
    file_language: str = ""

    def form(self, cls: type[BaseModel], data: Any, without: Collection[str] = ()) -> tuple[Member, ...]:
        """The controls of every field of ``cls``, in its order, but for those ``without``."""
        made = list(self._fields(cls, data if isinstance(data, dict) else {}, "", without))
        # What must be said comes first, and where it is from last.
        return tuple(sorted(made, key=lambda one: (one.field == "sources", not one.required)))

    def links(self, data: Any, cls: type[BaseModel]) -> tuple[Member, ...]:
        """The lists of entries that it leads to, one a kind."""
        data = data if isinstance(data, dict) else {}
        return tuple(
            self._list(Shape(ReferenceType(kind), many=True, kind=kind), data.get(folder), folder, folder)
            for folder, kind in FOLDERS.items()
            if folder not in cls.model_fields
        )

    def of_field(self, cls: type[BaseModel], name: str, data: Any) -> Member:
        """The control or the group of one field."""
        found = {info.alias or own: info for own, info in cls.model_fields.items()}[name]
        return self._field(name, shapes(cls)[name], found, data.get(name) if isinstance(data, dict) else None, name)

    def _fields(
        self, cls: type[BaseModel], data: Mapping[str, Any], above: str, without: Collection[str] = ()
    ) -> Iterator[Member]:
        known = shapes(cls)
        for own, info in cls.model_fields.items():
            name = info.alias or own
            if name not in without:
                yield self._field(name, known[name], info, data.get(name), f"{above}{name}")

    def _field(self, name: str, shape: Shape, info: FieldInfo, value: Any, dotted: str) -> Member:
        required = info.is_required()
        if shape.many:
            return replace(self._list(shape, value, name, dotted), required=required)
        return self._one(name, shape, value, dotted, required, default=info.default)

    def _one(self, name: str, shape: Shape, value: Any, dotted: str, required: bool, default: Any = None) -> Member:
        label, own = self.words.field(self.kind, name), shape.type.name
        if shape.model is not None:
            short = str(getattr(shape.type, "short", ""))
            inner = {short: value} if isinstance(value, str) and short else value
            data = inner if isinstance(inner, dict) else {}
            deep = dotted.count(".") < _DEEPEST
            members = tuple(self._fields(shape.model, data, f"{dotted}.")) if deep else ()
            return FieldGroup(dotted, label, "part", members, required)
        if own == "text":
            return self._bilingual(name, value, dotted, required)
        return self._control(name, shape, value, dotted, required, default)

    def _bilingual(self, name: str, value: Any, dotted: str, required: bool) -> FieldGroup:
        said = value if isinstance(value, dict) else {}
        long = name in _LONG or any("\n" in str(words) or len(str(words)) > 60 for words in said.values())
        members = tuple(
            Control(
                control_name(self.file, dotted, language), dotted, language,
                self.words("language", language=self._language(language)), "area" if long else "line",
                str(said.get(language, "")), required and language == self.languages[0],
            )
            for language in self.languages
        )  # fmt: skip
        return FieldGroup(dotted, self.words.field(self.kind, name), "text", members, required)

    def _language(self, language: str) -> str:
        try:
            return self.words.labels(f"ui.language_{language}")
        except KeyError:
            return language

    def _control(self, name: str, shape: Shape, value: Any, dotted: str, required: bool, default: Any) -> Control:
        label, own, shown = self.words.field(self.kind, name), shape.type.name, ""
        options: tuple[tuple[str, str], ...] = ()
        text = value if isinstance(value, str) else ""
        if shape.choices:
            options = tuple((one, self.words.choice(name, one, self.kind)) for one in shape.choices)
        elif shape.site_choice:
            options = self.choices.get(shape.site_choice, ())
        elif own == "flag":
            usual = self.words("flags.yes" if default else "flags.no")
            options = (("true", self.words("flags.yes")), ("false", self.words("flags.no")))
            return Control(
                control_name(self.file, dotted), dotted, self.file_language, label, "flag", text, False,
                self.words("flags.usual", value=usual), options,
            )  # fmt: skip
        if shape.kind:
            shown = self.names.get(f"{shape.kind}/{text}", "")
        if options and text and text not in dict(options):
            options = (*options, (text, text))
        widget = "choice" if options else own
        help_ = self.words.tree["help"].get(own, "")
        area = widget == "line" and (name in _LONG or "\n" in text)
        return Control(
            control_name(self.file, dotted), dotted, self.file_language, label, "area" if area else widget, text,
            required, str(help_), options, shape.kind, shown, shape.type.example,
        )  # fmt: skip

    def _list(self, shape: Shape, value: Any, name: str, dotted: str) -> FieldGroup:
        items = [value] if isinstance(value, str) and value else value if isinstance(value, list) else []
        label, one = self.words.field(self.kind, name), shape._replace(many=False)
        groups = []
        for number in range(len(items) + 1):
            blank = number == len(items)
            own = f"{dotted}.{number}"
            member = self._one(name, one, None if blank else items[number], own, required=False)
            members = member.members if isinstance(member, FieldGroup) and shape.model is not None else (member,)
            removal = "" if blank else control_name(self.file, own, "remove")
            groups.append(FieldGroup(own, f"{label} {number + 1}", "item", members, removable=removal, blank=blank))
        return FieldGroup(dotted, label, "list", tuple(groups))
