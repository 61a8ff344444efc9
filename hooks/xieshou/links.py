"""Links to entries in hand-written pages, which take MkDocs' ordinary way: ``[name](project:slug)``."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable

from xieshou.content.kinds import KINDS
from xieshou.problems import Problem, problem
from xieshou.render.frames import root_from
from xieshou.views.pages import Plan

_KINDS = "|".join(KINDS)
# Code comes first: what stands in it is shown, not followed.
_LINK = re.compile(
    rf"(?P<code>^(?:```|~~~).*?^(?:```|~~~)|`+[^`\n]+`+)|(?<=\]\()(?P<kind>{_KINDS}):(?P<slug>[a-z0-9-]+)(?=[)#\s])",
    re.MULTILINE | re.DOTALL,
)


def resolved(text: str, path: str, address: str, language: str, plan: Callable[[], Plan]) -> tuple[str, list[Problem]]:
    """``text`` with its links to entries as relative addresses from ``address``, and a problem for each that fails.

    ``plan`` is asked for only where there is such a link.
    """
    problems: list[Problem] = []
    base = root_from(address)

    def one(found: re.Match[str]) -> str:
        if found["code"]:
            return found[0]
        kind, slug = found["kind"], found["slug"]
        card = plan().catalog.cards.get(f"{kind}/{slug}")
        if card is not None:
            return f"{base}/{plan().address(card, language)}"
        line = text.count("\n", 0, found.start()) + 1
        column = found.start() - text.rfind("\n", 0, found.start())
        near = difflib.get_close_matches(slug, [one.slug for one in plan().catalog.of_kind(kind)], 3, 0.5)
        code = "reference-unknown-near" if near else "reference-unknown"
        problems.append(problem(path, line, column, code, kind=kind, slug=slug, near=", ".join(near)))
        return found[0]

    return _LINK.sub(one, text), problems
