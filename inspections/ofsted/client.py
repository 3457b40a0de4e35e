"""A polite client for Ofsted's site.

One connection at a time, a pause before each request, growing pauses before each retry, and the `Retry-After` of the
site where it gives one. Only Ofsted's hosts are asked, also after a redirect.
"""

from __future__ import annotations

import time
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from urllib.parse import urljoin, urlsplit

import urllib3
from urllib3.exceptions import (
    ConnectTimeoutError,
    HTTPError,
    NewConnectionError,
    ProxyError,
    SSLError,
)

SITE = "reports.ofsted.gov.uk"
FILES = "files.ofsted.gov.uk"
HOSTS = frozenset({SITE, FILES})
# Seconds before each retry.
RETRY_PAUSES = (2.0, 8.0, 30.0, 120.0)
LONGEST_WAIT = 600.0
MOST_REDIRECTS = 3
# Addresses in a row at which all retries were in vain.
MOST_FAILURES = 3
CONNECT_SECONDS, READ_SECONDS, WHOLE_SECONDS = 20.0, 60.0, 300.0
CHUNK = 64 * 1024
_MAY_PASS = frozenset(
    {
        HTTPStatus.REQUEST_TIMEOUT,
        HTTPStatus.TOO_MANY_REQUESTS,
        HTTPStatus.INTERNAL_SERVER_ERROR,
        HTTPStatus.BAD_GATEWAY,
        HTTPStatus.SERVICE_UNAVAILABLE,
        HTTPStatus.GATEWAY_TIMEOUT,
    }
)
_REDIRECTS = frozenset(
    {
        HTTPStatus.MOVED_PERMANENTLY,
        HTTPStatus.FOUND,
        HTTPStatus.SEE_OTHER,
        HTTPStatus.TEMPORARY_REDIRECT,
        HTTPStatus.PERMANENT_REDIRECT,
    }
)


class NotFetchedError(Exception):
    """This address gave nothing that can be used, for the reason in the message."""


class SiteAwayError(Exception):
    """The site can't be reached or has asked for a long break, so nothing more should be asked of it now."""


@dataclass(frozen=True)
class SiteAnswer:
    """What an address answered. `url` is the address after redirects.

    `unchanged` says that the content is still what the request's `etag` or `last_modified` stand for; it is empty then.
    """

    url: str
    content: bytes = b""
    etag: str = ""
    last_modified: str = ""
    unchanged: bool = False


@dataclass
class PoliteClient:
    """Fetches one address after another.

    `stand_in` is the address of a server that is asked in place of Ofsted's, for tests and trials; it finds the host
    that is meant in the `Host` header. `sleep` and `clock` are for tests.
    """

    user_agent: str
    pause: float = 1.0
    max_bytes: int = 20 * 1024 * 1024
    stand_in: str = ""
    sleep: Callable[[float], object] = time.sleep
    clock: Callable[[], float] = time.monotonic

    def __post_init__(self) -> None:
        self._pool = self._connections()
        self._answered_at: float | None = None
        self._failures = 0

    def get(self, url: str, *, etag: str = "", last_modified: str = "") -> SiteAnswer:
        """Fetch an address, with patience.

        Raises NotFetchedError if it gives nothing, SiteAwayError if the whole site should be left alone for now.
        """
        conditions = {"If-None-Match": etag, "If-Modified-Since": last_modified}
        headers = {name: value for name, value in conditions.items() if value}
        for _ in range(MOST_REDIRECTS + 1):
            _refuse_other_hosts(url)
            answer = self._with_patience(url, headers)
            if isinstance(answer, SiteAnswer):
                return answer
            url = answer
        raise NotFetchedError("it redirects again and again")

    def close(self) -> None:
        self._pool.clear()

    def _with_patience(self, url: str, headers: dict[str, str]) -> SiteAnswer | str:
        """The answer, or the address to which the site redirects."""
        reason = ""
        for wait in (0.0, *RETRY_PAUSES):
            self._wait(wait)
            try:
                answer = self._ask(url, headers)
            except _MayPassError as error:
                reason = str(error)
                self._answered_at = self.clock() + error.wait
                last = error
                continue
            finally:
                self._answered_at = max(self._answered_at or 0.0, self.clock())
            self._failures = 0
            return answer
        self._failures += 1
        if last.concerns_site or self._failures >= MOST_FAILURES:
            raise SiteAwayError(reason)
        raise NotFetchedError(reason)

    def _wait(self, retry_pause: float) -> None:
        if self._answered_at is None:
            return
        seconds = self._answered_at + max(self.pause, retry_pause) - self.clock()
        if seconds > 0:
            self.sleep(seconds)

    def _ask(self, url: str, headers: dict[str, str]) -> SiteAnswer | str:
        headers = {"User-Agent": self.user_agent, "Accept-Encoding": "gzip", **headers}
        address = url
        if self.stand_in:
            parts = urlsplit(url)
            headers["Host"] = parts.netloc
            address = self.stand_in.rstrip("/") + parts._replace(scheme="", netloc="").geturl()
        try:
            response = self._pool.request(
                "GET", address, headers=headers, redirect=False, retries=False, preload_content=False
            )
        except (NewConnectionError, ConnectTimeoutError, ProxyError) as error:
            raise _MayPassError(f"it can't be reached ({_first_words(error)})", concerns_site=True) from error
        except SSLError as error:
            raise SiteAwayError(f"its certificate can't be checked ({_first_words(error)})") from error
        except HTTPError as error:
            raise _MayPassError(f"it broke off ({_first_words(error)})") from error
        try:
            return self._read(url, response)
        except HTTPError as error:
            raise _MayPassError(f"it broke off ({_first_words(error)})") from error
        finally:
            # What has been read to its end leaves the connection open. Anything else closes it.
            response.close()
            response.release_conn()

    def _read(self, url: str, response: urllib3.BaseHTTPResponse) -> SiteAnswer | str:
        status = response.status
        if status == HTTPStatus.NOT_MODIFIED:
            response.drain_conn()
            return SiteAnswer(url, unchanged=True)
        if status in _REDIRECTS:
            response.drain_conn()
            return urljoin(url, response.headers.get("Location", ""))
        if status in _MAY_PASS:
            asks_for_a_break = status in {HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE}
            wait = _retry_after(response.headers.get("Retry-After", ""))
            if wait > LONGEST_WAIT:
                raise SiteAwayError(f"it asks to wait {wait / 60:.0f} minutes")
            raise _MayPassError(f"it answers {_status_words(status)}", wait=wait, concerns_site=asks_for_a_break)
        if status != HTTPStatus.OK:
            raise NotFetchedError(f"it answers {_status_words(status)}")
        content = self._body(response)
        headers = response.headers
        return SiteAnswer(url, content, headers.get("ETag", ""), headers.get("Last-Modified", ""))

    def _body(self, response: urllib3.BaseHTTPResponse) -> bytes:
        begun = self.clock()
        content = bytearray()
        # What has arrived, not a full chunk, so that a site that sends drop by drop is noticed.
        while chunk := response.read1(CHUNK):
            content += chunk
            if len(content) > self.max_bytes:
                raise NotFetchedError(f"it is larger than {self.max_bytes / 1024 / 1024:.0f} MB")
            if self.clock() - begun > WHOLE_SECONDS:
                raise _MayPassError("it sends too slowly")
        return bytes(content)

    def _connections(self) -> urllib3.PoolManager:
        """Connections with room for one, so that asking another host ends the one before."""
        timeout = urllib3.Timeout(connect=CONNECT_SECONDS, read=READ_SECONDS)
        proxy = urllib.request.getproxies().get("https", "")
        if proxy and not self.stand_in and not urllib.request.proxy_bypass(SITE):
            return urllib3.ProxyManager(proxy, num_pools=1, maxsize=1, block=True, timeout=timeout)
        return urllib3.PoolManager(num_pools=1, maxsize=1, block=True, timeout=timeout)


class _MayPassError(Exception):
    """A failure that may be over at the next attempt, after `wait` seconds at least."""

    def __init__(self, reason: str, *, wait: float = 0.0, concerns_site: bool = False) -> None:
        super().__init__(reason)
        self.wait, self.concerns_site = wait, concerns_site


def _refuse_other_hosts(url: str) -> None:
    parts = urlsplit(url)
    if parts.scheme != "https" or parts.netloc not in HOSTS:
        raise NotFetchedError(f"{url or 'an empty address'} is not an address of Ofsted’s report site")


def _retry_after(value: str) -> float:
    """Seconds to wait, from a number or a date. 0 if the header says neither."""
    if value.isascii() and value.isdigit():
        return float(value)
    try:
        until = parsedate_to_datetime(value)
    except ValueError:
        return 0.0
    return max(0.0, (until.astimezone(UTC) - datetime.now(UTC)).total_seconds())


def _status_words(status: int) -> str:
    try:
        return f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        return str(status)


def _first_words(error: Exception) -> str:
    """What went wrong, without the object that urllib3 names first."""
    return str(error).rpartition(": ")[2][:120]
