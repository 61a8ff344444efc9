"""Where the links and pictures of imported texts lead: which text, which file.

In: all texts and pictures that were found, and a target as some text names it. Out: the text's name, the picture's
path; None where it is neither, or more than one.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from xieshou.importers.languages import language_of, whereabouts
from xieshou.importers.records import ForeignText

_STATIC = (
    "", "static", "public", "source", "docs", "docs/public", "docs/.vuepress/public", "assets", "content", "src",
    "src/public", "docs/.vitepress/public", ".vuepress/public", "website/static", "source/_posts",
    "src/.vuepress/public",
)  # fmt: skip
"""Folders whose files stand at the top of a site."""
_TEXT = re.compile(r"\.(?:md|mdx|markdown|html?)$", re.IGNORECASE)
_INDEX = re.compile(r"(?:^|/)(?:_?index|readme)$", re.IGNORECASE)
_JEKYLL = re.compile(r"(?P<folder>(?:.*/)?)_(?:posts|drafts)/(?:.*/)?(?P<date>\d{4}-\d{1,2}-\d{1,2})-(?P<slug>[^/]+)$")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
KEYS = ("url", "permalink", "slug", "aliases", "alias", "redirect_from", "id")
"""Keys of front matter that say addresses."""


@dataclass(frozen=True, slots=True)
class Addresses:
    """``texts``: names of texts by path and by what their addresses end with; ``pictures``: paths, by themselves and by
    what they end with. ``host``: of the site they come from.
    """

    paths: Mapping[str, str]
    tails: Mapping[str, tuple[tuple[str, str], ...]]
    pictures: Mapping[str, tuple[str, ...]]
    host: str = ""

    @classmethod
    def of(cls, texts: Iterable[ForeignText], pictures: Iterable[str], host: str = "") -> Addresses:
        """Those of all texts and pictures of an import."""
        paths: dict[str, str] = {}
        tails: dict[str, dict[tuple[str, str], None]] = {}
        for text in texts:
            bare = _bare(text.origin)
            paths[bare] = text.name
            said = {bare, _bare(text.name)}
            for posts in [one for one in (_JEKYLL.fullmatch(name) for name in (*said,)) if one]:
                said |= {
                    f"{posts['folder']}{posts['date'].replace('-', '/')}/{posts['slug'].lower()}",
                    f"{posts['folder']}{posts['date']}-{posts['slug'].lower()}",
                }
            for value in text.values(*KEYS):
                listed = value if isinstance(value, list) else [value]
                said |= {
                    (f"{bare.rpartition('/')[0]}/" if "/" not in one else "") + _bare(one.strip("/"))
                    for one in map(str, listed)
                    if ":" not in one
                }
            for one in said:
                tails.setdefault(one.rpartition("/")[2], {})[one, text.name] = None
        found: dict[str, list[str]] = {}
        for path in pictures:
            found.setdefault(path.rpartition("/")[2].lower(), []).append(path)
        return cls(
            paths,
            {last: tuple(all_) for last, all_ in tails.items()},
            {name: tuple(all_) for name, all_ in found.items()},
            host.lower(),
        )

    def own_path(self, target: str) -> str | None:
        """``target`` as a path of the site it stands in, without query; None where it leads elsewhere."""
        if target.startswith("//") or _SCHEME.match(target):
            parts = urlsplit(target if _SCHEME.match(target) else f"https:{target}")
            if parts.scheme not in ("http", "https") or not self.host or (parts.hostname or "") != self.host:
                return None
            return parts.path or "/"
        return target.partition("#")[0].partition("?")[0]

    def text(self, target: str, origin: str) -> str | None:
        """The name of the text that ``target`` leads to, in the text at ``origin``."""
        try:
            path = self.own_path(unquote(target))
        except ValueError:
            return None
        if not path:
            return None
        here = posixpath.dirname(origin)
        if not path.startswith("/"):
            own = _TEXT.sub("", origin)
            for base in (here, own, posixpath.dirname(here)):
                joined = _bare(posixpath.normpath(posixpath.join(base, path)))
                for one in (joined, _bare(whereabouts([joined])[joined].name)):
                    if one in self.paths:
                        return self.paths[one]
        wanted = [part for part in _bare(path.strip("/")).split("/") if part not in ("", ".", "..")]
        wanted = [part for part in wanted if language_of(part) == "" or len(part) > 7] or wanted
        wanted = [part for part in wanted if not part.startswith("@")]
        if not wanted:
            return None
        tail = "/".join(wanted)
        ending = [
            (said, name)
            for said, name in self.tails.get(wanted[-1], ())
            if f"/{_unlanguaged(said)}".endswith(f"/{tail}")
        ]
        return _only(ending, origin)

    def picture(self, target: str, origin: str) -> str | None:
        """The path of the picture that ``target`` names, in the text at ``origin``."""
        try:
            path = self.own_path(unquote(target.strip()))
        except ValueError:
            return None
        if not path:
            return None
        path = re.sub(r"^(?:@site/|~@?/?|@/|\$withBase/|require\()", "/", path)
        beside = self.pictures.get(path.rpartition("/")[2].lower(), ())
        if not beside:
            return None
        if not path.startswith("/"):
            here, own = posixpath.dirname(origin), _TEXT.sub("", origin)
            name = whereabouts([origin])[origin].name
            for base in (here, own, posixpath.dirname(name), name):
                joined = posixpath.normpath(posixpath.join(base, path))
                if found := next((one for one in beside if one.lower() == joined.lower()), None):
                    return found
        bare = path.strip("/")
        while bare.startswith("../"):
            bare = bare[3:]
        for base in _STATIC:
            joined = posixpath.normpath(posixpath.join(base, bare)).lower()
            if found := next((one for one in beside if one.lower() == joined), None):
                return found
        ending = [one for one in beside if f"/{one}".lower().endswith(f"/{bare.removeprefix('./')}".lower())]
        return ending[0] if len(ending) == 1 else None


def _bare(path: str) -> str:
    """A path without what no address has: the ending of a file, the name of an index."""
    return _INDEX.sub("", _TEXT.sub("", path.lower())).strip("/")


def _unlanguaged(path: str) -> str:
    return "/".join(part for part in path.split("/") if language_of(part) == "" or len(part) > 7)


def _only(found: list[tuple[str, str]], origin: str) -> str | None:
    """The name that is meant by several paths: the one, or that which lies nearest."""
    names = list(dict.fromkeys(name for _, name in found))
    if len(names) < 2:
        return names[0] if names else None
    own = origin.lower().split("/")
    nearness = {name: max(_common(said.split("/"), own) for said, other in found if other == name) for name in names}
    best = max(nearness.values())
    nearest = [name for name in names if nearness[name] == best]
    return nearest[0] if len(nearest) == 1 else None


def _common(one: list[str], other: list[str]) -> int:
    return next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
