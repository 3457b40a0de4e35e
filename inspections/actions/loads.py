"""Loading records from files, as one edition."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.models import AbstractBaseUser

from inspections.models import Edition

from .editions import in_turn, latest_edition, record_edition, refuse_unless

if TYPE_CHECKING:
    from inspections.loading.planning import Plan


def load_records(plan: Plan, *, by: AbstractBaseUser, reason: str = "") -> Edition | None:
    """Write what a plan of `inspections.loading` says, all or nothing, as one edition; None where nothing differs.

    ActionRefusedError where the plan has problems, where the data has changed since it was made, and where it
    changes what is public without a reason.
    """
    from inspections.loading.writing import write

    refuse_unless(not plan.problems, "The files have problems: nothing can be loaded until they are mended.")
    if plan.is_empty:
        return None
    refuse_unless(
        bool(reason.strip()) or not plan.needs_reason,
        "The files change what is public already. Give a reason: it is shown in the public list of corrections.",
    )
    with in_turn():
        refuse_unless(
            latest_edition() == plan.record.edition, "The data has changed since this was prepared: look at it again."
        )
        changes = write(plan, by=by, reason=reason)
        kind = Edition.Kind.CORRECT if plan.needs_reason else Edition.Kind.LOAD
        return record_edition(kind=kind, by=by, changes=changes, reason=reason)
