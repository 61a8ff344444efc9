"""The build's fingerprint: another for every change to what shapes a page, and the same for none."""

from __future__ import annotations

import importlib
import importlib.util
import sys
import zlib
from collections.abc import Callable, Iterator
from importlib import metadata
from pathlib import Path

import babel
import pytest
import yaml

from tests.unit.helpers import MARKDOWN, Site
from xieshou.content.markdown.extensions import loaded_modules, portable
from xieshou.content.markdown.render import MarkdownSettings
from xieshou.core import fingerprint, loaded_code
from xieshou.core.fingerprint import Shaping, fingerprint_parts
from xieshou.core.loaded_code import code_identities

EXTENSION = """
from markdown.extensions import Extension
from markdown.postprocessors import Postprocessor

class Shout(Postprocessor):
    def run(self, text):
        return text + "!"

class ShoutExtension(Extension):
    def extendMarkdown(self, md):
        md.postprocessors.register(Shout(md), "shout", 1)

def makeExtension(**options):
    return ShoutExtension(**options)
"""


@pytest.fixture
def modules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder whose modules can be imported, and are forgotten afterwards."""
    monkeypatch.syspath_prepend(tmp_path)
    before = set(sys.modules)
    yield tmp_path
    for name in set(sys.modules) - before:
        del sys.modules[name]


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    importlib.invalidate_caches()


def identities(*names: str) -> list[str]:
    """As a process that begins now would have them."""
    loaded_code._digest.cache_clear()
    return code_identities(names)


def settings(*extensions: str, **options: dict[str, object]) -> MarkdownSettings:
    return MarkdownSettings(extensions, options)


@pytest.mark.parametrize(
    ("names", "files", "changed"),
    [
        (["qx_one"], {"qx_one.py": "A = 1"}, "qx_one.py"),
        (["qx_one"], {"qx_one.py": "import qx_two", "qx_two.py": "A = 1"}, "qx_two.py"),
        (["qx_one"], {"qx_one.py": "def a():\n    from qx_two import b", "qx_two.py": "b = 1"}, "qx_two.py"),
        (["qx_one"], {"qx_one.py": "import importlib\nx = importlib.import_module('qx_' + 'two')", "qx_two.py": ""},
         "qx_two.py"),
        (["qx_pack.part"], {"qx_pack/__init__.py": "", "qx_pack/part.py": "", "qx_pack/deep/other.py": ""},
         "qx_pack/deep/other.py"),
        (["qx_pack"], {"qx_pack/__init__.py": "", "qx_pack/data/words.json": "{}"}, "qx_pack/data/words.json"),
        (["qx_folder.one"], {"qx_folder/one.py": "from . import two", "qx_folder/two.py": ""}, "qx_folder/two.py"),
        (["qx_folder.one"], {"qx_folder/one.py": "from .two import *", "qx_folder/two.py": ""}, "qx_folder/two.py"),
        (["qx_folder.pack.part"], {"qx_folder/pack/__init__.py": "", "qx_folder/pack/part.py": ""},
         "qx_folder/pack/part.py"),
    ],
)  # fmt: skip
def test_the_code_of_a_local_module_counts_and_that_of_all_it_uses(
    modules: Path, names: list[str], files: dict[str, str], changed: str
) -> None:
    for name, text in files.items():
        write(modules / name, text)
    write(modules / "qx_unrelated.py", "")
    for name in names:
        importlib.import_module(name)
    before = identities(*names)
    write(modules / "qx_unrelated.py", "A = 2")
    assert identities(*names) == before
    write(modules / changed, files[changed] + "\n# changed\n")
    assert identities(*names) != before
    write(modules / changed, files[changed])
    assert identities(*names) == before


def test_what_is_loaded_stays_whatever_is_edited_since(modules: Path) -> None:
    """A server goes on with the code it has: what it makes must not be taken for the work of the new one."""
    write(modules / "qx_one.py", "A = 1")
    before = identities("qx_one")
    write(modules / "qx_one.py", "A = 2")
    assert code_identities(["qx_one"]) == before


@pytest.mark.parametrize("listed", [True, False])
@pytest.mark.parametrize("name", ["qx_one", "QX-Extension.Pack"])
def test_of_a_distribution_the_version_counts_and_those_it_requires(modules: Path, listed: bool, name: str) -> None:
    write(modules / "qx_one.py", "A = 1")
    write(modules / "qx_other.py", "A = 1")

    def describe(name: str, version: str, *more: str, owns: str) -> None:
        folder = modules / f"{name.replace('-', '_')}-1.dist-info"
        write(
            folder / "METADATA", "\n".join(["Metadata-Version: 2.1", f"Name: {name}", f"Version: {version}", *more, ""])
        )
        write(folder / "top_level.txt", f"{owns}\n")
        if listed:
            write(folder / "RECORD", f"{owns}.py,sha256=x,5\n")

    requires = ("Requires-Dist: qx-needed>=1", "Requires-Dist: qx-absent", 'Requires-Dist: qx-extra; extra == "more"')
    describe("qx-needed", "1.0", owns="qx_other")
    describe(name, "1.0", *requires, owns="qx_one")
    before = identities("qx_one")
    assert "qx-needed 1.0" in before
    describe(name, "1.1", *requires, owns="qx_one")
    newer = identities("qx_one")
    assert newer != before
    describe("qx-needed", "2.0", owns="qx_other")
    assert identities("qx_one") not in (before, newer)
    describe("qx-needed", "1.0", owns="qx_other")
    write(modules / "qx_one.py", "A = 2")
    # Where no list says so, the file may be one that is being written.
    assert (identities("qx_one") == newer) == listed


def test_extensions_count_and_what_they_load(modules: Path) -> None:
    write(modules / "qx_shout.py", EXTENSION)
    write(modules / "qx_outer.py", EXTENSION.replace("md.post", "md.registerExtensions(['qx_shout'], {}); md.post"))
    assert {"qx_shout", "qx_outer"} <= loaded_modules(settings("toc", "qx_outer"))
    assert "qx_shout" in loaded_modules(settings("qx_shout:ShoutExtension"))
    lines = identities(*loaded_modules(settings("toc", "codehilite", "pymdownx.superfences")))
    assert {"markdown", "pygments", "pymdown-extensions"} <= {line.split(" ")[0] for line in lines}
    assert {line.split(" ")[0] for line in identities(*loaded_modules(MARKDOWN))} >= {"markdown"}
    with pytest.raises(ModuleNotFoundError):
        loaded_modules(settings("qx_not_there"))


def changes() -> Iterator[Callable[[Site, pytest.MonkeyPatch], None]]:
    """Whatever is not content and shapes pages, each changed alone."""
    yield lambda _, patch: patch.setattr(sys, "version", "3.11.99 (main)")
    yield lambda _, patch: patch.setattr("platform.machine", lambda: "another")
    yield lambda _, patch: patch.setattr(zlib, "ZLIB_RUNTIME_VERSION", "1.2.99")
    yield lambda _, patch: patch.setattr(yaml._yaml, "get_version_string", lambda: "0.3")
    for library in fingerprint.LIBRARIES:
        yield lambda _, patch, own=library: patch.setattr(  # type: ignore[misc]
            "xieshou.core.fingerprint.version", lambda name: "99" if name == own else metadata.version(name)
        )
    for name in ("labels/zh.yml", "templates/line.html", "theme/main.html", "scripts/pages/facets.js"):
        yield lambda site, _, name=name: write(site.root / "assets" / name, "a: b")  # type: ignore[misc]
    yield lambda _, patch: _edited(patch, "traditional.txt")
    yield lambda _, patch: _edited(patch, Path(babel.__file__).with_name("global.dat").name)


def _edited(patch: pytest.MonkeyPatch, name: str) -> None:
    real = Path.read_bytes
    patch.setattr(Path, "read_bytes", lambda path: real(path) + (b"x" if path.name == name else b""))


@pytest.mark.parametrize("change", list(changes()))
def test_every_change_of_what_shapes_pages_is_another_fingerprint(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, change: Callable[[Site, pytest.MonkeyPatch], None]
) -> None:
    site = Site.sound(tmp_path / "site")
    fingerprint._loaded.cache_clear()
    before = fingerprint_parts(site.project, {"markdown": Shaping(MARKDOWN)})
    assert fingerprint_parts(site.project, {"markdown": Shaping(MARKDOWN)}) == before
    change(site, monkeypatch)
    fingerprint._loaded.cache_clear()
    assert fingerprint_parts(site.project, {"markdown": Shaping(MARKDOWN)}) != before
    monkeypatch.undo()
    fingerprint._loaded.cache_clear()


def test_settings_count_by_what_they_do_and_not_by_where_they_lie(tmp_path: Path) -> None:
    site = Site.sound(tmp_path / "site")

    def made(word: str) -> dict[str, bytes]:
        slugify = eval(f"lambda text, separator: text + {word!r}")
        return fingerprint_parts(site.project, {"markdown": Shaping(settings("toc", toc={"slugify": slugify}))})

    assert made("a") == made("a")
    assert made("a") != made("b")


def test_what_cannot_be_sent_to_another_process_is_known(modules: Path) -> None:
    write(
        modules / "qx_slugs.py",
        "def plain(text, sep):\n    return text\n\ndef make(sep):\n    return lambda text, _: sep\n",
    )
    slugs = importlib.import_module("qx_slugs")
    assert portable(MARKDOWN)
    assert portable(settings("toc", toc={"slugify": slugs.plain}))
    assert not portable(settings("toc", toc={"slugify": slugs.make("-")}))
    assert not portable(settings("toc", toc={"slugify": (one for one in "a")}))
    # As MkDocs loads a hook: under a name by which nobody else finds it.
    hook = importlib.util.module_from_spec(importlib.util.spec_from_file_location("qx/hook.py", slugs.__file__))  # type: ignore[arg-type]
    sys.modules["qx/hook.py"] = hook
    exec(Path(slugs.__file__ or "").read_text("utf-8"), vars(hook))
    assert not portable(settings("toc", toc={"slugify": hook.plain}))


def test_the_engine_is_found_though_a_host_has_taken_it_off_the_path(monkeypatch: pytest.MonkeyPatch) -> None:
    """As MkDocs does when it has loaded the hook: else all would be done by one process."""
    folder = Path(loaded_code.__file__).parents[2]
    monkeypatch.setattr(sys, "path", [entry for entry in sys.path if Path(entry).resolve() != folder])
    assert portable(MARKDOWN)
