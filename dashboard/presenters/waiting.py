"""How long ago each council's last inspection is, with the visits since, and the intervals observed."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from dashboard.selections.programme import ProgrammeSelection
from inspections.models import Council, Visit
from inspections.statistics.standings import CouncilRow, CouncilsAsAt, InspectionRecord, InspectionRow, Result, Standing
from inspections.statistics.waiting import (
    Elapsed,
    ObservedIntervals,
    elapsed,
    observed_intervals,
    overall_result,
)
from inspections.wording.absences import coverage_sentence, not_in_being_sentence, not_shown_sentence
from inspections.wording.results import state_words
from inspections.wording.waiting import elapsed_words, intervals_title, left_out_sentence, waiting_sentence
from inspections.wording.words import counted

from .groups import group_phrase
from .links import council_url, scorecard_url
from .visits import visits_since


@dataclass(frozen=True)
class WaitingRow:
    """A council with its last inspection by the day, if any, and the visits on record since.

    `visits` is None if no visit to any council is on record by the day, so that nothing is known of visits.
    """

    standing: Standing
    day: date
    visits: tuple[Visit, ...] | None
    marked: bool

    @property
    def council(self) -> CouncilRow:
        return self.standing.council

    @property
    def name(self) -> str:
        return self.council.name

    @property
    def url(self) -> str:
        return council_url(self.council)

    @property
    def record(self) -> InspectionRecord | None:
        return self.standing.records[-1] if self.standing.is_inspected else None

    @property
    def inspection(self) -> InspectionRow | None:
        return self.record.inspection if self.record else None

    @property
    def scorecard(self) -> str:
        """The address of that inspection, or empty."""
        return scorecard_url(self.inspection) if self.inspection else ""

    @cached_property
    def elapsed(self) -> Elapsed | None:
        return elapsed(self.inspection.inspected_from, self.day) if self.inspection else None

    @property
    def elapsed_words(self) -> str:
        """The days, or why there is no inspection to count from."""
        return elapsed_words(self.elapsed) if self.elapsed else state_words(self.standing.otherwise)

    @property
    def least(self) -> int:
        """Sort key: the days that have passed for certain; councils without an inspection come before all others."""
        return self.elapsed.least if self.elapsed else -1

    @property
    def first_day(self) -> date:
        """Sort key: the first day that the inspection can have begun on."""
        return self.inspection.inspected_from.earliest if self.inspection else date.max

    @cached_property
    def overall(self) -> Result | None:
        return overall_result(self.record) if self.record else None

    @property
    def number_of_visits(self) -> int:
        return len(self.visits or ())

    @property
    def last_visit(self) -> Visit | None:
        return self.visits[0] if self.visits else None


@dataclass(frozen=True)
class WaitingPage:
    """The councils in being on the day, longest ago first, those without an inspection last."""

    selection: ProgrammeSelection
    councils_as_at: CouncilsAsAt
    rows: tuple[WaitingRow, ...]
    observed: ObservedIntervals

    @property
    def group(self) -> str:
        """The group of councils in words: `in London`; empty for all."""
        return group_phrase(self.selection.group, self.councils_as_at)

    @property
    def inspected(self) -> Sequence[WaitingRow]:
        return [row for row in self.rows if row.inspection]

    @property
    def has_visits(self) -> bool:
        return any(row.visits is not None for row in self.rows)

    @property
    def waits(self) -> list[Elapsed]:
        return [row.elapsed for row in self.rows if row.elapsed]

    @property
    def answer(self) -> str:
        """When half of the councils were inspected last."""
        return waiting_sentence(self.waits, self.group)

    @property
    def not_inspected_words(self) -> str:
        """How many councils have no inspection to count from, or ""."""
        number = len(self.rows) - len(self.inspected)
        return f"{counted(number, 'council')} without an inspection by this day come last." if number else ""

    @property
    def is_dated_by_month(self) -> bool:
        """Whether a first day is known as a month, a year or a span only."""
        return any(not wait.is_exact for wait in self.waits)

    @property
    def intervals_title(self) -> str:
        return intervals_title(self.observed)

    @property
    def coverage(self) -> str:
        return coverage_sentence(self.councils_as_at.programme)

    @property
    def left_out(self) -> str:
        return left_out_sentence(self.observed)

    def marked_words(self, council: Council) -> str:
        """How long ago the marked council's last inspection is, or why it isn't in the list."""
        row = next((row for row in self.rows if row.marked), None)
        if row is None:
            name = council.display_name
            return not_shown_sentence(name) if council.in_being(self.selection.day) else self._not_in_being(name)
        if row.elapsed is None:
            return f"{row.name}: {row.elapsed_words}."
        number = counted(row.number_of_visits, "visit") if row.number_of_visits else "no visits"
        visits = f", {number} since" if row.visits is not None else ""
        return f"{row.name}: {row.elapsed_words} days{visits}."

    def _not_in_being(self, name: str) -> str:
        return not_in_being_sentence(name, self.selection.day)


def waiting_page(
    selection: ProgrammeSelection,
    councils: CouncilsAsAt,
    records: Iterable[InspectionRecord],
    visits: Iterable[Visit],
    slugs: Collection[str] | None,
) -> WaitingPage:
    """Present a group as at a day. `records` and `visits` are all, of whatever council and day."""
    day = selection.day
    by_council: dict[str, list[Visit]] | None = None
    for visit in visits:
        if visit.public_from <= day:
            by_council = defaultdict(list) if by_council is None else by_council
            by_council[visit.council.slug].append(visit)
    rows = [
        WaitingRow(standing, day, _since(standing, by_council), standing.council.slug == selection.council)
        for standing in councils.standings.values()
    ]
    rows.sort(key=lambda row: (row.first_day, row.name))
    return WaitingPage(selection, councils, tuple(rows), observed_intervals(records, councils.programme, day, slugs))


def _since(standing: Standing, visits: Mapping[str, Sequence[Visit]] | None) -> tuple[Visit, ...] | None:
    """The visits that began after the council's last inspection began, latest first."""
    if visits is None or not standing.is_inspected:
        return None
    return visits_since(visits.get(standing.council.slug, ()), standing.records[-1].inspection.inspected_from)
