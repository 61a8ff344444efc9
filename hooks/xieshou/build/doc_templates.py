"""Templates that hand-written pages ask for: MkDocs looks for one in the middle of a build, and stops where it is not.

In: the pages in ``docs/``. Out: a problem for each that names a template which is not in the site's frame.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator

from xieshou.content.source.decode import read
from xieshou.content.yaml.document import parse_yaml
from xieshou.core.files import files_below
from xieshou.core.problems import Problem, problem
from xieshou.core.project import ProjectPaths

_KEY = "template"


def misdressed(project: ProjectPaths) -> Iterator[Problem]:
    """A problem for each page whose ``template`` is none of the site's or the engine's."""
    there = [name for name in project.front_files("theme", "*.html") if "/" not in name]
    for path in files_below(project.docs):
        if path.suffix != ".md" or not path.is_file():
            continue
        name = project.relative(path) if path.is_relative_to(project.root) else path.name
        source, _ = read(path, name)
        if source is None or not source.front or _KEY not in source.front:
            continue
        document, _ = parse_yaml(source.front, name, source.front_line)
        wanted = document.data.get(_KEY) if document and isinstance(document.data, dict) else None
        if document is None or wanted is None or wanted in there:
            continue
        near = difflib.get_close_matches(str(wanted), there, 1, 0.6)
        line, column = document.place((_KEY,))
        details = {"value": wanted, "known": ", ".join(near or there)}
        yield problem(name, line, column, "docs-template", field=_KEY, **details)
