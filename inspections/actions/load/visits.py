"""Writes visits."""

from django.utils import timezone

from inspections.models import Inspection, Visit
from inspections.record.files.cells import to_day
from inspections.record.files.layouts import VISITS, FileRow

from .work import Work

_TEXTS = ("kind", "lead_inspectors", "theme", "letter_url", "provenance", "source", "note")
_REST = ("visited_to", "published_on", "has_priority_action")
_FLAGS = {"": None, "0": False, "1": True}


def write_visits(work: Work) -> None:
    """Write visits as published by the person who loads them."""
    added, changed = work.plan.added[VISITS.name], work.plan.changed[VISITS.name]
    if not added and not changed:
        return
    now = timezone.now()
    new = [
        Visit(
            council=work.councils[row["council"]],
            visited_from=to_day(row["visited_from"]),
            status=Inspection.Status.PUBLISHED,
            created_by=work.by,
            published_by=work.by,
            published_at=now,
        )
        for row in added
    ]
    for visit, row in zip(new, added, strict=True):
        _set_visit(visit, row)
    work.create(new)
    for visit in new:
        work.note(visit, "visit", "", str(visit))
    on_record = {
        (visit.council.slug, str(visit.visited_from)): visit
        for visit in Visit.objects.published().select_related("council")
    }
    for change in changed:
        visit = on_record[change.row["council"], change.row["visited_from"]]
        _set_visit(visit, change.row)
        visit.lock_version += 1
        for column in change.columns:
            work.note(visit, column, *(_noted(row, column) for row in (change.before, change.row)))
    work.update((on_record[change.row["council"], change.row["visited_from"]] for change in changed), _CHANGED)


_CHANGED = (*_TEXTS, *_REST, "counts_from", "lock_version")


def _set_visit(visit: Visit, row: FileRow) -> None:
    for name in _TEXTS:
        setattr(visit, name, row[name])
    visit.visited_to, visit.published_on = to_day(row["visited_to"]), to_day(row["published_on"])
    visit.has_priority_action = _FLAGS[row["has_priority_action"]]
    visit.counts_from = visit.reckoned_from


def _noted(row: FileRow, column: str) -> str:
    """The cell as the edition keeps it, in the form of a correction of the same field."""
    if column == "has_priority_action" and row[column]:
        return str(_FLAGS[row[column]])
    return row[column]
