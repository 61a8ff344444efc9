"""Where files stand that are published with entries, who is named for pictures, and what pages depend on of both.

In: what is known of entries. Out: addresses that last: the slug is in them, not the name that a file has by chance.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from xieshou.attachments.inspect import Attachments
from xieshou.content.attached_file import AttachedFile
from xieshou.content.catalog import Card, Catalog
from xieshou.content.kinds import KINDS
from xieshou.content.kinds.source import Source
from xieshou.pictures.credit import Credit
from xieshou.pictures.inspect import Pictures


def attached_files(card: Card) -> Iterator[tuple[str, AttachedFile]]:
    """The files of an entry, each with its path on the site: ``files/report.pdf`` stands beside ``files/report/``."""
    seen: Counter[str] = Counter()
    for file in card.attached:
        seen[file.form] += 1
        number = f".{seen[file.form]}" if seen[file.form] > 1 else ""
        yield f"{KINDS[card.kind].address}/{card.slug}{number}.{file.form}", file


def credits_of(catalog: Catalog) -> dict[str, Credit]:
    """What is said of each picture by the first figure that shows it; of its sources, those that are published."""
    found: dict[str, Credit] = {}
    for id_ in sorted(catalog.cards):
        card = catalog.cards[id_]
        if unknown := [name for _, name in card.images if name not in found]:
            sources = (catalog.cards[link] for link in card.links if link.startswith(f"{Source.kind}/"))
            credit, rights = card.credit
            titles = tuple(tuple(source.titles.items()) for source in sources)
            found |= dict.fromkeys(unknown, Credit(tuple(card.titles.items()), credit, rights, titles))
    return found


def originals(pictures: Pictures, attachments: Attachments) -> dict[str, bytes]:
    """What pages depend on of each picture and of each file that is published, by name."""
    return {name: picture.digest for name, picture in pictures.items()} | {
        name: attachment.original for name, attachment in attachments.items()
    }


def attached_in(catalog: Catalog) -> dict[str, str]:
    """The files that are published with entries: their paths on the site, and below ``assets/``."""
    return {path: file.name for card in catalog.cards.values() for path, file in attached_files(card)}
