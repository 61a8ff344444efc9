"""``xieshou translations``: every text of a site in every language: missing, a draft, stale, up to date, or unknown.

In: a project's folder. Out: a list, for people or for machines; with ``--diff`` and a file, what its original said when
it was translated (as git has it) beside what it says now.
"""

from __future__ import annotations

import difflib
import html
import json
import os
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import click

from xieshou.cli.options import HELP, common_options, machine_faults
from xieshou.content.ledger import Stamp, read_ledger
from xieshou.content.paths import Named, classify
from xieshou.content.site_file import read_site
from xieshou.content.source.decode import read
from xieshou.content.yaml.document import parse_yaml
from xieshou.core.door import plain_files
from xieshou.core.plain import digest_of
from xieshou.core.project import ProjectPaths
from xieshou.language.labels import Labels
from xieshou.language.parity.document import ComparedText, document
from xieshou.language.parity.staleness import Staleness, blocks_of, staleness

MISSING, DRAFT, STALE, CURRENT, UNKNOWN = "missing", "draft", "stale", "current", "unknown"
_HELD = ("draft", "withdrawn", "publish_at")


class ListedText(NamedTuple):
    """A translation, or where one should be: paths below ``content/``, and the language of the original."""

    path: str
    original: str
    of: str
    there: bool


class State(NamedTuple):
    """A text, what is known of it, and how it is behind."""

    text: ListedText
    state: str
    stamp: Stamp | None = None
    behind: Staleness | None = None


def texts_of(project: ProjectPaths, words: Labels, missing: bool = False) -> list[ListedText]:
    """The translations of a project, and with ``missing`` those that are not there, in the order of paths."""
    site, _, _ = read_site(project)
    languages = site.languages if site else project.label_languages
    found: dict[tuple[str, str], dict[str, str]] = {}
    for path in plain_files(project.content):
        name = project.relative(path)
        meant = classify(name, languages)
        if isinstance(meant, Named) and meant.language and name.endswith(".md"):
            found.setdefault((meant.kind, meant.slug), {})[meant.language] = name.removeprefix("content/")
    texts = []
    for paths in found.values():
        of = next(
            (language for language in languages if language in paths and _is_original(project, paths[language])), ""
        )
        of = of or next(language for language in languages if language in paths)
        for language in languages:
            if language != of and (language in paths or missing):
                stem = paths[of].rsplit(".", 2)[0]
                texts.append(ListedText(paths.get(language, f"{stem}.{language}.md"), paths[of], of, language in paths))
    return sorted(texts)


def _is_original(project: ProjectPaths, path: str) -> bool:
    """Whether a text of an article has its facts."""
    facts = _front(project, path)
    return "date" in facts or "日期" in facts


def _front(project: ProjectPaths, path: str) -> dict[str, Any]:
    source, _ = read(project.root / "content" / path, f"content/{path}")
    if source is None or source.front is None:
        return {}
    parsed, _ = parse_yaml(source.front, source.path, source.front_line)
    return parsed.data if parsed is not None and isinstance(parsed.data, dict) else {}


def states_of(project: ProjectPaths, words: Labels) -> list[State]:
    """What is known of every text in every language but its own."""
    ledger, _ = read_ledger(project)
    return [_state(text, ledger.get(text.path), project) for text in texts_of(project, words, missing=True)]


def _state(text: ListedText, stamp: Stamp | None, project: ProjectPaths) -> State:
    if not text.there:
        return State(text, MISSING)
    if any(_front(project, text.path).get(name) for name in _HELD):
        return State(text, DRAFT, stamp)
    if stamp is None:
        return State(text, UNKNOWN)
    content = project.root / "content"
    if digest_of(content / text.original).hex() == stamp.file:
        return State(text, CURRENT, stamp)
    behind = staleness(stamp, *(_typed(content / name) for name in (text.original, text.path)))
    return State(text, STALE if behind else CURRENT, stamp, behind)


def _typed(path: Path) -> str:
    return path.read_text("utf-8-sig")


@click.command(help=HELP("command.translations"))
@click.argument("file", required=False, type=click.Path(path_type=Path))
@click.option("--diff", is_flag=True, help=HELP("command.translations_diff"))
@common_options("text", "json", "html")
def translations(root: Path, form: str, words: Labels, file: Path | None, diff: bool) -> None:
    """What is known of translations."""
    project = ProjectPaths.at(root)
    with machine_faults(words, root):
        states = states_of(project, words)
        if file is not None:
            name = os.path.relpath(file.absolute(), project.content).replace(os.sep, "/")
            states = [one for one in states if one.text.path == name]
            if not states:
                raise click.UsageError(words("translations.no_translation", path=file))
        if diff:
            if len(states) != 1 or file is None:
                raise click.UsageError(words("translations.one"))
            click.echo("\n".join(_compared(states[0], project, words)))
            return
    if form == "json":
        click.echo(json.dumps([_data(one) for one in states], ensure_ascii=False, indent=1))
    elif form == "html":
        click.echo(_page(states, words))
    else:
        click.echo("\n".join(_lines(states, words)))


def _data(one: State) -> dict[str, Any]:
    stamp, behind = one.stamp, one.behind
    return {
        "path": f"content/{one.text.path}",
        "original": f"content/{one.text.original}",
        "of": one.text.of,
        "state": one.state,
        **({"on": stamp.on} if stamp else {}),
        **({"by": stamp.by} if stamp and stamp.by else {}),
        **(
            {"blocks": behind.number, "changed": [one._asdict() for one in behind.changed], "gone": behind.gone}
            if behind
            else {}
        ),
    }


def _lines(states: list[State], words: Labels) -> Iterator[str]:
    for one in states:
        yield f"content/{one.text.path}  {_said(one, words)}"
        for block in one.behind.changed if one.behind else ():
            yield f"    {words('translations.block', line=block.line, words=block.words, there=block.there)}"
    counts = {state: sum(one.state == state for one in states) for state in (MISSING, DRAFT, STALE, CURRENT, UNKNOWN)}
    yield words("translations.counts", **counts)


def _said(one: State, words: Labels) -> str:
    on = one.stamp.on if one.stamp else ""
    said = words(f"translations.states.{one.state}", date=on, count=one.behind.number if one.behind else 0)
    return said + (words("translations.by", name=one.stamp.by) if one.stamp and one.stamp.by else "")


def _page(states: list[State], words: Labels) -> str:
    """A page that says the same, to be opened in a browser."""
    rows = "".join(
        f"<tr class={one.state}><td>{html.escape('content/' + one.text.path)}<td>{html.escape(_said(one, words))}<td>"
        + "<br>".join(
            html.escape(f"{block.line}: {block.words}") for block in (one.behind.changed if one.behind else ())
        )
        for one in states
    )
    title = html.escape(words("translations.title"))
    return (
        f'<!doctype html><html lang="{words.language}"><meta charset="utf-8"><title>{title}</title>'
        "<style>body{font:1rem/1.6 system-ui;margin:2rem auto;max-width:70rem;padding:0 1rem}td{padding:.3rem .8rem;"
        "border-bottom:1px solid #ccc;vertical-align:top}.stale td{background:#fff3d6}.missing td{color:#777}</style>"
        f"<h1>{title}</h1><table>{rows}</table>"
    )


def _compared(one: State, project: ProjectPaths, words: Labels) -> Iterator[str]:
    """The original then and now, block by block, with the words that changed marked, and the translation's block."""
    if one.behind is None or one.stamp is None:
        yield f"content/{one.text.path}  {_said(one, words)}"
        return
    now = document(_typed(project.root / "content" / one.text.original))
    then = _then(one.stamp, project)
    if then is None:
        yield words("translations.no_history")
    old = _blocks(then, set(blocks_of(now))) if then is not None else []
    for block in one.behind.changed:
        typed = _at(now, block.line)
        before = difflib.get_close_matches(typed, old, 1, 0.2)
        yield words("translations.block", line=block.line, words="", there=block.there).rstrip()
        if before:
            yield f"  - {_marked(before[0], typed, '[-', '-]')}"
            yield f"  + {_marked(typed, before[0], '{+', '+}')}"
        else:
            yield f"  + {typed}"
        yield f"  = {block.there_words}"
    known = set(one.stamp.blocks)
    for typed in old if then is not None else ():
        if not any(
            typed in difflib.get_close_matches(_at(now, block.line), [typed], 1, 0.2) for block in one.behind.changed
        ):
            yield f"  - {typed}"
    del known


def _at(text: ComparedText, line: int) -> str:
    block = next(block for block in text.blocks if text.place(block.start)[0] == line)
    return " ".join(text.typed[block.start : block.end].split())


def _blocks(text: ComparedText, still: set[str]) -> list[str]:
    """The blocks of an earlier wording that are no longer there."""
    digests = blocks_of(text)
    return [
        " ".join(text.typed[block.start : block.end].split())
        for block, digest in zip(text.blocks, digests, strict=True)
        if digest not in still
    ]


_WORDS = re.compile(r"[A-Za-z0-9'’-]+|.", re.DOTALL)


def _marked(text: str, other: str, opened: str, closed: str) -> str:
    """``text`` with signs round what ``other`` has not."""
    here, there = _WORDS.findall(text), _WORDS.findall(other)
    out = []
    for tag, first, last, _, _ in difflib.SequenceMatcher(None, here, there, autojunk=False).get_opcodes():
        part = "".join(here[first:last])
        out.append(part if tag == "equal" or not part else f"{opened}{part}{closed}")
    return "".join(out)


def _then(stamp: Stamp, project: ProjectPaths) -> ComparedText | None:
    """The original as it was translated, as far as git remembers; None where it does not."""
    path = f"content/{stamp.original}"
    try:
        listed = _git(project.root, "log", "--format=%H", "--follow", "--", path)
        for commit in listed.decode("ascii", "ignore").split():
            data = _git(project.root, "show", f"{commit}:./{path}")
            text = document(data.decode("utf-8-sig", "replace"))
            if blocks_of(text) == stamp.blocks:
                return text
    except (OSError, subprocess.SubprocessError):
        return None
    return None


def _git(root: Path, *given: str) -> bytes:
    return subprocess.run(["git", "-C", str(root), *given], capture_output=True, check=True, timeout=60).stdout
