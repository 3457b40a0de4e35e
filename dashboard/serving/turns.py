"""Turns: a few threads that make pages, a few requests that wait for them, and a refusal for the rest.

A page takes the processor alone for a while, so making more at once only makes all of them late. Each kind of work has
threads of its own, so that none can take the time of another. The threads keep their database connections.

Within a kind the clients share the processor's time: who has used least of it lately comes next, and where the queue
is full, whoever fills it gives up a place. So nobody is refused or kept waiting for what somebody else asks for.
"""

from __future__ import annotations

import math
import time
from collections import Counter
from collections.abc import Callable, Collection
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor
from contextlib import suppress
from contextvars import copy_context
from threading import Lock
from typing import Any, Generic, TypeVar

from dashboard.processor_time import thread_seconds

Made = TypeVar("Made")
# Seconds after which half of the time that a client has used is forgotten.
HALF_LIFE = 30.0
MOST_CLIENTS = 1_000


class BusyError(Exception):
    """Too much is asked for at once, or the turn didn't come in time."""


class Turn(Generic[Made]):
    """A piece of work in the queue. `clients` counts the requests that wait for it, by client."""

    def __init__(self, work: Callable[[], Made], client: str) -> None:
        self.work = work
        self.clients = Counter([client])
        self.future: Future[Made] = Future()


class Turns:
    """Threads for one kind of work. `at_once` are done at a time, `waiting` more may wait."""

    def __init__(self, name: str, *, at_once: int, waiting: int) -> None:
        self._threads = ThreadPoolExecutor(at_once, thread_name_prefix=name)
        self._most = at_once + waiting
        self._waiting: list[Turn[Any]] = []
        self._running = 0
        self._used = UsedTime()
        self._lock = Lock()

    def start(self, work: Callable[[], Made], client: str) -> Turn[Made]:
        """Queue the work. BusyError if too much is waiting, and this client has as much in the queue as any other."""
        context = copy_context()
        turn = Turn(lambda: context.run(work), client)
        with self._lock:
            if self._running + len(self._waiting) >= self._most:
                self._make_room_for(client)
            self._waiting.append(turn)
        self._threads.submit(self._do_next)
        return turn

    def join(self, turn: Turn[Any], client: str) -> None:
        """Wait for what another is having made, who then can't give up its place for both."""
        with self._lock:
            turn.clients[client] += 1

    def result(self, turn: Turn[Made], client: str, seconds: float) -> Made:
        """The result, waited for so long. BusyError after that."""
        try:
            return turn.future.result(timeout=seconds)
        except TimeoutError:
            self.leave(turn, client)
            raise BusyError from None
        except CancelledError:
            raise BusyError from None

    def leave(self, turn: Turn[Any], client: str) -> None:
        """Wait no longer. What nobody waits for any more is not begun."""
        with self._lock:
            turn.clients -= Counter([client])
            if not turn.clients:
                self._drop(turn)

    def _make_room_for(self, client: str) -> None:
        """Refuse the last request of whoever has the most in the queue. BusyError if that is no other."""
        owned = [(next(iter(turn.clients)), turn) for turn in self._waiting if len(turn.clients) == 1]
        number = Counter(owner for owner, _ in owned)
        greediest = max(number, key=lambda owner: number[owner], default=client)
        if number[greediest] <= number[client] + 1:
            raise BusyError
        self._drop(next(turn for owner, turn in reversed(owned) if owner == greediest))

    def _drop(self, turn: Turn[Any]) -> None:
        turn.future.cancel()
        with suppress(ValueError):  # It has begun.
            self._waiting.remove(turn)

    def _next(self) -> Turn[Any]:
        """The first in the queue of the client who has used least."""
        used = {client: self._used.of(client) for turn in self._waiting for client in turn.clients}
        return min(self._waiting, key=lambda turn: min(used[client] for client in turn.clients))

    def _do_next(self) -> None:
        with self._lock:
            if not self._waiting:  # What was queued has been dropped.
                return
            turn = self._next()
            self._waiting.remove(turn)
            turn.future.set_running_or_notify_cancel()
            self._running += 1
            clients = tuple(turn.clients)
        begun = thread_seconds()
        try:
            result, error = turn.work(), None
        except BaseException as raised:  # For whoever waits.
            result, error = None, raised
        with self._lock:
            self._running -= 1
            self._used.add(clients, thread_seconds() - begun)
        if error is None:
            turn.future.set_result(result)
        else:
            turn.future.set_exception(error)


class UsedTime:
    """How many seconds of processor time each client has used. Every `HALF_LIFE` half of them are forgotten."""

    def __init__(self) -> None:
        self._used: dict[str, tuple[float, float]] = {}

    def __len__(self) -> int:
        return len(self._used)

    def of(self, client: str) -> float:
        """The seconds of one client."""
        seconds, at = self._used.get(client, (0.0, 0.0))
        return seconds * math.exp2((at - time.monotonic()) / HALF_LIFE)

    def add(self, clients: Collection[str], seconds: float) -> None:
        """Count the time to those for whom it was used, in equal parts."""
        for client in clients:
            self._used[client] = (self.of(client) + seconds / len(clients), time.monotonic())
        if len(self._used) > MOST_CLIENTS:
            ordered = sorted(self._used, key=self.of, reverse=True)
            self._used = {client: self._used[client] for client in ordered[: MOST_CLIENTS // 2]}
