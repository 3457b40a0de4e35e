"""Writes what each edition shows: ends the versions of what changed and begins new ones."""

from collections.abc import Iterable, Mapping

from inspections.models import Council, CouncilVersion, Inspection, InspectionVersion, NeighbourSet
from inspections.models.versions import without_version
from inspections.record.versions import council_states, inspection_states

BATCH = 200
OF_INSPECTION = ("council_id", "framework", "counts_from", "inspected_from", "services", "report_id")
OF_INSPECTION += ("facts", "results", "evidence")
OF_COUNCIL = ("facts", "aliases", "successors", "neighbours")


def write_versions(edition: int, inspections: Iterable[int], *, councils: bool) -> None:
    """End and begin versions for an edition that changed these inspections and perhaps councils.

    Public records without a version get one too, so that an edition always shows the whole record.
    """
    current = InspectionVersion.objects.current()
    published = Inspection.objects.published().order_by()
    new = published.filter(without_version(current, "inspection")).values_list("pk", flat=True)
    touched = {*inspections, *new}
    if touched:
        current_versions = {version.inspection_id: version for version in current.filter(inspection__in=touched)}
        states = inspection_states(touched)
        _write(InspectionVersion, edition, current_versions, {key: states.get(key) for key in touched}, OF_INSPECTION)
    current_councils = CouncilVersion.objects.current()
    if councils or Council.objects.filter(without_version(current_councils, "council")).exists():
        council_versions = {version.council_id: version for version in current_councils}
        _write(CouncilVersion, edition, council_versions, council_states(), OF_COUNCIL)
        NeighbourSet.objects.filter(first_edition__isnull=True).update(first_edition=edition)


def _write(
    model: type[InspectionVersion] | type[CouncilVersion],
    edition: int,
    current: Mapping[int, InspectionVersion | CouncilVersion],
    states: Mapping[int, InspectionVersion | CouncilVersion | None],
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
