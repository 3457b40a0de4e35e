"""What is on record and what is not, programme by programme, for the load's summary and the data page."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

from inspections.frameworks import Programme, all_programmes, framework
from inspections.models import Council, Grade, Inspection


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


def completeness(today: date) -> Completeness:
    """Count what is on record, in three queries."""
    councils = list(Council.objects.all())
    inspections = list(
        Inspection.objects.published()
        .order_by()
        .values_list("pk", "council", "framework", "inspected_from_known_to", named=True)
    )
    grades: dict[int, dict[str, str]] = defaultdict(dict)
    for inspection, service, judgement, provenance in (
        Grade.objects.filter(inspection__status=Inspection.Status.PUBLISHED)
        .order_by()
        .values_list("inspection", "service", "judgement", "provenance")
    ):
        grades[inspection][f"{service}.{judgement}"] = provenance
    programmes = tuple(_of(programme, councils, inspections, grades, today) for programme in all_programmes())
    return Completeness(
        councils=len(councils),
        councils_in_2012=sum(council.in_being(DAY_OF_THE_DURHAM_PAPER) for council in councils),
        councils_today=sum(council.in_being(today) for council in councils),
        inspections=len(inspections),
        grades=sum(len(held) for held in grades.values()),
        programmes=programmes,
    )


def _of(
    programme: Programme,
    councils: list[Council],
    inspections: list[Any],
    grades: dict[int, dict[str, str]],
    today: date,
) -> ProgrammeCompleteness:
    codes = {known.code for known in programme.frameworks}
    mine = [inspection for inspection in inspections if inspection.framework in codes]
    inspected = {inspection.council for inspection in mine}
    known_to = Counter(inspection.inspected_from_known_to for inspection in mine)
    ended = programme.frameworks[-1].in_force_to
    expected = [council for council in councils if council.in_being(ended.latest if ended else today)]
    if not programme.covers_all:
        expected = []
    return ProgrammeCompleteness(
        programme=programme,
        inspections=len(mine),
        grades=sum(len(grades[inspection.pk]) for inspection in mine),
        grades_by_provenance=dict(Counter(held for inspection in mine for held in grades[inspection.pk].values())),
        councils=len(inspected),
        councils_expected=len(expected) if programme.covers_all else None,
        without_inspection=tuple(str(council) for council in expected if council.pk not in inspected),
        whole_record=sum(_has_all(inspection, grades, "expected_judgements") for inspection in mine),
        all_key=sum(_has_all(inspection, grades, "key_judgements") for inspection in mine),
        never_on_record=_never_on_record(mine, grades),
        month_only=known_to[Inspection.KnownTo.MONTH],
        year_only=known_to[Inspection.KnownTo.YEAR],
    )


def _has_all(inspection: Any, grades: dict[int, dict[str, str]], which: str) -> bool:
    judgements = getattr(framework(inspection.framework), which)
    return bool(judgements) and all(judgement.id in grades[inspection.pk] for judgement in judgements)


def _never_on_record(inspections: list[Any], grades: dict[int, dict[str, str]]) -> tuple[str, ...]:
    held = {(inspection.framework, judgement) for inspection in inspections for judgement in grades[inspection.pk]}
    names = [
        judgement.name
        for code in sorted({inspection.framework for inspection in inspections})
        for judgement in framework(code).expected_judgements
        if (code, judgement.id) not in held
    ]
    return tuple(dict.fromkeys(names))
