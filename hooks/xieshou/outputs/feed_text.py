"""What a feed holds of an entry: its text as its page has it, in the plain HTML that reading programs show.

In: the context of a feed's page. Out: HTML whose addresses begin with ``BASE``. There is no style, script or id in it:
what leads to a place in the text (a note, a figure) leads to that place on the page, so entries that stand below each
other have nothing in common.
"""

from __future__ import annotations

import re

import nh3
from markupsafe import Markup, escape

from xieshou.content.kinds.article import Article
from xieshou.content.kinds.base import Facts, Record
from xieshou.content.kinds.figure import Figure
from xieshou.content.markdown.sanitize import TAGS
from xieshou.views.entry.story import Story
from xieshou.views.shared.context import PageContext
from xieshou.views.shared.figure_models import ChartModel, FigureModel
from xieshou.views.shared.models import BASE, LocalizedText

_CLEANER = nh3.Cleaner(
    tags=TAGS - {"input", "var", "col", "colgroup"},
    attributes={
        "a": {"href", "title"},
        "abbr": {"title"},
        "img": {"src", "alt", "width", "height"},
        "td": {"colspan", "rowspan"},
        "th": {"colspan", "rowspan", "scope"},
        "ol": {"start"},
        "*": {"lang", "dir"},
    },
    url_schemes={"http", "https", "mailto"},
    link_rel=None,
)
_PLACE = re.compile(r'(?<=<a )((?:[^>]*? )?)href="#')


def full_text(context: PageContext, id_: str) -> str:
    """The text of an entry in the language of the feed; of one that other feeds have shown, as it was made then."""
    known = context.seen.texts
    found = known.get((id_, context.language))
    if found is None:
        found = known[id_, context.language] = _full_text(context, id_)
    return found


def _full_text(context: PageContext, id_: str) -> str:
    context.embed = lambda figure: _figure(context, figure)
    facts, body = context.entry(id_).facts, context.text_of(id_)
    own = _figure(context, context.figure(id_)) if isinstance(facts, Figure) else ""
    parts = [own, _cover(context, facts), Story(context, body).html() if body else "", _note(context, facts)]
    html = _CLEANER.clean("".join(parts)).strip()
    return _PLACE.sub(rf'\1href="{BASE}{context.address(id_, context.language)}#', html)


def _cover(context: PageContext, facts: Facts) -> str:
    id_ = f"figure/{facts.cover}" if isinstance(facts, Article) and facts.cover else ""
    return _figure(context, context.figure(id_)) if id_ and context.known(id_) and context.card(id_).held else ""


def _note(context: PageContext, facts: Facts) -> str:
    note = context.words(facts.note) if isinstance(facts, Record) else None
    return f"<p><strong>{escape(context.labels('ui.note'))}</strong> {_words(note)}</p>" if note else ""


def _words(text: LocalizedText) -> Markup:
    words = escape(text.text)
    return Markup(f'<span lang="{text.language}">{words}</span>') if text.language else words


def _figure(context: PageContext, figure: FigureModel) -> Markup:
    """A figure: the picture, which leads to its page, or the numbers of a chart; and what is said of it."""
    labels, picture = context.labels, figure.picture
    title = f'<a href="{figure.item.href}">{_words(LocalizedText(figure.item.title, figure.item.language))}</a>'
    said = [escape(figure.number)] if figure.number else []
    if figure.chart:
        shown = _chart(figure.chart)
        said += [Markup(title), escape(labels("feeds.chart"))]
    elif picture.src:
        size = f'width="{picture.width}" height="{picture.height}"'
        image = f'<img src="{picture.src}" alt="{escape(picture.alt.text)}" {size}>'
        shown = Markup(f'<a href="{figure.item.href}">{image}</a>')
        said.append(Markup(title))
    else:
        shown = Markup()
        said += [Markup(title), escape(labels("feeds.not_held"))]
    said.append(_words(figure.caption))
    if figure.credit:
        said.append(Markup(f"{escape(labels('ui.credit'))} {_words(figure.credit)}"))
    return Markup(f"<figure>{shown}<figcaption>{' · '.join(said)}</figcaption></figure>")


def _chart(chart: ChartModel) -> Markup:
    """The numbers behind a chart, and of the charts in it."""
    rows = "".join(
        f'<tr><th scope="row">{escape(mark.label)}</th><td>{escape(mark.value)}</td></tr>' for mark in chart.marks
    )
    caption = " · ".join(word for word in (chart.title, chart.period) if word)
    table = f"<table><caption>{escape(caption)}</caption><tbody>{rows}</tbody></table>" if rows else ""
    return Markup(table + "".join(map(_chart, chart.groups)))
