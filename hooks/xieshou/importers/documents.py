"""Documents of office programs as texts of an import.

In: the bytes of a file. Out: the text in it, what its lines say of it, the pictures in it, and a note on all that does
not come along; or the problem that it can't be read, which says how to save it so that it can.
"""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote

from xieshou.core.problems import Problem, problem
from xieshou.importers.docx import DocxFault, HtmlFault, read_docx
from xieshou.importers.docx_package import LARGEST
from xieshou.importers.records import Fate, ForeignText, Note
from xieshou.importers.remarks import Remark

_COMES = frozenset(
    "insertion word-field formula ruby textbox media note-in-table picture-in-table numbers figure-caption".split()  # noqa: SIM905
)
"""Remarks on what comes along in another way; all others but these are on what is left."""
_GUESSED = frozenset(("table-head", "source-line", "author-line", "date-line", "title-line"))


def read(data: bytes, origin: str) -> Sequence[ForeignText] | Problem:
    """The one text in the document ``data``, which stands at ``origin``."""
    folder, _, file = origin.rpartition("/")

    def name_of(picture: str) -> str:
        return f"{quote(file)}/{picture}"

    try:
        found = read_docx(data, name_of)
    except DocxFault as fault:
        return problem(origin, 1, 1, fault.code, limit=LARGEST // 1_000_000)
    except HtmlFault as fault:
        return problem(origin, 1, 1, fault.code, limit=LARGEST // 1_000_000)
    notes = [note_of(one) for one in found.remarks]
    said = found.byline
    fields: list[tuple[str, str]] = []
    for key, value in (("title", found.title), ("author", "、".join(said.authors)), ("date", said.date)):
        if value:
            fields.append((key, value))
            notes.append(Note(Fate.GUESSED, f"{key}-line", value=value))
    if said.source:
        notes.append(Note(Fate.GUESSED, "source-line", value=said.source))
    held = tuple((f"{folder}/{file}/{one}".lstrip("/"), content) for one, content in found.files)
    return [ForeignText(origin, "docx", tuple(fields), found.text, ours=True, notes=tuple(notes), held=held)]


def note_of(remark: Remark) -> Note:
    """A remark as a note of the report."""
    code = remark.code.removeprefix("import-")
    fate = Fate.GUESSED if code in _GUESSED else Fate.MAPPED if code in _COMES else Fate.LEFT
    times = f" ×{remark.times}" if remark.times > 1 else ""
    return Note(fate, code, value=f"{remark.sign}{times}".strip())
