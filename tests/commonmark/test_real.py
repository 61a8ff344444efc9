"""Texts as people write them come out as they were meant.

``real/NAME.md`` is what is typed, ``real/NAME.html``, written by hand, what a reader should get of it: in any elements
and classes that come to the same. Nothing in these texts is a fault, so no error is told.
"""

from __future__ import annotations

import re

import pytest

from tests.commonmark.compare import Shape, boxless, normal, shown
from tests.commonmark.outcomes import outcome_of_real
from tests.commonmark.spec import FOLDER

REAL = FOLDER / "real"
NAMES = sorted(path.stem for path in REAL.glob("*.md"))
_INDENT = re.compile(r"\A\u3000+")
"""Two of these begin a paragraph in Chinese typing; whether they, or a style sheet, indent it is all one."""


def seen(shape: Shape) -> Shape:
    """``shape`` without boxes, and without typed indents of paragraphs."""
    return _outdented(boxless(shape))


def _outdented(shape: Shape) -> Shape:
    children = [child if isinstance(child, str) else _outdented(child) for child in shape.children]
    if shape.name == "p" and children and isinstance(children[0], str):
        children[0] = _INDENT.sub("", children[0])
    return shape._replace(children=tuple(child for child in children if child))


@pytest.mark.parametrize("name", NAMES)
def test_a_text_comes_out_as_it_was_meant(name: str) -> None:
    ours, codes = outcome_of_real((REAL / f"{name}.md").read_text("utf-8"))
    meant = normal((REAL / f"{name}.html").read_text("utf-8"))
    assert codes == ()
    assert shown(seen(ours)) == shown(seen(meant))
    assert seen(ours) == seen(meant)


def test_each_text_has_its_outcome() -> None:
    assert len(NAMES) > 60
    assert sorted(path.stem for path in REAL.glob("*.html")) == NAMES
