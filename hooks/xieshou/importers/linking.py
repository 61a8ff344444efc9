"""The links and pictures of an imported text, as ours: links to entries, figures, addresses elsewhere.

In: a text in Markdown, and where everything of the import leads to. Out: the text rewritten, which of the figures it
shows, and what became of whatever leads nowhere any more: its words stay, and it is named.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from posixpath import basename
from urllib.parse import quote, unquote

from xieshou.content.markdown.references import MOST_IN_A_ROW
from xieshou.importers.destinations import Addresses
from xieshou.importers.prose import Edit, edited
from xieshou.importers.records import Fate, Note, clipped
from xieshou.importers.references import CELL, HEADING, HTML, Reference, ReferenceBlock, references
from xieshou.importers.targets import NEARBY, SCHEME, UNSAFE, WHOLE, escaped, in_brackets, meant_place, web_address

_PICTURE = re.compile(r"\.(?:jpe?g|png|gif|webp|svg|avif|bmp)$", re.IGNORECASE)
_MAIL = re.compile(r"mailto:[^\s@＠]+@[\w-]+(?:\.[\w-]+)+(?:\?\S*)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Bearings:
    """Where everything of an import leads. ``slugs``: of the articles that texts become, by name; ``figures``: of the
    records that pictures become, by path; ``refused``: the pictures that can't be used; ``site``: the address of the
    site that the texts come from; ``places``: the headings of a text as (what it says, its id);
    ``places_of``: those of the text of this name; ``name``: of the text that is rewritten.
    """

    addresses: Addresses
    slugs: Mapping[str, str]
    figures: Mapping[str, str]
    refused: Mapping[str, str] = field(default_factory=dict)
    site: str = ""
    places: Callable[[str], Sequence[tuple[str, str]]] = lambda _: ()
    places_of: Callable[[str], Sequence[tuple[str, str]]] = lambda _: ()
    name: str = ""


@dataclass(frozen=True, slots=True)
class Linked:
    """``shown``: the pictures that figures of the text show, with what is said of each there."""

    text: str
    notes: tuple[Note, ...] = ()
    shown: tuple[tuple[str, str], ...] = ()


def pictured(text: str, origin: str, addresses: Addresses) -> Iterator[tuple[str, str, str]]:
    """Every picture of ``text`` that lies among the files of the import: its path, its words, its title."""
    for one in references(text):
        if one.picture or _PICTURE.search(one.target.partition("?")[0]):
            path = addresses.picture(one.target, origin)
            if path:
                yield path, one.words if one.picture else "", one.title


def linked(text: str, origin: str, around: Bearings) -> Linked:
    """``text``, which stands at ``origin``, with its links and pictures as ours."""
    found = references(text)
    if not found:
        return Linked(text)
    rewriting = Rewriting(text, origin, around, found)
    edits = list(rewriting.edits())
    return Linked(edited(text, edits), tuple(rewriting.notes), tuple(rewriting.shown))


class Rewriting:
    """The changes to one text. ``notes`` and ``shown`` are filled while ``edits`` are asked for."""

    def __init__(self, text: str, origin: str, around: Bearings, found: Sequence[Reference]) -> None:
        self.notes: list[Note] = []
        self.shown: list[tuple[str, str]] = []
        self._text, self._origin, self._around, self._found = text, origin, around, found
        self._places: Sequence[tuple[str, str]] | None = None

    def edits(self) -> Iterator[Edit]:
        """Each change, at its place."""
        for one in self._found:
            yield from self._picture(one) if one.picture else self._link(one)

    def _picture(self, one: Reference) -> Iterator[Edit]:
        path = self._around.addresses.picture(one.target, self._origin)
        slug = self._around.figures.get(path or "")
        if path and slug:
            self.shown.append((path, one.words))
            yield from self._figure(one, slug)
            return
        wrapped = any(link.holds_picture and link.start <= one.start < link.end for link in self._found)
        words = one.words or basename(unquote(one.target.partition("?")[0])).rstrip("/") or one.target
        words = escaped(clipped(words, 200) if not one.target.startswith("data:") else one.words or "…")
        address = web_address(one.target, self._around.site)
        if address and not path:
            self.notes.append(Note(Fate.LEFT, "picture-elsewhere", value=address))
            if one.block.sort == HTML:
                yield Edit(one.start, one.end, words if wrapped else f'<a href="{address}">{words}</a>')
            else:
                yield Edit(one.start, one.end, words if wrapped else f"[{words}]({in_brackets(address)})")
            return
        why = self._around.refused.get(path or "", "")
        code = "picture-refused" if why else "picture-lost"
        self.notes.append(Note(Fate.LEFT, code, clipped(path or one.target), why))
        yield Edit(one.start, one.end, words)

    def _figure(self, one: Reference, slug: str) -> Iterator[Edit]:
        block, shown = one.block, f"![](figure:{slug})"
        words = one.words or slug
        if block.sort == HTML:
            yield Edit(one.start, one.end, f'<a href="figure:{slug}">{words}</a>')
            return
        if block.sort == CELL or (block.item and not self._beside(block)):
            # A figure is a paragraph, which neither a cell nor an item alone in its line is.
            bar = escaped(words).replace("|", "\\|")
            self.notes.append(Note(Fate.MAPPED, "figure-linked", value=slug))
            yield Edit(one.start, one.end, f"[{bar}](figure:{slug})")
            return
        blank, begin = f"\n{block.prefix}".rstrip(" "), f"\n{block.prefix}"
        last = block.end if block.sort != HEADING else self._line_end(block.last - 1)
        if block.sort == HEADING:
            yield Edit(one.start, one.end, "")
            yield Edit(last, last, f"{blank}{begin}{shown}")
            return
        line_start = max(self._text.rfind("\n", 0, one.start) + 1, block.start)
        line_end = self._text.find("\n", one.end)
        line_end = block.end if line_end < 0 else min(line_end, block.end)
        start, end = self._with_link(one)
        before = self._text[line_start:start].strip(" \t>")
        after = self._text[end:line_end].strip(" \t\\")
        if not before and not after:
            first, final = line_start <= block.start, line_end >= block.end
            yield Edit(one.start, one.end, ("" if first else f"{blank}{begin}") + shown + ("" if final else blank))
        elif self._in_a_row(block):
            yield Edit(one.start, one.end, shown)
        elif not self._beside(block):  # several pictures and nothing else: each a paragraph
            yield Edit(one.start, one.end, (f"{blank}{begin}" if before else "") + shown)
        else:
            self.notes.append(Note(Fate.MAPPED, "figure-moved", value=slug))
            before, after = self._text[one.start - 1 : one.start], self._text[one.end : one.end + 1]
            spaced = before == " " and after in (" ", "\n", "")
            yield Edit(one.start - spaced, one.end, "")
            yield Edit(block.end, block.end, f"{blank}{begin}{shown}")

    def _with_link(self, one: Reference) -> tuple[int, int]:
        """The characters of a picture, with those of the link that holds nothing else."""
        for link in self._found:
            if link.holds_picture and not link.picture and link.start <= one.start and one.end <= link.end:
                return link.start, link.end
        return one.start, one.end

    def _beside(self, block: ReferenceBlock) -> str:
        """What stands in a block besides pictures, and the links round these."""
        spans = [
            (one.start, one.end)
            for one in self._found
            if one.block == block and (one.picture or (one.holds_picture and self._only_pictures(one)))
        ]
        kept, done = [], block.start
        for start, end in sorted(spans):
            if start >= done:
                kept.append(self._text[done:start])
            done = max(done, end)
        kept.append(self._text[done : block.end])
        return re.sub(r"<br\s*/?>|[\s>\\]", "", "".join(kept))

    def _in_a_row(self, block: ReferenceBlock) -> bool:
        """Whether a block is a line of pictures that may stand side by side as they do."""
        inside = [one for one in self._found if one.block == block]
        rest = self._text[block.start : block.end]
        for one in inside:
            rest = rest.replace(self._text[one.start : one.end], "", 1)
        ours = (self._around.addresses.picture(one.target, self._origin) in self._around.figures for one in inside)
        return 1 < len(inside) <= MOST_IN_A_ROW and not rest.strip(" ") and not block.item and all(ours)

    def _only_pictures(self, link: Reference) -> bool:
        inside = self._text[slice(*link.inner)]
        for one in self._found:
            if one.picture and link.start <= one.start < link.end:
                inside = inside.replace(self._text[one.start : one.end], "")
        return not inside.strip()

    def _line_end(self, line: int) -> int:
        at = -1
        for _ in range(line + 1):
            at = self._text.find("\n", at + 1)
            if at < 0:
                return len(self._text)
        return at

    def _link(self, one: Reference) -> Iterator[Edit]:
        holds_figure = one.holds_picture and any(
            other.picture
            and one.start <= other.start < one.end
            and (self._around.addresses.picture(other.target, self._origin) or "") in self._around.figures
            for other in self._found
        )
        new, note = self._leads(one)
        if note:
            self.notes.append(note)
        if holds_figure and one.block.sort not in (CELL, HTML):
            yield from self._unlinked(one)
            if (new and new != one.target) or (new and WHOLE.fullmatch(new) and not _PICTURE.search(new)):
                prefix = one.block.prefix
                end = self._line_end(one.block.last - 1) if one.block.sort == HEADING else one.block.end
                blank = f"\n{prefix}".rstrip(" ")
                if not new.startswith("figure:"):
                    yield Edit(end, end, f"{blank}\n{prefix}[{escaped(one.words) or new}]({in_brackets(new)})")
            return
        if new and new == one.target:
            if not one.words and one.form == "inline" and WHOLE.fullmatch(new) and not one.holds_picture:
                yield Edit(*one.inner, escaped(new))
            return
        if new:
            yield from self._relinked(one, new)
        else:
            yield from self._unlinked(one)

    def _relinked(self, one: Reference, new: str) -> Iterator[Edit]:
        if one.form == "tag":
            yield Edit(one.start, one.inner[0], f'<a href="{new}">')
        elif one.form == "auto":
            yield Edit(one.start, one.end, f"[{escaped(one.words)}]({in_brackets(new)})")
        else:
            title = f' "{one.title}"' if one.title and '"' not in one.title else ""
            yield Edit(one.inner[1], one.end, f"]({in_brackets(new)}{title})")

    def _unlinked(self, one: Reference) -> Iterator[Edit]:
        if one.form == "tag":
            yield Edit(one.start, one.inner[0], "")
            if self._text.startswith("</a>", one.inner[1]):
                yield Edit(one.inner[1], one.inner[1] + 4, "")
        elif one.form == "auto":
            typed = self._text[one.start : one.end]
            if SCHEME.match(one.words) and NEARBY.match(one.words):
                yield Edit(one.start, one.end, f"`{one.words}`")
            else:
                yield Edit(one.start, one.end, f"\\{typed}" if typed.startswith("<") else f"`{typed}`")
        else:
            sign = "`" if SCHEME.match(one.words) and "`" not in self._text[slice(*one.inner)] else ""
            yield Edit(one.start, one.start + 1, sign)
            tail = "" if one.words or one.holds_picture else escaped(one.target)
            yield Edit(one.inner[1], one.end, sign or tail)

    def _leads(self, one: Reference) -> tuple[str, Note | None]:
        """The target of a link as ours; nothing where it has none: then the note says why."""
        target, around = one.target.strip(), self._around
        if target.startswith("#"):
            place = self._place(target)
            return place, None if place else Note(Fate.LEFT, "anchor", value=target)
        if _MAIL.fullmatch(target):
            return one.target, None
        if path := around.addresses.picture(target, self._origin):
            if slug := around.figures.get(path):
                self.shown.append((path, ""))
                return f"figure:{slug}", None
            return "", Note(Fate.LEFT, "link-lost", value=clipped(target))
        name = around.addresses.text(target, self._origin)
        if name is not None:
            left = target.partition("#")[2]
            if left and name == around.name:
                place = self._place(f"#{left}")
                return place, None if place else Note(Fate.LEFT, "anchor", value=target)
            if slug := around.slugs.get(name):
                part = meant_place(left, around.places_of(name)) if left else ""
                note = Note(Fate.LEFT, "part", value=clipped(target)) if left and not part else None
                return f"article:{slug}" + (f"#{part}" if part else ""), note
            return self._outward(target) or ("", Note(Fate.LEFT, "link-waits", value=clipped(target)))
        if NEARBY.match(target):
            return "", Note(Fate.LEFT, "link-nearby", value=clipped(target))
        if re.match(r"https?:", target, re.IGNORECASE):
            if WHOLE.fullmatch(target):
                return one.target, None
            mended = UNSAFE.sub(lambda found: quote(found[0]), target)
            return (mended, None) if WHOLE.fullmatch(mended) else ("", Note(Fate.LEFT, "link-lost", value=target))
        if target.startswith("www.") or target.startswith("//"):
            return f"https://{target.lstrip('/')}", Note(Fate.GUESSED, "link-web", value=clipped(target))
        return self._outward(target) or ("", Note(Fate.LEFT, "link-lost", value=clipped(target)))

    def _outward(self, target: str) -> tuple[str, Note | None] | None:
        address = web_address(target, self._around.site)
        return (address, Note(Fate.GUESSED, "link-origin", value=address)) if address else None

    def _place(self, target: str) -> str:
        """The heading of this text that is meant: programs make ids of headings in their own ways."""
        if self._places is None:
            self._places = self._around.places(self._text)
        if target == "#":
            return ""
        wanted = unquote(target[1:])
        if place := meant_place(wanted, self._places):
            return f"#{place}"
        return target if re.search(rf"\b(?:id|name)=[\"']?{re.escape(wanted)}[\"'\s>]", self._text) else ""
