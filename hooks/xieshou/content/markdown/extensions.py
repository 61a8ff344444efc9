"""The Markdown extensions that a site turns on: whose code they are, and whether they can travel.

In: ``MarkdownSettings``. Out: the modules their code comes from, and whether another process could be given them. Any
extension may be named in ``mkdocs.yml``, and any function in the options of one.
"""

from __future__ import annotations

import os
import pickle
from collections.abc import Mapping, Sequence
from pathlib import PurePath
from typing import Any, Self

import markdown
from markdown.extensions import Extension
from markdown.util import get_installed_extensions

from xieshou.content.markdown.render import MarkdownSettings, Renderer
from xieshou.core.description import describe
from xieshou.core.loaded_code import importable


class _Watched(markdown.Markdown):
    """Remembers which extensions it was given, by others of them too."""

    def build_parser(self) -> Self:
        self.given: list[Extension] = []
        self.names: set[str] = set()
        super().build_parser()
        return self

    def registerExtensions(self, extensions: Sequence[Extension | str], configs: Mapping[str, dict[str, Any]]) -> Self:
        self.given += [extension for extension in extensions if not isinstance(extension, str)]
        super().registerExtensions(extensions, configs)
        return self

    def build_extension(self, ext_name: str, configs: Mapping[str, Any]) -> Extension:
        self.names.add(ext_name)
        extension = super().build_extension(ext_name, configs)
        self.given.append(extension)
        return extension


def loaded_modules(settings: MarkdownSettings) -> frozenset[str]:
    """The modules that the parser's parts come from, once all extensions are loaded.

    Raises what an extension raises that can't be loaded.
    """
    parser = _Watched(
        extensions=list(settings.extensions),
        extension_configs={name: dict(options) for name, options in settings.configs.items()},
    )
    entry_points = {point.name: point.module for point in get_installed_extensions()}
    named = {entry_points.get(name) or name.partition(":")[0] for name in parser.names}
    registries = (parser.preprocessors, parser.inlinePatterns, parser.treeprocessors, parser.postprocessors)
    parts = [
        *parser.given,
        parser.parser,
        *parser.parser.blockprocessors,
        *(one for all_ in registries for one in all_),
    ]
    return frozenset({*named, parser.serializer.__module__, *(type(part).__module__ for part in parts)})


_SAMPLE = """\
## 甲 A

乙 *b* `c` [d](https://example.org/)[^e]

- f

| g |
|---|
| h |

```
i
```

[^e]: 丙
"""


def tried(settings: MarkdownSettings) -> None:
    """Load the extensions, and where they are given options have a short text read by them: a function may be none.

    Raises what an extension raises.
    """
    loaded_modules(settings)
    if settings.configs:
        Renderer(settings).render(_SAMPLE, "", 1)


def portable(settings: MarkdownSettings) -> bool:
    """Whether another process could be given the settings, and would have the same."""
    known = describe(settings)
    try:
        return all(map(importable, known.modules)) and describe(pickle.loads(pickle.dumps(settings, 5))) == known
    except Exception:  # whatever a value raises that was not made to travel
        return False


def with_plain_paths(value: Any) -> Any:
    """Options in which a host's own sort of path, such as MkDocs' ``!relative``, is the path it leads to, as text."""
    if isinstance(value, os.PathLike) and not isinstance(value, PurePath):
        return os.path.abspath(os.fspath(value))
    if type(value) is dict:
        return {key: with_plain_paths(item) for key, item in value.items()}
    if type(value) in (list, tuple):
        return type(value)(map(with_plain_paths, value))
    return value
