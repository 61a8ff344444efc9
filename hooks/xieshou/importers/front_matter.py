"""The front matter of other programs: YAML, TOML and JSON, with fences or without.

In: a text as read. Out: its fields, and the body with its first line. Every scalar stays the text that was typed, as in
our own front matter: ``2018-11-29 08:00:00 +0800`` and ``no`` mean what the field says. What can't be read is a problem
at its line.
"""

from __future__ import annotations

import datetime
import json
import re
import tomllib
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import yaml

from xieshou.core.problems import Problem, problem
from xieshou.importers.records import Fields

_FENCED = re.compile(
    r"\s*^(?P<fence>-{3}|\+{3}|;{3})-*[ \t]*\n(?P<front>.*?)^(?P=fence)-*[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE
)
_OPENED = re.compile(r"\s*^(?P<fence>---|\+\+\+|;;;)[ \t]*\n", re.MULTILINE)
_UNFENCED = re.compile(
    r"(?P<front>(?:[\"\w][^\n]*:[^\n]*\n|[ \t-][^\n]*\n|#[^\n]*\n)+?)^(?P<fence>---+|;;;)[ \t]*\n", re.M
)
"""Hexo's, which may begin without a fence."""
_META = re.compile(r"(?P<key>[A-Za-z][\w-]*):[ \t]*(?P<value>.*)")
"""A line of MultiMarkdown's, which MkDocs reads too."""
_OF_META = frozenset(("title", "author", "authors", "date", "tags", "category", "summary", "description", "keywords"))
_PLAIN = re.compile(r"(?P<key>[\w-]+):[ \t]+(?P<value>[^\s\"'|>\[{&*!#].*?)[ \t]*$", re.MULTILINE)
_MOST = 20_000
"""Values of one front matter, those counted again that are there by an alias."""


class Split(NamedTuple):
    """``fields`` of a text, its body, and the line that this begins on."""

    fields: Fields
    body: str
    line: int


class _Unread(Exception):
    """Front matter that can't be read: why, and on which of its lines (from 0)."""

    def __init__(self, why: str, line: int = 0) -> None:
        super().__init__(why)
        self.why, self.line = why, line


def split(text: str, origin: str) -> Split | Problem:
    """The front matter and the body of ``text``, whose lines end in ``\\n``."""
    if text.startswith("{"):
        return _json_object(text, origin)
    found = _FENCED.match(text) or (None if _OPENED.match(text) else _UNFENCED.match(text))
    if not found:
        opened = _OPENED.match(text)
        if opened and _META.match(text, opened.end()):
            return problem(origin, 1, 1, "import-front-matter-unclosed", sign=opened["fence"])
        return _meta(text)
    fence, front = found["fence"][:3], found["front"]
    if fence == "---" and front.strip() and not re.search(r"^[\"'\w#{\[-]", front, re.MULTILINE):
        return Split((), text, 1)  # a line across the page
    if fence == "---" and front.strip() and not re.search(r"^[^\s#][^\n]*:(?:\s|$)", front, re.MULTILINE):
        return Split((), text, 1)
    try:
        fields = _READERS[fence](front)
    except _Unread as error:
        line = text.count("\n", 0, found.start("front")) + error.line + 1
        return problem(origin, line, 1, "import-front-matter", why=error.why)
    return Split(fields, text[found.end() :], text.count("\n", 0, found.end()) + 1)


def _meta(text: str) -> Split:
    """Lines ``author: …`` that a text begins with, if one of them is of a kind that surely is meant so."""
    fields: list[tuple[str, Any]] = []
    lines = text.lstrip("\n").split("\n")
    before = text.count("\n") + 1 - len(lines)
    number = 0
    for line in lines:
        found = _META.fullmatch(line)
        if found:
            fields.append((found["key"], found["value"].strip()))
        elif line.startswith("    ") and fields and line.strip():
            key, value = fields[-1]
            fields[-1] = (key, f"{value}, {line.strip()}" if value else line.strip())
        else:
            break
        number += 1
    if not any(key.casefold() in _OF_META for key, _ in fields):
        return Split((), text, 1)
    return Split(tuple(fields), "\n".join(lines[number:]), before + number + 1)


def _yaml(front: str) -> Fields:
    front = front.expandtabs(2)
    try:
        node = yaml.compose(front, Loader=yaml.SafeLoader)
    except yaml.YAMLError as error:
        try:
            node = yaml.compose(_quoted(front), Loader=yaml.SafeLoader)
        except yaml.YAMLError:
            mark = getattr(error, "problem_mark", None)
            raise _Unread(str(getattr(error, "problem", "") or error), mark.line if mark else 0) from None
    if node is None:
        return ()
    if not isinstance(node, yaml.MappingNode):
        raise _Unread("a mapping is expected")
    counted = iter(range(_MOST))
    return tuple((str(key.value), _value(value, counted)) for key, value in node.value)


def _quoted(front: str) -> str:
    """Front matter with its values on one line in quotes: ``title: News: a first`` has one meaning."""
    return _PLAIN.sub(lambda one: f"{one['key']}: {json.dumps(one['value'], ensure_ascii=False)}", front)


def _value(node: yaml.Node, counted: Iterator[int]) -> Any:
    if next(counted, None) is None:
        raise _Unread("too many values")
    if isinstance(node, yaml.MappingNode):
        return {str(key.value): _value(value, counted) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [_value(item, counted) for item in node.value]
    return "" if node.tag.endswith(":null") else str(node.value)


def _toml(front: str) -> Fields:
    try:
        return tuple((key, _text(value)) for key, value in tomllib.loads(front).items())
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"line (\d+)", str(error))
        raise _Unread(str(error), int(line[1]) - 1 if line else 0) from None


def _hexo(front: str) -> Fields:
    """JSON between ``;;;``, without the braces."""
    return _json(front if front.lstrip().startswith("{") else f"{{{front}}}")


def _json(front: str) -> Fields:
    try:
        found = json.loads(front)
    except (json.JSONDecodeError, RecursionError) as error:
        raise _Unread(str(error), getattr(error, "lineno", 1) - 1) from None
    if not isinstance(found, dict):
        raise _Unread("an object is expected")
    return tuple((str(key), _text(value)) for key, value in found.items())


def _json_object(text: str, origin: str) -> Split | Problem:
    """JSON that a text begins with; where it is none, the text begins with a brace."""
    try:
        _, end = json.JSONDecoder().raw_decode(text)
        fields = _json(text[:end])
    except (json.JSONDecodeError, RecursionError, _Unread) as error:
        if re.match(r"\{\s*\"[\w-]+\"\s*:", text):
            return problem(origin, getattr(error, "lineno", 1), 1, "import-front-matter", why=str(error))
        return Split((), text, 1)
    return Split(fields, text[end:], text.count("\n", 0, end) + 1)


def _text(value: Any) -> Any:
    """A value of TOML or JSON as YAML's are: text, lists, mappings."""
    if isinstance(value, dict):
        return {str(key): _text(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_text(one) for one in value]
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (datetime.date, datetime.time)):
        return value.isoformat()
    return "" if value is None else str(value)


_READERS: dict[str, Callable[[str], Fields]] = {"---": _yaml, "+++": _toml, ";;;": _hexo}
