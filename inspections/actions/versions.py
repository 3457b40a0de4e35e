"""Writes what each edition shows: ends the versions of what changed and begins new ones."""

from collections.abc import Iterable, Mapping
from typing import TypeVar

from django.db.models import Exists, OuterRef

from inspections.models import (
    Council,
    CouncilVersion,
    Inspection,
    InspectionVersion,
    NeighbourSet,
    Visit,
    VisitVersion,
)
from inspections.record.versions import council_versions, inspection_versions, visit_versions

BATCH = 200
Version = TypeVar("Version", InspectionVersion, VisitVersion, CouncilVersion)
OF_INSPECTION = (
    "council_id",
    "framework",
    "counts_from",
    "inspected_from",
    "services",
    "report_id",
    "facts",
    "results",
    "evidence",
)
OF_VISIT = ("council_id", "counts_from", "visited_from", "report_id", "facts", "areas")
OF_COUNCIL = ("facts", "aliases", "successors", "neighbours")


def write_versions(edition: int, inspections: Iterable[int], visits: Iterable[int], *, councils: bool) -> None:
    """End and begin versions for an edition that changed these inspections and visits, and perhaps councils.

    Public records without a version get one too, so that an edition always shows the whole record.
    """
    current = InspectionVersion.objects.current()
    published = Inspection.objects.published().order_by()
    new = published.filter(~Exists(current.filter(inspection=OuterRef("pk")))).values_list("pk", flat=True)
    touched = {*inspections, *new}
    if touched:
        before = {version.inspection_id: version for version in current.filter(inspection__in=touched)}
        after = inspection_versions(touched)
        _write(InspectionVersion, edition, before, {key: after.get(key) for key in touched}, OF_INSPECTION)
    _write_visits(edition, visits)
    current_councils = CouncilVersion.objects.current()
    new_councils = Council.objects.filter(~Exists(current_councils.filter(council=OuterRef("pk"))))
    if councils or new_councils.exists():
        councils_before = {version.council_id: version for version in current_councils}
        _write(CouncilVersion, edition, councils_before, council_versions(), OF_COUNCIL)
        NeighbourSet.objects.filter(first_edition__isnull=True).update(first_edition=edition)


def _write_visits(edition: int, visits: Iterable[int]) -> None:
    current = VisitVersion.objects.current()
    published = Visit.objects.published().order_by()
    new = published.filter(~Exists(current.filter(visit=OuterRef("pk")))).values_list("pk", flat=True)
    touched = {*visits, *new}
    if touched:
        before = {version.visit_id: version for version in current.filter(visit__in=touched)}
        after = visit_versions(touched)
        _write(VisitVersion, edition, before, {key: after.get(key) for key in touched}, OF_VISIT)


def _write(
    model: type[Version],
    edition: int,
    before: Mapping[int, Version],
    after: Mapping[int, Version | None],
    fields: Iterable[str],
) -> None:
    """End the versions that differ now, and begin those in their place. Both are by key."""
    ended, begun = [], []
    for key, new in after.items():
        old = before.get(key)
        if old and new and all(getattr(old, name) == getattr(new, name) for name in fields):
            continue
        if old:
            ended.append(old.pk)
        if new:
            new.first_edition = edition
            begun.append(new)
    # End old versions first: the database allows only one current version.
    model.objects.filter(pk__in=ended).update(last_edition=edition - 1)
    model.objects.bulk_create(begun, batch_size=BATCH)
