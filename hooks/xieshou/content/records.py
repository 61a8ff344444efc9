"""Records of a YAML file: one, or a list of them.

In: a file being parsed. Out: a unit for each sound record.
"""

from __future__ import annotations

from xieshou.content.entries import record_unit
from xieshou.content.kinds import KINDS, Facts, Record
from xieshou.content.parsed import ParsedFile
from xieshou.content.paths import LONGEST_SLUG
from xieshou.content.schema.types.slug import SLUG
from xieshou.content.yaml.document import YamlDocument
from xieshou.core.door import RESERVED


def parse_record(file: ParsedFile, kind: str, slug: str) -> None:
    """A file that is one record."""
    document = file.document(dict, "mapping-expected")
    if document:
        file.look_at_words(document, KINDS[kind])
        _record(file, document, KINDS[kind], slug)


def parse_list(file: ParsedFile, kind: str) -> None:
    """A file that is a list of records, each with its slug."""
    document = file.document(list, "list-expected")
    if document is None:
        return
    file.look_at_words(document, KINDS[kind])
    lines: dict[str, int] = {}
    for number, item in enumerate(document.data):
        place = document.place((number, "slug"))
        slug = item.pop("slug", "") if isinstance(item, dict) else ""
        if not isinstance(slug, str) or not SLUG.fullmatch(slug) or len(slug) > LONGEST_SLUG or slug in RESERVED:
            file.tell(place, "list-slug", field="slug")
            if not isinstance(item, dict):
                continue
        elif slug in lines:
            for line in (lines[slug], place[0]):
                file.tell((line, 1), "two-records", slug=slug, other=file.source.path)
        else:
            lines[slug] = place[0]
        _record(file, document, KINDS[kind], str(slug), (number,))


def _record(file: ParsedFile, document: YamlDocument, cls: type[Facts], slug: str, at: tuple[int, ...] = ()) -> None:
    entry = file.entry(cls, slug, document, at)
    if entry is None or not isinstance(entry.facts, Record):
        return
    file.parsed.units.append(record_unit(entry, file.source, document.place(at)[0], at))
