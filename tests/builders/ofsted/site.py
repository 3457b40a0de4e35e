"""What the stand-in has, and how it looks as a page. Tests change it while it serves."""

from collections import defaultdict, deque
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from html import escape
from threading import Lock
from urllib.parse import parse_qs, urlsplit

from inspections.ofsted.client import FILES, SITE

INSPECTION = "Children's services inspection"
FOCUSED_VISIT = "Children's services focused visit"
MONITORING_VISIT = "Children's services monitoring visit"
SEND = "Area SEND full inspection"
WEB_PAGE = b"<!doctype html><title>Sorry</title><p>Sorry, there is a problem with the service.</p>"
Content = bytes | Callable[[], bytes]


@dataclass(frozen=True)
class Answer:
    """What one request gets. `broken` closes the connection in the middle; `seconds` is how long it takes."""

    status: int = 200
    content: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    broken: bool = False
    seconds: float = 0.0


def redirect(to: str) -> Answer:
    return Answer(302, headers={"Location": to})


def busy(retry_after: str = "") -> Answer:
    return Answer(429, b"Slow down", {"Retry-After": retry_after} if retry_after else {})


BROKEN = Answer(content=b"x" * 5000, broken=True)
SERVER_ERROR = Answer(500, b"Internal server error")


@dataclass(frozen=True)
class Asked:
    """One request that came in."""

    address: str
    headers: dict[str, str]


@dataclass
class Listed:
    """A publication of a council."""

    number: int
    title: str
    published_on: date

    @property
    def address(self) -> str:
        return f"https://{FILES}/v1/file/{self.number}"


class OfstedSite:
    """Councils with their publications and files.

    `troubles` has answers by address that are given once each, in turn, before the real one. `conditional` says whether
    pages and files have an ETag and are answered with 304 where it is sent back.
    """

    def __init__(self) -> None:
        self.councils: dict[str, str] = {}
        self.publications: dict[str, list[Listed]] = defaultdict(list)
        self.files: dict[int, Content] = {}
        self.troubles: dict[str, deque[Answer]] = defaultdict(deque)
        self.pages: dict[str, bytes] = {}
        self.conditional = True
        self.page_bytes = 0
        self.asked: list[Asked] = []
        self._lock = Lock()

    def add_council(self, urn: str, name: str) -> None:
        self.councils[urn] = name

    def publish(self, urn: str, number: int, title: str, day: date, content: Content) -> Listed:
        """Put a file on a council's page, on top."""
        listed = Listed(number, title, day)
        self.publications[urn].insert(0, listed)
        self.files[number] = content
        return listed

    def trouble(self, address: str, *answers: Answer) -> None:
        self.troubles[address].extend(answers)

    def page_address(self, urn: str) -> str:
        return f"https://{SITE}/provider/44/{urn}"

    @property
    def addresses(self) -> list[str]:
        """What has been asked for, in order."""
        return [asked.address for asked in self.asked]

    def answer(self, address: str, headers: dict[str, str]) -> Answer:
        """The answer to a request for this address."""
        with self._lock:
            self.asked.append(Asked(address, headers))
            if self.troubles[address]:
                return self.troubles[address].popleft()
        answer = self._found(address)
        if answer.status != 200 or not self.conditional:
            return answer
        etag = f'"{sha256(answer.content).hexdigest()[:20]}"'
        if headers.get("If-None-Match") == etag:
            return Answer(304, headers={"ETag": etag})
        return Answer(200, answer.content, {**answer.headers, "ETag": etag})

    def _found(self, address: str) -> Answer:
        parts = urlsplit(address)
        last = parts.path.rstrip("/").rpartition("/")[2]
        if address in self.pages:
            return self._html(self.pages[address])
        if parts.netloc == SITE and parts.path == "/search":
            query = parse_qs(parts.query)
            return self._html(self._list(int(query["start"][0]), int(query["rows"][0])))
        if parts.netloc == SITE and parts.path.startswith("/provider/") and last in self.councils:
            return self._html(self._council(last))
        if parts.netloc == FILES and last.isdigit() and int(last) in self.files:
            content = self.files[int(last)]
            data = content() if callable(content) else content
            kind = "application/pdf" if data.startswith(b"%PDF") else "text/html"
            return Answer(200, data, {"Content-Type": kind})
        return Answer(404, b"Not found", {"Content-Type": "text/html"})

    def _list(self, start: int, rows: int) -> bytes:
        shown = list(self.councils.items())[start : start + rows]
        items = "".join(
            f'<li class="search-result"><h3 class="search-result__title heading--title">'
            f'<a href="/provider/44/{urn}">{escape(name)}</a></h3><ul><li>URN: {urn}</li></ul></li>'
            for urn, name in shown
        )
        return f'<ul class="results-list">{items}</ul><a href="/search?start={start + rows}">Next</a>'.encode()

    def _council(self, urn: str) -> bytes:
        items = "".join(
            f'<li class="timeline__day"><a class="publication-link" target="_blank" href="{listed.address}">'
            f'<span class="nonvisual">{escape(listed.title)}, PDF - {listed.published_on:%d %B %Y}</span>'
            "<span>View report</span></a></li>"
            for listed in self.publications[urn]
        )
        return (
            f"<h1>{escape(self.councils[urn])}</h1><p>URN: {urn}</p>"
            f'<ol class="timeline">{items}</ol><a href="/search">Back to the list</a>'
        ).encode()

    def _html(self, body: bytes) -> Answer:
        item = b'<li class="nav__item"><a href="/search?q=x"><span>Elsewhere on this site</span></a></li>'
        more = b"<ul>" + item * (self.page_bytes // len(item)) + b"</ul>"
        page = (
            b"<!doctype html><html lang=en><head><title>Ofsted</title></head><body>" + more + body + b"</body></html>"
        )
        return Answer(200, page, {"Content-Type": "text/html; charset=utf-8"})
