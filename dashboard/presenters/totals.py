"""Ofsted's published totals beside what is on record here."""

from dataclasses import astuple, dataclass
from datetime import date
from functools import cached_property

from inspections.frameworks.definitions import Programme
from inspections.record.control_totals import CABINET_PAPER_DAY, CABINET_PAPER_PROGRAMME, CheckedTotal
from inspections.wording.national import (
    TOTALS_DATED_LATER,
    TOTALS_OF_ALL_PROGRAMMES,
    reports_by_day_sentence,
    total_sentence,
)
from inspections.wording.words import n_of

from .over_time import NationalHistory

# Totals that have room beside the regions.
MOST_BESIDE = 3


@dataclass(frozen=True)
class Total:
    """A total published by Ofsted, what is on record for its day, and why they differ."""

    checked: CheckedTotal

    @property
    def ofsted(self) -> str:
        """Ofsted's figure."""
        return self.checked.figure_words

    @property
    def on_record(self) -> str:
        """The number on record here, `109 of 151`."""
        return n_of(self.checked.count, self.checked.councils)

    @property
    def words(self) -> str:
        """How the two compare, in a sentence."""
        checked = self.checked
        return total_sentence(
            figure=checked.total.figure,
            councils=checked.councils,
            missing=checked.missing,
            reach=checked.reach,
            unit=checked.unit,
            names=checked.names,
        )


@dataclass(frozen=True)
class OfstedTotals:
    """The totals of a programme up to the day, and why they may differ from the numbers here."""

    programme: Programme
    day: date
    history: NationalHistory

    @property
    def _members(self) -> set[str]:
        return {member.code for member in self.programme.frameworks}

    @cached_property
    def rows(self) -> tuple[Total, ...]:
        return tuple(
            Total(checked)
            for checked in self.history.totals
            if checked.total.day <= self.day and self._members & set(checked.total.frameworks)
        )

    @property
    def are_few(self) -> bool:
        """Whether they have room beside the regions."""
        return 0 < len(self.rows) <= MOST_BESIDE

    @property
    def notes(self) -> list[str]:
        """Why they differ from the numbers here, in sentences."""
        notes = []
        if self.programme.code == CABINET_PAPER_PROGRAMME and self.day >= CABINET_PAPER_DAY:
            notes.append(reports_by_day_sentence(*astuple(self.history.reports_by_day)))
        if any(total.checked.total.base for total in self.rows):
            notes.append(TOTALS_DATED_LATER)
        if any(set(total.checked.total.frameworks) - self._members for total in self.rows):
            notes.append(TOTALS_OF_ALL_PROGRAMMES)
        return notes
