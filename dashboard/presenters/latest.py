"""All reports by day, each with its grades by theme and what changed since the inspection before."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from dashboard.selections.latest import LatestSelection
from dashboard.values.grade_tags import graded_words
from inspections.models import Council
from inspections.record.rows import council_row
from inspections.statistics.changes import Direction, JudgementChange, Tally, compare_with_previous, tally
from inspections.statistics.standings import FROM_REPORT, CouncilRow, InspectionRecord, InspectionRow, Result
from inspections.wording.latest import raised_and_lowered_sentence, tally_words
from inspections.wording.results import state_words
from inspections.wording.words import MONTHS, counted

from .groups import group_title
from .timeline import THEMES

ON_A_PAGE = 40
ARROWS = {Direction.IMPROVED: "▲", Direction.LOWER: "▼"}
MOVED = {Direction.IMPROVED: ", up", Direction.LOWER: ", down", Direction.SAME: ", the same as before"}


@dataclass(frozen=True)
class ThemeGrade:
    """The grade on a judgement of a theme, and how it compares with the one before."""

    result: Result
    direction: Direction

    @property
    def arrow(self) -> str:
        return ARROWS.get(self.direction, "")

    @property
    def words(self) -> str:
        """`Good, up`, or why there is no grade."""
        result = self.result
        if result.grade is None:
            return state_words(result.state)
        return graded_words(result.grade, result.provenance or FROM_REPORT) + MOVED.get(self.direction, "")


@dataclass(frozen=True)
class ReportLine:
    """A report. `earlier` are the records of the council, in the order in which they count."""

    record: InspectionRecord
    council: CouncilRow
    council_records: Sequence[InspectionRecord]

    @property
    def inspection(self) -> InspectionRow:
        return self.record.inspection

    @cached_property
    def changes(self) -> tuple[JudgementChange, ...]:
        return compare_with_previous(self.record, self.council_records)

    @cached_property
    def tally(self) -> Tally:
        return tally(self.changes)

    @property
    def change(self) -> str:
        """`2 up of 4`."""
        return tally_words(self.tally)

    @property
    def month(self) -> str:
        """The month in which it counts first: `August 2026`."""
        day = self.inspection.counts_from
        return f"{MONTHS[day.month - 1]} {day.year}"

    @cached_property
    def by_theme(self) -> Mapping[str, tuple[ThemeGrade, ...]]:
        """The judgements of each theme; several under a framework of two services."""
        found: dict[str, list[ThemeGrade]] = defaultdict(list)
        for change in self.changes:
            if change.judgement.theme:
                found[change.judgement.theme].append(ThemeGrade(change.now, change.direction))
        return {theme: tuple(grades) for theme, grades in found.items()}


@dataclass(frozen=True)
class LatestPage:
    """The reports asked for, latest first, and those of one page of the list.

    `slugs` are those of the councils asked for, None for all.
    """

    selection: LatestSelection
    lines: tuple[ReportLine, ...]
    councils: Mapping[str, CouncilRow]
    slugs: frozenset[str] | None

    @property
    def pages(self) -> int:
        return max(1, -(-len(self.lines) // ON_A_PAGE))

    @property
    def shown(self) -> Sequence[ReportLine]:
        start = (self.selection.page - 1) * ON_A_PAGE
        return self.lines[start : start + ON_A_PAGE]

    @property
    def sentence(self) -> str:
        """How many of the reports shown raised grades."""
        return raised_and_lowered_sentence([line.tally for line in self.shown])

    @cached_property
    def by_month(self) -> Mapping[str, int]:
        """The number of the reports asked for by month, latest first."""
        return Counter(line.month for line in self.lines)

    @property
    def group(self) -> str:
        """The group of councils in words."""
        return group_title(self.selection.group, self.councils)

    @property
    def newer(self) -> str:
        page = self.selection.page
        return self.selection.url(page=page - 1) if page > 1 else ""

    @property
    def older(self) -> str:
        page = self.selection.page
        return self.selection.url(page=page + 1) if page < self.pages else ""

    @property
    def number_words(self) -> str:
        return counted(len(self.lines), "report")


def report_lines(records: Iterable[InspectionRecord], councils: Mapping[str, CouncilRow]) -> list[ReportLine]:
    """A line for each record, latest first. `records` are all of every council, in the order in which they count."""
    of_council: dict[str, list[InspectionRecord]] = defaultdict(list)
    for record in records:
        of_council[record.inspection.council].append(record)
    lines = [
        ReportLine(record, councils[slug], council_records)
        for slug, council_records in of_council.items()
        for record in council_records
    ]
    return sorted(lines, key=lambda line: line.inspection.sequence, reverse=True)


def latest_page(
    selection: LatestSelection, councils: Iterable[Council], records: Iterable[InspectionRecord]
) -> LatestPage:
    """Present the reports that a selection asks for."""
    rows = {council.slug: council_row(council, selection.moment.day) for council in councils}
    slugs = selection.group.slugs(selection.moment.record)
    lines = tuple(
        line
        for line in report_lines(records, rows)
        if selection.asks_for(line.inspection.counts_from, line.record.framework.programme)
        and (slugs is None or line.council.slug in slugs)
    )
    return LatestPage(selection, lines, rows, slugs)


def themes_judged(lines: Iterable[ReportLine]) -> list[str]:
    """The themes on which any of the reports has a grade."""
    judged = {theme for line in lines for theme, grades in line.by_theme.items() if any(g.result.grade for g in grades)}
    return [theme for theme in THEMES if theme in judged]
