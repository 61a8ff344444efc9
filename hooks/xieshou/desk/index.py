"""What the desk's first page shows: what needs attention, and what is found when somebody searches.

In: a snapshot of the site, the work at the desk. Out: plain data.
"""

from __future__ import annotations

import re
import time
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields

from xieshou.content.kinds import KINDS
from xieshou.content.kinds.article import Article
from xieshou.content.paths import named
from xieshou.content.schema.pinyin import unpacked
from xieshou.content.units import Unit
from xieshou.core.problems import Problem, Severity
from xieshou.core.scripts import HAN
from xieshou.desk.engine import Snapshot
from xieshou.desk.office import title_of
from xieshou.language.letters import compatible, plain

_MOST = 60
_NEWEST = 8
"""Stories that the first page lists, to be gone on with."""
Told = Mapping[str, str]
"""A problem in words, as ``xieshou check`` told it: with its file and line."""
_OTHERS = re.compile(f"[^{HAN}]+")
_STALE = ("translation-stale", "translation-behind")


@dataclass(frozen=True, slots=True)
class EntryLine:
    """An entry in a list: where it is edited, what it is called, and what is said of it."""

    kind: str
    slug: str
    title: str
    note: str = ""
    problems: tuple[Problem | Told, ...] = ()

    @property
    def address(self) -> str:
        """The page where it is edited."""
        return f"/desk/entry/{self.kind}/{self.slug}"


@dataclass(frozen=True, slots=True)
class Attention:
    """What needs attention. Each part is a list of entries."""

    drafts: tuple[EntryLine, ...]
    errors: tuple[EntryLine, ...]
    warnings: tuple[EntryLine, ...]
    differences: tuple[EntryLine, ...]
    missing: tuple[EntryLine, ...]
    stale: tuple[EntryLine, ...]
    embargoes: tuple[EntryLine, ...]
    hidden: tuple[EntryLine, ...]
    elsewhere: tuple[Problem, ...]

    @property
    def none(self) -> bool:
        """Whether nothing needs any."""
        return not any(getattr(self, one.name) for one in fields(self))


def newest(snapshot: Snapshot, language: str) -> list[EntryLine]:
    """The stories of the latest days."""
    dated = [
        (one.date.order, one.slug, one) for one in snapshot.originals.values() if one.kind == Article.kind and one.date
    ]
    stories = [one for *_, one in sorted(dated, key=lambda one: one[:2], reverse=True)]
    return [EntryLine(one.kind, one.slug, title_of(one.titles, language)) for one in stories[:_NEWEST]]


def entry_at(snapshot: Snapshot, path: str, line: int) -> tuple[str, str]:
    """The entry that a place in a file belongs to; no slug where it is none's."""
    found = named(path) if path.startswith("content/") and path.count("/") else None
    if found is None or not found.kind:
        return "", ""
    if found.slug:
        return found.kind, found.slug
    before = [unit for unit in snapshot.units if unit.path == path and unit.original and unit.line <= line]
    last = max(before, key=lambda unit: unit.line, default=None)
    return found.kind, last.slug if last else ""


def attention(snapshot: Snapshot, drafts: Iterable[str], language: str, compared: Sequence[Told] = ()) -> Attention:
    """What needs attention in the site. ``compared``: where its languages were found to differ."""
    by_entry: defaultdict[tuple[str, str], list[Problem]] = defaultdict(list)
    elsewhere: list[Problem] = []
    for problem in snapshot.prepared.problems:
        key = entry_at(snapshot, problem.path, problem.line)
        (by_entry[key] if key[1] else elsewhere).append(problem)
    titles = {id_: title_of(unit.titles, language) for id_, unit in snapshot.originals.items()}

    def line(key: tuple[str, str], problems: Sequence[Problem | Told] = (), note: str = "") -> EntryLine:
        return EntryLine(*key, titles.get("/".join(key)) or key[1], note, tuple(problems))

    differing: defaultdict[tuple[str, str], list[Told]] = defaultdict(list)
    for told in compared:
        differing[entry_at(snapshot, told["path"], int(told["line"]))].append(told)

    def of(wanted: Iterable[Severity]) -> tuple[EntryLine, ...]:
        found = []
        for key, problems in by_entry.items():
            own = [one for one in problems if one.severity in wanted]
            if own:
                found.append(line(key, own))
        return tuple(found)

    now = time.time()
    originals = list(snapshot.originals.values())
    coming = sorted((one for one in originals if one.publish_at > now), key=lambda one: one.publish_at)
    return Attention(
        tuple(
            map(line, dict.fromkeys(entry_at(snapshot, name, 10**9) for name in drafts if name.startswith("content/")))
        ),
        of([Severity.ERROR]),
        of([Severity.WARNING]),
        tuple(line(key, found) for key, found in differing.items() if key[1]),
        tuple(line((one.kind, one.slug)) for one in originals if one.kind == Article.kind and _lacks(snapshot, one)),
        tuple(
            line(key, own)
            for key, problems in by_entry.items()
            if (own := [one for one in problems if one.code in _STALE])
        ),
        tuple(line((one.kind, one.slug), note=_moment(one.publish_at)) for one in coming),
        tuple(line((one.kind, one.slug)) for one in originals if one.hidden and one.withdrawal is None)[:_MOST],
        tuple(elsewhere),
    )


def _lacks(snapshot: Snapshot, unit: Unit) -> bool:
    site = snapshot.site
    card = snapshot.catalog.cards.get(f"{unit.kind}/{unit.slug}") if snapshot.catalog else None
    return bool(site and card and set(site.languages) - set(card.languages))


def _moment(seconds: int) -> str:
    return time.strftime("%Y-%m-%d %H:%M", time.localtime(seconds))


def found(
    snapshot: Snapshot, asked: str, language: str, kinds: Iterable[str] = (), most: int = _MOST
) -> list[EntryLine]:
    """The entries that ``asked`` means: by a title, another name, the slug, the letters that the sounds begin with."""
    wanted = plain(compatible(asked.casefold())).split()
    if not wanted:
        return []
    only = {*kinds}
    ranked = []
    for unit in snapshot.originals.values():
        if only and unit.kind not in only:
            continue
        names = [*(title for _, title in unit.titles), *unit.aliases, unit.slug, *initials(snapshot, unit)]
        folded = [plain(compatible(name.casefold())) for name in names]
        rank = _rank(folded, wanted)
        if rank is not None:
            ranked.append((rank, len(folded[0]), EntryLine(unit.kind, unit.slug, title_of(unit.titles, language))))
    ranked.sort(key=lambda one: (*one[:2], one[2].kind, one[2].slug))
    return [line for *_, line in ranked[:most]]


def _rank(names: Sequence[str], wanted: Sequence[str]) -> int | None:
    whole = " ".join(wanted)
    if whole in names:
        return 0
    if any(name.startswith(whole) for name in names):
        return 1
    return 2 if all(any(word in name for name in names) for word in wanted) else None


def initials(snapshot: Snapshot, unit: Unit) -> list[str]:
    """The letters that the sounds of a Chinese name begin with, and the sounds: 长治 is ``cz`` and ``changzhi``."""
    sounds = [unpacked(unit.sound)] if unit.sound else []
    for _, title in unit.titles if not sounds else ():
        if known := snapshot.sounds.get(_OTHERS.sub(" ", title).strip()):
            sounds.append(unpacked(known))
    return [form for one in sounds for form in ("".join(s.letters[:1] for s in one), "".join(s.letters for s in one))]


def kinds_in_order() -> tuple[str, ...]:
    """Every kind, as the site shows them."""
    return tuple(KINDS)
