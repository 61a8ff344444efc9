"""What ``xieshou fix`` may repair: slips with one sure meaning, and no others.

In: a file of ``content/``. Out: its text as it was meant, or nothing where there is nothing sure to mend. Never a guess
at words: signs of Chinese typing in YAML, encodings that name themselves, invisible characters, values that the type of
their field knows by another form (dates that are complete). What is left over is for the editor, and ``xieshou check``
says what.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel

from xieshou.content.kinds import KINDS, Facts
from xieshou.content.paths import named
from xieshou.content.schema.introspect import shapes
from xieshou.content.schema.types.base import FieldType
from xieshou.content.source.decode import MAX_ITEMS, UNPRINTABLE
from xieshou.content.yaml.document import nodes, parse_yaml
from xieshou.content.yaml.repairs import typing_errors

_OPENING = re.compile(r"(?:[ \t\u3000]*\n)*[ \t\u3000]*(?:-{3}|[—–－﹣―‐−]{3})[ \t\u3000]*\n")
_CLOSING = re.compile(r"^[ \t\u3000]*(?:-{3}|[—–－﹣―‐−]{3})[ \t\u3000]*$", re.MULTILINE)
_INVISIBLE = re.compile(r"[\u200b\u200c\u2060\ufeff\u00ad]")


def mended(data: bytes, name: str) -> str | None:
    """The text of ``data``, the file ``name`` (``content/…``), as it was surely meant; None where it can't be told."""
    text, cls = _text(data), _class_of(name)
    if text is None:
        return None
    text = _INVISIBLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    if UNPRINTABLE.search(text) or text.count("\n") > MAX_ITEMS:
        return None
    if not name.endswith(".md"):
        return _yaml(text, cls)
    opening = _OPENING.match(text)
    closing = _CLOSING.search(text, opening.end()) if opening else None
    if not opening or not closing:
        return text
    return f"---\n{_yaml(text[opening.end() : closing.start()], cls)}---{text[closing.end() :]}"


def _text(data: bytes) -> str | None:
    """UTF-8, or UTF-16 that says so, or GBK that nothing else can be."""
    for mark, encoding in ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"\xef\xbb\xbf", "utf-8-sig")):
        if data.startswith(mark):
            return _decoded(data, encoding)
    text = _decoded(data, "utf-8")
    if text is not None:
        return text
    chinese = _decoded(data, "gb18030")
    if chinese is None or UNPRINTABLE.search(chinese):
        return None
    strange = [char for char in chinese if not char.isascii()]
    # Two bytes in a row give a character of some kind by chance; a text of common ones does not come about so.
    common = sum(char in _COMMON or unicodedata.category(char)[0] == "P" for char in strange)
    return chinese if common > 0.3 * len(strange) else None


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


_LONGEST = 20_000
"""Characters of a line in which slips are looked for."""


def _yaml(text: str, cls: type[BaseModel] | None) -> str:
    lines = text.split("\n")
    if any(len(line) > _LONGEST for line in lines):
        return text
    for line, mending in _sure(text):
        lines[line] = mending
    return _in_form("\n".join(lines), cls) if cls else "\n".join(lines)


def _sure(text: str) -> Iterator[tuple[int, str]]:
    """Lines with slips that can only mean one thing; a line with another slip besides is left as it is."""
    told = {one.line - 1 for one in parse_yaml(text, "")[1]}  # what YAML understands is no slip
    found = [one for one in typing_errors(text)[0] if one.line in told]
    doubtful = {one.line for one in found if not one.sure}
    yield from ((one.line, one.repaired) for one in found if one.line not in doubtful)


def _class_of(name: str) -> type[Facts] | None:
    """The class of what a file holds; None where its folder is no kind's."""
    return KINDS.get(named(name).kind) if "/" in name else None


def _in_form(text: str, cls: type[BaseModel]) -> str:
    """Readable YAML with each value in the form that the type of its field takes, where what it means is sure."""
    root = nodes(text)
    if root is None:
        return text
    lines = text.split("\n")
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
    return "\n".join(lines)


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
        return (
            path.read_bytes() if path.is_file() and not path.is_symlink() and path.stat().st_size < 1_000_000 else None
        )
    except OSError:
        return None
