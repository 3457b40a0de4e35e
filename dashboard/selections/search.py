"""What a search is asked for: a query in, one frozen dataclass out, and back to an address."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from urllib.parse import urlencode

from django.core.exceptions import BadRequest
from django.utils import timezone

from dashboard.selections.programme import choice_of, council_slug
from inspections.frameworks.definitions import Judgement
from inspections.frameworks.loader import all_frameworks, all_programmes
from inspections.models import Grade
from inspections.record.current import Record
from inspections.search.index import Within
from inspections.search.question import Question, read_question

LONGEST_QUESTION = 200
LAST_PAGE = 9_999
DAYS = {"from": "published_from", "to": "published_to"}


@dataclass(frozen=True)
class SearchSelection:
    """A question, which paragraphs are searched for it, and which page of the answer is shown.

    Empty text stands for "all". `framework` is the code of a programme, for all its versions, or of one version;
    `judgement` is an id, and says the service by itself.
    """

    q: str = ""
    council: str = ""
    framework: str = ""
    service: str = ""
    judgement: str = ""
    grade: str = ""
    published_from: date | None = None
    published_to: date | None = None
    page: int = 1

    @cached_property
    def question(self) -> Question:
        """The question as the search reads it."""
        return read_question(self.q)

    @property
    def within(self) -> Within:
        """The paragraphs that are searched."""
        return Within(
            council=self.council,
            frameworks=frameworks_of(self.framework),
            service=self.service,
            judgement=self.judgement,
            grade=self.grade,
            published_from=self.published_from,
            published_to=self.published_to,
        )

    @property
    def is_narrowed(self) -> bool:
        """Whether only some paragraphs are searched."""
        return self.within != Within()

    @property
    def is_of_some_reports(self) -> bool:
        """Whether only some reports are searched."""
        return replace(self, service="", judgement="", grade="").is_narrowed

    def is_read_from(self, parameters: Mapping[str, str]) -> bool:
        """Whether a request's address is already the one for this search, so that it need not be redirected."""
        return dict(parameters.items()) == self._parameters()

    def _parameters(self) -> dict[str, str]:
        given = {
            "q": self.q,
            "council": self.council,
            "framework": self.framework,
            "service": self.service,
            "judgement": self.judgement,
            "grade": self.grade,
            "from": str(self.published_from or ""),
            "to": str(self.published_to or ""),
            "page": str(self.page) if self.page > 1 else "",
        }
        return {name: value for name, value in given.items() if value}

    def query(self) -> str:
        """The query string, without what changes nothing."""
        return urlencode(self._parameters())

    def url(self, **changes: object) -> str:
        """The address of this search with some changes; on its first page, unless a page is among them."""
        query = replace(self, **{"page": 1, **changes}).query()  # type: ignore[arg-type]
        return f"/search/?{query}" if query else "/search/"


def frameworks_of(code: str) -> frozenset[str]:
    """The codes of the frameworks that a programme's code, or a framework's, stands for; none for no code."""
    for programme in all_programmes():
        if programme.code == code:
            return frozenset(member.code for member in programme.frameworks)
    return frozenset({code} if code else ())


def judgements_known() -> dict[str, Judgement]:
    """Every judgement of any framework by its id, as the latest framework with it names it."""
    return {judgement.id: judgement for framework in all_frameworks() for judgement in framework.judgements}


def services_known() -> dict[str, str]:
    """Every service of any framework: its code and its name as the latest framework with it names it."""
    return {service.code: service.name for framework in all_frameworks() for service in framework.services}


def read_search(parameters: Mapping[str, str], record: Record) -> SearchSelection:
    """Read a request's query. BadRequest says what is known where something is not."""
    if parameters.get("edition") or parameters.get("as-at"):
        raise BadRequest(
            "A search is always of what is published here today: it can’t be had as of an edition or a day. "
            "To find earlier reports, say when they were published: from=2012-01-01&to=2012-12-31."
        )
    programmes = [one.code for one in all_programmes()]
    choices = {
        "framework": list(dict.fromkeys([*programmes, *(one.code for one in all_frameworks())])),
        "service": list(services_known()),
        "judgement": list(judgements_known()),
        "grade": list(Grade.Value.values),
    }
    chosen = {name: choice_of(name, parameters.get(name, ""), known) for name, known in choices.items()}
    if chosen["judgement"]:
        chosen["service"] = ""
    days = {field: _day(name, parameters.get(name, "")) for name, field in DAYS.items()}
    return SearchSelection(
        q=" ".join(parameters.get("q", "").replace("\0", " ").split())[:LONGEST_QUESTION],
        council=council_slug(parameters.get("council", ""), record, timezone.localdate()),
        page=_page(parameters.get("page", "")),
        **chosen,
        **days,
    )


def _day(name: str, text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise BadRequest(f"“{name}” takes a day as year, month and day: {name}=2012-01-25. “{text}” is none.") from None


def _page(text: str) -> int:
    if not text:
        return 1
    number = int(text[:9]) if text.isascii() and text.isdecimal() else 0
    if not number:
        raise BadRequest(f"“{text}” is not the number of a page. Pages are numbered from 1: page=2.")
    return min(number, LAST_PAGE)
