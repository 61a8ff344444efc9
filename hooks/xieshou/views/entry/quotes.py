"""What a text shows of an entry that it names without words of its own: its name, or the value of an indicator.

In: the reference a text left open, and the entry. Out: words, the same on the page and in the plain text that is kept
for search. So ``body.words(lambda reference: words(reference, …))`` is what a reader of one language sees.
"""

from __future__ import annotations

from xieshou.content.catalog import Card
from xieshou.content.kinds.base import Facts
from xieshou.content.kinds.indicator import Indicator
from xieshou.content.markdown.body import Open
from xieshou.language.labels import Labels
from xieshou.language.locale import show_quantity


def words(reference: Open, card: Card, facts: Facts | None, labels: Labels) -> str:
    """What stands in the text. ``facts`` are asked for values only (``reference.form`` is value)."""
    if reference.form != "value" or not isinstance(facts, Indicator):
        return card.title(labels.language)[0]
    return show_quantity(facts.quoted(reference.fragment).value, labels, facts.noun(labels.language))
