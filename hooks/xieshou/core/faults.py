"""What goes wrong in the engine itself, and never in the content.

In: an exception that nobody foresaw, and what was being worked on. Out: ``EngineFault``, which says which file or page
that was and carries the details for whoever mends the engine. An editor reads a sentence and is shown no traceback.
"""

from __future__ import annotations

import sqlite3
import traceback
from collections.abc import Iterator
from contextlib import contextmanager

from xieshou.core.problems import ContentError


class EngineFault(Exception):
    """A fault of ours. ``subject`` is the file or page that was being worked on, ``details`` the traceback."""

    def __init__(self, subject: str, details: str) -> None:
        super().__init__(subject, details)  # all of them, so that it can be sent from a worker
        self.subject, self.details = subject, details


@contextmanager
def at_work_on(subject: str) -> Iterator[None]:
    """Whatever goes wrong inside, but for what has sentences of its own, becomes an ``EngineFault`` of ``subject``.

    Of contexts within each other the innermost tells: it is closest to the fault.
    """
    try:
        yield
    except (EngineFault, ContentError, OSError, sqlite3.Error):
        raise
    except Exception as error:
        raise EngineFault(subject, "".join(traceback.format_exception(error))) from error
