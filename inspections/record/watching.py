"""What the public may know of the looks at Ofsted's site."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists

from inspections.models import OfstedLook, OfstedPublication


@dataclass(frozen=True)
class LastLook:
    """The last look that came to its end, and whether something that it or an earlier one found is not public yet.

    Nothing says what waits or how much: that may be drafts.
    """

    at: datetime
    pages: int
    something_waits: bool


def last_look() -> LastLook | None:
    """The last look, or None if nobody looks."""
    waits = Exists(OfstedPublication.objects.waiting())
    looks = OfstedLook.objects.filter(ended_at__isnull=False, pages__gt=0).annotate(something_waits=waits)
    look = looks.first()
    if look is None or look.ended_at is None:
        return None
    return LastLook(look.ended_at, look.pages, look.something_waits)
