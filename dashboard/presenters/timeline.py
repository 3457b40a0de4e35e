"""The rows of a council's time line: its inspections theme by theme."""

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
    """What one inspection says on one theme: a result for each judgement of that theme, of which SLAC has two."""

    record: InspectionRecord
    found: tuple[tuple[Judgement, Result], ...]


@dataclass(frozen=True)
class ThemeRow:
    """One theme with a mark for each inspection, in order of time."""

    name: str
    marks: tuple[ThemeMark, ...]


def timeline_rows(records: Sequence[InspectionRecord]) -> tuple[ThemeRow, ...]:
    """The themes on which any of the inspections, given in order of time, has a grade."""
    rows = []
    for code, name in THEMES.items():
        marks = tuple(ThemeMark(record, _of_theme(record, code)) for record in records)
        if any(result.grade for mark in marks for _, result in mark.found):
            rows.append(ThemeRow(name, marks))
    return tuple(rows)


def _of_theme(record: InspectionRecord, code: str) -> tuple[tuple[Judgement, Result], ...]:
    judgements = [judgement for judgement in record.framework.expected_judgements if judgement.theme == code]
    found = [(judgement, record.result(judgement.id)) for judgement in judgements]
    # Of two judgements of one theme, those on record say more than that the other is not.
    return tuple([one for one in found if one[1].grade] or found[:1])
