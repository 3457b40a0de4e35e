"""The rows of a council's time line: its inspections by theme."""

from collections.abc import Sequence
from dataclasses import dataclass

from inspections.frameworks.definitions import Judgement
from inspections.statistics.standings import InspectionRecord, Result

THEMES = {
    "overall": "Overall",
    "leadership": "Leadership",
    "help_and_protection": "Help and protection",
    "children_in_care": "Children in care",
    "care_leavers": "Care leavers",
    "adoption": "Adoption",
}


@dataclass(frozen=True)
class ThemeMark:
    """The results of one inspection on one theme. SLAC has two judgements per theme."""

    record: InspectionRecord
    results: tuple[tuple[Judgement, Result], ...]


@dataclass(frozen=True)
class ThemeRow:
    """One theme with a mark for each inspection, in order of time."""

    name: str
    marks: tuple[ThemeMark, ...]


def timeline_rows(records: Sequence[InspectionRecord]) -> tuple[ThemeRow, ...]:
    """The themes with a grade in any of the inspections, which are in order of time."""
    rows = []
    for code, name in THEMES.items():
        marks = tuple(ThemeMark(record, _of_theme(record, code)) for record in records)
        if any(result.grade for mark in marks for _, result in mark.results):
            rows.append(ThemeRow(name, marks))
    return tuple(rows)


def _of_theme(record: InspectionRecord, code: str) -> tuple[tuple[Judgement, Result], ...]:
    judgements = [judgement for judgement in record.framework.expected_judgements if judgement.theme == code]
    results = [(judgement, record.result(judgement.id)) for judgement in judgements]
    # If only one of two judgements has a grade, leave out the other.
    return tuple([(judgement, result) for judgement, result in results if result.grade] or results[:1])
