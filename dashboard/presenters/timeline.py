"""A council's time line: its inspections by theme, as bands on a true scale.

A band begins when a report counts as published and ends with the next report that speaks for the same judgement, or
with the first report of another programme. Its place is in per cent of the width, so that one value is drawn at any
width.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, cached_property

from dashboard.values.text import width_of
from inspections.frameworks.definitions import Judgement
from inspections.frameworks.loader import all_frameworks, programme
from inspections.frameworks.loader import framework as framework_by_code
from inspections.statistics.standings import InspectionRecord, Result, State
from inspections.wording.headlines import lane_words
from inspections.wording.provenance import PROVENANCE_MARKS
from inspections.wording.results import provenance_words, result_words, state_words
from inspections.wording.words import MONTHS

from .heatmaps import STATE_MARKS, letter_or_mark
from .links import scorecard_url

THEMES = {
    "overall": "Overall",
    "leadership": "Leadership",
    "help_and_protection": "Help and protection",
    "children_in_care": "Children in care",
    "care_leavers": "Care leavers",
    "adoption": "Adoption",
}
# In per cent of the width: the last band is at least as wide, and labels of reports stand as far apart.
LAST_BAND = 7
LABEL = 12
# px
LABEL_HEIGHT = 34
# px of the figure's drawing on a wide page and on one of a middle width.
WIDE_LANE, MIDDLE_LANE = 1050, 560


@dataclass(frozen=True)
class ThemeMark:
    """The results of one inspection on one theme. SLAC has two judgements per theme.

    `with_theme` is the theme that was judged together with this one, if it has no judgement of its own.
    """

    record: InspectionRecord
    results: tuple[tuple[Judgement, Result], ...]
    with_theme: str = ""


@dataclass(frozen=True)
class ThemeRow:
    """One theme with a mark for each inspection, in order of time."""

    code: str
    name: str
    marks: tuple[ThemeMark, ...]


@dataclass(frozen=True)
class GradeBand:
    """A grade, or why there is none, from one report to the next. `start` and `width` are per cents.

    `half` is 1 or 2 where two judgements of the theme have different grades, else 0. A grade of two themes judged
    together is `joint`: in the first of their lanes `first`, below it `second`.
    """

    start: float
    width: float
    result: Result
    half: int = 0
    joint: str = ""

    @property
    def mark(self) -> str:
        """The grade's letter with the mark of its provenance, or the mark of the state."""
        return letter_or_mark(self.result)

    @property
    def words(self) -> str:
        if self.result.grade is None:
            return state_words(self.result.state)
        return f"{self.result.grade.label}, judged together" if self.joint else self.result.grade.label

    @property
    def css(self) -> str:
        """The classes of its drawing: the grade's letter, and how much of its words fits."""
        letter = self.result.grade.letter.lower() if self.result.grade else "x"
        half = f"half-{self.half}" if self.half else ""
        joint = f"joint-{self.joint}" if self.joint else ""
        slim = "slim" if self.width < 4 else ""
        return " ".join(filter(None, (letter, half, joint, slim)))

    @property
    def room(self) -> str:
        """The class of its words: where the band has room for them, or "" if it has nowhere."""
        needed = width_of(self.words, 13) + 36
        if self.width * MIDDLE_LANE / 100 >= needed:
            return "middle-up"
        return "wide-up" if self.width * WIDE_LANE / 100 >= needed else ""


@dataclass(frozen=True)
class Lane:
    """A theme and its bands."""

    code: str
    name: str
    bands: tuple[GradeBand, ...]

    @property
    def drawn(self) -> list[GradeBand]:
        """The bands in the order of drawing: those with a frame last, so that none is drawn over it."""
        return sorted(self.bands, key=lambda band: band.result.grade.rank if band.result.grade else 0)


@dataclass(frozen=True)
class ReportMark:
    """A report at its place on the scale. Its label stands at `label`, in line `line` above the lanes."""

    record: InspectionRecord
    x: float
    label: float
    line: int
    starts_programme: bool

    @property
    def url(self) -> str:
        return scorecard_url(self.record.inspection)

    @property
    def y(self) -> int:
        """The top of its label, in px."""
        return LABEL_HEIGHT * self.line

    @property
    def programme(self) -> str:
        return programme(self.record.framework.programme).short_name

    @property
    def programme_code(self) -> str:
        """`ILACS`, `CP`: its letters, for a phone."""
        return self.record.framework.programme.partition("-")[0].upper()

    @property
    def day(self) -> str:
        """`16 May`, or what is known of when the inspection was: `June`; "" if only the year or a span is known."""
        inspection = self.record.inspection
        known = inspection.published_on or inspection.inspected_from
        if inspection.published_on is None and inspection.inspected_from.until:
            return ""
        month = MONTHS[known.month - 1] if known.month else ""
        return " ".join(str(part) for part in (known.day, month) if part)

    @property
    def year(self) -> str:
        """The year, with a star if the day of publication is not known."""
        inspection = self.record.inspection
        return f"{inspection.year}{'*' if inspection.dated_by_month else ''}"


@dataclass(frozen=True)
class TimeLine:
    """All inspections up to a day, in order of time. `visits` are the places of visits after the first report."""

    rows: tuple[ThemeRow, ...]
    lanes: tuple[Lane, ...]
    reports: tuple[ReportMark, ...]
    visits: tuple[float, ...] = ()

    @property
    def label_lines(self) -> int:
        """The number of lines in which the labels of reports stand."""
        return 1 + max(report.line for report in self.reports)

    @property
    def breaks(self) -> tuple[float, ...]:
        """Where another programme begins."""
        return tuple(report.x for report in self.reports if report.starts_programme)

    @property
    def has_joint(self) -> bool:
        return any(band.joint for lane in self.lanes for band in lane.bands)

    @property
    def states(self) -> tuple[tuple[str, str], ...]:
        """The marks of the states that are drawn, with their words."""
        shown = {band.result.state for lane in self.lanes for band in lane.bands}
        return tuple((mark, state_words(state)) for state, mark in STATE_MARKS.items() if state in shown)

    @property
    def provenances(self) -> tuple[tuple[str, str], ...]:
        """The marks of grades that were not read from a report, with their words."""
        bands = (band for lane in self.lanes for band in lane.bands)
        shown = {band.result.provenance for band in bands if band.result.grade and not band.result.from_report}
        return tuple((mark, provenance_words(kind)) for kind, mark in PROVENANCE_MARKS.items() if kind in shown)

    @property
    def key(self) -> str:
        """What its marks mean: `? not on record here. † as stated in a later Ofsted report.`"""
        return " ".join(f"{mark} {words}." for mark, words in (*self.states, *self.provenances))

    @cached_property
    def words(self) -> str:
        """The lanes in sentences, for those who don't see them."""
        return " ".join(lane_words(row.name, tuple(_grades_of(row))) for row in self.rows)


def _grades_of(row: ThemeRow) -> Iterator[tuple[str, int]]:
    for mark in row.marks:
        words = " and ".join(dict.fromkeys(result_words(result) for _, result in mark.results if result.grade))
        if words:
            yield words, mark.record.inspection.year


def timeline_rows(records: Sequence[InspectionRecord]) -> tuple[ThemeRow, ...]:
    """The themes with a grade in any of the inspections, which are in order of time."""
    rows = []
    for code, name in THEMES.items():
        marks = tuple(
            ThemeMark(record, _of_theme(record, code), _judged_with(record.framework.code, code)) for record in records
        )
        if any(result.grade for mark in marks for _, result in mark.results):
            rows.append(ThemeRow(code, name, marks))
    return tuple(rows)


def time_line(records: Sequence[InspectionRecord], until: date, visits: Iterable[date] = ()) -> TimeLine | None:
    """The time line of these inspections, which are in order of time, or None if no theme has a grade.

    `visits` are the first days of visits.
    """
    rows = timeline_rows(records)
    if not rows:
        return None
    days = [record.inspection.counts_from.toordinal() for record in records]
    first, last = days[0], max(until.toordinal(), days[-1])
    length = max(last - first, (days[-1] - first) * 100 / (100 - LAST_BAND), 1)

    def place(day: int) -> float:
        return round(100 * (day - first) / length, 2)

    places = [place(day) for day in days]
    return TimeLine(
        rows,
        tuple(Lane(row.code, row.name, tuple(_merged(_bands(row, places)))) for row in rows),
        tuple(_reports(records, places)),
        tuple(x for day in sorted(visits) if 0 <= (x := place(day.toordinal())) <= 100),
    )


def _of_theme(record: InspectionRecord, code: str) -> tuple[tuple[Judgement, Result], ...]:
    judgements = [judgement for judgement in record.framework.expected_judgements if judgement.theme == code]
    results = [(judgement, record.result(judgement.id)) for judgement in judgements]
    # If only one of two judgements has a grade, leave out the other.
    return tuple([(judgement, result) for judgement, result in results if result.grade] or results[:1])


@cache
def _judged_with(framework_code: str, code: str) -> str:
    """The theme with which inspections under the framework judge this one, "" if apart or not at all."""
    framework = framework_by_code(framework_code)
    if any(judgement.theme == code for judgement in framework.expected_judgements):
        return ""
    for later in all_frameworks():
        for judgement in later.expected_judgements:
            if later.programme != framework.programme or judgement.theme != code:
                continue
            for comparison in later.comparisons_with(framework.code, judgement.id):
                if comparison.fairness == "partial":
                    return framework.judgement(comparison.earlier_judgement).theme or ""
    return ""


def _bands(row: ThemeRow, places: Sequence[float]) -> Iterator[GradeBand]:
    """The bands of a theme. One that another theme was judged with begins in the lane of the other."""
    ends = [*places[1:], 100.0]
    speaking = [
        (mark, start, end)
        for mark, start, end in zip(row.marks, places, ends, strict=True)
        if not _is_silent(mark, row.marks)
    ]
    for n, (mark, start, _) in enumerate(speaking):
        end = speaking[n + 1][1] if n + 1 < len(speaking) else 100.0
        yield from _of_mark(mark, row, start, round(end - start, 2))


def _merged(bands: Iterable[GradeBand]) -> Iterator[GradeBand]:
    """The bands, those without a grade joined where they follow each other for the same reason."""
    last: GradeBand | None = None
    for band in bands:
        if last and not band.result.grade and not last.result.grade and band.result.state is last.result.state:
            last = replace(last, width=round(band.start + band.width - last.start, 2))
            continue
        if last:
            yield last
        last = band
    if last:
        yield last


def _is_silent(mark: ThemeMark, marks: Sequence[ThemeMark]) -> bool:
    """Whether an inspection leaves an earlier grade of its programme as it was: it didn't cover the service."""
    services = {judgement.service for judgement, _ in mark.results}
    earlier = any(
        other.record.framework.programme == mark.record.framework.programme
        and other.record.inspection.sequence < mark.record.inspection.sequence
        for other in marks
    )
    return bool(services) and earlier and not services & mark.record.services


def _of_mark(mark: ThemeMark, row: ThemeRow, start: float, width: float) -> Iterator[GradeBand]:
    results = [result for _, result in mark.results]
    if mark.with_theme:
        (joint, *_) = _of_theme(mark.record, mark.with_theme)
        yield GradeBand(start, width, joint[1], joint="second" if joint[1].grade else "")
    elif not results:
        is_overall = row.code == "overall" and mark.record.framework.no_overall
        state = State.NO_OVERALL if is_overall else State.NO_SUCH_JUDGEMENT
        yield GradeBand(start, width, Result("", state))
    elif len({(result.grade, result.provenance) for result in results}) > 1:
        yield from (GradeBand(start, width, result, half=n) for n, result in enumerate(results[:2], 1))
    else:
        yield GradeBand(start, width, results[0], joint="first" if results[0].grade and _has_other(mark, row) else "")


def _has_other(mark: ThemeMark, row: ThemeRow) -> bool:
    """Whether the judgement of this theme covers another one too."""
    return any(_judged_with(mark.record.framework.code, code) == row.code for code in THEMES)


def _reports(records: Sequence[InspectionRecord], places: Sequence[float]) -> Iterator[ReportMark]:
    """The reports with their labels, which stand in the first line where they have room."""
    taken: list[float] = []
    before: InspectionRecord | None = None
    for record, x in zip(records, places, strict=True):
        label = min(x, 100.0 - LABEL)
        line = next((n for n, end in enumerate(taken) if end <= label), len(taken))
        taken[line : line + 1] = [label + LABEL]
        starts = before is not None and before.framework.programme != record.framework.programme
        yield ReportMark(record, x, label, line, starts)
        before = record
