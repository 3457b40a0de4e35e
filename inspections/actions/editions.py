"""What all actions share: refusing with a sentence, and making the edition."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from inspections.models import Edition, EditionChange, Inspection, Visit
from inspections.models.editions import latest_edition

from .versions import write_versions

LONGEST_FIELD = 80


class ActionRefusedError(ValueError):
    """The change can't be made, for the reason in the message. Nothing has been changed."""


@dataclass(frozen=True)
class RecordChange:
    """One line of an edition: what changed, from what, to what. `record` is None for a change of the register."""

    record: Inspection | Visit | None
    field: str
    before: str = ""
    after: str = ""


def name_of(record: Inspection | Visit | type[Inspection] | type[Visit]) -> str:
    """`inspection` or `visit`, as fields of other models name it."""
    return "visit" if record is Visit or isinstance(record, Visit) else "inspection"


def text_of(value: object) -> str:
    """A value as an edition lists it."""
    return "" if value is None else str(value)


def refuse_unless(condition: bool, message: str) -> None:
    """Raise ActionRefusedError with this sentence unless the condition is true."""
    if not condition:
        raise ActionRefusedError(message)


@contextmanager
def in_turn() -> Iterator[None]:
    """A transaction in which no other change of what is public is under way.

    Every action takes this lock first and alone, so that what it checks still holds when it writes, and no two
    wait for one another. SQLite's transactions are one at a time by themselves.
    """
    with transaction.atomic():
        # The first edition stands for all. Before there is one, the numbers of editions let only one action through.
        Edition.objects.select_for_update().order_by("number").first()
        yield


def record_edition(*, kind: str, by: User, changes: Iterable[RecordChange], reason: str = "") -> Edition:
    """Add the next edition with its changes and versions. Call this inside `in_turn`."""
    number = latest_edition() + 1
    edition = Edition.objects.create(number=number, kind=kind, made_at=timezone.now(), made_by=by, reason=reason)
    changes_made = list(changes)
    EditionChange.objects.bulk_create(
        EditionChange(
            edition=edition,
            inspection=change.record if isinstance(change.record, Inspection) else None,
            visit=change.record if isinstance(change.record, Visit) else None,
            field=change.field[:LONGEST_FIELD],
            before=change.before,
            after=change.after,
        )
        for change in changes_made
    )
    records = [change.record for change in changes_made]
    write_versions(
        number,
        {record.pk for record in records if isinstance(record, Inspection)},
        {record.pk for record in records if isinstance(record, Visit)},
        councils=None in records,
    )
    return edition
