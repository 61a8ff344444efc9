"""The font of social cards: what ``site.yml`` names, or the best of the system.

In: a project and its site. Out: the font, and why there is none. Without one the site is made without cards; a font
that is named and can't be used is an error, for somebody counts on it.
"""

from __future__ import annotations

from typing import NamedTuple

from xieshou.content.site_file import NAME, SiteFile
from xieshou.content.source.decode import read
from xieshou.content.yaml.document import parse_yaml
from xieshou.core.plain import is_plain
from xieshou.core.problems import Problem, problem
from xieshou.core.project import ProjectPaths
from xieshou.pictures.fonts import CardFont, NoFont, read_font, system_font

_FIELD = "card_font"


class FoundFont(NamedTuple):
    """A font, or none and why."""

    font: CardFont | None
    faults: tuple[Problem, ...] = ()


def card_font(project: ProjectPaths, site: SiteFile | None, *, wanted: bool) -> FoundFont:
    """The font of a site's cards, which has the characters of the site's own names. Where none is ``wanted`` the one
    that is named is looked at all the same.
    """
    if site is None:
        return FoundFont(None)
    if site.card_font is not None:
        return _named(project, site.card_font)
    if not wanted:
        return FoundFont(None)
    font = system_font("".join(site.name.shown(language)[0] for language in site.languages))
    return FoundFont(font, () if font else (problem(NAME, 1, 1, "card-font-none", warning=True),))


def _named(project: ProjectPaths, name: str) -> FoundFont:
    path = project.assets / name
    try:
        if not is_plain(path, project.assets):
            raise NoFont
        return FoundFont(read_font(path))
    except (NoFont, OSError, ValueError):
        source, _ = read(project.root / NAME, NAME)
        document, _ = parse_yaml(source.front or "", NAME) if source else (None, [])
        place = document.place((_FIELD,)) if document else (1, 1)
        return FoundFont(None, (problem(NAME, *place, "card-font-unreadable", field=_FIELD, value=name),))
