"""Album: photographs of one occasion, which an article, an event or a project shows together.

What holds for all of them is said once: who took them, when, with what rights. Each becomes a figure
(``xieshou.content.albums``).
"""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from xieshou.content.kinds.base import FrozenModel
from xieshou.content.schema.fields import AssetFile, Date, Focus, LocalText
from xieshou.content.schema.types.part import PartType

MOST = 200
"""Photographs of an album: more are an archive, which a page is too small for."""


class Photo(FrozenModel):
    """One photograph of an album: its file, and what it alone shows."""

    file: AssetFile
    caption: LocalText | None = None
    alt: LocalText | None = None
    focus: Focus | None = None


class Album(FrozenModel):
    """Photographs, listed or all that lie in a folder below ``assets/``; and what holds for all of them."""

    folder: AssetFile | None = None
    pictures: Annotated[tuple[Annotated[Photo, PartType(short="file")], ...], Field(min_length=1, max_length=MOST)] = ()
    caption: LocalText | None = None
    credit: LocalText | None = None
    date: Date | None = None
    rights: LocalText | None = None

    @model_validator(mode="after")
    def _each_once(self) -> Album:
        if self.folder is None and not self.pictures:
            raise PydanticCustomError("album-nothing", "neither folder nor pictures")
        files = [one.file for one in self.pictures]
        for number, file in enumerate(files):
            if file in files[:number]:
                raise PydanticCustomError("album-twice", "twice", {"key": f"pictures.{number}", "value": file})
        return self

    def named(self, photo: Photo) -> str:
        """The file of a listed photograph, below ``assets/``."""
        return f"{self.folder}/{photo.file}" if self.folder else photo.file
