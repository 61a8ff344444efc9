"""Our style sheets and scripts, published under names that change with their bytes: caches never serve an old one.

In: the files of ``front/styles``, ``front/scripts`` and ``front/vendor``, and the theme's own style sheet. Out: what is
published of them. Our style sheets become one, for each asked for is another wait on a slow line: ``site.css`` first,
the others by name. Those of others (the theme, packages) stand in no cascade layer and would win over ours, which do:
they are published inside the layer ``theme``, below them. The browser could be told to import them so, but only once
ours is there: another wait.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from xieshou.core.project import ProjectPaths
from xieshou.render.frames import FrameFault
from xieshou.render.scripts import hashed, page_scripts

_COMMENT = re.compile(r"/\*.*?\*/\s*", re.DOTALL)
_LINE = re.compile(r"\n\s*")
_CHARSET = re.compile(r'^\ufeff?@charset "[^"]*";')
_SOURCE_MAP = re.compile(r"/\*# sourceMappingURL=.*?\*/\s*$", re.DOTALL)
_IMPORT = re.compile(r"@import\b")


def front_end(project: ProjectPaths, suffix: str) -> dict[str, bytes]:
    """Files by published path: those of ``front/styles`` (``.css``) or ``front/scripts`` (``.js``), in order."""
    if suffix == ".css":
        named = project.front_files("styles", "*.css")
        paths = [named[name] for name in sorted(named, key=lambda name: (name != "site.css", name))]
        # One that can't be read is told with the content (xieshou.render.style_check), and nothing is published then.
        text = "\n".join(path.read_text("utf-8", "replace") for path in paths)
        return _named("styles/site.css", _LINE.sub("\n", _COMMENT.sub("", text)).encode()) if paths else {}
    found: dict[str, bytes] = {}
    for name, path in project.front_files("scripts", "*.js").items():
        if "/" not in name:  # those below are of single pages
            found |= _named(f"scripts/{name}", path.read_bytes())
    return found


def theme_sheet(folders: Iterable[Path]) -> dict[str, bytes]:
    """The theme's style sheet by published path, from the first of the theme's ``folders`` that has one.

    Raises ``FrameFault`` when there is none: the theme is not the one we know.
    """
    for folder in folders:
        for path in sorted(folder.glob("assets/stylesheets/main.*.css")):
            return _named("assets/stylesheets/theme.css", layered(path.read_text("utf-8")).encode())
    raise FrameFault("no style sheet of the theme")


def layered(text: str) -> str:
    """A style sheet of others inside the layer ``theme``. Raises ``FrameFault`` where it imports: no layer may."""
    text = _SOURCE_MAP.sub("", _CHARSET.sub("", text))
    if _IMPORT.search(_COMMENT.sub("", text)):
        raise FrameFault("a style sheet that imports another")
    return f'@charset "UTF-8";\n@layer theme {{\n{text.strip()}\n}}\n'


def on_demand(project: ProjectPaths) -> dict[str, bytes]:
    """What only some pages ask for: their scripts, and packages of others in folders that name the version."""
    packages = {f"vendor/{name}": _package(path) for name, path in project.front_files("vendor").items()}
    return dict(page_scripts(project).values()) | packages


def _package(path: Path) -> bytes:
    return layered(path.read_text("utf-8")).encode() if path.suffix == ".css" else path.read_bytes()


def _named(name: str, data: bytes) -> dict[str, bytes]:
    return {hashed(name, data): data}
