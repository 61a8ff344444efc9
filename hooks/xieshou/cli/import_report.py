"""What became of everything that was to be imported, for people and for machines.

In: an import. Out: text in the language of the terminal; or JSON, with the problems in every language.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from xieshou.build.import_notes import sentence
from xieshou.core.problems import Texts, as_data, message, shown
from xieshou.importers.records import Fate, Import, Imported, Note, TextState
from xieshou.language.labels import Labels

_SHOWN = 12
"""What a text report says of one file and one fate; JSON has all of it."""


def as_text(done: Import, written: bool, words: Labels) -> str:
    """The report for people: each text, what could not be read, the totals."""
    lines: list[str] = []
    for text in done.texts:
        if text.state is not TextState.PASSED:
            lines += _of_text(text, words)
    passed = done.of(TextState.PASSED)
    if passed:
        lines += ["", words("importing.passed_head")]
        lines += [f"  {shown(text.origin)}: {_sentences(text.notes, words)}" for text in passed]
    for one in done.problems:
        said, hint = message(one, words.problems)
        lines.append(f"{shown(one.path)}: {said} [{one.code}]" + (f"\n    → {hint}" if hint else ""))
    return "\n".join([*lines, *([""] if lines else []), *_totals(done, written, words)])


def _of_text(text: Imported, words: Labels) -> Iterator[str]:
    state = words(f"importing.states.{text.state.value}")
    yield f"{shown(text.origin)} → {shown(text.path)}  {state}" if text.path else f"{shown(text.origin)}  {state}"
    if text.state is TextState.HERE:
        return
    for one in text.problems:
        said, hint = message(one, words.problems)
        yield f"    {words.severities[one.severity.value]} {one.line}:{one.column}  {said} [{one.code}]"
        if hint and not text.path:  # nothing of it could be read
            yield f"    → {hint}"
    for fate in Fate:
        notes = [note for note in text.notes if note.fate is fate]
        if notes:
            yield f"    {words(f'importing.fates.{fate.value}')} {_sentences(notes, words)}"


def _sentences(notes: Iterable[Note], words: Labels) -> str:
    said = list(dict.fromkeys(sentence(note, words) for note in notes))
    rest = len(said) - _SHOWN
    listed = said[:_SHOWN] if rest > 1 else said
    joined = words("importing.between_notes").join(listed)
    return joined + (words("importing.more_notes", count=rest) if rest > 1 else "")


def _totals(done: Import, written: bool, words: Labels) -> Iterator[str]:
    counts = {state.value: len(done.of(state)) for state in TextState}
    yield words("importing.totals", **counts)
    records = sum(1 for file in done.files if not file.original)
    pictures = len(done.files) - records
    yield words("importing.files", records=records, pictures=pictures)
    for fate in (Fate.GUESSED, Fate.LEFT):
        found = Counter(
            note.code for text in done.texts if text.state is TextState.NEW for note in text.notes if note.fate is fate
        )
        if found:
            listed = (
                f"{words('importing.kinds.' + code.replace('-', '_'))} {count}" for code, count in found.most_common()
            )
            yield f"{words(f'importing.fates.{fate.value}')} {words('importing.between_notes').join(listed)}"
    if done.passed:
        listed = (f"{shown(ending)} {count}" for ending, count in done.passed)
        yield words("importing.others", files=words("importing.between_notes").join(listed))
    if done.of(TextState.NEW):
        yield words("importing.written" if written else "importing.not_written")


def as_json(done: Import, written: bool, labels: Mapping[str, Labels]) -> str:
    """The report for machines: everything, each sentence in every language."""
    texts: Mapping[str, Texts] = {language: own.problems for language, own in labels.items()}
    return json.dumps(
        {
            "written": written,
            "totals": {state.value: len(done.of(state)) for state in TextState},
            "texts": [_data(text, labels, texts) for text in done.texts],
            "files": [{"path": file.path, "from": file.original} for file in done.files],
            "others": dict(done.passed),
            "problems": [as_data(one, texts) for one in done.problems],
        },
        ensure_ascii=False,
        indent=1,
    )


def _data(text: Imported, labels: Mapping[str, Labels], texts: Mapping[str, Texts]) -> dict[str, Any]:
    return {
        "from": text.origin,
        "state": text.state.value,
        "language": text.language,
        "path": text.path,
        "notes": [
            {
                "fate": note.fate.value,
                "code": note.code,
                "key": note.key,
                "value": note.value,
                "message": {language: sentence(note, own) for language, own in labels.items()},
            }
            for note in text.notes
        ],
        "problems": [as_data(one, texts) for one in text.problems],
    }
