"""Personal data that would go out with a text: numbers of persons, addresses of homes, names of children.

In: a text as typed. Out: signs, each at its place. Whoever it belongs to has to agree, and readers seldom need it. What
to look for stands in ``personal_numbers`` and ``private_life``, which are asked only where something may be found: most
texts have none of it, and telling so costs a hundredth of reading them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from xieshou.content.markdown.placeholders import Sign
from xieshou.core.problems import Problem, problem

PERSONAL = tuple(f"personal-{what}" for what in ("mobile", "identity", "passport", "card", "address", "minor"))
"""The codes of what is found, each of which is told."""
_FEWEST = 11
"""Digits of the shortest number that is looked for."""
_SHORTEST = 6
"""Characters of the shortest of all."""
_RUN = b"0" * _FEWEST
_OF_PAPERS = b"0" * 7
"""Digits of the number of a passport or permit."""
_ZEROS = bytes(0x30 if 0x30 <= byte <= 0x39 else 0x2E for byte in range(256))
"""Every digit as 0, all else as a point."""
_DROPPED = b" -\xc2\xa0\xe2\x80\x88\x90\x91\x92\x93\x94\x95\xe3\xef\xbc\x8d"
"""The bytes of what may stand between digits. Of a Han character the first is never among them, so it ends a run."""
_WIDE = {code: code - 0xFEE0 for code in (*range(0xFF10, 0xFF1A), 0xFF0B, 0xFF38, 0xFF58)}
"""Digits, plus and X of a Chinese input method."""
_REMARK = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_PAPERS = ("护照", "assport", "通行证")
_HOMES = ("单元", "室", "Flat", "Apartment", "Apt", "Unit")
_CHILDREN = ("学生", "同学", "小朋友", "岁", "年级", "孩")
_SCHOOLS = (
    *("小学", "中学", "学校", "幼儿园", "初中", "高中", "附小", "附中"),
    *(f"{number}中" for number in "一二三四五六七八九十"),
)


def personal(text: str) -> Iterator[Sign]:
    """Every sign of personal data in ``text``. A remark is not published: what stands in one is none."""
    if len(text) < _SHORTEST:
        return
    plain = text.translate(_WIDE) if "１" in text or "２" in text else text
    digits = plain.encode("utf-8", "replace").translate(_ZEROS, _DROPPED)
    run, papers = _RUN in digits, _OF_PAPERS in digits and _holds(text, _PAPERS)
    homes = _holds(text, _HOMES)
    children = "School" in text or (_holds(text, _CHILDREN) and _holds(text, _SCHOOLS))
    if not (run or papers or homes or children):
        return
    from xieshou.content.markdown import personal_numbers, private_life  # here: few texts hold any

    if "<!--" in plain:
        plain = _REMARK.sub(lambda found: " " * len(found[0]), plain)
    found = [
        *(personal_numbers.numbers(plain) if run else ()),
        *(personal_numbers.papers(plain) if papers else ()),
        *(private_life.homes(plain) if homes else ()),
        *(private_life.children(plain) if children else ()),
    ]
    for sign in sorted(found):
        yield sign._replace(text=text[sign.offset : sign.offset + len(sign.text)])


def _holds(text: str, words: tuple[str, ...]) -> bool:
    for word in words:  # noqa: SIM110 - any() takes twice as long, and every field of every record is asked
        if word in text:
            return True
    return False


def personal_problems(text: str, path: str, first_line: int) -> Iterator[Problem]:
    """A warning for each of them in a text that begins on ``first_line`` of the file ``path``."""
    line, counted = first_line, 0
    for sign in personal(text):
        line, counted = line + text.count("\n", counted, sign.offset), sign.offset
        column = sign.offset - text.rfind("\n", 0, sign.offset)
        yield problem(path, line, column, sign.code, warning=True, sign=" ".join(sign.text.split()))
