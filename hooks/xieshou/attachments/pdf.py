"""PDF without what tells who made it, where and when; the one module that knows pikepdf.

In: the bytes. Out: the document written anew: no properties, no XMP, no earlier versions, no private data of programs,
no metadata of the photographs in it. One that runs programs or carries files is refused.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import suppress

import pikepdf

from xieshou.attachments.forms import Unfit
from xieshou.attachments.strip_pictures import stripped_jpeg

_ACTIVE = ("/JavaScript", "/Launch", "/ImportData", "/SubmitForm", "/RichMedia", "/EmbeddedFile", "/Movie", "/Sound")
"""Actions and annotations that do more than show a page."""
_DEEPEST = 60
_TELLING = ("/Metadata", "/PieceInfo", "/LastModified")


def stripped_pdf(data: bytes) -> bytes:
    """The document without metadata. Raises ``Unfit``."""
    if not data[:1024].lstrip().startswith(b"%PDF-"):
        raise Unfit("attachment-other", "PDF")
    try:
        with pikepdf.open(io.BytesIO(data)) as opened:
            if opened.is_encrypted:
                raise Unfit("attachment-locked", "PDF")
            _look_through(opened)
            with suppress(KeyError):
                del opened.trailer["/Info"]
            out = io.BytesIO()
            opened.save(out, deterministic_id=True, fix_metadata_version=False)
            return out.getvalue()
    except Unfit:
        raise
    except pikepdf.PasswordError:
        raise Unfit("attachment-locked", "PDF") from None
    except (pikepdf.PdfError, ValueError, TypeError, RuntimeError, RecursionError):
        raise Unfit("attachment-damaged", "PDF") from None


def _look_through(opened: pikepdf.Pdf) -> None:
    for one in (inner for outer in opened.objects for inner in _within(outer, 0)):
        kinds = {
            str(one[key]) for key in ("/S", "/Type", "/Subtype") if key in one and isinstance(one[key], pikepdf.Name)
        }
        if active := next((kind for kind in _ACTIVE if kind in kinds), "/JS" if "/JS" in one else ""):
            raise Unfit("attachment-active", active.removeprefix("/"))
        if "/ByteRange" in one:
            raise Unfit("attachment-signed", "PDF")
        for key in _TELLING:
            if key in one:
                del one[key]
        if str(one.get("/Subtype", "")) == "/Image" and isinstance(one, pikepdf.Stream):
            _photograph(one)
        elif "/Subtype" in one and "/Rect" in one:  # a remark: who made it, and when
            for key in ("/T", "/M", "/CreationDate", "/NM"):
                if key in one and "/FT" not in one:
                    del one[key]


def _within(outer: pikepdf.Object, depth: int) -> Iterator[pikepdf.Dictionary | pikepdf.Stream]:
    """An object and those that stand in it, where they are dictionaries."""
    if depth > _DEEPEST:
        raise Unfit("attachment-damaged", "PDF")
    if isinstance(outer, (pikepdf.Dictionary, pikepdf.Stream)):
        yield outer
        inner = [outer[key] for key in outer.keys()]  # noqa: SIM118 - it has no other way to be gone through
    elif isinstance(outer, pikepdf.Array):
        inner = list(outer)
    else:
        return
    for one in inner:
        if isinstance(one, (pikepdf.Dictionary, pikepdf.Array)) and not one.is_indirect:
            yield from _within(one, depth + 1)


def _photograph(stream: pikepdf.Stream) -> None:
    filters = stream.get("/Filter")
    names = [*filters] if isinstance(filters, pikepdf.Array) else [filters]
    if names == [pikepdf.Name.DCTDecode]:
        with suppress(Unfit):  # damaged: as it stood
            stream.write(stripped_jpeg(stream.read_raw_bytes()), filter=pikepdf.Name.DCTDecode)
