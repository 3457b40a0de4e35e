"""What publishing a draft would do: tried for real and taken back, so that it can't differ from doing it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db import transaction

from inspections.models import Inspection

from .editions import ActionRefusedError, RecordChange, in_turn
from .publishing import corrects, published_in_turn


@dataclass(frozen=True)
class PublicationPreview:
    """The changes that would be made, or the sentence with which publishing would be refused.

    `corrects`: a public grade, framework or day of publication would change.
    """

    changes: tuple[RecordChange, ...] = ()
    refusal: str = ""
    corrects: bool = False


@contextmanager
def as_published(draft: Inspection, *, by: User) -> Iterator[tuple[Inspection, list[RecordChange]]]:
    """The inspection as it would be published, with its changes. Everything is taken back at the end.

    Raises ActionRefusedError. Other changes of what is public wait meanwhile.
    """
    with in_turn():
        try:
            yield published_in_turn(Inspection.objects.get(pk=draft.pk), by=by)
        finally:
            transaction.set_rollback(True)


def preview(draft: Inspection, *, by: User) -> PublicationPreview:
    """What publishing the draft would change."""
    try:
        with as_published(draft, by=by) as (inspection, changes):
            return PublicationPreview(tuple(changes), corrects=corrects(inspection, changes))
    except ActionRefusedError as error:
        return PublicationPreview(refusal=str(error))
