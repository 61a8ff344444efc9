"""What differs between two built sites: pages that came, went and changed, and the words and pictures of the latter.

In: two folders. Out: ``SiteDifference``, plain data. What a page says is what its main part says: where that is the
same, the page has changed in its frame alone, or in its markup, and such pages are counted. How much is shown is
limited, and what is left out is said.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from xieshou.build.difference.main_text import language_of, main_of, read_main, says_the_same, title_of
from xieshou.build.difference.site_files import PAGE, FileWeight, differing, files_of, packed, sort_of, weights
from xieshou.build.difference.word_diff import Hunk, hunks
from xieshou.core.plain import opened

PAGES, HUNKS, CHARACTERS = 500, 40, 400_000
"""Pages whose words are shown, places on one page, and characters of all."""
_INDEX = "index.html"


class BuiltSite(NamedTuple):
    """A built site: what it was asked for by, and its folder."""

    name: str
    folder: Path


class PictureChange(NamedTuple):
    """A picture of a page, by its name without digest. The path of its file before and after; None: it is not there."""

    name: str
    before: str | None
    after: str | None


class PageChange(NamedTuple):
    """A page that differs. ``sizes``, ``packed``: bytes before and after, as it is and compressed; 0 where it is not
    there. ``left``: places at which words differ that are not shown; None where none of the page are.
    """

    address: str
    language: str
    title: str
    sizes: tuple[int, int]
    packed: tuple[int, int]
    hunks: tuple[Hunk, ...] = ()
    left: int | None = 0
    pictures: tuple[PictureChange, ...] = ()

    @property
    def entry(self) -> str:
        """The address without that of its language: the same for one page in all languages."""
        first, _, rest = self.address.partition("/")
        return rest if self.language and first == self.language.lower() else self.address


class FileChange(NamedTuple):
    """A file that is no page: bytes before and after, as it is and compressed; 0 where it is not there."""

    path: str
    sizes: tuple[int, int]
    packed: tuple[int, int]


class SiteDifference(NamedTuple):
    """``frame``: pages that changed round their main part alone; ``markup``: those that say the same in other markup.

    ``weights``: by sort of file, before and after; ``sent``: what the listed pages and files have over the line, before
    and after. ``unshown``: changed pages whose words are not shown, for there are too many.
    """

    old: BuiltSite
    new: BuiltSite
    weights: dict[str, tuple[FileWeight, FileWeight]]
    added: tuple[PageChange, ...] = ()
    changed: tuple[PageChange, ...] = ()
    gone: tuple[PageChange, ...] = ()
    frame: tuple[str, ...] = ()
    markup: tuple[str, ...] = ()
    files: tuple[FileChange, ...] = ()
    sent: tuple[int, int] = (0, 0)
    unshown: int = 0

    @property
    def same(self) -> bool:
        """Whether nothing differs."""
        return not (self.added or self.changed or self.gone or self.frame or self.markup or self.files)


def compare(old: BuiltSite, new: BuiltSite) -> SiteDifference:
    """What differs. Raises ``OSError``."""
    was, now = files_of(old.folder), files_of(new.folder)
    comparing = _Comparing(old.folder, new.folder)
    for path in sorted({*(was.keys() ^ now.keys()), *differing(old.folder, new.folder, was, now)}):
        comparing.look(path, path in was, path in now)
    before, after = weights(was), weights(now)
    return SiteDifference(
        old,
        new,
        {sort: (before[sort], after[sort]) for sort in before},
        tuple(comparing.added),
        tuple(comparing.changed),
        tuple(comparing.gone),
        tuple(comparing.frame),
        tuple(comparing.markup),
        tuple(comparing.files),
        (comparing.sent[0], comparing.sent[1]),
        sum(page.left is None for page in comparing.changed),
    )


class _Comparing:
    """Looks at what differs, file by file, and keeps what is to be told."""

    def __init__(self, old: Path, new: Path) -> None:
        self._old, self._new = old, new
        self.added: list[PageChange] = []
        self.changed: list[PageChange] = []
        self.gone: list[PageChange] = []
        self.frame: list[str] = []
        self.markup: list[str] = []
        self.files: list[FileChange] = []
        self.sent = [0, 0]
        self._pages, self._room = PAGES, CHARACTERS

    def look(self, path: str, before: bool, after: bool) -> None:
        """Look at one file. ``before``, ``after``: whether it is there."""
        old, new = _read(self._old / path) if before else b"", _read(self._new / path) if after else b""
        if sort_of(path) != PAGE:
            self.files.append(FileChange(path, (len(old), len(new)), self._packed(path, old, new)))
            return
        mains = main_of(was := old.decode("utf-8", "replace")), main_of(is_ := new.decode("utf-8", "replace"))
        address, html = _address(path), is_ if after else was
        if before and after and mains[0] == mains[1]:
            self.frame.append(address)
        elif before and after and says_the_same(*mains):
            self.markup.append(address)
        else:
            sizes, sent = (len(old), len(new)), self._packed(path, old, new)
            page = PageChange(address, language_of(html), title_of(html), sizes, sent)
            if before and after:
                self._tell(path, page, mains)
            else:
                (self.added if after else self.gone).append(page)

    def _packed(self, path: str, old: bytes, new: bytes) -> tuple[int, int]:
        """What a file has over the line, before and after. That of pages whose frame changed would take a minute."""
        sent = packed(path, old) if old else 0, packed(path, new) if new else 0
        self.sent = [self.sent[0] + sent[0], self.sent[1] + sent[1]]
        return sent

    def _tell(self, path: str, page: PageChange, mains: tuple[str, str]) -> None:
        """Keep what differs between the main parts of a page, as long as there is room for it."""
        if not self._pages or self._room <= 0:
            self.changed.append(page._replace(left=None))
            return
        old, new = (read_main(main, path) for main in mains)
        found = tuple(hunks(old.blocks, new.blocks))
        pictures = tuple(_pictures(old.pictures, new.pictures))
        if not found and not pictures:
            self.markup.append(page.address)
            return
        shown = found[:HUNKS]
        self._pages -= 1
        self._room -= sum(len(piece.text) for hunk in shown for piece in hunk)
        self.changed.append(page._replace(hunks=shown, left=len(found) - len(shown), pictures=pictures))


def _pictures(old: dict[str, str], new: dict[str, str]) -> Iterator[PictureChange]:
    for name in sorted({*old, *new}):
        if old.get(name) != new.get(name):
            yield PictureChange(name, old.get(name), new.get(name))


def by_entry(pages: Iterable[PageChange]) -> Iterator[tuple[PageChange, ...]]:
    """Pages in groups: those of one entry together, in the order of the languages' addresses."""
    groups: dict[str, list[PageChange]] = {}
    for page in pages:
        groups.setdefault(page.entry, []).append(page)
    for entry in sorted(groups):
        yield tuple(sorted(groups[entry], key=lambda page: (page.address != entry, page.address)))


def _address(path: str) -> str:
    return path.removesuffix(_INDEX) if path == _INDEX or path.endswith(f"/{_INDEX}") else path


def _read(path: Path) -> bytes:
    with opened(path) as file:
        return file.readall()
