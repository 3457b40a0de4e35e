"""Checks before a record becomes public or changes."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.utils import timezone

from inspections.models import Grade, Inspection, ReportProblem, Visit

from .editions import ActionRefusedError, name_of, refuse_unless


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


def refuse_open_problems(problems: Sequence[ReportProblem]) -> None:
    """Refuse to publish while a problem is open. Names the first five."""
    listed = [str(problem) for problem in problems[:5]]
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


def published_of(model: type[Inspection] | type[Visit], councils: Iterable[int]) -> list[Any]:
    """The published records of these councils."""
    rows: Any = model.objects.published().filter(council__in=councils).select_related("council")
    return list(rows)


def refuse_clash(record: Inspection | Visit, others: Iterable[Inspection | Visit] | None = None) -> None:
    """Refuse what the database constraints would refuse, with a message that names the other record.

    `others` are the published ones of its council and perhaps more; they are looked up unless given.
    """
    if others is None:
        others = published_of(type(record), [record.council_id])
    keys = unique_keys(record)
    for other in others:
        if other.pk not in (record.pk, record.replaces_id) and unique_keys(other) & keys:
            raise ActionRefusedError(
                f"{other} is published already. If this is the same {name_of(record)}, choose it as the one on record."
            )


def unique_keys(record: Inspection | Visit) -> set[tuple[Any, ...]]:
    """What no two published records share: the council with the day, or with the framework and the first day."""
    if isinstance(record, Visit):
        return {(record.council_id, record.visited_from)}
    began = (record.inspected_from, record.inspected_from_known_to)
    keys: set[tuple[Any, ...]] = {(record.council_id, record.framework, *began)}
    return keys | ({(record.council_id, record.published_on)} if record.published_on else set())
