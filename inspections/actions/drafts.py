"""Drafts and their problems, before anything is public. No edition is made."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.utils import timezone

from inspections.models import Council, Grade, Inspection, ReportProblem, Visit, VisitArea

from .checks import check_grade
from .editions import ActionRefusedError, refuse_unless
from .saving import Writes


def new_draft(
    *,
    by: User,
    council: Council,
    framework: str,
    inspected_from: date,
    grades: Iterable[Grade] = (),
    **fields: Any,
) -> tuple[Inspection, list[Grade]]:
    """A draft that is not saved yet, with its grades. Drafts are only for staff, so no edition is made.

    Raises ActionRefusedError if a field can't have its value or a grade doesn't belong to the framework.
    """
    draft = Inspection(council=council, framework=framework, inspected_from=inspected_from, created_by=by, **fields)
    draft.counts_from = draft.reckoned_from
    drafted = list(grades)
    for grade in drafted:
        grade.inspection = draft
        check_grade(grade)
    _check_fields(draft)
    return draft, drafted


def new_visit_draft(
    *, by: User, council: Council, areas: Iterable[VisitArea] = (), **fields: Any
) -> tuple[Visit, list[VisitArea]]:
    """The same for a visit, with its areas."""
    draft = Visit(council=council, created_by=by, **fields)
    draft.counts_from = draft.reckoned_from
    drafted = list(areas)
    for area in drafted:
        area.visit = draft
    _check_fields(draft)
    return draft, drafted


def _check_fields(draft: Inspection | Visit) -> None:
    try:
        draft.clean_fields(exclude=["council", "replaces", "created_by"])
    except ValidationError as error:
        raise ActionRefusedError(" ".join(error.messages)) from None


def save_draft(draft: Inspection | Visit, parts: Iterable[models.Model], *, by: User) -> None:
    """Save a new draft with its parts. Raises ActionRefusedError if its dates can't be right together."""
    try:
        save_drafts([draft], parts, by=by)
    except IntegrityError:
        try:
            draft.validate_constraints()
        except ValidationError as error:
            raise ActionRefusedError(" ".join(error.messages)) from None
        raise


def save_drafts(drafts: Iterable[Inspection | Visit], parts: Iterable[models.Model], *, by: User) -> None:
    """Save new drafts with the parts of all. The database checks their constraints, so it may raise IntegrityError."""
    with transaction.atomic():
        Writes(added=[*drafts, *parts]).write(by=by)


def close_problem(problem: ReportProblem, *, because: str, by: User) -> None:
    """Close a problem of a reading, with a reason, and save it."""
    _settle(problem, because=because, by=by)
    problem.save()


def settle_kinds(problems: Iterable[ReportProblem], kinds: Collection[str], *, because: str) -> None:
    """Close those of the problems that are open and of one of these kinds, by the site itself. Not saved."""
    for problem in problems:
        if problem.is_blocking and problem.kind in kinds:
            _settle(problem, because=because)


def _settle(problem: ReportProblem, *, because: str, by: User | None = None) -> None:
    refuse_unless(bool(because.strip()), "Say why the problem is closed: a few words are enough.")
    problem.closed_by, problem.closed_at, problem.closed_because = by, timezone.now(), because.strip()
