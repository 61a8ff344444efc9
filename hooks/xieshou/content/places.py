"""Where in its file a reference stands.

In: the project's folder, and references as units keep them. Out: lines and columns. A file is read again, for its
places are needed only when something in it is wrong; the last one is kept, for many of its references may be wrong.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from xieshou.content.source.decode import TextFile, of_bytes, read
from xieshou.content.source.lookalikes import Dropped, back
from xieshou.content.units import Ref, Unit
from xieshou.content.yaml.document import YamlDocument, parse_yaml


@dataclass(slots=True)
class Places:
    """The places of references in the files of the project in ``root``; made anew for each check."""

    root: Path
    _last: tuple[str, YamlDocument | None, Dropped] = field(default=("", None, ()), init=False)

    @classmethod
    def typed(cls, root: Path, name: str, data: bytes) -> Places:
        """Those in one file, called ``name``, as it is being typed: it holds ``data``, whatever the disk says."""
        places = cls(root)
        places._hold(name, of_bytes(data, name)[0])
        return places

    def of(self, path: str, ref: Ref) -> tuple[int, int]:
        """The line and column (both from 1) of ``ref`` in the file ``path``; the file's beginning where it is gone."""
        document, dropped = self._document(path)
        place = 1, 1
        if ref.line:
            place = ref.line, ref.column
        elif document is not None:
            steps = ref.field.split(".")
            place = document.place(tuple(int(step) if re.fullmatch(r"\d+", step) else step for step in steps))
        return next(back((place,), dropped))

    def in_entry(self, unit: Unit, *steps: str | int) -> tuple[int, int]:
        """The line and column of a part of an entry, which may be one of a list."""
        document, dropped = self._document(unit.path)
        if document is None:
            return 1, 1
        return next(back((document.place((*self._at(unit, document), *steps)),), dropped))

    def value(self, unit: Unit, *steps: str | int) -> object:
        """What is written at a part of an entry."""
        document, _ = self._document(unit.path)
        found: Any = document.data if document else None
        for step in (*(self._at(unit, document) if document else ()), *steps):
            try:
                found = found[step]
            except (KeyError, IndexError, TypeError):
                return None
        return found

    def _at(self, unit: Unit, document: YamlDocument) -> tuple[int, ...]:
        items = document.data if isinstance(document.data, list) else []
        numbers = (n for n, item in enumerate(items) if isinstance(item, dict) and item.get("slug") == unit.slug)
        return (next(numbers),) if items else ()

    def _document(self, path: str) -> tuple[YamlDocument | None, Dropped]:
        if self._last[0] != path:
            self._hold(path, read(self.root / path, path)[0])
        return self._last[1:]

    def _hold(self, path: str, source: TextFile | None) -> None:
        document = parse_yaml(source.front or "", path, source.front_line)[0] if source else None
        self._last = path, document, source.dropped if source else ()
