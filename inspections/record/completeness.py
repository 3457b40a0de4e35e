"""What is on record and what is not, programme by programme, for the load's summary and the data page.

Counted in Python over the provenance of every grade: counting in SQL takes no less time, since it reads each grade
too, and only the frameworks' files know which judgements make a record complete.
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

    `councils` have an inspection on record; where the programme covers all councils, `councils_expected` are
    those in being on its last day (or today), and `without_inspection` the names of those that have none.
    `whole_record` counts inspections with every judgement of their framework, `all_key` those with every key
    judgement, `month_only` and `year_only` those of whose date no more is known. `never_on_record` names the
    judgements of which no inspection has a grade.
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


@dataclass(frozen=True)
class Completeness:
    """Of everything published: councils known in all, on the day of the Durham paper, and today."""

    councils: int
    councils_in_2012: int
    councils_today: int
    inspections: int
    grades: int
    programmes: tuple[ProgrammeCompleteness, ...]


DAY_OF_THE_DURHAM_PAPER = date(2012, 1, 5)


def completeness(councils: Sequence[Council], records: Sequence[InspectionRecord], today: date) -> Completeness:
    """Count what is on record: these councils, and these inspections with their grades."""
    programmes = tuple(_of(programme, councils, records, today) for programme in all_programmes())
    return Completeness(
        councils=len(councils),
        councils_in_2012=sum(council.in_being(DAY_OF_THE_DURHAM_PAPER) for council in councils),
        councils_today=sum(council.in_being(today) for council in councils),
        inspections=len(records),
        grades=sum(len(record.grades) for record in records),
        programmes=programmes,
    )


def _of(
    programme: Programme, councils: Sequence[Council], records: Sequence[InspectionRecord], today: date
) -> ProgrammeCompleteness:
    mine = [record for record in records if record.framework.programme == programme.code]
    inspected = {record.inspection.council for record in mine}
    known_to = Counter(record.inspection.inspected_from.known_to for record in mine)
    ended = programme.frameworks[-1].in_force_to
    expected = [council for council in councils if council.in_being(ended.latest if ended else today)]
    if not programme.covers_all:
        expected = []
    return ProgrammeCompleteness(
        programme=programme,
        inspections=len(mine),
        grades=sum(len(record.grades) for record in mine),
        grades_by_provenance=dict(Counter(row.provenance for record in mine for row in record.grades.values())),
        councils=len(inspected),
        councils_expected=len(expected) if programme.covers_all else None,
        without_inspection=tuple(str(council) for council in expected if council.slug not in inspected),
        whole_record=sum(_has_all(record, "expected_judgements") for record in mine),
        all_key=sum(_has_all(record, "key_judgements") for record in mine),
        never_on_record=_never_on_record(mine),
        month_only=known_to["month"],
        year_only=known_to["year"],
    )


def _has_all(record: InspectionRecord, which: str) -> bool:
    judgements = getattr(record.framework, which)
    return bool(judgements) and all(judgement.id in record.grades for judgement in judgements)


def _never_on_record(records: Sequence[InspectionRecord]) -> tuple[str, ...]:
    held = {(record.framework.code, judgement) for record in records for judgement in record.grades}
    names = [
        judgement.name
        for code in sorted({record.framework.code for record in records})
        for judgement in framework(code).expected_judgements
        if (code, judgement.id) not in held
    ]
    return tuple(dict.fromkeys(names))
