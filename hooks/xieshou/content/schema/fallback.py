"""What is shown of a text to readers whose language it is not written in: one rule for titles, texts and addresses."""

from __future__ import annotations

from collections.abc import Collection


def shown_in(language: str, available: Collection[str]) -> str:
    """The language to show: ``language`` where it is among ``available``, else the first of these, which is the entry's
    own. There is always one: what has no words at all is no text.
    """
    return language if language in available else next(iter(available))
