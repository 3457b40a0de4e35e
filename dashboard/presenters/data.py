"""The data page: what is on record programme by programme, what is not, and what has been corrected."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from inspections import wording
from inspections.frameworks import Programme, all_programmes
from inspections.models import Council, Edition, EditionChange, Grade


@dataclass(frozen=True)
class Completeness:
    """One programme: how many reports and grades are on record, and which councils have no report.

    `missing` are councils in being on `day`: when the programme ended, or today where it goes on.
    """

    programme: Programme
    day: date
    field: int
    missing: tuple[Council, ...]
    inspections: int
    dated: int
    grades: Mapping[str, int]

    @property
    def covered(self) -> str:
        """For how many of the councils in being a report is on record."""
        return wording.n_of(self.field - len(self.missing), self.field)

    @property
    def dated_words(self) -> str:
        """For how many of the inspections the day of publication is known."""
        return wording.n_of(self.dated, self.inspections) if self.inspections else "none"

    @property
    def all_grades(self) -> int:
        """How many grades are on record."""
        return sum(self.grades.values())

    @property
    def from_report(self) -> int:
        """Grades read from the report itself."""
        return self.grades.get(Grade.Provenance.REPORT, 0)

    @property
    def from_later_report(self) -> int:
        """Grades stated in a later Ofsted report."""
        return self.grades.get(Grade.Provenance.LATER_REPORT, 0)

    @property
    def derived(self) -> int:
        """Grades derived, with the reasoning."""
        return self.grades.get(Grade.Provenance.DERIVED, 0)


@dataclass(frozen=True)
class Correction:
    """One correction or withdrawal with what it changed."""

    edition: Edition
    changes: tuple[EditionChange, ...]


def completeness(
    councils: Sequence[Council],
    pairs: Iterable[tuple[int, str]],
    inspections: Mapping[str, tuple[int, int]],
    grades: Iterable[tuple[str, str, int]],
    today: date,
) -> tuple[Completeness, ...]:
    """A line for each programme of which anything is on record, the newest first.

    `pairs` are council keys with the frameworks they have an inspection under; `inspections` the number of
    inspections and of those with a day of publication, by framework; `grades` framework, provenance, number.
    """
    under = set(pairs)
    counted = list(grades)
    lines = []
    for programme in reversed(all_programmes()):
        codes = [framework.code for framework in programme.frameworks]
        held = [inspections[code] for code in codes if code in inspections]
        if not held:
            continue
        ended = programme.frameworks[-1].in_force_to
        day = min(ended.latest, today) if ended else today
        field = [council for council in councils if council.in_being(day)]
        missing = tuple(council for council in field if not any((council.pk, code) in under for code in codes))
        by_provenance = {kind: sum(n for f, p, n in counted if f in codes and p == kind) for kind in Grade.Provenance}
        lines.append(
            Completeness(
                programme, day, len(field), missing, sum(n for n, _ in held), sum(n for _, n in held), by_provenance
            )
        )
    return tuple(lines)


def corrections(editions: Iterable[Edition]) -> tuple[Correction, ...]:
    """The corrections and withdrawals among editions, with the changes that were fetched with them."""
    kinds = {Edition.Kind.CORRECT, Edition.Kind.WITHDRAW}
    return tuple(Correction(edition, tuple(edition.changes.all())) for edition in editions if edition.kind in kinds)
