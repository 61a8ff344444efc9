"""What a file's name says of it: the kind by its folder, the slug, and the language of a text.

``content/projects/heji.yml`` is a record, ``content/projects/heji.zh.md`` its story, ``content/places.yml`` a list of
records, ``content/articles/2024/envoys.en.md`` an article or its translation.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from xieshou.content.kinds import FOLDERS
from xieshou.content.kinds.article import Article
from xieshou.content.schema.types.slug import SLUG
from xieshou.core.door import RESERVED
from xieshou.core.problems import Problem, problem

LONGEST_SLUG = 80


_HELD_BACK = re.compile(
    r"(?:^|[-_. /])(?:drafts?|wip|unpublished|embargo(?:ed)?|private|caogao|daifa)(?:$|[-_. ])"
    r"|草稿|待发|未发布?|不发|暂存|内部|保密",
    re.IGNORECASE,
)
"""In the name of a folder: what it holds is not to go out."""
_KEPT = re.compile(
    r"(?:drafts?|wip|unpublished|embargoed|caogao|daifa|copy-of|fuben)-.+"
    r"|.+-(?:drafts?|wip|unpublished|embargoed|copy(?:-[0-9]+)?|backup|bak|old|tmp|fuben|caogao|daifa)"
)
"""A slug by which people tell a draft or another copy."""

_SITE = "site"
"""Stem of the site's own file, which has a reader of its own; of others like it there are none."""


class Named(NamedTuple):
    """The entry a file is about; no slug: a list of records; no language: a record."""

    kind: str
    slug: str
    language: str


def named(name: str) -> Named:
    """The entry meant by a file's name, right or wrong; no kind where its folder is none."""
    parts = name.split("/")
    stem, *suffixes = parts[-1].split(".")
    folder = stem if len(parts) == 2 else parts[1]
    language = suffixes[0] if len(suffixes) > 1 else ""
    return Named(FOLDERS.get(folder, ""), "" if len(parts) == 2 else stem, language)


def folder_year(name: str) -> int:
    """The year that an article's folder is named for, which its address has too; 0 where it is named otherwise."""
    folder = name.split("/")[-2]
    return int(folder) if re.fullmatch(r"[0-9]{4}", folder) else 0


def allowed_folder(name: str, folders: Sequence[str]) -> bool:
    """Whether entries of this name may lie where they do: right in the folder of their kind, articles in that of a
    year, others in one of ``folders`` (``projects/energy``), which the site names.
    """
    parts = name.split("/")[1:-1]
    year = len(parts) == 2 and parts[0] == Article.folder and re.fullmatch(r"[0-9]{4}", parts[1])
    return len(parts) < 2 or bool(year) or "/".join(parts) in folders


def held_back(folder: str) -> bool:
    """Whether the name of a folder says that what it holds is not to go out."""
    return bool(_HELD_BACK.search(folder))


def kept(slug: str) -> bool:
    """Whether a slug is one that people give to a draft, or to another copy."""
    return bool(_KEPT.fullmatch(slug))


_TYPED = re.compile(
    r"(?P<stem>.*?)(?P<language>\.[a-z]{2})?\.(?P<suffix>md|yml|yaml|markdown|mdown|txt)(?P<txt>\.txt)?", re.I
)


def _meant(name: str, languages: tuple[str, ...], article: bool) -> str:
    """What a file with a text's ending, but not one that is read, was to be called; nothing for all others."""
    found = _TYPED.fullmatch(name)
    if not found:
        return ""
    stem, language, suffix = found["stem"], found["language"] or "", found["suffix"].lower()
    if suffix == "txt" and language[1:] not in languages:
        return ""  # a note of some kind
    if suffix in ("yml", "yaml"):
        # A record speaks all languages; an article in YAML is told another way.
        meant = (
            name if article and not found["txt"] else f"{stem}{'' if language[1:] in languages else language}.{suffix}"
        )
    else:
        meant = f"{stem}{language}.md"
    return "" if meant == name else meant


def classify(name: str, languages: tuple[str, ...], folders: Sequence[str] | None = None) -> Named | Problem:
    """The entry a file is about, or why its name can't be used. ``folders``: those the site names, where known."""
    found, listed = named(name), name.count("/") == 1
    suffixes = name.rpartition("/")[2].split(".")[1:]
    record = suffixes in (["yml"], ["yaml"])
    if listed and name.rpartition("/")[2].split(".")[0].lower() == _SITE:
        return problem(name, 1, 1, "site-file-other", warning=True)
    if not found.kind:
        return problem(name, 1, 1, "file-unknown-folder", folders=", ".join(FOLDERS))
    if folders is not None and not allowed_folder(name, folders):
        inner = "/".join(name.split("/")[1:-1])
        return problem(name, 1, 1, "file-folder-held-back" if held_back(inner) else "file-folder", folder=inner)
    if meant := _meant(name.rpartition("/")[2], languages, found.kind == Article.kind):
        return problem(name, 1, 1, "file-suffix", name=meant)
    if suffixes[-1:] in (["yml"], ["yaml"]) and found.kind == Article.kind:
        return problem(name, 1, 1, "file-article-yaml")
    if listed and record:
        return found
    if listed or suffixes[-1:] not in (["md"], ["yml"], ["yaml"]):
        return problem(name, 1, 1, "file-ignored", warning=True)
    if not SLUG.fullmatch(found.slug) or len(found.slug) > LONGEST_SLUG:
        return problem(name, 1, 1, "file-slug", value=found.slug)
    if found.slug in RESERVED:
        return problem(name, 1, 1, "file-reserved", value=found.slug)
    if record or (len(suffixes) == 2 and found.language in languages):
        return found
    return problem(name, 1, 1, "file-language", slug=found.slug, languages=", ".join(languages))
