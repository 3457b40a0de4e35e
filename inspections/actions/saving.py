"""Adding, changing and deleting many rows at once, by one statement for each kind, each row with its history."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Set
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.contrib.auth.models import User
from django.db import models
from django.utils import timezone
from simple_history.utils import bulk_create_with_history, bulk_update_with_history

BATCH = 500
Item = TypeVar("Item")
Rows = Iterable[models.Model]


def add_rows(rows: Rows, *, by: User, reason: str | None = None) -> None:
    """Add unsaved rows of one kind."""
    new = list(rows)
    if new:
        bulk_create_with_history(new, type(new[0]), batch_size=BATCH, default_user=by, default_change_reason=reason)


def change_rows(rows: Rows, fields: Iterable[str], *, by: User, reason: str | None = None) -> None:
    """Write these fields of saved rows of one kind."""
    changed = list(rows)
    if changed:
        bulk_update_with_history(
            changed, type(changed[0]), list(fields), batch_size=BATCH, default_user=by, default_change_reason=reason
        )


def delete_rows(rows: Rows, *, by: User) -> None:
    """Delete saved rows of one kind to which nothing refers."""
    gone: list[Any] = list(rows)
    if not gone:
        return
    model, now = type(gone[0]), timezone.now()
    entry = model.history.model
    entry.objects.bulk_create(
        entry(
            history_type="-",
            history_date=now,
            history_user=by,
            **{column.attname: getattr(row, column.attname) for column in entry.tracked_fields},
        )
        for row in gone
    )
    of_them = model.objects.filter(pk__in=[row.pk for row in gone])
    # The public way would write their history again, one row after the other.
    of_them._raw_delete(of_them.db)  # noqa: SLF001


@dataclass
class Writes:
    """Rows of any kind that are to be written together: `changed` are pairs of the fields to write and the row."""

    deleted: list[models.Model] = field(default_factory=list)
    changed: list[tuple[tuple[str, ...], models.Model]] = field(default_factory=list)
    added: list[models.Model] = field(default_factory=list)

    def take(self, others: Writes) -> None:
        """Add what others are to write."""
        self.deleted += others.deleted
        self.changed += others.changed
        self.added += others.added

    def write(self, *, by: User) -> None:
        """Write each kind of row at once, deleting first: other rows may get the unique values of those deleted."""
        for rows in _by_kind(self.deleted, type):
            delete_rows(rows, by=by)
        for pairs in _by_kind(self.changed, lambda pair: (type(pair[1]), pair[0])):
            change_rows([row for _, row in pairs], pairs[0][0], by=by)
        for rows in _by_kind(self.added, type):
            add_rows(rows, by=by)


def _by_kind(items: Iterable[Item], kind: Callable[[Item], Hashable]) -> Iterable[list[Item]]:
    """The items in a list for each kind."""
    by_kind: dict[Hashable, list[Item]] = defaultdict(list)
    for item in items:
        by_kind[kind(item)].append(item)
    return by_kind.values()


def without_conflicts(items: Iterable[Item], touched: Callable[[Item], Set[Hashable]]) -> Iterator[list[Item]]:
    """Split items into groups in their order, so that no two in a group touch the same thing. Usually it is one group.

    Reading and writing a group at once then has the same result as one item after the other.
    """
    together: list[Item] = []
    seen: set[Hashable] = set()
    for item in items:
        things = touched(item)
        if things & seen:
            yield together
            together, seen = [], set()
        together.append(item)
        seen |= things
    if together:
        yield together
