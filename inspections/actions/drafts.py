"""Drafts and their problems: what staff work on before anything is public. No edition is made."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils import timezone

from inspections.dates import counts_from
from inspections.models import Council, Grade, Inspection, ReportProblem

from .checks import check_grade
from .editions import refuse_unless


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
            check_grade(grade)
            grade.save()
    return draft


def close_problem(problem: ReportProblem, *, by: AbstractBaseUser, because: str) -> None:
    """Settle a doubt about a reading, with a word of why."""
    refuse_unless(bool(because.strip()), "Say why the problem is closed: a few words are enough.")
    problem.closed_by, problem.closed_at, problem.closed_because = by, timezone.now(), because.strip()
    problem.save()
