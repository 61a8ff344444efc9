"""The built project, and a server of it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

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
