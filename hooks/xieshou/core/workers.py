"""More processes, when there is enough to do.

In: tasks (module-level callables and plain data) and what they work on, in chunks. Out: their results, in order. A task
gets, before its chunk, what its process works with: a cache it has opened, a parser it has made. This process is given
its own; every other makes one for itself, at its start. So a task names nothing outside its arguments.

Processes start by ``spawn`` (a fork would copy locks, threads and the publish lock) and die with the parent. They share
the disk with it; a task that is carried all it needs can go to machines that do not (``xieshou.core.far``).
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import pickle
import sys
import threading
import types
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor
from concurrent.futures import wait as wait_for
from contextlib import contextmanager
from multiprocessing.connection import wait
from pathlib import Path
from typing import Any, Generic, TypeVar

from xieshou.core import far as afar
from xieshou.core.far import Far

T = TypeVar("T")
U = TypeVar("U")
R = TypeVar("R")
C_co = TypeVar("C_co", covariant=True)

ENOUGH = 200
"""Below this many pages or files, starting processes (0.4 s) costs more than it saves."""
CHUNK = 100
TASK = 50
"""The pages of a task whose inputs travel with it: with fewer, sending them would cost more than the work."""
IN_FLIGHT = 32
"""Tasks that are elsewhere at one time: enough for as many workers, and what they carry fits into memory here."""

Progress = Callable[[str, int, int], None]
"""Told what is being done (a word that whoever tells people knows), how much of it is done, and of how much: first with
nothing done, last with all of it or, where it was given up, with nothing of nothing."""


def untold(_doing: str, _done: int, _total: int) -> None:
    """Nobody is told how far the work has come."""


def telling(progress: Progress, doing: str, parts: Iterable[R], sizes: Sequence[int]) -> Iterator[R]:
    """``parts`` of the work as they get done, each told as it comes; ``sizes``: how many things each is of."""
    done, total = 0, sum(sizes)
    progress(doing, 0, total)
    try:
        for size, part in zip(sizes, parts, strict=True):
            done += size
            progress(doing, done, total)
            yield part
    finally:
        if done < total:
            progress(doing, 0, 0)


_held: list[tuple[bytes, Any]] = []
"""In a process that works for another: how what it works with was made, and that. Always empty in a builder's own."""


def start(make: bytes) -> None:
    """First thing in a worker: end when the parent does, however it ends; make what its tasks work with."""
    gc.disable()  # a worker's data is trees that free themselves; collecting costs a tenth of the time
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_die_with, args=(parent.sentinel,), daemon=True).start()
    _context(make)


def _context(make: bytes) -> Any:
    """What this process, which works for another, works with."""
    if not _held or _held[0][0] != make:
        _held[:] = [(make, pickle.loads(make)())]
    return _held[0][1]


def _there(make: bytes, work: Callable[[Any, list[T]], R], chunk: list[T]) -> R:
    """Do a chunk of the work in a process that works for another."""
    return _tidily(work, _context(make), chunk)


def _once(make: bytes, work: Callable[[Any], None]) -> None:
    work(_context(make))


def _tidily(work: Callable[[Any, list[T]], R], context: Any, chunk: list[T]) -> R:
    """Do the work, and clear its garbage away: templates leave circles behind that would fill the memory."""
    try:
        return work(context, chunk)
    finally:
        gc.collect()
        gc.freeze()  # what outlives a chunk (a catalog, a parser) outlives them all


def _die_with(sentinel: int) -> None:
    wait([sentinel])
    os._exit(1)


def _as_they_are(chunk: list[Any]) -> list[Any]:
    """What a task is given that itself says all there is to know."""
    return chunk


def _cores() -> int:
    """The cores this process may use; not every system says."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _taken_back(running: dict[Future[bytes], int]) -> int | None:
    """The number of a task that nobody has begun, and now nobody else will."""
    for future in reversed(running):
        if future.cancel():
            return running.pop(future)
    return None


class Pool(Generic[C_co]):
    """Shares work among processes; makes the executor when it is first needed.

    ``here`` is what tasks work with in this process; ``there`` makes the same in another and must be picklable.
    ``size``: how many processes, this one among them; all cores unless said. ``progress`` is told how far work has come
    that takes long. ``far``: who else does tasks that are carried all they need; ``far_fault``: why no longer.
    """

    def __init__(self, here: C_co, there: Callable[[], C_co], size: int | None = None) -> None:
        self.size = size or _cores()
        self.progress: Progress = untold
        self.far: Far | None = None
        self.far_fault: Exception | None = None
        self._here = here
        self._there = there
        self._own: ProcessPoolExecutor | None = None
        self._make = b""

    def map(
        self,
        work: Callable[[C_co, list[U]], R],
        items: Sequence[T],
        chunk: int = CHUNK,
        doing: str = "",
        carried: Callable[[list[T]], list[U]] | None = None,
    ) -> Iterator[R]:
        """``work`` on chunks of ``items``, results in order; here alone, where there is little to do.

        ``doing``: what the progress is told that this is. ``carried``: makes of a chunk what the work is given, such as
        the bytes of its files; asked here, just before, so that little of it is in memory. The work then uses nothing
        else, and can be done far away.
        """
        chunks = [list(items[at : at + chunk]) for at in range(0, len(items), chunk)]
        given = carried or _as_they_are
        far = self.far if carried and self.far_fault is None else None
        if len(chunks) < 2 or (len(items) < ENOUGH and chunk > 1) or (self.size < 2 and far is None):
            results: Iterator[R] = (work(self._here, given(part)) for part in chunks)
        elif far is not None:
            results = self._shared_afar(far, work, chunks, given)
        else:
            results = self._shared(work, chunks, given)
        return telling(self.progress, doing, results, [len(part) for part in chunks]) if doing and chunks else results

    def _shared(
        self, work: Callable[[C_co, list[U]], R], chunks: list[list[T]], carried: Callable[[list[T]], list[U]]
    ) -> Iterator[R]:
        """This process takes its share of the work: one process fewer to start, to feed and to hold in memory."""
        gc.freeze()  # what is there now stays: looking for garbage then costs only what is new
        waiting = deque(enumerate(chunks))
        results: dict[int, R] = {}
        running: dict[Future[R], int] = {}
        given = 0
        while waiting or running:
            with _importable():
                while waiting and len(running) < 2 * (self.size - 1 or 1):
                    number, chunk = waiting.popleft()
                    running[self._executor().submit(_there, self._made(), work, carried(chunk))] = number
            if waiting:
                number, chunk = waiting.popleft()
                results[number] = _tidily(work, self._here, carried(chunk))
                done = {future for future in running if future.done()}
            else:
                done = wait_for(running, return_when=FIRST_COMPLETED).done
            for future in done:
                results[running.pop(future)] = future.result()
            while given in results:
                yield results.pop(given)
                given += 1

    def _shared_afar(
        self, far: Far, work: Callable[[C_co, list[U]], R], chunks: list[list[T]], carried: Callable[[list[T]], list[U]]
    ) -> Iterator[R]:
        """The same with others elsewhere. What they have not begun when nothing else is left, or fail to do, is done
        here: a cluster that is lost costs time and nothing else.
        """
        waiting = deque(range(len(chunks)))
        results: dict[int, R] = {}
        running: dict[Future[bytes], int] = {}
        given = 0
        while waiting or running:
            while waiting and len(running) < IN_FLIGHT and self.far_fault is None:
                number = waiting.popleft()
                running[far.submit(afar.done, afar.packed(work, carried(chunks[number])))] = number
            own = waiting.popleft() if waiting else _taken_back(running)
            if own is not None:
                results[own] = _tidily(work, self._here, carried(chunks[own]))
            else:
                wait_for(running, return_when=FIRST_COMPLETED)
            for future in [one for one in running if one.done()]:
                number = running.pop(future)
                try:
                    results[number] = afar.unpacked(future.result())
                except Exception as error:  # whatever it is: where the task itself is at fault, it is told here
                    self.far_fault = self.far_fault or error
                    waiting.append(number)
            while given in results:
                yield results.pop(given)
                given += 1

    def ready(self, work: Callable[[C_co], None]) -> None:
        """Have every process that is there do ``work`` for itself, and do not wait for it."""
        if self._own is not None:
            for _ in range(self.size - 1):
                self._own.submit(_once, self._made(), work)

    def _made(self) -> bytes:
        self._make = self._make or pickle.dumps(self._there, 5)
        return self._make

    def _executor(self) -> ProcessPoolExecutor:
        if self._own is None:
            context = multiprocessing.get_context("spawn")
            self._own = ProcessPoolExecutor(
                self.size - 1, mp_context=context, initializer=start, initargs=(self._made(),)
            )
        return self._own

    def close(self) -> None:
        """Let the processes go."""
        if self._own is not None:
            self._own.shutdown(wait=True, cancel_futures=True)
            self._own = None


def _nothing() -> None:
    """What tasks work with that need nothing but their chunk."""


def single_process(progress: Progress = untold) -> Pool[None]:
    """A pool of this process alone, for tasks that need nothing but their chunk; ``progress`` is told of them."""
    pool = Pool(None, _nothing, 1)
    pool.progress = progress
    return pool


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
