"""The smallest pieces of a page: a text, a date, an amount, a link. Templates call them by name.

They stand on a page fifty times over, and a macro costs ten times what a function does. All larger pieces are macros
(``macros.html``). A text that is not in the page's language carries its own ``lang``.
"""

from __future__ import annotations

import re
from functools import cache

from markupsafe import Markup

from xieshou.content.links import pieces
from xieshou.core.scripts import UNSPACED, characters
from xieshou.language.labels import Labels
from xieshou.language.locale import language_name
from xieshou.render.escaped import escaped
from xieshou.views.shared.figure_models import PictureModel
from xieshou.views.shared.models import (
    Amount,
    Cell,
    Choice,
    Item,
    LinkedText,
    LocalizedText,
    Row,
    Rows,
    When,
    YesNo,
)

_BETWEEN = re.compile(r"\n(?:[ \t\u3000]*\n)+")
"""Between two paragraphs."""
_NOTHING = Markup()


def words(text: LocalizedText, block: bool = False) -> Markup:
    """A text, as fits into a line of words; its paragraphs, where it has several, as real ones with ``block``."""
    if "\n" not in text.text:
        shown = _quoting(text.text, text.quotes)
        return Markup(f'<span lang="{escaped(text.language)}">{shown}</span>' if text.language else shown)
    parts = _paragraphs(text)
    if len(parts) > 1:
        if block:
            return paragraphs(text)
        parts = [f'<span class="xs-par">{part}</span>' for part in parts]
    shown = "".join(parts)
    return Markup(f'<span lang="{escaped(text.language)}">{shown}</span>' if text.language else shown)


def paragraphs(text: LocalizedText, name: str = "", after: Markup = _NOTHING) -> Markup:
    """A text as paragraphs of the class ``name``, however many; ``after`` stands at the end of the last."""
    own = f' class="{name}"' if name else ""
    own += f' lang="{escaped(text.language)}"' if text.language else ""
    return Markup("".join(f"<p{own}>{part}</p>" for part in _paragraphs(text, after)))


def _paragraphs(text: LocalizedText, after: Markup = _NOTHING) -> list[str]:
    """The HTML of each paragraph of ``text``: an empty line ends one, the end of a line within it stays."""
    parts = _BETWEEN.split(text.text.strip("\n"))
    shown = ["<br>".join(_quoting(line, text.quotes) for line in part.split("\n")) for part in parts]
    shown[-1] = f"{shown[-1]}{after}"
    return shown


def linked(text: LocalizedText) -> Markup:
    """A text that may hold links, with these as links."""
    shown = "".join(
        _quoting(piece, text.quotes)
        if isinstance(piece, str)
        else f'<a href="{escaped(piece.address)}">{_quoting(piece.words, text.quotes)}</a>'
        for piece in pieces(text.text)
    )
    return Markup(f'<span lang="{escaped(text.language)}">{shown}</span>' if text.language else shown)


def _quoting(text: str, language: str) -> str:
    """``text``, what of it is in the script of ``language`` said to be so; as it is where that is empty."""
    if not language:
        return escaped(text)
    parts = [escaped(part) for part in _runs(language).split(text)]
    parts[1::2] = [f'<span lang="{escaped(language)}">{part}</span>' for part in parts[1::2]]
    return "".join(parts)


@cache
def _runs(language: str) -> re.Pattern[str]:
    """A stretch of a text in the script of ``language``; between two words of one there may be a space."""
    own = characters(language)
    between = "[—·]" if own[0] in UNSPACED else r"[—·\s-]"
    return re.compile(f"([{own}]+(?:{between}[{own}]+)*)")


def when(date: When) -> Markup:
    """A date, for machines too where HTML has a form for it."""
    if date.machine:
        return Markup(f'<time datetime="{escaped(date.machine)}">{escaped(date.text)}</time>')
    return Markup(f'<span class="xs-date">{escaped(date.text)}</span>')


def mark(form: str) -> Markup:
    """A date's form, drawn (``time_forms``): it takes the colour of where it stands, and has no words of its own."""
    first, *also = form.split()
    shape = _SHAPES[first]
    if first != "year" and "about" in also:
        shape = _FADED[first]
    double = _DOUBLE.get(first, "") if "several" in also else ""
    return Markup(
        f'<svg class="xs-dot" viewBox="0 0 20 16" width="20" height="16" aria-hidden="true">{shape}{double}</svg>'
    )


_SHAPES = {
    "day": '<circle cx="10" cy="8" r="4.5"/>',
    "span": '<rect x="1" y="5" width="18" height="6" rx="3"/>',
    "year": '<path d="M1 12l5-8m-1 8l5-8m-1 8l5-8m-1 8l5-8"/>',
}
_FADED = {
    "day": '<circle cx="10" cy="8" r="7" opacity=".25"/><circle cx="10" cy="8" r="5" opacity=".4"/>'
    '<circle cx="10" cy="8" r="2.5"/>',
    "span": '<rect y="5" width="20" height="6" opacity=".2"/><rect x="3" y="5" width="14" height="6" opacity=".35"/>'
    '<rect x="6" y="5" width="8" height="6"/>',
}
_DOUBLE = {
    "day": '<circle class="xs-dot__ring" cx="10" cy="8" r="7"/>',
    "span": '<path class="xs-dot__ring" d="M1 14h18M1 2h18"/>',
    "year": '<path class="xs-dot__ring" d="M1 14.5h18M1 1.5h18"/>',
}


def amount(value: Amount) -> Markup:
    """A quantity, with what its source prints behind it."""
    if not value.printed:
        return Markup(f'<span class="xs-amount">{escaped(value.text)}</span>')
    # A title speaks the language of its element: that of the print, outside; that of the page, within.
    return Markup(
        f'<span class="xs-amount" lang="{escaped(value.printed_in)}" title="{escaped(value.printed)}">'
        f'<span lang="{escaped(value.language)}">{escaped(value.text)}</span></span>'
    )


def badge(language: str, labels: Labels) -> Markup:
    """Says that something exists in ``language`` alone; nothing where that is empty."""
    if not language:
        return Markup()
    text = labels("ui.only_in", language=language_name(language, labels))
    return Markup(f' <span class="xs-badge">{escaped(text)}</span>')


def link(item: Item, labels: Labels) -> Markup:
    """A link to an entry by its title."""
    own = f' lang="{escaped(item.language)}" hreflang="{escaped(item.language)}"' if item.language else ""
    return Markup(f'<a href="{escaped(item.href)}"{own}>{escaped(item.title)}</a>{badge(item.language, labels)}')


def cell(value: Cell, labels: Labels, block: bool = False) -> Markup:
    """One value of a field, whatever it is; ``block``: where it stands there may be paragraphs."""
    match value:
        case Item():
            return link(value, labels)
        case When():
            return when(value)
        case Amount():
            return amount(value)
        case Rows():
            return rows(value, labels)
        case LocalizedText():
            return words(value, block)
        case LinkedText():
            return Markup(f'<a href="{escaped(value.href)}">{escaped(value.text)}</a>')
        case YesNo():
            return Markup(escaped(value.text))
        case Choice():
            return Markup(f'<span class="xs-choice" data-value="{escaped(value.value)}">{escaped(value.text)}</span>')


def rows(part: Rows, labels: Labels) -> Markup:
    """A sub-record on one line."""
    comma = escaped(labels("ui.comma"))
    shown = " ".join(
        f'<span class="xs-part__{row.field}">{_named(row, part)}'
        f"{comma.join(cell(one, labels) for one in row.cells)}</span>"
        for row in part.rows
    )
    return Markup(f'<span class="xs-part xs-part--{part.name}">{shown}</span>')


def _named(row: Row, part: Rows) -> str:
    # A date alone would not say what it is the date of.
    return "" if row.field in part.evident else f'<span class="xs-pair__name">{escaped(row.label)}</span> '


def picture(model: PictureModel, title: str = "") -> Markup:
    """A picture in a line of words, in the best form and size for the reader's screen."""
    sources = "".join(
        f'<source type="{one.type}" srcset="{escaped(one.srcset)}" sizes="(min-width: 60em) 800px, 100vw">'
        for one in model.sources
    )
    own = f' title="{escaped(title)}"' if title else ""
    return Markup(
        f'<picture>{sources}<img src="{escaped(model.src)}" alt="{escaped(model.alt.text)}"{own} width="{model.width}"'
        f' height="{model.height}" loading="lazy" decoding="async"></picture>'
    )


PIECES = (words, paragraphs, linked, picture, when, mark, amount, badge, link, cell, rows)
"""What templates may call."""
