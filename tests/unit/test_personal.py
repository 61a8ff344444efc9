"""Personal data in texts and fields: what is surely meant is told, and what only looks like it is not.

No number here is anybody's: those with a check digit are worked out from digits that were made up.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.effort import PLENTY, effort
from tests.unit.helpers import ROOT, SOURCED, Site, record, render, story
from xieshou.content.markdown.personal import personal

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def identity(digits: str) -> str:
    """A number of identity by its first 17 digits."""
    return digits + "10X98765432"[sum(int(one) * weight for one, weight in zip(digits, _WEIGHTS, strict=True)) % 11]


def card(digits: str) -> str:
    """A number of a bank card by all but its last digit."""
    doubled = (int(digit) * (2 - place % 2) for place, digit in enumerate(reversed(digits)))
    return digits + str(-sum(value // 10 + value % 10 for value in doubled) % 10)


IDENTITY = identity("14040219900307451")
WITH_X = next(number for serial in range(99) if (number := identity(f"140402198512150{serial:02}")).endswith("X"))
WRONG = IDENTITY[:-1] + ("0" if IDENTITY[-1] != "0" else "1")
NO_DAY = identity("14040219900230123")
CARD, VISA = card("622202160200123456"), card("411111111111111")
FULL_WIDTH = {code: code + 0xFEE0 for code in (*range(0x30, 0x3A), 0x58)}


def fours(digits: str) -> str:
    return " ".join(digits[at : at + 4] for at in range(0, len(digits), 4))


FOUND = {
    "mobile": [
        "电话13812345678。", "请致电 138 1234 5678 咨询", "138-1234-5678", "+86 138 1234 5678", "（+86）13812345678",
        "+86-13812345678", "0086 139 1234 5678", "8613812345678", "手机：１３８１２３４５６７８", "138－1234－5678",
        "Tel:13812345678", "Tel 13812345678", "[拨打](tel:13812345678)", "13812345678@example.org", "138 12345678",
        "010-12345678 13912345678", "13812345678、13912345678", "138\u00a01234\u00a05678", "138–1234–5678",
        "Call 199 1234 5678 (mobile)", "微信13812345678，", "1381234 5678", "`13812345678`", "手机13800000000",
        "13812345678平时有人接", "| 手机 | **13812345678** |", "13912345678/13812345678", "电话13812345678家住城区",
    ],
    "identity": [
        f"身份证号{IDENTITY}", f"身份证 {IDENTITY[:6]} {IDENTITY[6:14]} {IDENTITY[14:]}", WITH_X, WITH_X.lower(),
        "身份证号140402900307451", fours(IDENTITY), WITH_X.translate(FULL_WIDTH), f"ID {IDENTITY}.", f"No{IDENTITY}",
    ],
    "passport": ["护照号 E12345678", "passport No. EA1234567", "港澳通行证C12345678"],
    "card": [f"卡号：{CARD}", fours(CARD), f"银行卡号{VISA}", f"card number {fours(VISA)}"],
    "address": [
        "家住长治市潞州区太行西街12号楼3单元502室", "太行西街88号院3号楼2单元401", "英雄南路12号301室",
        "太行街12号院3号楼2单元4层401室",
        "幸福小区5栋2单元1003", "１２号楼３单元５０２室", "12 号楼 3 单元 502 室", "建国路甲12号院5号楼1单元1201号",
        "Flat 5B, 12 Yingbin Road", "Apartment 502, 12 Xihuan Street, Changzhi",
        "Room 502, Unit 3, Building 12, Yingbin Xijie", "Building 12, Unit 3, Room 502",
    ],
    "minor": [
        "长治市第一小学四年级学生李小明说，他很高兴。", "长治六中学生王明在台上发言。", "12岁的张欣然是实验小学学生。",
        "李小明（12岁，实验小学学生）", "李小明，今年11岁，就读于建设路小学。", "来自长治二中的高一学生陈思远表示",
        "幼儿园小朋友王子涵告诉记者", "建华小学王梓萱同学", "城区五中初二（3）班学生赵子龙",
        "一中学生李明和王芳，长治一中", "实验小学三年级二班的李小明",
        "Li Xiaoming, 12, a pupil at Changzhi No. 1 Primary School,", "pupil Li Xiaoming of Taihang Primary School",
        "12-year-old Zhang Xinran of Jianshe Road Primary School",
        "Wang Ming, a student at Changzhi No. 6 Middle School",
    ],
}  # fmt: skip
NONE = [
    "投资13812345678元", "共13500000000元", "13800000000余人", "| 13500000000 |", "010-62345678", "0355-2012345",
    "2013-2014-20155", "邮编046000", "ISBN 978-7-01-000000-0", "ISBN 9787010000001", "13,812,345,678", "1.3812345678",
    "订单号13812345678", "https://example.org/a/13812345678", "[图](files/13812345678.pdf)", "时间戳1381234567890",
    "统一社会信用代码91140400MA0GT12345", "2022 2023 2024 2025", "1978—1992—2018年", "138****5678", WRONG, NO_DAY,
    "注册号140400900307451", "京ICP备12345678号", "护照办理", "E12345678型号", "UUID 13812345678abc", "400-810-8888",
    "0.13812345678", f"合同金额{card('622202160200123456')}元", card("700000000000000"), "<!-- 13812345678 -->正文",
    "太行西街12号", "迎宾路1号科技大厦1203室", "学院路30号科技楼502室", "正义路2号", "3号楼会议室", "单元测试",
        "三单元",
    "第3单元第5课", "太行东街89号市政府大楼302室", "英雄中路128号长治市科技局办公楼3层302室", "省重点实验室20室",
    "Room 1203, Science Tower, 1 Yingbin Road", "Unit 5 of the power plant", "Flat roofs, 12 Yingbin Road",
    "长治学院学生王明说", "大学生王明", "北京化工大学学生李强到长治一中支教", "小学生高兴地唱歌", "学生李某在一中",
    "中学学生代表发言", "长治一中教师王明", "一中的王同学", "实验小学学生家长张女士", "小学的学生小明", "小学生常常来",
    "中学生全部参加", "中小学生近万名参加", "中学生安全教育", "小学生金色童年", "毕业于长治二中的清华大学学生王明",
    "Li Ming, a student at Peking University", "北京小学长治校区校长张明", "中学和小学学生马上到",
    "实验小学学生李小明（化名）", "13812345678平方米", "the Students Union of No. 1 Middle School",
]  # fmt: skip


@pytest.mark.parametrize(("what", "text"), [(what, text) for what, texts in FOUND.items() for text in texts])
def test_personal_data_is_found_at_its_place(what: str, text: str) -> None:
    signs = list(personal(f"前言。\n{text}\n"))
    assert signs, text
    assert {sign.code for sign in signs} == {f"personal-{what}"}
    assert all(f"前言。\n{text}\n"[sign.offset :].startswith(sign.text) for sign in signs)


@pytest.mark.parametrize("text", NONE)
def test_what_only_looks_like_it_is_left_alone(text: str) -> None:
    assert list(personal(text)) == []


def test_texts_fields_captions_and_lists_are_looked_through_in_every_language(tmp_path: Path) -> None:
    site = Site.sound(tmp_path / "site")
    call = "Call 138 1234 5678."
    site.add("articles/2024/x.zh.md", story("date: 2024", *SOURCED, text="甲。\n\n- 乙 13812345678，丙 13912345678\n"))
    site.add("articles/2024/x.en.md", f"---\ntitle: Something\nsummary: {call}\n---\n\n> Words. {call}\n")
    site.add("organisations/y.yml", record("甲", "summary:", "  zh: 电话13812345678", f"  en: {call}"))
    topics = (site.root / "content/topics.yml").read_text("utf-8")
    site.add("topics.yml", f"{topics}- slug: last\n  name:\n    zh: 家住12号楼3单元502室\n    en: Home\n")
    footer = "footer:\n  - zh: 联系13812345678\n    en: Write to us\n"
    site.add("site.yml", (site.root / "content/site.yml").read_text("utf-8") + footer)
    found = [place.removeprefix("content/") for place in site.found() if "personal" in place]
    lines = topics.count("\n") + 3
    assert found == [
        "articles/2024/x.en.md:3:15 personal-mobile",
        "articles/2024/x.en.md:6:15 personal-mobile",
        "articles/2024/x.zh.md:10:5 personal-mobile",
        "articles/2024/x.zh.md:10:19 personal-mobile",
        "organisations/y.yml:5:9 personal-mobile",
        "organisations/y.yml:6:12 personal-mobile",
        f"site.yml:{(site.root / 'content/site.yml').read_text('utf-8').count(chr(10)) - 1}:11 personal-mobile",
        f"topics.yml:{lines}:11 personal-address",
    ]


def test_it_is_a_warning_that_can_be_accepted(tmp_path: Path) -> None:
    site = Site.sound(tmp_path / "site")
    accepted = [
        "accepted:",
        "  - code: personal-mobile",
        "    about: 13812345678",
        "    reason: 本人同意",
        "    by: 李明",
    ]
    for lines, told in (([], ["personal-mobile"]), (accepted, [])):
        site.add("articles/2024/x.zh.md", story("date: 2024", *SOURCED, *lines, text="电话13812345678。\n"))
        assert [one.code for one in site.problems() if one.code != "translation-missing"] == told


def test_the_sites_own_texts_raise_no_alarm() -> None:
    texts = [
        path for folder in ("content", "docs") for path in (ROOT / folder).rglob("*") if path.suffix in (".md", ".yml")
    ]
    assert len(texts) > 100
    assert [(path.name, sign) for path in texts for sign in personal(path.read_text("utf-8"))] == []


def test_looking_costs_little_of_reading_a_text() -> None:
    """Most texts hold none of it: they are not to pay for those that do."""
    texts = [path.read_text("utf-8") for path in sorted((ROOT / "content/articles").rglob("*.md"))[:12]]
    looking = effort(lambda: [list(personal(text)) for text in texts])
    reading = effort(lambda: [render(text) for text in texts])
    assert looking < reading / 20


@pytest.mark.parametrize(
    "text",
    [
        "13812345678 ",
        "1",
        "1 ",
        "学生王",
        "小学学生王明",
        "路1号",
        "1单元",
        "12号",
        "Flat 1 ",
        "<!--",
        "3岁",
        "护照E",
        "Aa School ",
    ],
)
def test_no_text_takes_long(text: str) -> None:
    assert effort(lambda: list(personal(text * (40_000 // len(text))))) < PLENTY / 4
