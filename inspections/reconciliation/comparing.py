"""Ofsted's statistics compared with what is on record, inspection by inspection and value by value."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from inspections.frameworks.definitions import Framework
from inspections.models import Inspection
from inspections.names import CouncilRegister
from inspections.statistics.standings import InspectionRecord

from .outcomes import NotReadError, Outcome, Outcomes

PROGRAMME = "ilacs"
NEAR = timedelta(days=120)
DATES = ("inspected_from", "published_on", "kind")
# Before 2023 children in care and care leavers were judged together.
JOINT = "children_in_care_and_care_leavers"


@dataclass(frozen=True)
class Difference:
    """One value that differs. `what` is a judgement code, `inspected_from`, `published_on` or `kind`.

    `corrected` is the day of a later edition of the statistics that has the value on record: Ofsted corrected its own.
    """

    outcome: Outcome
    inspection: Inspection
    what: str
    theirs: str
    ours: str
    corrected: date | None = None


@dataclass(frozen=True)
class Reconciliation:
    """How one edition of the statistics compares with the record.

    `inspections` is how many inspections of the statistics are on record and `values` how many of their dates, kinds
    and grades were compared. Those that differ are in `differing`. `only_here` are inspections that the statistics
    lack, though they were made and published in time.
    """

    as_at: date
    inspections: int
    values: int
    differing: tuple[Difference, ...]
    only_there: tuple[Outcome, ...]
    only_here: tuple[Inspection, ...]

    @property
    def agreeing(self) -> int:
        """Number of values that agree."""
        return self.values - len(self.differing)

    @property
    def agrees(self) -> bool:
        return not (self.differing or self.only_there or self.only_here)


class RecordIndex:
    """The ILACS inspections on record with their grades, found by council and date."""

    def __init__(
        self, register: CouncilRegister, inspections: Iterable[Inspection], records: Iterable[InspectionRecord]
    ) -> None:
        self.register = register
        grades = {record.inspection.id: record.grades for record in records}
        self.inspections = [
            inspection for inspection in inspections if inspection.framework_definition.programme == PROGRAMME
        ]
        self.grades = {inspection.pk: grades.get(inspection.pk, {}) for inspection in self.inspections}
        self._by_council: dict[str, list[Inspection]] = {}
        for inspection in self.inspections:
            self._by_council.setdefault(inspection.council.slug, []).append(inspection)

    def inspection_of(self, outcome: Outcome) -> Inspection | None:
        """The inspection on record with the outcome's day of publication or its first day.

        If neither is there, it is the one with the same grades within some months, so that a date written wrong is
        one difference and not two inspections. Raises NotReadError if no council has the name.
        """
        day = outcome.day
        council = self.register.resolve(outcome.council, day)
        if council is None:
            near = ", ".join(other.display_name for other in self.register.near(outcome.council, day))
            hint = f" Names near to it: {near}." if near else ""
            raise NotReadError(f"{outcome.place}: no council is called “{outcome.council}”.{hint}")
        inspections = self._by_council.get(council.slug, [])
        same_day = (own for own in inspections if day in (own.inspected_from, own.published_on))
        alike = (own for own in inspections if self._is_alike(own, outcome, day))
        return next(same_day, None) or next(alike, None)

    def _is_alike(self, inspection: Inspection, outcome: Outcome, day: date) -> bool:
        near = any(abs(day - own) < NEAR for own in (inspection.inspected_from, inspection.published_on) if own)
        grades = {
            what: (theirs, ours) for what, theirs, ours in self.values_of(inspection, outcome) if what not in DATES
        }
        return near and all(theirs == ours for theirs, ours in grades.values())

    def values_of(self, inspection: Inspection, outcome: Outcome) -> Iterable[tuple[str, str, str]]:
        """What both know, as (what, theirs, ours). The joint judgement is compared with children in care."""
        if outcome.inspected_from:
            yield "inspected_from", outcome.inspected_from.isoformat(), str(inspection.inspected)
        if outcome.published_on and inspection.published_on:
            yield "published_on", outcome.published_on.isoformat(), inspection.published_on.isoformat()
        if outcome.kind and inspection.kind:
            yield "kind", outcome.kind, inspection.kind
        grades = self.grades[inspection.pk]
        for code, theirs in outcome.grades.items():
            judgement = _judgement(inspection.framework_definition, code)
            ours = grades.get(f"whole.{judgement}")
            yield judgement, theirs, ours.grade if ours else ""


def _judgement(framework: Framework, code: str) -> str:
    joint = code == "children_in_care" and not framework.has(f"whole.{code}")
    return JOINT if joint else code


def compare(outcomes: Outcomes, record: RecordIndex) -> Reconciliation:
    """Compare one edition of the statistics. Raises NotReadError for a council that isn't known."""
    matched: set[int] = set()
    only_there = []
    differing: dict[tuple[int, str, str], Difference] = {}
    compared: set[tuple[int, str]] = set()
    for outcome in outcomes.outcomes:
        inspection = record.inspection_of(outcome)
        if inspection is None:
            only_there.append(outcome)
            continue
        matched.add(inspection.pk)
        for what, theirs, ours in record.values_of(inspection, outcome):
            compared.add((inspection.pk, what))
            if theirs != ours:
                key = (inspection.pk, what, theirs)
                differing.setdefault(key, Difference(outcome, inspection, what, theirs, ours))
    only_here = [
        inspection
        for inspection in record.inspections
        if inspection.pk not in matched
        and inspection.inspected_from <= outcomes.as_at
        and inspection.counts_from <= outcomes.published_by
    ]
    return Reconciliation(
        outcomes.as_at, len(matched), len(compared), tuple(differing.values()), tuple(only_there), tuple(only_here)
    )


def compare_all(editions: Sequence[Outcomes], record: RecordIndex) -> list[Reconciliation]:
    """Compare every edition, the latest first, and say where a later edition agrees with the record after all."""
    found: list[Reconciliation] = []
    agreed: dict[tuple[int, str], date] = {}
    for outcomes in sorted(editions, key=lambda edition: edition.as_at, reverse=True):
        result = compare(outcomes, record)
        differing = tuple(
            replace(difference, corrected=agreed.get((difference.inspection.pk, difference.what)))
            for difference in result.differing
        )
        found.append(replace(result, differing=differing))
        agreed = dict.fromkeys(_agreed(outcomes, record), outcomes.as_at) | agreed
    return found


def _agreed(outcomes: Outcomes, record: RecordIndex) -> set[tuple[int, str]]:
    """The values on which the statistics and the record agree."""
    return {
        (inspection.pk, what)
        for outcome in outcomes.outcomes
        if (inspection := record.inspection_of(outcome))
        for what, theirs, ours in record.values_of(inspection, outcome)
        if theirs == ours
    }
