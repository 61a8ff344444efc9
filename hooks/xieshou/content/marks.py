"""YAML with the place of every value.

In: the text of a record or of a front matter. Out: dicts, lists and strings (every scalar is a string; the kinds give
types, so ``no``, ``0123`` and ``12:30`` stay what the editor typed), and the line and column of any of them.
Why our own walk over PyYAML's nodes: its constructor keeps the last of two equal keys without a word, guesses types,
and expands aliases. libyaml does the parsing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import yaml

from xieshou.problems import Problem, problem

Place = tuple[int, int]
"""Line and column, both from 1."""

MAX_DEPTH = 24
_FLOW_RUN = re.compile(
    rf"[\[{{](?:[^\[\]{{}}\n]*[\[{{]){{{MAX_DEPTH}}}|-[ \t]+(?:-[ \t]+){{{MAX_DEPTH}}}|^[ ]{{200}}", re.MULTILINE
)


class _Strings(yaml.CSafeLoader):
    """Composes nodes; no scalar is anything but a string."""


_Strings.yaml_implicit_resolvers = {}


@dataclass(frozen=True, slots=True)
class Document:
    """Parsed YAML: plain ``data``, and where each part of it stands."""

    data: Any
    root: yaml.Node | None
    first_line: int

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


def parse(text: str, path: str, first_line: int = 1) -> tuple[Document | None, list[Problem]]:
    """The YAML in ``text``, which begins on ``first_line`` of the file ``path``; None when it can't be read."""
    deep = _FLOW_RUN.search(text)
    if deep:
        line = text.count("\n", 0, deep.start()) + first_line
        return None, [problem(path, line, 1, "yaml-too-deep")]
    loader = _Strings(text)
    try:
        root = loader.get_single_node()
    except yaml.MarkedYAMLError as error:
        return None, [_syntax(error, text, path, first_line)]
    except RecursionError:
        return None, [problem(path, first_line, 1, "yaml-too-deep")]
    except (yaml.YAMLError, ValueError) as error:
        return None, [problem(path, first_line, 1, "yaml-syntax", why=str(error).split("\n")[0])]
    finally:
        loader.dispose()
    found: list[Problem] = []
    seen: set[int] = set()

    def plain(node: yaml.Node, depth: int = 0) -> Any:
        line, column = node.start_mark.line + first_line, node.start_mark.column + 1
        if id(node) in seen:
            found.append(problem(path, line, column, "yaml-alias"))
            return None
        seen.add(id(node))
        if depth > MAX_DEPTH:
            found.append(problem(path, line, column, "yaml-too-deep"))
            return None
        if not node.tag.startswith("tag:yaml.org,2002:"):
            found.append(problem(path, line, column, "yaml-tag", tag=node.tag))
        if isinstance(node, yaml.ScalarNode):
            return node.value
        if isinstance(node, yaml.SequenceNode):
            return [plain(item, depth + 1) for item in node.value]
        data: dict[str, Any] = {}
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                mark = key.start_mark
                found.append(problem(path, mark.line + first_line, mark.column + 1, "yaml-key"))
            elif key.value in data:
                place = (key.start_mark.line + first_line, key.start_mark.column + 1)
                found.append(problem(path, *place, "yaml-duplicate", field=key.value))
            else:
                data[key.value] = plain(value, depth + 1)
        return data

    data = plain(root) if root else {}
    return (None, found) if found else (Document(data, root, first_line), [])


def _syntax(error: yaml.MarkedYAMLError, text: str, path: str, first_line: int) -> Problem:
    mark, why, context = error.problem_mark or error.context_mark, error.problem or "", error.context or ""
    if error.context_mark and ("end of stream" in why or "tag" in context):
        mark = error.context_mark  # where the quote was opened, or the tag begins: not where libyaml gave up
    line, column = (mark.line, mark.column) if mark else (0, 0)
    lines = text.split("\n")
    if "tag" in context and line < len(lines):
        word = lines[line][column:].split(" ")[0]
        return problem(path, line + first_line, column + 1, "yaml-tag", tag=word)
    for number, typed in _near(lines, line):
        if "\t" in typed[: len(typed) - len(typed.lstrip())]:
            return problem(path, number + first_line, 1, "yaml-tab")
        if re.match(r"\s*(?:- )?[\w-]+：", typed):
            return problem(path, number + first_line, typed.index("：") + 1, "yaml-full-width-colon")
        if "mapping values are not allowed" in why and re.match(r"\s*(?:- )?[\w-]+: [^\"'].*: ", typed):
            return problem(path, number + first_line, typed.rindex(": ") + 1, "yaml-colon-in-text")
    return problem(path, line + first_line, column + 1, "yaml-syntax", why=why)


def _near(lines: list[str], line: int) -> Iterator[tuple[int, str]]:
    # libyaml reports where it gave up, often one line below the slip.
    return ((number, lines[number]) for number in (line, line - 1) if 0 <= number < len(lines))
