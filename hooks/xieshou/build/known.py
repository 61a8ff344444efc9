"""What a publish leaves for those who are to know of it: the addresses that changed, and the report of the build.

In: how a build ended. Out: two files in the project's ``build/``. ``changed-addresses.txt`` has a line an address, with
what became of it (``new``, ``changed``, ``gone``) before a tab: caches are cleared by it, search engines told. After a
build that changed nothing it is empty. ``report.json`` is what ``xieshou build --format json`` prints.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from xieshou.build.tree_state import Manifest
from xieshou.outputs.root_files import OURS

FOLDER, ADDRESSES, REPORT = "build", "changed-addresses.txt", "report.json"


class ChangedAddress(NamedTuple):
    """``state``: ``new``, ``changed`` or ``gone``."""

    state: str
    address: str


def changed_addresses(before: Manifest, now: Manifest) -> Iterator[ChangedAddress]:
    """What people and programs ask for that is not as it was, by the digests of the files, in order of address."""
    for path in sorted({*before, *now}):
        if path.partition("/")[0] in OURS or path.startswith((".xieshou", "_", ".nojekyll")):
            continue
        old, new = before.get(path), now.get(path)
        if old is None or new is None or old[3] != new[3]:
            state = "new" if old is None else "gone" if new is None else "changed"
            yield ChangedAddress(state, path.removesuffix("index.html") if path.endswith("/index.html") else path)


def write_down(root: Path, changed: tuple[ChangedAddress, ...], origin: str, report: str) -> None:
    """Write both files in the project in ``root``. That they can't be written is no fault of what is published.

    ``origin``: the site's address with its last slash; without one addresses begin with a slash.
    """
    lines = "".join(f"{one.state}\t{origin or '/'}{_address(one)}\n" for one in changed)
    files: Mapping[str, str] = {ADDRESSES: lines, REPORT: f"{report}\n"}
    with suppress(OSError):
        folder = root / FOLDER
        folder.mkdir(exist_ok=True)
        for name, text in files.items():
            part = folder / f".{name}.part"
            part.write_bytes(text.encode("utf-8", "backslashreplace"))
            part.replace(folder / name)


def _address(one: ChangedAddress) -> str:
    return "" if one.address == "index.html" else one.address
