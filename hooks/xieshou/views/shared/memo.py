"""What pages of one build need not make twice."""

from __future__ import annotations

from dataclasses import dataclass, field

from xieshou.views.shared.models import Item, Row


@dataclass(frozen=True, slots=True)
class RenderMemo:
    """What earlier pages of the same build have shown: an entry looks the same in every list of a language.

    ``items`` by id and language, ``rows`` by what makes them, ``texts`` of entries in feeds.
    """

    items: dict[tuple[str, str], Item] = field(default_factory=dict)
    rows: dict[tuple[str, ...], Row] = field(default_factory=dict)
    texts: dict[tuple[str, str], str] = field(default_factory=dict)
