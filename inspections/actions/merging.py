"""Merging two records of one inspection, in the open."""

from django.contrib.auth.models import User
from django.utils import timezone
from simple_history.utils import update_change_reason

from inspections.models import Edition, Inspection

from .changes import CORRECTABLE_FIELDS, move_parts, set_fields
from .checks import check_grade
from .editions import RecordChange, in_turn, record_edition, refuse_unless
from .grading import grades_of, set_grades, stronger_grades

_SPAN = ("inspected_from", "inspected_from_known_to", "inspected_from_until")


def merge(other: Inspection, into: Inspection, *, by: User, reason: str) -> Edition:
    """Move what `other` knows more, or from a stronger source, to `into`, and withdraw it.

    Facts that `into` has stay. Both must be published inspections of one council under one programme.
    """
    refuse_unless(bool(reason.strip()), "A merger needs a reason: it is shown in the public list of corrections.")
    with in_turn():
        locked = {one.pk: one for one in Inspection.objects.select_for_update().filter(pk__in=[other.pk, into.pk])}
        refuse_unless(len(locked) == 2, "An inspection can’t be merged with itself.")
        gone, kept = locked[other.pk], locked[into.pk]
        for one in (gone, kept):
            refuse_unless(one.status == Inspection.Status.PUBLISHED, "Only published inspections can be merged.")
        refuse_unless(gone.council_id == kept.council_id, "The two are of different councils.")
        programmes = {one.framework_definition.programme for one in (gone, kept)}
        refuse_unless(len(programmes) == 1, "The two are under different programmes.")
        gone.status = Inspection.Status.WITHDRAWN
        gone.withdrawn_by, gone.withdrawn_at = by, timezone.now()
        gone.save()
        update_change_reason(gone, reason)
        changes = _moved(gone, kept, by)
        kept.counts_from = kept.reckoned_from
        kept.lock_version += 1
        kept.save()
        update_change_reason(kept, reason)
        changes.append(RecordChange(gone, "inspection", str(gone), ""))
        return record_edition(kind=Edition.Kind.WITHDRAW, by=by, changes=changes, reason=reason)


def _moved(gone: Inspection, kept: Inspection, by: User) -> list[RecordChange]:
    empty = (None, "")
    fields = {
        name: getattr(gone, name)
        for name in CORRECTABLE_FIELDS
        if name not in _SPAN and getattr(kept, name) in empty and getattr(gone, name) not in empty
    }
    if gone.inspected.is_exact and not kept.inspected.is_exact:
        fields |= {name: getattr(gone, name) for name in _SPAN}
    changes = set_fields(kept, fields)
    grades = [grade for grade in gone.grades.all() if kept.framework_definition.has(grade.judgement_id)]
    changes += set_grades(kept, stronger_grades(grades_of(kept), grades, only_stronger=True), by=by)
    for grade in kept.grades.all():
        check_grade(grade)
    for related in ("areas_for_improvement", "figures"):
        rows = getattr(gone, related)
        if rows.exists() and not getattr(kept, related).exists():
            moved = list(rows.all())
            move_parts(moved, kept, by=by)
            changes.append(RecordChange(kept, related, "", str(len(moved))))
    gone.reports.update(inspection=kept)
    return changes
