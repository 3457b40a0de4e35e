"""What the pages of a programme are asked for: ranking, heatmap, map, national picture, time since inspections."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Self

from django.http import QueryDict

from dashboard.addresses import path_of, with_parameters
from dashboard.errors import NotOnRecordError
from inspections.frameworks.definitions import Framework, Judgement, Measure, Programme
from inspections.frameworks.loader import all_frameworks, all_programmes, programme
from inspections.statistics.comparable import things_judged
from inspections.statistics.ranking import fullest_measure
from inspections.statistics.standings import CouncilsAsAt

from .base import EVIDENCE, Selection
from .group import GROUP
from .moment import DAY_IN_PATH, EDITION, Moment
from .parameters import Choices, Parameter, sort_by


@cache
def judgements_of(programme: Programme) -> Mapping[str, tuple[Framework, Judgement]]:
    """Judgements of a programme with their frameworks, by their keys in addresses; newest first.

    The key is the judgement's id, after its framework's code if a newer judgement has the same id.
    """
    judgements: dict[str, tuple[Framework, Judgement]] = {}
    for of, judgement in things_judged(programme):
        key = f"{of.code}.{judgement.id}" if judgement.id in judgements else judgement.id
        judgements[key] = (of, judgement)
    return judgements


@cache
def judgements_in_order(programme: Programme) -> Mapping[str, tuple[Framework, Judgement]]:
    """The same, in the order of services, key judgements of a service first."""
    all_services = [service for framework in programme.frameworks for service in framework.services]
    services = {service.code: n for n, service in enumerate(all_services)}
    items = judgements_of(programme).items()
    return dict(sorted(items, key=lambda item: (services[item[1][1].service], not item[1][1].key)))


MEASURE = Parameter(
    "measure",
    "Which count councils rank by. Each programme has its own; the fullest for none.",
    "choice",
    "Rank by",
    {measure.code: measure.short_name for member in all_programmes() for measure in member.measures},
    default="",
    attribute="measure_code",
)
JUDGEMENT = Parameter(
    "judgement",
    "Which judgement. Each programme has its own; its first for none.",
    "choice",
    "Judgement",
    {key: judgement.name for member in all_programmes() for key, (_, judgement) in judgements_of(member).items()},
)
MARKED = Parameter("council", "A council to mark, by code or name.", "council", "Mark a council")
FRAMEWORK = Parameter(
    "framework",
    "Only councils inspected under one version of the programme, and its judgements.",
    "filter",
    "Framework",
    {framework.code: framework.short_name for framework in all_frameworks()},
    attribute="framework_code",
)
ORDER = Parameter(
    "order",
    "The order of the rows.",
    "choice",
    "Order of rows",
    {"rank": "Rank", "name": "Name", "region": "Region", "similarity": "Similarity"},
)
LISTS_NOT_RANKED = Parameter(
    "not-ranked",
    "In the Word file also the councils that are not ranked, with the reasons.",
    "flag",
    attribute="lists_not_ranked",
)
PARAMETERS = {
    "ranking": (
        MEASURE,
        *GROUP,
        MARKED,
        EVIDENCE,
        sort_by("rank", "council", "region", "published"),
        LISTS_NOT_RANKED,
        EDITION,
        DAY_IN_PATH,
    ),
    "heatmap": (MEASURE, *GROUP, MARKED, FRAMEWORK, EVIDENCE, ORDER, EDITION, DAY_IN_PATH),
    "map": (JUDGEMENT, *GROUP, MARKED, EVIDENCE, EDITION, DAY_IN_PATH),
    "waiting": (
        *GROUP,
        MARKED,
        replace(sort_by("days", "council", "region", "inspected", "visits"), default="-days"),
        EDITION,
        DAY_IN_PATH,
    ),
    "national": (replace(JUDGEMENT, label="By region"), *GROUP, MARKED, EVIDENCE, EDITION, DAY_IN_PATH),
}


@dataclass(frozen=True)
class ProgrammeSelection(Selection):
    """A page of a programme, for all councils or a group, with one council marked.

    `page` is the URL name, so `url(page="heatmap")` is the heatmap for the same councils. `council` is a slug and
    `judgement` a key of `judgements`. An empty code or key means the fullest measure, the first judgement, or every
    framework, and an empty `sort` the page's own order.
    """

    page: str
    programme: Programme
    measure_code: str = ""
    judgement: str = ""
    council: str = ""
    framework_code: str = ""
    sort: str = ""
    order: str = "rank"
    lists_not_ranked: bool = False

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        return PARAMETERS[self.page]

    @property
    def path(self) -> str:
        day = [self.moment.as_at.isoformat()] if self.moment.as_at else []
        return path_of(self.page, self.programme.code, *day)

    def choices(self, parameter: Parameter) -> Choices:
        match parameter.name:
            case "measure":
                return {measure.code: measure.short_name for measure in self.programme.measures}
            case "judgement":
                return {key: judgement.name for key, (_, judgement) in self.judgements.items()}
            case "framework":
                return {framework.code: framework.short_name for framework in self.programme.frameworks}
        return super().choices(parameter)

    def measure_of(self, councils_as_at: CouncilsAsAt) -> Measure:
        """The measure asked for, or the one by which most of the councils can be ranked."""
        return self.programme.measure(self.measure_code) if self.measure_code else fullest_measure(councils_as_at)

    @property
    def framework(self) -> Framework | None:
        """The framework to which the page is restricted, if any."""
        return next((member for member in self.programme.frameworks if member.code == self.framework_code), None)

    @property
    def judgements(self) -> Mapping[str, tuple[Framework, Judgement]]:
        """The judgements to choose from, by key; the first is the default."""
        return judgements_in_order(self.programme)

    @property
    def judged(self) -> tuple[Framework, Judgement]:
        """The latest framework that has the chosen judgement, and the judgement."""
        return self.judgements[self.judgement or next(iter(self.judgements))]

    def of_programme(self, programme: Programme) -> Self:
        """The same councils under another programme, as at today, because there may be nothing on the same day."""
        return replace(
            self,
            moment=replace(self.moment, as_at=None),
            programme=programme,
            measure_code="",
            judgement="",
            framework_code="",
            sort="",
        )


def read_programme_selection(
    page: str, programme_code: str, day: str | None, query: QueryDict, moment: Moment
) -> ProgrammeSelection:
    """Read the address of a page. `as-at`, which the form sends, takes precedence over the day in the path.

    NotOnRecordError for an unknown programme or a wrong day, BadRequest for an unknown value in the query.
    """
    try:
        selected = programme(programme_code)
    except KeyError:
        instead = [(path_of(page, known.code), known.name) for known in all_programmes()]
        raise NotOnRecordError(f"There is no programme “{programme_code}”.", instead) from None
    address = with_parameters(f"{path_of(page, selected.code)}?{query.urlencode()}", {"as-at": ""})
    today = [(address, f"{selected.name}, as at today")]
    return ProgrammeSelection(moment.on(query.get("as-at") or day, today), page, selected).read(query)
