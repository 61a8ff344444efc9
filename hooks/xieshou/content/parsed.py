"""What one file gives, gathered while it is parsed.

In: YAML as marked. Out: validated models; problems at their places, and whatever is sound, go into ``Parsed``.
"""

from __future__ import annotations

import hashlib
import pickle
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from xieshou.content.accepted import beside
from xieshou.content.albums import FIELD as ALBUM
from xieshou.content.albums import Photograph, Unusable, album_of, caption_of, figures, photographs
from xieshou.content.doubles import doubles
from xieshou.content.entries import Entry, listed, prefixed, record_unit
from xieshou.content.kinds import FOLDERS, Facts
from xieshou.content.kinds.base import PROVABLE, FrozenModel
from xieshou.content.kinds.figure import OF_A_PHOTO, Figure
from xieshou.content.schema.errors import complaints
from xieshou.content.schema.introspect import references_of_invalid
from xieshou.content.schema.types.slug import SLUG
from xieshou.content.source.decode import TextFile
from xieshou.content.units import Ref, Unit, pack, shape
from xieshou.content.words import faults_of_words
from xieshou.content.yaml.document import YamlDocument, parse_yaml
from xieshou.core.acceptance import KEY, Acceptance
from xieshou.core.problems import Problem, Severity, problem

At = tuple[str | int, ...]
"""The way to a part of a document."""


@dataclass(slots=True)
class Parsed:
    """What one file gave."""

    digest: bytes = b""
    units: list[Unit] = field(default_factory=list)
    facts: list[tuple[str, bytes]] = field(default_factory=list)
    bodies: list[tuple[bytes, bytes]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    accepted: list[Acceptance] = field(default_factory=list)
    gone: bool = False
    """Whether the file was taken away since somebody saw it: then there is nothing to say of it."""
    refs_of_invalid: list[Ref] = field(default_factory=list)
    """What a file with an error refers to, as far as that can be seen: a wrong reference is told with the rest."""
    looks_around: bool = False
    """Whether what it says hangs on which files lie in a folder: then its own bytes do not tell that it is the same."""

    @property
    def sound(self) -> bool:
        """Whether it may be used."""
        return not any(found.severity is Severity.ERROR for found in self.problems)

    def packed(self) -> bytes:
        """Its units as bytes."""
        return pack(self.units)

    def shape(self) -> bytes:
        """The digest of what planning may see of it."""
        return shape(self.units)


@dataclass(frozen=True, slots=True)
class ParsedFile:
    """A file being parsed. ``context`` is what validation asks of the site: its languages, its own choices.
    ``assets``: where pictures lie, if that is known.
    """

    source: TextFile
    parsed: Parsed
    context: Mapping[str, Any]
    assets: Path | None = None

    def tell(self, place: tuple[int, int], code: str, **details: Any) -> None:
        """Note a problem at a line and column."""
        self.parsed.problems.append(problem(self.source.path, *place, code, **details))

    def document(self, expected: type, code: str) -> YamlDocument | None:
        """The file's YAML; None where it can't be read or is not what is ``expected`` (then ``code`` says so)."""
        document, problems = parse_yaml(self.source.front or "", self.source.path, self.source.front_line)
        self.parsed.problems += problems
        if document is not None and not isinstance(document.data, expected):
            self.tell((self.source.front_line, 1), code)
            return None
        return document

    def look_at_words(self, document: YamlDocument, cls: type[FrozenModel], language: str = "") -> None:
        """Note what is wrong with the words for people in a document that holds a ``cls``, or a list of them; nothing
        of lines that are no sound YAML: there a sign may be of YAML's own.
        """
        told = {one.line for one in self.parsed.problems if one.code.startswith("yaml-")}
        found = faults_of_words(document, cls, self.source.path, self.context["languages"], language)
        self.parsed.problems += (one for one in found if one.line not in told)

    def take_accepted(self, data: dict[str, Any], document: YamlDocument, at: tuple[int, ...] = ()) -> None:
        """Take out of ``data``, which stands at ``at``, the warnings that are accepted beside it, and note them."""
        if KEY in data:
            accepted, problems = beside(data.pop(KEY), document, at, self.source.path)
            self.parsed.accepted += accepted
            self.parsed.problems += problems

    def validated(
        self, cls: type[FrozenModel], data: Any, document: YamlDocument, at: tuple[int, ...] = ()
    ) -> FrozenModel | None:
        """``data``, which stands at ``at`` in the document, as a ``cls``; None where it is none."""
        provable = (*cls.provable(), *FOLDERS) if issubclass(cls, Facts) else ()
        try:
            return cls.model_validate(data, context={PROVABLE: provable, **self.context})
        except ValidationError as error:
            self.parsed.problems += complaints(error, cls, document, at, self.source.path)
            return None

    def entry(self, cls: type[Facts], slug: str, document: YamlDocument, at: tuple[int, ...] = ()) -> Entry | None:
        """The validated entry at ``at`` in the document; its facts are kept too."""
        data = document.data[at[0]] if at else document.data
        if not isinstance(data, dict):
            self.tell(document.place(at), "mapping-expected")
            return None
        links: dict[str, tuple[str, ...]] = {}
        own = dict(data)
        self.take_accepted(own, document, at)
        for folder, kind in FOLDERS.items():
            if folder in own and folder not in cls.model_fields:
                links[kind] = tuple(self._links(own.pop(folder), document, (*at, folder)))
        facts = self.validated(cls, own, document, at)
        if not isinstance(facts, Facts):
            invalid = references_of_invalid(cls, own)
            refs = [Ref(".".join(map(str, (*at, *loc))), kind, named) for loc, kind, named in invalid]
            self.parsed.refs_of_invalid += [*refs, *prefixed(listed(links), at)]
            return None
        for loc, value in doubles(facts):
            self.tell(
                document.place((*at, *loc)), "link-twice", field=".".join(map(str, loc)), value=value, warning=True
            )
        if wanting := facts.wanting():
            self.tell(document.place(at), "field-wanting", names=", ".join(wanting), warning=True)
        if shown := self._album(facts, slug, document, at):
            links[Figure.kind] = (*links.get(Figure.kind, ()), *(one.slug for one in shown))
        entry = Entry(cls.kind, slug, facts, links)
        self._keep(entry)
        return entry

    def _keep(self, entry: Entry) -> bytes:
        packed = pickle.dumps(entry, 5)
        self.parsed.facts.append((f"{entry.kind}/{entry.slug}", packed))
        return packed

    def _album(self, facts: Facts, slug: str, document: YamlDocument, at: tuple[int, ...]) -> tuple[Photograph, ...]:
        """The photographs of an entry, each of which is kept as a figure."""
        album = album_of(facts)
        if album is None:
            return ()
        self.parsed.looks_around |= not album.pictures
        place = document.place((*at, ALBUM), key=True)
        try:
            shown = photographs(album, slug, self.assets)
        except Unusable as error:
            self.tell(
                document.place((*at, ALBUM, "folder")), error.code, field=f"{ALBUM}.folder", value=album.folder or ""
            )
            return ()
        if wanting := [name for name in OF_A_PHOTO if getattr(album, name) is None]:
            self.tell(place, "field-wanting", names=", ".join(wanting), warning=True)
        if undescribed := [one for one in shown if one.photo.alt is None]:
            first = document.place((*at, *undescribed[0].at))
            files = ", ".join(one.photo.file for one in undescribed)
            self.tell(first, "album-alt", count=len(undescribed), value=files, warning=True)
        if caption_of(facts) is None and not all(one.photo.caption for one in shown):
            self.tell(place, "field-missing", field=f"{ALBUM}.caption", name="caption")
            return ()
        for one, figure in zip(shown, figures(facts, shown), strict=True):
            packed, loc = self._keep(figure), (*at, *one.at)
            unit = record_unit(figure, self.source, document.place(loc)[0], image_at=loc)
            self.parsed.units.append(unit._replace(digest=hashlib.blake2b(packed, digest_size=16).digest()))
        return shown

    def _links(self, value: Any, document: YamlDocument, at: At) -> Iterator[str]:
        """The slugs of a list of links."""
        field_name = str(at[-1])
        if not isinstance(value, list):
            self.tell(document.place(at), "list-expected" if value else "field-empty", field=field_name)
            return
        for number, slug in enumerate(value):
            place = document.place((*at, number))
            if not isinstance(slug, str) or not SLUG.fullmatch(slug):
                self.tell(place, "slug-form", field=field_name, value=slug, kind=FOLDERS[field_name])
            elif slug in value[:number]:
                self.tell(place, "link-twice", field=field_name, value=slug)
            else:
                yield str(slug)  # a remark behind it makes it doubtful as a text, and a slug has one form
