"""Linked data: what a page says of itself to machines, in the words of schema.org.

In: a planned page and what it shows. Out: JSON-LD nodes, where addresses begin with ``BASE``. What is the same on every
page (the site, who publishes it) is put beside them when the page's frame is filled.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Final

from xieshou.plan.navigation import ADDRESSES, FIND, HOME
from xieshou.plan.pages import Page
from xieshou.views.shared.models import BASE
from xieshou.views.shared.page_models import ListModel, Model

Node = Mapping[str, object]
"""A thing and what is said of it, by the names of schema.org."""
SITE, PUBLISHER = f"{BASE}#site", f"{BASE}#publisher"
"""What every page names and its frame describes."""
PAGE: Final = "WebPage"
_FORMS = {"data": "DataCatalog", "find": "SearchResultsPage", "home": PAGE}
_encoded: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_MARK: Final = f'"{json.dumps(BASE)[1:-1]}'


def linked_data(page: Page, model: Model) -> str:
    """The nodes of a page, joined by commas; nothing of a page that stands nowhere."""
    if not page.names:
        return ""
    form = (
        model.node.get("@type") or _FORMS.get(page.view) or ("CollectionPage" if isinstance(model, ListModel) else PAGE)
    )
    own: dict[str, object] = {
        "@type": form,
        "@id": (here := BASE + page.address),
        "url": here,
        "name": model.title,
        "description": model.description,
        "inLanguage": page.language,
        "isPartOf": {"@id": SITE},
    }
    nodes = [given(own | dict(model.node))]
    if model.trail:
        nodes.append(crumbs(model))
    if page.view == HOME:
        nodes.append(_search(page.address))
    return joined(nodes)


def _search(home: str) -> Node:
    """How the site is searched: a form that others may fill in."""
    action = {
        "@type": "SearchAction",
        "target": {"@type": "EntryPoint", "urlTemplate": f"{BASE}{home}{ADDRESSES[FIND]}?q={{search_term_string}}"},
        "query-input": "required name=search_term_string",
    }
    return {"@id": SITE, "potentialAction": action}


def crumbs(model: Model) -> Node:
    """The way to a page."""
    steps: list[dict[str, object]] = [{"name": step.title, "item": step.href} for step in model.trail]
    steps.append({"name": model.title})
    listed = [{"@type": "ListItem", "position": number} | step for number, step in enumerate(steps, 1)]
    return {"@type": "BreadcrumbList", "itemListElement": listed}


def given(node: Node) -> Node:
    """A node without what is empty."""
    return {name: value for name, value in node.items() if value not in ("", None, (), [])}


def joined(nodes: Sequence[Node]) -> str:
    """Nodes as JSON that can stand in a page: no ``<`` of theirs ends the element they stand in."""
    return ",".join(_encoded(node) for node in nodes).replace("<", "\\u003c")


def located(nodes: str, base: str) -> str:
    """Nodes whose addresses begin with ``base``. An address stands at the beginning of its string, and a text that
    spells the mark out has a backslash before it.
    """
    return nodes.replace(_MARK, f'"{json.dumps(base)[1:-1]}').replace("<", "\\u003c")
