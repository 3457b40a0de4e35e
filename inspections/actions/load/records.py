"""Loading records from files, as one edition."""

from django.contrib.auth.models import User

from inspections.actions.editions import RecordChange, in_turn, record_edition, refuse_unless
from inspections.models import Edition
from inspections.models.editions import latest_edition
from inspections.wording.editions import record_completed_words

from .evidence import write_areas, write_figures
from .inspections import write_grades, write_inspections
from .plan import Plan
from .register import write_councils, write_neighbours
from .visits import write_visits
from .work import Work


def load_records(plan: Plan, *, by: User, reason: str = "") -> Edition | None:
    """Write what the plan says, all or nothing, as one edition; None if nothing differs.

    Without a reason, an edition that adds to a record in use says from which files it was completed. Raises
    ActionRefusedError if the plan has problems, if the data has changed since it was made, or if it replaces something
    public and no reason is given.
    """
    refuse_unless(not plan.problems, "The files have problems: nothing can be loaded until they are mended.")
    if plan.is_empty:
        return None
    refuse_unless(
        bool(reason.strip()) or not plan.needs_reason,
        "The files change what is public already. Give a reason: it is shown in the public list of corrections.",
    )
    if plan.record.edition and not reason.strip():
        reason = record_completed_words(plan.files)
    with in_turn():
        refuse_unless(
            latest_edition() == plan.record.edition, "The data has changed since this was prepared: look at it again."
        )
        changes = _write(plan, by=by, reason=reason)
        kind = Edition.Kind.CORRECT if plan.needs_reason else Edition.Kind.LOAD
        return record_edition(kind=kind, by=by, changes=changes, reason=reason)


def _write(plan: Plan, *, by: User, reason: str) -> list[RecordChange]:
    """Change the records as planned, and return what has changed, for the edition."""
    work = Work(plan, by, reason or "Loaded from files")
    write_councils(work)
    write_neighbours(work)
    write_inspections(work)
    write_grades(work)
    write_areas(work)
    write_figures(work)
    write_visits(work)
    return work.changes
