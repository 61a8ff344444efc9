"""Any value as a text that two values share where they mean the same, in whatever process.

In: settings of a site, which may hold functions, classes and objects. Out: their text, in which no address stands, and
the modules whose code they run. Why: ``repr`` gives a function by its address, so no two builds would have the same
settings; and what a function does is decided by its code as well as by its name.
"""

from __future__ import annotations

import copyreg
import functools
import hashlib
import os
import types
from collections.abc import Iterable, Mapping
from functools import singledispatchmethod
from pathlib import PurePath
from typing import Any, NamedTuple

_PLAIN = (type(None), bool, int, float, complex, str, bytes, type(...), type(NotImplemented))
_LONGEST = 200
"""Characters of a part above which its digest stands for it: parts may be named in many places."""


class Description(NamedTuple):
    """A value as text, and the names of the modules that what it holds comes from."""

    text: str
    modules: frozenset[str]


def describe(value: object) -> Description:
    """``value`` by what decides what it does: type and state; of functions their name, code, defaults and what they
    close over. The order of tables and lists counts, that of sets does not. Anything can be described.
    """
    describer = _Describer()
    text = describer.of(value)
    return Description(text, frozenset(describer.modules))


class _Describer:
    """One description: what was met on the way, so that what holds itself has an end and nothing is told twice."""

    def __init__(self) -> None:
        self.modules: set[str] = set()
        self._told: dict[int, str] = {}
        self._open: list[int] = []
        self._held: list[object] = []
        """What was told, kept alive: another object could have its address otherwise."""

    def of(self, value: object) -> str:
        """The text of one value."""
        if type(value) in _PLAIN:
            return f"{type(value).__name__}:{value!r}"
        if id(value) in self._open:  # it holds itself
            return f"up:{len(self._open) - self._open.index(id(value))}"
        if id(value) not in self._told:
            self._held.append(value)
            self._open.append(id(value))
            text = self._of(value)
            self._open.pop()
            long = len(text) > _LONGEST
            digest = hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16)
            self._told[id(value)] = digest.hexdigest() if long else text
        return self._told[id(value)]

    def _parts(self, kind: str, parts: Iterable[object]) -> str:
        return f"{kind}({', '.join(map(self.of, parts))})"

    def _named(self, value: Any) -> str:
        """A function or class by its module and its name in that."""
        module = getattr(value, "__module__", None)
        if isinstance(module, str):
            self.modules.add(module)
        return f"{module}.{getattr(value, '__qualname__', type(value).__qualname__)}"

    @singledispatchmethod
    def _of(self, value: Any) -> str:
        """Anything else: its type and state, as copying it would take them."""
        kind = self._named(type(value))
        reduce = copyreg.dispatch_table.get(type(value))
        try:
            reduced = reduce(value) if reduce else value.__reduce_ex__(4)
        except Exception:  # a lock, an open file, a generator: it has no state that could be copied
            state = getattr(value, "__dict__", None)
            return self._parts(kind, [state] if state else [])
        if isinstance(reduced, str):  # it is found by its name
            self._named(value)
            return f"{kind}:{reduced}"
        made, arguments, *state = reduced
        items = [list(part) if hasattr(part, "__next__") else part for part in state[1:3]]
        return self._parts(kind, [made, arguments, *state[:1], *items])

    @_of.register(list)
    @_of.register(tuple)
    def _sequence(self, value: Any) -> str:
        return self._parts(self._kind(value, list, tuple), value)

    @_of.register(set)
    @_of.register(frozenset)
    def _set(self, value: Any) -> str:
        return f"{self._kind(value, set, frozenset)}({', '.join(sorted(map(self.of, value)))})"

    @_of.register(dict)
    @_of.register(Mapping)
    def _mapping(self, value: Any) -> str:
        pairs = (f"{self.of(key)}={self.of(item)}" for key, item in value.items())
        factory = getattr(value, "default_factory", None)
        return f"{self._kind(value, dict)}({', '.join(pairs)}{'; ' + self.of(factory) if factory else ''})"

    def _kind(self, value: object, *plain: type) -> str:
        return type(value).__name__ if type(value) in plain else self._named(type(value))

    @_of.register
    def _function(self, value: types.FunctionType) -> str:
        cells = [_content(cell) for cell in value.__closure__ or ()]
        defaults = [value.__defaults__, value.__kwdefaults__]
        return self._parts(f"function:{self._named(value)}", [value.__code__, *defaults, cells, vars(value)])

    @_of.register
    def _code(self, value: types.CodeType) -> str:
        signature = (value.co_argcount, value.co_posonlyargcount, value.co_kwonlyargcount, value.co_flags)
        names = (value.co_names, value.co_varnames, value.co_freevars, value.co_cellvars)
        more = getattr(value, "co_exceptiontable", b"")
        return self._parts(f"code:{value.co_name}", [value.co_code, more, value.co_consts, names, signature])

    @_of.register
    def _builtin(self, value: types.BuiltinFunctionType) -> str:
        bound = value.__self__
        return self._parts(f"builtin:{self._named(value)}", [] if isinstance(bound, types.ModuleType) else [bound])

    @_of.register
    def _method(self, value: types.MethodType) -> str:
        return self._parts("method", [value.__func__, value.__self__])

    @_of.register
    def _partial(self, value: functools.partial) -> str:  # type: ignore[type-arg]
        return self._parts("partial", [value.func, value.args, value.keywords])

    @_of.register
    def _class(self, value: type) -> str:
        name = self._named(value)
        if "<locals>" not in name:
            return f"class:{name}"
        inside = {key: part for key, part in vars(value).items() if key not in ("__dict__", "__weakref__")}
        return self._parts(f"class:{name}", [value.__bases__, inside])

    @_of.register
    def _module(self, value: types.ModuleType) -> str:
        self.modules.add(value.__name__)
        return f"module:{value.__name__}"

    @_of.register(staticmethod)
    @_of.register(classmethod)
    @_of.register(property)
    def _wrapper(self, value: Any) -> str:
        inner = [value.fget, value.fset, value.fdel] if isinstance(value, property) else [value.__func__]
        return self._parts(type(value).__name__, inner)

    @_of.register
    def _path(self, value: os.PathLike) -> str:  # type: ignore[type-arg]
        # A host's own sort of path may hold all of the host: where it leads is what counts.
        kind = "path" if isinstance(value, PurePath) else self._named(type(value))
        try:
            return f"{kind}:{os.fspath(value)!r}"
        except Exception:  # it leads somewhere only while a page is being made
            return kind


def _content(cell: types.CellType) -> object:
    try:
        return cell.cell_contents
    except ValueError:  # nothing yet
        return ...
