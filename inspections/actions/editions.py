"""What every action shares: refusing with a sentence, and numbering the edition it makes."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from inspections.models import Edition, EditionChange, Inspection

from .versions import write_versions

LONGEST_FIELD = 80


class ActionRefusedError(ValueError):
    """The change cannot be made; the message says why and what to do. Nothing has been changed."""


@dataclass(frozen=True)
class RecordChange:
    """One line of an edition: what changed, from what, to what. Empty text stands for nothing."""

    inspection: Inspection | None
    field: str
    before: str = ""
    after: str = ""


def refuse_unless(condition: bool, message: str) -> None:
    """Stop with this sentence where the condition does not hold."""
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


def record_edition(*, kind: str, by: AbstractBaseUser, changes: Iterable[RecordChange], reason: str = "") -> Edition:
    """Add the next edition with its changes, and the versions that it shows. To be called `in_turn`."""
    number = latest_edition() + 1
    edition = Edition.objects.create(number=number, kind=kind, made_at=timezone.now(), made_by=by, reason=reason)
    made = list(changes)
    EditionChange.objects.bulk_create(
        EditionChange(
            edition=edition,
            inspection=change.inspection,
            field=change.field[:LONGEST_FIELD],
            before=change.before,
            after=change.after,
        )
        for change in made
    )
    inspections = {change.inspection.pk for change in made if change.inspection}
    write_versions(number, inspections, councils=any(change.inspection is None for change in made))
    return edition


def latest_edition() -> int:
    """The number of the latest edition; 0 before the first."""
    return Edition.objects.aggregate(latest=Max("number"))["latest"] or 0
