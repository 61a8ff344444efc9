"""File: one that readers can take with them: a report, a table, a form."""

from __future__ import annotations

from typing import ClassVar

from xieshou.content.kinds.base import Record
from xieshou.content.schema import edtf
from xieshou.content.schema.fields import AssetFile, CardFact, Date, LocalText, OrganisationSlug, card_facts


class FileRecord(Record):
    """A file, and what it is. What form it has and how large it is, the file itself says."""

    kind: ClassVar[str] = "file"
    folder: ClassVar[str] = "files"
    rank: ClassVar[int] = 18
    beside: ClassVar[str] = "figure"

    file: AssetFile
    date: Date | None = None
    issuer: OrganisationSlug | None = None
    rights: LocalText | None = None

    def attached(self) -> tuple[tuple[str, str], ...]:
        return (("file", self.file),)

    @property
    def when(self) -> edtf.Date | None:
        return self.date

    def dated(self) -> tuple[()]:
        return ()  # when a document was issued is no event

    def card(self) -> tuple[CardFact, ...]:
        return card_facts(date=self.date)
