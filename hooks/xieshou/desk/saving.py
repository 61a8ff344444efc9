"""What was sent with a form, saved: the files it changes, and whether anybody else changed them meanwhile.

In: the files of an entry, what was sent, and the desk's own folder. Out: ``FormChange`` of each file: what it was made
from, what it is now, what it shall be. Nothing is written here but by ``hand_in``, which writes a file only if it still
is what the change was made from.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from xieshou.content.units import Unit
from xieshou.core.problems import Problem, Severity
from xieshou.desk.data_differences import Loc
from xieshou.desk.drawer import Drawer, Overtaken, confined, read, write
from xieshou.desk.entry_files import EntryFile, EntryFiles
from xieshou.desk.fields import TEXT, control_name
from xieshou.desk.file_editing import EditedFile, digest_of, edited
from xieshou.desk.submitted import Receiving, order_of, sent_of
from xieshou.desk.yaml_writing import clean

BASE = "base"
"""What the digest of the file that a form was made from is called."""


@dataclass(frozen=True, slots=True)
class FormChange:
    """What a form changes in one file. ``base``: what the form was made from; ``now``: what the file is (None: not
    there); ``facts`` and ``text``: what was sent otherwise than it was shown.
    """

    file: EntryFile
    base: bytes
    now: bytes | None
    facts: Mapping[tuple[Loc, str], str] = field(default_factory=dict)
    text: str | None = None

    @property
    def is_one(self) -> bool:
        """Whether anything is changed."""
        return bool(self.facts) or self.text is not None

    @property
    def conflicts(self) -> bool:
        """Whether the file is another than the form was made from."""
        return self.is_one and (self.now or b"") != self.base

    def made(self, languages: tuple[str, ...]) -> bytes:
        """The file as it is now, with the change. Raises ``Unspliceable``."""
        return with_change(self.now or b"", self.file, self.facts, self.text, languages)


def facts_of(data: bytes, file: EntryFile) -> Any:
    """The data of an entry in the bytes of its file. Raises ``Unspliceable``."""
    facts = EditedFile.of(data, file.name).facts
    for step in file.inside:
        facts = facts[step] if isinstance(facts, list) and isinstance(step, int) and step < len(facts) else {}
    return facts if isinstance(facts, dict) else {}


def with_change(
    data: bytes, file: EntryFile, facts: Mapping[tuple[Loc, str], str], text: str | None, languages: tuple[str, ...]
) -> bytes:
    """``data`` of ``file`` with other facts and another text. Raises ``Unspliceable``."""
    wanted = None
    if facts and file.cls is not None:
        own = Receiving(file.cls, languages).applied(facts_of(data, file), facts)
        wanted = own
        if file.inside:
            whole = list(EditedFile.of(data, file.name).facts)
            whole[int(file.inside[0])] = own
            wanted = whole
    cls = file.cls
    order = order_of(cls, languages, len(file.inside)) if cls else lambda _: ()
    return edited(data, file.name, wanted, text, order)


@dataclass(frozen=True, slots=True)
class Desk:
    """Where files are: in the project in ``root``, and the work on them in the drawer."""

    root: Path
    drawer: Drawer
    languages: tuple[str, ...]

    def current(self, name: str) -> bytes | None:
        """A file as whoever works at the desk sees it: with their own work."""
        draft = self.drawer.draft(name)
        return draft.data if draft else self.live(name)

    def live(self, name: str) -> bytes | None:
        """A file as it is in the project."""
        return read(confined(self.root, name))

    def overtaken(self, name: str) -> bool:
        """Whether a file was changed since the work on it was begun."""
        draft = self.drawer.draft(name)
        return draft is not None and draft.base != digest_of(self.live(name))

    def changes(self, files: EntryFiles, form: Sequence[tuple[str, str]]) -> list[FormChange]:
        """What was sent, file by file. Raises ``LookupError`` where a form was made from something nobody knows."""
        sent = dict(form)
        found = []
        for file in files.files:
            digest = sent.get(control_name(file.key, BASE))
            if digest is None:
                continue
            base = self.drawer.recall(digest) if digest else b""
            if base is None:
                raise LookupError(file.name)
            found.append(self._change(file, base, form, sent))
        return found

    def _change(
        self, file: EntryFile, base: bytes, form: Iterable[tuple[str, str]], sent: Mapping[str, str]
    ) -> FormChange:
        facts: dict[tuple[Loc, str], str] = {}
        if file.cls is not None:
            facts = Receiving(file.cls, self.languages).changes(facts_of(base, file), sent_of(form, file.key))
            facts = {key: value for key, value in facts.items() if key[0] != (TEXT,) and key[0] != (BASE,)}
        text = None
        if file.has_text and (typed := sent.get(control_name(file.key, TEXT, file.language))) is not None:
            text = clean(typed)
            if text == EditedFile.of(base, file.name).text:
                text = None
        now = self.current(file.name)
        if self.overtaken(file.name) and digest_of(self.live(file.name)) == digest_of(base or None):
            now = self.live(file.name)  # both versions were shown, and what was sent is what shall be of them
        return FormChange(file, base, now, facts, text)

    def keep(self, change: FormChange) -> bytes:
        """Keep a change at the desk. Raises ``Unspliceable``."""
        data = change.made(self.languages)
        draft, live = self.drawer.draft(change.file.name), self.live(change.file.name)
        fresh = draft is None or change.now == live
        self.drawer.keep(change.file.name, data, digest_of(live) if draft is None or fresh else draft.base)
        return data

    def companions(self, names: Iterable[str], units: Sequence[Unit]) -> dict[str, bytes]:
        """The new work that the files ``names`` rest on: entries that are at the desk alone, and their pictures."""
        by_id: defaultdict[str, list[Unit]] = defaultdict(list)
        for unit in units:
            by_id[f"{unit.kind}/{unit.slug}"].append(unit)
        waiting, seen = [unit for unit in units if unit.path in {*names}], {*names}
        found: dict[str, bytes] = {}
        while waiting:
            unit = waiting.pop()
            pictures = [name for _, name in (*unit.images, *unit.attached)]
            wanted = [f"assets/{name}" for name in pictures]
            for other in (one for link in unit.links for one in by_id[link]):
                wanted.append(other.path)
            for name in wanted:
                draft = self.drawer.draft(name) if name not in seen else None
                seen.add(name)
                if draft and not draft.base:
                    found[name] = draft.data
                    waiting += [one for one in units if one.path == name]
        return found

    def drafts(self, files: EntryFiles) -> dict[str, bytes]:
        """The work on the files of an entry that is not handed in."""
        found = {file.name: self.drawer.draft(file.name) for file in files.files}
        return {name: draft.data for name, draft in found.items() if draft}

    def hand_in(self, names: Iterable[str], person: str, what: str) -> list[str]:
        """Put work into the project; the names of files that were changed meanwhile, which are left as they are."""
        left = []
        for name in names:
            draft = self.drawer.draft(name)
            if draft is None:
                continue
            now = self.live(name)
            if digest_of(now) != draft.base:
                if now == draft.data:
                    self.drawer.drop(name)
                else:
                    left.append(name)
                continue
            if now is not None:
                self.drawer.record(name, now, "", "before")
            try:
                write(confined(self.root, name), draft.data, over=draft.base)
            except Overtaken:
                left.append(name)
                continue
            self.drawer.record(name, draft.data, person, what)
            self.drawer.drop(name)
        return left


def stopped_by(problems: Iterable[Problem], names: Iterable[str]) -> list[Problem]:
    """The errors in these files: what has none may be handed in."""
    own = {*names}
    return [one for one in problems if one.severity is Severity.ERROR and one.path in own]
