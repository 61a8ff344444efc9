"""What the events of one build hand on to each other."""

from __future__ import annotations

from dataclasses import dataclass, field

from xieshou.build.doc_anchors import DocIds, DocText, closed
from xieshou.build.prepared import Prepared
from xieshou.build.publish import Trees
from xieshou.build.session import Session
from xieshou.cli.terminal import terminal_language
from xieshou.core.problems import Problem
from xieshou.language.labels import Labels
from xieshou.render.head import PageLocation
from xieshou.render.theme import Theme


@dataclass(slots=True)
class Build:
    """One build: what its events hand on to each other. ``failed``: why is told, and nothing will be published."""

    session: Session
    trees: Trees
    front_end: dict[str, bytes] = field(default_factory=dict)
    search: str = ""
    prepared: Prepared | None = None
    theme: Theme | None = None
    docs: dict[str, PageLocation] = field(default_factory=dict)
    failed: bool = False
    as_of: str = ""
    _ids: DocIds | None = None

    def linked(self, doc: DocText, address: str) -> tuple[str, list[Problem]]:
        """A hand-written page that stands at ``address``, its links to entries and to parts of pages closed."""
        assert self.prepared is not None
        if self._ids is None:
            self._ids = DocIds(self.prepared.context.setup.markdown)
        return closed(doc, address, self.prepared, self._ids)

    @property
    def labels(self) -> dict[str, Labels]:
        """The words of every language."""
        return self.session.labels

    @property
    def words(self) -> Labels:
        """The words of whoever sits at the terminal."""
        return self.labels[terminal_language(self.labels)]
