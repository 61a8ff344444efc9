"""Where in its file a reference stands.

In: the project's folder, and references as units keep them. Out: lines and columns. A file is read again, for its
places are needed only when something in it is wrong; the last one is kept, for many of its references may be wrong.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

from xieshou.content.source.decode import read
from xieshou.content.source.lookalikes import Dropped, back
from xieshou.content.units import Ref
from xieshou.content.yaml.document import YamlDocument, parse_yaml


@dataclass(slots=True)
class Places:
    """The places of references in the files of the project in ``root``; made anew for each check."""

    root: Path
    _last: tuple[str, YamlDocument | None, Dropped] = field(default=("", None, ()), init=False)

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

    def _document(self, path: str) -> tuple[YamlDocument | None, Dropped]:
        if self._last[0] != path:
            source, _ = read(self.root / path, path)
            document = parse_yaml(source.front or "", path, source.front_line)[0] if source else None
            self._last = path, document, source.dropped if source else ()
        return self._last[1:]
