"""A site shown in spite of errors in some of its files, to whoever goes on writing it. No build does this.

In: what a build would tell, and what loading found. Out: the site planned with those files as they last were sound, or
without them. What a build would tell stays told, and nothing else: what goes wrong because a file is left out is no
fault of its own. Errors that concern the whole site (settings, words, templates, ``site.yml``) leave nothing to show.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace

from xieshou.build.context import BuildContext
from xieshou.build.left_out import LeftOut, Shown, left_out
from xieshou.build.prepared import Prepared
from xieshou.content.doc_page import without_text
from xieshou.content.docs import Docs
from xieshou.content.load import FileState, Loaded
from xieshou.content.paths import named
from xieshou.content.site_file import NAME
from xieshou.core.problems import Problem

Attempt = Callable[[BuildContext, Loaded], Prepared]
"""Checks and plans what was loaded."""
_ROUNDS = 5
"""Attempts: what an older version of one file breaks in another may break a third."""


def shown_in_spite(told: Prepared, loaded: Loaded, attempt: Attempt) -> Prepared:
    """The site without what has errors, where these are confined to files; else as it is, without a plan.

    ``told`` is what came of the first attempt, by all that is ``loaded``.
    """
    rest = _Rest(told.context, loaded, told.context.docs, dict(loaded.files))
    found = told.problems.errors
    for _ in range(_ROUNDS):
        if not rest.confined(found):
            break
        rest.leave_out(found)
        try:
            tried = attempt(rest.in_context(), rest.loaded())
        except (OSError, sqlite3.Error):
            raise
        except Exception:  # whatever the program fails on here, the errors that are known come first
            break
        if tried.plan is not None:
            return replace(
                tried, problems=told.problems, accepted=told.accepted, left=told.left, left_out=rest.told(told, tried)
            )
        found = tried.problems.errors
    keep_earlier(loaded, told)
    return told


def keep_earlier(loaded: Loaded, told: Prepared) -> None:
    """Where nothing is shown: what was sound before is kept for when something is. A build reads such files anew."""
    before = {one.path: loaded.earlier.get(one.path) for one in told.problems.errors}
    told.context.store.put_back({path: one for path, one in before.items() if one is not None})


@dataclass(slots=True)
class _Rest:
    """What is left of a site without the files that have errors. Of each the version before is tried, then none."""

    context: BuildContext
    all: Loaded
    docs: Docs
    files: dict[str, FileState]
    faulty: set[str] = field(default_factory=set)
    gone: set[str] = field(default_factory=set)

    def confined(self, errors: Iterable[Problem]) -> bool:
        """Whether errors stand in single files of entries and hand-written pages, and there alone."""
        return bool(errors) and all(map(self._confined, {one.path for one in errors}))

    def _confined(self, path: str) -> bool:
        project = self.context.setup.project
        if self._uri(path) in self.context.docs.pages:
            return True
        inside = path.startswith(f"{project.relative(project.content)}/")
        return inside and path != NAME and not (project.root / path).is_dir()

    def leave_out(self, errors: Iterable[Problem]) -> None:
        """Take the files of ``errors`` back by one version."""
        paths = {one.path for one in errors}
        store = self.context.store
        for path in sorted(paths):
            before = self.all.earlier.get(path)
            if self._uri(path) in self.context.docs.pages:
                self._leave_out_page(path)
            elif path not in self.faulty and before is not None:
                store.put_back({path: before})
                self.files[path] = before.digest, before.shape
            elif path in self.faulty or path in self.all.earlier or path not in self.files:
                store.forget_files([path])
                self.files.pop(path, None)
                self.gone.add(path)
            # Else it is as it was when it was sound: what it clashes with may be new.
        self.faulty |= paths
        self.context.worker.forget_catalog()

    def _leave_out_page(self, path: str) -> None:
        """A hand-written page keeps its address and its place in the navigation, unless another has them."""
        uri = self._uri(path)
        pages = {**self.docs.pages}
        if path in self.faulty:
            pages.pop(uri, None)
        else:
            pages[uri] = without_text(pages[uri])
        problems = [one for one in self.docs.problems if one.path != path]
        self.docs = replace(self.docs, pages=pages, problems=problems)

    def _uri(self, path: str) -> str:
        return path.removeprefix(f"{self.docs.folder}/") if path.startswith(f"{self.docs.folder}/") else ""

    def in_context(self) -> BuildContext:
        """The build, of the pages that are left."""
        return replace(self.context, docs=self.docs, without=tuple(sorted(self.faulty)))

    def loaded(self) -> Loaded:
        """What loading would have found. What leads to a faulty file is no fault: it will be there again."""
        invalid = frozenset(map(named, self.faulty - {page.place.name for page in self.context.docs.pages.values()}))
        return Loaded([], self.files, invalid)

    def told(self, told: Prepared, tried: Prepared) -> LeftOut:
        """What became of the files whose errors a build would tell, and of those left out for their sake."""
        site = self.context.read.site
        assert site is not None
        assert tried.plan is not None
        prefixes = tuple(site.prefix(language) for language in site.languages)
        shown = Shown(tried.plan, prefixes, self.context.docs.pages, self.context.setup.project)
        return left_out(told.problems.errors, self.gone, shown)
