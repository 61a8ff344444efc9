"""The table of the handbook that says what there is here for what people bring from other tools.

``python -m tests.docs.wish_table`` writes it into both handbooks anew.
"""

from __future__ import annotations

import re
from pathlib import Path

from xieshou.core.wishes import SITUATIONS, Wish, wishes

DOCS = Path(__file__).resolve().parents[2] / "docs"
HANDBOOKS = {"zh": DOCS / "handbook.md", "en": DOCS / "en" / "handbook.md"}
HEADS = {"zh": ("别的程序里", "这里"), "en": ("Elsewhere", "Here")}
PLACES = {
    "zh": {"article": "文章里：", "record": "记录里：", "page": "手写的页面里："},
    "en": {"article": "In an article: ", "record": "In a record: ", "page": "In a hand-written page: "},
}
_TABLE = {
    language: re.compile(rf"^\| {head[0]} \| {head[1]} \|\n(?:\|.*\n)+", re.M) for language, head in HEADS.items()
}


def wish_table(language: str) -> str:
    """The table, as Markdown."""
    rows = [HEADS[language], ("---", "---"), *(_row(wish, language) for wish in wishes())]
    return "".join(f"| {' | '.join(cells)} |\n" for cells in rows)


def _row(wish: Wish, language: str) -> tuple[str, str]:
    typed = [
        *wish.keys,
        *(f"<{tag}>" for tag in wish.tags if tag.isalpha()),
        *(f"```{name}" for name in wish.code),
        *(f".{name}" for name in wish.endings),
    ] or [sign for sign in map(_sign, wish.signs) if sign]
    answers = [wish.answers[""][language]]
    answers += [
        PLACES[language][place] + wish.answers[place][language] for place in SITUATIONS if place in wish.answers
    ]
    words = ("" if language == "zh" else " ").join(answers)
    return ", ".join(f"`` {one} ``" if "`" in one else f"`{one}`" for one in typed), _escaped(words)


def _sign(pattern: str) -> str:
    """What a pattern finds, for people: its first three words, as a shortcode has them."""
    return ", ".join(re.findall(r"[a-zA-Z_-]{3,}", pattern)[:3])


_TYPED = re.compile(
    r"(!?\[[^\]]*\]\([^)]*\)|</?\w+>|> \[!NOTE\]|\*\*[^*]+\*\*|==[^=]+==|\bcontent/(?:[a-z]+/|[a-z]+\.yml)"
    r"|\bdocs/(?:en/)?|\b[a-z]+_[a-z]+\b|\b(?:draft|withdrawn): true|# [^.。；;]+(?=[.；])|https://…)"
)
"""What an editor types, in an answer."""


def _escaped(words: str) -> str:
    """An answer as a cell: what is typed stands in backquotes, and no sign of the rest is markup."""
    parts = _TYPED.split(words)
    return "".join(f"`{part}`" if at % 2 else re.sub(r"([\[\]<>#*|])", r"\\\1", part) for at, part in enumerate(parts))


if __name__ == "__main__":
    for name, path in HANDBOOKS.items():
        text = path.read_text("utf-8")
        begin, end = _TABLE[name].search(text).span()  # type: ignore[union-attr]
        path.write_text(text[:begin] + wish_table(name) + text[end:], encoding="utf-8")
