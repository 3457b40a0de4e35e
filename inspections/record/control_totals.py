"""Ofsted's published national totals compared with what is on record.

A council counts by its latest overall effectiveness published by the day. Inspections whose day of publication is
unknown count from `counts_from`, so some of 2011 count later here than they did then.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum

from inspections.models import Council
from inspections.statistics.standings import OVERALL, InspectionRecord

# If a larger share of the councils is missing, an agreement would mean little.
LARGEST_SHARE_MISSING = 0.1


class Outcome(Enum):
    AGREES = "agrees"
    CANNOT_BE_CHECKED = "cannot be checked"
    DIFFERS = "differs"


@dataclass(frozen=True)
class ControlTotal:
    """One total of Ofsted's. `figure` is a number of councils, or a whole percentage of them if `percent`.

    `base` is the number of councils that Ofsted counted, from which the number of missing ones follows. If it is
    None, those in being on the day without any inspection under the frameworks are missing.
    """

    name: str
    day: date
    frameworks: tuple[str, ...]
    service: str
    grades: tuple[str, ...]
    figure: int
    percent: bool = False
    base: int | None = None


@dataclass(frozen=True)
class CheckedTotal:
    """A total with what is on record: `count` of `councils`, with `missing` councils not on record.

    `names` are the missing councils, if Ofsted's total covers all councils, so that they are known.
    """

    total: ControlTotal
    outcome: Outcome
    count: int
    councils: int
    missing: int
    names: tuple[str, ...] = ()

    @property
    def unit(self) -> str:
        """The percent sign, or nothing for a number of councils."""
        return "%" if self.total.percent else ""

    @property
    def reach(self) -> tuple[int, int]:
        """The lowest and highest value that the total could have, whatever the grades of the missing councils."""
        return _reach(self.total, self.count, self.councils, self.missing)

    def __str__(self) -> str:
        unit = self.unit
        words = (
            f"{self.total.name}: Ofsted {self.total.figure}{unit}, on record {self.count} of {self.councils} councils"
        )
        low, high = self.reach
        if self.missing:
            words += f", with the {self.missing} not on record between {low}{unit} and {high}{unit}"
        if self.outcome is Outcome.CANNOT_BE_CHECKED:
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
    """Check every total of Ofsted's against the councils and records, which are latest last."""
    keys = {council.slug: council.pk for council in councils}
    grades = [
        OverallGrade(keys[found.council], found.framework, row.service, row.grade, found.counts_from)
        for record in records
        for found, row in ((record.inspection, row) for row in record.grades.values())
        if row.judgement == OVERALL
    ]
    return [check_total(total, grades, councils) for total in CONTROL_TOTALS]


def check_total(total: ControlTotal, grades: Iterable[OverallGrade], councils: Iterable[Council]) -> CheckedTotal:
    """Check one total against grades, which are latest last."""
    ever: set[int] = set()
    latest: dict[int, str] = {}
    for grade in grades:
        if grade.framework in total.frameworks and grade.service == total.service:
            ever.add(grade.council)
            if grade.counts_from <= total.day:
                latest[grade.council] = grade.grade
    in_being = {council.pk: council for council in councils if council.in_being(total.day)}
    # A council that took over exactly the same area keeps the old grade until it has its own.
    for council in councils:
        heir = council.same_area_as_id
        if heir in in_being and heir not in latest and council.pk in latest:
            latest[heir] = latest[council.pk]
            ever.add(heir)
    graded = {council: grade for council, grade in latest.items() if council in in_being}
    never = in_being.keys() - ever if total.base is None else ()
    missing = len(never) if total.base is None else total.base - len(graded)
    count = sum(grade in total.grades for grade in graded.values())
    names = tuple(sorted(str(in_being[council]) for council in never))
    return CheckedTotal(total, _outcome(total, count, len(graded), missing), count, len(graded), missing, names)


def _outcome(total: ControlTotal, count: int, councils: int, missing: int) -> Outcome:
    low, high = _reach(total, count, councils, missing)
    if missing < 0 or not low <= total.figure <= high:
        return Outcome.DIFFERS
    if missing > LARGEST_SHARE_MISSING * (councils + missing):
        return Outcome.CANNOT_BE_CHECKED
    return Outcome.AGREES


def _reach(total: ControlTotal, count: int, councils: int, missing: int) -> tuple[int, int]:
    """The lowest and highest value that the total could have."""
    reach = (count, count + missing)
    if not total.percent:
        return reach
    base = councils + missing
    low, high = (round(100 * number / base) if base else 0 for number in reach)
    return low, high
