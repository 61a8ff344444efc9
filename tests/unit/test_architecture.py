"""The architecture itself, read from the code: rooms and what they import, sizes, names, docstrings, state.

``EXCEPTIONS`` names all that is allowed to be otherwise, each with its reason. What is no exception any more has to be
taken off the list: a rule tells that too.
"""

from __future__ import annotations

import ast
import statistics
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
HOOKS = ROOT / "hooks"
PACKAGE = HOOKS / "xieshou"
ROOMS = (
    "core",
    "content",
    "pictures",
    "attachments",
    "importers",
    "language",
    "checks",
    "plan",
    "views",
    "search",
    "render",
    "outputs",
    "build",
    "founding",
    "desk",
    "cli",
    "host",
)
"""In the order data flows: a room imports from itself and from those above it."""
INNER_ROOMS = ("source", "yaml", "schema", "kinds", "markdown")
"""The rooms inside ``content``, in their order; what stands in ``content`` itself comes after them."""
HOSTS = ("mkdocs", "material")
BROWSERS = ("playwright", "axe_playwright_python")
LINES, MEDIAN, FUNCTION, PARAMETERS = 300, 120, 60, 6

EXCEPTIONS = {
    "layer xieshou.content.schema.errors -> xieshou.content.kinds": "suggests the names of kinds",
    "parameters xieshou.cli.addresses:addresses": "each is an option that is typed",
    "parameters xieshou.cli.translated:translated": "each is an option that is typed",
    "parameters xieshou.core.problems:problem": "each is a field of the problem, and all but the place are named",
    "docstring xieshou.views.shared.cells:Cells": "what each method makes is said by the protocol it fulfils",
    "docstring xieshou.views.shared.cells:Speaker": "named as in the page context, which says it",
}
"""What breaks a rule, and why it may."""

ARGUMENTS = "what is kept follows from the arguments alone, which are text, classes or frozen values"
LISTED = "made of the word lists that come with the engine, and never change"
LOADED = "code, libraries and their data as this process has loaded them, which it keeps to its end"
STATE = {
    "xieshou.content.kinds.base:KINDS": "the kinds register themselves when their classes are made, and never later",
    "xieshou.content.schema.types.base:_OF_CLASSES": "the field type of a class of values: it never changes",
    "xieshou.content.schema.types.base:TYPES": "the field types register themselves when their classes are made",
    "xieshou.core.fingerprint:_loaded": LOADED,
    "xieshou.core.fingerprint:program_digest": LOADED,
    "xieshou.core.wishes:_read": "a table that comes with the engine",
    "xieshou.core.loaded_code:_digest": LOADED,
    "xieshou.core.workers:_held": "in a process that works for another: what that had it make, and both end",
    "xieshou.pictures.derive:_encoders": LOADED,
    "xieshou.render.qr_code:_form": ARGUMENTS,
    "xieshou.render.qr_code:_multiples": ARGUMENTS,
    "xieshou.render.template_check:_engine_names": "by the templates of the engine and the theme, which come with them",
    "xieshou.render.template_check:_theme_folders": LOADED,
    "xieshou.search.folding:_any_traditional": "made of a table that comes with the engine",
    "xieshou.language.parity.english.writing:_course": ARGUMENTS,
    "xieshou.language.parity.bodies:_distinct": ARGUMENTS,
    "xieshou.language.parity.bodies:_plain_name": ARGUMENTS,
    "xieshou.language.parity.bodies:_words": ARGUMENTS,
    "xieshou.language.parity.chinese.writing:value": ARGUMENTS,
    "xieshou.language.parity.english.writing:value": ARGUMENTS,
    "xieshou.language.parity.known:_by_length": ARGUMENTS,
    "xieshou.language.parity.known:_index": ARGUMENTS,
    "xieshou.language.parity.lexicon:entries": LISTED,
    "xieshou.language.parity.lexicon:equals": LISTED,
    "xieshou.language.parity.lexicon:pairs": LISTED,
    "xieshou.language.parity.lexicon:place_words": LISTED,
    "xieshou.language.parity.lexicon:places": LISTED,
    "xieshou.language.parity.lexicon:words": LISTED,
    "xieshou.language.parity.people:_english_words": ARGUMENTS,
    "xieshou.language.parity.people:_is_name": ARGUMENTS,
    "xieshou.language.parity.people:_is_person": ARGUMENTS,
    "xieshou.language.parity.phrases:_en_lists": LISTED,
    "xieshou.language.parity.phrases:_en_none": LISTED,
    "xieshou.language.parity.phrases:_zh": LISTED,
    "xieshou.language.parity.pinyin:_pattern": LISTED,
    "xieshou.language.parity.pinyin:_phrases": LISTED,
    "xieshou.language.parity.pinyin:_readings": LISTED,
    "xieshou.language.parity.pinyin:sounds": ARGUMENTS,
    "xieshou.language.parity.terms:_any": LISTED,
    "xieshou.language.parity.terms:_terms": LISTED,
    "xieshou.language.parity.titles:_titles": LISTED,
    "xieshou.language.parity.titles:_zh": LISTED,
    "xieshou.content.schema.edtf:parse": ARGUMENTS,
    "xieshou.content.schema.introspect:data_fields": ARGUMENTS,
    "xieshou.content.schema.introspect:shapes": ARGUMENTS,
    "xieshou.content.schema.quantities:parse": ARGUMENTS,
    "xieshou.importers.prose:_parser": LOADED,
    "xieshou.importers.prose:parsed": ARGUMENTS,
    "xieshou.content.slips:_rules": ARGUMENTS,
    "xieshou.core.radicals:character": ARGUMENTS,
    "xieshou.core.radicals:form_of": ARGUMENTS,
    "xieshou.core.scripts:_told_from": ARGUMENTS,
    "xieshou.core.scripts:characters": ARGUMENTS,
    "xieshou.core.scripts:foreign_to": ARGUMENTS,
    "xieshou.core.scripts:known_by": ARGUMENTS,
    "xieshou.core.scripts:right_to_left": ARGUMENTS,
    "xieshou.core.scripts:scripts": ARGUMENTS,
    "xieshou.importers.html:_renderer": "one reader of texts, with the settings that every site begins with",
    "xieshou.language.collation:_bare": ARGUMENTS,
    "xieshou.language.labels:_checked": "by the text of the label file: other words, other labels",
    "xieshou.language.labels:_engine": "by the bytes of the engine's label files",
    "xieshou.language.labels:_labels": "by what is sound of the label file: other words, other labels",
    "xieshou.language.locale:_locale": ARGUMENTS,
    "xieshou.language.problem_records:_blocks": LOADED,
    "xieshou.language.problem_records:record": LOADED,
    "xieshou.language.locale:_percent": ARGUMENTS,
    "xieshou.language.locale:_point": "by the labels, which are frozen",
    "xieshou.language.traditional:traditional": "a table that comes with the engine",
    "xieshou.content.schema.spans:span": ARGUMENTS,
    "xieshou.pictures.social_card:_font": "a font file, whose digest is part of what a card is kept by",
    "xieshou.plan.site_values:choice_keys": ARGUMENTS,
    "xieshou.render.foot:_shape": "by the labels, which are frozen",
    "xieshou.render.pieces:_runs": ARGUMENTS,
    "xieshou.search.stem:stem": ARGUMENTS,
    "xieshou.search.tokens:_cutter": ARGUMENTS,
    "xieshou.search.tokens:cutter_of": ARGUMENTS,
    "xieshou.views.entry.fact_rows:with_own_place": ARGUMENTS,
    "xieshou.views.shared.context:_when": "by the labels, which are frozen",
}
"""What a module keeps from one call to the next, and why no build sees another in it."""

CHANGING = (
    *("add", "append", "appendleft", "clear", "discard", "extend", "insert", "pop", "popitem", "popleft"),
    *("remove", "reverse", "setdefault", "sort", "update"),
)
"""Methods that change what they are called on."""
MODULES = {
    ".".join(path.relative_to(HOOKS).with_suffix("").parts).removesuffix(".__init__"): path
    for path in sorted(PACKAGE.rglob("*.py"))
}
Function = ast.FunctionDef | ast.AsyncFunctionDef


def settled(rule: str, broken: Iterable[str]) -> None:
    """Fail the test unless exactly the exceptions to a rule break it."""
    offenders = {f"{rule} {name}" for name in broken}
    allowed = {name for name in EXCEPTIONS if name.startswith(f"{rule} ")}
    assert offenders - allowed == set(), "break the rule"
    assert allowed - offenders == set(), "are no exceptions any more: take them off the list"


@cache
def tree(module: str) -> ast.Module:
    return ast.parse(MODULES[module].read_bytes())


def imported(node: ast.AST, typing: bool = True) -> Iterator[str]:
    """What is imported, wherever: a module, or what is taken from it, by its dotted name; ``typing``: for types too."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Import):
            yield from (name.name for name in child.names)
        elif isinstance(child, ast.ImportFrom):
            yield from (f"{'.' * child.level}{child.module}.{name.name}" for name in child.names)
        elif typing or not (isinstance(child, ast.If) and ast.unparse(child.test).endswith("TYPE_CHECKING")):
            yield from imported(child, typing)


def needs(module: str, typing: bool = True) -> set[str]:
    """The modules of ours that a module imports; naming a package for a module of it is not to import the package."""
    names = set(imported(tree(module), typing))
    return {name if name in MODULES else name.rpartition(".")[0] for name in names} & MODULES.keys() - {module}


def room(module: str) -> tuple[int, int]:
    """The place of a module in the order of the rooms, and in that of the rooms inside ``content``."""
    _, _, inner = module.partition(".")
    outer, _, rest = inner.partition(".")
    own = rest.partition(".")[0] if outer == "content" else ""
    if outer not in ROOMS:
        return len(ROOMS), 0  # ``__main__``, which starts the command
    return ROOMS.index(outer), INNER_ROOMS.index(own) if own in INNER_ROOMS else len(INNER_ROOMS)


def test_every_module_stands_in_a_room() -> None:
    there = {path.name for path in PACKAGE.iterdir() if path.is_dir() and path.name != "__pycache__"}
    assert there == {*ROOMS, "front"}
    assert {path.name for path in PACKAGE.glob("*.py")} == {"__init__.py", "__main__.py"}
    assert {path.name for path in (PACKAGE / "content").iterdir() if (path / "__init__.py").exists()} == {*INNER_ROOMS}
    assert list((PACKAGE / "front").rglob("*.py")) == []


def test_imports_come_from_above() -> None:
    assert [name for module in MODULES for name in imported(tree(module)) if name.startswith(".")] == []
    settled(
        "layer",
        (
            f"{module} -> {other}"
            for module in MODULES
            for other in needs(module)
            if "." in other and room(other) > room(module)
        ),
    )


def test_nothing_is_imported_in_a_circle() -> None:
    graph = {module: needs(module, typing=False) - {module.rpartition(".")[0]} for module in MODULES}
    done: set[str] = set()

    def walk(module: str, trail: tuple[str, ...]) -> None:
        assert module not in trail, " -> ".join((*trail[trail.index(module) :], module))
        if module not in done:
            for other in sorted(graph[module]):
                walk(other, (*trail, module))
            done.add(module)

    for module in sorted(graph):
        walk(module, ())


def test_only_the_host_knows_mkdocs() -> None:
    knows = [module for module in MODULES if {name.split(".")[0] for name in imported(tree(module))} & {*HOSTS}]
    assert knows
    assert [module for module in knows if not module.startswith("xieshou.host.")] == []


def test_only_tests_in_a_browser_need_one() -> None:
    for path in sorted((ROOT / "tests").rglob("*.py")):
        names = {name.split(".")[0] for name in imported(ast.parse(path.read_bytes()))}
        assert not names & {*BROWSERS} or path.parent.name in ("browser", "benchmarks"), path


def test_modules_are_short() -> None:
    lines = {module: len(path.read_text("utf-8").splitlines()) for module, path in MODULES.items()}
    settled("module", (module for module, count in lines.items() if count > LINES))
    assert statistics.median(lines.values()) <= MEDIAN


def functions(node: ast.AST, name: str = "") -> Iterator[tuple[str, Function]]:
    """Every function, those inside others too, by its dotted name."""
    for child in ast.iter_child_nodes(node):
        inner = f"{name}.{child.name}".lstrip(".") if isinstance(child, Function | ast.ClassDef) else name
        if isinstance(child, Function):
            yield inner, child
        yield from functions(child, inner)


def parameters(function: Function) -> int:
    """How many parameters it has, ``self`` and ``cls`` not counted."""
    given = function.args
    named = [one.arg for one in (*given.posonlyargs, *given.args, *given.kwonlyargs)]
    return len([name for name in named if name not in ("self", "cls")]) + bool(given.vararg) + bool(given.kwarg)


def test_functions_are_short_and_take_few_parameters() -> None:
    known = [(f"{module}:{name}", found) for module in MODULES for name, found in functions(tree(module))]
    settled("function", (name for name, found in known if (found.end_lineno or 0) - found.lineno >= FUNCTION))
    settled("parameters", (name for name, found in known if parameters(found) > PARAMETERS))


def classes() -> list[tuple[str, ast.ClassDef]]:
    """Every class, with its module."""
    return [(name, node) for name in MODULES for node in ast.walk(tree(name)) if isinstance(node, ast.ClassDef)]


def test_one_name_is_one_class() -> None:
    known: dict[str, list[str]] = {}
    for module, found in classes():
        known.setdefault(found.name, []).append(module)
    settled("class", (f"{name} in {', '.join(modules)}" for name, modules in known.items() if len(modules) > 1))


@cache
def told_above() -> dict[str, frozenset[str]]:
    """By class: the methods that it or a class above it describes; ``*`` where one above comes from elsewhere."""
    known = {node.name: node for _, node in classes()}
    plain = {"Enum", "Exception", "Generic", "IntEnum", "NamedTuple", "Protocol", "StrEnum", "BaseModel"}

    def told(name: str) -> frozenset[str]:
        if name not in known:
            return frozenset() if name in plain else frozenset(["*"])
        bases = (ast.unparse(base).partition("[")[0].rpartition(".")[2] for base in known[name].bases)
        own = {member.name for member in known[name].body if isinstance(member, Function) and ast.get_docstring(member)}
        return frozenset(own).union(*map(told, bases))

    return {name: told(name) for name in known}


def untold(module: str, body: list[ast.stmt], owner: str = "") -> Iterator[str]:
    """What is public and says nothing of itself; a method by its class."""
    above = told_above().get(owner, frozenset())
    for node in body:
        if not isinstance(node, Function | ast.ClassDef) or node.name.startswith("_"):
            continue
        another_form = any(ast.unparse(decorator) == "overload" for decorator in node.decorator_list)
        if not (ast.get_docstring(node) or another_form or above & {node.name, "*"}):
            yield f"{module}:{owner or node.name}"
        if isinstance(node, ast.ClassDef):
            yield from untold(module, node.body, node.name)


def test_what_is_public_says_what_it_is() -> None:
    assert [module for module in MODULES if not ast.get_docstring(tree(module))] == []
    settled("docstring", (name for module in MODULES for name in untold(module, tree(module).body)))


def kept(module: str) -> Iterator[str]:
    """What a module keeps from one call to the next: names that its functions change, and functions with a memory."""
    top = tree(module)
    targets = [target for node in top.body if isinstance(node, ast.Assign) for target in node.targets]
    targets += [node.target for node in top.body if isinstance(node, ast.AnnAssign)]
    names = {target.id for target in targets if isinstance(target, ast.Name)}
    for name, function in functions(top):
        if any("cache" in ast.unparse(decorator).partition("(")[0].split("_") for decorator in function.decorator_list):
            yield f"{module}:{name}"
        yield from (f"{module}:{changed}" for changed in changes(function) & names)


def changes(function: Function) -> set[str]:
    """The names that a function changes without making them."""
    found: set[str] = set()
    for node in ast.walk(function):
        if isinstance(node, ast.Global):
            found |= {*node.names}
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in CHANGING:
            found.add(ast.unparse(node.func.value))
        elif isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Store | ast.Del):
            found.add(ast.unparse(node.value))
        elif isinstance(node, ast.AugAssign):
            found.add(ast.unparse(node.target))
    own = {argument.arg for argument in ast.walk(function) if isinstance(argument, ast.arg)}
    made = {name.id for name in ast.walk(function) if isinstance(name, ast.Name) and isinstance(name.ctx, ast.Store)}
    shared = {name for node in ast.walk(function) if isinstance(node, ast.Global) for name in node.names}
    return found - own - (made - shared)


def test_no_module_keeps_what_another_build_could_see() -> None:
    found = {name for module in MODULES for name in kept(module)}
    assert found - STATE.keys() == set(), "keep something, and STATE does not say why that is sound"
    assert STATE.keys() - found == set(), "keep nothing any more: take them off STATE"


@pytest.mark.parametrize("reasons", [EXCEPTIONS, STATE])
def test_every_exception_has_a_reason(reasons: dict[str, str]) -> None:
    assert all(reasons.values())
