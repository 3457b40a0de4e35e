"""Known national totals against what is on record.

A total counts each council's latest overall effectiveness as published by a day, or its first one. Where the day of
publication is not known, the inspection counts from `counts_from`, so that some of 2011 count later here than they did
then.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum

from inspections.models import Council
from inspections.statistics.standings import OVERALL, InspectionRecord

# What County Durham's cabinet paper of 29 February 2012 compares, and as at which day.
CABINET_PAPER_PROGRAMME = "slac"
CABINET_PAPER_DAY = date(2012, 1, 5)
# If a larger share of the councils is missing, an agreement would mean little.
LARGEST_SHARE_MISSING = 0.1


class TotalOutcome(Enum):
    AGREES = "agrees"
    CANNOT_BE_CHECKED = "cannot be checked"
    DIFFERS = "differs"


@dataclass(frozen=True)
class ControlTotal:
    """A known total. `figure` is a number of councils, or a whole percentage of them if `percent`.

    `base` is the number of councils that the total is about, or None for all in being on the day. `first` totals count
    the first inspection of each council, and its day is the one on which the councils were in being.
    """

    name: str
    day: date
    frameworks: tuple[str, ...]
    service: str
    grades: tuple[str, ...]
    figure: int
    percent: bool = False
    base: int | None = None
    first: bool = False


@dataclass(frozen=True)
class CheckedTotal:
    """A total with what is on record: `count` of `councils`, with `missing` councils that have no grade counted here.

    `base` is the number of councils that the total is about. `names` are those of the missing councils, if the total
    is about all councils.
    """

    total: ControlTotal
    outcome: TotalOutcome
    count: int
    councils: int
    missing: int
    names: tuple[str, ...] = ()

    @property
    def base(self) -> int:
        return self.councils + self.missing

    @property
    def unit(self) -> str:
        """The percent sign, or nothing for a number of councils."""
        return "%" if self.total.percent else ""

    @property
    def figure_words(self) -> str:
        """The total with its base: `36% of 152`."""
        return f"{self.total.figure}{self.unit} of {self.base}"

    @property
    def reach(self) -> tuple[int, int]:
        """The least and the most that the total could be, whatever grades the missing councils had."""
        return _reach(self.total, self.count, self.councils, self.missing)

    def __str__(self) -> str:
        words = f"{self.total.name}: known {self.figure_words}, on record {self.count} of {self.councils} councils"
        low, high = self.reach
        if self.missing:
            words += f", with the {self.missing} not counted here between {low}{self.unit} and {high}{self.unit}"
        if self.outcome is TotalOutcome.CANNOT_BE_CHECKED:
            return f"{words}: cannot be checked because too many are not on record"
        return f"{words}: {self.outcome.value}"


_SLAC = ("slac-2009", "slac-2010")
_SINCE_2013 = ("sif-2013", "ilacs-2018", "ilacs-2023", "ilacs-2026")
_GOOD_OR_BETTER = ("outstanding", "good")
_SLAC_FIGURES = (
    ("safeguarding", "outstanding", 1),
    ("safeguarding", "adequate", 33),
    ("safeguarding", "inadequate", 18),
    ("looked_after", "outstanding", 0),
    ("looked_after", "adequate", 39),
    ("looked_after", "inadequate", 2),
)
# The first full inspection of each of the 152 councils, as the research dataset has them.
_FIRST_SLAC = {
    "safeguarding": {"outstanding": 5, "good": 57, "adequate": 66, "inadequate": 24},
    "looked_after": {"outstanding": 2, "good": 80, "adequate": 67, "inadequate": 3},
}
CONTROL_TOTALS = (
    *(
        ControlTotal(
            name=f"SLAC to 30 June 2011, {service.replace('_', ' ')}, {grade}",
            day=date(2011, 6, 30),
            frameworks=_SLAC,
            service=service,
            grades=(grade,),
            figure=figure,
            base=71,
        )
        for service, grade, figure in _SLAC_FIGURES
    ),
    *(
        ControlTotal(
            name=f"SIF at 31 October 2017, {words}",
            day=date(2017, 10, 31),
            frameworks=("sif-2013",),
            service="whole",
            grades=grades,
            figure=figure,
            percent=percent,
        )
        for words, grades, figure, percent in (
            ("good or outstanding", _GOOD_OR_BETTER, 36, True),
            ("inadequate", ("inadequate",), 19, True),
            ("outstanding", ("outstanding",), 3, False),
        )
    ),
    *(
        ControlTotal(
            name=f"First SLAC inspection, {service.replace('_', ' ')}, {grade}",
            day=CABINET_PAPER_DAY,
            frameworks=_SLAC,
            service=service,
            grades=(grade,),
            figure=figure,
            first=True,
        )
        for service, figures in _FIRST_SLAC.items()
        for grade, figure in figures.items()
    ),
    ControlTotal(
        name="All councils at 31 March 2024, good or outstanding",
        day=date(2024, 3, 31),
        frameworks=_SINCE_2013,
        service="whole",
        grades=_GOOD_OR_BETTER,
        figure=60,
        percent=True,
    ),
)


@dataclass(frozen=True)
class OverallGrade:
    """A grade for overall effectiveness. `council` is a key."""

    council: int
    framework: str
    service: str
    grade: str
    counts_from: date


def control_totals(councils: Sequence[Council], records: Iterable[InspectionRecord]) -> list[CheckedTotal]:
    """Every known total against what is on record: these councils, and these inspections, the latest last."""
    keys = {council.slug: council.pk for council in councils}
    grades = [
        OverallGrade(keys[found.council], found.framework, row.service, row.grade, found.counts_from)
        for record in records
        for found, row in ((record.inspection, row) for row in record.grades.values())
        if row.judgement == OVERALL
    ]
    return [check_total(total, grades, councils) for total in CONTROL_TOTALS]


def check_total(total: ControlTotal, grades: Iterable[OverallGrade], councils: Iterable[Council]) -> CheckedTotal:
    """One total against these grades, the earliest first."""
    by_council: dict[int, str] = {}
    for grade in grades:
        if grade.framework not in total.frameworks or grade.service != total.service:
            continue
        if total.first:
            by_council.setdefault(grade.council, grade.grade)
        elif grade.counts_from <= total.day:
            by_council[grade.council] = grade.grade
    in_being = {council.pk: council for council in councils if council.in_being(total.day)}
    # A council that took over exactly the same area keeps the old grade until it has its own.
    for council in councils:
        heir = council.same_area_as_id
        if heir in in_being and heir not in by_council and council.pk in by_council:
            by_council[heir] = by_council[council.pk]
    counted = {council: grade for council, grade in by_council.items() if council in in_being}
    base = len(in_being) if total.base is None else total.base
    missing = base - len(counted)
    count = sum(grade in total.grades for grade in counted.values())
    without = in_being.keys() - counted.keys() if base == len(in_being) else ()
    names = tuple(sorted(str(in_being[council]) for council in without))
    return CheckedTotal(total, _outcome(total, count, len(counted), missing), count, len(counted), missing, names)


@dataclass(frozen=True)
class ReportsByDay:
    """How many inspections of a programme on record can have been published by a day, against a number once stated.

    `least` are those that count by the day. `most` adds those that may have been published by it, as far as their dates
    are known.
    """

    day: date
    stated: int
    least: int
    most: int


def reports_of_the_cabinet_paper(records: Iterable[InspectionRecord]) -> ReportsByDay:
    """The 92 reports published by 5 January 2012 of County Durham's cabinet paper of 29 February 2012."""
    rows = [record.inspection for record in records if record.framework.code in _SLAC]
    least = sum(row.counts_from <= CABINET_PAPER_DAY for row in rows)
    most = sum((row.published_on or row.inspected_from.earliest) <= CABINET_PAPER_DAY for row in rows)
    return ReportsByDay(CABINET_PAPER_DAY, 92, least, most)


def _outcome(total: ControlTotal, count: int, councils: int, missing: int) -> TotalOutcome:
    low, high = _reach(total, count, councils, missing)
    if missing < 0 or not low <= total.figure <= high:
        return TotalOutcome.DIFFERS
    if missing > LARGEST_SHARE_MISSING * (councils + missing):
        return TotalOutcome.CANNOT_BE_CHECKED
    return TotalOutcome.AGREES


def _reach(total: ControlTotal, count: int, councils: int, missing: int) -> tuple[int, int]:
    """The lowest and highest value that the total could have."""
    reach = (count, count + missing)
    if not total.percent:
        return reach
    base = councils + missing
    low, high = (round(100 * number / base) if base else 0 for number in reach)
    return low, high
