"""What is on record and what is missing, by programme, for the summary of a load and the data page.

Counted in Python: SQL would have to read every grade too, and only the frameworks' files know which judgements make a
record complete.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from inspections.frameworks.definitions import Programme
from inspections.frameworks.loader import all_programmes, framework
from inspections.models import Council
from inspections.statistics.standings import InspectionRecord


@dataclass(frozen=True)
class ProgrammeCompleteness:
    """What is on record of one programme.

    `councils` have an inspection on record. If the programme covers all councils, `councils_expected` are those in
    being on its last day (or today), and `without_inspection` names those without an inspection. `whole_record`
    counts inspections with every judgement of their framework, `all_key` those with every key judgement, `month_only`
    and `year_only` those whose date is only known to the month or year. `never_on_record` names the judgements that
    no inspection has a grade for.
    """

    programme: Programme
    inspections: int
    grades: int
    grades_by_provenance: dict[str, int]
    councils: int
    councils_expected: int | None
    without_inspection: tuple[str, ...]
    whole_record: int
    all_key: int
    never_on_record: tuple[str, ...]
    month_only: int
    year_only: int
    span_only: int


@dataclass(frozen=True)
class Completeness:
    """Everything published, with the councils in being on the day of the Durham paper and today."""

    councils: int
    councils_in_2012: int
    councils_today: int
    inspections: int
    grades: int
    programmes: tuple[ProgrammeCompleteness, ...]


DAY_OF_THE_DURHAM_PAPER = date(2012, 1, 5)


def completeness(councils: Sequence[Council], records: Sequence[InspectionRecord], today: date) -> Completeness:
    programmes = tuple(_of_programme(programme, councils, records, today) for programme in all_programmes())
    return Completeness(
        councils=len(councils),
        councils_in_2012=sum(council.in_being(DAY_OF_THE_DURHAM_PAPER) for council in councils),
        councils_today=sum(council.in_being(today) for council in councils),
        inspections=len(records),
        grades=sum(len(record.grades) for record in records),
        programmes=programmes,
    )


def _of_programme(
    programme: Programme, councils: Sequence[Council], records: Sequence[InspectionRecord], today: date
) -> ProgrammeCompleteness:
    own = [record for record in records if record.framework.programme == programme.code]
    inspected = {record.inspection.council for record in own}
    known_to = Counter(record.inspection.inspected_from.known_to for record in own)
    ended = programme.frameworks[-1].in_force_to
    expected = [council for council in councils if council.in_being(ended.latest if ended else today)]
    if not programme.covers_all:
        expected = []
    return ProgrammeCompleteness(
        programme=programme,
        inspections=len(own),
        grades=sum(len(record.grades) for record in own),
        grades_by_provenance=dict(Counter(row.provenance for record in own for row in record.grades.values())),
        councils=len(inspected),
        councils_expected=len(expected) if programme.covers_all else None,
        without_inspection=tuple(str(council) for council in expected if council.slug not in inspected),
        whole_record=sum(_has_all(record, "expected_judgements") for record in own),
        all_key=sum(_has_all(record, "key_judgements") for record in own),
        never_on_record=_never_on_record(own),
        month_only=known_to["month"],
        year_only=known_to["year"],
        span_only=known_to["span"],
    )


def _has_all(record: InspectionRecord, which: str) -> bool:
    judgements = getattr(record.framework, which)
    return bool(judgements) and all(judgement.id in record.grades for judgement in judgements)


def _never_on_record(records: Sequence[InspectionRecord]) -> tuple[str, ...]:
    graded = {(record.framework.code, judgement) for record in records for judgement in record.grades}
    names = [
        judgement.name
        for code in sorted({record.framework.code for record in records})
        for judgement in framework(code).expected_judgements
        if (code, judgement.id) not in graded
    ]
    return tuple(dict.fromkeys(names))
