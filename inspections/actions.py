"""The only doors to a change of what is public. Each is atomic, says who, and makes an edition.

Drafts may be edited freely; whatever is published changes here alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from simple_history.utils import update_change_reason

from .dates import counts_from
from .models import (
    AreaForImprovement,
    Council,
    Edition,
    EditionChange,
    Grade,
    Inspection,
    ReportProblem,
    StatedFigure,
)

if TYPE_CHECKING:
    from .loading import Plan

Part = AreaForImprovement | StatedFigure

CORRECTABLE_FIELDS = (
    "framework",
    "inspected_from",
    "inspected_from_known_to",
    "inspected_to",
    "second_inspected_from",
    "second_inspected_to",
    "published_on",
    "lead_inspector",
    "report_url",
    "note",
)
PARAGRAPH_FIELDS = ("paragraph_first", "paragraph_last", "paragraphs_derived")
GRADE_FIELDS = (
    "grade",
    "provenance",
    "source",
    "note",
    "page",
    "quoted_line",
    *PARAGRAPH_FIELDS,
)
PROVENANCE_STRENGTH = {"report": 3, "later_report": 2, "derived": 1}


class ActionRefusedError(ValueError):
    """The change cannot be made; the message says why and what to do. Nothing has been changed."""


@dataclass(frozen=True)
class Change:
    """One line of an edition: what changed, from what, to what. Empty text stands for nothing."""

    inspection: Inspection | None
    field: str
    before: str = ""
    after: str = ""


def record_edition(*, kind: str, by: AbstractBaseUser, changes: Iterable[Change], reason: str = "") -> Edition:
    """Add the next edition with its changes. To be called inside the transaction that makes the change."""
    # The first edition stands for all: who holds it alone may number the next.
    Edition.objects.select_for_update().order_by("number").first()
    last = Edition.objects.aggregate(last=Max("number"))["last"] or 0
    edition = Edition.objects.create(number=last + 1, kind=kind, made_at=timezone.now(), made_by=by, reason=reason)
    EditionChange.objects.bulk_create(
        EditionChange(
            edition=edition, inspection=change.inspection, field=change.field, before=change.before, after=change.after
        )
        for change in changes
    )
    return edition


def create_draft(
    *,
    by: AbstractBaseUser,
    council: Council,
    framework: str,
    inspected_from: date,
    grades: Iterable[Grade] = (),
    **fields: Any,
) -> Inspection:
    """A new draft with its (unsaved) grades. Drafts are for staff alone, so no edition is made."""
    with transaction.atomic():
        draft = Inspection(council=council, framework=framework, inspected_from=inspected_from, created_by=by, **fields)
        draft.counts_from = counts_from(draft.inspected, draft.published_on)
        draft.full_clean(exclude=["created_by"])
        draft.save()
        for grade in grades:
            grade.inspection = draft
            _check_grade(grade)
            grade.save()
    return draft


def publish(draft: Inspection, *, by: AbstractBaseUser, reason: str = "") -> Inspection:
    """Make a draft public and return the published inspection.

    Where the draft is about an inspection on record (`replaces`), the one on record takes over what the draft
    holds and the draft is gone: its grades replace those of weaker or equal provenance, its dates and its
    evidence replace those on record. ActionRefusedError where a problem is open, a grade is not of the
    framework, or another published inspection stands in the way.
    """
    with transaction.atomic():
        draft = Inspection.objects.select_for_update().get(pk=draft.pk)
        _refuse_unless(draft.status == Inspection.Status.DRAFT, "Only a draft can be published.")
        _refuse_open_problems(draft)
        grades = list(draft.grades.all())
        _refuse_unless(bool(grades), "The draft has no grades. Enter at least one before you publish it.")
        for grade in grades:
            _check_grade(grade)
        draft.counts_from = counts_from(draft.inspected, draft.published_on)
        _refuse_clash(draft)
        if draft.replaces is None:
            inspection = draft
            changes = [Change(inspection, "inspection", "", str(inspection))]
            inspection.status = Inspection.Status.PUBLISHED
            inspection.published_by, inspection.published_at = by, timezone.now()
            inspection.save()
        else:
            inspection, changes = _merge(draft, grades)
        record_edition(kind=Edition.Kind.PUBLISH, by=by, changes=changes, reason=reason)
    return inspection


def correct(
    inspection: Inspection,
    *,
    by: AbstractBaseUser,
    reason: str,
    fields: Mapping[str, Any] | None = None,
    grades: Mapping[str, Mapping[str, Any]] | None = None,
    parts: Iterable[Part] = (),
    removed: Iterable[Part] = (),
) -> Edition | None:
    """Correct a published inspection in the open; None where nothing differs.

    `fields` maps a name in CORRECTABLE_FIELDS to its new value. `grades` maps a judgement id
    (`service.judgement`) to the grade's new values (`grade`, `provenance`, `source`, `note`, the evidence);
    a judgement without a grade gets one. `parts` are areas for improvement and figures as they should be,
    new ones included, and not saved; `removed` are those to go.
    """
    _refuse_unless(bool(reason.strip()), "A correction needs a reason: it is shown in the public list of corrections.")
    with transaction.atomic():
        inspection = Inspection.objects.select_for_update().get(pk=inspection.pk)
        _refuse_unless(
            inspection.status == Inspection.Status.PUBLISHED, "Only a published inspection can be corrected."
        )
        changes = _set_fields(inspection, fields or {}) + _set_grades(inspection, grades or {})
        changes += _remove_parts(inspection, removed) + _set_parts(inspection, parts)
        if not changes:
            return None
        inspection.counts_from = counts_from(inspection.inspected, inspection.published_on)
        _refuse_clash(inspection)
        inspection.lock_version += 1
        inspection.save()
        update_change_reason(inspection, reason)
        return record_edition(kind=Edition.Kind.CORRECT, by=by, changes=changes, reason=reason)


def withdraw(inspection: Inspection, *, by: AbstractBaseUser, reason: str) -> Edition:
    """Take a published inspection out of every public page. Its record and history stay for staff."""
    _refuse_unless(bool(reason.strip()), "A withdrawal needs a reason: it is shown in the public list of corrections.")
    with transaction.atomic():
        inspection = Inspection.objects.select_for_update().get(pk=inspection.pk)
        _refuse_unless(
            inspection.status == Inspection.Status.PUBLISHED, "Only a published inspection can be withdrawn."
        )
        inspection.status = Inspection.Status.WITHDRAWN
        inspection.withdrawn_by, inspection.withdrawn_at = by, timezone.now()
        inspection.save()
        update_change_reason(inspection, reason)
        return record_edition(
            kind=Edition.Kind.WITHDRAW,
            by=by,
            changes=[Change(inspection, "inspection", str(inspection), "")],
            reason=reason,
        )


def close_problem(problem: ReportProblem, *, by: AbstractBaseUser, because: str) -> None:
    """Settle a doubt about a reading, with a word of why."""
    _refuse_unless(bool(because.strip()), "Say why the problem is closed: a few words are enough.")
    problem.closed_by, problem.closed_at, problem.closed_because = by, timezone.now(), because.strip()
    problem.save()


def load_records(plan: Plan, *, by: AbstractBaseUser, reason: str = "") -> Edition | None:
    """Write what a plan of `inspections.loading` says, all or nothing, as one edition; None where nothing differs.

    ActionRefusedError where the plan has problems, where the data has changed since it was made, and where it
    changes what is public without a reason.
    """
    from .loading.writing import write

    _refuse_unless(not plan.problems, "The files have problems: nothing can be loaded until they are mended.")
    if plan.is_empty:
        return None
    _refuse_unless(
        bool(reason.strip()) or not plan.needs_reason,
        "The files change what is public already. Give a reason: it is shown in the public list of corrections.",
    )
    with transaction.atomic():
        latest = Edition.objects.aggregate(latest=Max("number"))["latest"] or 0
        _refuse_unless(latest == plan.record.edition, "The data has changed since this was prepared: look at it again.")
        changes = write(plan, by=by, reason=reason)
        kind = Edition.Kind.CORRECT if plan.needs_reason else Edition.Kind.LOAD
        return record_edition(kind=kind, by=by, changes=changes, reason=reason)


def _refuse_unless(condition: bool, message: str) -> None:
    if not condition:
        raise ActionRefusedError(message)


def _refuse_open_problems(draft: Inspection) -> None:
    open_problems = ReportProblem.objects.blocking().filter(report__inspection=draft)
    listed = [str(problem) for problem in open_problems[:5]]
    _refuse_unless(not listed, "Problems are still open: " + "; ".join(listed))


def _check_grade(grade: Grade) -> None:
    """A grade must be one that its inspection's framework knows, on that framework's scale."""
    definition = grade.inspection.framework_definition
    if not definition.has(grade.judgement_id):
        raise ActionRefusedError(f"“{grade.judgement_id}” is not a judgement of {definition.short_name}.")
    if grade.grade not in definition.grade_codes():
        raise ActionRefusedError(
            f"{grade.get_grade_display()} is not a grade of {definition.short_name}, "
            f"whose scale is {definition.scale.name}."
        )


def _refuse_clash(inspection: Inspection) -> None:
    """The database would refuse these too; here the message says with what it clashes."""
    others = (
        Inspection.objects.published()
        .filter(council=inspection.council)
        .exclude(pk__in=[pk for pk in (inspection.pk, inspection.replaces_id) if pk])
    )
    same_day = others.filter(published_on=inspection.published_on, published_on__isnull=False)
    same_inspection = others.filter(
        framework=inspection.framework,
        inspected_from=inspection.inspected_from,
        inspected_from_known_to=inspection.inspected_from_known_to,
    )
    clash = (same_day | same_inspection).select_related("council").first()
    _refuse_unless(
        clash is None,
        f"{clash} is published already. If this is the same inspection, choose it as the one on record.",
    )


def _text(value: object) -> str:
    return "" if value is None else str(value)


def _set_fields(inspection: Inspection, fields: Mapping[str, Any]) -> list[Change]:
    unknown = set(fields) - set(CORRECTABLE_FIELDS)
    _refuse_unless(not unknown, f"Not a field that can be corrected: {', '.join(sorted(unknown))}.")
    changes = []
    for name, value in fields.items():
        before = getattr(inspection, name)
        if before != value:
            setattr(inspection, name, value)
            changes.append(Change(inspection, name, _text(before), _text(value)))
    return changes


def _set_grades(inspection: Inspection, grades: Mapping[str, Mapping[str, Any]]) -> list[Change]:
    held = {grade.judgement_id: grade for grade in inspection.grades.all()}
    changes = []
    for judgement_id, values in grades.items():
        service, _, judgement = judgement_id.partition(".")
        grade = held.get(judgement_id) or Grade(inspection=inspection, service=service, judgement=judgement)
        before = {name: getattr(grade, name) for name in values}
        if grade.pk and before == dict(values):
            continue
        was = grade.get_grade_display() if grade.pk else ""
        for name, value in values.items():
            setattr(grade, name, value)
        _check_grade(grade)
        grade.full_clean(exclude=["inspection"])
        grade.save()
        if was != grade.get_grade_display():
            changes.append(Change(inspection, judgement_id, was, grade.get_grade_display()))
        changes += [
            Change(inspection, f"{judgement_id}: {name}", _text(before[name]), _text(value))
            for name, value in values.items()
            if name != "grade" and _text(before[name]) != _text(value) and was
        ]
    return changes


def _set_parts(inspection: Inspection, parts: Iterable[Part]) -> list[Change]:
    changes = []
    for part in parts:
        before = _part_in_words(type(part).objects.get(pk=part.pk, inspection=inspection)) if part.pk else ""
        part.inspection = inspection
        part.full_clean(exclude=["inspection"])
        part.save()
        changes.append(Change(inspection, _part_name(part), before, _part_in_words(part)))
    return changes


def _remove_parts(inspection: Inspection, parts: Iterable[Part]) -> list[Change]:
    changes = []
    for part in parts:
        held = type(part).objects.get(pk=part.pk, inspection=inspection)
        changes.append(Change(inspection, _part_name(held), _part_in_words(held), ""))
        held.delete()
    return changes


def _part_name(part: Part) -> str:
    if isinstance(part, AreaForImprovement):
        return f"area for improvement {part.service} {part.order}"
    return f"stated figure {part.order}"


def _part_in_words(part: Part) -> str:
    if isinstance(part, AreaForImprovement):
        words = (part.text, part.get_timescale_display(), part.addressee)
    else:
        words = (part.kind, part.qualifier, str(part.value), part.age_band)
    return ", ".join(filter(None, words))


def _merge(draft: Inspection, grades: list[Grade]) -> tuple[Inspection, list[Change]]:
    """Move what the draft holds onto the inspection on record, and delete the draft."""
    inspection = Inspection.objects.select_for_update().get(pk=draft.replaces_id)
    _refuse_unless(
        inspection.status == Inspection.Status.PUBLISHED,
        "The inspection on record that this draft is about is not published any more.",
    )
    held = {grade.judgement_id: grade for grade in inspection.grades.all()}
    taken: dict[str, dict[str, Any]] = {}
    for grade in grades:
        on_record = held.get(grade.judgement_id)
        if on_record is None or PROVENANCE_STRENGTH[grade.provenance] >= PROVENANCE_STRENGTH[on_record.provenance]:
            # What the draft does not know does not wipe out what is on record.
            kept = {name for name in (*PARAGRAPH_FIELDS, "source") if not getattr(grade, name)} if on_record else set()
            if grade.paragraph_first is not None:
                kept -= set(PARAGRAPH_FIELDS)
            taken[grade.judgement_id] = {name: getattr(grade, name) for name in GRADE_FIELDS if name not in kept}
    fields = {
        name: getattr(draft, name)
        for name in CORRECTABLE_FIELDS
        if name not in ("note", "inspected_from_known_to") and getattr(draft, name) not in (None, "")
    }
    fields["inspected_from_known_to"] = draft.inspected_from_known_to
    changes = _set_fields(inspection, fields)
    changes += _set_grades(inspection, taken)
    for related in ("areas_for_improvement", "figures"):
        new = getattr(draft, related)
        if new.exists():
            getattr(inspection, related).all().delete()
            count = new.update(inspection=inspection)
            changes.append(Change(inspection, related, "", str(count)))
    draft.reports.update(inspection=inspection)
    inspection.source = draft.source
    inspection.counts_from = counts_from(inspection.inspected, inspection.published_on)
    inspection.lock_version += 1
    draft.delete()
    inspection.save()
    for grade in inspection.grades.all():
        _check_grade(grade)
    return inspection, changes or [Change(inspection, "inspection", str(inspection), str(inspection))]
