"""The history of a record as a list of changes: who, when, from what to what, and why."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import chain
from typing import Any

from django.db.models import QuerySet

QUIET_FIELDS = frozenset({"id", "counts_from", "published_by", "withdrawn_by", "published_at", "withdrawn_at"})
VERBS = {"+": "Added", "~": "Changed", "-": "Removed"}


@dataclass(frozen=True)
class FieldChange:
    """The change of one field, as text."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class HistoryEntry:
    """One change of one record."""

    at: datetime
    who: str
    what: str
    verb: str
    changes: tuple[FieldChange, ...]
    reason: str


def entries(*records: QuerySet[Any]) -> list[HistoryEntry]:
    """The entries of several histories in one list, latest first, without saves that changed nothing."""
    return sorted(chain.from_iterable(map(_entries, records)), key=lambda entry: entry.at, reverse=True)


def _entries(history: QuerySet[Any]) -> Iterable[HistoryEntry]:
    last: dict[int, Any] = {}
    for record in history.select_related("history_user").order_by("history_date", "history_id"):
        before = last.get(record.id)
        last[record.id] = record
        changes = tuple(_changes(before, record)) if record.history_type == "~" and before else ()
        if record.history_type == "~" and before and not changes and not record.history_change_reason:
            continue
        yield HistoryEntry(
            at=record.history_date,
            who=str(record.history_user or "the site itself"),
            what=str(record.history_object),
            verb=VERBS[record.history_type],
            changes=changes,
            reason=record.history_change_reason or "",
        )


def _changes(before: Any, after: Any) -> Iterable[FieldChange]:
    for field in after.tracked_fields:
        if field.name in QUIET_FIELDS:
            continue
        old, new = getattr(before, field.attname), getattr(after, field.attname)
        if old != new:
            yield FieldChange(str(field.verbose_name), _shown(before, field), _shown(after, field))


def _shown(record: Any, field: Any) -> str:
    if field.choices:
        return str(dict(field.flatchoices).get(getattr(record, field.attname), ""))
    value = getattr(record, field.attname)
    return "" if value is None else str(value)
