"""Correcting and withdrawing what is public, in the open: each needs a reason, which is shown."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.contrib.auth.models import User
from django.utils import timezone
from simple_history.utils import update_change_reason

from inspections.dates import counts_from
from inspections.models import Edition, Inspection

from .changes import Part, remove_parts, set_fields, set_grades, set_parts
from .checks import refuse_clash, refuse_day_to_come
from .editions import RecordChange, in_turn, record_edition, refuse_unless


def correct(
    inspection: Inspection,
    *,
    by: User,
    reason: str,
    fields: Mapping[str, Any] | None = None,
    grades: Mapping[str, Mapping[str, Any]] | None = None,
    parts: Iterable[Part] = (),
    removed: Iterable[Part] = (),
) -> Edition | None:
    """Correct a published inspection in the open. None if nothing differs.

    `fields` maps a name in CORRECTABLE_FIELDS to its new value. `grades` maps a judgement id
    (`service.judgement`) to the grade's new values (`grade`, `provenance`, `source`, `note`, the evidence);
    a judgement without a grade gets one. `parts` are areas for improvement and figures as they should be,
    new ones included, and not saved; `removed` are those to go.
    """
    refuse_unless(bool(reason.strip()), "A correction needs a reason: it is shown in the public list of corrections.")
    with in_turn():
        inspection = Inspection.objects.select_for_update().get(pk=inspection.pk)
        refuse_unless(inspection.status == Inspection.Status.PUBLISHED, "Only a published inspection can be corrected.")
        changes = set_fields(inspection, fields or {}) + set_grades(inspection, grades or {})
        changes += remove_parts(inspection, removed) + set_parts(inspection, parts)
        if not changes:
            return None
        inspection.counts_from = counts_from(inspection.inspected, inspection.published_on)
        refuse_day_to_come(inspection)
        refuse_clash(inspection)
        inspection.lock_version += 1
        inspection.save()
        update_change_reason(inspection, reason)
        return record_edition(kind=Edition.Kind.CORRECT, by=by, changes=changes, reason=reason)


def withdraw(inspection: Inspection, *, by: User, reason: str) -> Edition:
    """Take a published inspection out of every public page. Its record and history stay for staff."""
    refuse_unless(bool(reason.strip()), "A withdrawal needs a reason: it is shown in the public list of corrections.")
    with in_turn():
        inspection = Inspection.objects.select_for_update().get(pk=inspection.pk)
        refuse_unless(inspection.status == Inspection.Status.PUBLISHED, "Only a published inspection can be withdrawn.")
        inspection.status = Inspection.Status.WITHDRAWN
        inspection.withdrawn_by, inspection.withdrawn_at = by, timezone.now()
        inspection.save()
        update_change_reason(inspection, reason)
        return record_edition(
            kind=Edition.Kind.WITHDRAW,
            by=by,
            changes=[RecordChange(inspection, "inspection", str(inspection), "")],
            reason=reason,
        )
