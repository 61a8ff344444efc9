"""Facets: which documents are of a kind, or about a topic, a place, an organisation."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from operator import sub

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
                    next((titles[id_, own] for own in (language, *languages) if (id_, own) in titles), ""),
                    _deltas(numbers),
                )
                for id_, numbers in sorted(values.items())
            ]
            yield f"{language}/{name}.bin", shard_file.deflate(as_json(rows))


def _deltas(numbers: list[int]) -> list[int]:
    ordered = sorted(numbers)
    return list(map(sub, ordered, [0, *ordered]))
