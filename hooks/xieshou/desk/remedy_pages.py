"""What one click does for an entry: what is surely meant is put right, and a translation is said to be right.

In: visits. Out: answers. What is put right is what ``xieshou fix`` would, and stands at the desk like any other change.
"""

from __future__ import annotations

import hashlib
from datetime import datetime

from starlette.responses import Response

from xieshou.content.autofix import mended
from xieshou.content.ledger import NAME, Stamp, read_ledger, written
from xieshou.core.problems import Problems
from xieshou.desk.drawer import OutsideError, write
from xieshou.desk.entry_pages import opened
from xieshou.desk.file_editing import digest_of
from xieshou.desk.office import Visit, go
from xieshou.language.parity.document import document
from xieshou.language.parity.staleness import blocks_of


def mend(visit: Visit) -> Response:
    """Put right what has one sure meaning in the files of an entry."""
    office, entry = visit.office, opened(visit)
    problems = office.engine.problems_of({file.name for file in entry.files.files})
    for file in entry.files.files:
        data = entry.desk.current(file.name)
        if data is None:
            continue
        told = [one for one in problems if one.path == file.name]
        name = file.name
        repaired = mended(data, name, told, lambda held, name=name: office.engine.typed(name, held))  # type: ignore[misc]
        if repaired is not None:
            draft = office.drawer.draft(file.name)
            base = draft.base if draft else digest_of(entry.desk.live(file.name))
            office.drawer.keep(file.name, repaired.data, base)
    return go(f"/desk/entry/{entry.files.kind}/{entry.files.slug}?told=mended")


def translated(visit: Visit) -> Response:
    """Enter that a translation is right as it stands, of its original as that stands."""
    office, entry = visit.office, opened(visit)
    language = visit.sent("language")
    if language not in entry.desk.languages or not entry.files.original or language == entry.files.original:
        raise OutsideError(language)
    own, original = entry.files.of(language), entry.files.facts
    data, before = entry.desk.live(original.name), entry.desk.live(NAME)
    ledger, problems = read_ledger(office.project)
    if data is None or entry.desk.live(own.name) is None or Problems(problems).errors:
        raise OutsideError(own.name)
    path = own.name.removeprefix("content/")
    today = datetime.now().astimezone().date().isoformat()
    digest = hashlib.blake2b(data, digest_size=16).hexdigest()
    blocks = blocks_of(document(data.decode("utf-8-sig")))
    ledger[path] = Stamp(path, entry.files.original, today, office.drawer.person, digest, blocks)
    text = written(ledger, visit.words.labels("translations.head").split("\n"))
    write(office.project.root / NAME, text.encode(), over=digest_of(before))
    return go(f"/desk/entry/{entry.files.kind}/{entry.files.slug}?told=translated")
