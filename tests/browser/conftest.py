"""A browser, the built project, and a server of it. Where Playwright is not installed, nothing here is collected."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.util import find_spec
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:  # the modules are imported where a test asks for them: they need Playwright
    from playwright.sync_api import Browser

    from .served import Built, Served

collect_ignore_glob = [] if find_spec("playwright") else ["test_*.py"]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One browser for all tests of a process: Playwright allows no second."""
    from .served import chromium

    with chromium() as running:
        yield running


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The project itself, copied and built once for all tests here."""
    from .served import build

    return build(tmp_path_factory.mktemp("browser") / "project")


@pytest.fixture(scope="module")
def served(built: Built) -> Iterator[Served]:
    """The site under ``/sub/``. Nothing may be asked for outside it."""
    from .served import serving

    with serving(built) as running:
        yield running
        assert running.strays == []
