"""What became of the parts of an imported text, in sentences.

In: notes, and labels. Out: words for people.
"""

from __future__ import annotations

from xieshou.core.problems import shown
from xieshou.importers.records import Note
from xieshou.language.labels import Labels


def sentence(note: Note, words: Labels) -> str:
    """What a note says, in one language."""
    value = note.value
    if note.code in ("field", "field-plain"):
        value = words.field("article", note.value)
    return words("importing.notes." + note.code.replace("-", "_"), key=shown(note.key), value=shown(value))
