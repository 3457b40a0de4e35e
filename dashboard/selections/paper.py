"""What a committee paper is asked for: the inspection, the councils to compare with, and the parts."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Self

from django.http import QueryDict
from django.urls import reverse

from inspections.frameworks.loader import programme
from inspections.models import Inspection

from .base import Selection
from .group import NEIGHBOURS_OF, REGION, SET, TYPE
from .moment import DAY_IN_PATH, EDITION, Moment
from .parameters import Choices, Parameter
from .programme import MEASURE, ProgrammeSelection

PARTS = {
    "purpose": "Purpose",
    "background": "Background",
    "scale": "The grades Ofsted gave then",
    "judgements": "Judgements",
    "comparison": "Comparison with other councils",
    "picture": "Picture of the neighbours or the region",
    "peers": "The same as a table",
    "findings": "Key findings",
    "improvements": "Areas for improvement",
    "risks": "Risks, and what grades cannot say",
    "summary": "Summary",
    "recommendation": "Recommendation",
    "counting": "How the comparison is counted",
    "sources": "Sources",
    "implications": "Implications, to fill in",
}
NOT_UNLESS_ASKED_FOR = {"peers"}
USUAL_PARTS = tuple(part for part in PARTS if part not in NOT_UNLESS_ASKED_FOR)
SEPARATOR = "."
PARAMETERS = (
    replace(
        MEASURE,
        help="Which count councils are compared by. The one that describes the council for none.",
        label="Compare by",
    ),
    replace(REGION),
    TYPE,
    NEIGHBOURS_OF,
    SET,
    Parameter(
        "parts",
        "Which parts, with full stops between them: purpose.judgements.",
        "choice",
        "Parts",
        PARTS,
        default=SEPARATOR.join(USUAL_PARTS),
        max_length=200,
        is_list=True,
        separator=SEPARATOR,
    ),
    Parameter(
        "paragraphs",
        "Which paragraphs of the report to quote, by their numbers with full stops between them: 79.99.100. The first "
        "under each judgement shown for none.",
        "text",
        "Paragraphs of the report to quote",
        most=40,
        max_length=20,
        is_list=True,
        separator=SEPARATOR,
    ),
    EDITION,
    replace(DAY_IN_PATH, label="Compare as at"),
)


@dataclass(frozen=True)
class PaperSelection(Selection):
    """A paper on an inspection, which compares as at the moment's day.

    `parts` are in the paper's order. `paragraphs` of the report are quoted: their numbers in order, and then the
    places of those without a number (`passage-12`).
    """

    inspection: Inspection
    measure_code: str = ""
    parts: tuple[str, ...] = USUAL_PARTS
    paragraphs: tuple[str, ...] = ()

    parameters = PARAMETERS

    @property
    def path(self) -> str:
        usual = self.day == usual_day(self.inspection, self.moment)
        day = [] if usual else [self.day.isoformat()]
        return reverse("paper", args=[self.slug, self.inspection.address_date, *day])

    def choices(self, parameter: Parameter) -> Choices:
        return self.compared.choices(parameter)

    def completed(self) -> Self:
        return replace(super().completed(), paragraphs=tuple(sorted(self.paragraphs, key=_in_report)))

    @property
    def compared(self) -> ProgrammeSelection:
        """The ranking behind the comparison."""
        of = programme(self.inspection.framework_definition.programme)
        return ProgrammeSelection(self.moment, "ranking", of, self.measure_code, group=self.group, council=self.slug)

    @property
    def slug(self) -> str:
        return self.inspection.council.slug


def _in_report(code: str) -> tuple[bool, int, str]:
    """Sort key of a paragraph's code."""
    number = code.removeprefix("passage-")
    return (number != code, int(number) if number.isdecimal() else 0, code)


def usual_day(inspection: Inspection, moment: Moment) -> date:
    """The day of comparison by default: when the report came out."""
    return min(inspection.counts_from, moment.today)


def read_paper_selection(inspection: Inspection, day: str | None, query: QueryDict, moment: Moment) -> PaperSelection:
    """Read a paper's address. `as-at`, which the form sends, takes precedence over the day in the path.

    NotOnRecordError for a wrong day, BadRequest for an unknown value in the query.
    """
    address = reverse("paper", args=[inspection.council.slug, inspection.address_date])
    asked = moment.on(query.get("as-at") or day, [(address, "This paper as at the day of its report")])
    asked = replace(asked, as_at=asked.as_at or usual_day(inspection, moment))
    return PaperSelection(asked, inspection).read(query)
