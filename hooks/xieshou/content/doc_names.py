"""Names by which people mean that a hand-written page is not to go out: a folder of drafts, a copy beside the page.

In: the path of a page that will be published. Out: a problem where its folders or its name say otherwise: no name keeps
anything from being published, though that of a folder does with other programs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from xieshou.content.paths import kept
from xieshou.core.files import is_copy
from xieshou.core.problems import Problem, problem

_FOLDER = re.compile(
    r"[_.-]*(?:drafts?|wip|unpublished|embargo(?:ed)?|private|caogao|daifa|backups?|bak|trash)"
    r"|_?(?:草稿|待发|未发|未发布|不发|不发布|暂存|保密|旧|旧稿|旧版|备份|副本|回收站)(?:箱|夹|文件夹|稿|稿件|页面|文件)?",
    re.IGNORECASE,
)
_STATUS = frozenset(
    {
        *("draft", "drafts", "wip", "unpublished", "private", "hidden", "pending", "embargo", "embargoed", "withdrawn"),
        *("草稿", "待发", "待审", "未发布", "不发布", "撤回", "撤稿"),
    }
)


def said_by_name(uri: str, folder: str) -> Iterator[Problem]:
    """What is wrong with the path of a page that will be published. ``folder``: that of all hand-written pages."""
    path = PurePosixPath(uri)
    name = f"{folder}/{uri}"
    for part in path.parts[:-1]:
        if _FOLDER.fullmatch(part):
            yield problem(name, 1, 1, "docs-folder-held-back", folder=part)
            return
    said = next((part for part in path.parts[:-1] if part.startswith("_")), path.stem)
    if said != path.stem or kept(said.lower()) or said.startswith("_") or is_copy(said):
        yield problem(name, 1, 1, "docs-name-draft", warning=True, value=said, folder=folder)


def holds_back(status: str) -> bool:
    """Whether people mean by this status of a page that it is not published."""
    return status.strip().lower() in _STATUS
