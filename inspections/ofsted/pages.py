"""Reads the pages of Ofsted's report site: the list of councils, and a council's publications.

Nothing is guessed: what doesn't look as it is known to look is named in a sentence.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, datetime
from html.parser import HTMLParser
from typing import Literal
from urllib.parse import urlencode, urljoin, urlsplit

from .client import FILES, SITE

ROWS_OF_LIST = 100
_PROVIDER = re.compile(r"^/provider/(?:[^/]+/)*(\d+)/?$")
_FILE = re.compile(r"^/v1/file/(\d+)/?$")
# "Children's services inspection, PDF - 22 June 2023"
_LABEL = re.compile(r"^(?P<title>.+?)(?:, ?PDF)? ?[-–—] ?(?P<day>\d{1,2} [A-Za-z]+ \d{4})$", re.IGNORECASE)

PublicationKind = Literal["inspection", "visit", "other", "unknown"]
# In this order: the first kind with one of its words is meant.
_KINDS: tuple[tuple[PublicationKind, tuple[str, ...]], ...] = (
    ("other", ("send", "joint", "adoption", "fostering", "children's home", "youth", "secure", "early years")),
    ("visit", ("focused visit", "monitoring visit")),
    (
        "inspection",
        (
            "children's services inspection",
            "inspection of children's services",
            "inspection of local authority children's services",
            "inspection of safeguarding",
            "inspection of services for children",
            "safeguarding and looked after children",
            "arrangements for the protection of children",
            "services for looked after children",
        ),
    ),
)


@dataclass(frozen=True)
class PublicationLink:
    """A publication as a council's page lists it."""

    url: str
    title: str
    published_on: date
    kind: PublicationKind


@dataclass(frozen=True)
class PublicationList:
    """What a council's page says. `problems` are sentences on what doesn't look as expected."""

    publications: tuple[PublicationLink, ...]
    problems: tuple[str, ...]


def list_address(start: int) -> str:
    """Address of the list of councils, from this row on."""
    fixed = "q=&location=&lat=&lon=&radius=&level_1_types=3"
    more = urlencode({"level_2_types[]": 12, "start": start, "rows": ROWS_OF_LIST})
    return f"https://{SITE}/search?{fixed}&{more}"


def read_list(html: str) -> dict[str, str]:
    """The addresses of the councils' pages by Ofsted's number for the council."""
    found = {}
    for link in _links(html):
        parts = urlsplit(urljoin(f"https://{SITE}/", link.href))
        match = _PROVIDER.match(parts.path)
        if match and parts.netloc == SITE:
            found[match[1]] = f"https://{SITE}{parts.path}"
    return found


def read_council_page(html: str) -> PublicationList:
    """The publications of a council, in the order of the page."""
    publications: dict[str, PublicationLink] = {}
    problems = []
    for link in _links(html):
        parts = urlsplit(urljoin(f"https://{SITE}/", link.href))
        is_file = parts.netloc == FILES and _FILE.match(parts.path)
        if "publication-link" not in link.classes:
            if is_file:
                problems.append(f"The link to {link.href} is not marked as a publication.")
            continue
        label = " ".join(" ".join(link.label).split())
        match = _LABEL.match(label)
        day = _day(match["day"]) if match else None
        if not is_file:
            problems.append(f"“{label}” leads to {link.href or 'nothing'}, which is not one of Ofsted’s files.")
        elif match is None or day is None:
            problems.append(f"The link to {link.href} says “{label}”: no kind and day of publication.")
        else:
            url = f"https://{FILES}/v1/file/{is_file[1]}"
            publications[url] = PublicationLink(url, match["title"], day, kind_of(match["title"]))
    if not publications and not problems:
        problems.append("The page lists no publication.")
    return PublicationList(tuple(publications.values()), tuple(problems))


def kind_of(title: str) -> PublicationKind:
    """What a publication is, by its title."""
    words = title.casefold().replace("’", "'")
    for kind, signs in _KINDS:
        if any(re.search(rf"\b{re.escape(sign)}\b", words) for sign in signs):
            return kind
    return "unknown"


def listed_kind(title: str) -> str:
    """The kind of an inspection or visit, by its title: inspection, focused_visit, monitoring_visit or ""."""
    kind = kind_of(title)
    if kind == "visit":
        return "monitoring_visit" if "monitoring visit" in title.casefold() else "focused_visit"
    return kind if kind == "inspection" else ""


@dataclass
class _Link:
    href: str
    classes: list[str]
    label: list[str] = field(default_factory=list)


class _LinkParser(HTMLParser):
    """Collects the links of a page, each with the text of its `span.nonvisual`."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[_Link] = []
        self._open: _Link | None = None
        # How deep in spans within the label; 0 outside of it.
        self._depth = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            values = dict(attrs)
            self._open = _Link(values.get("href") or "", (values.get("class") or "").split())
            self._depth = 0
            self.links.append(self._open)
        elif tag == "span" and self._open and (self._depth or "nonvisual" in (dict(attrs).get("class") or "").split()):
            self._depth += 1

    def handle_endtag(self, tag: str) -> None:
        if tag == "a":
            self._open, self._depth = None, 0
        elif tag == "span" and self._depth:
            self._depth -= 1

    def handle_data(self, data: str) -> None:
        if self._open and self._depth:
            self._open.label.append(data)


def _links(html: str) -> list[_Link]:
    parser = _LinkParser()
    parser.feed(html)
    parser.close()
    return parser.links


def _day(text: str) -> date | None:
    try:
        return datetime.strptime(text, "%d %B %Y").date()  # noqa: DTZ007 (a day has no time zone)
    except ValueError:
        return None
