"""Keeping what each edition shows: a version begins for whatever it changed, and the one before it ends."""

from collections.abc import Iterable, Mapping

from inspections.models import Council, CouncilVersion, Inspection, InspectionVersion, NeighbourSet
from inspections.models.versions import without_version
from inspections.record.versions import council_states, inspection_states

BATCH = 200
OF_INSPECTION = ("council_id", "framework", "counts_from", "inspected_from", "services", "report_id")
OF_INSPECTION += ("facts", "results", "evidence")
OF_COUNCIL = ("facts", "aliases", "successors", "neighbours")


def write_versions(edition: int, inspections: Iterable[int], *, councils: bool) -> None:
    """Begin and end versions with an edition that changed these inspections and, perhaps, councils.

    What is public and has no version yet gets one too, so that an edition always shows the whole record.
    """
    current = InspectionVersion.objects.current()
    published = Inspection.objects.published().order_by()
    new = published.filter(without_version(current, "inspection")).values_list("pk", flat=True)
    touched = {*inspections, *new}
    if touched:
        held = {version.inspection_id: version for version in current.filter(inspection__in=touched)}
        states = inspection_states(touched)
        _write(InspectionVersion, edition, held, {key: states.get(key) for key in touched}, OF_INSPECTION)
    current_councils = CouncilVersion.objects.current()
    if councils or Council.objects.filter(without_version(current_councils, "council")).exists():
        held_councils = {version.council_id: version for version in current_councils}
        _write(CouncilVersion, edition, held_councils, council_states(), OF_COUNCIL)
        NeighbourSet.objects.filter(first_edition__isnull=True).update(first_edition=edition)


def _write(
    model: type[InspectionVersion] | type[CouncilVersion],
    edition: int,
    held: Mapping[int, InspectionVersion | CouncilVersion],
    states: Mapping[int, InspectionVersion | CouncilVersion | None],
    fields: Iterable[str],
) -> None:
    """Of the things in `states`, by key, end what differs from what is `held` and begin what is there now."""
    ended, begun = [], []
    for key, state in states.items():
        before = held.get(key)
        if before and state and all(getattr(before, name) == getattr(state, name) for name in fields):
            continue
        if before:
            ended.append(before.pk)
        if state:
            state.first_edition = edition
            begun.append(state)
    # Those that end go first: the database lets only one of a thing hold.
    model.objects.filter(pk__in=ended).update(last_edition=edition - 1)
    model.objects.bulk_create(begun, batch_size=BATCH)
