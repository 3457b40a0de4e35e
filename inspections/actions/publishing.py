"""Publishing a draft, as a new inspection or into the inspection on record."""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.utils import timezone

from inspections.models import Edition, Grade, Inspection
from inspections.models.grades import is_weaker

from .changes import CORRECTABLE_FIELDS, move_parts, set_fields, set_grades
from .checks import check_grade, draft_to_publish, refuse_clash, refuse_day_to_come
from .editions import RecordChange, in_turn, record_edition, refuse_unless

REPORT_WAS_READ = "The report itself was read."
PARAGRAPH_FIELDS = ("paragraph_first", "paragraph_last", "paragraphs_derived")
GRADE_FIELDS = (
    "grade",
    "provenance",
    "evidence",
    "source",
    "note",
    "page",
    "quoted_line",
    *PARAGRAPH_FIELDS,
)
_HOW_MUCH_IS_KNOWN = ("inspected_from_known_to", "inspected_from_until")


def publish(draft: Inspection, *, by: User, reason: str = "") -> Inspection:
    """Publish a draft and return the published inspection.

    If the draft is about an inspection on record (`replaces`), its values are moved there and the draft is deleted. Its
    grades replace those of weaker or equal provenance, and its dates and evidence replace those on record. The edition
    is a correction if a public grade, framework or day of publication changes.

    Raises ActionRefusedError if a problem is open, a grade doesn't belong to the framework, or it clashes with another
    published inspection.
    """
    with in_turn():
        inspection, changes = published_in_turn(draft, by=by)
        if corrects(inspection, changes):
            kind, reason = Edition.Kind.CORRECT, reason or REPORT_WAS_READ
        else:
            kind = Edition.Kind.PUBLISH
        record_edition(kind=kind, by=by, changes=changes, reason=reason)
    return inspection


def published_in_turn(draft: Inspection, *, by: User) -> tuple[Inspection, list[RecordChange]]:
    """Publish without making the edition, which the caller makes. Call this inside `in_turn`."""
    draft = draft_to_publish(draft, by)
    grades = list(draft.grades.all())
    refuse_unless(bool(grades), "The draft has no grades. Enter at least one before you publish it.")
    for grade in grades:
        check_grade(grade)
    draft.counts_from = draft.reckoned_from
    refuse_day_to_come(draft)
    refuse_clash(draft)
    if draft.replaces is not None:
        return _merge(draft, draft.replaces, grades, by=by)
    draft.status = Inspection.Status.PUBLISHED
    draft.published_by, draft.published_at = by, timezone.now()
    draft.save()
    return draft, [RecordChange(draft, "inspection", "", str(draft))]


def _merge(
    draft: Inspection, on_record: Inspection, grades: list[Grade], *, by: User
) -> tuple[Inspection, list[RecordChange]]:
    """Move the draft's values to the inspection on record, and delete the draft."""
    inspection = Inspection.objects.select_for_update().get(pk=on_record.pk)
    refuse_unless(
        inspection.status == Inspection.Status.PUBLISHED,
        "The inspection on record that this draft is about is not published any more.",
    )
    refuse_unless(
        inspection.council_id == draft.council_id,
        "The inspection on record that this draft is about is of another council.",
    )
    fields = {
        name: getattr(draft, name)
        for name in CORRECTABLE_FIELDS
        if name not in ("note", *_HOW_MUCH_IS_KNOWN) and getattr(draft, name) not in (None, "")
    }
    # These describe `inspected_from`, which a draft always has, so they go with it even when empty.
    fields |= {name: getattr(draft, name) for name in _HOW_MUCH_IS_KNOWN}
    changes = set_fields(inspection, fields)
    changes += set_grades(inspection, stronger_grades(inspection, grades))
    for related in ("areas_for_improvement", "figures"):
        new = getattr(draft, related)
        if new.exists():
            existing = getattr(inspection, related).all()
            before, after = _said_in(existing), _said_in(new)
            moved = list(new.all())
            existing.delete()
            move_parts(moved, inspection)
            if before != after:
                changes.append(RecordChange(inspection, related, str(len(before) or ""), str(len(after))))
    draft.reports.update(inspection=inspection)
    inspection.source = draft.source
    inspection.counts_from = inspection.reckoned_from
    inspection.published_by, inspection.published_at = by, timezone.now()
    inspection.lock_version += 1
    draft.delete()
    inspection.save()
    for grade in inspection.grades.all():
        check_grade(grade)
    return inspection, changes or [RecordChange(inspection, "inspection", str(inspection), str(inspection))]


def _said_in(rows: QuerySet[Any]) -> list[tuple[Any, ...]]:
    """What rows say, without whose they are."""
    fields = [field.attname for field in rows.model._meta.concrete_fields]
    return list(rows.values_list(*(name for name in fields if name not in {"id", "inspection_id"})))


def stronger_grades(
    inspection: Inspection, grades: Iterable[Grade], *, only_stronger: bool = False
) -> dict[str, dict[str, Any]]:
    """The grades that are not weaker than those on record, as values by judgement id.

    Those of equal provenance are left out with `only_stronger`. Paragraphs and address on record are kept if the new
    grades don't have them.
    """
    existing = {grade.judgement_id: grade for grade in inspection.grades.all()}
    stronger = {}
    for grade in grades:
        on_record = existing.get(grade.judgement_id)
        unknown: set[str] = set()
        if on_record is not None:
            if is_weaker(grade.provenance, on_record.provenance):
                continue
            if only_stronger and not is_weaker(on_record.provenance, grade.provenance):
                continue
            unknown |= {"source"} if not grade.source else set()
            unknown |= set(PARAGRAPH_FIELDS) if grade.paragraph_first is None else set()
        stronger[grade.judgement_id] = {name: getattr(grade, name) for name in GRADE_FIELDS if name not in unknown}
    return stronger


def corrects(inspection: Inspection, changes: Iterable[RecordChange]) -> bool:
    """Whether a public grade, framework or day of publication changes."""
    definition = inspection.framework_definition
    facts = ("framework", "published_on")
    return any(change.before and (change.field in facts or definition.has(change.field)) for change in changes)
