"""What views make of small sites: files as text, and models, without a theme."""

from __future__ import annotations

import pickle
from collections.abc import Iterator, Mapping, Set
from pathlib import Path
from typing import Any

from markupsafe import Markup

from tests.unit.helpers import LANGUAGES, NOW, READER, Site, labels, site_file
from xieshou.content.catalog import join
from xieshou.content.markdown.body import Body, unpacked
from xieshou.content.units import Unit, pack, unpack
from xieshou.outputs import OUTPUTS, plan_outputs
from xieshou.plan.pages import Page, Plan
from xieshou.plan.site_values import SiteValues
from xieshou.views import plan_pages
from xieshou.views.entry.figures import draw
from xieshou.views.shared.context import PageContext
from xieshou.views.shared.memo import RenderMemo


def contexts(files: Mapping[str, str], root: Path, **site_values: object) -> Iterator[tuple[Page, PageContext]]:
    """Every planned page of sound files, and what it may look at. ``site_values``: of ``site.yml``."""
    site = Site(root / "made")
    facts: dict[str, bytes] = {}
    bodies: dict[bytes, bytes] = {}
    units: list[Unit] = []
    for name, data in files.items():
        parsed = READER.parse(site.add(name, data), f"content/{name}")
        assert parsed.sound, parsed.problems
        units += unpack(pack(parsed.units))
        facts |= dict(parsed.facts)
        bodies |= dict(parsed.bodies)
    catalog, problems = join(units, LANGUAGES, NOW, {})
    assert problems == []
    plan, words = Plan(catalog, site_file().model_copy(update=site_values)), labels()

    def body(digest: bytes) -> Body:
        return unpacked(bodies[digest])

    def entry(id_: str) -> Any:
        return pickle.loads(facts[id_])

    pages, values = tuple(plan_pages(plan)), SiteValues(plan.site)
    for page in (*pages, *plan_outputs(plan, pages)):
        yield page, PageContext(page, plan, values, words, {}, entry, body, draw, lambda figure: Markup(), RenderMemo())


def rendered(files: Mapping[str, str], root: Path, views: Set[str]) -> dict[str, str]:
    """The text of every file of these views, by path."""
    return {
        page.path: OUTPUTS[page.view].text(context) for page, context in contexts(files, root) if page.view in views
    }
