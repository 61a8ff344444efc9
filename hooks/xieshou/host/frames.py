"""What the theme puts round every page, made without any page: for the desk, which bakes its pages itself.

``python -m xieshou.host.frames ROOT FILE`` writes it to ``FILE``, as bytes that ``xieshou.build.around`` reads.
"""

from __future__ import annotations

import sys
from contextlib import ExitStack
from pathlib import Path

from mkdocs.commands.build import get_context
from mkdocs.config import load_config
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation

from xieshou.build.around import Around
from xieshou.build.settings import project_modules
from xieshou.build.settings_file import settings_path
from xieshou.content.site_file import read_site
from xieshou.core.project import ProjectPaths
from xieshou.host.mkdocs_settings import REPLACED, add_front_end, set_theme, speaker
from xieshou.language.labels import load_labels
from xieshou.render.theme import Theme

_UNUSED = ("assets/javascripts/", "assets/stylesheets/")


def around(root: Path) -> Around:
    """The frames of the project in ``root``, and the files that its pages ask for. Raises ``LookupError`` where its
    own file has errors.
    """
    config = load_config(config_file=str(settings_path(root)))
    with ExitStack() as stack:
        project = ProjectPaths.at(root, Path(config.docs_dir)).keeping(stack, "desk")
        site, _, _ = read_site(project)
        if site is None:
            raise LookupError(root)
        config.extra["scope"] = "/"
        files, search = add_front_end(config, project)
        set_theme(config, project)
        known = Files([])
        environment = config.theme.get_env()
        known.add_files_from_theme(environment, config)
        base = get_context(Navigation([], []), known, config)
        labels = load_labels(project)
        about = frozenset(language for language, name in _abouts(site.languages) if (project.docs / name).is_file())
        theme = Theme(environment, base, site, labels, speaker(config), True, about, search)
        for file in known:
            if file.abs_src_path and file.dest_uri not in REPLACED and not file.dest_uri.startswith(_UNUSED):
                files[file.dest_uri] = Path(file.abs_src_path).read_bytes()
        return Around(theme.frames(), files)


def _abouts(languages: tuple[str, ...]) -> list[tuple[str, str]]:
    first, *others = languages
    return [(first, "about.md"), *((one, f"{one}/about.md") for one in others)]


if __name__ == "__main__":
    asked, to = sys.argv[1:]
    with project_modules(Path(asked)):
        Path(to).write_bytes(around(Path(asked)).packed())
