"""Beginning an entry from the command line: its title, its slug, its file.

In: a site's folder, a kind, the options as typed. Out: one file, and the answer; a wrong call ends with
``click.UsageError``.
"""

from __future__ import annotations

import datetime
import json
import re
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from xieshou.cli.options import LABELS
from xieshou.content.kinds import KINDS
from xieshou.content.kinds.article import Article
from xieshou.content.paths import LONGEST_SLUG, kept
from xieshou.content.schema.types.base import SiteNames
from xieshou.content.schema.types.slug import SLUG
from xieshou.content.site_file import read_site
from xieshou.core.door import RESERVED
from xieshou.core.problems import ContentError, Problems
from xieshou.core.project import ProjectPaths
from xieshou.founding.entry import NewEntry, entry_file
from xieshou.founding.placing import place_entry
from xieshou.founding.slugs import proposed_slug
from xieshou.language.labels import Labels

KIND_NAMES: dict[str, str] = {"story": Article.kind, **{kind: kind for kind in KINDS}}
"""What may be begun, by the names people use, and its kind."""
_SLUG_LINE = r"^-?\s*slug:\s*['\"]?{}['\"]?\s*(?:#.*)?$"


def begin_entry(root: Path, kind: str, given: Mapping[str, Any], words: Labels, form: str, *, ask: bool) -> str:
    """Begin an entry of ``kind`` in the site in ``root``. What to say of it. Raises ``ContentError`` where the site's
    own file has errors.
    """
    site, problems, _ = read_site(ProjectPaths.at(root))
    if site is None:
        raise ContentError(Problems(problems))
    language = site.languages[0]
    title = _title(given["title"], language, words, ask=ask)
    slug = _slug(root, kind, title, given["slug"], words, ask=ask)
    day = _day(given["date"], words)
    values = {"title" if kind == Article.kind else "name": title}
    folder = root / "content" / KINDS[kind].folder
    name = f"{slug}.yml"
    if kind == Article.kind:
        values["date"] = day.isoformat()
        folder, name = folder / str(day.year), f"{slug}.{language}.md"
    elif given["date"]:
        if "date" not in KINDS[kind].model_fields:
            raise click.UsageError(words("founding.for_kind", option="date", what=words("kinds.article.one")))
        values["date"] = day.isoformat()
    if not folder.resolve().is_relative_to(root):
        raise click.UsageError(words("founding.linked", folder=folder.relative_to(root).as_posix()))
    names = SiteNames(site.languages, dict(site.choices()))
    made = entry_file(NewEntry(kind, slug, language, values), names, LABELS.get(language, words))
    try:
        place_entry(folder / name, made.text.encode())
    except FileExistsError:
        raise _taken(slug, folder / name, root, words) from None
    file = (folder / name).relative_to(root).as_posix()
    if form == "json":
        return json.dumps({"file": file, "slug": slug, "missing": made.missing}, ensure_ascii=False)
    missing = ", ".join(made.missing)
    return (
        words("founding.written", file=file, missing=missing) if missing else words("founding.written_whole", file=file)
    )


def _title(typed: str | None, language: str, words: Labels, *, ask: bool) -> str:
    if typed is None and ask:
        typed = str(click.prompt(words("founding.ask_title", language=language)))
    title = " ".join("".join(char if char.isprintable() else " " for char in typed or "").split())
    if not title:
        raise click.UsageError(words("founding.title_missing"))
    return title


def _slug(root: Path, kind: str, title: str, typed: str | None, words: Labels, *, ask: bool) -> str:
    slug = typed if typed is not None else proposed_slug(title)
    if typed is None and ask:
        slug = str(click.prompt(words("founding.ask_slug"), default=slug or None))
    if not slug:
        raise click.UsageError(words("founding.slug_missing", value=title))
    if not SLUG.fullmatch(slug) or len(slug) > LONGEST_SLUG or slug in RESERVED or kept(slug):
        raise click.UsageError(words("founding.slug_form", value=slug, limit=LONGEST_SLUG))
    if file := _holder(root, kind, slug):
        raise _taken(slug, file, root, words)
    return slug


def _holder(root: Path, kind: str, slug: str) -> Path | None:
    """The file that holds the entry with this slug, if there is one."""
    folder = root / "content" / KINDS[kind].folder
    for path in sorted(folder.rglob(f"{slug}.*")):
        if path.name.split(".")[0] == slug:
            return path
    line = re.compile(_SLUG_LINE.format(re.escape(slug)), re.MULTILINE)
    for listed in (folder.with_suffix(".yml"), folder.with_suffix(".yaml")):
        if listed.is_file() and line.search(listed.read_text("utf-8", "replace")):
            return listed
    return None


def _taken(slug: str, file: Path, root: Path, words: Labels) -> click.UsageError:
    return click.UsageError(words("founding.slug_taken", value=slug, file=file.relative_to(root).as_posix()))


def _day(typed: str | None, words: Labels) -> datetime.date:
    if not typed:
        return datetime.date.fromtimestamp(time.time())
    try:
        return datetime.date.fromisoformat(typed)
    except ValueError:
        raise click.UsageError(words("founding.date_form", value=typed)) from None
