"""A finished answer: status, headers and bytes, with the encodings that readers accept."""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import brotli

from dashboard.caching import NOT_TO_BE_KEPT

Header = tuple[str, str]
# Of brotli from 0 to 11: 11 takes fifty times as long for a tenth fewer bytes.
BROTLI_QUALITY, GZIP_LEVEL = 6, 6
IDENTITY, GZIP, BROTLI = "", "gzip", "br"
# What a finished answer sets anew.
_OWN_HEADERS = {"content-length", "content-encoding", "etag", "vary"}
_COMPRESSIBLE = ("text/", "application/json", "application/xml", "image/svg+xml", "application/atom+xml")
_SMALLEST_COMPRESSED = 200


@dataclass(frozen=True)
class Answer:
    """What Django answered, as bytes."""

    status: str
    headers: list[Header]
    body: bytes

    def header(self, name: str) -> str:
        return next((value for key, value in self.headers if key.lower() == name), "")

    @property
    def is_for_everybody(self) -> bool:
        """Whether it depends on the address alone, so that others may get it too."""
        private = {"private", "no-store"} & self._cache_control
        return not (private or self.header("set-cookie") or "cookie" in self.header("vary").lower())

    def form(self, _accepted: str) -> tuple[list[Header], list[bytes]]:
        """The headers and the body, which Django has encoded already if it should be."""
        return self.headers, [self.body]

    @property
    def is_keepable(self) -> bool:
        """Whether it may be kept until the record changes."""
        return self.status.startswith("200 ") and self.is_for_everybody and NOT_TO_BE_KEPT not in self._cache_control

    @property
    def _cache_control(self) -> set[str]:
        return {part.strip() for part in self.header("cache-control").split(",")}


@dataclass(frozen=True)
class FinishedAnswer:
    """An answer with its headers and body for each encoding, by name; the identity's is empty."""

    status: str
    forms: Mapping[str, tuple[list[Header], list[bytes]]]
    size: int

    is_for_everybody = True

    @classmethod
    def of(cls, answer: Answer, tag: str) -> FinishedAnswer:
        """Compress the body where that helps. `tag` names the content in its ETags."""
        bodies = {IDENTITY: answer.body}
        is_compressible = answer.header("content-type").startswith(_COMPRESSIBLE)
        if is_compressible and len(answer.body) >= _SMALLEST_COMPRESSED:
            bodies[GZIP] = gzip.compress(answer.body, GZIP_LEVEL, mtime=0)
            bodies[BROTLI] = brotli.compress(answer.body, quality=BROTLI_QUALITY)
        kept = [(name, value) for name, value in answer.headers if name.lower() not in _OWN_HEADERS]
        forms = {}
        for encoding, body in bodies.items():
            headers = [*kept, ("ETag", etag(tag, encoding)), ("Content-Length", str(len(body)))]
            if encoding:
                headers.append(("Content-Encoding", encoding))
            if is_compressible:
                headers.append(("Vary", "Accept-Encoding"))
            forms[encoding] = (headers, [body])
        return cls(answer.status, forms, sum(map(len, bodies.values())))

    def form(self, accepted: str) -> tuple[list[Header], list[bytes]]:
        """The headers and the body for a header Accept-Encoding."""
        for encoding in encodings_in(accepted):
            if encoding in self.forms:
                return self.forms[encoding]
        return self.forms[IDENTITY]


def etag(tag: str, encoding: str) -> str:
    """The strong ETag of one encoding."""
    return f'"{tag}-{encoding}"' if encoding else f'"{tag}"'


def known_tag(environ: Mapping[str, Any], tag: str) -> str:
    """The ETag of the form that the reader would be sent, if the reader has it already; empty if not."""
    if not (asked := environ.get("HTTP_IF_NONE_MATCH", "")):
        return ""
    has = {one.strip().removeprefix("W/") for one in asked.split(",")}
    forms = (*encodings_in(environ.get("HTTP_ACCEPT_ENCODING", "")), IDENTITY)
    return next((known for encoding in forms if (known := etag(tag, encoding)) in has), "")


@lru_cache(maxsize=256)
def encodings_in(accepted: str) -> tuple[str, ...]:
    """The encodings of ours that a header Accept-Encoding allows, smallest first."""
    allowed = {}
    for part in accepted.lower().split(","):
        name, _, quality = part.partition(";")
        allowed[name.strip()] = quality.replace(" ", "") not in {"q=0", "q=0.0", "q=0.00", "q=0.000"}
    return tuple(name for name in (BROTLI, GZIP) if allowed.get(name, allowed.get("*", False)))


def answer_of(application: Any, environ: Mapping[str, Any]) -> Answer:
    """Ask a WSGI application and read its whole answer."""
    said: list[tuple[str, list[Header]]] = []

    def start_response(status: str, headers: list[Header], _error: Any = None) -> None:
        said.append((status, headers))

    response: Iterable[bytes] = application(environ, start_response)
    try:
        body = b"".join(response)
    finally:
        if hasattr(response, "close"):
            response.close()
    status, headers = said[-1]
    return Answer(status, headers, body)
