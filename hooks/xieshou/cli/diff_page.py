"""The difference of two sites as one page of HTML: no scripts, nothing from elsewhere, pictures within.

In: what differs. Out: the page. A picture that is too large to stand in it is named.
"""

from __future__ import annotations

import base64
from pathlib import Path
from typing import NamedTuple

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from xieshou.build.difference.compare import BuiltSite, PictureChange, SiteDifference, by_entry
from xieshou.cli.diff_report import (
    LISTED,
    before_after,
    file_state,
    files_listed,
    headline,
    remarks,
    totals,
    weighed,
)
from xieshou.core.plain import opened
from xieshou.core.project import FRONT
from xieshou.language.labels import Labels

_LARGEST, _ALL = 400_000, 8_000_000
"""Bytes of a picture, and of all, that stand in the page."""
_TYPES = {
    ".avif": "avif", ".gif": "gif", ".jpeg": "jpeg", ".jpg": "jpeg", ".png": "png", ".svg": "svg+xml", ".webp": "webp",
}  # fmt: skip


class _ShownPicture(NamedTuple):
    """A picture as the page shows it: its address there, which holds all of it; empty where it is too large, or
    stands ``above`` already.
    """

    path: str
    source: str
    above: bool = False


class _PicturePairs:
    """Makes addresses of pictures, as long as there is room for them."""

    def __init__(self, found: SiteDifference) -> None:
        self._sites = found.old, found.new
        self._room = _ALL
        self._seen: set[str] = set()

    def __call__(self, picture: PictureChange) -> list[_ShownPicture | None]:
        """Before and after; None: it is not there."""
        paths = (picture.before, picture.after)
        return [(path and self._shown(site, path)) or None for site, path in zip(self._sites, paths, strict=True)]

    def _shown(self, site: BuiltSite, path: str) -> _ShownPicture:
        if path in self._seen:
            return _ShownPicture(path, "", True)
        form = _TYPES.get(Path(path).suffix.lower())
        try:
            with opened(site.folder / path) as file:
                data = file.read(_LARGEST + 1) if form else b""
        except OSError:
            data = b""
        if not data or len(data) > min(_LARGEST, self._room):
            return _ShownPicture(path, "")
        self._room -= len(data)
        self._seen.add(path)
        return _ShownPicture(path, f"data:image/{form};base64,{base64.b64encode(data).decode()}")


def as_page(found: SiteDifference, words: Labels) -> str:
    """The page."""
    environment = Environment(
        loader=FileSystemLoader(FRONT / "templates"), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    files = files_listed(found)
    return environment.get_template("diff.html").render(
        found=found,
        words=words,
        headline=headline(found, words),
        remarks=list(remarks(found, words)),
        totals=list(totals(found, words)),
        groups=list(by_entry(page for page in found.changed if page.left is not None)),
        unshown=[page for page in found.changed if page.left is None],
        files=files,
        beside=len(found.files) - len(files),
        listed=LISTED,
        state=file_state,
        weighed=lambda one: weighed(one, words),
        before_after=lambda sizes: before_after(sizes, words),
        pictures=_PicturePairs(found),
    )
