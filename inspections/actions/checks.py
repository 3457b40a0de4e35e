"""Checks before a record becomes public or changes."""

from typing import TypeVar

from django.contrib.auth.models import User
from django.utils import timezone

from inspections.models import Grade, Inspection, ReportProblem, Visit

from .editions import ActionRefusedError, refuse_unless
from .second_person import refuse_own_reading

Drafted = TypeVar("Drafted", Inspection, Visit)


def draft_to_publish(draft: Drafted, by: User) -> Drafted:
    """The draft as it is now, locked until the end of the transaction.

    Refuses if it is no draft any more, if a second person has to publish it, or while a problem is open.
    """
    locked = type(draft).objects.select_for_update().filter(pk=draft.pk).first()
    if locked is None:
        raise ActionRefusedError("The draft is not there any more: it has been published or deleted meanwhile.")
    refuse_unless(locked.status == Inspection.Status.DRAFT, "Only a draft can be published.")
    refuse_own_reading(locked, by)
    refuse_open_problems(locked)
    return locked


def check_grade(grade: Grade) -> None:
    """Refuse a grade that the inspection's framework doesn't have, or that is not on its scale."""
    definition = grade.inspection.framework_definition
    if not definition.has(grade.judgement_id):
        raise ActionRefusedError(f"“{grade.judgement_id}” is not a judgement of {definition.short_name}.")
    if grade.grade not in definition.grade_codes():
        raise ActionRefusedError(
            f"{grade.get_grade_display()} is not a grade of {definition.short_name}, "
            f"whose scale is {definition.scale.name}."
        )


def refuse_open_problems(draft: Inspection | Visit) -> None:
    """Refuse to publish while a problem is open. Names the first five."""
    open_problems = ReportProblem.objects.blocking().filter(report__in=draft.reports.all())
    listed = [str(problem) for problem in open_problems[:5]]
    refuse_unless(not listed, "Problems are still open: " + "; ".join(listed))


def refuse_day_to_come(record: Inspection | Visit) -> None:
    """Refuse days in the future. A wrong year would take the council off every page."""
    begins = (
        {"The visit begins": record.visited_from}
        if isinstance(record, Visit)
        else {"The inspection begins": record.inspected_from}
    )
    days = begins | {"Ofsted published it": record.published_on}
    for what, day in days.items():
        refuse_unless(day is None or day <= timezone.localdate(), f"{what} on {day}, which has not come yet.")


def refuse_clash(inspection: Inspection) -> None:
    """Refuse what the database constraints would refuse, with a message that names the other inspection."""
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
    refuse_unless(
        clash is None,
        f"{clash} is published already. If this is the same inspection, choose it as the one on record.",
    )


def refuse_clash_of_visits(visit: Visit) -> None:
    """Refuse another published visit to the council on the same first day, by which a visit is known."""
    others = Visit.objects.published().filter(council=visit.council, visited_from=visit.visited_from)
    clash = others.exclude(pk__in=[pk for pk in (visit.pk, visit.replaces_id) if pk]).first()
    refuse_unless(
        clash is None,
        f"{clash} is published already. If this is the same visit, choose it as the one on record.",
    )
