"""A whole import: from what lies in a folder to the files it is to be, and what became of everything in it.

In: the files that were found, the site they are for, and where they come from. Out: ``Import``; nothing is written
here. A text whose file ``check`` would refuse is none of the files: it is named, with its problems, and what links to
it keeps its words alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from urllib.parse import urlsplit

from xieshou.core.scripts import known_by
from xieshou.importers import figures
from xieshou.importers.composing import settled
from xieshou.importers.destinations import Addresses
from xieshou.importers.figures import ShownPicture
from xieshou.importers.gathering import gathered
from xieshou.importers.linking import Bearings, pictured
from xieshou.importers.preparing import Origin, ReadyText, Say, prepared
from xieshou.importers.records import Import, NewFile, TextState
from xieshou.importers.scan import ScannedFolder
from xieshou.importers.site import Site
from xieshou.importers.trial import trial, unpacked
from xieshou.importers.writing import mark, record

__all__ = ["Origin", "Say", "imported"]


def imported(found: ScannedFolder, site: Site, origin: Origin, say: Say) -> Import:
    """What an import of ``found`` into ``site`` would do."""
    all_ = gathered(found, site.languages)
    slugs, ready = prepared(all_, site, origin, say)
    url = origin.url or next((text.site for text in all_.texts() if text.site), "")
    host = urlsplit(url).hostname or ""
    held = {path: data for text in all_.texts() for path, data in text.held}
    addresses = Addresses.of(all_.texts(), (*found.pictures, *held), host)
    shown = tuple(_shown(ready, slugs, addresses))
    with unpacked(held) as folder:
        chosen = figures.chosen(
            shown, lambda path: folder if path in held else found.root, site.pictures, site.figures, origin.source
        )
    hidden = frozenset(one.text.name for one in ready if one.said.draft or one.said.withdrawn or one.said.publish_at)
    places = _places(site)
    bodies = {f"{one.text.language} {one.text.name}": one.said.body for one in ready}
    headed = cache(lambda key: places(bodies[key]) if key in bodies else ())
    around = Bearings(addresses, slugs, chosen.slugs, chosen.refused, url, places, headed)
    with trial(site.reader) as own_trial:
        done = settled(ready, around, hidden, own_trial, origin)
    texts, used = tuple(done.values()), {path for one in done.values() for path in one.shown}
    new = [one.imported for one in texts]
    files: list[NewFile] = []
    if any(one.state is TextState.NEW for one in new):
        made = figures.files(shown, chosen, used, origin.source, say)
        files = [file._replace(data=held.get(file.original, file.data)) for file in made]
        if origin.source not in site.sources:
            files.append(_source(origin, ready, site, say))
    everything = sorted((*new, *all_.others), key=lambda one: one.origin)
    return Import(tuple(everything), tuple(files), found.passed, found.problems)


def _shown(ready: Iterable[ReadyText], slugs: Mapping[str, str], addresses: Addresses) -> Iterator[ShownPicture]:
    for one in ready:
        rest = (one.text.language, one.said.title, slugs[one.text.name])
        for path, words, title in pictured(one.said.body, one.text.origin, addresses):
            yield ShownPicture(path, words, title, *rest)
        if one.said.cover and (cover := addresses.picture(one.said.cover, one.text.origin)):
            yield ShownPicture(cover, "", "", *rest)


def _places(site: Site) -> Callable[[str], Sequence[tuple[str, str]]]:
    def places(body: str) -> Sequence[tuple[str, str]]:
        found, _, _ = site.reader.renderer.render(body, "content/articles/text.md", 1)
        return [(heading.text, heading.id) for heading in found.headings]

    return places


def _source(origin: Origin, ready: Sequence[ReadyText], site: Site, say: Say) -> NewFile:
    """The record of where the texts come from: the years they are of, and that nobody has verified it."""
    days = sorted(one.date.edtf.rstrip("~") for one in ready)
    first, last = days[0][:4], days[-1][:4]
    facts: dict[str, str | tuple[str, ...] | Mapping[str, str]] = {
        "name": dict.fromkeys(_fitting(origin.name, site.languages), origin.name),
        "date": first if first == last else f"{first}/{last}",
        "note": {language: say(language, "source", origin.url) for language in site.languages},
    }
    return NewFile(f"content/sources/{origin.source}.yml", record(mark(origin.source, "."), facts))


def _fitting(name: str, languages: Sequence[str]) -> Sequence[str]:
    """The languages in which a name may stand: one in Han is no English."""
    scripted = [language for language in languages if (script := known_by(language)) and script.search(name)]
    return scripted or languages
