"""What the handbook says may be typed in a quantity is what the program reads, in both languages."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.docs.quantity_tables import quantity_tables
from tests.unit.helpers import labels

DOCS = Path(__file__).resolve().parents[2] / "docs"
HANDBOOKS = {"zh": DOCS / "handbook.md", "en": DOCS / "en" / "handbook.md"}


@pytest.mark.parametrize("language", HANDBOOKS)
def test_the_handbook_lists_every_word_and_currency_that_is_read(language: str) -> None:
    text = HANDBOOKS[language].read_text("utf-8")
    for table in quantity_tables(language, labels()[language]):
        assert table in text
