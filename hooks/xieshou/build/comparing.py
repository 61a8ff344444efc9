"""The two languages of a site compared: every translation with its original, every field of a record in both.

In: a prepared site. Out: warnings, at the place in the translation, or in the original of what that lacks. Only the
check and the preview ask; what was found of two texts is kept until one of them changes.
"""

from __future__ import annotations

import hashlib
import pickle
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from xieshou.build.prepared import Prepared
from xieshou.content.source.decode import TextFile, of_bytes, read
from xieshou.content.yaml.document import YamlDocument, parse_yaml
from xieshou.core.cache import Store
from xieshou.core.problems import Problem, Severity, problem
from xieshou.core.workers import TASK
from xieshou.language.labels import Labels
from xieshou.language.parity.compare import compared
from xieshou.language.parity.document import ComparedText, document
from xieshou.language.parity.known import KnownName
from xieshou.language.parity.pair import Mismatch, Side, differences
from xieshou.language.parity.words import code_of, details

CHINESE, ENGLISH = "zh", "en"
_NAMING = frozenset(("organisation", "place", "envoy", "platform", "mechanism", "policy"))
"""Kinds whose names are names, and no headlines."""
_BODIES = ("organisation", "place")
_OURS = ("市", "两地", "当地", "本地", "双方")
"""What a text of a site calls its own places by."""
_PROVINCE = ("全省", "我省", "省内", "省外", "省级", "省委", "省政府", "省科技")
"""What a text calls the province by."""
FIELD = "parity"
"""What in a translation's front matter lets differences stand."""
_UNUSED = "parity-unused"
_BOTH = 2
_NOTHING = pickle.dumps([])


class Explained(NamedTuple):
    """A difference that an editor lets stand: the two texts, and where in the file that is said."""

    zh: str
    en: str
    place: tuple[int, int]

    def is_of(self, one: Mismatch) -> bool:
        """Whether this is about a difference."""
        return _about(self.zh, one.zh) and _about(self.en, one.en)


def _about(said: str, side: Side | None) -> bool:
    return (side is None) == (not said) and (side is None or said in side.text or side.text in said)


def known_names(prepared: Prepared) -> tuple[KnownName, ...]:
    """The names of people, places and bodies that a site has in both languages, those of its own sides first."""
    site = prepared.context.read.site
    found = [_side_of(dict(side.name.pairs)) for side in site.sides] if site else []
    for card in prepared.catalog().cards.values() if prepared.catalog else ():
        if card.kind in _NAMING and {CHINESE, ENGLISH} <= card.titles.keys():
            zh = tuple(name for name in card.aliases if not name.isascii())
            en = tuple(name for name in card.aliases if name.isascii())
            body = card.kind in _BODIES
            if card.kind == "place" and card.titles[CHINESE].endswith("省"):
                zh += _PROVINCE
            found.append(KnownName((card.titles[CHINESE], *zh), (card.titles[ENGLISH], *en), body))
    return tuple(found)


def names_of_site(prepared: Prepared) -> tuple[KnownName, ...]:
    """The same with those that every text of the site may name: its own places."""
    site = prepared.context.read.site
    ours = [dict(side.name.pairs).get(ENGLISH, "") for side in site.sides] if site else []
    return (KnownName(("",), tuple(ours), body=False), *known_names(prepared))


def _side_of(name: Mapping[str, str]) -> KnownName:
    """A side of the site by its own name, its first character (来长: to Changzhi) and what means it (我市)."""
    zh = name.get(CHINESE, "")
    short = [f"{verb}{zh[:1]}" for verb in "来赴在留驻入返离抵访京"] if zh else []
    return KnownName((zh, *short, *_OURS), (name.get(ENGLISH, ""),), body=False)


def parity_problems(prepared: Prepared, words: Labels) -> Iterator[Problem]:
    """A warning for each thing that the two languages state differently, unless it is explained."""
    site = prepared.context.read.site
    if site is None or prepared.catalog is None or not {CHINESE, ENGLISH} <= set(site.languages):
        return
    known = names_of_site(prepared)
    store, pool = prepared.context.store, prepared.context.pool
    wanted = list(_wanted(store, hashlib.blake2b(pickle.dumps(known), digest_size=16).digest()))
    missing = [one for one in wanted if store.comparison(one.key) is None]
    root = prepared.context.setup.project.root
    for batch in pool.map(_Compare(known, words), missing, TASK, "comparing", partial(_carried, root)):
        for key, found in batch:
            store.keep_comparison(key, found)
    for one in wanted:
        yield from pickle.loads(store.comparison(one.key) or _NOTHING)


class _Wanted(NamedTuple):
    """What is to be compared: a text and its translation, or one file of records; the digest of all it depends on."""

    key: bytes
    paths: tuple[str, ...]


def _wanted(store: Store, names: bytes) -> Iterator[_Wanted]:
    files = {path: digest for path, (_, digest, _) in store.files().items()}
    for path, digest in files.items():
        if path.endswith(f".{CHINESE}.md"):
            other = f"{path.removesuffix(f'.{CHINESE}.md')}.{ENGLISH}.md"
            if other in files:
                key = hashlib.blake2b(digest + files[other] + names, digest_size=16).digest()
                yield _Wanted(key, (path, other))
        elif path.endswith((".yml", ".yaml")):
            yield _Wanted(hashlib.blake2b(digest + names, digest_size=16).digest(), (path,))


_Carried = tuple[bytes, list[tuple[str, bytes]]]
"""What is wanted, as data: its key, and its files by name; none of one that can't be used, which is told elsewhere."""


def _carried(root: Path, chunk: list[_Wanted]) -> list[_Carried]:
    """The same with what its files hold: whoever compares them needs no disk of ours."""
    return [(one.key, [(path, data) for path in one.paths for data in _bytes(root, path)]) for one in chunk]


def _bytes(root: Path, path: str) -> Iterator[bytes]:
    if read(root / path, path)[0] is not None:
        yield (root / path).read_bytes()


@dataclass(frozen=True, slots=True)
class _Compare:
    """Compares a chunk: a task that needs nothing but what it is given. Out: keys, and problems as bytes."""

    known: tuple[KnownName, ...]
    words: Labels

    def __call__(self, _: object, chunk: list[_Carried]) -> list[tuple[bytes, bytes]]:
        return [(key, pickle.dumps(self._found(files))) for key, files in chunk]

    def _found(self, files: list[tuple[str, bytes]]) -> list[Problem]:
        if len(files) == _BOTH:
            return differing_texts(files[0], files[1], self.known, self.words)
        return differing_fields(files[0], self.known, self.words) if files and not files[0][0].endswith(".md") else []


def differing_texts(
    here: tuple[str, bytes], there: tuple[str, bytes], known: Sequence[KnownName], words: Labels
) -> list[Problem]:
    """The differences of a text in Chinese and the same in English: names of files, and what they hold."""
    original, translation = of_bytes(here[1], here[0])[0], of_bytes(there[1], there[0])[0]
    if original is None or translation is None:
        return []
    zh, en = document(here[1].decode("utf-8-sig")), document(there[1].decode("utf-8-sig"))
    found = compared(zh, en, known=known)
    explained = _explained(translation) or _explained(original)
    left = list(explained)
    told = []
    paths = (here[0], there[0])
    for one in found:
        if code_of(one) == "parity-link" or one.code == "notes":
            continue  # told with the catalog (xieshou.checks.translations), by the build too
        reason = next((said for said in explained if said.is_of(one)), None)
        if reason is None:
            told.append(_problem(one, paths, (zh, en), words))
        elif reason in left:
            left.remove(reason)
    path = paths[1] if _explained(translation) else paths[0]
    told += [problem(path, *said.place, _UNUSED, warning=True, zh=said.zh, en=said.en) for said in left]
    return told


def _explained(source: TextFile) -> list[Explained]:
    """What the facts of a translation let stand; what is not well formed is told where files are read."""
    parsed, _ = parse_yaml(source.front or "", source.path, source.front_line)
    listed = parsed.data.get(FIELD) if parsed is not None and isinstance(parsed.data, dict) else None
    found = []
    for number, one in enumerate(listed if isinstance(listed, list) else ()):
        if isinstance(one, dict) and parsed is not None:
            place = parsed.place((FIELD, number))
            found.append(Explained(str(one.get(CHINESE) or ""), str(one.get(ENGLISH) or ""), place))
    return found


def _problem(one: Mismatch, paths: tuple[str, str], texts: tuple[ComparedText, ComparedText], words: Labels) -> Problem:
    """A difference at its place in the English, or in the Chinese of what the English lacks."""
    sides = (one.zh, one.en)
    which = 1 if one.en else 0
    side, other = sides[which], sides[1 - which]
    place = texts[which].place(side.start) if side else (1, 1)
    elsewhere = paths[1 - which]
    if other is not None:
        elsewhere += ":{}:{}".format(*texts[1 - which].place(other.start))
    return _warning(paths[which], place, one, elsewhere, words)


def differing_fields(file: tuple[str, bytes], known: Sequence[KnownName], words: Labels) -> list[Problem]:
    """The differences of the fields of a record, called so and with these bytes, or of a list of them."""
    path = file[0]
    source, _ = of_bytes(file[1], path)
    if source is None:
        return []
    parsed, _ = parse_yaml(source.front or "", path, source.front_line)
    if parsed is None:
        return []
    return [
        _of_field(one, at, path, parsed, words)
        for at, zh, en in _pairs(parsed.data, ())
        for one in differences(zh, en, 0, known)
    ]


def _pairs(value: Any, at: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], str, str]]:
    """Every text that stands in both languages, with its place in the data."""
    if isinstance(value, dict):
        zh, en = value.get(CHINESE), value.get(ENGLISH)
        if isinstance(zh, str) and isinstance(en, str):
            yield at, zh, en
        else:
            for key, inner in value.items():
                yield from _pairs(inner, (*at, key))
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from _pairs(inner, (*at, number))


def _of_field(one: Mismatch, at: tuple[str | int, ...], path: str, parsed: YamlDocument, words: Labels) -> Problem:
    language = ENGLISH if one.en else CHINESE
    place = parsed.place((*at, language))
    other = parsed.place((*at, CHINESE if one.en else ENGLISH))
    field = ".".join(map(str, at))
    elsewhere = f"{path}:{other[0]}:{other[1]}"
    return _warning(path, place, one, elsewhere, words, field)


def _warning(
    path: str, place: tuple[int, int], one: Mismatch, elsewhere: str, words: Labels, field: str = ""
) -> Problem:
    told = tuple(({"other": elsewhere} | dict(details(one, words))).items())
    return Problem(path, *place, code_of(one), field, told, Severity.WARNING)
