"""The wheel carries all that the program needs: unpacked elsewhere, it builds a project that has no engine itself."""

from __future__ import annotations

import configparser
import json
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.site.building import Site, env
from tests.site.conftest import ROOT
from xieshou import __version__

setuptools = pytest.importorskip(
    "setuptools", "77", reason="older ones do not know the licence as pyproject.toml names it"
)

NEEDED = ("hooks", "pyproject.toml", "README.md", "LICENSE")
"""What a wheel is made of."""
PAGES = {"docs/about.md": "# 关于\n\n测试。\n", "docs/en/about.md": "# About\n\nA test.\n"}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, made without a network from the sources alone."""
    folder = tmp_path_factory.mktemp("wheel")
    for name in NEEDED:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__", "*.egg-info"))
        else:
            shutil.copy2(ROOT / name, folder)
    options = ("--no-deps", "--no-index", "--no-build-isolation", "--disable-pip-version-check")
    done = subprocess.run(
        [sys.executable, "-m", "pip", "wheel", ".", *options, "--wheel-dir", "dist"],
        cwd=folder, env=env(), capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    (made,) = (folder / "dist").glob("*.whl")
    return made


@pytest.fixture(scope="module")
def unpacked(wheel: Path) -> Path:
    """What it installs."""
    folder = wheel.parent / "installed here"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)
    return folder


@pytest.fixture
def project(tmp_path: Path) -> Site:
    """A project of content and hand-written pages, with the hook and without the engine."""
    site = Site(tmp_path / "我的 网站")
    shutil.copytree(ROOT / "tests" / "faults" / "base", site.root / "content")
    for path, text in PAGES.items():
        site.write(path, text)
    for path in ("mkdocs.yml", "hooks/build_site.py"):
        site.write(path, (ROOT / path).read_text("utf-8"))
    return site


def installed(unpacked: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """The installed command, run in a folder of no project."""
    return subprocess.run(
        [sys.executable, "-m", "xieshou", *arguments],
        cwd=unpacked.parent, env=env(PYTHONPATH=str(unpacked)), capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip


def test_wheel_holds_every_file_of_the_package_and_no_other(wheel: Path) -> None:
    package = ROOT / "hooks" / "xieshou"
    written = {
        f"xieshou/{path.relative_to(package).as_posix()}"
        for path in package.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    with zipfile.ZipFile(wheel) as archive:
        held = {name for name in archive.namelist() if ".dist-info/" not in name}
        scripts = configparser.ConfigParser()
        scripts.read_string(archive.read(f"xieshou-{__version__}.dist-info/entry_points.txt").decode())
    assert held == written
    assert scripts["console_scripts"]["xieshou"] == "xieshou.cli.main:main"


def test_installed_command_tells_its_version_and_commands(unpacked: Path) -> None:
    assert installed(unpacked, "--version").stdout == f"xieshou {__version__}\n"
    told = installed(unpacked, "--help").stdout
    assert all(f"\n  {command} " in told for command in ("build", "check", "fix"))


def test_installed_command_checks_and_builds_a_project_without_the_engine(unpacked: Path, project: Site) -> None:
    root = str(project.root)
    checked = installed(unpacked, "check", "--root", root)
    assert checked.returncode == 0, checked.stdout + checked.stderr
    built = installed(unpacked, "build", "--root", root, "--format", "json")
    assert built.returncode == 0, built.stderr
    told = json.loads(built.stdout)
    assert (told["exchanged"], told["problems"]) == (True, [])
    assert told["pages"] == told["made"] > 50
    assert "东风" in project.read("news/2024/east-wind/index.html")
    assert '<script src="' in project.read("index.html")
    project.write("content/articles/2024/x.zh.md", "---\ntitle: 甲\n---\n正文\n")
    for command in ("check", "build"):
        assert installed(unpacked, command, "--root", root).returncode == 1


def test_installed_command_founds_a_site_that_passes_its_own_test(unpacked: Path, wheel: Path) -> None:
    made = installed(unpacked, "new", "a new site", "--languages", "zh,en", "--sides", "松城,柏城")
    assert made.returncode == 0, made.stdout + made.stderr
    root = unpacked.parent / "a new site"
    with zipfile.ZipFile(root / "wheels" / wheel.name) as kept, zipfile.ZipFile(wheel) as ours:
        alike = {name for name in ours.namelist() if not name.endswith("/RECORD")}
        assert {name for name in kept.namelist() if not name.endswith("/RECORD")} == alike
        assert all(kept.read(name) == ours.read(name) for name in alike)
    done = installed(unpacked, "test", "--root", str(root), "--format", "json")
    assert (done.returncode, json.loads(done.stdout)["faults"]) == (0, []), done.stderr
    site = Site(root)
    home = site.read("index.html")
    tabs = re.findall(r"<a href[^>]*>([^<]+)</a></li>", home.partition('class="xs-nav__list"')[2].partition("</ul>")[0])
    assert tabs == ["首页", "新闻", "项目", "合作各方", "数据", "大事记", "图片"]
    for path in (path for path in site.live.rglob("*") if path.suffix in (".html", ".css", ".js", ".json", ".svg")):
        assert not re.search("京|长治|Beijing|Changzhi|[Mm]ountain", path.read_text("utf-8")), path
    (root / "assets" / "templates").mkdir()
    (root / "assets" / "templates" / "missing.html").write_text("<h1>No</h1><h1>Such page</h1>")
    done = installed(unpacked, "test", "--root", str(root), "--lang", "en")
    assert done.returncode == 1
    assert "site/404.html:1  error  A page has one heading of the first level (h1), and this one has 2" in done.stdout
