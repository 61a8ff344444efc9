"""The form of one entry: its files as they are at the desk, as controls; and where each problem is told.

In: the files of an entry, their bytes, what forms are made with. Out: ``EntryForm``, plain frozen data.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from xieshou.content.kinds import FOLDERS
from xieshou.content.kinds.article import Article, TranslationWords
from xieshou.core.problems import Problem
from xieshou.desk.entry_files import EntryFile, EntryFiles
from xieshou.desk.fault_places import FaultPlace, place_of
from xieshou.desk.fields import TEXT, Asking, Control, FieldGroup, Member, control_name, controls
from xieshou.desk.file_editing import EditedFile
from xieshou.desk.saving import BASE, facts_of
from xieshou.desk.typed_lines import Unspliceable

WORDS = ("title", "summary", "author", "translator")
"""Fields of an article that each language has for itself."""
STATUS = ("draft", "publish_at", "withdrawn", "withdrawal", "was", "public")
"""Fields that say whether an entry is published, and where."""
_LEFT_OUT = ("parity",)
Slots = Mapping[str, list[Problem]]
"""Problems by the place where they are told: ``field|language``; empty at the top."""


@dataclass(frozen=True, slots=True)
class FormFile:
    """One file as the form was made of it. ``base``: its digest; ``refused``: why it can't be changed in part."""

    file: EntryFile
    base: str
    there: bool
    refused: str = ""

    @property
    def base_name(self) -> str:
        """What the digest is sent as."""
        return control_name(self.file.key, BASE)


@dataclass(frozen=True, slots=True)
class LanguageColumn:
    """What stands in one language: words, and a text."""

    language: str
    words: tuple[Member, ...]
    text: Control | None
    below: tuple[Member, ...] = ()
    """What stands below the text: whether it may be published."""


@dataclass(frozen=True, slots=True)
class EntryForm:
    """The form of an entry."""

    kind: str
    slug: str
    original: str
    files: tuple[FormFile, ...]
    columns: tuple[LanguageColumn, ...]
    facts: tuple[Member, ...]
    links: tuple[Member, ...]
    status: tuple[Member, ...]

    @property
    def members(self) -> tuple[Member, ...]:
        """Every member of the form."""
        columns = (
            one
            for column in self.columns
            for one in (*column.words, *([column.text] if column.text else []), *column.below)
        )
        return (*columns, *self.facts, *self.links, *self.status)

    @property
    def linked(self) -> int:
        """How many entries it leads to."""
        return sum(bool(one.value) for one in controls(self.links))

    @property
    def title(self) -> str:
        """What the entry is called, in the first language that has a name for it."""
        named = (one.value for one in controls(self.members) if one.field in ("title", "name") and one.value)
        return next(named, self.slug)

    def with_values(self, values: Mapping[str, str]) -> EntryForm:
        """The same with other values in the controls of these names."""

        def over(members: Iterable[Member]) -> tuple[Member, ...]:
            return tuple(
                replace(one, members=over(one.members))
                if isinstance(one, FieldGroup)
                else replace(one, value=values.get(one.name, one.value))
                for one in members
            )

        def column(one: LanguageColumn) -> LanguageColumn:
            texts = over([one.text]) if one.text else ()
            text = texts[0] if texts and isinstance(texts[0], Control) else None
            return LanguageColumn(one.language, over(one.words), text, over(one.below))

        columns = map(column, self.columns)
        return replace(
            self, columns=tuple(columns), facts=over(self.facts), links=over(self.links), status=over(self.status)
        )


Read = Callable[[str], bytes | None]
"""The bytes of a file at the desk."""


def form_of(files: EntryFiles, read: Read, remember: Callable[[bytes], str], asking: Asking) -> EntryForm:
    """The form of the entry whose files ``read`` reads; ``remember`` keeps what it is made of, and gives the digest."""
    known: dict[str, FormFile] = {}
    data: dict[str, bytes] = {}
    for file in files.files:
        found = read(file.name)
        data[file.key] = found or b""
        refused = ""
        try:
            EditedFile.of(data[file.key], file.name)
        except Unspliceable as error:
            refused = error.code
        known[file.key] = FormFile(file, remember(found) if found is not None else "", found is not None, refused)
    own = files.facts
    sound = not known[own.key].refused
    facts = facts_of(data[own.key], own) if sound else {}
    own_cls = own.cls
    assert own_cls is not None
    ask = replace(asking, file=own.key)
    words = WORDS if files.kind == Article.kind else ()
    fields = ask.form(own_cls, facts, (*words, *STATUS, *_LEFT_OUT)) if sound else ()
    status = (
        tuple(ask.of_field(own_cls, name, facts) for name in STATUS if name in own_cls.model_fields) if sound else ()
    )
    return EntryForm(
        files.kind,
        files.slug,
        files.original,
        tuple(known.values()),
        tuple(_columns(files, known, data, asking)),
        fields,
        ask.links(facts, own_cls) if sound else (),
        status,
    )


def _columns(
    files: EntryFiles, known: Mapping[str, FormFile], data: Mapping[str, bytes], asking: Asking
) -> Iterable[LanguageColumn]:
    for file in files.files:
        if not file.has_text or known[file.key].refused:
            continue
        own = replace(asking, file=file.key, file_language=file.language)
        words: tuple[Member, ...] = ()
        below: tuple[Member, ...] = ()
        if file.cls is not None:
            facts = facts_of(data[file.key], file)
            words = tuple(own.of_field(file.cls, name, facts) for name in WORDS)
            below = (own.of_field(file.cls, "draft", facts),) if file.cls is TranslationWords else ()
        text = EditedFile.of(data[file.key], file.name).text
        name = control_name(file.key, TEXT, file.language)
        label = asking.words("entry.text")
        yield LanguageColumn(file.language, words, Control(name, TEXT, file.language, label, "text", text), below)


def slots_of(form: EntryForm, read: Read, problems: Iterable[Problem]) -> dict[str, list[Problem]]:
    """The problems of an entry's files by the place in its form where each is told."""
    by_name = {one.file.name: one for one in form.files}
    fields = {(one.field, one.lang) for one in controls(form.members)}
    groups = set(_groups(form.members))
    found: defaultdict[str, list[Problem]] = defaultdict(list)
    for problem in problems:
        own = by_name.get(problem.path)
        if own is None:
            continue
        found[_slot(_place(problem, own, read), fields, groups)].append(problem)
    return dict(found)


def _place(problem: Problem, own: FormFile, read: Read) -> FaultPlace:
    file = own.file
    if own.refused:
        return FaultPlace()
    edited = EditedFile.of(read(file.name) or b"", file.name)
    return place_of(problem, edited, file.cls or Article, file.inside, file.language)


def _slot(place: FaultPlace, fields: set[tuple[str, str]], groups: set[str]) -> str:
    dotted = place.field
    while dotted:
        for lang in dict.fromkeys((place.lang, "")):
            if (dotted, lang) in fields:
                return f"{dotted}|{lang}"
        if dotted in groups:
            return f"{dotted}|"
        dotted = dotted.rpartition(".")[0]
    return ""


def _groups(members: Iterable[Member]) -> Iterable[str]:
    for one in members:
        if isinstance(one, FieldGroup):
            yield one.field
            yield from _groups(one.members)


def is_link(name: str) -> bool:
    """Whether a field is a list of entries of a kind."""
    return name in FOLDERS
