"""Documents of word processors as stories, and what is pasted from them as text of ours.

In: visits with a file, or with HTML. Out: what ``xieshou import`` makes of it, put at the desk; and its list of what
could not come along. Nothing a document names is fetched, and nothing in it is run.
"""

from __future__ import annotations

import datetime
import tempfile
from pathlib import Path, PurePosixPath

from starlette.datastructures import UploadFile
from starlette.responses import JSONResponse, Response

from xieshou.build.import_notes import sentence
from xieshou.content.kinds.article import Article
from xieshou.content.markdown.render import Renderer
from xieshou.content.parse import Reader
from xieshou.content.paths import named
from xieshou.content.schema.types.date import CHINA
from xieshou.core.problems import Problem
from xieshou.desk.engine import Snapshot
from xieshou.desk.entry_files import EntryFile
from xieshou.desk.file_editing import digest_of
from xieshou.desk.new_pages import proposed, taken
from xieshou.desk.office import Visit
from xieshou.desk.saving import facts_of, with_change
from xieshou.importers.formats import endings
from xieshou.importers.html import HtmlFault, markdown_of
from xieshou.importers.records import Import, TextState
from xieshou.importers.scan import together
from xieshou.importers.site import Site
from xieshou.importers.whole import Origin, imported
from xieshou.language.sound_table import SoundTable

_ENDINGS = (".docx", ".md", ".html", ".htm")
_MAX_PASTE = 2_000_000


def ask(visit: Visit) -> Response:
    """The form that takes documents."""
    return visit.page("import.html", done=None, problems=[], made=[], notes=[])


def take(visit: Visit) -> Response:
    """Documents as stories at the desk."""
    office = visit.office
    snapshot = office.engine.snapshot()
    with tempfile.TemporaryDirectory(prefix="xieshou-desk-") as folder:
        used = taken(snapshot, Article.kind)
        starts = [_put(Path(folder), number, file, used) for number, file in enumerate(visit.files[:2])]
        if not starts or any(start.suffix.lower() not in _ENDINGS for start in starts):
            return visit.told("import-form", 415)
        done = _imported(visit, snapshot, starts)
    problems = [visit.said(one) for one in _problems(done)]
    made = []
    for file in done.files:
        if file.data and office.drawer.draft(file.path) is None:
            office.drawer.keep(file.path, file.data, digest_of(office.desk(snapshot).live(file.path)))
    for text in done.of(TextState.NEW):
        office.drawer.keep(text.path, _as_draft(text.path, text.data, office.languages(snapshot)), "")
        found = named(text.path)
        made.append((found.kind, found.slug))
    return visit.page(
        "import.html", done=done, problems=problems, made=list(dict.fromkeys(made)),
        notes=_notes(visit, done),
    )  # fmt: skip


def _stem(file: UploadFile) -> str:
    """What a document is called, without its path and its ending."""
    return Path(PurePosixPath((file.filename or "").replace("\\", "/")).name).stem.strip()


def _put(folder: Path, number: int, file: UploadFile, used: frozenset[str]) -> Path:
    """A document on the disk, under a name of ours: the story is to have it in its address."""
    slug = proposed({"zh": _stem(file)}, used, SoundTable.load()) or f"text-{number + 1}"
    path = folder / f"{slug}{Path(file.filename or '').suffix.lower()}"
    while path.exists():
        path = path.with_name(f"{path.stem}-{number + 1}{path.suffix}")
    path.write_bytes(file.file.read())
    return path


def _imported(visit: Visit, snapshot: Snapshot, starts: list[Path]) -> Import:
    office = visit.office
    root = office.engine.root
    site, renderer = snapshot.site, Renderer(office.engine.known.markdown)
    languages = office.languages(snapshot)
    reader = Reader(
        languages, renderer, dict(site.choices()) if site else {}, site.folders if site else None, root / "assets"
    )
    found = together(starts, endings())
    name, slug = _stem(visit.files[0]), starts[0].stem
    origin = Origin(slug, name, "", datetime.datetime.now(CHINA), named=False)

    def say(language: str, what: str, value: str) -> str:
        own = (office.words.get(language) or visit.words).labels
        if what == "source":
            return own("importing.record.source_at" if value else "importing.record.source", url=value)
        return own(f"importing.record.{what}", title=value, source=name)

    return imported(found, Site.of(root, languages, reader), origin, say)


def _as_draft(name: str, data: bytes, languages: tuple[str, ...]) -> bytes:
    """A story that says of itself that it is not to be published yet, if its facts stand in it."""
    file = EntryFile("", name, Article, (), named(name).language)
    dated = "date" in facts_of(data, file)
    return with_change(data, file, {(("draft",), ""): "true"}, None, languages) if dated else data


def _notes(visit: Visit, done: Import) -> list[str]:
    """What became of the parts of the texts, each sentence once."""
    said = (sentence(note, visit.words.labels) for text in done.texts for note in text.notes)
    return list(dict.fromkeys(said))


def _problems(done: Import) -> list[Problem]:
    return [*done.problems, *(one for text in done.texts for one in text.problems)]


def paste(visit: Visit) -> Response:
    """What was pasted, as our Markdown."""
    html = visit.sent("html")
    if len(html) > _MAX_PASTE:
        return JSONResponse({"text": ""}, 413)
    try:
        done = markdown_of(html, picture_to=lambda _: "")
    except HtmlFault:
        return JSONResponse({"text": ""}, 413)
    return JSONResponse({"text": done.text})
