"""The home page: how many councils are good or better, the map, the latest reports, and shares by judgement."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from dashboard.selections.programme import ProgrammeSelection, judgements_of
from inspections.frameworks.definitions import Programme
from inspections.record.current import Record
from inspections.record.kept import kept_by_edition
from inspections.record.rows import council_row
from inspections.statistics.comparable import shares_under
from inspections.statistics.ranking import rank
from inspections.statistics.same_councils import year_before
from inspections.statistics.shares import percent
from inspections.statistics.standings import CouncilsAsAt, State, as_at_from
from inspections.statistics.trends import Point, judgement_over_time
from inspections.wording.national import (
    best_and_worst_title,
    majority_title,
    same_councils_sentence,
    without_overall_clause,
)
from inspections.wording.words import counted

from .distributions import by_region
from .judgement_rows import judgement_rows
from .latest import ReportLine, report_lines
from .maps import TileMap, map_page
from .year_on import YearOn, year_on

REPORTS_SHOWN = 8


@dataclass(frozen=True)
class HomeHistory:
    """What follows from every inspection on record: the programme a year ago, lines by framework and judgement, and
    the latest reports.
    """

    then: CouncilsAsAt
    points: Mapping[tuple[str, str], tuple[Point, ...]]
    reports: tuple[ReportLine, ...]


@kept_by_edition
def home_history(record: Record, programme: Programme, day: date) -> HomeHistory:
    """The history of a programme's judgements by the day, and the reports of all programmes."""
    records, councils = record.records(), tuple(council_row(council, day) for council in record.councils())
    lines = report_lines(records, {council.slug: council for council in councils})
    by_the_day = [line for line in lines if line.inspection.counts_from <= day]
    points = {
        (of.code, judgement.id): judgement_over_time(records, councils, of, judgement.id, day)
        for of, judgement in judgements_of(programme).values()
    }
    then = as_at_from(records, programme, year_before(day), councils)
    return HomeHistory(then, points, tuple(by_the_day[:REPORTS_SHOWN]))


@dataclass(frozen=True)
class HomePage:
    """What the home page shows of the newest programme."""

    selection: ProgrammeSelection
    now: CouncilsAsAt

    @cached_property
    def _history(self) -> HomeHistory:
        return home_history(self.selection.moment.record, self.now.programme, self.now.day)

    @property
    def then(self) -> CouncilsAsAt:
        """The same programme a year ago."""
        return self._history.then

    @cached_property
    def map(self) -> TileMap:
        """The map of the programme's first key judgement."""
        return map_page(self.selection, self.now, None)

    @cached_property
    def judgements(self) -> list[YearOn]:
        """The judgements with enough councils for a share, the selected first."""
        pairs = zip(self.selection.judgements.values(), judgement_rows(self.selection, self.now), strict=True)
        return [
            year_on((of, judgement), row, self.then, self.now, self._history.points[of.code, judgement.id])
            for (of, judgement), row in pairs
            if row.has_bar
        ]

    @property
    def headline(self) -> YearOn | None:
        """The overall judgement, if enough councils have one."""
        first = next(iter(self.judgements), None)
        return first if first and first.row.judgement == self.selection.judged[1].id else None

    @property
    def base_sentence(self) -> str:
        """Out of how many, and how many of the same a year ago."""
        if self.headline is None:
            return ""
        shares = self.headline.row.shares
        same = same_councils_sentence(self.headline.same, shares.base)
        return f"{shares.good_or_better} of the {shares.base} with an overall grade. {same}"

    @property
    def caution(self) -> str:
        """Which councils the number leaves out."""
        ungraded = self.map.shares.ungraded.get(State.NO_OVERALL, ())
        return without_overall_clause(len(ungraded))

    @property
    def map_title(self) -> str:
        """What the map shows, if it can be said."""
        of, judgement = self.selection.judged
        regions = [(region, shares_under(part, of, judgement.id)) for region, part in by_region(self.now)]
        return majority_title(self.map.shares, regions)

    @property
    def judgements_title(self) -> str:
        return best_and_worst_title([(one.row.short_label, one.row.shares) for one in self.judgements])

    @property
    def outstanding(self) -> str:
        """How many councils are outstanding on every judgement of the first measure: `17 of 151 councils`."""
        ranking = rank(self.now, self.selection.programme.measures[0])
        highest = next(iter(ranking.by_count.values()), ())
        return f"{len(highest)} of {counted(ranking.base, 'council')}"

    @property
    def reports(self) -> tuple[ReportLine, ...]:
        """The latest reports of the day."""
        return self._history.reports

    @property
    def percent(self) -> int | None:
        return percent(self.map.shares.good_or_better, self.map.shares.base)
