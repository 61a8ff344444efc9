"""``_headers``: what static hosts are to send with every page, in the form that most of them read.

The pages carry the policy themselves, in a meta element. Two things only a header can say: that no other site may put
a page into a frame, and that a file is what its type says.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from xieshou.render.frames import directives

NAME = "_headers"
_HASH = re.compile(r"sha256-[A-Za-z0-9+/]{43}=")


def headers(pages: Iterable[str]) -> str:
    """The file, for a site with these pages (or frames of pages): their inline scripts, and no others, may run."""
    hashes = sorted({f"'{found}'" for page in pages for found in _HASH.findall(page)})
    lines = (
        f"Content-Security-Policy: {directives(hashes)}; frame-ancestors 'none'",
        "X-Content-Type-Options: nosniff",
        "X-Frame-Options: DENY",
        "Referrer-Policy: strict-origin-when-cross-origin",
    )
    return "\n".join(("/*", *(f"  {line}" for line in lines), ""))
