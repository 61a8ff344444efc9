"""Where a line was broken, Chinese has no space: which ends of lines are to be dropped."""

from __future__ import annotations

import pytest

from xieshou.core.scripts import joins


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("两地今年", "继续推进合作"),
        ("继续推进合作，", "签约项目。"),
        ("（附注）", "见下"),
        ("見下《", "公報》"),
        ("項目は", "カタカナ"),
        ("ﾊﾝ", "カク"),
        ("共建“", "双城”"),
        ("共建", "“双城”"),
        ("“合作”", "项目"),
        ("他说：“好。”", "“行。”"),
        ("见附件……", "——编者"),
        ("长治·", "北京"),
        ("（一）", "第𠀀批"),
        ("两地今年  ", " \t继续"),
    ],
)
def test_no_space_between_wide_characters(before: str, after: str) -> None:
    assert joins(before, after)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("one", "word"),
        ("合作", "project"),
        ("project", "合作"),
        ("合作", "2024年"),
        ("合作", "(签约)"),
        ("合作.", "签约"),
        ("한국", "협력"),
        ("合作", "한국"),
        ("Ｓｍａｒｔ", "Ｃｉｔｙ"),
        ("合作", "😀"),
        ("the “plan”", "“works”"),
        ("called", "“双城”"),
        ("of 合作", "— the plan"),
        ("Привет", "мир"),
        ("", "合作"),
        ("合作", ""),
        ("合作", "   "),
    ],
)
def test_a_space_stays(before: str, after: str) -> None:
    assert not joins(before, after)
