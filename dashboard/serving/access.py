"""One line of the log for each request, and an id that all its lines have."""

from __future__ import annotations

import logging
import re
import secrets
import time
from collections.abc import Callable, Iterable
from typing import Any

from dashboard.logs import FIELDS, request_id
from inspections.clients import client_address

logger = logging.getLogger("access")
# An id of the proxy's, if it sends one that can do no harm in a log.
_ID = re.compile(r"[A-Za-z0-9-]{8,64}")
# A link that is good for choosing a password, once.
_SECRET = re.compile(r"(/admin/password/[a-z-]+/)[^/]+")


class AccessLog:
    """A WSGI application around another. `edition` says which edition pages show, None if that isn't known."""

    def __init__(self, application: Callable[..., Iterable[bytes]], *, edition: Callable[[], int | None]) -> None:
        self._application = application
        self._edition = edition

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        begun = time.perf_counter()
        asked = environ.get("HTTP_X_REQUEST_ID", "")
        identity = asked if _ID.fullmatch(asked) else secrets.token_hex(8)
        token = request_id.set(identity)

        def start(status: str, headers: list[tuple[str, str]], *error: Any) -> Any:
            self._log(environ, int(status[:3]), headers, time.perf_counter() - begun)
            return start_response(status, [*headers, ("X-Request-Id", identity)], *error)

        try:
            return self._application(environ, start)
        finally:
            request_id.reset(token)

    def _log(self, environ: dict[str, Any], status: int, headers: list[tuple[str, str]], seconds: float) -> None:
        if not logger.isEnabledFor(logging.INFO):
            return
        path = _SECRET.sub(r"\1…", environ["PATH_INFO"])
        address = path + (f"?{environ['QUERY_STRING']}" if environ["QUERY_STRING"] else "")
        size = next((int(value) for name, value in headers if name.lower() == "content-length"), None)
        fields = {
            "client": client_address(environ),
            "method": environ["REQUEST_METHOD"],
            "address": address,
            "status": status,
            "bytes": size,
            "milliseconds": round(seconds * 1000, 1),
            "edition": self._edition(),
        }
        logger.info("%(method)s %(address)s %(status)s %(milliseconds)s ms %(client)s", fields, extra={FIELDS: fields})
