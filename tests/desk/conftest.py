"""A desk for each test, in a project of its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.desk.asking import Browser, desk_of, small_project


@pytest.fixture
def browser(tmp_path: Path) -> Iterator[Browser]:
    """The browser of whoever has just opened the desk of the small project."""
    office = desk_of(small_project(tmp_path / "project"))
    browser = Browser(office)
    browser.enter()
    yield browser
    office.engine.close()
