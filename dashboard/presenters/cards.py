"""The pictures beside links to a council and to a scorecard, with the council's grades."""

from collections.abc import Iterable

from dashboard.values.card import MOST_CHIPS, Card, CardGrade
from inspections.statistics.standings import Result
from inspections.wording.frameworks import judgement_name

from .council import CouncilPage
from .scorecard import Scorecard


def council_card(page: CouncilPage) -> Card:
    """The council's headline and its latest grades."""
    grades = _grades((chip.name, chip.change.now) for chip in page.chips)
    return Card(page.council.display_name, page.headline, grades)


def scorecard_card(page: Scorecard) -> Card:
    """The inspection's headline and its grades, the key judgements before others where not all fit."""
    rows = [row for part in page.services for row in part.rows]
    first = [row for row in rows if row.judgement.key] if len(rows) > MOST_CHIPS else rows
    grades = _grades((judgement_name(page.framework, row.judgement, short=True), row.result) for row in first)
    return Card(page.title, page.headline, grades)


def _grades(results: Iterable[tuple[str, Result]]) -> list[CardGrade]:
    return [CardGrade(name, result.grade.letter, result.grade.code) for name, result in results if result.grade]
