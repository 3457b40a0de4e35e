"""A council's inspections by programme, and how many of its judgements are good or better."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from inspections.frameworks.definitions import Service

from .changes import JudgementChange, compare_with_previous
from .shares import GOOD_OR_BETTER
from .standings import InspectionRecord, State


@dataclass(frozen=True)
class ProgrammeSpan:
    """A council's inspections under one programme, oldest first, and what changed from the first to the last.

    There can be a direction between grades within a span, never between grades of two spans. `changes` is empty if
    there is only one inspection.
    """

    records: tuple[InspectionRecord, ...]
    changes: tuple[JudgementChange, ...]

    @property
    def first(self) -> InspectionRecord:
        return self.records[0]

    @property
    def last(self) -> InspectionRecord:
        return self.records[-1]


def spans(records: Iterable[InspectionRecord]) -> tuple[ProgrammeSpan, ...]:
    """One council's records by programme, in the order of its first inspection under each."""
    by_programme = defaultdict(list)
    for record in sorted(records, key=lambda record: record.inspection.sequence):
        by_programme[record.framework.programme].append(record)
    return tuple(
        ProgrammeSpan(tuple(group), compare_with_previous(group[-1], group[:1]) if len(group) > 1 else ())
        for group in by_programme.values()
    )


@dataclass(frozen=True)
class GoodOrBetter:
    """How many judgements of a service are good or outstanding, out of those graded.

    `expected` is how many a full record has, `lacking` how many of the others are in which state.
    """

    service: Service
    count: int
    base: int
    expected: int
    lacking: Mapping[State, int] = field(default_factory=dict)


def good_or_better(record: InspectionRecord) -> tuple[GoodOrBetter, ...]:
    """A count for each service with a grade in this inspection. Group headings are not counted."""
    counts = []
    for service in record.framework.services:
        judgements = [judgement for judgement in service.judgements if not judgement.optional]
        results = [record.result(judgement.id) for judgement in judgements]
        grades = [result.grade for result in results if result.grade]
        if grades:
            good = sum(grade.code in GOOD_OR_BETTER for grade in grades)
            lacking = Counter(result.state for result in results if not result.grade)
            counts.append(GoodOrBetter(service, good, len(grades), len(judgements), lacking))
    return tuple(counts)
