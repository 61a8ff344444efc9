"""The packages of ``requirements/``: which they are, under which licence, and what is known against them.

``python -m tests.packages listed`` brings ``requirements/packages.md`` up to date with what is pinned and installed:
a package that is new there gets no purpose, which is for whoever adds it to write. ``python -m tests.packages audited
REPORT`` reads what pip-audit found: 0 where nothing is known, 1 where something is, 3 where nothing was looked up.
"""

# ruff: noqa: E501 - a paragraph of Markdown is one line
from __future__ import annotations

import datetime
import json
import re
import sys
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parents[1]
LISTED = ROOT / "requirements" / "packages.md"
FILES = ("site", "desk", "cluster", "test", "bench", "tools")
UNKNOWN = "?"
_HEAD = """\
# Packages · 程序包

Every package that `requirements/` pins, by the file that asks for it first. Licences as the packages themselves state them. `make lock` keeps the list up to date; what a package is needed for is written by whoever adds it.

`requirements/` 锁定的全部程序包，按最先用到它的文件排列。许可证照程序包自己的说明。`make lock` 更新这份清单；用途由添加的人填写。
"""
_TITLES = {
    "site": "To build a site · 构建网站",
    "desk": "For the desk · 编辑台",
    "cluster": "For a cluster · 多台机器",
    "test": "To test · 测试",
    "bench": "To compare speed · 比速度",
    "tools": "To pin and audit packages · 锁定和核对程序包",
}
_COLUMNS = "| Package | Version | Licence | Looked at | Needed for | 用途 |\n|---|---|---|---|---|---|"
_ROW = re.compile(r"^\| ([\w.-]+) \| (\S+) \| (.+?) \| (\S+) \| (.+?) \| (.+?) \|$", re.MULTILINE)


class Package(NamedTuple):
    """A row: name, version, licence, the date it was looked at, what it is needed for, in English and in Chinese."""

    name: str
    version: str
    licence: str
    date: str
    purpose: str
    purpose_zh: str


def pinned() -> dict[str, dict[str, str]]:
    """The packages of each file that are in none before it: their versions by their names."""
    seen: set[str] = set()
    found = {}
    for name in FILES:
        text = (ROOT / "requirements" / f"{name}.txt").read_text("utf-8")
        own = dict(re.findall(r"^([\w.-]+)==([^\s;\\]+)", text, re.MULTILINE))
        found[name] = {one: version for one, version in own.items() if one not in seen}
        seen |= own.keys()
    return found


def listed() -> dict[str, Package]:
    """The rows of the list by their names."""
    text = LISTED.read_text("utf-8") if LISTED.exists() else ""
    return {row[0]: Package(*row) for row in _ROW.findall(text)}


def licence(name: str, version: str) -> str:
    """What an installed package states; empty where it states nothing, or that version is not installed."""
    try:
        told = metadata(name)
    except PackageNotFoundError:
        return ""
    if told["Version"] != version:
        return ""
    stated = next((one for key in ("License-Expression", "License") for one in told.get_all(key) or ()), "")
    if stated and len(stated) < 40 and "\n" not in stated and stated != "UNKNOWN":
        return stated
    classes = [one.rpartition(" :: ")[2] for one in told.get_all("Classifier") or () if one.startswith("License ::")]
    return ", ".join(classes)


def up_to_date(today: str) -> str:
    """The list as it should be: versions as pinned, licences as installed, a new date where either is another."""
    known = listed()
    parts = [_HEAD]
    for name, versions in pinned().items():
        rows = [_row(known.get(one), one, version, today) for one, version in sorted(versions.items())]
        parts.append("\n".join((f"\n## {_TITLES[name]}\n", _COLUMNS, *(f"| {' | '.join(row)} |" for row in rows), "")))
    return "".join(parts)


def _row(known: Package | None, name: str, version: str, today: str) -> Package:
    stated = licence(name, version)
    if known is None:
        return Package(name, version, stated or UNKNOWN, today, UNKNOWN, UNKNOWN)
    if known.version == version and stated in ("", known.licence):
        return known
    return known._replace(version=version, licence=stated or UNKNOWN, date=today)


def verdict(report: dict[str, Any]) -> tuple[int, str]:
    """What a report of pip-audit comes to: an exit code and what is said, in Chinese and English."""
    packages = report.get("dependencies", [])
    seen = [one for one in packages if "skip_reason" not in one]
    if not seen:
        return 3, ""
    found = list(_known_against(seen))
    counts = f"{len(seen)}/{len(packages)}"
    if found:
        said = "\n".join(found)
        return 1, f"{said}\n查到 {counts} 个程序包，其中有已知漏洞。\n{counts} packages looked up: see above."
    return 0, f"查到 {counts} 个程序包，没有已知漏洞。\n{counts} packages looked up, and nothing is known against them."


def _known_against(packages: list[dict[str, Any]]) -> Iterator[str]:
    for one in packages:
        for fault in one.get("vulns", ()):
            mended = ", ".join(fault.get("fix_versions", ())) or "-"
            yield f"{one['name']} {one['version']}: {fault['id']} → {mended}"


def main() -> None:
    """The command."""
    command, *rest = sys.argv[1:]
    if command == "listed":
        LISTED.write_text(up_to_date(datetime.datetime.now(datetime.UTC).date().isoformat()), "utf-8")
        return
    text = Path(rest[0]).read_text("utf-8")
    code, said = verdict(json.loads(text) if text.strip() else {})
    if said:
        print(said)
    sys.exit(code)


if __name__ == "__main__":
    main()
