"""What publishing a draft would do: tried for real and taken back, so that it can't differ from doing it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db import transaction

from inspections.models import Inspection, Visit

from .editions import ActionRefusedError, RecordChange, in_turn
from .publishing import publish_in_turn


@dataclass(frozen=True)
class PublicationPreview:
    """The changes that would be made, or the sentence with which publishing would be refused.

    `corrects`: a public fact would change, such as a grade.
    """

    changes: tuple[RecordChange, ...] = ()
    refusal: str = ""
    corrects: bool = False


@contextmanager
def as_published(draft: Inspection | Visit, *, by: User) -> Iterator[tuple[Inspection | Visit, PublicationPreview]]:
    """The record as it would be published, with its changes. Everything is taken back at the end.

    Raises ActionRefusedError. Other changes of what is public wait meanwhile.
    """
    with in_turn():
        try:
            made = publish_in_turn(draft, by=by)
            yield made.record, PublicationPreview(tuple(made.changes), corrects=made.corrects)
        finally:
            transaction.set_rollback(True)


def preview(draft: Inspection | Visit, *, by: User) -> PublicationPreview:
    """What publishing the draft would change."""
    try:
        with as_published(draft, by=by) as (_, seen):
            return seen
    except ActionRefusedError as error:
        return PublicationPreview(refusal=str(error))
