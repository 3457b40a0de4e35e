"""What the steps of a load share: the plan, who loads and why, the records, and the changes so far."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.contrib.auth.models import User
from django.db import models
from simple_history.utils import bulk_create_with_history, bulk_update_with_history

from inspections.actions.editions import RecordChange
from inspections.models import Council, Grade, Inspection, Visit
from inspections.record.files.current import Key

from .plan import Plan

BATCH = 500


@dataclass
class Work:
    """One load in progress. `new` has the keys of the inspections that it adds."""

    plan: Plan
    by: User
    reason: str
    councils: dict[str, Council] = field(default_factory=dict)
    inspections: dict[Key, Inspection] = field(default_factory=dict)
    grades: dict[Key, Grade] = field(default_factory=dict)
    changes: list[RecordChange] = field(default_factory=list)
    new: set[Key] = field(default_factory=set)

    def create(self, model: type[models.Model], objects: Iterable[models.Model]) -> None:
        """Add records with their history."""
        new = list(objects)
        if new:
            bulk_create_with_history(
                new, model, batch_size=BATCH, default_user=self.by, default_change_reason=self.reason
            )

    def update(self, model: type[models.Model], objects: Iterable[models.Model], fields: Iterable[str]) -> None:
        """Change these fields of records, with their history."""
        changed = list(objects)
        if changed:
            bulk_update_with_history(
                changed,
                model,
                list(fields),
                batch_size=BATCH,
                default_user=self.by,
                default_change_reason=self.reason,
            )

    def note(self, record: Inspection | Visit | None, what: str, before: str = "", after: str = "") -> None:
        """Add a change to the edition."""
        self.changes.append(RecordChange(record, what, before, after))

    def note_added(self, name: str) -> None:
        """Add one change for all new rows of a file of the register."""
        if added := self.plan.added[name]:
            self.note(None, name, "", f"{len(added)} added")


def set_fields(record: models.Model, values: Mapping[str, object]) -> None:
    for name, value in values.items():
        setattr(record, name, value)
