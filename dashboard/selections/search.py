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
from inspections.search.index import LETTERS, SearchScope
from inspections.search.question import Question, read_question

from .base import Selection
from .parameters import PAGE, Parameter


def judgements_known() -> dict[str, Judgement]:
    """The judgements of all frameworks by id; of those with one id, the latest."""
    return {judgement.id: judgement for framework in all_frameworks() for judgement in framework.judgements}


def services_known() -> dict[str, str]:
    """The services of all frameworks: code and latest name."""
    return {service.code: service.name for framework in all_frameworks() for service in framework.services}


def _programmes_and_versions() -> dict[str, str]:
    """Programmes, newest first, each followed by its frameworks if it has several."""
    choices: dict[str, str] = {}
    for programme in reversed(all_programmes()):
        versions = programme.frameworks if len(programme.frameworks) > 1 else ()
        choices[programme.code] = f"{programme.short_name}, every version" if versions else programme.short_name
        choices |= {version.code: version.short_name for version in versions}
    return choices | {LETTERS: "Letters on visits"}


def _judgements_by_service() -> dict[str, dict[str, str]]:
    by_service: dict[str, dict[str, str]] = {name: {} for name in services_known().values()}
    for judgement in judgements_known().values():
        by_service[services_known()[judgement.service]][judgement.id] = judgement.short_name
    return by_service


PARAMETERS = (
    Parameter(
        "q", "The question.", label="A council’s name, or words of a report", max_length=200, example="care leavers"
    ),
    Parameter("council", "Only reports on a council, by code or name.", "council", "Council"),
    Parameter(
        "framework",
        "Only reports under a programme or one version of it, or only letters on visits.",
        "filter",
        "Programme or version",
        _programmes_and_versions(),
    ),
    Parameter("service", "Only paragraphs on one service.", "filter", "Service", services_known()),
    Parameter(
        "judgement",
        "Only paragraphs on one judgement: service.judgement.",
        "filter",
        "Judgement",
        _judgements_by_service(),
    ),
    Parameter(
        "grade",
        "Only paragraphs on judgements with this grade.",
        "filter",
        "Grade given under it",
        dict(Grade.Value.choices),
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
    Parameter("go", "Leads to the council’s page if the question is just a council’s name.", "flag"),
)


@dataclass(frozen=True)
class SearchSelection(Selection):
    """A question, filters on the paragraphs that are searched, and the page of results.

    `framework` is the code of a programme or a framework, `judgement` an id, which includes the service.
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
    go: bool = False

    path = "/search/"
    parameters = PARAMETERS

    def read(self, query: QueryDict) -> Self:
        if query.get("edition") or query.get("as-at"):
            raise BadRequest(
                "A search is always of what is published here today: it can’t be had as of an edition or a day. "
                "To find earlier reports, say when they were published: from=2012-01-01&to=2012-12-31."
            )
        return super().read(query)

    def completed(self) -> Self:
        return replace(super().completed(), service="" if self.judgement else self.service, go=False)

    def council_named(self) -> str:
        """The slug of the council that the whole question names; empty if it names none or several."""
        council = self.moment.record.names.resolve(self.q, self.moment.day) if self.q else None
        return council.slug if council else ""

    @cached_property
    def question(self) -> Question:
        """The parsed question."""
        return read_question(self.q)

    @property
    def within(self) -> SearchScope:
        """The filters on paragraphs."""
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
        """Whether any filter is set."""
        return self.within != SearchScope()

    @property
    def is_of_some_reports(self) -> bool:
        """Whether a filter on reports is set."""
        return replace(self, service="", judgement="", grade="").is_narrowed


def frameworks_of(code: str) -> frozenset[str]:
    """Codes of the frameworks of a programme, or the code of a framework itself."""
    for programme in all_programmes():
        if programme.code == code:
            return frozenset(member.code for member in programme.frameworks)
    return frozenset({code} if code else ())
