"""What is on record and what is not, programme by programme, for the load's summary and the data page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import or_

from django.db.models import Count, Q

from inspections.frameworks import Judgement, Programme, all_frameworks, all_programmes, framework
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


@dataclass(frozen=True)
class _InspectionRow:
    """One inspection, and how many of the expected and of the key judgements of its framework have a grade."""

    pk: int
    framework: str
    council: int
    known_to: str
    expected: int
    key: int

    @property
    def is_whole(self) -> bool:
        """Whether every expected judgement has a grade."""
        return 0 < self.expected == len(framework(self.framework).expected_judgements)

    @property
    def has_all_key(self) -> bool:
        """Whether every key judgement has a grade."""
        return 0 < self.key == len(framework(self.framework).key_judgements)


@dataclass(frozen=True)
class _GradeCount:
    """How many grades of one judgement have one provenance."""

    framework: str
    service: str
    judgement: str
    provenance: str
    number: int


def completeness(today: date) -> Completeness:
    """What is on record, counted by the database in three queries."""
    councils = list(Council.objects.all())
    inspections, grades = _inspections(), _grades()
    return Completeness(
        councils=len(councils),
        councils_in_2012=sum(council.in_being(DAY_OF_THE_DURHAM_PAPER) for council in councils),
        councils_today=sum(council.in_being(today) for council in councils),
        inspections=len(inspections),
        grades=sum(row.number for row in grades),
        programmes=tuple(_of(programme, councils, inspections, grades, today) for programme in all_programmes()),
    )


def _inspections() -> list[_InspectionRow]:
    optional = _among(
        (known.code, judgement) for known in all_frameworks() for judgement in known.judgements if judgement.optional
    )
    key = _among((known.code, judgement) for known in all_frameworks() for judgement in known.key_judgements)
    rows = (
        Inspection.objects.published().order_by().values_list("pk", "framework", "council", "inspected_from_known_to")
    )
    # Counting those that are not expected, of which there are few, is quicker than counting those that are.
    counted = rows.annotate(
        expected=Count("grades") - Count("grades", filter=optional), key=Count("grades", filter=key)
    )
    return [_InspectionRow(*row) for row in counted]


def _among(judgements: Iterable[tuple[str, Judgement]]) -> Q:
    """The grades of an inspection that are of these judgements, each given with its framework's code."""
    frameworks: dict[tuple[str, str], list[str]] = {}
    for code, judgement in judgements:
        frameworks.setdefault((judgement.service, judgement.code), []).append(code)
    return reduce(
        or_,
        (
            Q(framework__in=codes, grades__service=service, grades__judgement=judgement)
            for (service, judgement), codes in frameworks.items()
        ),
        Q(pk__in=()),
    )


def _grades() -> list[_GradeCount]:
    published = Grade.objects.filter(inspection__status=Inspection.Status.PUBLISHED).order_by()
    of = published.values_list("inspection__framework", "service", "judgement", "provenance")
    return [_GradeCount(*row) for row in of.annotate(number=Count("pk"))]


def _of(
    programme: Programme,
    councils: list[Council],
    inspections: list[_InspectionRow],
    grades: list[_GradeCount],
    today: date,
) -> ProgrammeCompleteness:
    codes = {known.code for known in programme.frameworks}
    mine = [row for row in inspections if row.framework in codes]
    held = [row for row in grades if row.framework in codes]
    inspected = {row.council for row in mine}
    known_to = Counter(row.known_to for row in mine)
    provenances: Counter[str] = Counter()
    for row in held:
        provenances[row.provenance] += row.number
    ended = programme.frameworks[-1].in_force_to
    expected = [council for council in councils if council.in_being(ended.latest if ended else today)]
    if not programme.covers_all:
        expected = []
    return ProgrammeCompleteness(
        programme=programme,
        inspections=len(mine),
        grades=provenances.total(),
        grades_by_provenance=dict(provenances),
        councils=len(inspected),
        councils_expected=len(expected) if programme.covers_all else None,
        without_inspection=tuple(str(council) for council in expected if council.pk not in inspected),
        whole_record=sum(row.is_whole for row in mine),
        all_key=sum(row.has_all_key for row in mine),
        never_on_record=_never_on_record(mine, held),
        month_only=known_to[Inspection.KnownTo.MONTH],
        year_only=known_to[Inspection.KnownTo.YEAR],
    )


def _never_on_record(inspections: list[_InspectionRow], grades: list[_GradeCount]) -> tuple[str, ...]:
    held = {(row.framework, row.service, row.judgement) for row in grades}
    names = [
        judgement.name
        for code in sorted({row.framework for row in inspections})
        for judgement in framework(code).expected_judgements
        if (code, judgement.service, judgement.code) not in held
    ]
    return tuple(dict.fromkeys(names))
