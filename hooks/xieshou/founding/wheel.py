"""The wheel of the program, which a new site keeps: the version that founded it until somebody changes it.

In: a file, or what is installed. Out: the wheel's name and bytes. What pip has unpacked is packed again: the same
files, without what the installation added.
"""

from __future__ import annotations

import base64
import csv
import hashlib
import io
import re
import zipfile
from collections.abc import Iterator
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path
from typing import NamedTuple

from xieshou import __version__

_NAME = re.compile(r"xieshou-[0-9][A-Za-z0-9_.!+]*-[A-Za-z0-9_.]+-[A-Za-z0-9_.]+-[A-Za-z0-9_.]+\.whl")
_PACKAGE = "xieshou"
_MARK = "xieshou/__init__.py"
_ADDED = frozenset(["RECORD", "INSTALLER", "REQUESTED", "direct_url.json"])
"""Files beside the package that the installation writes."""
_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The time of every file: the same program, the same wheel."""
_MODE = 0o644 << 16
_LARGEST = 200_000_000


class NoWheel(Exception):
    """There is no wheel: ``code`` is the label that says why, under ``founding``."""

    def __init__(self, code: str, **details: str) -> None:
        super().__init__(code)
        self.code, self.details = code, details


class Wheel(NamedTuple):
    """A wheel as a file."""

    name: str
    data: bytes

    @property
    def sha256(self) -> str:
        """Its checksum, as requirements name it."""
        return hashlib.sha256(self.data).hexdigest()


def wheel_at(path: Path) -> Wheel:
    """The wheel in the file ``path``. Raises ``NoWheel`` where it is none of this program."""
    if not _NAME.fullmatch(path.name) or not path.is_file() or path.stat().st_size > _LARGEST:
        raise NoWheel("wheel_none", file=str(path))
    data = path.read_bytes()
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if _MARK not in archive.namelist() or archive.testzip():
                raise NoWheel("wheel_none", file=str(path))
    except zipfile.BadZipFile:
        raise NoWheel("wheel_none", file=str(path)) from None
    return Wheel(path.name, data)


def wheel_of_installed() -> Wheel:
    """The wheel of what is installed here. Raises ``NoWheel`` where the program runs from a checkout."""
    try:
        found = distribution(_PACKAGE)
    except PackageNotFoundError:
        raise NoWheel("wheel_missing") from None
    files = dict(_files(found))
    if _MARK not in files or found.version != __version__:  # installed to be edited, or beside what runs
        raise NoWheel("wheel_missing")
    record = f"{_PACKAGE}-{found.version}.dist-info/RECORD"
    tags = re.findall("^Tag: *([^ \r\n]+)", found.read_text("WHEEL") or "", re.MULTILINE)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in (*sorted(files.items()), (record, _record(files, record))):
            info = zipfile.ZipInfo(name, _EPOCH)
            info.compress_type, info.external_attr = zipfile.ZIP_DEFLATED, _MODE
            archive.writestr(info, data)
    return Wheel(f"{_PACKAGE}-{found.version}-{tags[0] if tags else 'py3-none-any'}.whl", packed.getvalue())


def _files(found: Distribution) -> Iterator[tuple[str, bytes]]:
    for one in found.files or ():
        name = one.as_posix()
        first = name.partition("/")[0]
        own = first == _PACKAGE or first.startswith(f"{_PACKAGE}-")
        if own and one.name not in _ADDED and "__pycache__" not in one.parts:
            yield name, Path(str(one.locate())).read_bytes()


def _record(files: dict[str, bytes], own: str) -> bytes:
    lines = io.StringIO()
    rows = csv.writer(lines, lineterminator="\n")
    for name, data in sorted(files.items()):
        digest = base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()
        rows.writerow((name, f"sha256={digest}", len(data)))
    rows.writerow((own, "", ""))
    return lines.getvalue().encode()
