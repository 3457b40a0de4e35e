"""All reports and letters by day, reports with their grades by theme and what changed since the inspection before."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar

from dashboard.selections.latest import INSPECTION, LatestSelection
from dashboard.values.grade_tags import graded_words
from inspections.dates import PartialDate
from inspections.models import Council, Visit
from inspections.record.rows import council_row
from inspections.statistics.changes import Direction, JudgementChange, Tally, compare_with_previous, tally
from inspections.statistics.standings import FROM_REPORT, CouncilRow, InspectionRecord, InspectionRow, Result
from inspections.wording.latest import (
    letters_sentence,
    raised_and_lowered_sentence,
    reports_and_letters,
    tally_words,
)
from inspections.wording.results import state_words
from inspections.wording.visits import visit_headline
from inspections.wording.words import MONTHS

from .links import scorecard_url
from .list_pages import ListPage
from .timeline import THEMES

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
    """A report. `council_records` are the council's records, in the order in which they count."""

    record: InspectionRecord
    council: CouncilRow
    council_records: Sequence[InspectionRecord]

    kind = INSPECTION
    theme: ClassVar[str] = ""

    @property
    def inspection(self) -> InspectionRow:
        return self.record.inspection

    @property
    def url(self) -> str:
        return scorecard_url(self.inspection)

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
    def provenances(self) -> set[str]:
        """Where its grades come from."""
        return {row.provenance for row in self.record.grades.values()}

    @cached_property
    def by_theme(self) -> Mapping[str, tuple[ThemeGrade, ...]]:
        """The judgements of each theme; several under a framework of two services."""
        found: dict[str, list[ThemeGrade]] = defaultdict(list)
        for change in self.changes:
            if change.judgement.theme:
                found[change.judgement.theme].append(ThemeGrade(change.now, change.direction))
        return {theme: tuple(grades) for theme, grades in found.items()}


@dataclass(frozen=True)
class LetterLine:
    """The letter on a visit, which has no grades. `inspection` has its days, as an inspection's row has them."""

    visit: Visit
    council: CouncilRow
    inspection: InspectionRow

    record: ClassVar[None] = None
    tally: ClassVar[None] = None
    change = "no grades"
    by_theme: ClassVar[Mapping[str, tuple[ThemeGrade, ...]]] = {}

    @property
    def kind(self) -> str:
        return self.visit.kind

    @property
    def theme(self) -> str:
        return self.visit.theme

    @property
    def url(self) -> str:
        return self.visit.get_absolute_url()

    @property
    def words(self) -> str:
        """`Focused visit: front door, no area for priority action`."""
        return visit_headline(self.visit.kind, self.visit.theme, self.visit.has_priority_action).removesuffix(".")

    @property
    def provenances(self) -> set[str]:
        """Where it comes from."""
        return {self.visit.provenance}


Line = ReportLine | LetterLine


def month_of(line: Line) -> str:
    """The month in which it counts first: `August 2026`."""
    day = line.inspection.counts_from
    return f"{MONTHS[day.month - 1]} {day.year}"


@dataclass(frozen=True)
class LatestPage(ListPage[LatestSelection, Line]):
    """The list of reports and letters. `slugs` are those of the councils asked for, None for all."""

    slugs: frozenset[str] | None

    @property
    def sentence(self) -> str:
        """How many of the reports shown raised grades, or that letters give none."""
        tallies = [line.tally for line in self.shown if line.tally]
        return raised_and_lowered_sentence(tallies) or (letters_sentence(len(self.shown)) if self.shown else "")

    @cached_property
    def by_month(self) -> Mapping[str, str]:
        """The number of the reports and letters asked for by month, latest first: `3 reports and 1 letter`."""
        found: dict[str, list[Line]] = defaultdict(list)
        for line in self.found:
            found[month_of(line)].append(line)
        return {month: _numbers(lines) for month, lines in found.items()}

    @property
    def number_words(self) -> str:
        return _numbers(self.found)


def _numbers(lines: Collection[Line]) -> str:
    reports = sum(line.record is not None for line in lines)
    return reports_and_letters(reports, len(lines) - reports)


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


def letter_lines(visits: Iterable[Visit], councils: Mapping[str, CouncilRow]) -> list[LetterLine]:
    """A line for each visit."""
    return [
        LetterLine(
            visit,
            councils[visit.council.slug],
            InspectionRow(
                id=visit.pk,
                council=visit.council.slug,
                framework="",
                counts_from=visit.public_from,
                published_on=visit.published_on,
                inspected_from=PartialDate.of(visit.first_day),
            ),
        )
        for visit in visits
    ]


def latest_page(
    selection: LatestSelection,
    councils: Iterable[Council],
    records: Iterable[InspectionRecord],
    visits: Iterable[Visit],
) -> LatestPage:
    """Present the reports and letters that a selection asks for."""
    rows = {council.slug: council_row(council, selection.moment.day) for council in councils}
    slugs = selection.group.slugs(selection.moment.record)
    every: list[Line] = [*report_lines(records, rows), *letter_lines(visits, rows)]
    lines = [
        line
        for line in every
        if selection.asks_for(
            line.kind, line.inspection.counts_from, line.record.framework.programme if line.record else ""
        )
        and (slugs is None or line.council.slug in slugs)
    ]
    lines.sort(key=lambda line: line.inspection.sequence, reverse=True)
    return LatestPage(selection, tuple(lines), rows, slugs)


def themes_judged(lines: Iterable[Line]) -> list[str]:
    """The themes on which any of the reports has a grade."""
    judged = {theme for line in lines for theme, grades in line.by_theme.items() if any(g.result.grade for g in grades)}
    return [theme for theme in THEMES if theme in judged]
