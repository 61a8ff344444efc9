"""One file to typed entries.

In: a file of ``content/``. Out: ``Parsed``: its units, its facts and bodies as bytes for the store, and every problem
in it, each at its own place. A file with an error gives no units: nothing half-read goes on.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from xieshou.content.addresses import NAME as ADDRESSES
from xieshou.content.ledger import NAME as LEDGER
from xieshou.content.markdown.render import Renderer
from xieshou.content.parsed import Parsed, ParsedFile
from xieshou.content.paths import classify, kept
from xieshou.content.records import parse_list, parse_record
from xieshou.content.source.decode import of_bytes, read
from xieshou.content.source.lookalikes import in_file
from xieshou.content.stories import parse_story
from xieshou.core.problems import Problem, of_one_file, problem

NOT_ENTRIES = ("content/site.yml", LEDGER, ADDRESSES)
"""Files of ``content/`` with readers of their own."""


@dataclass(frozen=True, slots=True)
class Reader:
    """What parsing needs besides the file: the site's languages, the Markdown parser, the site's own choices."""

    languages: tuple[str, ...]
    renderer: Renderer
    choices: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    folders: tuple[str, ...] | None = None
    """Those besides its kind's that entries may lie in; None where that can't be known."""
    assets: Path | None = None
    """Where pictures lie; None where that is not known."""

    def parse(self, path: Path, name: str, data: bytes | None = None) -> Parsed:
        """The file ``path``, called ``name`` in problems; with ``data``, as if it held these bytes."""
        parsed = Parsed()
        named = classify(name, self.languages, self.folders)
        if isinstance(named, Problem):
            parsed.problems.append(named)
            return parsed
        source, problems = read(path, name) if data is None else of_bytes(data, name)
        if source is None and not os.path.lexists(path):
            parsed.gone = True
            return parsed
        parsed.problems += problems
        if source is None:
            return parsed
        parsed.digest = source.digest
        file = ParsedFile(source, parsed, {"languages": self.languages, **self.choices}, self.assets)
        kind, slug, language = named
        if language:
            parse_story(file, path, named, self.renderer)
        elif slug:
            parse_record(file, kind, slug)
        else:
            parse_list(file, kind)
        if kept(slug) and any(not unit.hidden and not unit.publish_at for unit in parsed.units):
            parsed.problems.append(problem(name, 1, 1, "name-says-draft", warning=True, value=slug))
        parsed.problems = of_one_file(in_file(parsed.problems, source.dropped))
        if not parsed.sound:
            parsed.refs_of_invalid += [ref for unit in parsed.units for ref in unit.refs]
        return parsed
