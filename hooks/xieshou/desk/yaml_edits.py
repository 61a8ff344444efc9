"""One edit of lines of YAML, at the place where the parser found the value.

In: lines that have been read, and one difference. Out: the lines with it. What stands round it is not touched; whether
the lines then say what was meant, others find out.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import yaml

from xieshou.content.yaml.document import YamlDocument
from xieshou.desk.data_differences import MISSING, DataDifference, Loc, after, at
from xieshou.desk.typed_lines import Unspliceable
from xieshou.desk.yaml_writing import Habit, block, flow, item, pair, scalar

Order = Callable[[Loc], Sequence[str]]
"""The names of fields at a place, in the order in which they are written."""


@dataclass(frozen=True, slots=True)
class YamlEdit:
    """One edit of lines that have been read."""

    lines: list[str]
    document: YamlDocument
    order: Order

    def made(self, found: DataDifference) -> list[str]:
        """The lines with it."""
        if self.document.root is None:
            return [*self._filled(), *_pairs(found, 0, Habit())]
        *above, last = found.loc
        way = self._way(tuple(above))
        parent = way[-1]
        bracketed = next((depth for depth, node in enumerate(way) if _in_brackets(node)), None)
        if bracketed is not None:
            return self._in_brackets(found, bracketed, way[bracketed])
        if isinstance(parent, yaml.MappingNode):
            return self._in_mapping(found, parent, str(last))
        if isinstance(parent, yaml.SequenceNode) and isinstance(last, int):
            return self._in_sequence(found, parent, last)
        raise Unspliceable("structure")

    def _filled(self) -> list[str]:
        """The lines of a file that says nothing yet, without the empty ones at its end."""
        lines = list(self.lines)
        while lines and not lines[-1].strip():
            lines.pop()
        return lines

    def _way(self, loc: Loc) -> list[yaml.Node]:
        node = self.document.root
        assert node is not None
        way = [node]
        for step in loc:
            node = _child(node, step)
            way.append(node)
        return way

    def _in_brackets(self, found: DataDifference, depth: int, node: yaml.Node) -> list[str]:
        """The bracket that holds the difference, written anew on its line."""
        loc = found.loc[:depth]
        data = after(self.document.data, found)
        return self._span(node, flow(at(data, loc)))

    def _span(self, node: yaml.Node, written: str) -> list[str]:
        begun, ended = node.start_mark, node.end_mark
        first, last = self.lines[begun.line], self.lines[ended.line]
        one = first[: begun.column] + written + last[ended.column :]
        return [*self.lines[: begun.line], one, *self.lines[ended.line + 1 :]]

    def _in_mapping(self, found: DataDifference, parent: yaml.MappingNode, key: str) -> list[str]:
        number = next((n for n, (name, _) in enumerate(parent.value) if name.value == key), None)
        if number is None:
            return self._added(found, parent, key)
        name, value = parent.value[number]
        if found.new is MISSING:
            return self._without_pair(parent, number)
        if isinstance(value, yaml.ScalarNode) and isinstance(found.new, str):
            return self._scalar(value, found.new, name.start_mark.column)
        column = name.start_mark.column
        head = self.lines[name.start_mark.line][:column]
        first, *rest = pair(key, found.new, column, self._habit)
        last = self._last(value)
        return [*self.lines[: name.start_mark.line], head + first[column:], *rest, *self.lines[last + 1 :]]

    def _scalar(self, node: yaml.ScalarNode, new: str, indent: int) -> list[str]:
        begun, last = node.start_mark, self._last(node)
        head = self.lines[begun.line][: begun.column]
        if node.style in ("|", ">") or "\n" in new:
            sign, *more = block(new, self._habit.step) if "\n" in new or node.style == "|" else (scalar(new),)
            if not head.endswith((" ", "-")):
                head += " "
            rest = "" if node.style in ("|", ">") else self.lines[last][node.end_mark.column :]
            new_lines = [head + sign + rest, *(" " * indent + line if line else "" for line in more)]
            return [*self.lines[: begun.line], *new_lines, *self.lines[last + 1 :]]
        if begun.line == node.end_mark.line and begun.column == node.end_mark.column and not head.endswith(" "):
            return self._span(node, f" {scalar(new)}")
        return self._span(node, scalar(new, node.style))

    def _without_pair(self, parent: yaml.MappingNode, number: int) -> list[str]:
        name, value = parent.value[number]
        line, column = name.start_mark.line, name.start_mark.column
        last = self._last(value)
        if not self.lines[line][:column].strip():
            return [*self.lines[:line], *self.lines[last + 1 :]]
        if number or len(parent.value) == 1:
            raise Unspliceable("structure")
        after = parent.value[1][0].start_mark  # the first of an item: the next one takes its place behind the hyphen
        between = self.lines[last + 1 : after.line]
        moved = self.lines[line][:column] + self.lines[after.line][after.column :]
        return [*self.lines[:line], *between, moved, *self.lines[after.line + 1 :]]

    def _added(self, found: DataDifference, parent: yaml.MappingNode, key: str) -> list[str]:
        if not parent.value:
            raise Unspliceable("structure")
        column = parent.value[0][0].start_mark.column
        names = [str(name.value) for name, _ in parent.value]
        order = list(self.order(found.loc[:-1]))
        before = order[: order.index(key)] if key in order else names
        after = max((names.index(one) for one in before if one in names), default=-1)
        new = pair(key, found.new, column, self._habit)
        if after < 0:
            line = parent.value[0][0].start_mark.line
            head = self.lines[line][:column]
            if head.strip():  # the first of an item: its hyphen stays in front
                new[0] = head + new[0][column:]
                new.append(" " * column + self.lines[line][column:])
                return [*self.lines[:line], *new, *self.lines[line + 1 :]]
            return [*self.lines[:line], *new, *self.lines[line:]]
        last = self._last(parent.value[after][1])
        return [*self.lines[: last + 1], *new, *self.lines[last + 1 :]]

    def _in_sequence(self, found: DataDifference, parent: yaml.SequenceNode, number: int) -> list[str]:
        dash = parent.start_mark.column
        new = [] if found.new is MISSING else item(found.new, dash, self._habit)
        items = parent.value
        begun = [self._dash(node, dash) for node in items]
        if number == len(items):
            last = self._last(items[-1])
            return [*self.lines[: last + 1], *new, *self.lines[last + 1 :]]
        line, node = begun[number], items[number]
        if isinstance(node, yaml.ScalarNode) and isinstance(found.new, str) and not found.inserted:
            return self._scalar(node, found.new, dash)
        head = self.lines[line][:dash]
        if head.strip():  # a list in a list, on one line
            raise Unspliceable("structure")
        if found.inserted:
            return [*self.lines[:line], *new, *self.lines[line:]]
        if not new and len(items) == 1:
            raise Unspliceable("structure")
        last = self._last(node)
        return [*self.lines[:line], *new, *self.lines[last + 1 :]]

    def _dash(self, node: yaml.Node, column: int) -> int:
        """The line of the hyphen before an item: its own, or one above where its value begins further down."""
        line = node.start_mark.line
        while line >= 0 and self.lines[line][column : column + 1] != "-":
            line -= 1
        if line < 0:
            raise Unspliceable("structure")
        return line

    def _last(self, node: yaml.Node) -> int:
        """The last line of a value."""
        if isinstance(node, yaml.ScalarNode):
            if node.style not in ("|", ">"):
                return int(node.end_mark.line)
            last = node.end_mark.line - (0 if node.end_mark.column else 1)
            while last > node.start_mark.line and not self.lines[last].strip():
                last -= 1
            return int(max(last, node.start_mark.line))
        if _in_brackets(node):
            return int(node.end_mark.line)
        ends = [self._last(one) for child in node.value for one in (child if isinstance(child, tuple) else (child,))]
        return max([*ends, node.start_mark.line])

    @property
    def _habit(self) -> Habit:
        """How this file is indented, by the first of its lists and mappings that stand below a key."""
        step = items = None
        waiting: list[yaml.Node] = [self.document.root] if self.document.root is not None else []
        while waiting and (step is None or items is None):
            node = waiting.pop(0)
            if isinstance(node, yaml.SequenceNode):
                waiting += node.value
            elif isinstance(node, yaml.MappingNode):
                for name, value in node.value:
                    waiting.append(value)
                    if not isinstance(value, yaml.CollectionNode) or value.flow_style:
                        continue
                    right = value.start_mark.column - name.start_mark.column
                    if isinstance(value, yaml.SequenceNode):
                        items = right if items is None and right >= 0 else items
                    else:
                        step = right if step is None and right > 0 else step
        return Habit(step or 2, 2 if items is None else items)


def _in_brackets(node: yaml.Node) -> bool:
    return isinstance(node, yaml.CollectionNode) and bool(node.flow_style)


def _child(node: yaml.Node, step: str | int) -> yaml.Node:
    if isinstance(node, yaml.MappingNode):
        pairs: list[tuple[yaml.Node, yaml.Node]] = node.value
        return next(value for name, value in pairs if name.value == step)
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int):
        found: yaml.Node = node.value[step]
        return found
    raise Unspliceable("structure")


def _pairs(found: DataDifference, indent: int, habit: Habit) -> list[str]:
    (key,) = found.loc
    return pair(str(key), found.new, indent, habit)
