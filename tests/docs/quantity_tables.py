"""The tables of the handbook that say what may be typed in a quantity, made of what the program reads."""

from __future__ import annotations

from collections import defaultdict

from xieshou.content.schema.notation import NOTATIONS
from xieshou.content.schema.notation.money import CURRENCIES
from xieshou.language.labels import Labels

LANGUAGES = ("zh", "en", "de")
HEADS = {
    "zh": (("意思", "中文", "英文", "德文"), ("货币", "代码", "也可以写", "英文名", "德文名")),
    "en": (("Means", "Chinese", "English", "German"), ("Currency", "Code", "Also", "In English", "In German")),
}


def quantity_tables(language: str, labels: Labels) -> tuple[str, str]:
    """The table of qualifiers and scales, and that of currencies, as Markdown."""
    words, money = HEADS[language]
    return _table(words, _words(labels)), _table(money, _currencies())


def _table(head: tuple[str, ...], rows: list[list[str]]) -> str:
    lines = [head, ("---",) * len(head), *rows]
    return "".join(f"| {' | '.join(cells)} |\n" for cells in lines).replace("|  |", "|  |")


def _words(labels: Labels) -> list[list[str]]:
    kinds: defaultdict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for language in LANGUAGES:
        own = NOTATIONS[language]
        for word, qualifier in own.before.items():
            kinds[qualifier][language].append(f"{word} …")
        for word, qualifier in own.after.items():
            kinds[qualifier][language].append(f"… {word}")
        kinds["more"][language] += [f"… {word}" for word in own.more.replace("\\", "").split("|")]
    rows = [
        [labels(f"qualifiers.{kind}", amount="…"), *(_listed(found[language]) for language in LANGUAGES)]
        for kind, found in kinds.items()
    ]
    sizes = sorted({size for language in LANGUAGES for size in NOTATIONS[language].scales.values()})
    for size in sizes:
        cells = [[word for word, own in NOTATIONS[language].scales.items() if own == size] for language in LANGUAGES]
        rows.append([f"{size:,}", *map(_listed, cells)])
    return rows


def _currencies() -> list[list[str]]:
    return [
        [name, f"`{one.code}`", _listed([*one.signs, *one.zh]), _listed([*one.en]), _listed([*one.de])]
        for name, one in CURRENCIES.items()
    ]


def _listed(words: list[str]) -> str:
    return ", ".join(f"`{word}`" for word in words)
