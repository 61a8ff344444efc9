"""Attribute lists: ``{: #id .class key=value}``, and ``{#id .class}`` without the colon.

Only what has exactly this form is one. Any other words in braces are words: an editor who types ``{其中北京市拨付}``
has never heard of attributes.
"""

from __future__ import annotations

from collections.abc import Iterator

from xieshou.core.late import Late

_ONE = r"""(?:[#.][^\s#.{}=<>"'，。；：、]+|[A-Za-z][\w:-]*=(?:"[^"{}]*"|'[^'{}]*'|[^\s"'{}]+))"""
_BARE = r"""(?:[#.][A-Za-z_\u4e00-\u9fff][\w-]*|[A-Za-z][\w-]*=(?:"[^"{}]*"|'[^'{}]*'|[\w%#./-]+))"""
_LIST = rf"\{{(?::[ ]*({_ONE}(?:[ ]+{_ONE})*)[ ]*|[ ]*({_BARE}(?:[ ]+{_BARE})*)[ ]*)\}}"
ANYWHERE = Late(_LIST)
INLINE = Late(rf"(?=(\{{[^{{}}\n]*\}})){_LIST}")
"""A list right behind what it belongs to; its first group is the whole."""
LINE = Late(rf"{_LIST}[ ]*$")
"""A line that is a list alone; the rest of a heading that is one."""
TRAILING = Late(rf"[ ]*(?=(\{{[^{{}}\n]*\}}[ ]*$)){_LIST}[ ]*$")
"""A list at the end of a heading, an item, a cell."""
_PART = Late(
    r"""#(?P<id>[^\s#.{}=]+)|\.(?P<name>[^\s#.{}=]+)|(?P<key>[A-Za-z][\w:-]*)=(?P<value>"[^"]*"|'[^']*'|\S+)"""
)


def attributes(typed: str) -> Iterator[tuple[str, str]]:
    """Names and values of a list, as typed with its braces."""
    for part in _PART().finditer(typed.strip("{}: ")):
        if part["id"]:
            yield "id", part["id"]
        elif part["name"]:
            yield "class", part["name"]
        else:
            yield part["key"].lower(), part["value"].strip("\"'")
