"""Asks a WSGI application as a server does."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from wsgiref.util import setup_testing_defaults


@dataclass(frozen=True)
class Response:
    status: int
    headers: dict[str, str]
    body: bytes


def ask(application: Any, address: str, method: str = "GET", client: str = "192.0.2.1", **headers: str) -> Response:
    """The answer to a request. `headers` are named as in a WSGI environment, without `HTTP_`."""
    path, _, query = address.partition("?")
    environ: dict[str, Any] = {
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "REMOTE_ADDR": client,
        "REQUEST_METHOD": method,
    }
    environ |= {f"HTTP_{name}": value for name, value in headers.items()}
    setup_testing_defaults(environ)
    said: list[Any] = []
    body: Iterable[bytes] = application(environ, lambda *start: said.append(start))
    status, sent = said[-1][:2]
    return Response(int(status.split()[0]), {name.lower(): value for name, value in sent}, b"".join(body))
