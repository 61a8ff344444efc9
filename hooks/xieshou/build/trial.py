"""A site's own templates tried out: the first page of each sort is made, and thrown away.

In: a prepared site. Out: what failed, at the line of the template. Sites that do with the engine's templates pay
nothing.
"""

from __future__ import annotations

from collections.abc import Iterator

from xieshou.build.prepared import Prepared
from xieshou.build.render_job import rendered
from xieshou.core.problems import ContentError, Problem
from xieshou.outputs import OUTPUTS
from xieshou.plan.cache import pages_at, shown_by
from xieshou.plan.pages import Plan, page_from
from xieshou.render.page_renderer import PageRenderer
from xieshou.render.template_check import own_templates
from xieshou.render.templates import Templates


def tried(prepared: Prepared) -> Iterator[Problem]:
    """The problems of the site's own templates that only a page brings to light."""
    context, plan = prepared.context, prepared.plan
    project, site = context.setup.project, context.read.site
    if plan is None or site is None or not own_templates(project):
        return
    first: dict[tuple[str, str], str] = {}
    for stub in plan.stubs:
        kind = stub.content_deps[0].partition("/")[0] if stub.view == "entry" and stub.content_deps else ""
        if stub.view not in OUTPUTS:
            first.setdefault((stub.view, kind), stub.path)
    pages = [packed for packed, _ in pages_at(context.store, plan, {*first.values()})]
    catalog = shown_by(context.store, plan, pages, context.setup, context.now)
    shown = Plan(catalog, site, left_out=prepared.missing)
    renderer = PageRenderer(shown, context.labels, prepared.pictures, Templates(project), context.store)
    for packed in pages:
        try:
            rendered(page_from(packed), renderer)
        except ContentError as error:
            yield from error.problems
