"""Correcting and withdrawing what is public, in the open: each needs a reason, which is shown."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.contrib.auth.models import User
from django.utils import timezone
from simple_history.utils import update_change_reason

from inspections.models import Edition, Inspection, Visit
from inspections.models.editions import RESTORED_FIELD

from .changes import Part, remove_parts, set_fields, set_parts
from .checks import refuse_clash, refuse_day_to_come
from .editions import RecordChange, in_turn, name_of, record_edition, refuse_unless
from .grading import set_grades


def correct(
    record: Inspection | Visit,
    *,
    by: User,
    reason: str,
    fields: Mapping[str, Any] | None = None,
    grades: Mapping[str, Mapping[str, Any]] | None = None,
    parts: Iterable[Part] = (),
    removed: Iterable[Part] = (),
) -> Edition | None:
    """Correct a published inspection or visit in the open. None if nothing differs.

    `fields` maps the name of a field that can be corrected to its new value. `grades`, for an inspection only, maps a
    judgement id (`service.judgement`) to the grade's new values (`grade`, `provenance`, `source`, `note`, the
    evidence); a judgement without a grade gets one. `parts` are areas for improvement and figures as they should be,
    new ones included, and not saved; `removed` are those to go.
    """
    refuse_unless(bool(reason.strip()), "A correction needs a reason: it is shown in the public list of corrections.")
    with in_turn():
        record = _published(record, "corrected")
        changes = set_fields(record, fields or {})
        if isinstance(record, Inspection):
            changes += set_grades(record, grades or {}, by=by)
        changes += remove_parts(record, removed) + set_parts(record, parts)
        if not changes:
            return None
        record.counts_from = record.reckoned_from
        refuse_day_to_come(record)
        if isinstance(record, Visit):
            refuse_unless(record.visited_from is not None, "A published visit needs its first day on site.")
        refuse_clash(record)
        record.lock_version += 1
        record.save()
        update_change_reason(record, reason)
        return record_edition(kind=Edition.Kind.CORRECT, by=by, changes=changes, reason=reason)


def withdraw(record: Inspection | Visit, *, by: User, reason: str) -> Edition:
    """Take a published inspection or visit out of every public page. Its record and history stay for staff."""
    refuse_unless(bool(reason.strip()), "A withdrawal needs a reason: it is shown in the public list of corrections.")
    with in_turn():
        record = _published(record, "withdrawn")
        record.status = Inspection.Status.WITHDRAWN
        record.withdrawn_by, record.withdrawn_at = by, timezone.now()
        record.save()
        update_change_reason(record, reason)
        return record_edition(
            kind=Edition.Kind.WITHDRAW,
            by=by,
            changes=[RecordChange(record, name_of(record), str(record), "")],
            reason=reason,
        )


def restore(record: Inspection | Visit, *, by: User, reason: str) -> Edition:
    """Put a withdrawn inspection or visit back on every public page, as it was."""
    refuse_unless(bool(reason.strip()), "A restoration needs a reason: it is shown in the public list of corrections.")
    with in_turn():
        record = type(record).objects.select_for_update().get(pk=record.pk)
        withdrawn = record.status == Inspection.Status.WITHDRAWN
        refuse_unless(withdrawn, f"Only a withdrawn {name_of(record)} can be restored.")
        refuse_clash(record)
        record.status = Inspection.Status.PUBLISHED
        record.withdrawn_by = record.withdrawn_at = None
        record.lock_version += 1
        record.save()
        update_change_reason(record, reason)
        status = (Inspection.Status.WITHDRAWN.label, Inspection.Status.PUBLISHED.label)
        changes = [RecordChange(record, RESTORED_FIELD, *status)]
        return record_edition(kind=Edition.Kind.CORRECT, by=by, changes=changes, reason=reason)


def _published(record: Inspection | Visit, done: str) -> Inspection | Visit:
    """The record as it is now, locked until the end of the transaction. Refuses one that isn't published."""
    locked: Inspection | Visit = type(record).objects.select_for_update().get(pk=record.pk)
    refuse_unless(locked.status == Inspection.Status.PUBLISHED, f"Only a published {name_of(record)} can be {done}.")
    return locked
