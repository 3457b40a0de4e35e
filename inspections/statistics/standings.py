"""Which inspections count as at a day, and what is known of each council then."""

from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum
from functools import cached_property
from sys import intern
from typing import Any, Self, TypeVar

from inspections.dates import PartialDate
from inspections.frameworks.definitions import NOT_JUDGED, Framework, Programme, ScaleGrade
from inspections.frameworks.loader import framework

FROM_REPORT = "report"
# The evidence class of a grade that is tied to its council by its place in the alphabet alone.
WEAK_EVIDENCE = "order"
OVERALL = "overall_effectiveness"

Counted = TypeVar("Counted")


@dataclass(frozen=True)
class CouncilRow:
    """A council with its first and last day, both included. None means before or after all records."""

    slug: str
    name: str
    region: str = ""
    type: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    # Its last day is known, but has not passed yet.
    goes_on: bool = False

    def in_being(self, day: date) -> bool:
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True)
class InspectionRow:
    """One inspection: council slug, framework code, and the day from which it counts as published."""

    id: int
    council: str
    framework: str
    counts_from: date
    published_on: date | None
    inspected_from: PartialDate

    @property
    def dated_by_month(self) -> bool:
        """Whether the day of publication is unknown, so that `counts_from` is estimated."""
        return self.published_on is None

    @property
    def year(self) -> int:
        """Year of publication or, if that is unknown, of the inspection."""
        return self.published_on.year if self.published_on else self.inspected_from.year

    @property
    def sequence(self) -> tuple[date, date, int]:
        """Sort key, latest last. On one day the later inspection, then the later record comes last."""
        return (self.counts_from, self.inspected_from.earliest, self.id)


@dataclass(frozen=True)
class GradeRow:
    """One grade of one inspection; `grade` is a code of the framework's scale, or `not_judged`."""

    inspection: int
    service: str
    judgement: str
    grade: str
    provenance: str = FROM_REPORT
    evidence: str = ""

    @property
    def judgement_id(self) -> str:
        """`service.code`, as the frameworks name it."""
        return f"{self.service}.{self.judgement}"


class State(Enum):
    """What is known of one judgement of one council. Exactly one holds; none stands for another.

    `wording.results.STATES` has the words for readers.
    """

    GRADED = "graded"
    NOT_JUDGED = "not_judged"
    NO_SUCH_JUDGEMENT = "no_such_judgement"
    NO_OVERALL = "no_overall"
    NOT_ON_RECORD = "not_on_record"
    NOT_COUNTED_YET = "not_counted_yet"
    NO_REPORT_YET = "no_report_yet"
    WITHDRAWN = "withdrawn"
    NEVER_INSPECTED = "never_inspected"


@dataclass(frozen=True, slots=True)
class Result:
    """What is known of one judgement (id). `grade` and `provenance` only where graded or not judged.

    `inspection` and `framework` are those of the latest inspection that speaks for the service, or None if there is
    none. If an inspection does not count yet, `waiting` is that inspection. `evidence` is the evidence class of a grade
    from a research dataset.
    """

    judgement: str
    state: State
    grade: ScaleGrade | None = None
    provenance: str | None = None
    inspection: InspectionRow | None = None
    framework: Framework | None = None
    waiting: InspectionRow | None = None
    evidence: str = ""

    @property
    def from_report(self) -> bool:
        """Whether what is known was read from the report itself."""
        return self.provenance == FROM_REPORT


@dataclass(frozen=True)
class InspectionRecord:
    """One inspection with its grades by judgement id."""

    inspection: InspectionRow
    framework: Framework
    grades: Mapping[str, GradeRow]

    @cached_property
    def services(self) -> frozenset[str]:
        """The services it speaks for: those it grades, so that a re-inspection of one leaves the other alone.

        An inspection without a grade on record speaks for all its services: it is later, so an older grade must not
        pass for its own.
        """
        graded = frozenset(row.service for row in self.grades.values())
        return graded or frozenset(service.code for service in self.framework.services)

    def result(self, judgement_id: str) -> Result:
        """What this inspection says of a judgement, of whatever framework the judgement is."""
        row = self.grades.get(judgement_id)
        if row is None:
            return Result(judgement_id, self._why_absent(judgement_id), None, None, self.inspection, self.framework)
        graded = row.grade != NOT_JUDGED
        grade = self.framework.scale.grade(row.grade) if graded else None
        state = State.GRADED if graded else State.NOT_JUDGED
        return Result(
            judgement_id, state, grade, row.provenance, self.inspection, self.framework, evidence=row.evidence
        )

    def _why_absent(self, judgement_id: str) -> State:
        if self.framework.has(judgement_id):
            return State.NOT_ON_RECORD
        if self.framework.no_overall and judgement_id.partition(".")[2] == OVERALL:
            return State.NO_OVERALL
        return State.NO_SUCH_JUDGEMENT


@dataclass(frozen=True)
class Standing:
    """What is known of one council under one programme: the latest record for each service.

    `otherwise` is the state of every judgement if no inspection counts, and `waiting` the inspection if it does not
    count yet because its day of publication is not known.
    """

    council: CouncilRow
    by_service: Mapping[str, InspectionRecord]
    otherwise: State = State.NEVER_INSPECTED
    waiting: InspectionRow | None = None

    @property
    def is_inspected(self) -> bool:
        return bool(self.by_service)

    @cached_property
    def records(self) -> tuple[InspectionRecord, ...]:
        """The records used, oldest first: two if one service was re-inspected alone."""
        by_id = {record.inspection.id: record for record in self.by_service.values()}
        return tuple(sorted(by_id.values(), key=lambda record: record.inspection.sequence))

    def result(self, judgement_id: str) -> Result:
        """What is known of a judgement (id) of any framework of the programme."""
        known = self._results.get(judgement_id)
        if known is None:
            known = self._results[judgement_id] = self._result(judgement_id)
        return known

    @cached_property
    def _results(self) -> dict[str, Result]:
        """The results made so far. A page asks for each several times, and pages share standings."""
        return {}

    def _result(self, judgement_id: str) -> Result:
        if not self.by_service:
            return Result(judgement_id, self.otherwise, waiting=self.waiting)
        service = judgement_id.partition(".")[0]
        return self.by_service.get(service, self.records[-1]).result(judgement_id)


@dataclass(frozen=True)
class DaysOfChange:
    """The days around one day on which something changed, each None if there is no such day.

    `councils` are all those asked for, including those not in being on the day.
    """

    first: date | None = None
    previous: date | None = None
    next: date | None = None
    last: date | None = None
    councils: tuple[CouncilRow, ...] = ()


@dataclass(frozen=True)
class CouncilsAsAt:
    """A programme as at a day: a standing for each council in being, by slug, in the order given.

    A council abolished before the day or created after it is left out, and an inspection of a predecessor is not an
    inspection of its successor. `group` says which councils the standings were narrowed to, in words that follow
    "councils": "in the North East". Narrow with `dataclasses.replace(councils_as_at, standings=…, group=…)`. `days`
    are the days of change around the day. `left_out` are councils with a weakly evidenced grade that was left out.
    """

    programme: Programme
    day: date
    standings: Mapping[str, Standing]
    group: str = ""
    days: DaysOfChange = DaysOfChange()
    left_out: tuple[CouncilRow, ...] = ()

    @property
    def councils(self) -> tuple[CouncilRow, ...]:
        return tuple(standing.council for standing in self.standings.values())

    def of_group(self, group: str) -> Self:
        """The same under the group's words, with what has been counted unless the words are other ones."""
        return self if group == self.group else replace(self, group=group)

    def once(self, what: Hashable, count: Callable[[], Counted]) -> Counted:
        """What `count` gives, counted only the first time. Pages share the councils that are kept of an edition."""
        if what not in self._counted:
            self._counted[what] = count()
        known: Counted = self._counted[what]
        return known

    @cached_property
    def _counted(self) -> dict[Hashable, Any]:
        return {}

    @cached_property
    def weakly_evidenced(self) -> tuple[CouncilRow, ...]:
        """The councils with a grade counted that is tied to them by weak evidence."""
        return tuple(standing.council for standing in self.standings.values() if _is_weak(standing))

    @cached_property
    def inspections(self) -> tuple[InspectionRow, ...]:
        """The inspections that any of the results comes from."""
        standings = self.standings.values()
        return tuple(record.inspection for standing in standings for record in standing.records)


def records(inspections: Iterable[InspectionRow], grades: Iterable[GradeRow]) -> list[InspectionRecord]:
    """Inspections with their grades. Grades of other inspections are ignored."""
    by_inspection: dict[int, dict[str, GradeRow]] = defaultdict(dict)
    for row in grades:
        by_inspection[row.inspection][intern(row.judgement_id)] = row
    return [InspectionRecord(row, framework(row.framework), by_inspection.get(row.id, {})) for row in inspections]


def latest_as_at(
    records: Iterable[InspectionRecord], day: date, programme: Programme
) -> dict[tuple[str, str], InspectionRecord]:
    """The latest record per council slug and service, of those of the programme that count by the day."""
    members = {member.code for member in programme.frameworks}
    counted = [r for r in records if r.framework.code in members and r.inspection.counts_from <= day]
    counted.sort(key=lambda record: record.inspection.sequence)
    return {(record.inspection.council, service): record for record in counted for service in record.services}


def standings_as_at(
    programme: Programme,
    day: date,
    councils: Iterable[CouncilRow],
    inspections: Iterable[InspectionRow],
    grades: Iterable[GradeRow],
    *,
    withdrawn: Collection[str] = (),
) -> CouncilsAsAt:
    """Where each council in being on the day stands, by the inspections that count by then.

    Rows of other programmes and councils are ignored. Include those of later days: they tell a council whose report was
    still to come from one that was never inspected. `withdrawn` are the slugs of councils with a withdrawn inspection
    that would count by the day.
    """
    all_records = records(inspections, grades)
    latest: dict[str, dict[str, InspectionRecord]] = defaultdict(dict)
    for (council, service), record in latest_as_at(all_records, day, programme).items():
        latest[council][service] = record
    members = {member.code for member in programme.frameworks}
    rows = [record.inspection for record in all_records if record.framework.code in members]
    reported = {row.council for row in rows}
    waiting = {
        row.council: row
        for row in sorted(rows, key=lambda row: row.sequence, reverse=True)
        if row.dated_by_month and row.inspected_from.was_by(day) and day < row.counts_from
    }

    def standing(council: CouncilRow) -> Standing:
        counted = latest.get(council.slug, {})
        if council.slug in waiting:
            return Standing(council, counted, State.NOT_COUNTED_YET, waiting[council.slug])
        if council.slug in withdrawn:
            return Standing(council, counted, State.WITHDRAWN)
        if council.slug in reported:
            return Standing(council, counted, State.NO_REPORT_YET)
        return Standing(council, counted, state_without_inspection(council, programme, day))

    return CouncilsAsAt(programme, day, {c.slug: standing(c) for c in councils if c.in_being(day)})


def as_at_from(
    all_records: Iterable[InspectionRecord], programme: Programme, day: date, councils: Iterable[CouncilRow]
) -> CouncilsAsAt:
    """The same from records that are read already, whatever has been withdrawn since."""
    members = {member.code for member in programme.frameworks}
    own = [record for record in all_records if record.framework.code in members]
    grades = [grade for record in own for grade in record.grades.values()]
    return standings_as_at(programme, day, councils, [record.inspection for record in own], grades)


def without_weak_evidence(councils_as_at: CouncilsAsAt) -> CouncilsAsAt:
    """The same without the grades that are tied to their councils by weak evidence: they count as not on record."""

    def strong(record: InspectionRecord) -> InspectionRecord:
        return replace(record, grades={id_: g for id_, g in record.grades.items() if g.evidence != WEAK_EVIDENCE})

    standings = {
        slug: replace(standing, by_service={code: strong(record) for code, record in standing.by_service.items()})
        for slug, standing in councils_as_at.standings.items()
    }
    return replace(councils_as_at, standings=standings, left_out=councils_as_at.weakly_evidenced)


def _is_weak(standing: Standing) -> bool:
    return any(
        row.evidence == WEAK_EVIDENCE
        for service, record in standing.by_service.items()
        for row in record.grades.values()
        if row.service == service
    )


def state_without_inspection(council: CouncilRow, programme: Programme, day: date) -> State:
    """What is known of a council without an inspection under the programme on record.

    It was never inspected if it was not in being while the programme ran. Before the programme began it had no report.
    Otherwise the record may lack an inspection: of a council abolished since, of a programme that did not come to every
    council, or of one that has ended and came to all. Only of today's councils under a programme that goes on are all
    reports on record.
    """
    begun = programme.frameworks[0].in_force_from.earliest
    last = programme.frameworks[-1].in_force_to
    ended = last.latest if last else None
    if (council.valid_to and council.valid_to < begun) or (ended and council.valid_from and council.valid_from > ended):
        return State.NEVER_INSPECTED
    if day < begun:
        return State.NO_REPORT_YET
    if ended or (council.valid_to and not council.goes_on) or not programme.covers_all:
        return State.NOT_ON_RECORD
    return State.NO_REPORT_YET
