"""The two sites that ``xieshou diff`` compares: found in a folder, published already, or built for it.

In: what stands on the command line. Out: folders of built sites. What is built goes to a temporary folder; the working
tree and the published site stay as they are.
"""

from __future__ import annotations

from contextlib import ExitStack, suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from xieshou.build.difference.checkout import commit_of, lay_out, seeded_cache
from xieshou.build.difference.compare import BuiltSite
from xieshou.build.locks import lock
from xieshou.build.publish import Trees
from xieshou.build.settings_check import published_folder
from xieshou.cli.build import build_aside
from xieshou.cli.options import Exit
from xieshou.core.project import ProjectPaths
from xieshou.language.labels import Labels

LIVE, NEXT = "live", "next"
_SHORT = 10
"""Characters of a commit's name that are shown."""


class NotBuilt(Exception):
    """A site could not be built: why has been told. ``code``: how that build ended."""

    def __init__(self, code: Exit) -> None:
        super().__init__(code)
        self.code = code


def site_of(asked: str, root: Path, words: Labels, stack: ExitStack) -> BuiltSite:
    """The site ``asked`` for, of the project in ``root``: ``live``, ``next``, a folder or a commit. ``stack`` lets go
    of what was made for it.

    Raises ``click.UsageError`` where it is none of these, ``NotBuilt``, ``ContentError``, ``PublishFault``,
    ``OSError``.
    """
    if asked == LIVE:
        return _with_pages(BuiltSite(asked, _live(root, stack)), words)
    if asked == NEXT:
        return BuiltSite(asked, _built(root, None, words, stack))
    if asked and Path(asked).is_dir():
        return _with_pages(BuiltSite(asked, Path(asked)), words)
    commit = commit_of(root, asked)
    if commit is None:
        raise click.UsageError(words("diff.no_side", value=asked))
    folder = _temporary(stack) / "project"
    lay_out(root, commit, folder)
    cache = ProjectPaths.at(root).keeping(stack).cache
    name = f"{asked} ({commit[:_SHORT]})" if not commit.startswith(asked) else commit[:_SHORT]
    return BuiltSite(name, _built(folder, seeded_cache(cache), words, stack))


def _live(root: Path, stack: ExitStack) -> Path:
    """The published site, which nobody replaces while it is looked at."""
    trees = Trees(published_folder(root).absolute())
    if trees.aside.is_dir():
        with suppress(OSError):  # where nothing can be written, nobody builds either
            stack.enter_context(lock(trees.aside))
    return trees.live


def _built(root: Path, cache: Path | None, words: Labels, stack: ExitStack) -> Path:
    site = _temporary(stack) / "site"
    code = build_aside(root, site, cache, words)
    if code is not Exit.SOUND:
        raise NotBuilt(code)
    return site


def _temporary(stack: ExitStack) -> Path:
    return Path(stack.enter_context(TemporaryDirectory(prefix="xieshou-diff-")))


def _with_pages(site: BuiltSite, words: Labels) -> BuiltSite:
    if not (site.folder.is_dir() and next(site.folder.rglob("*.html"), None)):
        raise click.UsageError(words("diff.no_site", value=site.name, folder=site.folder))
    return site
