"""How a build ended, told by the process that builds to the one that started it.

In: what was published, or the problems for which nothing was. Out: one JSON object into the pipe whose number
``XIESHOU_RESULT`` gives; without that variable nothing. MkDocs ends with 1 for every fault alike, so its exit code
cannot say it; and a pipe needs no room on a disk that may be full.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from typing import TYPE_CHECKING

from xieshou.core.problems import Problem, as_data
from xieshou.language.labels import Labels

if TYPE_CHECKING:
    from xieshou.build.pipeline import Published  # who only asks for a build has no need of it

VARIABLE = "XIESHOU_RESULT"


def as_result(problems: Iterable[Problem], labels: Mapping[str, Labels], published: Published | None = None) -> str:
    """A build's end as JSON: pages, how many of them were made anew, files, whether the live site was exchanged (all
    nothing where nothing was ``published``), and the problems in every language of ``labels``.
    """
    texts = {language: words.problems for language, words in labels.items()}
    told = {
        "pages": published.pages if published else 0,
        "made": published.made if published else 0,
        "files": published.files if published else 0,
        "exchanged": bool(published and published.exchanged),
        "problems": [as_data(problem, texts) for problem in problems],
    }
    return json.dumps(told, ensure_ascii=False, indent=1)


def send_result(problems: Iterable[Problem], labels: Mapping[str, Labels], published: Published | None = None) -> None:
    """Tell whoever started this build how it ended, if they asked. Nobody listening is no fault of the build."""
    pipe = os.environ.get(VARIABLE, "")
    if pipe.isdecimal():
        with suppress(OSError), os.fdopen(int(pipe), "wb") as out:
            # Half a character, as in a name that is no text, is the same escape in JSON as in Python.
            out.write(as_result(problems, labels, published).encode("utf-8", "backslashreplace"))
