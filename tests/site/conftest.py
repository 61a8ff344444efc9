"""Fixtures of the whole-site tests: one snapshot of the engine, one sample site built from it, copies for the rest."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
for folder in (ROOT / "hooks", ROOT):  # a checkout is tested as it stands, installed or not
    if str(folder) not in sys.path:
        sys.path.insert(0, str(folder))

from tests.site.building import ORIGIN, Site, install, make_sample  # noqa: E402


@pytest.fixture(scope="session")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample site with the engine of this moment; never built itself, only copied."""
    folder = tmp_path_factory.mktemp("snapshot") / "site"
    make_sample(ROOT, folder)
    return folder


@pytest.fixture(scope="session")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The engine of this moment without any content."""
    folder = tmp_path_factory.mktemp("engine") / "site"
    install(ROOT, folder)
    return folder


@pytest.fixture(scope="session")
def warm(snapshot: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample, built once: copies of it begin with a live site, a cache and compiled modules."""
    folder = tmp_path_factory.mktemp("warm") / "site"
    shutil.copytree(snapshot, folder)
    Site(folder).build().check()
    return folder


@pytest.fixture
def sample(snapshot: Path, tmp_path: Path) -> Site:
    """A fresh sample site, not yet built."""
    folder = tmp_path / "sample"
    shutil.copytree(snapshot, folder)
    return Site(folder)


@pytest.fixture
def built(warm: Path, tmp_path: Path) -> Site:
    """A sample site of the test's own that has been built."""
    folder = tmp_path / "built"
    shutil.copytree(warm, folder)
    return Site(folder)


@pytest.fixture(scope="session")
def published(snapshot: Path, tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The sample under a sub-path of a host, with its address known. Not to be changed."""
    folder = tmp_path_factory.mktemp("published") / "site"
    shutil.copytree(snapshot, folder)
    site = Site(folder)
    site.build("-f", str(site.configured(site_url=ORIGIN))).check()
    return site


@pytest.fixture
def another(tmp_path: Path) -> Callable[[Site, str], Site]:
    """Copies a site's sources, without its cache and without what was published."""

    def copy(site: Site, name: str) -> Site:
        return site.sources_to(tmp_path / name)

    return copy
