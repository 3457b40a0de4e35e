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
    """Inspections, the latest first, and what each says, by its key."""

    inspections: tuple[Inspection, ...]
    records: Mapping[int, InspectionRecord]

    @classmethod
    def of(cls, inspections: Iterable[Inspection]) -> History:
        """The history that these make, the latest first, with grades and councils prefetched."""
        found = tuple(inspections)
        return cls(found, {record.inspection.id: record for record in records_of(found)})

    def as_at(self, day: date) -> History:
        """What counts as published on or before the day."""
        counted = tuple(one for one in self.inspections if one.counts_from <= day)
        return History(counted, {one.pk: self.records[one.pk] for one in counted})
