"""A planned page: everything that decides what it will look like, and nothing rendered.

``Page.parts`` names the entries whose public face the page shows (``faces``) and those it reads whole (``wholes``);
``options`` is plain data. The page's key is the digest of all that and of the baker, and baking can reach nothing
else: so an old page with the same key is the same page.
"""

from __future__ import annotations

import hashlib
import marshal
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from xieshou.content.catalog import Card, Catalog
from xieshou.content.kinds import KINDS
from xieshou.content.site_file import SiteFile


class Page(NamedTuple):
    """One page to make.

    ``address`` ends in ``/`` for a page, or is a file's name. ``section`` picks the frame. ``names`` are the
    (language, address) pairs of the same page in every language it exists in, for the language menu and hreflang.
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

    @property
    def path(self) -> str:
        """The file it is written to."""
        return f"{self.address}index.html" if self.address.endswith("/") or not self.address else self.address

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
        """The entries of a group of faces."""
        return dict(self.metadata_deps).get(group, ())


@dataclass(frozen=True, slots=True)
class Plan:
    """What planning knows: the catalog and the site's own data. Addresses are computed here and nowhere else."""

    catalog: Catalog
    site: SiteFile

    @property
    def languages(self) -> tuple[str, ...]:
        """The site's languages; the first stands at ``/``."""
        return self.site.languages

    def prefix(self, language: str) -> str:
        """What addresses in ``language`` begin with."""
        return self.site.prefix(language)

    def address(self, card: Card, language: str) -> str:
        """The address of an entry in ``language``, or in its own where it has no other."""
        own = language if language in card.languages else card.languages[0]
        middle = f"{card.year}/" if card.kind == "article" else ""
        return f"{self.prefix(own)}{KINDS[card.kind].address}/{middle}{card.slug}/"

    def everywhere(self, tail: str) -> tuple[tuple[str, str], ...]:
        """The names of a page that every language has."""
        return tuple((language, self.prefix(language) + tail) for language in self.languages)

    def names(self, card: Card) -> tuple[tuple[str, str], ...]:
        """The names of an entry's page: its real languages alone."""
        return tuple((language, self.address(card, language)) for language in card.languages)


def base_key(page: Page, catalog: Catalog, build_fingerprint: bytes) -> bytes:
    """The digest of all that decides what the page looks like, but for the entries it reads whole."""
    cards = catalog.cards
    plain = (
        page.address,
        page.language,
        page.view,
        page.subject,
        page.options,
        page.metadata_deps,
        page.content_deps,
        page.names,
    )
    parts = [build_fingerprint, marshal.dumps(plain, 2)]
    parts += [cards[id_].metadata_digest for _, ids in page.metadata_deps for id_ in ids]
    return hashlib.blake2b(b"".join(parts), digest_size=16).digest()


def full_key(base: bytes, content_deps: Iterable[bytes]) -> bytes:
    """The page's key: of ``base`` and the digests of the entries it reads whole, in the order of ``read_whole``."""
    return hashlib.blake2b(base + b"".join(content_deps), digest_size=16).digest()


def page_from(packed: bytes) -> Page:
    """A page as ``Page.packed`` wrote it."""
    return Page._make(marshal.loads(packed))


Planner = Callable[[Plan], Iterable[Page]]


def options(values: Mapping[str, Any]) -> tuple[tuple[str, Any], ...]:
    """Options as they stand in a page."""
    return tuple(sorted(values.items()))
