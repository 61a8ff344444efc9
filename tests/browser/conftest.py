"""The built project, a server of it, and a browser."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

from .served import Built, Served, build, serving


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The project itself, copied and built once for all tests here."""
    return build(tmp_path_factory.mktemp("browser") / "project")


@pytest.fixture(scope="module")
def served(built: Built) -> Iterator[Served]:
    """The site under ``/sub/``. Nothing may be asked for outside it."""
    with serving(built) as running:
        yield running
        assert running.strays == []


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium: the system's own, or Playwright's where there is none."""
    path = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield running
        running.close()
