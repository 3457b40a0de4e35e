"""What a paper is made from: the inspection, the councils of the day, and the sources named so far."""

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from dashboard.selections.paper import PaperSelection
from inspections.dates import PartialDate
from inspections.frameworks.definitions import Framework, Measure
from inspections.models import Inspection, Visit
from inspections.record.evidence import Evidence
from inspections.record.history import History
from inspections.record.rows import council_row
from inspections.statistics.changes import JudgementChange, compare_with_previous
from inspections.statistics.ranking import NotRanked, Place, Ranking, describing_measure, place, set_against
from inspections.statistics.standings import CouncilsAsAt, InspectionRecord, Standing, latest_as_at
from inspections.wording.papers.background import Periods, outcome_dated
from inspections.wording.papers.follow_up import later_report_source, ranking_source, report_source
from inspections.wording.provenance import document_url

from .peers import Peers


@dataclass
class Notes:
    """The sources of a paper. Each is noted once, where it is first needed."""

    texts: list[str] = field(default_factory=list)

    def first(self, *texts: str) -> tuple[int, ...]:
        """The numbers of those texts that have not been noted before."""
        new = [text for text in dict.fromkeys(texts) if text and text not in self.texts]
        self.texts += new
        return tuple(self.texts.index(text) + 1 for text in new)


@dataclass(frozen=True)
class PaperFacts:
    """Everything a paper is written from.

    `visits` are those since the inspection, by the day, the latest first. `councils_as_at` has the councils
    compared as at the day, of the group asked for or all. `permanent` is the paper's full address. `reports_by_day`
    says how many reports more were published by the day, if that is known.
    """

    selection: PaperSelection
    history: History
    evidence: Evidence
    councils_as_at: CouncilsAsAt
    peers: Peers | None
    permanent: str
    site: str
    edition: int
    notes: Notes
    reports_by_day: str = ""
    visits: tuple[Visit, ...] = ()

    @property
    def inspection(self) -> Inspection:
        return self.selection.inspection

    @property
    def name(self) -> str:
        return self.inspection.council.display_name

    @property
    def day(self) -> date:
        return self.selection.day

    @property
    def record(self) -> InspectionRecord:
        return self.history.records[self.inspection.pk]

    @property
    def framework(self) -> Framework:
        return self.record.framework

    @cached_property
    def changes(self) -> tuple[JudgementChange, ...]:
        """Each judgement compared with the inspection before, without headings that were not graded."""
        changes = compare_with_previous(self.record, list(self.history.records.values()))
        return tuple(
            change for change in changes if not change.judgement.optional or change.judgement.id in self.record.grades
        )

    @property
    def earlier(self) -> Inspection | None:
        """The council's inspection before this one, or None if none is on record."""
        ordered = self.history.inspections
        after = ordered.index(self.inspection) + 1
        return ordered[after] if after < len(ordered) else None

    @cached_property
    def own(self) -> Standing:
        """The council's standing when this report came out, whatever the day of the comparison."""
        latest = latest_as_at(
            self.history.records.values(), self.inspection.counts_from, self.selection.compared.programme
        )
        by_service = {service: record for (_, service), record in latest.items()}
        return Standing(council_row(self.inspection.council, self.inspection.counts_from), by_service)

    @cached_property
    def measure(self) -> Measure:
        """The count that councils are compared by: the one asked for, or the one that describes the council."""
        compared = self.selection.compared
        if compared.measure_code:
            return compared.programme.measure(compared.measure_code)
        counted = self.councils_as_at.standings.get(self.selection.slug)
        return describing_measure(self.councils_as_at, self.own if self.came_out_later else counted)

    @property
    def came_out_later(self) -> bool:
        """Whether the report came out after the day of the comparison."""
        return self.inspection.counts_from > self.day

    def place_in(self, ranking: Ranking, among: CouncilsAsAt) -> Place | NotRanked | None:
        """The place of the council or of its report in a ranking of `among`, or None if it is not one of them."""
        slug = self.selection.slug
        if slug not in among.standings:
            return None
        if not self.came_out_later:
            return place(ranking, slug)
        return set_against(ranking, self.own)

    @property
    def dated(self) -> str:
        """`published on 25 January 2012`, or when it was inspected if the day is not known."""
        return outcome_dated(self.inspection.published_on, self.periods)

    @property
    def periods(self) -> Periods:
        return periods_of(self.inspection)

    @property
    def report(self) -> str:
        """The report as a source, with its address."""
        return f"{self.report_name} {self.inspection.report_url or self.stated_in}".strip()

    @property
    def stated_in(self) -> str:
        """Address of the later report or the dataset that states the grades, or "" if it isn't known."""
        grades = self.evidence.grades.values()
        urls = (document_url(grade.provenance, grade.source) for grade in grades if grade.provenance != "report")
        return next(filter(None, urls), "")

    @property
    def report_name(self) -> str:
        """The report as a source, without its address."""
        if self.inspection.source == Inspection.Source.LATER_REPORT:
            return later_report_source(self.name)
        return report_source(self.framework, self.name, self.dated)

    @property
    def ranking_address(self) -> str:
        """Full address of the ranking behind the comparison."""
        return self.site + self.selection.compared.permanent_url(measure_code=self.measure.code)

    @property
    def ranking_source(self) -> str:
        """The ranking behind the comparison as a source."""
        return ranking_source(self.selection.compared.programme, self.day, self.edition, self.ranking_address)


def periods_of(inspection: Inspection) -> Periods:
    """The first and last day on site, of both periods if there were two."""
    last = PartialDate.of(inspection.inspected_to) if inspection.inspected_to else None
    periods = [(inspection.inspected, last)]
    if inspection.second_inspected_from:
        end = PartialDate.of(inspection.second_inspected_to) if inspection.second_inspected_to else None
        periods.append((PartialDate.of(inspection.second_inspected_from), end))
    return periods
