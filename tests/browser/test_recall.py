"""Search finds every piece of every text, however it is drawn, and the right page first."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from .recall import asked_of, faults, opened
from .served import Served

QUESTIONS = [
    tuple(part.strip() for part in line.split("|"))
    for line in (Path(__file__).parent / "questions_more.txt").read_text("utf-8").splitlines()
    if line and not line.startswith("#")
]


@pytest.fixture(scope="module")
def asking(browser: Browser, served: Served) -> Iterator[Page]:
    page = opened(browser, served.root)
    yield page
    page.context.close()


@pytest.mark.parametrize("seed", [5, 71])
def test_all_that_reading_finds_is_found_and_nothing_else(asking: Page, served: Served, seed: int) -> None:
    assert faults(asking, served.root, served.built.folder, seed, (24, 12, 8)) == []


def test_readers_find_what_they_ask_for(asking: Page, served: Served) -> None:
    missed = []
    for (_, query, wanted), answer in zip(
        QUESTIONS, asked_of(asking, served.root, [(one[0], one[1]) for one in QUESTIONS]), strict=True
    ):
        first = [address.rstrip("/").rpartition("/")[2] for address, _ in answer["hits"][:3]]
        if not (set(wanted.split()) & set(first) if wanted != "-" else not first):
            missed.append((query, first))
            assert wanted != "-", (query, first)
    assert len(missed) <= len(QUESTIONS) // 20, missed
