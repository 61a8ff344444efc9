"""A file of ``content/`` with other facts or another text, and every byte that is not of these as it was.

In: the bytes of a record, of a list of them, or of a text, and what it is to say. Out: the new bytes. Raises
``Unspliceable`` where the file can't be read well enough to change a part of it.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any

from xieshou.content.source.decode import split
from xieshou.content.yaml.document import YamlDocument, parse_yaml
from xieshou.desk.splicing import spliced
from xieshou.desk.typed_lines import TypedFile, TypedLine, Unspliceable, replaced, texts
from xieshou.desk.yaml_edits import Order
from xieshou.desk.yaml_writing import clean, document


def digest_of(data: bytes | None) -> str:
    """By which a file is known again; empty of one that is not there."""
    return "" if data is None else hashlib.blake2b(data, digest_size=16).hexdigest()


@dataclass(frozen=True, slots=True)
class EditedFile:
    """A file that is to be changed: as it was typed, where its facts lie (lines from ``first`` to ``end``, without it)
    and where its text begins. ``facts`` and ``text`` are what it says now.
    """

    name: str
    file: TypedFile
    first: int
    end: int
    body: int
    facts: Any
    document: YamlDocument | None

    @classmethod
    def of(cls, data: bytes, name: str) -> EditedFile:
        """The file ``name`` that holds ``data``. Raises ``Unspliceable``."""
        file = TypedFile.of(data)
        lines = texts(file.lines)
        if not name.endswith(".md"):
            return cls(name, file, 0, len(lines), len(lines), *_facts(lines, name, 1))
        source, _ = split("\n".join(lines), name, b"")
        if source is None:
            raise Unspliceable("front-matter")
        if source.front is None:
            return cls(name, file, 0, 0, 0, {}, None)
        first = source.front_line - 1
        end = first + source.front.count("\n")
        return cls(name, file, first, end, source.body_line - 1, *_facts(lines[first:end], name, source.front_line))

    @property
    def text(self) -> str:
        """Its text, whose lines end in ``\\n``."""
        return "\n".join(texts(self.file.lines[self.body :]))

    def with_facts(self, wanted: Any, order: Order) -> bytes:
        """Its bytes with other facts. Raises ``Unspliceable``."""
        own = self.file.lines[self.first : self.end]
        lines = texts(own)
        ended = bool(lines) and not lines[-1] and self.end == len(self.file.lines)
        new = spliced(lines[:-1] if ended else lines, wanted, order)
        if ended:
            new = [*new, ""]
        elif not self.document and self.name.endswith(".md"):
            return self._begun(wanted) if wanted else self.file.data()
        return self.file.data(self._with(self.first, self.end, new))

    def with_text(self, text: str) -> bytes:
        """Its bytes with another text."""
        return self.file.data(self._with(self.body, len(self.file.lines), clean(text).split("\n")))

    def _begun(self, wanted: Any) -> bytes:
        """A text that had no facts, with them."""
        usual = self.file.usual
        head = f"---\n{document(wanted)}---\n".split("\n")[:-1]
        return self.file.data([*(TypedLine(line, usual) for line in head), *self.file.lines])

    def _with(self, first: int, end: int, new: list[str]) -> tuple[TypedLine, ...]:
        """Its lines, those from ``first`` to ``end`` replaced."""
        lines, usual = self.file.lines, self.file.usual
        if end == len(lines):
            return (*lines[:first], *replaced(lines[first:], new, usual))
        return (*lines[:first], *replaced((*lines[first:end], TypedLine("", "")), [*new, ""], usual)[:-1], *lines[end:])


def _facts(lines: list[str], name: str, first_line: int) -> tuple[Any, YamlDocument | None]:
    document, problems = parse_yaml("\n".join(lines), name, first_line)
    if document is None or any(one.code.startswith("yaml-") for one in problems):
        raise Unspliceable("yaml")
    return (document.data if document.root is not None else {}), document


def edited(data: bytes, name: str, facts: Any, text: str | None, order: Order) -> bytes:
    """``data`` of the file ``name`` that says ``facts``, and where it is a text, ``text`` (None: its own)."""
    if facts is not None:
        data = EditedFile.of(data, name).with_facts(facts, order)
    if text is not None:
        file = EditedFile.of(data, name)
        if clean(text) != file.text:
            data = file.with_text(text)
    return data
