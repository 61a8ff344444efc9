"""What files to be published really are, and what goes out of them: looked at once, and kept by what they hold.

In: the names that records give, relative to ``assets/``. Out: ``Attachments`` by name, and the faults of those that
can't be used. What is published of a file is made here, for pages say how large it is.
"""

from __future__ import annotations

import hashlib
import marshal
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from xieshou.attachments.forms import DOCUMENTS, FOLDER, OFFICE, Unfit, form_of, largest
from xieshou.content.kinds.figure import AUDIO, VIDEO
from xieshou.core.cache import Store
from xieshou.core.clock import UNSETTLED, settled_before, stamp_of
from xieshou.core.door import plain_files
from xieshou.core.files import make_folder, write
from xieshou.core.plain import digest_of, is_plain, opened
from xieshou.core.project import ProjectPaths

MISSING = "attachment-missing"
"""The code of a file that is not there."""
OF_FILES, OF_DOC_FILES = "files", "docs.files"
"""What the store has noted of those in each folder."""
_RECIPE = 1
"""Raised whenever other bytes are made of the same file."""


class Attachment(NamedTuple):
    """A file fit to be published. ``digest`` is that of the original, ``size`` in bytes what is published of it."""

    name: str
    digest: bytes
    form: str
    size: int

    @property
    def original(self) -> bytes:
        """What pages depend on of it: its digest, and the size that they show."""
        return self.digest + self.size.to_bytes(8)

    @property
    def key(self) -> bytes:
        """Decides the bytes that are published."""
        return hashlib.blake2b(self.digest + repr((self.form, _RECIPE)).encode(), digest_size=16).digest()

    def kept(self, project: ProjectPaths) -> Path:
        """Where what is published of it is kept between builds."""
        return project.cache / "attachments" / f"{self.key.hex()}.{self.form}"


Attachments = Mapping[str, Attachment]


class AttachmentFault(NamedTuple):
    """Why a file can't be used: problem code and detail."""

    code: str
    why: str


def inspect_files(
    project: ProjectPaths, names: Iterable[str], store: Store
) -> tuple[Attachments, dict[str, AttachmentFault]]:
    """The files of ``names``, and the faults of those that can't be used."""
    return _inspected(project, project.assets, names, (store, OF_FILES))


def inspect_files_beside(
    project: ProjectPaths, names: Iterable[str], store: Store
) -> tuple[Attachments, dict[str, AttachmentFault]]:
    """The same of files that lie with the hand-written pages."""
    return _inspected(project, project.docs, names, (store, OF_DOC_FILES))


def _inspected(
    project: ProjectPaths, folder: Path, names: Iterable[str], noted: tuple[Store, str]
) -> tuple[Attachments, dict[str, AttachmentFault]]:
    store, key = noted
    known = {name: (stamp, Attachment._make(one)) for name, stamp, one in _noted(store.meta(key) or b"")}
    wanted = sorted(set(names))
    before = settled_before(folder, project.cache) if wanted else 0
    found: dict[str, Attachment] = {}
    faults: dict[str, AttachmentFault] = {}
    stamps = {}
    for name in wanted:
        path = folder / name
        try:
            if ".." in Path(name).parts or not is_plain(path, folder):
                faults[name] = AttachmentFault(MISSING, "")
                continue
            stamps[name] = stamp_of(path.stat(), before)
            was, one = known.get(name, (b"", None))
            same = one is not None and (was == stamps[name] != UNSETTLED or one.digest == digest_of(path))
            found[name] = one if one is not None and same and one.kept(project).exists() else _look(project, path, name)
        except Unfit as error:
            faults[name] = AttachmentFault(error.code, str(error))
        except FileNotFoundError:
            faults[name] = AttachmentFault(MISSING, "")
        except (OSError, ValueError):
            faults[name] = AttachmentFault("attachment-denied", "")
    if wanted or known:
        store.set_meta(key, marshal.dumps([(name, stamps[name], tuple(one)) for name, one in found.items()]))
    return found, faults


def known_files(kept: bytes) -> Iterator[tuple[str, bytes, bytes]]:
    """The name, the stamp and the digest of each file that ``inspect_files`` has noted in the store."""
    return ((name, stamp, Attachment._make(one).digest) for name, stamp, one in _noted(kept))


def unused(project: ProjectPaths, used: Iterable[str]) -> Iterator[str]:
    """The files among those to be published that no record names: they are not published."""
    named = {*used}
    for path in plain_files(project.assets / FOLDER):
        name = path.relative_to(project.assets).as_posix()
        if name not in named and path.suffix != ".md":
            yield name.encode("utf-8", "replace").decode()


def _noted(noted: bytes) -> list[tuple[str, bytes, tuple[Any, ...]]]:
    found: list[tuple[str, bytes, tuple[Any, ...]]] = marshal.loads(noted) if noted else []
    return found


def _look(project: ProjectPaths, path: Path, name: str) -> Attachment:
    """Look at a file, and keep what is published of it."""
    form = form_of(name)
    if form not in (*DOCUMENTS, *VIDEO, *AUDIO, "vtt"):
        raise Unfit("attachment-form", f".{form}" if form else name)
    size = path.stat().st_size
    if not size:
        raise Unfit("attachment-empty")
    if size > largest(form):  # before a byte of it is read
        raise Unfit("attachment-too-large", str(largest(form) // 1_000_000))
    with opened(path) as file:
        data = file.readall()
    bare = Attachment(name, hashlib.blake2b(data, digest_size=16).digest(), form, 0)
    made = _cleaned(data, form)
    make_folder(project.cache / "attachments")
    kept = bare.kept(project)
    write(str(kept.parent), f"{kept.name}.part", made)
    kept.with_name(f"{kept.name}.part").replace(kept)
    return bare._replace(size=len(made))


def _cleaned(data: bytes, form: str) -> bytes:
    """What is published of a file of this form. Raises ``Unfit``."""
    # What looks through a form is imported when there is a file of it: most builds have none that is new.
    if form in (*OFFICE, "zip", "csv"):
        from xieshou.attachments import archives

        if form == "csv":
            return archives.words(data, "CSV")
        return archives.archive(data, _cleaned) if form == "zip" else archives.office(data, form)
    if form == "pdf":
        from xieshou.attachments.pdf import stripped_pdf

        return stripped_pdf(data)
    if form == "vtt":
        from xieshou.attachments.captions import cleaned_captions

        return cleaned_captions(data)
    from xieshou.attachments import media

    return media.stripped_webm(data) if form == "webm" else media.stripped_mp4(data, form)
