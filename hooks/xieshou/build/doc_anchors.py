"""Links to parts of pages in hand-written pages: ``[words](project:slug#part)``, ``[words](other.md#part)``.

In: a page's Markdown. Out: the same with each part called as it is on the page it opens, and a problem for each that is
not there. What the parts of a hand-written page are called, its Markdown says: it is rendered, once, where a link asks.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote

import markdown

from xieshou.build.doc_links import resolved
from xieshou.build.prepared import Prepared
from xieshou.checks.anchors import knowable, unknown_part
from xieshou.content.anchors import is_reading
from xieshou.content.kinds import KINDS
from xieshou.content.markdown.anchors import meant
from xieshou.content.markdown.render import MarkdownSettings
from xieshou.content.source.decode import read
from xieshou.core.door import plain_files
from xieshou.core.problems import Problem

# Code comes first: what stands in it is shown, not followed.
_LINK = re.compile(
    r"(?P<code>^(?:```|~~~).*?^(?:```|~~~)|`+[^`\n]+`+)"
    r"|(?:(?<=\]\()|(?<=\]\(<)|(?<=\]: ))(?P<target>[^\s()<>#\"]*)#(?P<part>[^\s()<>\"]+)",
    re.MULTILINE | re.DOTALL,
)
_ID = re.compile(r"""\s(?:id|name)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")
_PAGE = ".md"


@dataclass(slots=True)
class DocIds:
    """The ids of hand-written pages, each rendered when it is first asked for."""

    settings: MarkdownSettings
    _known: dict[Path, tuple[str, ...] | None] = field(default_factory=dict)

    def of(self, path: Path) -> tuple[str, ...] | None:
        """Those of the page at ``path``; None where it can't be read, which others say."""
        if path not in self._known:
            source = read(path, path.name)[0]
            self._known[path] = None if source is None else self._rendered(source.body)
        return self._known[path]

    def _rendered(self, text: str) -> tuple[str, ...]:
        configs = {name: dict(options) for name, options in self.settings.configs.items()}
        made = markdown.Markdown(extensions=list(self.settings.extensions), extension_configs=configs).convert(text)
        return tuple(html.unescape("".join(found)) for found in _ID.findall(made))


@dataclass(frozen=True, slots=True)
class DocText:
    """The Markdown of a hand-written page: the file ``path``, called ``name`` in problems, from ``first_line`` on."""

    text: str
    path: Path
    name: str
    language: str
    first_line: int = 1


def closed(doc: DocText, address: str, prepared: Prepared, ids: DocIds) -> tuple[str, list[Problem]]:
    """The text with its links to entries as relative addresses from ``address``, and a problem for each that fails."""
    text, problems = aimed(doc, prepared, ids)
    text, more = resolved(text, doc.name, address, doc.language, prepared.linkable, doc.first_line)
    return text, problems + more


def aimed(doc: DocText, prepared: Prepared, ids: DocIds) -> tuple[str, list[Problem]]:
    """The text with the parts its links lead to as they are called there, and a problem for each that is not there."""
    problems: list[Problem] = []

    def one(found: re.Match[str]) -> str:
        if found["code"]:
            return found[0]
        target, part = found["target"], found["part"]
        kind, colon, slug = target.partition(":")
        if colon:
            if kind not in KINDS:
                return found[0]
            if is_reading(kind, part):
                return target  # a value, and no place on the page
            there = _of_entry(f"{kind}/{slug}", part, doc.language, prepared)
        else:
            page = doc.path.parent / target if target else doc.path
            there = ids.of(page.resolve()) if page.suffix == _PAGE else None
        if there is None:
            return found[0]
        if not (own := meant(part, there)):
            line = doc.text.count("\n", 0, found.start()) + doc.first_line
            column = found.start() - doc.text.rfind("\n", 0, found.start())
            problems.append(unknown_part(doc.name, (line, column), target or doc.name, part, there))
            return found[0]
        return found[0] if own == unquote(part) else f"{target}#{own}"

    return (_LINK.sub(one, doc.text) if "#" in doc.text else doc.text), problems


def _of_entry(id_: str, part: str, language: str, prepared: Prepared) -> tuple[str, ...] | None:
    """The ids on the page of an entry; None where it is not there, or where nobody knows them."""
    card = prepared.linkable().catalog.cards.get(id_)
    if card is None or not knowable(card, part, prepared.invalid):
        return None
    return prepared.page_ids().of(card, language)


def misaimed_docs(prepared: Prepared) -> Iterator[Problem]:
    """A problem for each link of a hand-written page to a part that is not on the page it opens."""
    project, ids = prepared.context.setup.project, DocIds(prepared.context.setup.markdown)
    languages = prepared.context.setup.languages
    for path in plain_files(project.docs):
        if path.suffix != _PAGE:
            continue
        name = project.relative(path) if path.is_relative_to(project.root) else path.name
        source, _ = read(path, name)
        if source is not None:
            first = path.relative_to(project.docs).parts[0]
            language = first if first in languages[1:] else languages[0]
            yield from aimed(DocText(source.body, path, name, language, source.body_line), prepared, ids)[1]
