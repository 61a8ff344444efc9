"""The stages: each imports only from those above it, and MkDocs is known to the door alone."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

HOOKS = Path(__file__).resolve().parents[2] / "hooks"
STAGES = (
    "core",
    "content",
    "pictures",
    "language",
    "checks",
    "plan",
    "views",
    "search",
    "render",
    "outputs",
    "build",
    "cli",
    "host",
    "__main__",
)
"""In the order data flows. Modules on one step may import each other."""
DOORS = {"mkdocs.py", "mkdocs_docs.py", "mkdocs_serve.py", "mkdocs_settings.py", "build_site.py"}
STEP = {name: number for number, names in enumerate(STAGES) for name in names.split("/")}
MODULES = {
    ".".join(path.relative_to(HOOKS).with_suffix("").parts).removesuffix(".__init__"): path
    for path in sorted(HOOKS.rglob("*.py"))
}


def imported(path: Path) -> Iterator[str]:
    """Every module a file names in an import, wherever in the file; ``from a import b`` gives ``a`` and ``a.b``."""
    for node in ast.walk(ast.parse(path.read_bytes())):
        if isinstance(node, ast.Import):
            yield from (one.name for one in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: a relative import"
            yield node.module or ""
            yield from (f"{node.module}.{one.name}" for one in node.names)


def inner(path: Path) -> set[str]:
    """The modules of ours that a file imports."""
    return {name for name in imported(path) if name in MODULES}


def stage(module: str) -> str:
    return module.split(".")[1]


@pytest.mark.parametrize("module", MODULES)
def test_only_the_doors_import_mkdocs(module: str) -> None:
    knows = {name for name in imported(MODULES[module]) if name.split(".")[0] in ("mkdocs", "material")}
    assert not knows or MODULES[module].name in DOORS


@pytest.mark.parametrize("module", [name for name in MODULES if name.startswith("xieshou.")])
def test_imports_come_from_above(module: str) -> None:
    assert stage(module) in STEP, "a stage that the order does not name"
    below = {
        other
        for other in inner(MODULES[module])
        if "." in other and stage(other) != stage(module) and STEP[stage(other)] > STEP[stage(module)]
    }
    assert below == set()


def test_no_module_imports_in_a_circle() -> None:
    # A package's __init__ runs before its modules, but naming the package does not mean to need all of it.
    graph = {
        module: {other for other in inner(path) if other != module and not module.startswith(f"{other}.")}
        for module, path in MODULES.items()
    }
    done: set[str] = set()

    def walk(module: str, trail: tuple[str, ...]) -> None:
        assert module not in trail, " -> ".join((*trail[trail.index(module) :], module))
        if module not in done:
            for other in sorted(graph[module]):
                walk(other, (*trail, module))
            done.add(module)

    for module in sorted(graph):
        walk(module, ())
