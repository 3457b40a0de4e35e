"""What a committee paper is asked for: inspection, day, group and parts; from an address and back to it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlencode

from django.core.exceptions import BadRequest
from django.http import QueryDict
from django.urls import reverse

from dashboard.addresses import FILE_PARAMETERS
from dashboard.selections.moment import Moment
from dashboard.selections.programme import Selection, read_selection
from inspections.models import Inspection

PARTS = {
    "purpose": "Purpose",
    "background": "Background",
    "scale": "The grades Ofsted gave then",
    "judgements": "Judgements",
    "comparison": "Comparison with other councils",
    "picture": "Picture of the neighbours or the region",
    "findings": "Key findings",
    "improvements": "Areas for improvement",
    "risks": "Risks, and what grades cannot say",
    "summary": "Summary",
    "recommendation": "Recommendation",
    "implications": "Implications, as an empty table",
    "sources": "Sources",
}
NOT_UNLESS_ASKED_FOR = {"implications"}
USUAL_PARTS = tuple(part for part in PARTS if part not in NOT_UNLESS_ASKED_FOR)
GROUP_PARAMETERS = ("measure", "region", "type", "neighbours-of", "set")
SEPARATOR = "."


@dataclass(frozen=True)
class PaperSelection:
    """A paper on one inspection. `compared` holds the day, the measure and the group; `parts` are in their order."""

    inspection: Inspection
    compared: Selection
    default_day: date
    parts: tuple[str, ...] = USUAL_PARTS

    @property
    def day(self) -> date:
        """The day of the comparison."""
        return self.compared.day

    @property
    def slug(self) -> str:
        """The council's."""
        return self.inspection.council.slug

    def query(self) -> dict[str, str]:
        """The query string's parameters, without those that change nothing."""
        query = replace(self.compared, council="").query()
        if self.parts != USUAL_PARTS:
            query["parts"] = SEPARATOR.join(self.parts)
        return query

    def url(self, *, edition: int | None = None) -> str:
        """Its one address, as of the edition where one is given."""
        arguments = {"slug": self.slug, "published": self.inspection.address_date}
        if self.day != self.default_day:
            arguments["day"] = self.day.isoformat()
        query = self.query() | ({"edition": str(edition)} if edition else {})
        return reverse("paper", kwargs=arguments) + (f"?{urlencode(query)}" if query else "")

    def is_read_from(self, asked: QueryDict, published: str, day: str | None) -> bool:
        """Whether a request's address is already the one for this selection."""
        given = {name: values for name, values in asked.lists() if name not in FILE_PARAMETERS}
        wanted = {name: [value] for name, value in self.query().items()}
        same_day = day == (self.day.isoformat() if self.day != self.default_day else None)
        return given == wanted and same_day and published == self.inspection.address_date


def read_paper_selection(
    inspection: Inspection, *, asked: QueryDict, day: str | None, moment: Moment, neighbour_sets: Mapping[str, str]
) -> PaperSelection:
    """Read a paper's address. BadRequest and NotOnRecordError as for a ranking; BadRequest for an unknown part.

    The day is that of the report's publication unless another is asked for; the form gives it as `as-at`.
    """
    compared = read_selection(
        "ranking",
        parameters={name: asked.get(name, "") for name in (*GROUP_PARAMETERS, "as-at")},
        programme_code=inspection.framework_definition.programme,
        day=day,
        moment=moment,
        neighbour_sets=neighbour_sets,
    )
    default = min(inspection.counts_from, moment.today)
    compared = replace(compared, day_asked=compared.day_asked or default, council=inspection.council.slug)
    return PaperSelection(inspection, compared, default, _parts(asked.getlist("parts")))


def _parts(values: Sequence[str]) -> tuple[str, ...]:
    """The parts asked for, in their order: `purpose.scale`, or each by itself as a form sends them."""
    wanted = {part for value in values for part in value.replace(",", SEPARATOR).split(SEPARATOR) if part}
    if unknown := sorted(wanted - set(PARTS)):
        raise BadRequest(f"A paper has no part “{unknown[0][:40]}”. Known here: {', '.join(PARTS)}.")
    return tuple(part for part in PARTS if part in wanted) or USUAL_PARTS
