"""Settings that would harm the published site: refused before anything is touched, hook or no hook."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.site.building import Result, Site, differences, env, leaks, tree
from tests.site.conftest import ROOT

HOOK = "hooks:\n  - hooks/build_site.py\n"


def xieshou(site: Site, command: str, *options: str) -> Result:
    """A command of ours, in the project's folder."""
    done = subprocess.run(
        [sys.executable, "-m", "xieshou", command, *options],
        cwd=site.root, env=env(PYTHONPATH=str(ROOT / "hooks")), capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    return Result(done.returncode, done.stdout, done.stderr)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("docs_dir: docs", "docs_dir: content", "content is no folder for hand-written pages"),
        ("  name: material", "  name: readthedocs", "“readthedocs” is not the theme"),
        ("  font: false ", "  font: {text: Roboto} ", "fonts from another host"),
        ("docs_dir: docs", "docs_dir: docs\nsite_url: htp://example.org/", "is no address of a site"),
        ("docs_dir: docs", "docs_dir: docs\nsite_url: https://example.org/index.html", "address of a page"),
        ("use_directory_urls: true", "use_directory_urls: false", "links to hand-written pages lead nowhere"),
        ("xieshou: {}", "xieshou: {workers: many}", "no number of processes"),
        ("xieshou: {}", "xieshou: {serch: off}", "Did you mean “search”"),
        ("generator: false", "generator: false\n  analytics: {provider: google, property: G-X}", "refuse"),
    ],
)
def test_harmful_settings_are_refused_by_all_alike(built: Site, old: str, new: str, told: str) -> None:
    built.replace("mkdocs.yml", old, new)
    place = rf"mkdocs\.yml:\d+:\d+  error.*{told}|{told}"
    built.refused(place)
    before = tree(built.live)
    for command in ("build", "check"):
        result = xieshou(built, command)
        assert (result.code, told in result.said, "mkdocs.yml:" in result.said) == (1, True, True), result.said
    assert differences(before, tree(built.live)) == []
    assert list(leaks(built.live)) == []


def test_without_the_hook_the_published_site_is_out_of_reach(built: Site) -> None:
    before = tree(built.live)
    built.replace("mkdocs.yml", HOOK, "")
    built.build("--clean", strict=False)
    built.build("--dirty")
    assert differences(before, tree(built.live)) == []
    for command in ("build", "check"):
        result = xieshou(built, command)
        assert (result.code, "hook" in result.said, "Traceback" in result.said) == (1, True, False), result.said
    assert differences(before, tree(built.live)) == []
    built.write("mkdocs.yml", (built.root / "mkdocs.yml").read_text("utf-8") + HOOK)
    built.build().check()
    assert differences(before, tree(built.live)) == []


def test_a_site_of_an_older_project_is_published_where_it_was(built: Site) -> None:
    text = (built.root / "mkdocs.yml").read_text("utf-8")
    line = next(line for line in text.splitlines() if line.startswith("site_dir:"))
    before = tree(built.live)
    built.replace("mkdocs.yml", line, "site_dir: site")
    result = built.build().check()
    assert "mkdocs.yml:" in result.err
    assert ".site.xieshou/mkdocs" in result.err
    assert differences(before, tree(built.live)) == []


def test_a_misspelt_extension_is_told_at_its_place(built: Site) -> None:
    built.replace("mkdocs.yml", "  - footnotes", "  - footnote")
    for command in ("build", "check"):
        result = xieshou(built, command)
        assert (result.code, "Did you mean “footnotes”" in result.said) == (1, True), result.said
        assert "Traceback" not in result.said
    before = tree(built.live)
    built.build().plainly_failed("footnote")
    assert differences(before, tree(built.live)) == []
