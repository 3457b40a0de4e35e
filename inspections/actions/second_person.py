"""Where a site asks for a second person, who has read a draft may not publish it.

Having read it is having begun it, uploaded its report, saved it, or closed one of its problems.
"""

from django.conf import settings
from django.contrib.auth.models import User
from django.db.models import Q

from inspections.models import Inspection, Visit

ANOTHER_PUBLISHES = (
    "You have read this draft: begun, uploaded or saved it, or closed one of its problems. "
    "So somebody else has to look at it and publish it."
)


def read_drafts(user: User, model: type[Inspection | Visit] = Inspection) -> set[int]:
    """The keys of the drafts that the user has read. None if the site doesn't ask for a second person."""
    if not settings.SECOND_PERSON:
        return set()
    saved = model.history.filter(history_user=user).values("id")
    began = Q(created_by=user) | Q(reports__uploaded_by=user) | Q(reports__problems__closed_by=user)
    drafts = model.objects.filter(began | Q(pk__in=saved), status=Inspection.Status.DRAFT)
    return set(drafts.order_by().values_list("pk", flat=True))
