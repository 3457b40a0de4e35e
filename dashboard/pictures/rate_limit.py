"""One picture at a time, over all of the site's processes, and not for more than a share of the time.

The file that is locked holds how many seconds of drawing were used lately. They wear off as time passes, so that a page
full of pictures is drawn in one go and a thousand are not.
"""

import json
import math
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from django.core.files import locks

# Seconds: of waiting for another's picture, of drawing in one go, and of drawing for each second that passes.
PATIENCE, AT_ONCE, SHARE = 0.5, 4.0, 0.5
PAUSE = 0.02
TOO_MANY = "Too many pictures are being asked for at once. Try again in a few seconds."


class PicturesBusyError(Exception):
    """A picture cannot be had now; the message says why in a sentence. `retry_after` is in seconds."""

    def __init__(self, retry_after: int = 1, message: str = TOO_MANY) -> None:
        super().__init__(message)
        self.retry_after = retry_after


@contextmanager
def drawing_turn(file: Path) -> Iterator[None]:
    """The time in which nobody else draws. PicturesBusyError where there is none to be had soon."""
    with file.open("a+", encoding="utf-8") as state:
        if not _locked(state):
            raise PicturesBusyError
        state.seek(0)
        used = _used(state.read())
        _refuse_beyond_share(used)
        began = time.monotonic()
        try:
            yield
        finally:
            _write(state, used + time.monotonic() - began)


def refuse_while_busy(file: Path) -> None:
    """PicturesBusyError where the share is used up: to be asked before anything is done for a picture.

    Making what is to be drawn costs as much as a page, so a hundred who ask at once have to be told before that.
    """
    with suppress(FileNotFoundError):
        _refuse_beyond_share(_used(file.read_text(encoding="utf-8")))


def _refuse_beyond_share(used: float) -> None:
    if used > AT_ONCE:
        raise PicturesBusyError(math.ceil((used - AT_ONCE) / SHARE))


def _locked(state: IO[str]) -> bool:
    """Whether the lock was had in time; closing the file gives it back."""
    until = time.monotonic() + PATIENCE
    while not locks.lock(state, locks.LOCK_EX | locks.LOCK_NB):
        if time.monotonic() > until:
            return False
        time.sleep(PAUSE)
    return True


def _used(state: str) -> float:
    try:
        written = json.loads(state)
        return max(0.0, written["used"] - max(0.0, time.time() - written["at"]) * SHARE)
    except (ValueError, TypeError, KeyError):
        return 0.0


def _write(state: IO[str], used: float) -> None:
    state.truncate(0)
    state.write(json.dumps({"used": used, "at": time.time()}))
