"""What a paper is made from: the inspection, the councils of the day, and the sources named so far."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from dashboard.selections.paper import PaperSelection
from inspections.dates import PartialDate
from inspections.frameworks.definitions import Framework
from inspections.models import Inspection
from inspections.record.evidence import Evidence
from inspections.record.history import History
from inspections.record.rows import council_row
from inspections.statistics.changes import JudgementChange, compare_with_previous
from inspections.statistics.ranking import NotRanked, Place, Ranking, place, set_against
from inspections.statistics.standings import CouncilsAsAt, InspectionRecord, Standing, latest_as_at
from inspections.wording.papers import inspection_words, on_site_words
from inspections.wording.words import date_words

from .peers import Peers


@dataclass
class Notes:
    """The sources of a paper as they come up. Each is noted once, where it is first needed."""

    texts: list[str] = field(default_factory=list)

    def first(self, *texts: str) -> tuple[int, ...]:
        """The numbers of those not noted before, which are noted by this."""
        new = [text for text in dict.fromkeys(texts) if text and text not in self.texts]
        self.texts += new
        return tuple(self.texts.index(text) + 1 for text in new)


@dataclass(frozen=True)
class PaperFacts:
    """Everything a paper is written from.

    `councils_as_at` holds the councils compared as at the day, of the group asked for or all. `addresses` are full:
    of the paper, and of the ranking behind its comparison.
    """

    selection: PaperSelection
    history: History
    evidence: Evidence
    councils_as_at: CouncilsAsAt
    peers: Peers | None
    permanent: str
    ranking_address: str
    edition: int
    notes: Notes

    @property
    def inspection(self) -> Inspection:
        """The inspection that the paper is about."""
        return self.selection.inspection

    @property
    def name(self) -> str:
        """The council's name."""
        return self.inspection.council.display_name

    @property
    def day(self) -> date:
        """The day of the comparison."""
        return self.selection.day

    @property
    def record(self) -> InspectionRecord:
        """What the inspection says."""
        return self.history.records[self.inspection.pk]

    @property
    def framework(self) -> Framework:
        """Under which it was made."""
        return self.record.framework

    @cached_property
    def changes(self) -> tuple[JudgementChange, ...]:
        """Each judgement against the inspection before; without headings that were not graded."""
        found = compare_with_previous(self.record, list(self.history.records.values()))
        return tuple(one for one in found if not one.judgement.optional or one.judgement.id in self.record.grades)

    @property
    def earlier(self) -> Inspection | None:
        """The council's inspection before this one, None where none is on record."""
        ordered = self.history.inspections
        after = ordered.index(self.inspection) + 1
        return ordered[after] if after < len(ordered) else None

    @cached_property
    def own(self) -> Standing:
        """Where the council stood when this report was out, whatever the day of the comparison."""
        latest = latest_as_at(
            self.history.records.values(), self.inspection.counts_from, self.selection.compared.programme
        )
        return Standing(council_row(self.inspection.council), {service: one for (_, service), one in latest.items()})

    @property
    def came_out_later(self) -> bool:
        """Whether the report came out after the day of the comparison."""
        return self.inspection.counts_from > self.day

    def place_in(self, ranking: Ranking, among: CouncilsAsAt) -> Place | NotRanked | None:
        """Where the council comes, or its report is set, in a ranking of `among`; None where it is not one of them."""
        slug = self.selection.slug
        if slug not in among.standings:
            return None
        if not self.came_out_later:
            return place(ranking, slug)
        return set_against(ranking, self.own)

    @property
    def dated(self) -> str:
        """`published on 25 January 2012`, or when it was inspected where that is all that is known."""
        day = self.inspection.published_on
        if day:
            return f"published on {date_words(day)}"
        return f"inspected {on_site_words(self.periods)}"

    @property
    def periods(self) -> Sequence[tuple[PartialDate, PartialDate | None]]:
        """When inspectors were on site."""
        return periods_of(self.inspection)

    @property
    def report(self) -> str:
        """The report as a source, with its address."""
        return f"{self.report_name} {self.inspection.report_url}".strip()

    @property
    def report_name(self) -> str:
        """The report as a source, without its address."""
        if self.inspection.source == Inspection.Source.LATER_REPORT:
            return f"Ofsted, a later report on {self.name}, which states grades of this inspection."
        return f"Ofsted, {inspection_words(self.framework)}, {self.name}, {self.dated}."

    @property
    def ranking_source(self) -> str:
        """The list behind the comparison as a source."""
        programme = self.selection.compared.programme.short_name
        return (
            f"Children’s services inspections, {programme} ranking as at {date_words(self.day)}, from Ofsted’s "
            f"reports, edition {self.edition} of the data. {self.ranking_address}"
        )


def periods_of(inspection: Inspection) -> list[tuple[PartialDate, PartialDate | None]]:
    """The first and last day on site, of both periods where there were two."""
    last = PartialDate.of(inspection.inspected_to) if inspection.inspected_to else None
    found = [(inspection.inspected, last)]
    if inspection.second_inspected_from:
        end = PartialDate.of(inspection.second_inspected_to) if inspection.second_inspected_to else None
        found.append((PartialDate.of(inspection.second_inspected_from), end))
    return found
