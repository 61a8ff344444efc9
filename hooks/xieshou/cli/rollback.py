"""``xieshou rollback``: the site as it was before the last publish, in one step; a second time takes that back.

In: a project's folder. Out: the former site live, and the two files that a publish leaves in ``build/``. It is refused
where nothing is kept, a file is not as it was written, or something would come back that is not to be public.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import click

from xieshou.build.known import write_down
from xieshou.build.locks import lock
from xieshou.build.pipeline import Published
from xieshou.build.previous import FormerSite
from xieshou.build.publish import Trees
from xieshou.build.result import Ending, as_result
from xieshou.build.rollback import RollbackRefused, former_site, roll_back
from xieshou.build.session import BuildSettings
from xieshou.build.settings_check import published_address, published_folder
from xieshou.build.verify import taken_out
from xieshou.build.withheld import withheld
from xieshou.cli.opened import Opened, opened
from xieshou.cli.options import HELP, LABELS, Exit, common_options, machine_faults
from xieshou.cli.terminal import reason
from xieshou.core.problems import ContentError, Problems, report, shown
from xieshou.core.workers import single_process
from xieshou.language.labels import Labels

_MOST = 40
"""Files or addresses that are named."""


@click.command(help=HELP("command.rollback"))
@common_options("text", "json")
def rollback(root: Path, form: str, words: Labels) -> None:
    """The former site in the place of the live one."""
    root = root.resolve()
    with machine_faults(words, root):
        try:
            done = _rolled_back(root, words)
        except ContentError as error:
            click.echo(f"{report(error.problems, words, root)}\n{words('rollback.content')}", err=True)
            sys.exit(Exit.ERRORS)
        except RollbackRefused as refused:
            click.echo("\n".join(_refusal(refused, words)), err=True)
            sys.exit(Exit.ERRORS)
        told = as_result(Ending(Problems([*done.foreign]), published=done), LABELS)
        write_down(root, done.addresses, published_address(root), told)
        click.echo(told if form == "json" else "\n".join(_told(done, words)))
        if done.foreign:
            click.echo(report(done.foreign, words, root), err=True)
        if done.catch_up_error is not None:
            click.echo(words("publish.behind", why=reason(done.catch_up_error, words)), err=True)


def _rolled_back(root: Path, words: Labels) -> Published:
    """Roll back, while nobody builds. Raises ``RollbackRefused``, ``ContentError``, ``PublishFault``, ``OSError``."""
    trees = Trees(published_folder(root).absolute())
    if not trees.aside.is_dir():
        raise RollbackRefused("nothing")
    with ExitStack() as stack:
        known = stack.enter_context(opened(root, words))
        project = known.paths.keeping(stack)
        stack.enter_context(lock(project.cache))
        stack.enter_context(lock(trees.aside))
        trees.prepare()
        trees.recover()
        former = former_site(trees)
        _nothing_comes_back(known, trees, former)
        done = roll_back(trees, former, single_process())
        return replace(done, foreign=taken_out(project, trees, trees.found_foreign))


def _nothing_comes_back(known: Opened, trees: Trees, former: FormerSite) -> None:
    """Raise ``RollbackRefused`` where the former site shows what is not to be public now, and ``ContentError`` where
    the content has errors: then nobody can tell.
    """
    settings, told, _, session = known
    wanted = BuildSettings(settings.markdown, docs=settings.pages, renders=False, told=told)
    prepared = session.prepared(wanted, int(time.time()))
    if prepared.plan is None:
        raise ContentError(prepared.problems)
    whole = former.whole(trees.recorded(trees.live))
    # A file that says only that another is gone can't be told from others by its bytes, but it is there now too.
    paths = [path for path in whole if path.endswith(".html") or path in former.files]

    def read(path: str) -> bytes:
        return ((trees.previous.files if path in former.files else trees.live) / path).read_bytes()

    if found := withheld(prepared, paths, read):
        raise RollbackRefused("withheld", (f"/{address}" for address in found))


def _refusal(refused: RollbackRefused, words: Labels) -> Iterator[str]:
    yield words(f"rollback.{refused.code}", count=len(refused.paths))
    yield from (f"  {shown(path)}" for path in refused.paths[:_MOST])
    if len(refused.paths) > _MOST:
        yield f"  {words('rollback.more', count=len(refused.paths) - _MOST)}"


def _told(done: Published, words: Labels) -> Iterator[str]:
    states = [one.state for one in done.addresses]
    counts = {state: states.count(state) for state in ("new", "changed", "gone")}
    yield words("rollback.done", pages=done.pages, files=done.files, **counts)
    yield words("rollback.next")
