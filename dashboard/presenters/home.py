"""The home page: the national picture today, the latest reports, and how much is on record."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from inspections import wording
from inspections.field import records_of
from inspections.frameworks import Judgement, Programme
from inspections.models import Inspection
from inspections.statistics import AsAt, Record, Result, Shares, State, shares
from inspections.statistics.shares import SMALLEST_BASE_FOR_PERCENT
from inspections.statistics.standings import OVERALL

from .councils import Headline, headlines


@dataclass(frozen=True)
class NationalRow:
    """One judgement across the councils in being; `others` says why the rest have no grade on it."""

    judgement: Judgement
    shares: Shares
    others: str

    @property
    def has_bar(self) -> bool:
        """Whether enough councils are counted to draw them: from as many as make a percentage."""
        return self.shares.base >= SMALLEST_BASE_FOR_PERCENT

    @property
    def is_overall(self) -> bool:
        """Whether it is the judgement by which the list of councils can be filtered."""
        return self.judgement.code == OVERALL


@dataclass(frozen=True)
class LatestReport:
    """One of the latest reports, with its overall judgements; with all where its framework has no overall one."""

    inspection: Inspection
    headlines: tuple[Headline, ...]
    judgements: tuple[tuple[Judgement, Result], ...]


def national_rows(field: AsAt) -> tuple[NationalRow, ...]:
    """A row for each judgement of the programme that any council holds a grade on, its newest name first."""
    rows = []
    for judgement in _judgements(field.programme):
        found = shares(field, judgement.id)
        if found.base:
            others = [_others(len(councils), state) for state, councils in found.ungraded.items()]
            rows.append(NationalRow(judgement, found, "; ".join(others)))
    return tuple(rows)


def _others(number: int, state: State) -> str:
    return f"{wording.counted(number, 'other')}: {wording.state_words(state)}"


def latest_reports(inspections: Sequence[Inspection]) -> tuple[LatestReport, ...]:
    """The reports in the order given; their grades and councils should have been fetched with them."""
    by_inspection = {record.inspection.id: record for record in records_of(inspections)}
    return tuple(_latest_report(inspection, by_inspection[inspection.pk]) for inspection in inspections)


def _latest_report(inspection: Inspection, record: Record) -> LatestReport:
    framework = record.framework
    judgements = tuple((j, record.result(j.id)) for j in framework.judgements) if framework.no_overall else ()
    return LatestReport(inspection, headlines(record), judgements)


def _judgements(programme: Programme) -> Iterable[Judgement]:
    seen = {}
    for framework in reversed(programme.frameworks):
        for judgement in framework.judgements:
            seen.setdefault(judgement.id, judgement)
    return sorted(seen.values(), key=lambda judgement: not judgement.key)
