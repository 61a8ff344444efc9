"""``_headers``: what static hosts are to send with every page, in the form that most of them read.

In: the hashes of the inline scripts of all pages. Out: the file. The pages carry the policy themselves, in a meta
element. Two things only a header can say: that no other site may put a page into a frame, and that a file is what its
type says.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from xieshou.outputs.publication import Publication
from xieshou.plan.navigation import OTHER
from xieshou.plan.pages import Page, Plan
from xieshou.render.frames import directives

NAME = "_headers"
_POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)"')
_HASH = re.compile(r"sha256-[A-Za-z0-9+/]{43}=")


def plan(plan: Plan, pages: Sequence[Page]) -> Iterator[Page]:
    """The one file."""
    yield Page(NAME, plan.languages[0], OTHER, "headers")


def script_hashes(pages: Iterable[str]) -> tuple[str, ...]:
    """The hashes that the policies of these pages (or frames of pages) name, in order: what is written like a hash in
    their words is none.
    """
    policies = (found[1] for page in pages if (found := _POLICY.search(page)))
    return tuple(sorted({f"'{found}'" for policy in policies for found in _HASH.findall(policy)}))


def headers(_: str, publication: Publication) -> bytes:
    """The file: the pages' inline scripts, and no others, may run."""
    lines = (
        f"Content-Security-Policy: {directives(publication.script_hashes)}; frame-ancestors 'none'",
        "X-Content-Type-Options: nosniff",
        "X-Frame-Options: DENY",
        "Referrer-Policy: strict-origin-when-cross-origin",
    )
    shown = ("/files/*.pdf", "  Content-Disposition: inline")
    return "\n".join(("/*", *(f"  {line}" for line in lines), *shown, "")).encode()
