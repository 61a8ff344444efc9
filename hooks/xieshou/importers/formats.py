"""The formats of texts that can be imported, in one registry: a new one is one function and one line here.

In: the bytes of a file. Out: the texts in it, each with its fields and its body in Markdown, or the problem that it
can't be read. What a site's generator does with such a text (where its pictures lie, what its template tags mean) is
the same for all formats and stands in the steps after this.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from xieshou.content.source.lookalikes import without_strays
from xieshou.core.files import NOT_TEXT
from xieshou.core.problems import Problem, problem
from xieshou.importers.front_matter import split
from xieshou.importers.records import ForeignText

Read = Callable[[bytes, str], "Sequence[ForeignText] | Problem"]
"""The texts in the bytes of a file, which is called so in problems."""


@dataclass(frozen=True, slots=True)
class Format:
    """``name``: as reports say it; ``endings``: of the files it reads."""

    name: str
    endings: tuple[str, ...]
    read: Read


def _markdown(data: bytes, origin: str) -> Sequence[ForeignText] | Problem:
    """A text in Markdown, with front matter or without."""
    text = as_text(data)
    if text is None:
        return problem(origin, 1, 1, "import-not-text")
    found = split(text, origin)
    return found if isinstance(found, Problem) else [ForeignText(origin, "markdown", *found)]


def as_text(data: bytes) -> str | None:
    """A text in UTF-8, UTF-16 with its mark, or GB 18030, with ``\\n`` line ends; None where it is none."""
    if data.startswith(NOT_TEXT):
        return None
    marked = data[:2] in (b"\xff\xfe", b"\xfe\xff")
    for encoding in ("utf-16",) if marked else ("utf-8-sig", "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        return None if "\0" in text else without_strays(text.replace("\r\n", "\n").replace("\r", "\n"))[0]
    return None


def _wordpress(data: bytes, origin: str) -> Sequence[ForeignText] | Problem:
    from xieshou.importers.wordpress import read  # here: few imports hold one, and it parses XML

    return read(data, origin)


def _document(data: bytes, origin: str) -> Sequence[ForeignText] | Problem:
    from xieshou.importers.documents import read  # here: few imports hold one, and Mammoth is slow to load

    return read(data, origin)


FORMATS = (
    Format("markdown", (".md", ".markdown", ".mdown", ".mdx"), _markdown),
    Format("wordpress", (".xml", ".wxr"), _wordpress),
    Format("docx", (".docx", ".docm", ".doc", ".wps", ".rtf", ".odt"), _document),
)


def endings() -> frozenset[str]:
    """The endings of all files that may hold texts."""
    return frozenset(ending for one in FORMATS for ending in one.endings)


def format_of(name: str) -> Format:
    """The format of the file called ``name``. Raises ``KeyError`` where its ending is of none."""
    lower = name.lower()
    for one in FORMATS:
        if lower.endswith(one.endings):
            return one
    raise KeyError(name)
