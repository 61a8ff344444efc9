"""Content harmed at random: never a trace of our code, a hang, or anything active that goes out."""

from __future__ import annotations

import pytest

from tests.fuzz.fuzz import found
from tests.fuzz.judge import active
from tests.soak import times

INPUTS = times(2000)


@pytest.mark.soak
def test_harmed_content_is_refused_or_harmless() -> None:
    assert [f"{turn} {one.name}: {wrong}" for turn, one, wrong in found(INPUTS)] == []


def test_the_judge_sees_what_is_active() -> None:
    for html in (
        "<script>x</script>",
        "<p onclick=x>",
        '<a href="javascript:x">',
        "<iframe>",
        "<p style='x'>",
        "a\u202eb",
    ):
        assert active(html), html
    assert active('<p>甲<a href="https://example.org">乙</a></p>') == []
