"""The same function over many files on all cores, answers in order, memory bounded."""

import os
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from itertools import islice
from typing import Generic, TypeVar

_I = TypeVar("_I")
_R = TypeVar("_R")
_BATCH = 16  # files per task: handing one over costs as much as decoding a fifth of a 32 px file
_AHEAD = 3  # tasks per worker that may wait or lie finished
_TICK = 0.2  # seconds: well below the 1 s in which a cancelled scan has to end (faults.md 33)


@dataclass(frozen=True)
class Answer(Generic[_I, _R]):
    """What the function made of an item."""

    item: _I
    result: _R


def in_order(function: Callable[[_I], _R], items: Iterable[_I], workers: int | None = None) -> Iterator[Answer[_I, _R] | None]:
    """An answer per item, in their order. None in between whenever nothing is ready for a moment: time to report.

    `items` is drawn from lazily, in the caller's thread. The function runs in threads (Pillow and hashlib let go of the
    GIL); what it raises is raised here. Leaving early (break, or an exception in the caller) stops the threads after the
    file they are at.
    """
    workers = workers or cores()
    stop = threading.Event()
    source = iter(items)

    def task(batch: list[_I]) -> list[Answer[_I, _R]]:
        return [Answer(item, function(item)) for item in batch if not stop.is_set()]

    pool = ThreadPoolExecutor(workers, thread_name_prefix="decode")
    waiting: deque[Future[list[Answer[_I, _R]]]] = deque()
    try:
        while True:
            while len(waiting) < workers * _AHEAD and (batch := list(islice(source, _BATCH))):
                waiting.append(pool.submit(task, batch))
            if not waiting:
                return
            future = waiting.popleft()
            while not _ready(future):
                yield None
            yield from future.result()
    finally:
        stop.set()
        pool.shutdown(wait=False, cancel_futures=True)  # not waiting: a file on a hanging network share may never end


def _ready(future: Future[_R]) -> bool:
    try:
        future.exception(timeout=_TICK)
    except TimeoutError:
        return False
    return True


def cores() -> int:
    """CPU cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
