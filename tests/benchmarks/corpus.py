"""A made-up site of any size, the same bytes every time, to measure the engine and its peers on.

In: a folder, a number of articles, a seed. Out: `content/` of a Xieshou site with that many bilingual articles over ten
years, a fifth as many records, 40 topics, 12 places and 6 sources. Only `Random.random()` is drawn from, the one
generator whose sequence Python promises to keep between versions.
"""

from __future__ import annotations

import argparse
import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Final, TypeVar

from tests.benchmarks import phrases
from tests.benchmarks.phrases import Pair

SITE_YML: Final = """\
languages:
  - zh
  - en
name:
  zh: 基准测试站
  en: Benchmark site
description:
  zh: 用来测量生成器速度的虚构内容。
  en: Made-up content to measure generators with.
publisher:
  zh: 基准测试
  en: Benchmark
sides:
  - slug: beijing
    name:
      zh: 北京
      en: Beijing
  - slug: changzhi
    name:
      zh: 长治
      en: Changzhi
  - slug: shanxi
    name:
      zh: 山西
      en: Shanxi
programmes:
  - slug: beijing-changzhi
    name:
      zh: 京长对口合作
      en: Beijing–Changzhi cooperation
home:
  lead:
    zh: 科技合作报道与项目。
    en: Articles and projects on cooperation in science.
"""
"""`content/site.yml` as the engine wants it at the least."""

FIRST_DAY: Final = date(2016, 1, 1)
DAYS: Final = (date(2025, 12, 31) - FIRST_DAY).days + 1
SOURCES: Final = 6
RECORD_FOLDERS: Final = ("organisations", "projects", "platforms", "events")
SECTIONS: Final = 3
SENTENCES_A_SECTION: Final = (11, 12)
EDIT: Final = "编辑补充：以上数据由项目组提供。"

Item = TypeVar("Item")
Draw = Callable[[], float]


@dataclass(frozen=True, slots=True)
class Record:
    """The name tag of a record: its folder, slug, name in both languages, type and topic."""

    folder: str
    slug: str
    name: Pair
    type: str
    field: str

    @property
    def kind(self) -> str:
        """The singular word of the folder, as links use it."""
        return self.folder.removesuffix("s")


@dataclass(frozen=True, slots=True)
class Shape:
    """What an article needs to know of its corpus: the number of articles, the seed, the records to point at."""

    articles: int
    seed: int
    records: dict[str, tuple[Record, ...]]


class Pattern:
    """A bilingual sentence with named slots, compiled once: `fill` draws each slot once for both languages."""

    __slots__ = ("_en", "_slots", "_zh")

    def __init__(self, pair: Pair) -> None:
        names = list(dict.fromkeys(re.findall(r"\{(\w+)\}", pair[0] + pair[1])))
        numbered = {name: "{" + str(position) + "}" for position, name in enumerate(names)}
        self._slots = tuple(_SLOTS[name] for name in names)
        self._zh, self._en = (re.sub(r"\{(\w+)\}", lambda match: numbered[match[1]], text) for text in pair)

    def fill(self, draw: Draw) -> Pair:
        """In: a source of randomness. Out: the sentence in Chinese and in English."""
        values = [slot(draw) for slot in self._slots]
        english = self._en.format(*(value[1] for value in values))
        return self._zh.format(*(value[0] for value in values)), english[0].upper() + english[1:]


def pick(items: Sequence[Item], draw: Draw) -> Item:
    """In: a sequence, a source of randomness. Out: one item."""
    return items[int(draw() * len(items))]


def _one_of(pairs: Sequence[Pair]) -> Callable[[Draw], Pair]:
    return lambda draw: pick(pairs, draw)


def _between(low: int, high: int) -> Callable[[Draw], Pair]:
    def number(draw: Draw) -> Pair:
        text = str(low + int(draw() * (high - low + 1)))
        return text, text

    return number


def _month(draw: Draw) -> Pair:
    number = int(draw() * 12)
    return str(number + 1), phrases.MONTHS[number]


def _money(draw: Draw) -> Pair:
    tenths = 11 + int(draw() * 989)
    if draw() < 0.4:
        return f"{tenths / 10:.1f}亿元", f"RMB {tenths / 100:.2f} billion"
    return f"{tenths * 10}万元", f"RMB {tenths / 10:.1f} million"


def _percent(draw: Draw) -> Pair:
    text = f"{(15 + int(draw() * 600)) / 10:.1f}%"
    return text, text


_SLOTS: Final[dict[str, Callable[[Draw], Pair]]] = {
    "actor": _one_of(phrases.ACTORS[0::2]),
    "actor2": _one_of(phrases.ACTORS[1::2]),
    "field": _one_of([(zh, en) for _, zh, en in phrases.FIELDS]),
    "goal": _one_of(phrases.GOALS),
    "group": _one_of(phrases.GROUPS),
    "month": _month,
    "money": _money,
    "n": _between(12, 98),
    "n2": _between(3, 30),
    "object": _one_of(phrases.OBJECTS),
    "outcome": _one_of(phrases.OUTCOMES),
    "percent": _percent,
    "site": _one_of(phrases.SITES),
    "year": _between(2016, 2025),
}
_SENTENCES: Final = tuple(Pattern(pair) for pair in phrases.SENTENCES)
_TITLES: Final = tuple(Pattern(pair) for pair in phrases.TITLES)
_SUMMARIES: Final = tuple(Pattern(pair) for pair in phrases.SUMMARIES)
_SOURCE_SLUGS: Final = tuple(f"bulletin-{number + 1}" for number in range(SOURCES))
_TOWNS: Final = tuple(place for place in phrases.PLACES if place[4])


def write_corpus(root: Path, articles: int, seed: int = 1) -> None:
    """In: the folder of a site, a number of articles, a seed. Out: its `content/`, written anew file by file."""
    content = root / "content"
    shape = shape_of(articles, seed)
    _write(content / "site.yml", SITE_YML)
    _write(content / "topics.yml", "".join(_topic(*topic) for topic in phrases.FIELDS))
    _write(content / "places.yml", "".join(_place(*place) for place in phrases.PLACES))
    for number, slug in enumerate(_SOURCE_SLUGS):
        _write(content / "sources" / f"{slug}.yml", _source(number, shape))
    for folder, records in shape.records.items():
        for record in records:
            _write(content / folder / f"{record.slug}.yml", _FIELDS_OF[folder](record, shape))
    for number in range(articles):
        write_article(root, shape, number)


def shape_of(articles: int, seed: int = 1) -> Shape:
    """In: a number of articles, a seed. Out: the records such a corpus has, a fifth as many as articles."""
    total = max(articles // 5, 2 * len(RECORD_FOLDERS))
    counts = {folder: (total + position) // len(RECORD_FOLDERS) for position, folder in enumerate(RECORD_FOLDERS)}
    return Shape(
        articles, seed, {folder: tuple(_record(folder, number) for number in range(n)) for folder, n in counts.items()}
    )


def article_path(root: Path, shape: Shape, number: int, language: str) -> Path:
    """In: a site, its shape, an article's number, `zh` or `en`. Out: the file of that text."""
    day = _day(shape, number)
    slug = f"{pick(phrases.FIELDS, _random(shape, 'slug', number))[0]}-{number:05d}"
    return root / "content" / "articles" / str(day.year) / f"{slug}.{language}.md"


def write_article(root: Path, shape: Shape, number: int) -> None:
    """In: a site, its shape, an article's number. Out: the files of its original and its translation."""
    draw = _random(shape, "article", number)
    title, summary = pick(_TITLES, draw).fill(draw), pick(_SUMMARIES, draw).fill(draw)
    facts = [
        f"date: {_day(shape, number)}",
        *("sources:", f"  - {pick(_SOURCE_SLUGS, draw)}"),
        *("topics:", *(f"  - {slug}" for slug in _two_topics(draw))),
        *("organisations:", f"  - {pick(shape.records['organisations'], draw).slug}"),
        *("places:", f"  - {pick(_TOWNS, draw)[0]}"),
    ]
    texts = _text(shape, draw)
    for position, language in enumerate(("zh", "en")):
        front = [f"title: {title[position]}", f"summary: {summary[position]}", *(facts if language == "zh" else ())]
        _write(
            article_path(root, shape, number, language), "\n".join(["---", *front, "---", "", texts[position]]) + "\n"
        )


def add_article(root: Path, shape: Shape, number: int = 0) -> None:
    """In: a site, its shape, how many were added before. Out: one article more, dated on the last day."""
    write_article(root, shape, shape.articles + number)


def edit_article(root: Path, shape: Shape, number: int) -> None:
    """In: a site, its shape, an article's number. Out: one paragraph more at the end of its original."""
    path = article_path(root, shape, number, "zh")
    with path.open("a", encoding="utf-8", newline="\n") as file:
        file.write(f"\n{EDIT}\n")


def _write(path: Path, text: str) -> None:
    try:
        file = path.open("w", encoding="utf-8", newline="\n")
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
        file = path.open("w", encoding="utf-8", newline="\n")
    with file:
        file.write(text)


def _random(shape: Shape, *key: object) -> Draw:
    return random.Random("/".join(map(str, (shape.seed, *key)))).random


def _day(shape: Shape, number: int) -> date:
    return FIRST_DAY + timedelta(days=min(number * DAYS // shape.articles, DAYS - 1))


def _two_topics(draw: Draw) -> tuple[str, str]:
    first = int(draw() * len(phrases.FIELDS))
    second = (first + 1 + int(draw() * (len(phrases.FIELDS) - 1))) % len(phrases.FIELDS)
    return phrases.FIELDS[first][0], phrases.FIELDS[second][0]


def _text(shape: Shape, draw: Draw) -> Pair:
    """Out: the body in both languages: three sections, links and bold in the text, sometimes a list or a table."""
    linked = [pick(shape.records[folder], draw) for folder in RECORD_FOLDERS][: 2 + int(draw() * 3)]
    first_heading = int(draw() * len(phrases.HEADINGS))
    with_list, with_table = draw() < 0.4, draw() < 0.15
    blocks: list[Pair] = []
    for section in range(SECTIONS):
        heading = phrases.HEADINGS[(first_heading + section * 4) % len(phrases.HEADINGS)]
        blocks.append((f"## {heading[0]}", f"## {heading[1]}"))
        count = SENTENCES_A_SECTION[0] + int(draw() * (SENTENCES_A_SECTION[1] - SENTENCES_A_SECTION[0] + 1))
        sentences = [pick(_SENTENCES, draw).fill(draw) for _ in range(count)]
        bold = pick(phrases.GOALS, draw)
        sentences[0] = (
            f"这一阶段的重点是**{bold[0]}**。{sentences[0][0]}",
            f"The focus was **{bold[1]}**. {sentences[0][1]}",
        )
        for record in linked[section::SECTIONS]:
            sentences.insert(5, _link_sentence(record))
        for start in range(0, len(sentences), 4):
            paragraph = sentences[start : start + 4]
            blocks.append(("".join(zh for zh, _ in paragraph), " ".join(en for _, en in paragraph)))
        if with_list and section == 1:
            items = [phrases.GOALS[(int(draw() * 4) + step * 4) % len(phrases.GOALS)] for step in range(4)]
            blocks.append(("\n".join(f"- {zh}" for zh, _ in items), "\n".join(f"- {en}" for _, en in items)))
        if with_table and section == 2:
            blocks.append(_table(draw))
    return "\n\n".join(zh for zh, _ in blocks), "\n\n".join(en for _, en in blocks)


def _link_sentence(record: Record) -> Pair:
    target = f"{record.kind}:{record.slug}"
    return (
        f"详情可参阅[{record.name[0]}]({target})的有关介绍。",
        f"More can be read under [{record.name[1]}]({target}).",
    )


def _table(draw: Draw) -> Pair:
    rows = [(row, _between(10, 990)(draw)[0], _between(10, 990)(draw)[0]) for row in phrases.ROWS[:4]]
    return (
        "\n".join(["| 项目 | 上年 | 本年 |", "|---|---:|---:|", *(f"| {row[0]} | {a} | {b} |" for row, a, b in rows)]),
        "\n".join(
            [
                "| Item | Last year | This year |",
                "|---|---:|---:|",
                *(f"| {row[1]} | {a} | {b} |" for row, a, b in rows),
            ]
        ),
    )


def _record(folder: str, number: int) -> Record:
    """Out: the record of that number; names are a mixed-radix count, so that none occurs twice below 5,000."""
    endings = phrases.ENDINGS[folder]
    field_slug, field_zh, field_en = phrases.FIELDS[number * 7 % len(phrases.FIELDS)]
    ending_slug, ending_zh, ending_en, type_ = endings[number // len(phrases.FIELDS) % len(endings)]
    block = number // (len(phrases.FIELDS) * len(endings))
    name_slug, name_zh, name_en = phrases.NAMES[(block + number * 3) % len(phrases.NAMES)]
    capital = field_en.removeprefix("the ").capitalize()
    return Record(
        folder,
        f"{name_slug}-{field_slug}-{ending_slug}-{number:04d}",
        (f"{name_zh}{field_zh}{ending_zh}", f"{name_en} {capital} {ending_en}"),
        type_,
        field_slug,
    )


def _bilingual(field: str, pair: Pair, indent: str = "") -> str:
    return f"{indent}{field}:\n{indent}  zh: {pair[0]}\n{indent}  en: {pair[1]}\n"


def _listed(field: str, *slugs: str) -> str:
    return f"{field}:\n" + "".join(f"  - {slug}\n" for slug in slugs)


def _topic(slug: str, zh: str, en: str) -> str:
    capital = en[0].upper() + en[1:]
    summary = (f"与{zh}有关的合作、项目与人物。", f"Cooperation, projects and people in the field of {en}.")
    return (
        f"- slug: {slug}\n"
        + _bilingual("name", (zh, capital), "  ")
        + "  type: theme\n"
        + _bilingual("summary", summary, "  ")
    )


def _place(slug: str, zh: str, en: str, type_: str, parent: str) -> str:
    lines = f"- slug: {slug}\n" + _bilingual("name", (zh, en), "  ") + f"  type: {type_}\n"
    return lines + (f"  parent: {parent}\n" if parent else "")


def _source(number: int, shape: Shape) -> str:
    publisher = shape.records["organisations"][number % len(shape.records["organisations"])].slug
    name = (f"科技合作通讯第{number + 1}辑", f"Science Cooperation Bulletin, volume {number + 1}")
    return _bilingual("name", name) + f"type: news-report\npublisher: {publisher}\ndate: {2018 + number}\n"


def _head(record: Record, draw: Draw) -> str:
    return (
        _bilingual("name", record.name)
        + _bilingual("summary", pick(_SUMMARIES, draw).fill(draw))
        + f"type: {record.type}\n"
    )


def _tail(record: Record, draw: Draw) -> str:
    return _listed("topics", record.field) + _listed("sources", pick(_SOURCE_SLUGS, draw))


def _partners(shape: Shape, draw: Draw) -> str:
    organisations = shape.records["organisations"]
    first = int(draw() * len(organisations))
    second = (first + 1 + int(draw() * (len(organisations) - 1))) % len(organisations)
    return "partners:\n" + "".join(
        f"  - organisation: {party.slug}\n    side: {_side(_random(shape, party.slug))}\n"
        + _bilingual("role", role, "    ")
        for party, role in (
            (organisations[first], ("技术支持单位", "technical support")),
            (organisations[second], ("承担单位", "responsible body")),
        )
    )


def _side(draw: Draw) -> str:
    """The side of an organisation: the first that is drawn for it."""
    return pick(("beijing", "changzhi", "shanxi"), draw)


def _some_day(draw: Draw) -> date:
    return FIRST_DAY + timedelta(days=int(draw() * DAYS))


def _status(stage: str, draw: Draw) -> str:
    return f"status:\n  stage: {stage}\n  as_of: {_some_day(draw):%Y-%m}\n"


def _organisation(record: Record, shape: Shape) -> str:
    draw = _random(shape, record.slug)
    side = _side(draw)
    return _head(record, draw) + f"side: {side}\nplace: {pick(_TOWNS, draw)[0]}\n" + _tail(record, draw)


def _project(record: Record, shape: Shape) -> str:
    draw = _random(shape, record.slug)
    milestones = "".join(
        f"  - date: {_some_day(draw):%Y-%m}\n" + _bilingual("what", what, "    ")
        for what in (("项目启动", "project started"), ("完成中期检查", "mid-term review passed"))
    )
    return (
        _head(record, draw)
        + f"programme: beijing-changzhi\nfield: {record.field}\nplace: {pick(_TOWNS, draw)[0]}\n"
        + _partners(shape, draw)
        + f"investment: {_money(draw)[0]}\n"
        + _status(pick(("signed", "started", "under-way", "completed"), draw), draw)
        + "milestones:\n"
        + milestones
        + _tail(record, draw)
    )


def _platform(record: Record, shape: Shape) -> str:
    draw = _random(shape, record.slug)
    return (
        _head(record, draw)
        + f"level: {pick(('national', 'provincial', 'municipal', 'co-built'), draw)}\nprogramme: beijing-changzhi\n"
        + f"place: {pick(_TOWNS, draw)[0]}\n"
        + _partners(shape, draw)
        + f"established: {_some_day(draw):%Y-%m}\n"
        + _status(pick(("established", "cultivating", "in-operation"), draw), draw)
        + _bilingual("focus", pick(phrases.GOALS, draw))
        + _tail(record, draw)
    )


def _event(record: Record, shape: Shape) -> str:
    draw = _random(shape, record.slug)
    organisations = shape.records["organisations"]
    first = int(draw() * len(organisations))
    both = (organisations[first].slug, organisations[(first + 1) % len(organisations)].slug)
    return (
        _head(record, draw)
        + f"programme: beijing-changzhi\ndate: {_some_day(draw)}\nplace: {pick(_TOWNS, draw)[0]}\n"
        + _listed("organisations", *both)
        + _tail(record, draw)
    )


_FIELDS_OF: Final[dict[str, Callable[[Record, Shape], str]]] = {
    "organisations": _organisation,
    "projects": _project,
    "platforms": _platform,
    "events": _event,
}


def main() -> None:
    """In: the command line (folder, number of articles, seed). Out: a corpus in that folder."""
    parser = argparse.ArgumentParser(description="write a benchmark corpus")
    parser.add_argument("root", type=Path)
    parser.add_argument("articles", type=int)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    write_corpus(chosen.root, chosen.articles, chosen.seed)


if __name__ == "__main__":
    main()
