"""Texts in Markdown: an article, its translation, or the story of a record.

In: a file being parsed. Out: its body, and a unit. An article's facts stand in its original alone.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from xieshou.content import typography
from xieshou.content.anchors import notes_of, with_parts
from xieshou.content.entries import bare, refs_of, unit_of
from xieshou.content.hosts import disguised_hosts
from xieshou.content.kinds import FOLDERS
from xieshou.content.kinds.article import Article, TranslationWords
from xieshou.content.kinds.life import in_order
from xieshou.content.markdown.body import Body, TextBlock
from xieshou.content.markdown.render import Renderer
from xieshou.content.parsed import ParsedFile
from xieshou.content.paths import Named, folder_year
from xieshou.content.repeats import repeated
from xieshou.content.schema import edtf
from xieshou.content.slips import any_slip, firsts
from xieshou.content.source.decode import TextFile, read
from xieshou.content.strays import KEEPS_BACK, strays
from xieshou.content.units import Unit, UpdateFact
from xieshou.content.yaml.document import YamlDocument
from xieshou.core.problems import Problem, problem
from xieshou.core.scripts import foreign_to, known_by

FACT_FIELDS = frozenset(Article.model_fields) - frozenset(TranslationWords.model_fields) | frozenset(FOLDERS)
_WORD, _FEW_WORDS = re.compile(r"[A-Za-z]{2,}"), 6
_FIRST_LEVEL = re.compile(r"\n(?:[ >]{0,6}#[ \t]|=+[ \t]*$)", re.MULTILINE)
_TITLE = re.compile(r"^title:[ \t]*(.+)$", re.MULTILINE)
_DATE = "date"
"""The fact that every original has."""
_COVERS = "covers"
_CODE = re.compile(r"(`+)[^`\n]+\1")


def parse_story(file: ParsedFile, path: Path, named: Named, renderer: Renderer) -> None:
    """The text at ``path``, of the entry and in the language that its name says."""
    source, parsed = file.source, file.parsed
    kind, slug, language = named
    title = _title(source)
    body, mentions, problems = renderer.render(source.body, source.path, source.body_line, title)
    parsed.problems += problems
    parsed.problems += list(_strays(file, body, kind))
    look_at_text(file, body, language)
    digest = hashlib.blake2b(f"{source.path}\n{title}\n{source.body}".encode(), digest_size=16).digest()
    parsed.bodies.append((digest, body.packed()))
    mentioned = with_parts(mentions, body)
    parsed.refs_of_invalid += mentioned
    text = bare(source, kind, slug, language, body=digest, refs=mentioned)._replace(notes=notes_of(body))
    if kind == Article.kind:
        _article(file, path, text)
        return
    if source.front is not None and source.front.strip():
        file.tell((2, 1), "story-front-matter")
    parsed.units.append(text)


def look_at_text(file: ParsedFile, body: Body, language: str) -> None:
    """Note what is odd about the text of a file in ``language``, whatever it is a text of."""
    source, parsed = file.source, file.parsed
    parsed.problems += repeated(source.body, body.blocks, source.path, source.body_line)
    parsed.problems += disguised_hosts(source.body, source.path, source.body_line)
    if _in_another_language(source.body, language):
        file.tell((source.body_line, 1), "text-other-language", warning=True, language=language)
    slipped = any_slip(source.body, language)
    set_otherwise = typography.any_sign(source.body, language)
    if slipped or set_otherwise:
        words = without_code(source.body, body.blocks)
        for slip in (
            *(firsts(words, language) if slipped else ()),
            *(typography.firsts(words, source.body, language) if set_otherwise else ()),
        ):
            line = source.body.count("\n", 0, slip.offset)
            column = slip.offset - source.body.rfind("\n", 0, slip.offset)
            details = {"sign": slip.text, "meant": slip.meant, "written_in": language}
            file.tell((source.body_line + line, column), slip.code, warning=True, **details)


def without_code(text: str, blocks: Iterable[TextBlock]) -> str:
    """``text`` with blanks for its programs and what stands in backquotes: that is no prose."""
    lines = text.split("\n")
    for tag, first, last in blocks:
        if tag == "code":
            lines[first - 1 : last] = [" " * len(line) for line in lines[first - 1 : last]]
    return _CODE.sub(lambda found: " " * len(found[0]), "\n".join(lines))


def _strays(file: ParsedFile, body: Body, kind: str) -> Iterator[Problem]:
    """Facts in the text; where the file lacks its block of them, or has a second, that is told once."""
    told = any(one.code == "front-matter-second" for one in file.parsed.problems)
    told = told or (kind == Article.kind and file.source.front is None)
    for one in strays(file.source.body, body.blocks, file.source.path, file.source.body_line):
        if one.code == KEEPS_BACK or not told:
            yield one


def _title(source: TextFile) -> str:
    """The title in the front matter, where the text has a heading of the first level that may repeat it."""
    if not _FIRST_LEVEL.search(f"\n{source.body}"):
        return ""
    found = _TITLE.search(source.front or "")
    return found[1].strip().strip("\"'") if found else ""


def _article(file: ParsedFile, path: Path, text: Unit) -> None:
    """An article's original or translation, whose text is known."""
    source = file.source
    document = file.document(dict, "mapping-expected")
    if document is None:
        return
    if source.front is None:
        file.tell((1, 1), "front-matter-missing")
        return
    if not source.body.strip():
        file.tell((source.body_line, 1), "text-missing")
    file.look_at_words(document, Article, text.language)
    facts = [name for name in document.data if name in FACT_FIELDS]
    if facts and (_DATE in facts or not _dated_beside(path, text.slug)):
        _original(file, document, text, facts[0])
        return
    for name in facts:
        file.tell(document.place((name,), key=True), "field-of-original", field=name)
        del document.data[name]
    _translation(file, document, text)


def _original(file: ParsedFile, document: YamlDocument, text: Unit, first_fact: str) -> None:
    entry = file.entry(Article, text.slug, document)
    if entry is None or not isinstance(entry.facts, Article):
        return
    source = file.source
    file.parsed.problems += _misfiled(source.path, entry.facts, document)
    file.parsed.problems += disguised_hosts(source.front or "", source.path, source.front_line)
    file.parsed.units.append(
        unit_of(
            entry,
            file.source,
            document.place((first_fact,), key=True)[0],
            language=text.language,
            refs=(*refs_of(entry), *text.refs),
            titles=((text.language, entry.facts.title),),
            summaries=((text.language, entry.facts.summary),),
            body=text.body,
            notes=text.notes,
            author=entry.facts.author or "",
            translator=entry.facts.translator or "",
            updates=tuple(UpdateFact(one.date.edtf, one.kind, one.what.pairs) for one in in_order(entry.facts.updates)),
        )
    )


def _translation(file: ParsedFile, document: YamlDocument, text: Unit) -> None:
    file.take_accepted(document.data, document)
    words = file.validated(TranslationWords, document.data, document)
    if isinstance(words, TranslationWords):
        file.parsed.units.append(
            text._replace(
                titles=((text.language, words.title),),
                summaries=((text.language, words.summary),),
                hidden=words.draft or words.withdrawn,
                publish_at=words.publish_at or 0,
                author=words.author or "",
                translator=words.translator or "",
                made=(words.translation or "", words.checked_by or ""),
            )
        )


def _in_another_language(text: str, language: str) -> bool:
    """Whether a text holds nothing in its language's script, or, where that is Latin, more in others than words: two
    files may be swapped.
    """
    own = known_by(language)
    if own.search(text) if own else len(text.encode()) < len(text) * 1.1:  # two bytes a character or three: few others
        return False
    words, others = len(_WORD.findall(text)), len(foreign_to(language).findall(text))
    return words + others > _FEW_WORDS if own else others > words + _FEW_WORDS


def _misfiled(path: str, article: Article, document: YamlDocument) -> Iterator[Problem]:
    """A warning where an article lies in the folder of a year that is none of its own.

    Its address has the folder's year and outlives a new dateline: where it says which period it covers, any year from
    the first of that to the one it was written in will do.
    """
    folder, date, covers = folder_year(path), article.date, article.covers
    if not folder:
        return
    if covers is None:
        if not date.year <= folder <= date.last_year and "/" not in date.edtf:
            yield problem(path, *document.place((_DATE,)), "file-year", warning=True, folder=folder, value=date.edtf)
        return
    first, last = (covers.start.year if covers.start else edtf.YEARS[0]), max(date.last_year, covers.last_year)
    if not first <= folder <= last:
        place = document.place((_COVERS,))
        yield problem(path, *place, "file-year-covers", warning=True, folder=folder, value=covers.edtf, limit=last)


def _dated_beside(path: Path, slug: str) -> bool:
    """Whether another file of this article has the date, and so the facts: asked only where facts stand without one."""
    try:
        names = [name for name in os.listdir(path.parent) if name.startswith(f"{slug}.") and name.endswith(".md")]
    except OSError:  # taken away meanwhile
        return False
    others = (path.with_name(name) for name in sorted(names) if name != path.name)
    return any(re.search(rf"^{_DATE}:", source.front or "", re.M) for other in others if (source := read(other, "")[0]))
