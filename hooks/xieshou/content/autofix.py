"""What ``xieshou fix`` may repair: typing errors with one sure meaning, and no others.

In: the bytes of a file of ``content/``, or of a hand-written page. Out: the file as it was meant, or nothing where
there is nothing sure to repair. Never a guess at words: signs of Chinese typing in YAML, encodings that name
themselves, invisible characters, values that the type of their field knows by another form (dates that are complete),
and what ``xieshou.content.repairs`` has a repair for, code by code.
Only what is repaired changes: line ends, a byte-order mark, blanks and quotes stay as they were typed. What is left
over is for the editor, and ``xieshou check`` says what.
"""

from __future__ import annotations

import re
import stat
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import yaml
from pydantic import BaseModel

from xieshou.content.flaws import Edit
from xieshou.content.kinds import KINDS, Facts
from xieshou.content.paths import named
from xieshou.content.repairs import REPAIRS, edits
from xieshou.content.schema.introspect import shapes
from xieshou.content.schema.types.base import FieldType
from xieshou.content.slips import CODES as SLIPS
from xieshou.content.source.decode import MAX_ITEMS, UNPRINTABLE, split
from xieshou.content.source.lookalikes import cleaned
from xieshou.content.yaml.document import nodes, parse_yaml
from xieshou.content.yaml.repairs import typing_errors
from xieshou.core.plain import opened
from xieshou.core.problems import SUMMARIES, Problem

_LINE_END = re.compile(r"(\r\n|\r|\n)")
_FENCE = re.compile(r"[ \t\u3000]*(?:-{3}|[—–－﹣―‐−]{3})[ \t\u3000]*")
_DIRECTION = re.compile("[\u061c\u200e\u200f\u202a-\u202c\u2066-\u2069]")
"""Marks of a direction, which say nothing where all is written from left to right. Overrides may hide what is said."""
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
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


class _Line(NamedTuple):
    text: str
    end: str


Look = Callable[[bytes], Sequence[Problem]]
"""The problems that a file would have with these bytes."""
_ROUNDS = 200
"""Times that a file is looked at anew: what is told once for a text, at its first place, may be on every line."""


@dataclass(frozen=True, slots=True)
class _File:
    """A file that is being repaired: what it is called, its mark, and how its problems are found."""

    name: str
    mark: bytes
    look: Look | None

    def data(self, lines: Iterable[_Line]) -> bytes:
        """Its bytes with these lines."""
        return self.mark + "".join(line.text + line.end for line in lines).encode()


def mended(data: bytes, name: str, told: Sequence[Problem] = (), look: Look | None = None) -> Repaired | None:
    """The file ``name`` (``content/…``, ``docs/…``), which holds ``data``, as it was surely meant.

    ``told`` are the problems that a check of the whole project found in it, ``look`` gives those of the file alone, for
    any bytes; without these it is repaired by its characters alone. No repair is made that would bring a problem which
    was not there. None where what was meant can't be told, or nothing is to be repaired.
    """
    decoded = _text(data)
    if decoded is None:
        return None
    text, encoding = decoded
    parts = _LINE_END.split(text)
    before = lines = list(map(_Line, parts[::2], [*parts[1::2], ""]))
    if len(lines) > MAX_ITEMS + 1:
        return None
    file = _File(name, _UTF8_MARK if data.startswith(_UTF8_MARK) else b"", look)
    lines = _by_characters(_by_table(lines, file, told), file)
    for _ in range(_ROUNDS if look else 0):
        further = _by_table(lines, file, look(file.data(lines)) if look else ())
        if further == lines:
            break
        lines = _by_characters(further, file)
    whole = file.data(lines)
    if whole == data:
        return None
    return Repaired([line.text for line in before], [line.text for line in lines], encoding, whole)


def _by_table(lines: list[_Line], file: _File, problems: Iterable[Problem]) -> list[_Line]:
    """``lines`` with the sure repairs of these problems, those left out that would bring others."""
    texts = [line.text for line in lines]
    problems = [one for one in problems if one.code in REPAIRS]
    if not problems:
        return lines
    source = split("\n".join(texts), "", b"")[0] if file.name.endswith(".md") else None
    found = edits(texts, problems, source.body_line - 1 if source else 0)
    repaired = _applied(lines, found)
    if not found or file.look is None:
        return repaired
    known = _counted(file.look(file.data(lines)))
    if _counted(file.look(file.data(repaired))) <= known:
        return repaired
    kept: list[Edit] = []
    for edit in found:
        if _counted(file.look(file.data(_applied(lines, [*kept, edit])))) <= known:
            kept.append(edit)
    return _applied(lines, kept)


def _counted(problems: Iterable[Problem]) -> Counter[str]:
    """How often each is told; not those that are surely repaired next, where a misspelt key hid them."""
    return Counter(one.code for one in problems if one.code not in SUMMARIES and one.code not in SLIPS)


def _applied(lines: list[_Line], found: Iterable[Edit]) -> list[_Line]:
    """``lines`` with the edits made; a line that is put in ends as the one beside it does."""
    whole = {number: new for edit in found for number, new in edit.items()}
    usual = next((line.end for line in lines if line.end), "\n")
    repaired: list[_Line] = []
    for number, line in enumerate(lines):
        *before, last = whole.get(number, (line.text,)) or ("", None)
        if last is not None:
            repaired += [*(_Line(text, line.end or usual) for text in before), _Line(last, line.end)]
    if repaired and not lines[-1].end:
        repaired[-1] = repaired[-1]._replace(end="")  # where the last line went
    return repaired


def _by_characters(lines: list[_Line], file: _File) -> list[_Line]:
    """``lines`` without what was not typed, with readable YAML and values in their forms."""
    cls = _class_of(file.name)
    texts = cleaned([line.text.replace("\u00ad", "") for line in lines], file.name)
    if not any(map(_RIGHT_TO_LEFT.search, texts)):
        texts = [_DIRECTION.sub("", text) for text in texts]
    if any(map(UNPRINTABLE.search, texts)):
        return lines
    dropped = 0
    if file.name.endswith(".md"):
        dropped = _front_matter(texts, cls)
    else:
        texts = _yaml(texts, cls)
    return [_Line(text, line.end) for text, line in zip(texts[dropped:], lines[dropped:], strict=True)]


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
