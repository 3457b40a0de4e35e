"""Ofsted's published totals beside what is on record here."""

from dataclasses import dataclass

from inspections.record.control_totals import CheckedTotal
from inspections.wording.national import total_sentence
from inspections.wording.words import n_of


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
