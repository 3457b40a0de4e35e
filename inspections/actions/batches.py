"""Publishing many drafts as one edition."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.contrib.auth.models import User
from django.db import transaction

from inspections.models import Edition, Inspection, Visit

from .editions import ActionRefusedError, RecordChange, in_turn, record_edition, refuse_unless
from .publishing import corrects, published_in_turn
from .visits import corrects_visit, visit_published_in_turn


@dataclass
class PublishedBatch:
    """The edition, None if nothing was published, with the drafts that were refused and why."""

    edition: Edition | None = None
    published: list[Inspection | Visit] = field(default_factory=list)
    refused: list[tuple[Inspection | Visit, str]] = field(default_factory=list)


def publish_batch(drafts: Iterable[Inspection | Visit], *, by: User, reason: str) -> PublishedBatch:
    """Publish drafts of inspections and visits that add to the record, as one edition.

    A draft that `publish` or `publish_visit` would refuse, or that would correct something public, stays a draft: a
    correction is an edition of its own.
    """
    batch = PublishedBatch()
    changes: list[RecordChange] = []
    with in_turn():
        for draft in drafts:
            try:
                with transaction.atomic():
                    record, made, is_correction = record_published_in_turn(draft, by=by)
                    refuse_unless(not is_correction, "It would correct the record, so publish it by itself.")
            except ActionRefusedError as refusal:
                batch.refused.append((draft, str(refusal)))
            else:
                batch.published.append(record)
                changes += made
        if changes:
            batch.edition = record_edition(kind=Edition.Kind.PUBLISH, by=by, changes=changes, reason=reason)
    return batch


def record_published_in_turn(
    draft: Inspection | Visit, *, by: User
) -> tuple[Inspection | Visit, list[RecordChange], bool]:
    """Publish a draft without its edition: the record, what changed, and whether that corrects something public."""
    if isinstance(draft, Visit):
        visit, changes = visit_published_in_turn(draft, by=by)
        return visit, changes, corrects_visit(changes)
    inspection, changes = published_in_turn(draft, by=by)
    return inspection, changes, corrects(inspection, changes)
