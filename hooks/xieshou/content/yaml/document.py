"""YAML with the place of every value.

In: the text of a record or of a front matter. Out: dicts, lists and strings (every scalar is a string; the kinds give
types, so ``no``, ``0123`` and ``12:30`` stay what the editor typed), and the line and column of any of them.
Why our own walk over PyYAML's nodes: its constructor keeps the last of two equal keys without a word, guesses types,
and expands aliases. libyaml does the parsing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import yaml

from xieshou.content.source.decode import UNPRINTABLE
from xieshou.content.source.lookalikes import STRAY
from xieshou.content.yaml.folding import unfold
from xieshou.content.yaml.repairs import aliases, typing_errors
from xieshou.core.problems import Problem, problem

Place = tuple[int, int]
"""Line and column, both from 1."""

MAX_DEPTH = 24
_FLOW_RUN = re.compile(
    rf"[\[{{](?:[^\[\]{{}}\n]*[\[{{]){{{MAX_DEPTH}}}|-[ \t]+(?:-[ \t]+){{{MAX_DEPTH}}}|^[ ]{{200}}", re.MULTILINE
)


class _Strings(yaml.CSafeLoader):
    """Composes nodes; no scalar is anything but a string."""


_Strings.yaml_implicit_resolvers = {}
_GUESSED = yaml.SafeLoader.yaml_implicit_resolvers
"""First character -> the forms that YAML takes for something else than text: ``no``, ``null``, ``0123``."""
_WIDE_QUOTES = {"“": "”", "‘": "’", "「": "」", "『": "』", "＂": "＂", "”": "“"}


@dataclass(frozen=True, slots=True)
class YamlDocument:
    """Parsed YAML: plain ``data``, and where each part of it stands."""

    data: Any
    root: yaml.Node | None
    first_line: int
    text: str = ""

    def place(self, loc: Sequence[str | int], *, key: bool = False) -> Place:
        """Where ``loc`` stands; with ``key``, its key. A missing part gives the nearest one that exists."""
        node, mark = self.root, self.root.start_mark if self.root else None
        for depth, step in enumerate(loc):
            last = depth == len(loc) - 1
            if isinstance(node, yaml.MappingNode):
                pair = next((pair for pair in node.value if pair[0].value == str(step)), None)
                if pair is None:
                    break
                node, mark = pair[1], (pair[0] if last and key else pair[1]).start_mark
                if isinstance(node, yaml.ScalarNode) and not node.value:
                    mark = pair[0].start_mark  # an empty value has no place of its own
            elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
                node = node.value[step]
                mark = node.start_mark
            else:
                break
        return (mark.line + self.first_line, mark.column + 1) if mark else (self.first_line, 1)

    def place_within(self, node: yaml.ScalarNode, sign: str, before: int = 0) -> Place | None:
        """Where ``sign`` stands in the text of ``node``, which has it ``before`` times already; None where it is
        not typed so.
        """
        begun, ended = node.start_mark, node.end_mark
        lines = self.text.split("\n")[begun.line : ended.line + 1]
        for number, line in enumerate(lines):
            start = begun.column if not number else 0
            end = ended.column if number == ended.line - begun.line else len(line)
            if sign and (count := line.count(sign, start, end)):
                if before < count:
                    at = line.index(sign, start)
                    for _ in range(before):
                        at = line.index(sign, at + 1)
                    return begun.line + number + self.first_line, at + 1
                before -= count
        return None


class Doubtful(str):
    """A value that can be read in two ways; ``code`` says why. Slugs and dates have one form; a text must be quoted."""

    __slots__ = ("code",)
    code: str


def _doubtful(value: str, code: str) -> Doubtful:
    doubtful = Doubtful(value)
    doubtful.code = code
    return doubtful


def parse_yaml(text: str, path: str, first_line: int = 1) -> tuple[YamlDocument | None, list[Problem]]:
    """The YAML in ``text``, which begins on ``first_line`` of the file ``path``; None when it can't be read.

    Where typing errors keep it from being read, they are the problems, and the document is what was meant: to
    find the faults they hide.
    """
    deep = _FLOW_RUN.search(text)
    if deep:
        return None, [problem(path, _too_deep(text, deep.start()) + first_line, 1, "yaml-too-deep")]
    root, error = _compose(text, path, first_line)
    found: list[Problem] = []
    if error is not None:
        errors, repaired = typing_errors(text)
        found = [problem(path, one.line + first_line, one.column, one.code, sign=one.detail) for one in errors]
        if repaired == text:
            return None, [*found, error]
        root, other = _compose(repaired, path, first_line)
        text = repaired
        if other is not None:
            lines = {one.line for one in found}
            return None, found if lines & {other.line, other.line - 1} else [*found, other]
    walk = _Walk(text, path, first_line, list(found))
    data = walk.plain(root) if root else {}
    if walk.folds and root is not None:
        unfold(root, text, lambda marked: _compose(marked, path, first_line)[0])
        walk = _Walk(text, path, first_line, found)
        data = walk.plain(root)
    found = walk.found
    if walk.anchored:
        found += [problem(path, line + first_line, column, "yaml-alias") for line, column in aliases(text)]
    stopped = any(one.code in _UNREADABLE for one in found)
    return (None if stopped else YamlDocument(data, root, first_line, text)), found


def nodes(text: str) -> yaml.Node | None:
    """The nodes of YAML that can be read as it stands, with their places (from 0); None where it can't."""
    return None if _FLOW_RUN.search(text) else _compose(text, "", 1)[0]


_UNREADABLE = ("yaml-alias", "yaml-too-deep")


def _compose(text: str, path: str, first_line: int) -> tuple[yaml.Node | None, Problem | None]:
    loader = _Strings(text)
    try:
        return loader.get_single_node(), None
    except yaml.MarkedYAMLError as error:
        return None, _syntax(error, text, path, first_line)
    except RecursionError:
        return None, problem(path, first_line, 1, "yaml-too-deep")
    except (yaml.YAMLError, ValueError):
        return None, problem(path, first_line, 1, "yaml-syntax")
    finally:
        loader.dispose()


class _Walk:
    """From nodes to plain data, with every problem on the way."""

    def __init__(self, text: str, path: str, first_line: int, found: list[Problem]) -> None:
        self._lines = text.split("\n")
        self._path, self._first, self.found = path, first_line, found
        self._comments, self._escapes, self._marks = "#" in text, "\\" in text, "!" in text or "&" in text
        self._story = path.endswith(".md")
        self._seen: set[int] = set()
        self.anchored = self.folds = False
        """Whether a node is named and used again; whether a value goes over several lines."""

    def _add(self, mark: yaml.Mark, code: str, **details: object) -> None:
        self.found.append(problem(self._path, mark.line + self._first, mark.column + 1, code, **details))  # type: ignore[arg-type]

    def plain(self, node: yaml.Node, depth: int = 0) -> Any:
        if id(node) in self._seen:
            self.anchored = True
            return None
        self._seen.add(id(node))
        if depth > MAX_DEPTH:
            self._add(node.start_mark, "yaml-too-deep")
            return None
        if self._marks:
            self._properties(node.start_mark)
        if isinstance(node, yaml.ScalarNode):
            return self._scalar(node)
        if isinstance(node, yaml.SequenceNode):
            return [self.plain(item, depth + 1) for item in node.value]
        data: dict[str, Any] = {}
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode) or not key.value:
                self._add(key.start_mark, "yaml-key")
            elif key.value in data:
                self._add(key.start_mark, "yaml-duplicate", field=key.value)
            else:
                data[key.value] = self.plain(value, depth + 1)
        return data

    def _scalar(self, node: yaml.ScalarNode) -> str:
        value: str = node.value
        begun, ended = node.start_mark.line, node.end_mark.line
        self.folds = self.folds or (begun < ended and node.style != "|")
        if node.style:
            if self._escapes and node.style == '"':
                value = STRAY().sub("", value)
            if self._escapes and node.style == '"' and (bad := UNPRINTABLE.search(value)):
                self._add(node.start_mark, "control-character", character=f"U+{ord(bad[0]):04X}")
            return value
        if begun < ended:
            for number in range(begun + 1, min(ended + 1, len(self._lines))):
                if item := re.match(r"[ ]+(?=- \S)", self._lines[number]):
                    self.found.append(problem(self._path, number + self._first, item.end() + 1, "yaml-indent"))
                    return value.split(" - ", maxsplit=1)[0]
        if self._comments and re.match(r"[ \t]+#", self._lines[node.end_mark.line][node.end_mark.column :]):
            return _doubtful(value, "text-comment")
        first = value[:1]
        if first in _GUESSED and any(form.match(value) for _, form in _GUESSED[first]):
            return _doubtful(value, "text-number")
        # In a record names often stand in them; a title seldom does, and is where they are typed for straight ones.
        if self._story and first in _WIDE_QUOTES and value[-1] == _WIDE_QUOTES[first] and first not in value[1:]:
            return _doubtful(value, "text-wide-quotes")
        return value

    def _properties(self, mark: yaml.Mark) -> None:
        """Tags and anchors: a node's own, which its start includes."""
        line = self._lines[mark.line] if mark.line < len(self._lines) else ""
        sign = line[mark.column : mark.column + 1]
        if sign == "!":
            self._add(mark, "yaml-tag", tag=line[mark.column :].split(" ")[0])
        elif sign == "&":
            self._add(mark, "yaml-alias")
            self.anchored = True


def _too_deep(text: str, at: int) -> int:
    """The line (from 0) that goes too deep: that of the brackets at ``at``, or the indent one too many."""
    indents: list[int] = []
    for number, line in enumerate(text.split("\n")):
        bare = line.lstrip(" ")
        if not bare:
            continue
        indent = len(line) - len(bare)
        while indents and indents[-1] >= indent:
            indents.pop()
        indents.append(indent)
        if len(indents) > MAX_DEPTH + 1:
            return number
    return text.count("\n", 0, at)


_REASONS = (
    # Words of libyaml's sentence, the code, and whether the place is where the matter began, not where it gave up.
    ("while scanning a quoted scalar", "yaml-quote-unclosed", True),
    ("escape", "yaml-escape", False),
    ("undefined alias", "yaml-alias", False),
    ("scanning an anchor", "yaml-alias", True),
    ("scanning an alias", "yaml-alias", True),
    ("another document", "yaml-second-document", False),
    ("<document start>", "yaml-second-document", False),
    ("tag", "yaml-tag", True),
    ("flow sequence", "yaml-bracket", True),
    ("flow mapping", "yaml-bracket", True),
    ("flow node", "yaml-bracket", False),
    ("cannot start any token", "yaml-lead", False),
    ("mapping values are not allowed", "yaml-indent", False),
    ("expected key", "yaml-indent", False),
    ("'-' indicator", "yaml-indent", False),
    ("could not find expected ':'", "yaml-no-colon", True),
)


def _syntax(error: yaml.MarkedYAMLError, text: str, path: str, first_line: int) -> Problem:
    said = f"{error.context} {error.problem}"
    code, begun = next(((code, begun) for words, code, begun in _REASONS if words in said), ("yaml-syntax", False))
    mark = (error.context_mark if begun else None) or error.problem_mark or error.context_mark
    line, column = (mark.line, mark.column) if mark else (0, 0)
    typed = text.split("\n")[line : line + 1]
    sign = typed[0][column:].split(" ")[0] if typed else ""
    if code == "yaml-lead" and sign[:1] == "\t":
        code = "yaml-tab"
    return problem(path, line + first_line, column + 1, code, sign=sign[:1], tag=sign)
