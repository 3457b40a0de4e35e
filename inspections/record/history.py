"""The inspections of a council, as records and as the statistics know them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from inspections.models import Inspection
from inspections.statistics.standings import InspectionRecord

from .rows import records_of


@dataclass(frozen=True)
class History:
    """Inspections, latest first, and the record of each, by its key."""

    inspections: tuple[Inspection, ...]
    records: Mapping[int, InspectionRecord]

    @classmethod
    def of(cls, inspections: Iterable[Inspection]) -> History:
        """From inspections, latest first, whose grades and councils have been prefetched."""
        latest_first = tuple(inspections)
        return cls(latest_first, {record.inspection.id: record for record in records_of(latest_first)})

    def as_at(self, day: date) -> History:
        """The inspections that count as published on or before the day."""
        counted = tuple(inspection for inspection in self.inspections if inspection.counts_from <= day)
        return History(counted, {inspection.pk: self.records[inspection.pk] for inspection in counted})
