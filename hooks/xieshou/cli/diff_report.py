"""The difference of two sites as text for a terminal, and as JSON.

In: what differs. Out: text. Words that went stand in ``[-…-]``, those that came in ``{+…+}``, as ``git diff`` has them.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from xieshou.build.difference.compare import FileChange, PageChange, SiteDifference, by_entry
from xieshou.build.difference.site_files import SEARCH, FileWeight, sort_of, total
from xieshou.build.difference.word_diff import IN, OUT, Hunk
from xieshou.cli.reports import printable
from xieshou.core.problems import shown
from xieshou.language.labels import Labels
from xieshou.language.locale import show_bytes

VERSION = 1
"""Of the form of the JSON. Keys may come; one that goes, or means something else, makes another version."""
LISTED = 200
"""Pages and files of one list that are named."""
_MARKS = {OUT: ("[-", "-]"), IN: ("{+", "+}")}


def as_text(found: SiteDifference, words: Labels) -> str:
    """The report for people."""
    return "\n".join(_lines(found, words))


def headline(found: SiteDifference, words: Labels) -> str:
    """What differs, in numbers."""
    if found.same:
        return words("diff.same")
    pages = {"added": len(found.added), "changed": len(found.changed), "gone": len(found.gone)}
    return words("diff.pages", **pages)


def remarks(found: SiteDifference, words: Labels) -> Iterator[str]:
    """What else is to be said of pages: those that changed elsewhere than in their words, those that are not shown."""
    for key, count in (("frame", len(found.frame)), ("markup", len(found.markup)), ("unshown", found.unshown)):
        if count:
            yield words(f"diff.{key}", count=count)


def before_after(sizes: tuple[int, int], words: Labels) -> str:
    """A number of bytes before and after; the one where there is no other, or it is the same to the eye."""
    said = [show_bytes(size, words) for size in sizes if size]
    return " → ".join(dict.fromkeys(said)) or words("ui.kilobytes", amount=0)


def weighed(page: PageChange | FileChange, words: Labels) -> str:
    """What a page or file weighs, as it is and compressed."""
    size, sent = before_after(page.sizes, words), before_after(page.packed, words)
    return size if page.sizes == page.packed else words("diff.weight", size=size, packed=sent)


def totals(found: SiteDifference, words: Labels) -> Iterator[tuple[str, str, str]]:
    """By sort of file: what it is called, how many there are, how many bytes; those of all at the end."""
    pairs = {sort: pair for sort, pair in found.weights.items() if any(one.files for one in pair)}
    for sort, (before, after) in pairs.items():
        yield words(f"diff.sorts.{sort}"), *_counted(before, after, words)
    all_before, all_after = (total(pair[side] for pair in pairs.values()) for side in (0, 1))
    yield words("diff.all"), *_counted(all_before, all_after, words)


def _counted(before: FileWeight, after: FileWeight, words: Labels) -> tuple[str, str]:
    files = f"{before.files} → {after.files}" if before.files != after.files else str(after.files)
    return files, before_after((before.size, after.size), words)


def files_listed(found: SiteDifference) -> list[FileChange]:
    """The files that are named one by one: those of the search index change with every word."""
    return [file for file in found.files if sort_of(file.path) not in (SEARCH, "text")]


def file_state(file: FileChange) -> str:
    """``new``, ``changed`` or ``gone``."""
    return "changed" if all(file.sizes) else "new" if file.sizes[1] else "gone"


def _lines(found: SiteDifference, words: Labels) -> Iterator[str]:
    yield words("diff.between", old=shown(found.old.name), new=shown(found.new.name))
    yield headline(found, words)
    yield from remarks(found, words)
    yield ""
    yield from (f"  {name}: {files}, {size}" for name, files, size in totals(found, words))
    if found.sent != (0, 0):
        yield f"  {words('diff.sent', size=before_after(found.sent, words))}"
    for key, pages in (("added", found.added), ("gone", found.gone)):
        if pages:
            yield from ("", words(f"diff.{key}"))
            yield from (
                f"  /{shown(page.address)}  {shown(page.title)}  {weighed(page, words)}" for page in pages[:LISTED]
            )
            yield from _more(len(pages) - LISTED, words)
    if found.changed:
        yield from ("", words("diff.changed"))
        for group in by_entry(page for page in found.changed if page.left is not None):
            yield from (line for page in group for line in _page(page, words))
        hidden = [page.address for page in found.changed if page.left is None]
        yield from (f"/{shown(address)}" for address in hidden[:LISTED])
        yield from _more(len(hidden) - LISTED, words)
    if files := files_listed(found):
        yield from ("", words("diff.files"))
        states = {"new": "+", "changed": "~", "gone": "-"}
        yield from (f"  {states[file_state(one)]} {shown(one.path)}  {weighed(one, words)}" for one in files[:LISTED])
        yield from _more(len(files) - LISTED, words)
    if rest := len(found.files) - len(files):
        yield words("diff.beside", count=rest)


def _more(count: int, words: Labels) -> Iterator[str]:
    if count > 0:
        yield f"  {words('diff.more', count=count)}"


def _page(page: PageChange, words: Labels) -> Iterator[str]:
    yield f"/{shown(page.address)}  {shown(page.title)}  {weighed(page, words)}"
    yield from (f"    {_marked(hunk)}" for hunk in page.hunks)
    for picture in page.pictures:
        paths = " → ".join(shown(path) for path in (picture.before, picture.after) if path)
        state = "changed" if picture.before and picture.after else "new" if picture.after else "gone"
        yield f"    {words('diff.picture')} ({words(f'diff.states.{state}')}): {paths}"
    if page.left:
        yield f"    {words('diff.left', count=page.left)}"


def _marked(hunk: Hunk) -> str:
    marked = ""
    for kind, text in hunk:
        begin, end = _MARKS.get(kind, ("", ""))
        marked += f"{begin}{shown(text)}{end}"
    return marked


def as_data(found: SiteDifference, _words: Labels) -> str:
    """The report for programs."""
    told = {
        "version": VERSION,
        "old": found.old.name,
        "new": found.new.name,
        "same": found.same,
        "counts": {
            **{name: len(getattr(found, name)) for name in ("added", "changed", "gone", "frame", "markup", "files")},
            "unshown": found.unshown,
        },
        "weights": {sort: [one._asdict() for one in pair] for sort, pair in found.weights.items()},
        "sent": found.sent,
        "added": _pages(found.added),
        "changed": [_changed(page) for page in found.changed],
        "gone": _pages(found.gone),
        "frame": found.frame,
        "markup": found.markup,
        "files": [{**one._asdict(), "state": file_state(one)} for one in found.files],
    }
    return printable(json.dumps(told, ensure_ascii=False, indent=1))


def _pages(pages: Sequence[PageChange]) -> list[dict[str, Any]]:
    names = ("address", "language", "title", "entry", "sizes", "packed")
    return [{name: getattr(page, name) for name in names} for page in pages]


def _changed(page: PageChange) -> dict[str, Any]:
    pictures = [picture._asdict() for picture in page.pictures]
    return {**_pages((page,))[0], "words": page.hunks, "left": page.left, "pictures": pictures}
