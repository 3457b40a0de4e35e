"""What the pages of one programme are asked for: ranking, heatmap, map and national picture."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Self

from django.http import QueryDict
from django.urls import reverse

from dashboard.errors import NotOnRecordError
from inspections.frameworks.definitions import Framework, Judgement, Measure, Programme
from inspections.frameworks.loader import all_frameworks, all_programmes, programme
from inspections.statistics.comparable import things_judged

from .base import Selection
from .group import GROUP
from .moment import DAY_IN_PATH, EDITION, Moment
from .parameters import Choices, Parameter, in_both_directions


@cache
def judgements_of(programme: Programme) -> Mapping[str, tuple[Framework, Judgement]]:
    """Everything a programme judged, by its key in addresses, with its framework; the newest first.

    The key is the judgement's id. An older judgement that only has the same id has its framework's code before it.
    """
    found: dict[str, tuple[Framework, Judgement]] = {}
    for of, judgement in things_judged(programme):
        key = f"{of.code}.{judgement.id}" if judgement.id in found else judgement.id
        found[key] = (of, judgement)
    return found


@cache
def judgements_in_order(programme: Programme) -> Mapping[str, tuple[Framework, Judgement]]:
    """The same in Ofsted's order of services; within a service, key judgements first."""
    services = {one.code: n for n, one in enumerate(one for member in programme.frameworks for one in member.services)}
    items = judgements_of(programme).items()
    return dict(sorted(items, key=lambda item: (services[item[1][1].service], not item[1][1].key)))


MEASURE = Parameter(
    "measure",
    "Which count councils rank by. Each programme has its own; its first for none.",
    "choice",
    "Rank by",
    {measure.code: measure.short_name for one in all_programmes() for measure in one.measures},
    attribute="measure_code",
)
JUDGEMENT = Parameter(
    "judgement",
    "Which judgement. Each programme has its own; its first for none.",
    "choice",
    "Judgement",
    {key: judgement.name for one in all_programmes() for key, (_, judgement) in judgements_of(one).items()},
)
MARKED = Parameter("council", "A council to mark, by code or name.", "council", "Mark a council")
FRAMEWORK = Parameter(
    "framework",
    "Only councils inspected under one version of the programme, and its judgements.",
    "choice",
    "Framework",
    {one.code: one.short_name for one in all_frameworks()},
    none="All",
    attribute="framework_code",
)
SORT = Parameter(
    "sort",
    "By which column, with a minus to turn it round.",
    "choice",
    choices=in_both_directions(("rank", "council", "region", "published")),
)
ORDER = Parameter(
    "order",
    "The order of the rows.",
    "choice",
    "Order of rows",
    {"rank": "Rank", "name": "Name", "region": "Region", "similarity": "Similarity"},
)
PARAMETERS = {
    "ranking": (MEASURE, *GROUP, MARKED, SORT, EDITION, DAY_IN_PATH),
    "heatmap": (MEASURE, *GROUP, MARKED, FRAMEWORK, ORDER, EDITION, DAY_IN_PATH),
    "map": (JUDGEMENT, *GROUP, MARKED, EDITION, DAY_IN_PATH),
    "national": (replace(JUDGEMENT, label="By region"), EDITION, DAY_IN_PATH),
}


@dataclass(frozen=True)
class ProgrammeSelection(Selection):
    """One page of a programme: all councils or a group, with one marked.

    `page` is the page's name in `dashboard.urls`, so that another page of the same selection is `url(page=…)`.
    `council` is a slug, `judgement` a key of `judgements_of`; the codes are empty for the programme's first measure,
    for the page's first judgement and for every framework.
    """

    page: str
    programme: Programme
    measure_code: str = ""
    judgement: str = ""
    council: str = ""
    framework_code: str = ""
    sort: str = "rank"
    order: str = "rank"

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        return PARAMETERS[self.page]

    @property
    def path(self) -> str:
        day = [self.moment.as_at.isoformat()] if self.moment.as_at else []
        return reverse(self.page, args=[self.programme.code, *day])

    def choices(self, parameter: Parameter) -> Choices:
        match parameter.name:
            case "measure":
                return {measure.code: measure.short_name for measure in self.programme.measures}
            case "judgement":
                return {key: judgement.name for key, (_, judgement) in self.judgements.items()}
            case "framework":
                return {framework.code: framework.short_name for framework in self.programme.frameworks}
        return super().choices(parameter)

    @property
    def measure(self) -> Measure:
        return self.programme.measure(self.measure_code) if self.measure_code else self.programme.measures[0]

    @property
    def framework(self) -> Framework | None:
        """The one version of the programme that is shown; None for all."""
        return next((one for one in self.programme.frameworks if one.code == self.framework_code), None)

    @property
    def judgements(self) -> Mapping[str, tuple[Framework, Judgement]]:
        """The judgements to choose from, by their keys; the first is the page's own choice."""
        return (judgements_in_order if self.page == "national" else judgements_of)(self.programme)

    @property
    def judged(self) -> tuple[Framework, Judgement]:
        """The judgement that is shown, and the latest framework that judged it."""
        return self.judgements[self.judgement or next(iter(self.judgements))]

    def of_programme(self, programme: Programme) -> Self:
        """The same councils under another programme, by its first measure, as at today: other days may be empty."""
        return replace(
            self,
            moment=replace(self.moment, as_at=None),
            programme=programme,
            measure_code="",
            judgement="",
            framework_code="",
            sort="rank",
        )


def read_programme_selection(
    page: str, programme_code: str, day: str | None, query: QueryDict, moment: Moment
) -> ProgrammeSelection:
    """Read the address of a page. The form gives the day as `as-at`, which takes the place of the path's.

    NotOnRecordError for an unknown programme, and for a day that is none or has not come; BadRequest for an unknown
    value in the query.
    """
    try:
        found = programme(programme_code)
    except KeyError:
        instead = [(reverse(page, args=[known.code]), known.name) for known in all_programmes()]
        raise NotOnRecordError(f"There is no programme “{programme_code}”.", instead) from None
    today = [(reverse(page, args=[found.code]), f"{found.name}, as at today")]
    return ProgrammeSelection(moment.on(query.get("as-at") or day, today), page, found).read(query)
