"""A council's inspections by programme: what each began and ended with, and what was good or better. Plain Python."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from inspections.frameworks.definitions import Service

from .changes import Change, compare_with_previous
from .shares import GOOD_OR_BETTER
from .standings import Record


@dataclass(frozen=True)
class Span:
    """A council's inspections under one programme, oldest first, and what changed from the first to the last.

    Between grades of one span there can be a direction, between those of two there never is. `changes` is empty
    where there is one inspection.
    """

    records: tuple[Record, ...]
    changes: tuple[Change, ...]

    @property
    def first(self) -> Record:
        """The earliest inspection."""
        return self.records[0]

    @property
    def last(self) -> Record:
        """The latest inspection."""
        return self.records[-1]


def spans(found: Iterable[Record]) -> tuple[Span, ...]:
    """One council's records by programme, the programme that came first to it first."""
    by_programme = defaultdict(list)
    for record in sorted(found, key=lambda one: one.inspection.sequence):
        by_programme[record.framework.programme].append(record)
    return tuple(
        Span(tuple(held), compare_with_previous(held[-1], held[:1]) if len(held) > 1 else ())
        for held in by_programme.values()
    )


@dataclass(frozen=True)
class GoodOrBetter:
    """How many judgements of a service are graded good or outstanding, of those graded.

    `expected` is how many a full record holds, so that a base that is short of it can be said to be.
    """

    service: Service
    count: int
    base: int
    expected: int


def good_or_better(record: Record) -> tuple[GoodOrBetter, ...]:
    """A count for each service of which the inspection grades anything; group headings are not counted."""
    counts = []
    for service in record.framework.services:
        judgements = [judgement for judgement in service.judgements if not judgement.optional]
        grades = [grade for judgement in judgements if (grade := record.result(judgement.id).grade)]
        if grades:
            good = sum(grade.code in GOOD_OR_BETTER for grade in grades)
            counts.append(GoodOrBetter(service, good, len(grades), len(judgements)))
    return tuple(counts)
