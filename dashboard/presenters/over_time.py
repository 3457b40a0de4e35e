"""How overall grades went through time, programme by programme: of all councils, or of a group.

All councils are lines of the share that is good or outstanding. In a group one council is several percentage points,
and its base grows council by council, so a line would jump without anything having changed. A group is shown as
numbers of councils instead: one column for the end of each of Ofsted's years, with the councils at each grade and those
without one. A programme's columns begin when half of the group had a grade; files have every quarter.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from inspections.frameworks.definitions import Programme
from inspections.record.control_totals import (
    CheckedTotal,
    ReportsByDay,
    control_totals,
    reports_of_the_cabinet_paper,
)
from inspections.record.current import Record
from inspections.record.kept import kept_by_edition
from inspections.record.rows import council_row
from inspections.statistics.standings import CouncilRow
from inspections.statistics.trends import OverallGrades, Trend, good_or_better_over_time, overall_grades
from inspections.wording.national import lines_finding, trend_sentence
from inspections.wording.over_time import group_finding, group_trend_sentence


@dataclass(frozen=True)
class NationalHistory:
    """What follows from every inspection on record by the day.

    `trends` are those of all councils. `totals` and `reports_by_day` hold Ofsted's totals against the record.
    """

    overall: tuple[OverallGrades, ...]
    councils: tuple[CouncilRow, ...]
    until: date
    trends: tuple[Trend, ...]
    totals: tuple[CheckedTotal, ...]
    reports_by_day: ReportsByDay

    def trends_of(self, slugs: Collection[str] | None) -> tuple[Trend, ...]:
        """The trends of these councils, or of all if it is None."""
        if slugs is None:
            return self.trends
        return good_or_better_over_time(self.overall, self.councils, self.until, slugs)


@kept_by_edition
def national_history(record: Record, until: date) -> NationalHistory:
    """Reads every inspection, so ask only for what needs them all."""
    register, records = record.councils(), record.records()
    overall, councils = overall_grades(records), tuple(council_row(council, until) for council in register)
    return NationalHistory(
        overall,
        councils,
        until,
        good_or_better_over_time(overall, councils, until),
        tuple(control_totals(register, records)),
        reports_of_the_cabinet_paper(records),
    )


@dataclass(frozen=True)
class OverTime:
    """The trends of the councils counted, and what the page of a programme says of them."""

    programme: Programme
    trends: tuple[Trend, ...]
    is_of_group: bool

    @property
    def drawn(self) -> list[Trend]:
        """The trends with enough graded councils for a line, or for the columns of a group."""
        return [trend for trend in self.trends if (trend.year_ends if self.is_of_group else trend.is_drawn)]

    @property
    def title(self) -> str:
        """How the overall grades of the page's programme went, as a title."""
        own = [trend for trend in self.drawn if trend.programme == self.programme]
        return group_finding(own) if self.is_of_group else lines_finding(own)

    @property
    def sentences(self) -> list[str]:
        """The first and the last number of each trend drawn, in sentences."""
        return [self._sentence(trend) for trend in self.drawn]

    @property
    def not_drawn(self) -> list[str]:
        """The numbers of each programme that isn't drawn, in sentences."""
        drawn = self.drawn
        return [self._sentence(trend) for trend in self.trends if trend not in drawn]

    def _sentence(self, trend: Trend) -> str:
        return group_trend_sentence(trend) if self.is_of_group else trend_sentence(trend)
