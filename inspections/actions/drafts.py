"""Drafts and their problems, before anything is public. No edition is made."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from inspections.models import Council, Grade, Inspection, ReportProblem, Visit, VisitArea

from .checks import check_grade
from .editions import ActionRefusedError, refuse_unless
from .saving import add_rows


def create_draft(
    *,
    by: User,
    council: Council,
    framework: str,
    inspected_from: date,
    grades: Iterable[Grade] = (),
    **fields: Any,
) -> Inspection:
    """Create a draft with its (unsaved) grades. Drafts are only for staff, so no edition is made.

    Raises ActionRefusedError if the dates can't be right together or a grade doesn't belong to the framework.
    """
    draft = Inspection(council=council, framework=framework, inspected_from=inspected_from, created_by=by, **fields)
    draft.counts_from = draft.reckoned_from
    drafted = list(grades)
    for grade in drafted:
        grade.inspection = draft
        check_grade(grade)
    with transaction.atomic():
        _save_checked(draft)
        add_rows(drafted, by=by)
    return draft


def create_visit_draft(*, by: User, council: Council, areas: Iterable[VisitArea] = (), **fields: Any) -> Visit:
    """Create a draft of a visit with its (unsaved) areas. Drafts are only for staff, so no edition is made.

    Raises ActionRefusedError if the dates can't be right together.
    """
    draft = Visit(council=council, created_by=by, **fields)
    draft.counts_from = draft.reckoned_from
    drafted = list(areas)
    for area in drafted:
        area.visit = draft
    with transaction.atomic():
        _save_checked(draft)
        add_rows(drafted, by=by)
    return draft


def _save_checked(draft: Inspection | Visit) -> None:
    """Save, and let the database check the constraints. Only look for the right message if it refuses."""
    try:
        draft.clean_fields(exclude=["created_by"])
        with transaction.atomic():
            draft.save()
    except ValidationError as error:
        raise ActionRefusedError(" ".join(error.messages)) from None
    except IntegrityError:
        try:
            draft.validate_constraints()
        except ValidationError as error:
            raise ActionRefusedError(" ".join(error.messages)) from None
        raise


def close_problem(problem: ReportProblem, *, because: str, by: User | None = None) -> None:
    """Close a problem of a reading, with a reason. Without a person it is closed by the site itself."""
    refuse_unless(bool(because.strip()), "Say why the problem is closed: a few words are enough.")
    problem.closed_by, problem.closed_at, problem.closed_because = by, timezone.now(), because.strip()
    problem.save()
