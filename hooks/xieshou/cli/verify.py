"""``xieshou verify``: whether what is published is still what was written, byte for byte. It is mended when asked for.

In: a project's folder. Out: each file that others have changed, added or taken away, or that the disk let rot, for
people or as JSON. It is mended by a build that makes these files anew.
"""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

import click

from xieshou.build.locks import lock
from xieshou.build.publish import Trees
from xieshou.build.settings_check import published_folder
from xieshou.build.verify import Verified, verified
from xieshou.cli.build import run_build
from xieshou.cli.options import HELP, LABELS, Exit, common_options, machine_faults
from xieshou.cli.reports import printable
from xieshou.core.cache import Store
from xieshou.core.problems import ContentError, Problem, as_data, message, report, shown
from xieshou.core.project import ProjectPaths
from xieshou.language.labels import Labels


@click.command(help=HELP("command.verify"))
@click.option("--mend", is_flag=True, help=HELP("command.mend"))
@common_options("text", "json")
def verify(root: Path, form: str, words: Labels, mend: bool) -> None:
    """Whether what is published is what was written."""
    root = root.resolve()
    with machine_faults(words, root):
        try:
            live = published_folder(root)
        except ContentError as error:  # the settings, which say where the site is
            click.echo(report(error.problems, words, root), err=True)
            sys.exit(Exit.ERRORS)
        project = ProjectPaths.at(root)
        found, left, code = _looked(project, live), None, Exit.SOUND
        if form == "text":
            _tell(found.problems, words)
        if mend and found.problems:
            code = _mend(project, live, found, words)
            left = _looked(project, live)
            if form == "text" and code is Exit.SOUND:
                _tell(left.problems, words)
        click.echo(_as_json(found, left) if form == "json" else _summary(found, left, code, words))
    sys.exit(code or (Exit.ERRORS if (left or found).problems else Exit.SOUND))


@contextmanager
def _opened(live: Path) -> Iterator[Trees]:
    """The trees, while nobody builds. Raises ``PublishFault`` where somebody does."""
    trees = Trees(live.absolute())
    with ExitStack() as stack:
        if trees.aside.is_dir():
            with suppress(OSError):  # where nothing can be written, nobody builds either
                stack.enter_context(lock(trees.aside))
        yield trees


def _looked(project: ProjectPaths, live: Path) -> Verified:
    with _opened(live) as trees:
        return verified(project, trees)


def _mend(project: ProjectPaths, live: Path, found: Verified, words: Labels) -> Exit:
    """Have a build make anew what is not as it was written. How that ended."""
    before = _written(live, found.live)
    code = _built(project, live, found, words)
    made = _written(live, found.live)
    alike = (path for path, (key, _) in before.items() if path in made and made[path][0] == key)
    if code is Exit.SOUND and any(made[path][1] != before[path][1] for path in alike):
        # Made from the same, and another: what earlier builds kept is rotten too.
        Store.discard(project.cache)
        shutil.rmtree(project.cache / "pictures", ignore_errors=True)
        code = _built(project, live, found, words)
    return code


def _built(project: ProjectPaths, live: Path, found: Verified, words: Labels) -> Exit:
    with _opened(live) as trees:
        trees.doubt(trees.live, found.live)
        trees.doubt(trees.spare, {*found.live, *found.spare})
    return run_build(project.root, words)


def _written(live: Path, paths: Iterable[str]) -> Mapping[str, tuple[bytes, bytes]]:
    """What files were made from, and the digests of their content, as they were written."""
    record = Trees(live.absolute()).known(live.absolute())
    files = record.files if record else {}
    return {path: (files[path][0], files[path][3]) for path in paths if path in files}


def _tell(problems: Iterable[Problem], words: Labels) -> None:
    """A line for each file, and what to do once for each sort."""
    hints: dict[str, None] = {}
    for one in problems:
        said, hint = message(one, words.problems)
        click.echo(f"{shown(one.path)}  {words.severities[one.severity.value]}  {said} [{one.code}]")
        hints[hint] = None
    for hint in hints:
        click.echo(f"    → {hint}")


def _summary(found: Verified, left: Verified | None, code: Exit, words: Labels) -> str:
    if code is not Exit.SOUND:
        return words("verify.not_mended")
    if not found.problems:
        return words("verify.sound", files=found.files)
    if left is None:
        return words("verify.found", count=len(found.problems), files=found.files)
    if left.problems:
        return words("verify.left", count=len(left.problems), files=left.files)
    return words("verify.mended", count=len(found.problems), files=left.files)


def _as_json(found: Verified, left: Verified | None) -> str:
    texts = {language: words.problems for language, words in LABELS.items()}
    told = {
        "files": (left or found).files,
        "mended": left is not None and not left.problems,
        "problems": [as_data(one, texts) for one in found.problems],
        "left": [as_data(one, texts) for one in (left or found).problems],
    }
    return printable(json.dumps(told, ensure_ascii=False, indent=1))
