"""A rate limit on drawing: one picture at a time in all of the site's processes, for at most a share of the time.

Papers and single pictures each have a share, in a lock file of its own.

The lock file holds the seconds of drawing used lately, which decay as time passes (a leaky bucket): a page full of
pictures is drawn in one go, a thousand pictures are not.
"""

import json
import math
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from django.core.files import locks

# Seconds to wait for the lock; seconds of drawing in one go; seconds of drawing per second that passes.
PATIENCE, BURST, SHARE = 0.5, 4.0, 0.5
POLL_INTERVAL = 0.02  # seconds
TOO_MANY = "Too many pictures are being asked for at once. Try again in a few seconds."


class PicturesBusyError(Exception):
    """No picture can be drawn now; the message is for readers. `retry_after` is in seconds."""

    def __init__(self, retry_after: int = 1, message: str = TOO_MANY) -> None:
        super().__init__(message)
        self.retry_after = retry_after


@contextmanager
def drawing_lock(file: Path) -> Iterator[None]:
    """Hold the drawing lock. PicturesBusyError if it isn't free within `PATIENCE` seconds, or the share is used up.

    Where no file can be written nothing is held: each process draws one picture at a time even so.
    """
    try:
        state = file.open("a+", encoding="utf-8")
    except OSError:
        yield
        return
    with state:
        if not _locked(state):
            raise PicturesBusyError
        state.seek(0)
        used = _used(state.read())
        _refuse_beyond_share(used)
        start = time.monotonic()
        try:
            yield
        finally:
            _write(state, used + time.monotonic() - start)


def refuse_while_busy(file: Path) -> None:
    """Raise PicturesBusyError if the share is used up.

    Call it before the page of a picture is made, which costs as much as any page.
    """
    with suppress(OSError):
        _refuse_beyond_share(_used(file.read_text(encoding="utf-8")))


def _refuse_beyond_share(used: float) -> None:
    if used > BURST:
        raise PicturesBusyError(math.ceil((used - BURST) / SHARE))


def _locked(state: IO[str]) -> bool:
    """Whether the lock was acquired in time. Closing the file releases it."""
    deadline = time.monotonic() + PATIENCE
    while not locks.lock(state, locks.LOCK_EX | locks.LOCK_NB):
        if time.monotonic() > deadline:
            return False
        time.sleep(POLL_INTERVAL)
    return True


def _used(state: str) -> float:
    try:
        written = json.loads(state)
        used, at = float(written["used"]), float(written["at"])
        return max(0.0, used - max(0.0, time.time() - at) * SHARE)
    except (ValueError, TypeError, KeyError):
        return 0.0


def _write(state: IO[str], used: float) -> None:
    # Not through the file's buffer, which would fail again when it is closed on a full disk.
    with suppress(OSError):
        os.ftruncate(state.fileno(), 0)
        os.write(state.fileno(), json.dumps({"used": used, "at": time.time()}).encode())
