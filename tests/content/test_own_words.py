"""The site speaks in words of its own: no text of it repeats a stretch of the documents its facts were taken from."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.content.runs import RUN, digest, han, repeated, stored

CONTENT = Path(__file__).resolve().parents[2] / "content"
TITLES = Path(__file__).with_name("titles.txt")
"""Official titles and names that no record has as its own, one a line."""
NAMES = ("name", "aliases", "printed")
"""Fields that give what something is called; these are as printed."""
FILES = sorted(path for path in CONTENT.rglob("*") if path.suffix in (".md", ".yml"))


def data(path: Path) -> Any:
    """What a record file says, every scalar a string."""
    return yaml.load(path.read_text("utf-8"), yaml.CBaseLoader)  # makes strings and nothing else


def names(value: Any, named: bool = False) -> Iterator[str]:
    """The names in a record."""
    if isinstance(value, dict):
        for key, part in value.items():
            yield from names(part, named or key in NAMES)
    elif isinstance(value, list):
        for part in value:
            yield from names(part, named)
    elif named:
        yield str(value)


def sayings(value: Any) -> Iterator[str]:
    """The texts in a record that are not names."""
    if isinstance(value, dict):
        for key, part in value.items():
            if key not in NAMES:
                yield from sayings(part)
    elif isinstance(value, list):
        for part in value:
            yield from sayings(part)
    else:
        yield str(value)


def texts(path: Path) -> Iterator[str]:
    """The texts of a file: its scalars, the paragraphs of its story."""
    if path.suffix == ".yml":
        yield from sayings(data(path))
        return
    for paragraph in re.split(r"\n\s*\n", path.read_text("utf-8")):
        yield re.sub(r"\]\([^)]*\)", "", paragraph)


@pytest.fixture(scope="module")
def digests() -> frozenset[bytes]:
    return stored()


@pytest.fixture(scope="module")
def allowed() -> tuple[str, ...]:
    found = {han(name) for path in FILES if path.suffix == ".yml" for name in names(data(path))}
    found |= {han(line) for line in TITLES.read_text("utf-8").splitlines() if not line.startswith("#")}
    return tuple(sorted(one for one in found if len(one) >= RUN))


def test_no_text_repeats_a_source(digests: frozenset[bytes], allowed: tuple[str, ...]) -> None:
    found = {
        path.relative_to(CONTENT).as_posix(): said
        for path in FILES
        if (said := [run for text in texts(path) for run in repeated(text, digests, allowed)])
    }
    assert found == {}


def test_a_repeated_stretch_would_be_found(allowed: tuple[str, ...]) -> None:
    document = "天高云淡望断南飞雁不到长城非好汉屈指行程二万"
    digests = frozenset(digest(document[at : at + RUN]) for at in range(len(document) - RUN + 1))
    assert repeated(f"甲乙：“天高云淡，望断 南飞雁；不到长城非好汉，屈指行程2二万”。{document}", digests, allowed) == [
        document,
        document,
    ]
    assert repeated(document[: RUN - 1], digests) == []
    assert repeated(f"据《{document}》所载", digests, [document]) == [], "the title of something"


def test_the_documents_themselves_are_not_kept() -> None:
    assert len(stored()) > 10_000
    assert not re.search(
        "[\u4e00-\u9fff]{8}", Path(__file__).with_name("digests.bin").read_bytes().decode("utf-8", "ignore")
    )
