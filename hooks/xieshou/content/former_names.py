"""``was:`` written into the file of an entry that went by another name.

In: the bytes of a file, and the former names to be written. Out: the file with them; its other lines stay as they are.
"""

from __future__ import annotations

from collections.abc import Sequence

from xieshou.content.source.decode import of_bytes
from xieshou.content.yaml.document import YamlDocument, parse_yaml

_KEY = "was"


def with_former_names(data: bytes, name: str, slug: str, former: Sequence[str]) -> bytes | None:
    """The file ``name``, which holds ``data``, with ``former`` among the former names of its entry; in a list of
    records of that with the ``slug``. None where it can't be read, or says all that already.
    """
    source, _ = of_bytes(data, name)
    document = parse_yaml(source.front or "", name, source.front_line)[0] if source else None
    if source is None or document is None:
        return None
    end = b"\r\n" if b"\r\n" in data else b"\n"
    lines = data.decode("utf-8").split(end.decode())
    at: tuple[int, ...] = ()
    if isinstance(document.data, list):
        numbers = (n for n, item in enumerate(document.data) if isinstance(item, dict) and item.get("slug") == slug)
        at = tuple(numbers)[:1]
        if not at:
            return None
    item = document.data[at[0]] if at else document.data
    if not isinstance(item, dict):
        return None
    known = item.get(_KEY, [])
    names = [known] if isinstance(known, str) else [*known] if isinstance(known, list) else []
    new = [one for one in former if one not in names]
    if not new:
        return None
    last = source.front_line - 1 + len((source.front or "").rstrip().split("\n"))
    _write(lines, document, at, [*map(str, names), *new], len(names), last)
    return end.decode().join(lines).encode()


def _write(
    lines: list[str], document: YamlDocument, at: tuple[int, ...], names: list[str], known: int, last: int
) -> None:
    if known:
        line, column = document.place((*at, _KEY, known - 1))
        typed = lines[line - 1]
        if typed[: column - 1].strip() == "-":  # a list with an item a line
            lines[line:line] = [typed[: column - 1] + one for one in names[known:]]
            return
        line, column = document.place((*at, _KEY), key=True)
        lines[line - 1] = f"{lines[line - 1][: column - 1]}{_KEY}: {_flow(names)}"
        return
    if at:
        line, column = document.place((*at, "slug"), key=True)
        lines.insert(line, f"{' ' * (column - 1)}{_KEY}: {_flow(names)}")
        return
    lines.insert(last, f"{_KEY}: {_flow(names)}")


def _flow(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"[{', '.join(names)}]"
