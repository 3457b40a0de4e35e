"""The data page: what is on record, by programme and by judgement."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from dashboard.selections.judgement import judgement_url
from inspections.frameworks.definitions import Framework
from inspections.frameworks.loader import all_frameworks
from inspections.models import Grade
from inspections.record.completeness import Completeness, ProgrammeCompleteness, completeness
from inspections.record.control_totals import CheckedTotal, ReportsByDay, control_totals, reports_of_the_cabinet_paper
from inspections.record.current import Record
from inspections.record.kept import kept_by_edition
from inspections.statistics.standings import InspectionRecord
from inspections.wording.frameworks import judgement_name
from inspections.wording.words import counted, n_of


@dataclass(frozen=True)
class ProgrammeLine:
    """A programme with inspections on record, and its numbers in words."""

    completeness: ProgrammeCompleteness

    @property
    def covered(self) -> str:
        """The number of councils with a report on record, of all if the programme inspected all."""
        expected = self.completeness.councils_expected
        if expected is None:
            return counted(self.completeness.councils, "council")
        return n_of(expected - len(self.completeness.without_inspection), expected)

    @property
    def whole(self) -> str:
        """The number of inspections with a grade on record for every judgement."""
        return n_of(self.completeness.whole_record, self.completeness.inspections)

    @property
    def dated_by_less(self) -> str:
        """Number of inspections without a known day."""
        number = self.completeness.month_only + self.completeness.year_only + self.completeness.span_only
        return n_of(number, self.completeness.inspections)

    @property
    def from_report(self) -> int:
        """The number of grades read from the report itself."""
        return self.completeness.grades_by_provenance.get(Grade.Provenance.REPORT, 0)

    @property
    def from_later_report(self) -> int:
        """The number of grades stated in a later Ofsted report."""
        return self.completeness.grades_by_provenance.get(Grade.Provenance.LATER_REPORT, 0)

    @property
    def derived(self) -> int:
        """The number of derived grades."""
        return self.completeness.grades_by_provenance.get(Grade.Provenance.DERIVED, 0)


@dataclass(frozen=True)
class JudgementLine:
    """A judgement, and the number of inspections that have it on record: a grade, or that it was not judged."""

    name: str
    url: str
    graded: str


@dataclass(frozen=True)
class FrameworkLines:
    """A framework with inspections on record, and its judgements."""

    framework: Framework
    inspections: int
    judgements: tuple[JudgementLine, ...]


@dataclass(frozen=True)
class RecordCounts:
    """What is on record, counted: by programme, by framework, and against numbers that others have stated."""

    programmes: tuple[ProgrammeLine, ...]
    frameworks: tuple[FrameworkLines, ...]
    totals: tuple[CheckedTotal, ...]
    reports_by_day: ReportsByDay


@kept_by_edition
def record_counts(record: Record, day: date) -> RecordCounts:
    """Count what is on record. `day` tells which councils a programme that still runs has to have inspected."""
    councils, records = record.councils(), record.records()
    return RecordCounts(
        programme_lines(completeness(councils, records, day)),
        framework_lines(records),
        tuple(control_totals(councils, records)),
        reports_of_the_cabinet_paper(records),
    )


def framework_lines(records: Sequence[InspectionRecord]) -> tuple[FrameworkLines, ...]:
    """What is on record by judgement, the newest framework first.

    A judgement counts the inspections of its own service, so that a re-inspection of one service lacks nothing.
    """
    by_framework: dict[str, list[InspectionRecord]] = defaultdict(list)
    for record in records:
        by_framework[record.framework.code].append(record)
    return tuple(
        FrameworkLines(
            framework,
            len(by_framework[framework.code]),
            tuple(_judgement_lines(framework, by_framework[framework.code])),
        )
        for framework in reversed(all_frameworks())
        if by_framework[framework.code]
    )


def _judgement_lines(framework: Framework, records: Sequence[InspectionRecord]) -> Iterator[JudgementLine]:
    for judgement in framework.expected_judgements:
        inspected = [record for record in records if judgement.service in record.services]
        graded = sum(judgement.id in record.grades for record in inspected)
        name = judgement_name(framework, judgement, short=True)
        yield JudgementLine(name, judgement_url(framework, judgement), n_of(graded, len(inspected)))


def programme_lines(completeness: Completeness) -> tuple[ProgrammeLine, ...]:
    """The programmes with inspections on record, the newest first."""
    return tuple(ProgrammeLine(member) for member in reversed(completeness.programmes) if member.inspections)
