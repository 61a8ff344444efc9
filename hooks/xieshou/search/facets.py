"""Facets: which documents are of a kind, or about a topic, a place, an organisation."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from operator import sub

from xieshou.content.schema.fallback import shown_in
from xieshou.search import shard_file
from xieshou.search.documents import FACETS
from xieshou.search.entries import as_json
from xieshou.search.shards import Held


def facet_files(new: Collection[Held], languages: tuple[str, ...]) -> Iterator[tuple[str, bytes]]:
    """A file a language and facet: for each value its id, its name, and the documents filed under it."""
    titles = {(one.id, one.language): one.title for one in new if one.named}
    for language in languages:
        of: dict[str, list[int]] = defaultdict(list)
        filed: dict[str, dict[str, list[int]]] = {name: defaultdict(list) for name in ("kind", *FACETS)}
        for one in new:
            if one.language != language:
                continue
            if one.named:  # what is not filed by its kind is an article: most are
                filed["kind"][one.id.partition("/")[0]].append(one.number)
            for id_ in one.facets:
                of[id_].append(one.number)
        for id_, numbers in of.items():
            filed[id_.partition("/")[0]][id_] = numbers
        for name, values in filed.items():
            rows = [
                (
                    id_.rpartition("/")[2],
                    _title(titles, id_, language, languages),
                    _deltas(numbers),
                )
                for id_, numbers in sorted(values.items())
            ]
            yield f"{language}/{name}.bin", shard_file.deflate(as_json(rows))


def _title(titles: Mapping[tuple[str, str], str], id_: str, language: str, languages: tuple[str, ...]) -> str:
    """What an entry is called in a list of ``language``; nothing where it has no page of its own."""
    available = [own for own in languages if (id_, own) in titles]
    return titles[id_, shown_in(language, available)] if available else ""


def _deltas(numbers: list[int]) -> list[int]:
    ordered = sorted(numbers)
    return list(map(sub, ordered, [0, *ordered]))
