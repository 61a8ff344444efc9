"""A site's own style sheets and scripts: read before all style sheets become one.

In: the files in ``assets/styles`` and ``assets/scripts``. Out: problems at their places. All sheets are joined, and so
a brace that is missing in one takes the others with it.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator

from xieshou.content.source.decode import read
from xieshou.core.files import files_below, is_copy
from xieshou.core.problems import Problem, Severity, problem
from xieshou.core.project import FRONT, ProjectPaths

_SUFFIXES = {"styles": ".css", "scripts": ".js"}
_TOLD = ("encoding-utf16", "encoding-not-utf8", "file-not-text", "file-unreadable", "merge-conflict")
"""What keeps a file from being used; other doubts of a text are none of a style sheet."""
# What stands in a comment, a text or an address has no braces of the sheet's own.
_PASSED = re.compile(r"/\*.*?\*/|\"(?:\\.|[^\"\\\n])*\"|'(?:\\.|[^'\\\n])*'|url\([^)\"']*\)", re.DOTALL)

_REMARK = re.compile(r"/\*.*?\*/", re.DOTALL)
_FETCHED = re.compile(r"(?:url\(\s*[\"']?|@import\s+[\"'])\s*((?:https?:)?//[^\s\"')]+)", re.IGNORECASE)
_SHORT = 80


def style_problems(project: ProjectPaths) -> Iterator[Problem]:
    """What is wrong with the site's own style sheets and scripts."""
    for part, suffix in _SUFFIXES.items():
        folder = project.assets / part
        if folder == FRONT / part or not os.path.isdir(folder):
            continue
        for path in files_below(folder):
            if path.suffix != suffix or not os.path.isfile(path):  # no file: told where folders are walked
                continue
            name = project.relative(path)
            if is_copy(path.stem):
                yield problem(name, 1, 1, "root-backup", warning=True, value=path.name)
                continue
            source, problems = read(path, name)
            yield from (one for one in problems if one.code in _TOLD and one.severity is Severity.ERROR)
            if source is not None and suffix == ".css":
                yield from _unbalanced(source.front or "", name)
                yield from _outside(source.front or "", name)


def _unbalanced(text: str, name: str) -> Iterator[Problem]:
    """The first brace or comment of a sheet that stands alone."""
    bare = _PASSED.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), text)
    if (at := bare.find("/*")) >= 0:
        yield problem(name, *_place(text, at), "style-comment")
        return
    open_: list[int] = []
    for found in re.finditer("[{}]", bare):
        if found[0] == "{":
            open_.append(found.start())
        elif open_:
            open_.pop()
        else:
            yield problem(name, *_place(text, found.start()), "style-brace", sign="}")
            return
    if open_:
        yield problem(name, *_place(text, open_[-1]), "style-brace", sign="{")


def _outside(text: str, name: str) -> Iterator[Problem]:
    """What a sheet would fetch from another host: every browser is told by the pages to refuse it."""
    bare = _REMARK.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), text)
    for found in _FETCHED.finditer(bare):
        yield problem(name, *_place(text, found.start(1)), "style-outside", warning=True, value=found[1][:_SHORT])


def _place(text: str, at: int) -> tuple[int, int]:
    return text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)
