"""Turns: a few threads that make pages, a few requests that wait for them, and a refusal for the rest.

A page takes the processor alone for a while, so making more at once only makes all of them late. Each kind of work has
threads of its own, so that none can take the time of another. The threads keep their database connections.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor
from contextvars import copy_context
from threading import BoundedSemaphore
from typing import TypeVar

Made = TypeVar("Made")


class BusyError(Exception):
    """Too much is asked for at once, or the turn didn't come in time."""


class Turns:
    """Threads for one kind of work. `at_once` are done at a time, `waiting` more may wait."""

    def __init__(self, name: str, *, at_once: int, waiting: int) -> None:
        self._threads = ThreadPoolExecutor(at_once, thread_name_prefix=name)
        self._room = BoundedSemaphore(at_once + waiting)

    def start(self, work: Callable[[], Made]) -> Future[Made]:
        """Queue the work. BusyError if too much is waiting."""
        if not self._room.acquire(blocking=False):
            raise BusyError
        try:
            future = self._threads.submit(copy_context().run, work)
        except BaseException:
            self._room.release()
            raise
        future.add_done_callback(lambda _done: self._room.release())
        return future


def result_of(future: Future[Made], seconds: float) -> Made:
    """The result, waited for so long. BusyError after that; work that hasn't begun is not done then."""
    try:
        return future.result(timeout=seconds)
    except TimeoutError:
        future.cancel()
        raise BusyError from None
    except CancelledError:
        raise BusyError from None
