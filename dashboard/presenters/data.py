"""The data page: what is on record programme by programme, and judgement by judgement."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from inspections.frameworks.definitions import Framework
from inspections.frameworks.loader import all_frameworks
from inspections.models import Grade
from inspections.record.completeness import Completeness, ProgrammeCompleteness
from inspections.statistics.standings import InspectionRecord
from inspections.wording.words import counted, n_of

from .links import judgement_url
from .national import judgement_words


@dataclass(frozen=True)
class ProgrammeLine:
    """One programme of which anything is on record, with its numbers in words."""

    found: ProgrammeCompleteness

    @property
    def covered(self) -> str:
        """On how many councils a report is on record; of how many, where the programme came to all."""
        expected = self.found.councils_expected
        if expected is None:
            return counted(self.found.councils, "council")
        return n_of(expected - len(self.found.without_inspection), expected)

    @property
    def whole(self) -> str:
        """How many inspections have a grade on record for every judgement."""
        return n_of(self.found.whole_record, self.found.inspections)

    @property
    def dated_by_less(self) -> str:
        """Of how many inspections no day is known."""
        return n_of(self.found.month_only + self.found.year_only, self.found.inspections)

    @property
    def from_report(self) -> int:
        """Grades read from the report itself."""
        return self.found.grades_by_provenance.get(Grade.Provenance.REPORT, 0)

    @property
    def from_later_report(self) -> int:
        """Grades stated in a later Ofsted report."""
        return self.found.grades_by_provenance.get(Grade.Provenance.LATER_REPORT, 0)

    @property
    def derived(self) -> int:
        """Grades derived, with the reasoning."""
        return self.found.grades_by_provenance.get(Grade.Provenance.DERIVED, 0)


@dataclass(frozen=True)
class JudgementLine:
    """One judgement of a framework: of how many of its inspections a grade is on record, or that it was not judged."""

    name: str
    url: str
    graded: str


@dataclass(frozen=True)
class FrameworkLines:
    """The judgements of one framework of which any inspection is on record."""

    framework: Framework
    inspections: int
    judgements: tuple[JudgementLine, ...]


def framework_lines(records: Sequence[InspectionRecord]) -> tuple[FrameworkLines, ...]:
    """What is on record judgement by judgement, the newest framework first.

    Only inspections that speak for a judgement's service are counted: of a re-inspection of one service nothing is
    missing for the other.
    """
    held: dict[str, list[InspectionRecord]] = defaultdict(list)
    for record in records:
        held[record.framework.code].append(record)
    return tuple(
        FrameworkLines(framework, len(held[framework.code]), tuple(_judgement_lines(framework, held[framework.code])))
        for framework in reversed(all_frameworks())
        if held[framework.code]
    )


def _judgement_lines(framework: Framework, records: Sequence[InspectionRecord]) -> Iterator[JudgementLine]:
    for judgement in framework.expected_judgements:
        asked = [record for record in records if judgement.service in record.services]
        graded = sum(judgement.id in record.grades for record in asked)
        name = judgement_words(framework, judgement, short=True)
        yield JudgementLine(name, judgement_url(framework, judgement), n_of(graded, len(asked)))


def programme_lines(found: Completeness) -> tuple[ProgrammeLine, ...]:
    """The programmes of which anything is on record, the newest first."""
    return tuple(ProgrammeLine(one) for one in reversed(found.programmes) if one.inspections)
