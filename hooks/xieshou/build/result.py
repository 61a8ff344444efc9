"""How a build ended, told by the process that builds to the one that started it.

In: what was published, or the problems for which nothing was. Out: one JSON object into the pipe whose number
``XIESHOU_RESULT`` gives; without that variable nothing. MkDocs ends with 1 for every fault alike, so its exit code
cannot say it; and a pipe needs no room on a disk that may be full.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple, Self

from xieshou.build.changes import Changes
from xieshou.core.acceptance import Acceptance
from xieshou.core.problems import Problem, Problems, as_data, total
from xieshou.language.labels import Labels

if TYPE_CHECKING:
    from xieshou.build.pipeline import Published  # who only asks for a build has no need of it
    from xieshou.build.prepared import Prepared

VARIABLE = "XIESHOU_RESULT"
TRIAL = "XIESHOU_TRIAL"
"""Set where a build is only to be looked at: it leaves no word of itself in the project's ``build/``."""
VERSION = 1
"""Of the form of the report. Keys may come; one that goes, or means something else, makes another version."""


class Ending(NamedTuple):
    """How a build ended: its problems, the warnings people let stand, the seconds each stage took; and what was
    published, if anything was.
    """

    problems: Problems
    accepted: Sequence[tuple[Problem, Acceptance]] = ()
    seconds: Mapping[str, float] = {}
    published: Published | None = None

    @classmethod
    def of(cls, prepared: Prepared, published: Published | None = None) -> Self:
        """That of a build which got as far as ``prepared``."""
        problems = Problems([*prepared.problems, *(published.foreign if published else ())])
        return cls(problems, prepared.accepted, prepared.context.timings.stages, published)


def as_result(ending: Ending, labels: Mapping[str, Labels]) -> str:
    """A build's end as JSON, the problems in every language of ``labels``; the handbook says what each key means.
    All numbers of pages and files are 0 where nothing was published.
    """
    texts = {language: words.problems for language, words in labels.items()}
    problems, published = ending.problems, ending.published
    changes = published.changes if published else Changes()
    counted = dict(zip(("written", "removed", "kept"), changes.files, strict=True))
    pages = {"written": changes.written, "removed": changes.removed, "kept": changes.kept}
    accepted = [as_data(problem, texts) | {"reason": one.reason, "by": one.by} for problem, one in ending.accepted]
    told = {
        "version": VERSION,
        "pages": published.pages if published else 0,
        "made": published.made if published else 0,
        "files": published.files if published else 0,
        "exchanged": bool(published and published.exchanged),
        "counts": {"errors": total(problems.errors), "warnings": total(problems.warnings), "accepted": len(accepted)},
        "changed": {"pages": pages, "files": counted},
        "seconds": dict(ending.seconds),
        "problems": [as_data(problem, texts) for problem in problems],
        "accepted": accepted,
    }
    return json.dumps(told, ensure_ascii=False, indent=1)


def send_result(ending: Ending, labels: Mapping[str, Labels]) -> None:
    """Tell whoever started this build how it ended, if they asked. Nobody listening is no fault of the build."""
    pipe = os.environ.get(VARIABLE, "")
    if pipe.isdecimal():
        with suppress(OSError), os.fdopen(int(pipe), "wb") as out:
            # Half a character, as in a name that is no text, is the same escape in JSON as in Python.
            out.write(as_result(ending, labels).encode("utf-8", "backslashreplace"))
