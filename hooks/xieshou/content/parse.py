"""One file to typed entries: the eyes of the content stage.

In: a file of ``content/``. Out: ``Parsed``: its units, its facts and bodies as bytes for the store, and every problem
in it, each at its own place. A file with an error gives no units: nothing half-read goes on.
"""

from __future__ import annotations

import hashlib
import os
import pickle
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from xieshou.content.entries import Entry, bare, listed, prefixed, refs_of, unit_of
from xieshou.content.kinds import FOLDERS, KINDS, Facts, Record
from xieshou.content.kinds.article import Article, TranslationWords
from xieshou.content.kinds.base import PROVABLE, FrozenModel
from xieshou.content.markdown.render import Renderer
from xieshou.content.paths import LONGEST_SLUG, RESERVED, classify
from xieshou.content.schema.errors import complaints
from xieshou.content.schema.introspect import amounts, references_of_invalid
from xieshou.content.schema.types.slug import SLUG
from xieshou.content.source.decode import TextFile, read
from xieshou.content.units import Ref, Unit, pack, shape
from xieshou.content.yaml.document import YamlDocument, parse_yaml
from xieshou.core.problems import Problem, Severity, of_one_file, problem
from xieshou.core.scripts import foreign_to, known_by

NOT_ENTRIES = ("content/site.yml",)
"""Files of ``content/`` with readers of their own."""
FACT_FIELDS = frozenset(Article.model_fields) - frozenset(TranslationWords.model_fields) | frozenset(FOLDERS)
_WORD, _FEW_WORDS = re.compile(r"[A-Za-z]{2,}"), 6
_DATE = "date"
"""The fact that every original has."""


@dataclass(slots=True)
class Parsed:
    """What one file gave."""

    digest: bytes = b""
    units: list[Unit] = field(default_factory=list)
    facts: list[tuple[str, bytes]] = field(default_factory=list)
    bodies: list[tuple[bytes, bytes]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    gone: bool = False
    """Whether the file was taken away since somebody saw it: then there is nothing to say of it."""
    refs_of_invalid: list[Ref] = field(default_factory=list)
    """What a file with an error refers to, as far as that can be seen: a wrong reference is told with the rest."""

    @property
    def sound(self) -> bool:
        """Whether it may be used."""
        return not any(one.severity is Severity.ERROR for one in self.problems)

    def packed(self) -> bytes:
        """Its units as bytes."""
        return pack(self.units)

    def shape(self) -> bytes:
        """The digest of what planning may see of it."""
        return shape(self.units)


@dataclass(frozen=True, slots=True)
class Reader:
    """What parsing needs besides the file: the site's languages, the Markdown parser, the site's own choices."""

    languages: tuple[str, ...]
    renderer: Renderer
    choices: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def parse(self, path: Path, name: str) -> Parsed:
        """The file ``path``, called ``name`` in problems."""
        parsed = Parsed()
        where = classify(name, self.languages)
        if isinstance(where, Problem):
            parsed.problems.append(where)
            return parsed
        kind, slug, language = where
        source, problems = read(path, name)
        if source is None and not path.exists():
            parsed.gone = True
            return parsed
        parsed.problems += problems
        if source is None:
            return parsed
        parsed.digest = source.digest
        if language:
            self._story(path, source, kind, slug, language, parsed)
        elif slug:
            document = self._yaml(source, parsed)
            if document:
                self._record(source, document, KINDS[kind], slug, (), parsed)
        else:
            self._list(source, kind, parsed)
        parsed.problems = of_one_file(parsed.problems)
        if not parsed.sound:
            parsed.refs_of_invalid += [ref for unit in parsed.units for ref in unit.refs]
        return parsed

    def _yaml(self, source: TextFile, parsed: Parsed) -> YamlDocument | None:
        document, problems = parse_yaml(source.front or "", source.path, source.front_line)
        parsed.problems += problems
        if document and not isinstance(document.data, dict):
            parsed.problems.append(problem(source.path, source.front_line, 1, "mapping-expected"))
            return None
        return document

    def _list(self, source: TextFile, kind: str, parsed: Parsed) -> None:
        document, problems = parse_yaml(source.front or "", source.path)
        parsed.problems += problems
        if document is None:
            return
        if not isinstance(document.data, list):
            parsed.problems.append(problem(source.path, 1, 1, "list-expected"))
            return
        lines: dict[str, int] = {}
        for number, item in enumerate(document.data):
            place = document.place((number, "slug"))
            slug = item.pop("slug", "") if isinstance(item, dict) else ""
            if not isinstance(slug, str) or not SLUG.fullmatch(slug) or len(slug) > LONGEST_SLUG or slug in RESERVED:
                parsed.problems.append(problem(source.path, *place, "list-slug", field="slug"))
                if not isinstance(item, dict):
                    continue
            elif slug in lines:
                for line in (lines[slug], place[0]):
                    parsed.problems.append(problem(source.path, line, 1, "two-records", slug=slug, other=source.path))
            else:
                lines[slug] = place[0]
            self._record(source, document, KINDS[kind], str(slug), (number,), parsed)

    def _record(
        self, source: TextFile, document: YamlDocument, cls: type[Facts], slug: str, at: tuple[int, ...], parsed: Parsed
    ) -> None:
        data = document.data[at[0]] if at else document.data
        entry = self._entry(cls, slug, data, document, at, source.path, parsed)
        if entry is None or not isinstance(entry.facts, Record):
            return
        facts = entry.facts
        line = document.place(at)[0]
        parsed.units.append(
            unit_of(
                entry,
                source,
                line,
                refs=tuple(prefixed(refs_of(entry), at)),
                titles=facts.name.pairs,
                summaries=facts.summary.pairs if facts.summary else (),
                aliases=facts.aliases,
                image=getattr(facts, "image", None) or "",
                amount=".".join(map(str, (*at, *next(amounts(facts))))) if any(amounts(facts)) else "",
            )
        )

    def _story(self, path: Path, source: TextFile, kind: str, slug: str, language: str, parsed: Parsed) -> None:
        body, mentions, problems = self.renderer.render(source.body, source.path, source.body_line)
        parsed.problems += problems
        if _in_another_language(source.body, language):
            place = (source.body_line, 1)
            parsed.problems.append(problem(source.path, *place, "text-other-language", warning=True, language=language))
        digest = hashlib.blake2b(f"{source.path}\n{source.body}".encode(), digest_size=16).digest()
        parsed.bodies.append((digest, body.packed()))
        mentioned = tuple(Ref("text", *mention) for mention in mentions)
        parsed.refs_of_invalid += mentioned
        if kind != Article.kind:
            if source.front is not None and source.front.strip():
                parsed.problems.append(problem(source.path, 2, 1, "story-front-matter"))
            parsed.units.append(bare(source, kind, slug, language, body=digest, refs=mentioned))
            return
        document = self._yaml(source, parsed)
        if document is None:
            return
        if source.front is None:
            parsed.problems.append(problem(source.path, 1, 1, "front-matter-missing"))
            return
        if not source.body.strip():
            parsed.problems.append(problem(source.path, source.body_line, 1, "text-missing"))
        facts = [name for name in document.data if name in FACT_FIELDS]
        if not facts or (_DATE not in facts and _dated_beside(path, slug)):
            for name in facts:
                place = document.place((name,), key=True)
                parsed.problems.append(problem(source.path, *place, "field-of-original", field=name))
                del document.data[name]
            self._translation(source, document, slug, language, digest, mentioned, parsed)
            return
        entry = self._entry(Article, slug, document.data, document, (), source.path, parsed)
        if entry is not None and isinstance(entry.facts, Article):
            parsed.problems += _misfiled(source.path, entry.facts.date.edtf, document)
            parsed.units.append(
                unit_of(
                    entry,
                    source,
                    document.place((next(name for name in document.data if name in FACT_FIELDS),), key=True)[0],
                    language=language,
                    refs=(*refs_of(entry), *mentioned),
                    titles=((language, entry.facts.title),),
                    summaries=((language, entry.facts.summary),),
                    body=digest,
                )
            )

    def _translation(
        self,
        source: TextFile,
        document: YamlDocument,
        slug: str,
        language: str,
        body: bytes,
        refs: tuple[Ref, ...],
        parsed: Parsed,
    ) -> None:
        words = self._validated(TranslationWords, document.data, document, (), source.path, parsed)
        if isinstance(words, TranslationWords):
            unit = bare(source, Article.kind, slug, language, body=body, refs=refs)
            parsed.units.append(
                unit._replace(
                    titles=((language, words.title),),
                    summaries=((language, words.summary),),
                    hidden=words.draft or words.withdrawn,
                    publish_at=words.publish_at or 0,
                )
            )

    def _entry(
        self,
        cls: type[Facts],
        slug: str,
        data: Any,
        document: YamlDocument,
        at: tuple[int, ...],
        path: str,
        parsed: Parsed,
    ) -> Entry | None:
        """The validated entry; its facts go into ``parsed`` too."""
        if not isinstance(data, dict):
            parsed.problems.append(problem(path, *document.place(at), "mapping-expected"))
            return None
        links: dict[str, tuple[str, ...]] = {}
        own = dict(data)
        for folder, kind in FOLDERS.items():
            if folder in own and folder not in cls.model_fields:
                links[kind] = tuple(_link_list(own.pop(folder), document, (*at, folder), path, parsed))
        facts = self._validated(cls, own, document, at, path, parsed)
        if not isinstance(facts, Facts):
            found = [
                Ref(".".join(map(str, (*at, *loc))), kind, slug) for loc, kind, slug in references_of_invalid(cls, own)
            ]
            parsed.refs_of_invalid += [*found, *prefixed(listed(links), at)]
            return None
        entry = Entry(cls.kind, slug, facts, links)
        parsed.facts.append((f"{cls.kind}/{slug}", pickle.dumps(entry, 5)))
        return entry

    def _validated(
        self, cls: type[FrozenModel], data: Any, document: YamlDocument, at: tuple[int, ...], path: str, parsed: Parsed
    ) -> FrozenModel | None:
        provable = (*cls.provable(), *FOLDERS) if issubclass(cls, Facts) else ()
        try:
            return cls.model_validate(data, context={"languages": self.languages, PROVABLE: provable, **self.choices})
        except ValidationError as error:
            parsed.problems += complaints(error, cls, document, at, path)
            return None


def _in_another_language(text: str, language: str) -> bool:
    """Whether a text holds nothing in its language's script, or, where that is Latin, more in others than words: two
    files may be swapped.
    """
    own, foreign = known_by(language), foreign_to(language)
    if own is not None:
        return not own.search(text) and len(_WORD.findall(text)) + len(foreign.findall(text)) > _FEW_WORDS
    if len(text.encode()) < len(text) * 1.1:  # two or three bytes a character: there is little, if any
        return False
    return len(foreign.findall(text)) > len(_WORD.findall(text)) + _FEW_WORDS


def _misfiled(path: str, date: str, document: YamlDocument) -> Iterable[Problem]:
    """A warning where an article lies in the folder of another year than its date's."""
    folder = path.split("/")[-2]
    if re.fullmatch(r"\d{4}", folder) and folder != date[:4] and "/" not in date:
        yield problem(path, *document.place((_DATE,)), "file-year", warning=True, folder=folder, value=date)


def _dated_beside(path: Path, slug: str) -> bool:
    """Whether another file of this article has the date, and so the facts: asked only where facts stand without one."""
    try:
        names = [name for name in os.listdir(path.parent) if name.startswith(f"{slug}.") and name.endswith(".md")]
    except OSError:  # taken away meanwhile
        return False
    others = (path.with_name(name) for name in sorted(names) if name != path.name)
    return any(re.search(rf"^{_DATE}:", source.front or "", re.M) for other in others if (source := read(other, "")[0]))


def _link_list(
    value: Any, document: YamlDocument, at: tuple[int | str, ...], path: str, parsed: Parsed
) -> Iterable[str]:
    if not isinstance(value, list):
        code = "list-expected" if value else "field-empty"
        parsed.problems.append(problem(path, *document.place(at), code, field=str(at[-1])))
        return
    for number, slug in enumerate(value):
        place = document.place((*at, number))
        if not isinstance(slug, str) or not SLUG.fullmatch(slug):
            parsed.problems.append(problem(path, *place, "slug-form", field=str(at[-1]), value=slug))
        elif slug in value[:number]:
            parsed.problems.append(problem(path, *place, "link-twice", field=str(at[-1]), value=slug))
        else:
            yield slug
