"""``mkdocs.yml`` as the command reads it: what MkDocs makes of it, and no more."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from mkdocs.config import load_config

from tests.unit.helpers import ROOT, Site, story
from tests.unit.test_cli import run
from xieshou.build.settings import SettingsFault, project_modules, settings
from xieshou.core.description import describe
from xieshou.host.mkdocs_settings import markdown_settings

OWN = (
    (ROOT / "mkdocs.yml")
    .read_text("utf-8")
    .split("\nwatch:")[0]
    .replace("hooks/build_site.py", str(ROOT / "hooks/build_site.py"))
)
LIST = "markdown_extensions:\n"
SLUGIFY = LIST + "  - toc:\n      slugify: "
MODULE = """
import functools

class Maker:
    def __init__(self, sign="-"):
        self.sign = sign

    def __call__(self, text, separator):
        return text + self.sign

def closing(sign):
    return lambda text, separator: text + sign

def plain(text, separator):
    return text
"""


@pytest.fixture(autouse=True)
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A project with a module of its own, from which modules can be imported."""
    (tmp_path / "docs").mkdir()
    (tmp_path / "qx_slugs.py").write_text(MODULE, "utf-8")
    (tmp_path / "base.yml").write_text(
        "markdown_extensions:\n  toc: {permalink: true}\n  tables:\ndocs_dir: docs\n", "utf-8"
    )
    monkeypatch.setenv("QX_SET", "3")
    monkeypatch.setenv("QX_TEXT", "a: b")
    with project_modules(tmp_path):
        yield tmp_path
    sys.modules.pop("qx_slugs", None)


@pytest.mark.parametrize(
    "text",
    [
        OWN,
        LIST + "  - footnotes\n  - toc:\n      permalink: '#'\n  - tables\n",
        LIST + "  footnotes:\n  toc: {permalink: true}\n  attr_list: {}\n",
        LIST + "  [footnotes, footnotes, {toc: {permalink: 1}}, {toc: {permalink: 2}}]\n",
        LIST,
        "INHERIT: base.yml\n" + LIST + "  footnotes:\n  toc: {baselevel: 2}\n",
        "INHERIT: base.yml\n" + LIST + "  [footnotes]\n",
        "site_name: !ENV [NOTHING_OF_THE_KIND, x]\n",
        LIST + "  - toc: {baselevel: !ENV [QX_NONE, QX_SET, 2], title: !ENV QX_TEXT, anchorlink: !ENV [QX_SET]}\n",
        LIST + "  - toc: {baselevel: !ENV [QX_NONE, 2], title: !ENV [QX_NONE, ~]}\n",
        LIST + "  - toc: {title: &own abc, permalink_title: *own}\n",
        LIST + "  - toc: {title: !!python/tuple [1, !!python/str a, !!python/complex 1j, 2024-01-01, 0o17]}\n",
        SLUGIFY + "!!python/name:pymdownx.slugs.slugify\n",
        SLUGIFY + "!!python/object/apply:pymdownx.slugs.slugify {kwds: {case: lower}}\n",
        SLUGIFY + "!!python/object/apply:pymdownx.slugs.slugify\n        kwds:\n          case: fold\n",
        SLUGIFY + "!!python/object/apply:functools.partial [!!python/name:qx_slugs.plain ]\n",
        SLUGIFY + "!!python/object/apply:qx_slugs.closing ['+']\n",
        SLUGIFY + "!!python/object/new:qx_slugs.Maker {args: ['+'], state: {sign: '~'}}\n",
        SLUGIFY + "!!python/object:qx_slugs.Maker {sign: '+'}\n",
        LIST + "  pymdownx.superfences:\n    custom_fences:\n      - name: a\n        class: b\n"
        "        format: !!python/name:pymdownx.superfences.fence_code_format\n",
        LIST + "  pymdownx.emoji:\n    emoji_index: !!python/name:material.extensions.emoji.twemoji\n",
        LIST + "  pymdownx.snippets:\n    base_path: [!relative $config_dir/a, !relative $docs_dir, !relative ]\n",
        "docs_dir: docs\nplugins: []\nextra: {a: !!python/name:os.path.join }\n" + LIST + "  [footnotes]\n",
    ],
)  # fmt: skip
def test_settings_are_read_as_mkdocs_reads_them(project: Path, text: str) -> None:
    path = project / "mkdocs.yml"
    path.write_text(text if "site_name" in text else f"site_name: x\n{text}", "utf-8")
    theirs, ours = load_config(str(path)), settings(project)
    expected = markdown_settings(theirs)
    assert expected.extensions == ours.markdown.extensions == tuple(theirs.markdown_extensions)
    assert describe(expected).text == describe(ours.markdown).text
    assert Path(theirs.docs_dir) == project / ours.docs


@pytest.mark.parametrize(
    "text",
    [
        "markdown_extensions: [nothing.of.the.kind]\n",
        "markdown_extensions: footnotes\n",
        "markdown_extensions: [{footnotes: {}, toc: {}}]\n",
        "markdown_extensions: [{toc: 3}]\n",
        "markdown_extensions: [{footnotes: {nothing_of_the_kind: 1}}]\n",
        f"{SLUGIFY}!!python/name:nothing.of.the.kind\n",
        f"{SLUGIFY}!!python/object/apply:qx_slugs.closing\n",
        f"{SLUGIFY}!!python/object/apply:qx_slugs.nothing []\n",
        f"{SLUGIFY}!unknown x\n",
        f"{SLUGIFY}!relative $nowhere/x\n",
        "INHERIT: none.yml\n",
        "a: [\n",
    ],
)
def test_what_mkdocs_could_not_use_either_is_said_in_a_sentence(project: Path, text: str) -> None:
    (project / "mkdocs.yml").write_text(text, "utf-8")
    with pytest.raises(SettingsFault) as fault:
        settings(project)
    assert fault.value.path == project / "mkdocs.yml" or "INHERIT" in text
    assert str(fault.value)


def test_what_is_none_of_ours_is_not_even_made(project: Path) -> None:
    """``check`` runs no more of ``mkdocs.yml`` than it needs."""
    (project / "mkdocs.yml").write_text(
        f"plugins: [!!python/object/apply:os.mkdir ['{project}/made']]\nextra: !!python/name:nothing.of.the.kind \n",
        "utf-8",
    )
    assert settings(project).docs == "docs"
    assert not (project / "made").exists()


@pytest.mark.parametrize(
    "slugify",
    [
        "!!python/object/apply:pymdownx.slugs.slugify {kwds: {case: lower}}",
        "!!python/name:qx_slugs.plain",
        "!!python/object/apply:qx_slugs.closing ['+']",
    ],
)
def test_a_project_with_functions_in_its_settings_is_checked_from_anywhere(tmp_path: Path, slugify: str) -> None:
    site = Site.sound(tmp_path / "site")
    (site.root / "qx_slugs.py").write_text(MODULE, "utf-8")
    (site.root / "mkdocs.yml").write_text(f"{SLUGIFY}{slugify}\n", "utf-8")
    site.add("articles/2024/x.zh.md", story("date: 2024", "sources: [daily]", text="## Up Down\n\n[a](#none)\n"))
    for _ in range(2):
        done = run(site, "check", "--format", "json")
        assert (done.returncode, done.stderr) == (1, "")
        assert "text-anchor-unknown" in done.stdout


def test_settings_that_cannot_be_sent_to_other_processes_are_worked_with_in_one(tmp_path: Path) -> None:
    site = Site.sound(tmp_path / "site")
    (site.root / "qx_slugs.py").write_text(MODULE, "utf-8")
    (site.root / "mkdocs.yml").write_text(f"{SLUGIFY}!!python/object/apply:qx_slugs.closing ['+']\n", "utf-8")
    for number in range(230):
        site.add(f"articles/2024/x{number}.zh.md", story("date: 2024", "sources: [daily]"))
    assert run(site, "check").returncode == 0


def test_a_fault_of_the_settings_ends_the_check_with_3_and_no_traceback(tmp_path: Path) -> None:
    site = Site.sound(tmp_path / "site")
    (site.root / "mkdocs.yml").write_text("markdown_extensions: [nothing.of.the.kind]\n", "utf-8")
    done = run(site, "check", "--lang", "en")
    assert done.returncode == 3
    assert "Traceback" not in done.stderr
    assert "nothing" in done.stderr
