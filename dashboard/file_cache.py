"""A cache of files under DATA_DIR, for what is costly to make: pictures and archives. It never grows without bound.

It is best effort: on a disk that is full or read-only nothing is kept, and what was made is answered all the same.
"""

import os
import tempfile
from contextlib import suppress
from pathlib import Path

from django.conf import settings


def cache_folder(name: str) -> Path:
    """A folder of DATA_DIR, created if need be and possible."""
    folder: Path = settings.DATA_DIR / name
    with suppress(OSError):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def read_cached(path: Path) -> bytes | None:
    """The file's content, or None if there is no such file."""
    try:
        return path.read_bytes()
    except OSError:
        return None


def write_cached(path: Path, content: bytes) -> None:
    """Write the file in one step, so that another process reads all of it or nothing. Nothing is left if that fails."""
    try:
        descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=".new-")
    except OSError:
        return
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
        Path(name).replace(path)
    except OSError:
        Path(name).unlink(missing_ok=True)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def trim_cache(folder: Path, pattern: str, *, max_files: int, max_bytes: int) -> None:
    """Delete the oldest files that match the pattern until both limits are met."""
    files = []
    for path in folder.glob(pattern):
        with suppress(OSError):  # Another process is trimming too.
            state = path.stat()
            files.append((state.st_mtime_ns, state.st_size, path))
    files.sort(reverse=True)
    total = 0
    for number, (_, size, path) in enumerate(files, start=1):
        total += size
        if number > max_files or total > max_bytes:
            with suppress(OSError):
                path.unlink(missing_ok=True)
