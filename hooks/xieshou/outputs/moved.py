"""What stands at a former address, on any host: a page that leads on, or says that there is nothing.

In: planned pages with the address each leads to. Out: files. A page that leads on needs no server that knows of it, no
script and no style; it asks search engines to forget it. Other files (tables, feeds) say in their own form where to go.
"""

from __future__ import annotations

import json
from html import escape

from xieshou.outputs.publication import Publication
from xieshou.plan.former import Former
from xieshou.plan.navigation import OTHER
from xieshou.plan.pages import Page, options
from xieshou.render.frames import root_from
from xieshou.views.shared.context import PageContext
from xieshou.views.shared.models import BASE

_POLICY = "default-src 'none'; base-uri 'none'; form-action 'none'"
_PAGES = (".html", "/")


def page_of(former: Former) -> Page:
    """The page at a former address that leads on, or the file at one that is no page."""
    view = "moved" if former.address.endswith(_PAGES) else "moved-file"
    values = options({"to": former.to or "", "gone": former.to is None})
    return Page(former.address, former.language, OTHER, view, options=values)


def moved(context: PageContext) -> str:
    """The page; the canonical address begins with ``BASE``, the others are relative."""
    page = context.page
    to: str = page.option("to")
    href = escape(f"{root_from(page.address)}/{to}")
    order = (page.language, *(one for one in context.languages if one != page.language))
    words = [context.all_labels[language] for language in order]
    said = "\n".join(
        f'<p lang="{one.language}">{escape(one("moved.text"))} <a href="{href}">{escape(one("moved.go"))}</a></p>'
        for one in words
    )
    return (
        f'<!doctype html>\n<html lang="{page.language}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta name="robots" content="noindex">\n<meta http-equiv="refresh" content="0; url={href}">\n'
        f'<link rel="canonical" href="{BASE}{escape(to)}">\n<title>{escape(words[0]("moved.title"))}</title>\n'
        f"</head>\n<body>\n{said}\n</body>\n</html>\n"
    )


def located_page(text: str, publication: Publication) -> bytes:
    """The bytes of a page that leads on. Where the site's address is not known, it names no canonical one."""
    if not publication.origin:
        lines = (line for line in text.splitlines(keepends=True) if BASE not in line)
        return "".join(lines).encode()
    return text.replace(BASE, escape(publication.origin)).encode()


def moved_file(context: PageContext) -> str:
    """What stands at the address of a file that is no more, in the form its name promises."""
    page = context.page
    said = [
        context.all_labels[one]("moved.file" if not page.option("gone") else "gone.lead") for one in context.languages
    ]
    to = "" if page.option("gone") else f"{BASE}{page.option('to')}"
    suffix = page.address.rpartition(".")[2].lower()
    if suffix == "json":
        return json.dumps({"message": " ".join(said), **({"address": to} if to else {})}, ensure_ascii=False) + "\n"
    if suffix == "xml":
        link = f"<address>{escape(to)}</address>" if to else ""
        message = f"<message>{escape(' '.join(said))}</message>"
        return f'<?xml version="1.0" encoding="UTF-8"?>\n<moved>{message}{link}</moved>\n'
    if suffix == "ics":
        return "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Xieshou//Moved//EN\r\nEND:VCALENDAR\r\n"
    return "\n".join([*said, *([to] if to else []), ""])


def located_file(text: str, publication: Publication) -> bytes:
    """The bytes of such a file, its address with the site's own; in JSON the sign for that is an escape."""
    return text.replace(BASE, publication.origin).replace("\\u001a", publication.origin).encode()
