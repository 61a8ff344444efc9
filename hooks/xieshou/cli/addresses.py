"""``xieshou addresses``: the ledger of every address that was ever published.

In: a project's folder. Out: what is recorded; or ``content/addresses.yml`` with what the site publishes now, or with
what becomes of an address that is no page. The site commits the file. Its other lines stay as they are.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from urllib.parse import unquote

import click

from xieshou.build.addresses import recorded
from xieshou.build.session import BuildSettings
from xieshou.cli.opened import opened
from xieshou.cli.options import HELP, LABELS, Exit, common_options, machine_faults, moment
from xieshou.content.addresses import NAME, Ledger, PublishedAddress, may_be_recorded, read_addresses, written_addresses
from xieshou.content.autofix import rewrite
from xieshou.content.site_file import read_site
from xieshou.core.problems import ContentError, Problems, report
from xieshou.core.project import ProjectPaths
from xieshou.language.labels import Labels


@click.command(help=HELP("command.addresses"))
@click.option("--record", is_flag=True, help=HELP("command.addresses_record"))
@click.option("--moved", nargs=2, metavar="OLD NEW", help=HELP("command.addresses_moved"))
@click.option("--gone", metavar="ADDRESS", help=HELP("command.addresses_gone"))
@click.option("--reason", default="", metavar="TEXT", help=HELP("command.addresses_reason"))
@common_options("text", "json")
def addresses(
    root: Path, form: str, words: Labels, record: bool, moved: tuple[str, str] | None, gone: str | None, reason: str
) -> None:
    """The ledger of addresses."""
    if sum(map(bool, (record, moved, gone))) > 1 or (reason and not gone):
        raise click.UsageError(words("addresses.what"))
    root = root.resolve()
    project = ProjectPaths.at(root)
    with machine_faults(words, root):
        ledger, problems = read_addresses(project)
        if problems:
            click.echo(report(Problems(problems), words, root), err=True)
            sys.exit(Exit.ERRORS)
        if record:
            said = _recorded(project, ledger, words)
        elif moved:
            said = _moved(project, ledger, _address(moved[0]), _address(moved[1]), words)
        elif gone:
            said = _gone(ledger, gone, " ".join(reason.split()), words)
        else:
            said = _listed(ledger.values(), form, words)
            click.echo(said, nl=bool(said))
            return
        _write(project, ledger)
    click.echo(json.dumps({"count": len(ledger)}) if form == "json" else said)


def _recorded(project: ProjectPaths, ledger: Ledger, words: Labels) -> str:
    """Enter all that is published. Ends the command where the site has errors: then it is not."""
    try:
        with opened(project.root, words) as (known, told, _, session):
            wanted = BuildSettings(known.markdown, docs=known.pages, renders=False, told=told)
            prepared = session.prepared(wanted, moment(None, words))
            if prepared.plan is None:
                raise ContentError(prepared.problems)
            now = recorded(prepared, ledger)
    except ContentError as error:
        click.echo(report(error.problems, words, project.root), err=True)
        sys.exit(Exit.ERRORS)
    back = sum(bool(one.gone) and not now[one.address].gone for one in ledger.values())
    new = len(now.keys() - ledger.keys())
    ledger.update(now)
    return words("addresses.recorded", new=new, back=back, count=len(ledger))


def _moved(project: ProjectPaths, ledger: Ledger, old: str, new: str, words: Labels) -> str:
    """Whether there is a page at ``new`` the next check tells: as long as an address is lost, nothing is planned."""
    for one in (old, new):
        if not may_be_recorded(PublishedAddress(one, "", "zh")):
            raise click.UsageError(words("addresses.form", address=f"/{one}"))
    known = ledger.get(old) or PublishedAddress(old, "", _language(project, old))
    ledger[old] = known._replace(to=new, gone="", reason="")
    return words("addresses.entered", address=f"/{old}")


def _language(project: ProjectPaths, address: str) -> str:
    site = read_site(project)[0]
    languages = site.languages if site else ()
    first = address.partition("/")[0]
    return first if first in languages[1:] else languages[0] if languages else "zh"


def _gone(ledger: Ledger, what: str, reason: str, words: Labels) -> str:
    """``what``: an address, or an entry by id: all of its addresses."""
    address = _address(what)
    meant = [address] if address in ledger else [one.address for one in ledger.values() if one.entry == what]
    if not meant:
        raise click.UsageError(words("addresses.unknown", address=what))
    today = datetime.now().astimezone().date().isoformat()
    for one in meant:
        ledger[one] = ledger[one]._replace(to=None, gone=today, reason=reason)
    return "\n".join(words("addresses.entered", address=f"/{one}") for one in meant)


def _address(typed: str) -> str:
    return unquote(typed).removeprefix("/")


def _listed(ledger: Iterable[PublishedAddress], form: str, words: Labels) -> str:
    if form == "json":
        listed = [
            {"address": f"/{one.address}", "entry": one.entry, "language": one.language}
            | ({} if one.to is None else {"to": f"/{one.to}"})
            | ({"gone": one.gone, "reason": one.reason} if one.gone else {})
            for one in ledger
        ]
        return json.dumps(listed, ensure_ascii=False, indent=1)
    return "\n".join(_line(one, words) for one in ledger)


def _line(one: PublishedAddress, words: Labels) -> str:
    parts = [f"/{one.address}", one.entry]
    if one.to is not None:
        parts.append(words("addresses.moves", address=f"/{one.to}"))
    if one.gone:
        parts += [words("addresses.gone", date=one.gone), one.reason]
    return "  ".join(part for part in parts if part)


def _write(project: ProjectPaths, ledger: Ledger) -> None:
    remarks = [f"# {LABELS[one]('addresses.head')}" for one in sorted(LABELS)]  # the same, whoever runs it
    data = written_addresses(ledger, remarks).encode()
    path = project.root / NAME
    if not path.exists():
        path.write_bytes(data)
    elif path.read_bytes() != data:
        rewrite(path, data)
