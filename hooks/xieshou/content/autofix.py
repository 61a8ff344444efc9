"""What ``xieshou fix`` may repair: typing errors with one sure meaning, and no others.

In: the bytes of a file of ``content/``, or of a hand-written page. Out: the file as it was meant, or nothing where
there is nothing sure to repair. Never a guess at words: signs of Chinese typing in YAML, encodings that name
themselves, invisible characters, values that the type of their field knows by another form (dates that are complete).
Only what is repaired changes: line ends, a byte-order mark, blanks and quotes stay as they were typed. What is left
over is for the editor, and ``xieshou check`` says what.
"""

from __future__ import annotations

import re
import stat
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import yaml
from pydantic import BaseModel

from xieshou.content.kinds import KINDS, Facts
from xieshou.content.paths import named
from xieshou.content.schema.introspect import shapes
from xieshou.content.schema.types.base import FieldType
from xieshou.content.source.decode import MAX_ITEMS, UNPRINTABLE, split
from xieshou.content.source.lookalikes import cleaned
from xieshou.content.yaml.document import nodes, parse_yaml
from xieshou.content.yaml.repairs import typing_errors
from xieshou.core.plain import opened

_LINE_END = re.compile(r"(\r\n|\r|\n)")
_FENCE = re.compile(r"[ \t\u3000]*(?:-{3}|[—–－﹣―‐−]{3})[ \t\u3000]*")
_UTF8_MARK = b"\xef\xbb\xbf"
_LONGEST = 20_000
"""Characters of a line in which typing errors are looked for."""


class Repaired(NamedTuple):
    """A file as it was meant.

    ``before`` and ``after`` are its lines, without their ends; ``encoding`` is what it was written in, if that was not
    UTF-8; ``data`` the bytes to be written.
    """

    before: list[str]
    after: list[str]
    encoding: str
    data: bytes


def mended(data: bytes, name: str) -> Repaired | None:
    """The file ``name`` (``content/…``, ``docs/…``), which holds ``data``, as it was surely meant.

    None where that can't be told, or nothing is to be repaired.
    """
    decoded, cls = _text(data), _class_of(name)
    if decoded is None:
        return None
    text, encoding = decoded
    parts = _LINE_END.split(text)
    before, ends = parts[::2], [*parts[1::2], ""]
    lines = cleaned([line.replace("\u00ad", "") for line in before], name)
    if len(lines) > MAX_ITEMS + 1 or any(map(UNPRINTABLE.search, lines)):
        return None
    dropped = 0
    if name.endswith(".md"):
        dropped = _front_matter(lines, cls)
    else:
        lines = _yaml(lines, cls)
    after = lines[dropped:]
    mark = _UTF8_MARK if data.startswith(_UTF8_MARK) else b""
    whole = mark + "".join(map("".join, zip(after, ends[dropped:], strict=True))).encode()
    return None if whole == data else Repaired(before, after, encoding, whole)


def _front_matter(lines: list[str], cls: type[BaseModel] | None) -> int:
    """Repair the front matter of a text and the lines round it in place; how many lines before it are to go."""
    source, problems = split("\n".join(lines), "", b"")
    if source is None or source.front is None:
        return 0
    first = source.front_line - 1
    end = first + source.front.count("\n")
    faulty = [
        number
        for number, code in ((first - 1, "front-matter-start"), (end, "front-matter-end"))
        if any((problem.line, problem.code) == (number + 1, code) for problem in problems)
    ]
    if not all(_FENCE.fullmatch(lines[number]) for number in faulty):
        return 0
    lines[first:end] = _yaml(lines[first:end], cls)
    for number in faulty:
        lines[number] = "---"
    return first - 1 if first - 1 in faulty else 0


def _text(data: bytes) -> tuple[str, str] | None:
    """UTF-8, or UTF-16 that says so, or GBK that nothing else can be; and which, if it is not the first."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        wide = _decoded(data, "utf-16")
        return None if wide is None else (wide, "UTF-16")
    text = _decoded(data.removeprefix(_UTF8_MARK), "utf-8")
    if text is not None:
        return text, ""
    chinese = _decoded(data, "gb18030")
    if chinese is None or UNPRINTABLE.search(chinese):
        return None
    strange = [char for char in chinese if not char.isascii()]
    # Two bytes in a row give a character of some kind by chance; a text of common ones does not come about so.
    common = sum(char in _COMMON or unicodedata.category(char)[0] == "P" for char in strange)
    return (chinese, "GBK") if common > 0.3 * len(strange) else None


_COMMON = frozenset(
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经"
    "十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形"
    "相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展五"
    "果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区强放决西被干做必战先回"
    "则任取据处府研究究科技市县省京治北新闻标题摘要正文日报院校"
)


def _decoded(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _yaml(lines: list[str], cls: type[BaseModel] | None) -> list[str]:
    """Lines of YAML with their sure errors repaired; a line with another error besides is left as it is."""
    if any(len(line) > _LONGEST for line in lines):
        return lines
    text = "\n".join(lines)
    told = {problem.line - 1 for problem in parse_yaml(text, "")[1]}  # what YAML understands is no error
    errors = [error for error in typing_errors(text)[0] if error.line in told]
    doubtful = {error.line for error in errors if not error.sure}
    repaired = list(lines)
    for error in errors:
        if error.line not in doubtful:
            repaired[error.line] = error.repaired
    return _in_form(repaired, cls) if cls else repaired


def _class_of(name: str) -> type[Facts] | None:
    """The class of what a file holds; None where its folder is no kind's, as that of hand-written pages."""
    return KINDS.get(named(name).kind) if name.startswith("content/") else None


def _in_form(lines: list[str], cls: type[BaseModel]) -> list[str]:
    """Readable YAML with each value in the form that the type of its field takes, where what it means is sure."""
    root = nodes("\n".join(lines))
    if root is None:
        return lines
    lines = list(lines)
    records = root.value if isinstance(root, yaml.SequenceNode) else [root]
    values = (value for record in records for value in _values(record, cls))
    found = {(node.start_mark.line, node.start_mark.column): (node, own) for node, own in values}
    for (line, column), (node, own) in sorted(found.items(), reverse=True):  # from the end: places before it stay
        repaired = own.repair(node.value)
        if repaired is None or repaired == node.value or node.end_mark.line != line or node.style in ("|", ">"):
            continue
        written = f"{node.style or ''}{repaired}{node.style or ''}"
        if _read(written) == repaired:
            lines[line] = lines[line][:column] + written + lines[line][node.end_mark.column :]
    return lines


def _values(node: yaml.Node, cls: type[BaseModel]) -> Iterator[tuple[yaml.ScalarNode, FieldType[Any]]]:
    """The values of a record, each with the type of its field."""
    for key, value in node.value if isinstance(node, yaml.MappingNode) else ():
        shape = shapes(cls).get(str(key.value))
        if shape is None:
            continue
        for item in value.value if isinstance(value, yaml.SequenceNode) else [value]:
            if shape.model:
                yield from _values(item, shape.model)
            elif isinstance(item, yaml.ScalarNode):
                yield item, shape.type


def _read(written: str) -> str | None:
    """What YAML makes of a value in a list."""
    root = nodes(f"- {written}")
    (item, *others) = root.value if isinstance(root, yaml.SequenceNode) else (None,)
    return str(item.value) if isinstance(item, yaml.ScalarNode) and not others else None


def readable(path: Path) -> bytes | None:
    """The bytes of an ordinary file that is small enough to be one of ours."""
    try:
        with opened(path) as file:
            return file.read() if path.stat().st_size < 1_000_000 else None
    except OSError:
        return None


def rewrite(path: Path, data: bytes) -> None:
    """Put ``data`` in the place of the file at ``path``, whole or not at all, and with its permissions."""
    part = path.with_name(f".{path.name}.part")
    part.write_bytes(data)
    part.chmod(stat.S_IMODE(path.stat().st_mode))
    part.replace(path)
