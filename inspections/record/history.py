"""From the database to the statistics: every published inspection of a council, read in two queries."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from inspections.models import Inspection
from inspections.models.editions import latest_edition_number
from inspections.statistics.standings import InspectionRecord, records

from .rows import grade_rows, inspection_row


@dataclass(frozen=True)
class History:
    """Inspections, the latest first, and what each says, by its key."""

    inspections: tuple[Inspection, ...]
    records: Mapping[int, InspectionRecord]

    def as_at(self, day: date) -> History:
        """What counts as published on or before the day."""
        counted = tuple(one for one in self.inspections if one.counts_from <= day)
        return History(counted, {one.pk: self.records[one.pk] for one in counted})


def history_of(*slugs: str) -> History:
    """The published inspections of one council, or of several; none where none is known. Two queries."""
    published = Inspection.objects.published().filter(council__slug__in=slugs)
    found = tuple(published.select_related("council").annotate(edition_now=latest_edition_number()).latest_first())
    by_inspection = records(map(inspection_row, found), grade_rows(published))
    return History(found, {record.inspection.id: record for record in by_inspection})
