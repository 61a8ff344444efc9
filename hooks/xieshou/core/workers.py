"""More processes, when there is enough to do.

Any ``concurrent.futures`` executor will do: the stages hand it module-level functions and plain data. The local pool
starts its processes by ``spawn`` (a fork would copy locks, threads and the publish lock) and they die with the parent.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import sys
import threading
import types
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Executor, Future, ProcessPoolExecutor
from concurrent.futures import wait as wait_for
from contextlib import contextmanager
from multiprocessing.connection import wait
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")
R = TypeVar("R")

ENOUGH = 200
"""Below this many pages or files, starting processes (0.4 s) costs more than it saves."""
CHUNK = 100


def start() -> None:
    """First thing in a worker: end when the parent does, however it ends."""
    gc.disable()  # a worker's data is trees that free themselves; collecting costs a tenth of the time
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_die_with, args=(parent.sentinel,), daemon=True).start()


def _tidily(work: Callable[[T], R], chunk: T) -> R:
    """Do the work, and clear its garbage away: templates leave circles behind that would fill the memory."""
    try:
        return work(chunk)
    finally:
        gc.collect()
        gc.freeze()  # what outlives a chunk (a catalog, a parser) outlives them all


def _die_with(sentinel: int) -> None:
    wait([sentinel])
    os._exit(1)


def _cores() -> int:
    """The cores this process may use; not every system says."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class Pool:
    """Makes the executor when it is first needed; ``given`` stands in for the local one (a cluster's)."""

    def __init__(self, size: int | None = None, given: Executor | None = None) -> None:
        self.size = size or _cores()
        self._given = given
        self._own: ProcessPoolExecutor | None = None

    def map(self, work: Callable[[list[T]], R], items: Sequence[T], chunk: int = CHUNK) -> Iterator[R]:
        """``work`` on chunks of ``items``, results in order; here alone, where there is little to do."""
        chunks = [list(items[at : at + chunk]) for at in range(0, len(items), chunk)]
        if len(chunks) < 2 or (len(items) < ENOUGH and chunk > 1) or (self.size < 2 and self._given is None):
            return map(work, chunks)
        return iter(self._shared(work, chunks))

    def _shared(self, work: Callable[[list[T]], R], chunks: list[list[T]]) -> list[R]:
        """This process takes its share of the work: one process fewer to start, to feed and to hold in memory."""
        gc.freeze()  # what is there now stays: looking for garbage then costs only what is new
        waiting = deque(enumerate(chunks))
        results: dict[int, R] = {}
        running: dict[Future[R], int] = {}
        while waiting or running:
            with _importable():
                while waiting and len(running) < 2 * (self.size - 1 or 1):
                    number, chunk = waiting.popleft()
                    running[self._executor().submit(_tidily, work, chunk)] = number
            if waiting and self._given is None:
                number, chunk = waiting.popleft()
                results[number] = _tidily(work, chunk)
                done = {future for future in running if future.done()}
            else:
                done = wait_for(running, return_when=FIRST_COMPLETED).done
            for future in done:
                results[running.pop(future)] = future.result()
        return [results[number] for number in range(len(chunks))]

    def ready(self, work: Callable[[], None]) -> None:
        """Have every process that is there do ``work`` for itself, and do not wait for it."""
        if self._own is not None:
            for _ in range(self.size - 1):
                self._own.submit(work)

    def _executor(self) -> Executor:
        if self._given is not None:
            return self._given
        if self._own is None:
            context = multiprocessing.get_context("spawn")
            self._own = ProcessPoolExecutor(self.size - 1, mp_context=context, initializer=start)
        return self._own

    def close(self) -> None:
        """Let the processes go."""
        if self._own is not None:
            self._own.shutdown(wait=True, cancel_futures=True)
            self._own = None


@contextmanager
def _importable() -> Iterator[None]:
    """What a spawned process needs of its parent, put in place while processes start.

    It takes over ``sys.path``, where MkDocs puts the hook's folder only while the hook is loaded; and it would run the
    ``mkdocs`` command's own script again, 0.3 s for nothing, if ``__main__`` were not a blank page.
    """
    main, path = sys.modules["__main__"], list(sys.path)
    sys.modules["__main__"] = types.ModuleType("__main__")
    sys.path.insert(0, str(Path(__file__).parents[2]))
    try:
        yield
    finally:
        sys.modules["__main__"], sys.path[:] = main, path
