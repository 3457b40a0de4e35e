"""What the steps of a load share: the plan, who loads and why, the records, and the changes so far."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.contrib.auth.models import User
from django.db import models

from inspections.actions.editions import RecordChange
from inspections.actions.saving import add_rows, change_rows
from inspections.models import Council, Grade, Inspection, Visit
from inspections.record.files.current import Key

from .plan import Plan


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

    def create(self, objects: Iterable[models.Model]) -> None:
        """Add records of one kind with their history."""
        add_rows(objects, by=self.by, reason=self.reason)

    def update(self, objects: Iterable[models.Model], fields: Iterable[str]) -> None:
        """Change these fields of records of one kind, with their history."""
        change_rows(objects, fields, by=self.by, reason=self.reason)

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
