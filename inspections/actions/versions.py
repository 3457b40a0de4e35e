"""Writes what each edition shows: ends the versions of what changed and begins new ones."""

from collections.abc import Iterable, Mapping
from typing import TypeVar

from django.db.models import Exists, OuterRef

from inspections.models import Council, CouncilVersion, Inspection, InspectionVersion, NeighbourSet
from inspections.record.versions import council_states, inspection_states

BATCH = 200
Version = TypeVar("Version", InspectionVersion, CouncilVersion)
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
OF_COUNCIL = ("facts", "aliases", "successors", "neighbours")


def write_versions(edition: int, inspections: Iterable[int], *, councils: bool) -> None:
    """End and begin versions for an edition that changed these inspections and perhaps councils.

    Public records without a version get one too, so that an edition always shows the whole record.
    """
    current = InspectionVersion.objects.current()
    published = Inspection.objects.published().order_by()
    new = published.filter(~Exists(current.filter(inspection=OuterRef("pk")))).values_list("pk", flat=True)
    touched = {*inspections, *new}
    if touched:
        current_versions = {version.inspection_id: version for version in current.filter(inspection__in=touched)}
        states = inspection_states(touched)
        _write(InspectionVersion, edition, current_versions, {key: states.get(key) for key in touched}, OF_INSPECTION)
    current_councils = CouncilVersion.objects.current()
    new_councils = Council.objects.filter(~Exists(current_councils.filter(council=OuterRef("pk"))))
    if councils or new_councils.exists():
        council_versions = {version.council_id: version for version in current_councils}
        _write(CouncilVersion, edition, council_versions, council_states(), OF_COUNCIL)
        NeighbourSet.objects.filter(first_edition__isnull=True).update(first_edition=edition)


def _write(
    model: type[Version],
    edition: int,
    current: Mapping[int, Version],
    states: Mapping[int, Version | None],
    fields: Iterable[str],
) -> None:
    """End the versions in `current` that differ from `states`, and begin the new ones. Both are by key."""
    ended, begun = [], []
    for key, state in states.items():
        before = current.get(key)
        if before and state and all(getattr(before, name) == getattr(state, name) for name in fields):
            continue
        if before:
            ended.append(before.pk)
        if state:
            state.first_edition = edition
            begun.append(state)
    # End old versions first: the database allows only one current version.
    model.objects.filter(pk__in=ended).update(last_edition=edition - 1)
    model.objects.bulk_create(begun, batch_size=BATCH)
