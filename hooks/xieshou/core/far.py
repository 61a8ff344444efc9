"""Work for machines that share no disk with this one.

In: a task and a chunk of what it works on, all data. Out: one run of bytes that travels there, and one that comes back.
Nothing is looked for over there but the program itself, which has to be this very version with these very libraries:
what it makes is kept as if it had been made here.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any, Protocol

from xieshou.core.fingerprint import program_digest


class Far(Protocol):
    """Who does such work: a ``concurrent.futures`` executor does, and so does a cluster's.

    Whoever it is runs what it is sent, and what it sends back is believed: it is trusted as the builder itself is.
    """

    def submit(self, work: Callable[[bytes], bytes], sent: bytes, /) -> Future[bytes]:
        """Have ``work(sent)`` done somewhere."""


class OtherProgram(Exception):
    """Over there runs another version of the program, or of a library."""


def packed(work: Callable[[Any, list[Any]], object], chunk: list[Any]) -> bytes:
    """A task that needs nothing but its chunk, and that, as bytes."""
    return pickle.dumps((program_digest(), pickle.dumps((work, chunk), 5)), 5)


def done(sent: bytes) -> bytes:
    """Over there: do what was sent. Raises ``OtherProgram``, and what the task raises."""
    program, task = pickle.loads(sent)
    if program != program_digest():
        raise OtherProgram
    work, chunk = pickle.loads(task)
    return pickle.dumps(work(None, chunk), 5)


def unpacked(came: bytes) -> Any:
    """What the task gave."""
    return pickle.loads(came)
