"""Pictures: chosen, dragged or pasted, several at once; what is to be said of them is asked once for all.

In: visits with files. Out: originals and their records at the desk. A picture is looked at by the same code that looks
at those of the site; one that is there already is not kept twice.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import NamedTuple

from starlette.responses import JSONResponse, Response

from xieshou.content.kinds.figure import Figure
from xieshou.core.door import plain_files
from xieshou.core.problems import problem
from xieshou.desk.data_differences import Loc
from xieshou.desk.drawer import read
from xieshou.desk.engine import Snapshot
from xieshou.desk.entry_files import RECORD, EntryFile
from xieshou.desk.file_editing import digest_of
from xieshou.desk.new_pages import proposed, taken
from xieshou.desk.office import Visit
from xieshou.desk.saving import with_change
from xieshou.language.sound_table import SoundTable
from xieshou.pictures.inspect import FOLDERS, MAX_BYTES, fault_of

SAID = ("caption", "alt", "credit", "rights")
"""What is asked of pictures, in every language."""
_FORMS = {
    b"\xff\xd8\xff": "jpg",
    b"\x89PNG\r\n\x1a\n": "png",
    b"GIF8": "gif",
}
_HEIC = (b"heic", b"heix", b"hevc", b"mif1", b"msf1", b"heim", b"heis")


class Taken(NamedTuple):
    """A picture that was sent: its record, or why there is none (``fault``); ``twice``: it was there already."""

    name: str
    slug: str = ""
    fault: str = ""
    twice: bool = False


def form_of(data: bytes) -> str:
    """The ending of a picture with these bytes; ``heic`` of what no browser shows, empty of what is none."""
    for begin, ending in _FORMS.items():
        if data.startswith(begin):
            return ending
    if data[4:8] == b"ftyp":
        return "heic" if data[8:12] in _HEIC else "avif" if data[8:12] in (b"avif", b"avis") else ""
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "webp"
    head = data[:1000].lstrip()
    return "svg" if head.startswith((b"<svg", b"<?xml")) and b"<svg" in data[:4000] else ""


def ask(visit: Visit) -> Response:
    """The form that takes pictures."""
    snapshot = visit.office.engine.snapshot()
    return visit.page("pictures.html", languages=visit.office.languages(snapshot), said=SAID, taken=[])


def take(visit: Visit) -> Response:
    """Pictures put at the desk."""
    snapshot = visit.office.engine.snapshot()
    languages = visit.office.languages(snapshot)
    known, used, found = _known(visit, snapshot), set(taken(snapshot, Figure.kind)), []
    for file in visit.files:
        data = file.file.read(MAX_BYTES + 1)
        one = _taken(visit, data, file.filename or "", (known, used), languages)
        found.append(one)
    if visit.request.headers.get("x-desk") == "json":
        return JSONResponse({"taken": [one._asdict() for one in found]})
    return visit.page("pictures.html", languages=languages, said=SAID, taken=found)


def _taken(
    visit: Visit, data: bytes, name: str, known: tuple[dict[str, str], set[str]], languages: tuple[str, ...]
) -> Taken:
    digests, used = known
    ending = form_of(data)
    if ending in ("", "heic"):
        return Taken(name, fault=visit.words(f"pictures.{ending or 'unknown'}"))
    digest = digest_of(data)
    if digest in digests:
        return Taken(name, digests[digest], twice=True)
    if fault := _fault(visit, data, ending):
        return Taken(name, fault=fault)
    said = {(field, one): visit.sent(f"{field}|{one}").strip() for field in SAID for one in languages}
    titles = {one: said["caption", one] or said["alt", one] for one in languages}
    titles = titles if any(titles.values()) else {"en": Path(name).stem}
    slug = proposed(titles, frozenset(used), SoundTable.load()) or f"picture-{digest[:8]}"
    used.add(slug)
    image = f"photos/{slug}.{ending}"
    facts: dict[tuple[Loc, str], str] = {((field,), one): words for (field, one), words in said.items() if words}
    for one in languages:
        facts[("name",), one] = titles.get(one) or next((words for words in titles.values() if words), slug)
    facts |= {(("type",), ""): "photo", (("image",), ""): image}
    own = EntryFile(RECORD, f"content/figures/{slug}.yml", Figure)
    drawer = visit.office.drawer
    drawer.keep(f"assets/{image}", data, "")
    drawer.keep(own.name, with_change(b"", own, facts, None, languages), "")
    digests[digest] = slug
    return Taken(name, slug)


def _fault(visit: Visit, data: bytes, ending: str) -> str:
    with tempfile.TemporaryDirectory(prefix="xieshou-desk-") as folder:
        path = Path(folder, f"picture.{ending}")
        path.write_bytes(data)
        fault = fault_of(path)
    if fault is None:
        return ""
    return visit.said(problem("assets/photos", 1, 1, fault.code, value=path.name, why=fault.why, near=""))["message"]


def _known(visit: Visit, snapshot: Snapshot) -> dict[str, str]:
    """The figures that there are, by the digest of their pictures."""
    by_image = {name: unit.slug for unit in snapshot.originals.values() for _, name in unit.images}
    root, found = visit.office.engine.root / "assets", {}
    for folder in FOLDERS:
        for path in plain_files(root / folder) if (root / folder).is_dir() else ():
            name = path.relative_to(root).as_posix()
            if name in by_image:
                found[digest_of(read(path))] = by_image[name]
    return found
