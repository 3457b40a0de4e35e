"""Which inspections count as at a day, and what is then known of each council. Plain Python."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import cached_property

from inspections.dates import PartialDate
from inspections.frameworks.definitions import NOT_JUDGED, Framework, Grade, Programme
from inspections.frameworks.loader import framework

FROM_REPORT = "report"
OVERALL = "overall_effectiveness"


@dataclass(frozen=True)
class CouncilRow:
    """A council, with its first and last day in being (both count; None: before or after all records)."""

    slug: str
    name: str
    region: str = ""
    type: str = ""
    valid_from: date | None = None
    valid_to: date | None = None

    def in_being(self, day: date) -> bool:
        """Whether the council existed on the day."""
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
        """True where the day of publication is not known, so that `counts_from` is reckoned."""
        return self.published_on is None

    @property
    def year(self) -> int:
        """The year to name it by: of publication, or of the inspection where that is all that is known."""
        return self.published_on.year if self.published_on else self.inspected_from.year

    @property
    def sequence(self) -> tuple[date, date, int]:
        """Sorts a council's inspections, latest last; on one day the later begun, then the later recorded."""
        return (self.counts_from, self.inspected_from.earliest, self.id)


@dataclass(frozen=True)
class GradeRow:
    """One grade of one inspection; `grade` is a code of the framework's scale, or `not_judged`."""

    inspection: int
    service: str
    judgement: str
    grade: str
    provenance: str = FROM_REPORT

    @property
    def judgement_id(self) -> str:
        """`service.code`, as the frameworks name it."""
        return f"{self.service}.{self.judgement}"


class State(Enum):
    """What is known of one judgement of one council. Exactly one holds; none stands for another."""

    GRADED = "graded"
    NOT_JUDGED = "not judged"
    NO_SUCH_JUDGEMENT = "no such judgement in the framework"
    NO_OVERALL = "no overall judgement in the framework"
    NOT_ON_RECORD = "not on record here"
    NO_REPORT_YET = "no report under the programme by the day"
    NEVER_INSPECTED = "never inspected under the programme"


@dataclass(frozen=True)
class Result:
    """What is known of one judgement (id). `grade` and `provenance` only where graded or not judged.

    `inspection` and `framework` are those of the latest inspection that speaks for the service, None
    where there is none.
    """

    judgement: str
    state: State
    grade: Grade | None = None
    provenance: str | None = None
    inspection: InspectionRow | None = None
    framework: Framework | None = None

    @property
    def from_report(self) -> bool:
        """Whether what is known was read from the report itself."""
        return self.provenance == FROM_REPORT


@dataclass(frozen=True)
class Record:
    """One inspection with its grades by judgement id."""

    inspection: InspectionRow
    framework: Framework
    grades: Mapping[str, GradeRow]

    @cached_property
    def services(self) -> frozenset[str]:
        """The services it speaks for: those it grades, so that a re-inspection of one leaves the other alone.

        An inspection of which no grade is on record speaks for all its services: something later was
        found, and an older grade must not pass for it.
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
        return Result(judgement_id, state, grade, row.provenance, self.inspection, self.framework)

    def _why_absent(self, judgement_id: str) -> State:
        if self.framework.has(judgement_id):
            return State.NOT_ON_RECORD
        if self.framework.no_overall and judgement_id.partition(".")[2] == OVERALL:
            return State.NO_OVERALL
        return State.NO_SUCH_JUDGEMENT


@dataclass(frozen=True)
class Standing:
    """Where one council stands under one programme: the latest record that speaks for each service.

    `otherwise` is the state of every judgement where no inspection counts.
    """

    council: CouncilRow
    by_service: Mapping[str, Record]
    otherwise: State = State.NEVER_INSPECTED

    @property
    def is_inspected(self) -> bool:
        """Whether any inspection counts."""
        return bool(self.by_service)

    @cached_property
    def records(self) -> tuple[Record, ...]:
        """The records it rests on, oldest first: two where one service was re-inspected alone."""
        found = {record.inspection.id: record for record in self.by_service.values()}
        return tuple(sorted(found.values(), key=lambda record: record.inspection.sequence))

    def result(self, judgement_id: str) -> Result:
        """What is known of a judgement (id) of any framework of the programme."""
        if not self.by_service:
            return Result(judgement_id, self.otherwise)
        service = judgement_id.partition(".")[0]
        return self.by_service.get(service, self.records[-1]).result(judgement_id)


@dataclass(frozen=True)
class DaysOfChange:
    """The days around one day on which a field changed: `previous` before it, `next` after it; None where none is.

    `councils` are all those asked for, those not yet or no longer in being too.
    """

    first: date | None = None
    previous: date | None = None
    next: date | None = None
    last: date | None = None
    councils: tuple[CouncilRow, ...] = ()


@dataclass(frozen=True)
class AsAt:
    """A programme as at a day: a standing for each council of the field, by slug, in the order given.

    The field is the councils in being on the day. A council abolished before is not in it, nor one created
    after, and an inspection of a predecessor is not an inspection of its successor. `group` says, where the
    field was narrowed, to which councils: words that follow "councils", such as "in the North East". Narrow
    with `dataclasses.replace(field, standings=…, group=…)`. `days` are the days of change around the day.
    """

    programme: Programme
    day: date
    standings: Mapping[str, Standing]
    group: str = ""
    days: DaysOfChange = DaysOfChange()

    @property
    def councils(self) -> tuple[CouncilRow, ...]:
        """The field."""
        return tuple(standing.council for standing in self.standings.values())

    @cached_property
    def inspections(self) -> tuple[InspectionRow, ...]:
        """The reports counted: every inspection from which a result of the field is taken."""
        standings = self.standings.values()
        return tuple(record.inspection for standing in standings for record in standing.records)


def records(inspections: Iterable[InspectionRow], grades: Iterable[GradeRow]) -> list[Record]:
    """Inspections with their grades; grades of inspections that are not given are left out."""
    by_inspection: dict[int, dict[str, GradeRow]] = defaultdict(dict)
    for row in grades:
        by_inspection[row.inspection][row.judgement_id] = row
    return [Record(row, framework(row.framework), by_inspection.get(row.id, {})) for row in inspections]


def latest_as_at(found: Iterable[Record], day: date, programme: Programme) -> dict[tuple[str, str], Record]:
    """The latest record per council slug and service, of those that count by the day under the programme."""
    members = {member.code for member in programme.frameworks}
    counted = [r for r in found if r.framework.code in members and r.inspection.counts_from <= day]
    counted.sort(key=lambda record: record.inspection.sequence)
    return {(record.inspection.council, service): record for record in counted for service in record.services}


def as_at(
    programme: Programme,
    day: date,
    councils: Iterable[CouncilRow],
    inspections: Iterable[InspectionRow],
    grades: Iterable[GradeRow],
) -> AsAt:
    """Where each council in being on the day stands, by the inspections that count by then.

    Rows of other programmes and councils may be among those given. Those of later days must be: they tell
    a council of which the report was still to come from one that was never inspected.
    """
    found = records(inspections, grades)
    latest: dict[str, dict[str, Record]] = defaultdict(dict)
    for (council, service), record in latest_as_at(found, day, programme).items():
        latest[council][service] = record
    members = {member.code for member in programme.frameworks}
    reported = {record.inspection.council for record in found if record.framework.code in members}

    def standing(council: CouncilRow) -> Standing:
        otherwise = (
            State.NO_REPORT_YET if council.slug in reported else state_without_inspection(council, programme, day)
        )
        return Standing(council, latest.get(council.slug, {}), otherwise)

    return AsAt(programme, day, {c.slug: standing(c) for c in councils if c.in_being(day)})


def state_without_inspection(council: CouncilRow, programme: Programme, day: date) -> State:
    """Whether a council of which no inspection is known had none, or has one that is not on record here.

    A programme that has ended and covers all councils came to every council that was in being at its end.
    """
    begun = programme.frameworks[0].in_force_from.earliest
    ended = programme.frameworks[-1].in_force_to
    missed = programme.covers_all and ended is not None and begun <= day and council.in_being(ended.latest)
    return State.NOT_ON_RECORD if missed else State.NEVER_INSPECTED
