"""The text of an entry on its own page: what it names is linked, shown or said in the page's words.

In: a page's context. Out: HTML, headings, how long it takes to read. The text itself knows no addresses, names or
values: it is kept open where it shows one (``content.markdown.render``), and closed here.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from markupsafe import Markup, escape

from xieshou.content.anchors import figure_anchor, ids_of, is_reading
from xieshou.content.kinds.figure import Figure
from xieshou.content.kinds.file_record import FileRecord
from xieshou.content.kinds.indicator import Indicator
from xieshou.content.markdown.anchors import folded, meant
from xieshou.content.markdown.body import Body, Open
from xieshou.language.labels import Labels
from xieshou.language.locale import show_date
from xieshou.language.profiles import profile_of
from xieshou.views.entry import quotes
from xieshou.views.entry.downloads import link_to_file
from xieshou.views.shared.context import PageContext, UndeclaredDependency
from xieshou.views.shared.models import Link

_NOTHING = Body((), (), ())


@dataclass(slots=True)
class Story:
    """A text, as its page shows it."""

    context: PageContext
    text: Body
    _numbers: dict[str, int] = field(default_factory=dict)
    """The figures of the text that there is something to see of, numbered in their order."""

    def __post_init__(self) -> None:
        figures = (one for one in self.text.pieces if not isinstance(one, str) and one.form == "figure")
        shown = (self._named(one) for one in figures if not self._left_out(one))
        held = (id_ for id_ in dict.fromkeys(shown) if self.context.card(id_).held)
        self._numbers = {id_: number for number, id_ in enumerate(held, 1)}

    @classmethod
    def of(cls, context: PageContext) -> Story:
        """That of the page's entry; an empty one where it has none in the page's language."""
        return cls(context, context.body() or _NOTHING)

    def html(self) -> Markup:
        """The text, its references closed."""
        # Joined as plain strings: each piece is safe by its making, and Markup.join would look at it again.
        # A table of the text scrolls; a figure's is the figure's own matter.
        labels = self.context.labels
        return Markup(
            "".join(
                scrolling(piece, labels) if isinstance(piece, str) else self._close(piece) for piece in self.text.pieces
            )
        )

    def headings(self) -> tuple[Link, ...]:
        """Its headings, as links on the page; the count is their level."""
        return tuple(Link(text, f"#{id_}", level) for level, id_, text in self.text.headings)

    def minutes(self) -> int:
        """How many minutes it takes to read; 0 where there is nothing to read."""
        return profile_of(self.context.language).minutes(
            "".join(piece for piece in self.text.plain if isinstance(piece, str))
        )

    def _named(self, reference: Open) -> str:
        """The entry a reference means; a file stands for the record that names it."""
        if reference.kind == "asset":
            return self.context.owner_of(reference.slug)
        return f"{reference.kind}/{reference.slug}"

    def _left_out(self, reference: Open) -> bool:
        """Whether a preview does without what a reference names: then it is plain text."""
        missing, kind = self.context.left_out, reference.kind
        if not missing or self.context.known(f"{kind}/{reference.slug}"):
            return False
        if kind != "asset":
            return f"{kind}/{reference.slug}" in missing or f"{kind}/" in missing
        try:
            return not self.context.owner_of(reference.slug)
        except UndeclaredDependency:
            return any(one.startswith((f"{Figure.kind}/", f"{FileRecord.kind}/")) for one in missing)

    def _close(self, reference: Open) -> Markup:
        if reference.form == "label":
            return escape(self.context.labels(f"ui.{reference.slug}"))
        if self._left_out(reference):
            return Markup("<a>") if reference.form == "link" else escape(reference.slug)
        id_ = self._named(reference)
        if reference.form == "figure":
            shown = replace(self.context.figure(id_), beside=int(reference.fragment or 1))
            if id_ in self._numbers:
                shown = replace(shown, number=self.context.labels("ui.figure_number", number=self._numbers[id_]))
            return self.context.embed(shown)
        if reference.form != "link":
            return self._quote(reference, id_)
        href = self.context.href(id_) + self._part(reference, id_)
        title = f' title="{escape(reference.title)}"' if reference.title else ""
        return Markup(f'<a href="{escape(href)}"{title}>')

    def _part(self, reference: Open, id_: str) -> str:
        """The part of its page that a link to an entry leads to, called as it is there: a browser minds the case.

        What is no part of the text has an id of the page's own, all in small letters.
        """
        if not reference.fragment or is_reading(reference.kind, reference.fragment):
            return ""
        text = self.context.text_of(id_)
        return f"#{meant(reference.fragment, ids_of(text) if text else ()) or folded(reference.fragment)}"

    def _quote(self, reference: Open, id_: str) -> Markup:
        """A name, or a value that says of what and when it is."""
        item = self.context.item(id_)
        if reference.form == "name" and id_ in self._numbers:
            number = self.context.labels("ui.figure_number", number=self._numbers[id_])
            return Markup(f'<a href="#{figure_anchor(id_)}" title="{escape(item.title)}">{escape(number)}</a>')
        if reference.form == "name" and reference.kind == FileRecord.kind and not reference.fragment:
            return link_to_file(self.context, id_)
        if reference.form == "name":
            href = item.href + self._part(reference, id_)
            own = f' lang="{item.language}" hreflang="{item.language}"' if item.language else ""
            return Markup(f'<a href="{escape(href)}"{own}>{escape(item.title)}</a>')
        facts = self.context.entry(id_).facts
        assert isinstance(facts, Indicator)
        reading = facts.quoted(reference.fragment)
        source = reference.fragment.partition("@")[2]
        says = [item.title, show_date(reading.period, self.context.labels)]
        if source and self.context.known(f"source/{source}"):
            says.append(self.context.item(f"source/{source}").title)
        text = quotes.words(reference, self.context.card(id_), facts, self.context.labels)
        title = escape(" · ".join(says))
        return Markup(f'<a class="xs-value" href="{escape(item.href)}" title="{title}">{escape(text)}</a>')


def scrolling(html: str, labels: Labels) -> str:
    """A text, or a piece of one, in which what is too wide scrolls by itself, by keyboard too: a table, a program."""
    if "<pre><code" in html:
        html = html.replace("<pre><code", '<pre><code tabindex="0"')
    if "table>" not in html:
        return html
    label = escape(labels("ui.table"))
    opened = f'<div class="xs-scroll" tabindex="0" role="group" aria-label="{label}"><table class="xs-table">'
    return html.replace("<table>", opened).replace("</table>", "</table></div>")
