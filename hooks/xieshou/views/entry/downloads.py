"""Files that readers can take with them, as pages show them: where each is, what it is, how large it is.

In: a page's context. Out: plain data, and links that say what will come before it comes.
"""

from __future__ import annotations

from markupsafe import Markup, escape

from xieshou.attachments.forms import TYPES
from xieshou.content.entries import Entry
from xieshou.content.kinds.figure import Figure
from xieshou.language.locale import language_name
from xieshou.plan.attached import attached_files
from xieshou.views.shared.cells import file_form
from xieshou.views.shared.context import PageContext
from xieshou.views.shared.figure_models import FilmModel, FilmText
from xieshou.views.shared.models import BASE
from xieshou.views.shared.page_models import FileModel

_SHOWN_BY_BROWSERS = ("pdf", "csv")
"""Forms that a browser may show; the others it saves."""


def file_of(context: PageContext, id_: str) -> FileModel | None:
    """The file of an entry; None where it has none."""
    for path, file in attached_files(context.card(id_)):
        said = file_form(file, context.labels)
        return FileModel(f"{BASE}{path}", TYPES[file.form], said, file.form not in _SHOWN_BY_BROWSERS)
    return None


def link_to_file(context: PageContext, id_: str) -> Markup:
    """A link to the file itself, with what it is and how large behind its title."""
    item, file = context.item(id_), file_of(context, id_)
    assert file is not None
    own = f' lang="{item.language}" hreflang="{item.language}"' if item.language else ""
    saved = " download" if file.saved else ""
    link = f'<a class="xs-file" href="{escape(file.href)}" type="{file.type}"{saved}{own}>{escape(item.title)}</a>'
    between = " " if file.said.isascii() else ""  # brackets of Chinese print bring their own room
    return Markup(f'{link}{between}<span class="xs-file__form">{escape(file.said)}</span>')


def film(context: PageContext, entry: Entry) -> FilmModel | None:
    """What a figure plays; None where it plays nothing."""
    figure = entry.facts
    files = list(attached_files(context.card(f"figure/{entry.slug}")))
    if not isinstance(figure, Figure) or not figure.media or not files:
        return None
    (path, media), *captions = files
    texts = tuple(
        FilmText(one.language, language_name(one.language, context.labels), f"{BASE}{place}")
        for one, (place, _) in zip(figure.captions, captions, strict=True)
    )
    said = file_form(media, context.labels)
    first = tuple(sorted(texts, key=lambda one: one.language != context.language))
    return FilmModel(f"{BASE}{path}", TYPES[media.form], said, first)
