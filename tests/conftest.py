"""What all tests share: the engine on the path, and ``--regen``, which writes golden files anew."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

HOOKS = str(Path(__file__).parent.parent / "hooks")
if HOOKS not in sys.path:
    sys.path.insert(0, HOOKS)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--regen", action="store_true", help="write golden files (expected.txt) anew; then read the diff")


@pytest.fixture
def regen(request: pytest.FixtureRequest) -> bool:
    """Whether golden files are to be written instead of compared."""
    return bool(request.config.getoption("--regen"))
