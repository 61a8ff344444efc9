"""A planned page: everything that decides what it will look like, and nothing rendered.

A page names what it depends on: the entries whose metadata it shows (``metadata_deps``), those it reads whole
(``content_deps``), the keys of the site's own file (``site_deps``); ``options`` is plain data. The page's key is the
digest of all that and of the build's fingerprint, and rendering can reach nothing else: so an old page with the same
key is the same page.
"""

from __future__ import annotations

import hashlib
import marshal
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from xieshou.content.catalog import Card, Catalog
from xieshou.content.kinds import KINDS
from xieshou.content.schema.fallback import shown_in
from xieshou.content.site_file import SiteFile
from xieshou.pictures.fonts import CardFont
from xieshou.plan.site_values import SiteValues
from xieshou.plan.sounds import Sounds

CARD = "card"
"""The option of a page that says which picture shows where it is shared: the address of that, from the site's root."""


class Page(NamedTuple):
    """One page to make.

    ``address`` ends in ``/`` for a page, or is a file's name. ``section`` picks the frame. ``names`` are the
    (language, address) pairs of the same page in every language it exists in, for the language menu and hreflang.
    ``body`` is the entry whose text the page shows, if it shows one: what the text names, it depends on.
    """

    address: str
    language: str
    section: str
    view: str
    subject: str = ""
    metadata_deps: tuple[tuple[str, tuple[str, ...]], ...] = ()
    content_deps: tuple[str, ...] = ()
    options: tuple[tuple[str, Any], ...] = ()
    names: tuple[tuple[str, str], ...] = ()
    site_deps: tuple[str, ...] = ()
    body: str = ""

    @property
    def path(self) -> str:
        """The file it is written to."""
        return path_of(self.address)

    @property
    def all_content_deps(self) -> tuple[str, ...]:
        """The entries whose every word may be on the page."""
        return (self.subject, *self.content_deps) if self.subject else self.content_deps

    @property
    def shown(self) -> set[str]:
        """Every entry that is on the page in some way."""
        return {*self.all_content_deps, *(id_ for _, ids in self.metadata_deps for id_ in ids)}

    def packed(self) -> bytes:
        """As bytes."""
        return marshal.dumps(tuple(self))

    def option(self, name: str, default: Any = None) -> Any:
        """An option by name."""
        return dict(self.options).get(name, default)

    def ids(self, group: str) -> tuple[str, ...]:
        """The entries of a group of those whose metadata is shown."""
        return dict(self.metadata_deps).get(group, ())


class StaleText(NamedTuple):
    """What a stale translation says of itself: the language of its original, the day (ISO 8601) on which it was right,
    how many blocks are concerned, and of those the beginnings, in the original and in the translation.
    """

    of: str
    on: str
    number: int
    blocks: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """What planning knows: the catalog, the site's own data, the hand-written pages by their names, how names sound.

    ``left_out``: what a preview does without because its files have errors: entries by id, and ``kind/`` where a list
    of that kind can't be read. Addresses are computed here and nowhere else.
    """

    catalog: Catalog
    site: SiteFile
    docs: tuple[tuple[tuple[str, str], ...], ...] = ()
    sounds: Sounds = field(default_factory=Sounds, compare=False)
    stale: Mapping[tuple[str, str], StaleText] = field(default_factory=dict)
    """By entry and language: the translations that are behind their originals."""
    left_out: tuple[str, ...] = ()
    cards: CardFont | None = field(default=None, compare=False)
    """What social cards are written with; None where there are none."""

    @property
    def languages(self) -> tuple[str, ...]:
        """The site's languages; the first stands at ``/``."""
        return self.site.languages

    def prefix(self, language: str) -> str:
        """What addresses in ``language`` begin with."""
        return self.site.prefix(language)

    def address(self, card: Card, language: str) -> str:
        """The address of an entry in ``language``, or in its own where it has no other."""
        own = shown_in(language, card.languages)
        middle = f"{card.filed_year}/" if card.kind == "article" else ""
        return f"{self.prefix(own)}{KINDS[card.kind].address}/{middle}{card.slug}/"

    def everywhere(self, tail: str) -> tuple[tuple[str, str], ...]:
        """The names of a page that every language has."""
        return tuple((language, self.prefix(language) + tail) for language in self.languages)

    def names(self, card: Card) -> tuple[tuple[str, str], ...]:
        """The names of an entry's page: its real languages alone."""
        return tuple((language, self.address(card, language)) for language in card.languages)


def path_of(address: str) -> str:
    """The file that the page of ``address`` is written to."""
    return f"{address}index.html" if address.endswith("/") or not address else address


def base_key(page: Page, catalog: Catalog, values: SiteValues, build_fingerprint: bytes) -> bytes:
    """The digest of all that decides what the page looks like, but for the entries it reads whole."""
    cards = catalog.cards
    plain: tuple[Any, ...] = tuple(page._replace(section=""))  # which frame it stands in is the frame's matter
    parts = [build_fingerprint, marshal.dumps(plain, 2)]  # of this version alone are the bytes those of the values
    parts += [cards[id_].metadata_digest for _, ids in page.metadata_deps for id_ in ids]
    parts += map(values.digest, page.site_deps)
    return hashlib.blake2b(b"".join(parts), digest_size=16).digest()


def full_key(base: bytes, content_digests: Iterable[bytes]) -> bytes:
    """The page's key: of ``base`` and the digests of the entries it reads whole, in the order of its dependencies."""
    return hashlib.blake2b(base + b"".join(content_digests), digest_size=16).digest()


def page_from(packed: bytes) -> Page:
    """A page as ``Page.packed`` wrote it."""
    return Page._make(marshal.loads(packed))


def options(values: Mapping[str, Any]) -> tuple[tuple[str, Any], ...]:
    """Options as they stand in a page."""
    return tuple(sorted(values.items()))
