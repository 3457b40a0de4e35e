"""What a search is asked for."""

from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Self

from django.core.exceptions import BadRequest
from django.http import QueryDict

from inspections.frameworks.definitions import Judgement
from inspections.frameworks.loader import all_frameworks, all_programmes
from inspections.models import Grade
from inspections.search.index import SearchScope
from inspections.search.question import Question, read_question

from .base import Selection
from .parameters import PAGE, Parameter


def judgements_known() -> dict[str, Judgement]:
    """Every judgement of any framework by its id, as the latest framework with it names it."""
    return {judgement.id: judgement for framework in all_frameworks() for judgement in framework.judgements}


def services_known() -> dict[str, str]:
    """Every service of any framework: its code and its name as the latest framework with it names it."""
    return {service.code: service.name for framework in all_frameworks() for service in framework.services}


def _programmes_and_versions() -> dict[str, str]:
    """Every programme, the newest first, with its versions where it has several."""
    found: dict[str, str] = {}
    for programme in reversed(all_programmes()):
        versions = programme.frameworks if len(programme.frameworks) > 1 else ()
        found[programme.code] = f"{programme.short_name}, every version" if versions else programme.short_name
        found |= {version.code: version.short_name for version in versions}
    return found


def _judgements_by_service() -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {name: {} for name in services_known().values()}
    for judgement in judgements_known().values():
        found[services_known()[judgement.service]][judgement.id] = judgement.short_name
    return found


PARAMETERS = (
    Parameter(
        "q", "The question.", label="A council’s name, or words of a report", longest=200, example="care leavers"
    ),
    Parameter("council", "Only reports on a council, by code or name.", "council", "Council"),
    Parameter(
        "framework",
        "Only reports under a programme or one version of it.",
        "choice",
        "Programme or version",
        _programmes_and_versions(),
        none="All",
    ),
    Parameter("service", "Only paragraphs on one service.", "choice", "Service", services_known(), none="All"),
    Parameter(
        "judgement",
        "Only paragraphs on one judgement: service.judgement.",
        "choice",
        "Judgement",
        _judgements_by_service(),
        none="All",
    ),
    Parameter(
        "grade",
        "Only paragraphs on judgements with this grade.",
        "choice",
        "Grade given under it",
        dict(Grade.Value.choices),
        none="Any",
    ),
    Parameter(
        "from",
        "Only reports published on or after a day.",
        "day",
        "Published from",
        example="2012-01-01",
        attribute="published_from",
    ),
    Parameter(
        "to",
        "Only reports published on or before a day.",
        "day",
        "Published to",
        example="2025-12-31",
        attribute="published_to",
    ),
    PAGE,
)


@dataclass(frozen=True)
class SearchSelection(Selection):
    """A question, which paragraphs are searched for it, and which page of the answer is shown.

    `framework` is the code of a programme, for all its versions, or of one version; `judgement` is an id, and says
    the service by itself.
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

    path = "/search/"
    parameters = PARAMETERS

    def read(self, query: QueryDict) -> Self:
        if query.get("edition") or query.get("as-at"):
            raise BadRequest(
                "A search is always of what is published here today: it can’t be had as of an edition or a day. "
                "To find earlier reports, say when they were published: from=2012-01-01&to=2012-12-31."
            )
        return super().read(query)

    def settled(self) -> Self:
        return replace(super().settled(), service="" if self.judgement else self.service)

    @cached_property
    def question(self) -> Question:
        """The question as the search reads it."""
        return read_question(self.q)

    @property
    def within(self) -> SearchScope:
        """The paragraphs that are searched."""
        return SearchScope(
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
        return self.within != SearchScope()

    @property
    def is_of_some_reports(self) -> bool:
        """Whether only some reports are searched."""
        return replace(self, service="", judgement="", grade="").is_narrowed


def frameworks_of(code: str) -> frozenset[str]:
    """The codes of the frameworks that a programme's code, or a framework's, stands for; none for no code."""
    for programme in all_programmes():
        if programme.code == code:
            return frozenset(member.code for member in programme.frameworks)
    return frozenset({code} if code else ())
