"""Markdown extensions and functions that are not ours: their code counts, and their settings leave builds warm."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.site.building import Result, Site, differences, tree

EXTENSION = """
from markdown.extensions import Extension
from markdown.postprocessors import Postprocessor

class Shout(Postprocessor):
    def run(self, text):
        {body}

class ShoutExtension(Extension):
    def extendMarkdown(self, md):
        md.postprocessors.register(Shout(md), {name!r}, 1)

def makeExtension(**options):
    return ShoutExtension(**options)
"""
SETTINGS = """  - toc:
      slugify: !!python/object/apply:pymdownx.slugs.slugify {kwds: {case: lower}}
  - own_shout
  - hooks.own_echo
  - own_packaged
  - pymdownx.superfences:
      custom_fences:
        - name: loud
          class: loud
          format: !!python/object/apply:own_fences.make ['!']
"""
STORY = "content/articles/2023/first-bench.zh.md"
PAGE = "news/2023/first-bench/index.html"
OPENCC = "hooks/xieshou/front/opencc/traditional.txt"


def _extension(site: Site, path: str, body: str) -> None:
    site.write(path, EXTENSION.format(body=body, name=path))


def _packaged(folder: Path, version: str) -> None:
    """A distribution that says its version."""
    about = folder / "own_packaged-1.dist-info"
    about.mkdir(parents=True, exist_ok=True)
    said = "from importlib.metadata import version; return f'{text}<p>packaged {version(\"own-packaged\")}</p>'"
    (folder / "own_packaged.py").write_text(EXTENSION.format(body=said, name="packaged"), "utf-8")
    (about / "METADATA").write_text(f"Metadata-Version: 2.1\nName: own-packaged\nVersion: {version}\n", "utf-8")
    (about / "RECORD").write_text("own_packaged.py,,\n", "utf-8")


def test_code_that_is_loaded_counts_and_functions_in_settings_leave_builds_warm(
    sample: Site, tmp_path: Path, another: Callable[[Site, str], Site]
) -> None:
    installed = tmp_path / "installed"
    settings = (sample.root / "mkdocs.yml").read_text("utf-8").replace("  - toc\n", SETTINGS)
    sample.write("mkdocs.yml", settings)
    own = {
        "own_shout.py": "import own_words; return f'{text}<p>{own_words.SHOUT}</p>'",
        "hooks/own_echo.py": "return f'{text}<p>echo 1</p>'",
    }
    for path, body in own.items():
        _extension(sample, path, body)
    sample.write("own_words.py", "SHOUT = 'shout 1'\n")
    sample.write("own_fences.py", "def make(sign):\n    return lambda source, *_, **__: f'<p>fence 1{sign}</p>'\n")
    _packaged(installed, "1.0")
    sample.write(STORY, (sample.root / STORY).read_text("utf-8") + "\n```loud\nx\n```\n\n## Up DOWN\n")

    def build(site: Site) -> Result:
        return site.build(PYTHONPATH=str(installed)).check()

    build(sample)
    page = sample.read(PAGE)
    for word in ("shout 1", "echo 1", "fence 1!", "packaged 1.0", 'id="up-down"'):
        assert word in page
    assert "Nothing has changed" in build(sample).said
    sample.replace("own_words.py", "shout 1", "shout 2")
    build(sample)
    assert "shout 2" in sample.read(PAGE)
    sample.replace("own_fences.py", "fence 1", "fence 2")
    build(sample)
    assert "fence 2!" in sample.read(PAGE)
    sample.replace("hooks/own_echo.py", "echo 1", "echo 2")
    _packaged(installed, "1.1")
    sample.replace(OPENCC, "華华", "華〇")
    build(sample)
    page = sample.read(PAGE)
    for word in ("shout 2", "echo 2", "fence 2!", "packaged 1.1"):
        assert word in page
    clean = another(sample, "clean")
    for module in sample.root.glob("own_*.py"):
        clean.write(module.name, module.read_text("utf-8"))
    build(clean)
    assert differences(tree(sample.live), tree(clean.live)) == []
