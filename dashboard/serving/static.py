"""Static files, handed over so that slow readers hold up nobody."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from threading import BoundedSemaphore
from typing import Any

from .busy import busy_answer

# Bytes that are handed to the server at once. A larger file keeps a thread until its reader has it.
SMALL_FILE, LARGE_FILES_AT_ONCE = 256 * 1024, 32


class StaticFiles:
    """Asks Django's application, in which WhiteNoise answers."""

    def __init__(self, application: Any) -> None:
        self._application = application
        self._large_files = BoundedSemaphore(LARGE_FILES_AT_ONCE)

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        said: list[tuple[str, list[tuple[str, str]]]] = []
        response = self._application(environ, lambda status, headers, _error=None: said.append((status, headers)))
        status, headers = said[-1]
        length = next((int(value) for name, value in headers if name.lower() == "content-length"), 0)
        if length <= SMALL_FILE:
            with closing(response):
                body = [b"".join(response)]
        elif not self._large_files.acquire(blocking=False):
            response.close()
            busy = busy_answer(environ)
            status, headers, body = busy.status, busy.headers, [busy.body]
        else:
            start_response(status, headers)
            return _Released(response, self._large_files)
        start_response(status, headers)
        return body


class _Released:
    """The file's bytes. Lets the next large file begin when this one is sent, or its reader has left."""

    def __init__(self, response: Any, room: BoundedSemaphore) -> None:
        self._response, self._room, self._is_open = response, room, True

    def __iter__(self) -> Iterator[bytes]:
        return iter(self._response)

    def close(self) -> None:
        if self._is_open:
            self._is_open = False
            self._room.release()
            self._response.close()
