"""The data page: what is on record programme by programme."""

from __future__ import annotations

from dataclasses import dataclass

from inspections import wording
from inspections.loading.completeness import Completeness, ProgrammeCompleteness
from inspections.models import Grade


@dataclass(frozen=True)
class ProgrammeLine:
    """One programme of which anything is on record, with its numbers in words."""

    found: ProgrammeCompleteness

    @property
    def covered(self) -> str:
        """On how many councils a report is on record; of how many, where the programme came to all."""
        expected = self.found.councils_expected
        if expected is None:
            return wording.counted(self.found.councils, "council")
        return wording.n_of(expected - len(self.found.without_inspection), expected)

    @property
    def whole(self) -> str:
        """How many inspections have a grade on record for every judgement."""
        return wording.n_of(self.found.whole_record, self.found.inspections)

    @property
    def dated_by_less(self) -> str:
        """Of how many inspections no day is known."""
        return wording.n_of(self.found.month_only + self.found.year_only, self.found.inspections)

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


def programme_lines(found: Completeness) -> tuple[ProgrammeLine, ...]:
    """The programmes of which anything is on record, the newest first."""
    return tuple(ProgrammeLine(one) for one in reversed(found.programmes) if one.inspections)
