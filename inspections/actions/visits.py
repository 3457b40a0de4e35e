"""Publishing the draft of a visit, as a new visit or into the visit on record."""

from collections.abc import Iterable

from django.contrib.auth.models import User
from django.utils import timezone

from inspections.models import Edition, Inspection, Visit

from .changes import CORRECTABLE_FIELDS_OF_VISITS, move_parts, set_fields
from .checks import draft_to_publish, refuse_clash_of_visits, refuse_day_to_come
from .editions import RecordChange, in_turn, record_edition, refuse_unless

LETTER_WAS_READ = "The letter itself was read."
FACTS = ("kind", "visited_from", "published_on", "theme", "has_priority_action")


def publish_visit(draft: Visit, *, by: User, reason: str = "") -> Visit:
    """Publish a draft and return the published visit.

    If the draft is about a visit on record (`replaces`), its values and areas are moved there and the draft is deleted.
    The edition is a correction if a fact changes that was known.

    Raises ActionRefusedError if a problem is open, the first day on site is missing, or the council has another
    published visit of that day.
    """
    with in_turn():
        visit, changes = visit_published_in_turn(draft, by=by)
        if corrects_visit(changes):
            kind, reason = Edition.Kind.CORRECT, reason or LETTER_WAS_READ
        else:
            kind = Edition.Kind.PUBLISH
        record_edition(kind=kind, by=by, changes=changes, reason=reason)
    return visit


def corrects_visit(changes: Iterable[RecordChange]) -> bool:
    """Whether a public fact changes that was known."""
    return any(change.before and change.field in FACTS for change in changes)


def visit_published_in_turn(draft: Visit, *, by: User) -> tuple[Visit, list[RecordChange]]:
    """Publish without making the edition, which the caller makes. Call this inside `in_turn`."""
    draft = draft_to_publish(draft, by)
    refuse_unless(
        draft.visited_from is not None,
        "The first day on site is missing. Enter it before you publish: the visit’s page is known by it.",
    )
    draft.counts_from = draft.reckoned_from
    refuse_day_to_come(draft)
    refuse_clash_of_visits(draft)
    if draft.replaces is not None:
        return _merge(draft, draft.replaces, by=by)
    draft.status = Inspection.Status.PUBLISHED
    draft.published_by, draft.published_at = by, timezone.now()
    draft.save()
    return draft, [RecordChange(draft, "visit", "", str(draft))]


def _merge(draft: Visit, on_record: Visit, *, by: User) -> tuple[Visit, list[RecordChange]]:
    """Move what the draft knows to the visit on record, and delete the draft."""
    visit = Visit.objects.select_for_update().get(pk=on_record.pk)
    refuse_unless(
        visit.status == Inspection.Status.PUBLISHED,
        "The visit on record that this draft is about is not published any more.",
    )
    refuse_unless(
        visit.council_id == draft.council_id, "The visit on record that this draft is about is to another council."
    )
    fields = {
        name: value
        for name in CORRECTABLE_FIELDS_OF_VISITS
        if name != "note" and (value := getattr(draft, name)) not in (None, "")
    }
    changes = set_fields(visit, fields)
    if draft.areas.exists():
        before, after = ([(area.kind, area.text) for area in one.areas.all()] for one in (visit, draft))
        visit.areas.all().delete()
        move_parts(draft.areas.all(), visit)
        if before != after:
            changes.append(RecordChange(visit, "areas", str(len(before) or ""), str(len(after))))
    draft.reports.update(visit=visit)
    visit.provenance, visit.source = draft.provenance, draft.source
    visit.counts_from = visit.reckoned_from
    visit.published_by, visit.published_at = by, timezone.now()
    visit.lock_version += 1
    draft.delete()
    visit.save()
    return visit, changes or [RecordChange(visit, "visit", str(visit), str(visit))]
