"""Publishing many drafts as one edition."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.contrib.auth.models import User
from django.db import transaction

from inspections.models import Edition, Inspection

from .editions import ActionRefusedError, RecordChange, in_turn, record_edition, refuse_unless
from .publishing import corrects, published_in_turn


@dataclass
class PublishedBatch:
    """The edition, None if nothing was published, with the drafts that were refused and why."""

    edition: Edition | None = None
    published: list[Inspection] = field(default_factory=list)
    refused: list[tuple[Inspection, str]] = field(default_factory=list)


def publish_batch(drafts: Iterable[Inspection], *, by: User, reason: str) -> PublishedBatch:
    """Publish drafts that add to the record, as one edition.

    A draft that `publish` would refuse, or that would correct something public, stays a draft: a correction is an
    edition of its own.
    """
    batch = PublishedBatch()
    changes: list[RecordChange] = []
    with in_turn():
        for draft in drafts:
            try:
                with transaction.atomic():
                    inspection, made = published_in_turn(draft, by=by)
                    refuse_unless(
                        not corrects(inspection, made), "It would correct the record, so publish it by itself."
                    )
            except ActionRefusedError as refusal:
                batch.refused.append((draft, str(refusal)))
            else:
                batch.published.append(inspection)
                changes += made
        if changes:
            batch.edition = record_edition(kind=Edition.Kind.PUBLISH, by=by, changes=changes, reason=reason)
    return batch
