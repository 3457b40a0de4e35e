"""How the comparison is counted: what members have to know to use it fairly."""

from collections.abc import Iterator

from dashboard.values.documents import Block, Bullets, paragraphs
from inspections.statistics.ranking import Ranking, rank
from inspections.wording.absences import coverage_sentence
from inspections.wording.comparisons import (
    dated_by_month_sentence,
    fair_mixture_sentence,
    frameworks_sentence,
    full_records_sentence,
    inspected_sentence,
    provenance_sentence,
)
from inspections.wording.papers.comparison import measure_sentence, partial_records_sentence

from .facts import PaperFacts


def counting(facts: PaperFacts) -> tuple[Block, ...]:
    """By what councils are compared, how many of them, and what their grades rest on."""
    ranking = rank(facts.councils_as_at, facts.measure)
    notes = facts.notes.first(facts.ranking_source)
    return (
        *paragraphs(measure_sentence(ranking), notes=notes),
        Bullets(tuple(filter(None, _rests_on(facts, ranking)))),
    )


def _rests_on(facts: PaperFacts, ranking: Ranking) -> Iterator[str]:
    """The sentences, which may be empty."""
    yield inspected_sentence(ranking)
    yield facts.reports_by_day
    yield " ".join(filter(None, (full_records_sentence(ranking), partial_records_sentence(ranking))))
    yield dated_by_month_sentence(ranking)
    yield provenance_sentence(ranking)
    fair = fair_mixture_sentence(ranking) if len(ranking.frameworks) > 1 else ""
    yield " ".join(filter(None, (frameworks_sentence(ranking), fair)))
    yield coverage_sentence(ranking.programme)
