"""Where files stand that are published with entries.

In: what is known of an entry. Out: addresses that last: the slug is in them, not the name that a file has by chance.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from xieshou.content.attached_file import AttachedFile
from xieshou.content.catalog import Card
from xieshou.content.kinds import KINDS


def attached_files(card: Card) -> Iterator[tuple[str, AttachedFile]]:
    """The files of an entry, each with its path on the site: ``files/report.pdf`` stands beside ``files/report/``."""
    seen: Counter[str] = Counter()
    for file in card.attached:
        seen[file.form] += 1
        number = f".{seen[file.form]}" if seen[file.form] > 1 else ""
        yield f"{KINDS[card.kind].address}/{card.slug}{number}.{file.form}", file
