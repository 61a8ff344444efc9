"""Which forms of file go out, and why a file does not.

In: a file's name. Out: its form. Known is what can be looked through; all else is refused.
"""

from __future__ import annotations

from pathlib import PurePosixPath

from xieshou.content.kinds.figure import AUDIO, VIDEO

FOLDER = "files"
"""Where they lie, within ``assets/``."""
OFFICE = ("docx", "xlsx", "pptx")
DOCUMENTS = ("pdf", *OFFICE, "csv", "zip")
"""Forms of files to be downloaded."""
MAX_DOCUMENT, MAX_MEDIA, MAX_CAPTIONS = 50_000_000, 100_000_000, 1_000_000
"""Bytes: what readers on telephones can be asked to fetch, and hosts take as one file."""
TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "csv": "text/csv",
    "zip": "application/zip",
    "mp4": "video/mp4",
    "webm": "video/webm",
    "m4a": "audio/mp4",
    "vtt": "text/vtt",
}


class Unfit(ValueError):
    """The file is not published; ``code`` names the problem, the message what of the file it is about."""

    def __init__(self, code: str, why: str = "") -> None:
        super().__init__(why)
        self.code = code


def form_of(name: str) -> str:
    """The form that the ending of a file's name says it is of."""
    return PurePosixPath(name).suffix.removeprefix(".").lower()


def largest(form: str) -> int:
    """The most bytes that a file of this form may have."""
    return MAX_CAPTIONS if form == "vtt" else MAX_MEDIA if form in (*VIDEO, *AUDIO) else MAX_DOCUMENT
