"""What is told of names that stand where slugs belong: which slug each is.

In: the problems of a site. Out: the same, with the slugs of what is named. Asked only where something is wrong, for it
reads what every entry is called.
"""

from __future__ import annotations

from collections import defaultdict
from pathlib import PurePosixPath

from xieshou.build.context import BuildContext
from xieshou.checks.by_name import CHOSEN, NAMED, Names, by_name
from xieshou.content.kinds import KINDS
from xieshou.content.load import all_units
from xieshou.content.site_file import SITE_CHOICES
from xieshou.core.problems import Problem, Problems, Severity

_NOT_TAKEN = (
    "file-slug",
    "file-unknown-folder",
    "file-folder",
    "file-reserved",
    "file-language",
    "file-suffix",
    "file-name",
)
"""Errors of the name or place of a file: what it holds is not known then."""


def with_names(context: BuildContext, problems: Problems) -> Problems:
    """The problems of the site that ``context`` builds."""
    asked = {*NAMED, *CHOSEN}
    if not any(one.code in asked for one in problems.errors):
        return problems
    kinds = {
        kind: {words("kinds." + kind + part) for words in context.labels.values() for part in (".one", ".many")}
        for kind in KINDS
    }
    names = Names(kinds).add(all_units(context.store))
    told = list(by_name(_each_cause_once(problems), names, _choices(context)))
    return Problems([*told, *(one for one in problems if one.severity is not Severity.ERROR)])


def _each_cause_once(problems: Problems) -> list[Problem]:
    """The errors without those of references to what lies in a file that was not taken: its own error is enough."""
    refused = {PurePosixPath(one.path).name.split(".")[0] for one in problems.errors if one.code in _NOT_TAKEN}
    return [
        one
        for one in problems.errors
        if one.code not in NAMED or not refused & {dict(one.details).get(name) for name in ("slug", "value")}
    ]


def _choices(context: BuildContext) -> dict[str, dict[str, set[str]]]:
    """What each choice is called in each language: the engine's own, and the site's."""
    found: dict[str, dict[str, set[str]]] = {}
    for words in context.labels.values():
        for field, called in words.tree["choices"].items():
            own = found.setdefault(field, defaultdict(set))
            for value, word in called.items():
                own[value].add(word)
        for types in words.tree.get("stages", {}).values():
            for called in types.values():
                for value, word in called.items():
                    found["stage"][value].add(word)
    site = context.read.site
    for field, choices in zip(SITE_CHOICES, (site.sides, site.programmes) if site else ((), ()), strict=True):
        found[field] = {choice.slug: {words for _, words in choice.name.pairs} for choice in choices}
    return found
