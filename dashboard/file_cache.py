"""Files that the site makes for itself and keeps under DATA_DIR: whole or not there, and never without bound."""

import os
import tempfile
from contextlib import suppress
from pathlib import Path

from django.conf import settings


def kept_folder(name: str) -> Path:
    """A folder of DATA_DIR, made where it is not there."""
    folder: Path = settings.DATA_DIR / name
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def kept(path: Path) -> bytes | None:
    """What the file holds, None where there is none."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None


def keep(path: Path, content: bytes) -> None:
    """Put the content there in one step, so that who reads meanwhile finds all of it or nothing."""
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=".new-")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def keep_within(folder: Path, pattern: str, files: int, size: int) -> None:
    """Delete the oldest files of the pattern until there are no more than so many, of so many bytes in all."""
    found = []
    for path in folder.glob(pattern):
        with suppress(FileNotFoundError):  # Another process is clearing up too.
            state = path.stat()
            found.append((state.st_mtime_ns, state.st_size, path))
    found.sort(reverse=True)
    total = 0
    for number, (_, length, path) in enumerate(found, start=1):
        total += length
        if number > files or total > size:
            path.unlink(missing_ok=True)
