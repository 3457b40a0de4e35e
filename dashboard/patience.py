"""How long the reader of the running request still waits for the answer."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_patience_ends: ContextVar[float | None] = ContextVar("patience_ends", default=None)


@contextmanager
def waiting_for(seconds: float) -> Iterator[None]:
    """What begins inside has a reader who waits so long from now on."""
    token = _patience_ends.set(time.monotonic() + seconds)
    try:
        yield
    finally:
        _patience_ends.reset(token)


def seconds_left(at_most: float) -> float:
    """Seconds until the reader gives up, or `at_most` if that is less or no reader is known."""
    ends = _patience_ends.get()
    return at_most if ends is None else min(at_most, ends - time.monotonic())
