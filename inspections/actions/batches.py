"""Publishing many drafts as one edition."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.contrib.auth.models import User

from inspections.models import Edition, Inspection, Visit

from .editions import in_turn, record_edition
from .publishing import publish_together


@dataclass
class PublishedBatch:
    """The edition, None if nothing was published, with the drafts that were refused and why."""

    edition: Edition | None = None
    published: list[Inspection | Visit] = field(default_factory=list)
    refused: list[tuple[Inspection | Visit, str]] = field(default_factory=list)


def publish_batch(drafts: Iterable[Inspection | Visit], *, by: User, reason: str) -> PublishedBatch:
    """Publish drafts of inspections and visits that add to the record, as one edition.

    A draft that `publish` would refuse, or that would correct something public, stays a draft: a correction is an
    edition of its own.
    """
    batch = PublishedBatch()
    with in_turn():
        publications = publish_together(drafts, by=by, correcting=False)
        for one in publications:
            if one.refusal:
                batch.refused.append((one.record, one.refusal))
            else:
                batch.published.append(one.record)
        if batch.published:
            changes = [change for one in publications for change in one.changes]
            batch.edition = record_edition(kind=Edition.Kind.PUBLISH, by=by, changes=changes, reason=reason)
    return batch
