"""What publishing a draft would do: tried for real and taken back, so that it can't differ from doing it."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.contrib.auth.models import User
from django.db import transaction

from inspections.models import Inspection, Visit

from .editions import in_turn
from .publishing import Publication, publish_in_turn, publish_together


@contextmanager
def as_published(draft: Inspection | Visit, *, by: User) -> Iterator[Inspection | Visit]:
    """The record as it would be published. Everything is taken back at the end.

    Raises ActionRefusedError. Other changes of what is public wait meanwhile.
    """
    with in_turn():
        try:
            yield publish_in_turn(draft, by=by).record
        finally:
            transaction.set_rollback(True)


def preview(draft: Inspection | Visit, *, by: User) -> Publication:
    """What publishing the draft would change, or why it would be refused."""
    with in_turn():
        [made] = publish_together([draft], by=by)
        transaction.set_rollback(True)
    return made
