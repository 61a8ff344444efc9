"""What a former site shows and the content of today keeps back: withdrawn, under embargo, a draft, or gone for good.

In: the content as it is now, and the files of a former site. Out: the addresses there at which it would come back. What
only says that something is gone, or leads elsewhere, is nothing that comes back.
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Collection, Iterator

from xieshou.build.prepared import Prepared
from xieshou.content.addresses import read_addresses
from xieshou.content.kinds import KINDS
from xieshou.content.kinds.article import Article
from xieshou.content.paths import folder_year
from xieshou.content.units import Unit
from xieshou.plan.pages import path_of

_NOTHING = (b'class="xs-missing"', b'http-equiv="refresh"')
"""Stands in a page that says only that something is gone, or leads elsewhere."""
_INDEX = "index.html"


def withheld(prepared: Prepared, paths: Collection[str], read: Callable[[str], bytes]) -> list[str]:
    """The addresses, among the ``paths`` of the files of a former site, that are not to come back. ``read``: the bytes
    of one of them.

    ``prepared`` has to be sound, and made to be checked: it knows what is hidden.
    """
    bases = {*_entries(prepared)}
    pages = {*map(path_of, _addresses(prepared))} & {*paths}
    # Beside the page of an entry, ``files/report/``, stand the files published with it, ``files/report.pdf``.
    pages |= {path for path in paths if _base(path) in bases}
    return sorted(path.removesuffix(_INDEX) for path in pages if not any(sign in read(path) for sign in _NOTHING))


def _base(path: str) -> str:
    """``news/2024/x`` of ``news/2024/x/index.html``, ``files/report`` of ``files/report.pdf``."""
    folder, name = posixpath.split(path)
    return folder if name == _INDEX else posixpath.join(folder, name.partition(".")[0])


def _entries(prepared: Prepared) -> Iterator[str]:
    """The addresses of hidden entries, and of hidden translations, under all their names, without the last slash."""
    context, units = prepared.context, _units(prepared)
    site = context.read.site
    assert site is not None
    originals = {f"{unit.kind}/{unit.slug}": unit for unit in units if unit.original}
    for unit in units:
        if not (unit.hidden or unit.publish_at > context.now):
            continue
        facts = originals.get(f"{unit.kind}/{unit.slug}", unit)
        languages = site.languages if unit.original else (unit.language,)
        for language in languages:
            for name in _names(facts):
                yield f"{site.prefix(language)}{KINDS[unit.kind].address}/{name}"


def _names(unit: Unit) -> Iterator[str]:
    """What follows the folder of its kind in an entry's address, now and before."""
    year = folder_year(unit.path) or (unit.date.order[0] if unit.date else 0)
    for name in (unit.slug, *unit.was):
        yield f"{year}/{name}" if unit.kind == Article.kind and "/" not in name else name


def _addresses(prepared: Prepared) -> Iterator[str]:
    """Addresses that are not to show anything: those that say so, those of hidden entries as they were recorded, and
    the files of hand-written pages that are not published.
    """
    context, plan = prepared.context, prepared.plan
    assert plan is not None
    assert prepared.catalog is not None
    yield from (stub.address for stub in plan.stubs if stub.view == "gone")
    hidden = prepared.catalog().hidden
    ledger, _ = read_addresses(context.setup.project)
    yield from (one.address for one in ledger.values() if one.gone or one.entry in hidden)
    shown = context.docs.shown(context.now, False)
    yield from (page.place.path for uri, page in context.docs.pages.items() if uri not in shown)


def _units(prepared: Prepared) -> list[Unit]:
    assert prepared.catalog is not None
    return prepared.catalog().units
