"""Machines that take names and words for another encoding than UTF-8: nothing of that is seen."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.unit.helpers import ROOT, Site, labels
from tests.unit.test_cli import run
from xieshou.build.publish import PublishFault
from xieshou.build.session import Session
from xieshou.cli.terminal import describe_fault
from xieshou.core import utf8

ASCII = {"LC_ALL": "C", "PYTHONUTF8": "0"}
BARE = {**ASCII, "PYTHONIOENCODING": "ascii", "HOME": "/proc/none", "PYTHONCOERCECLOCALE": "0"}
"""Also for what is printed, and with a home where nothing can be written."""


@pytest.fixture
def site(tmp_path: Path) -> Site:
    made = Site.sound(tmp_path / "网 站")
    made.add("projects/某项目.yml", "name: x\n")
    return made


def test_names_and_messages_in_chinese_stay_so(site: Site) -> None:
    done = run(site, "check", "--lang", "zh", **ASCII)
    assert done.returncode == 1
    assert "content/projects/某项目.yml:1:1" in done.stdout
    assert done.stderr == ""
    assert "\\u" not in done.stdout


def test_mkdocs_with_the_hook_finds_and_says_the_same(site: Site) -> None:
    (site.root / "hooks").symlink_to(ROOT / "hooks")
    shutil.copy2(ROOT / "mkdocs.yml", site.root)
    (site.root / "docs").mkdir()
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "XIESHOU_LANG": "zh", **BARE}
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "-f", str(site.root / "mkdocs.yml")],
        env=environment, cwd=site.root.parent, capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.returncode == 1
    assert "content/projects/某项目.yml:1:1" in done.stderr
    assert labels()["zh"]("publish.refused", count=1) in done.stderr
    assert "\\u" not in done.stderr


def test_a_process_is_started_anew_once_and_only_as_one_of_the_commands(monkeypatch: pytest.MonkeyPatch) -> None:
    begun: list[tuple[list[str], Mapping[str, str]]] = []
    monkeypatch.setattr(os, "execve", lambda program, arguments, environment: begun.append((arguments, environment)))
    monkeypatch.setattr(sys, "orig_argv", ["python", "-m", "mkdocs", "build"])
    monkeypatch.setattr(sys, "argv", ["/lib/mkdocs/__main__.py", "build"])
    utf8.start_in_utf8("mkdocs")
    assert begun == []  # names are UTF-8 here
    monkeypatch.setattr(sys, "getfilesystemencoding", lambda: "ascii")
    utf8.start_in_utf8("xieshou")
    assert begun == []
    utf8.start_in_utf8("mkdocs")
    ((arguments, environment),) = begun
    assert arguments == [sys.executable, "-X", "utf8", "-m", "mkdocs", "build"]
    assert environment["PYTHONUTF8"] == "1"
    monkeypatch.setenv("XIESHOU_UTF8", environment["XIESHOU_UTF8"])
    utf8.start_in_utf8("mkdocs")
    assert len(begun) == 1


def test_a_program_that_cannot_be_started_anew_is_told_what_to_set(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "getfilesystemencoding", lambda: "ascii")
    for begin in (Session.to_check, lambda paths: Session.to_build(paths, site.root / "site", wait=False)):
        with pytest.raises(PublishFault) as caught:
            begin(site.project)
        for words in labels().values():
            assert "PYTHONUTF8=1" in describe_fault(caught.value, {words.language: words})
