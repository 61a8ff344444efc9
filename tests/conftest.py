"""What all tests share: the engine on the path, ``--regen``, which writes golden files anew, and tables read once."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

HOOKS = str(Path(__file__).parent.parent / "hooks")
if HOOKS not in sys.path:
    sys.path.insert(0, HOOKS)
os.environ["XIESHOU_PROGRESS"] = "off"  # a busy machine would have more to say than an idle one


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--regen", action="store_true", help="write golden files (expected.txt) anew; then read the diff")


@pytest.fixture
def regen(request: pytest.FixtureRequest) -> bool:
    """Whether golden files are to be written instead of compared."""
    return bool(request.config.getoption("--regen"))


@pytest.fixture(scope="session", autouse=True)
def _sounds_are_read_once() -> Iterator[None]:
    """The tables of how Han are read are those of the engine and never change; each project would read them anew."""
    from xieshou.language.sound_table import SoundTable

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(SoundTable, "load", cache(SoundTable.load))
        yield
