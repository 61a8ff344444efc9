"""Whether a cache can be believed.

In: the folder of a cache. Out: the path by which others than we, if any, can change what it holds. Why: what a cache
holds is run (pickled facts, compiled templates), so whoever can write to it, or can put another in its place, can run
what they like as us. The permissions are looked at as the system would use them: from the root of the disk down, links
followed step by step.
"""

from __future__ import annotations

import errno
import grp
import os
import pwd
import stat
from collections.abc import Collection, Iterator
from pathlib import Path

_MOST_LINKS = 40
_RUN = ("store.sqlite", "__jinja2_")
"""What the names of the files begin with whose content is run."""
_ACCESS_LIST = "system.posix_acl_access"


def changeable_by_others(folder: Path, trusted: Collection[int] = (), within: Path | None = None) -> Path | None:
    """The first folder, link or file by which others can change what ``folder`` holds; None where there is none.

    Of a ``folder`` that is not there yet, those are looked at that it will stand in. Others are all but root, whoever
    we are, and the ``trusted`` users (by number). ``within``: a folder whose code is run in any case; who can change
    it, or put another in its place, need not change what lies inside. Raises ``OSError`` where the disk does.
    """
    users = {0, os.geteuid(), *trusted}
    for path, status in _way(folder):
        if within is not None and within.is_relative_to(path):
            continue
        if _open_to_others(path, status, users, parent=True):
            return path
    for place, _, names in os.walk(folder.resolve()):
        for path in (Path(place), *(Path(place, name) for name in names if name.startswith(_RUN))):
            if _open_to_others(path, path.lstat(), users, parent=False):
                return path
    return None


def _way(folder: Path) -> Iterator[tuple[Path, os.stat_result]]:
    """What there is on the way to ``folder``, from the root of the disk: folders, and links, which are followed."""
    here, steps, links = Path(folder.anchor), list(folder.parts[1:]), 0
    yield here, here.lstat()
    while steps:
        step = steps.pop(0)
        if step == os.pardir:
            here = here.parent
            continue
        path = here / step
        try:
            status = path.lstat()
        except FileNotFoundError:
            return
        yield path, status
        if not stat.S_ISLNK(status.st_mode):
            here = path
            continue
        links += 1
        if links > _MOST_LINKS:
            raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), str(folder))
        target = path.readlink()
        if target.is_absolute():
            here = Path(target.anchor)
            steps[:0] = target.parts[1:]
        else:
            steps[:0] = target.parts


def _open_to_others(path: Path, status: os.stat_result, users: Collection[int], *, parent: bool) -> bool:
    """Whether others than ``users`` can change what stands at ``path``.

    In a ``parent`` folder with the sticky bit, such as ``/tmp``, others can add names but change none of ours.
    """
    mode = status.st_mode
    if status.st_uid not in users:
        return True
    if stat.S_ISLNK(mode) or (parent and mode & stat.S_ISVTX):
        return False
    return bool(mode & stat.S_IWOTH or (mode & stat.S_IWGRP and not _of_one_user(path, status)))


def _of_one_user(path: Path, status: os.stat_result) -> bool:
    """Whether the group of ``path`` is its owner's own, and lets nobody else in.

    Many systems give each user a group of the same name, and let the group write (umask 002). Root's group is no such:
    services run in it. Where there is an access list, the group's permission is that of others too.
    """
    try:
        owner, group = pwd.getpwuid(status.st_uid), grp.getgrgid(status.st_gid)
    except KeyError:
        return False
    if not status.st_gid or owner.pw_gid != status.st_gid or owner.pw_name != group.gr_name:
        return False
    if not {owner.pw_name}.issuperset(group.gr_mem) or _has_access_list(path):
        return False
    return all(user.pw_name == owner.pw_name for user in pwd.getpwall() if user.pw_gid == status.st_gid)


def _has_access_list(path: Path) -> bool:
    try:
        return bool(os.getxattr(path, _ACCESS_LIST, follow_symlinks=False))
    except (AttributeError, OSError):  # no such system, or no such list
        return False
