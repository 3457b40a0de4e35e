"""Writes a plan. Only `inspections.actions.load_records` calls it, inside its transaction."""

from django.contrib.auth.models import AbstractBaseUser

from inspections.actions import RecordChange
from inspections.loading.planning import Plan

from .evidence import write_areas, write_figures
from .findings import write_grades, write_inspections
from .register import write_councils, write_neighbours
from .work import Work


def write(plan: Plan, *, by: AbstractBaseUser, reason: str) -> list[RecordChange]:
    """Make the records what the plan says, and return what that changed, for the edition."""
    work = Work(plan, by, reason or "Loaded from files")
    write_councils(work)
    write_neighbours(work)
    write_inspections(work)
    write_grades(work)
    write_areas(work)
    write_figures(work)
    return work.changes
