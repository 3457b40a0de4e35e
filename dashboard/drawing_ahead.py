"""Draws the picture of each council's latest paper before anybody asks for it, while there is nothing else to do."""

import logging
from datetime import timedelta

from django.db import DatabaseError, InterfaceError
from django.db.models import Max
from django.urls import reverse
from django.utils import timezone

from dashboard.exports.word import keep_pictures
from dashboard.respond import page_at
from inspections.models import Edition, InspectionVersion
from inspections.record.current import CurrentRecord

logger = logging.getLogger(__name__)
# Nothing is drawn for so long after an edition, in which the next may be made: a batch is published in peace.
QUIET_AFTER = timedelta(seconds=30)
# Of pages made here. Pictures don't show it.
SITE = "http://localhost"


class DrawingAhead:
    """Goes through all councils after each edition, those that changed last first.

    What is kept is not drawn again, so that it can be stopped and started at any time.
    """

    def __init__(self) -> None:
        self._edition = 0
        self._slugs: list[str] = []

    def draw_next(self) -> bool:
        """Draw what the paper of the next council lacks. False if there is nothing to do for now."""
        edition = Edition.objects.order_by("-number").first()
        if edition is None or edition.made_at > timezone.now() - QUIET_AFTER:
            return False
        if edition.number != self._edition:
            self._edition, self._slugs = edition.number, _councils()
        if not self._slugs:
            return False
        if not _draw_paper_of(self._slugs.pop()):
            logger.warning("Pictures are not drawn ahead: what is drawn can't be kept in DATA_DIR")
            self._slugs.clear()
        return True


def _councils() -> list[str]:
    """The councils with an inspection on record, the one that changed last at the end."""
    current = InspectionVersion.objects.current().order_by().values_list("council__slug")
    return [slug for slug, _ in current.annotate(changed=Max("first_edition")).order_by("changed", "council__slug")]


def _draw_paper_of(slug: str) -> bool:
    """Draw what the paper on the council's latest inspection shows. False if there is nowhere to keep it."""
    try:
        latest = CurrentRecord().history_of(slug).inspections[0]
        return keep_pictures(page_at(reverse("paper", args=[slug, latest.address_date]), SITE).paper())
    except (DatabaseError, InterfaceError):
        raise
    except Exception:  # Whoever asks for this paper meets the fault; the others are drawn.
        logger.exception("The picture of the paper of %s can't be drawn ahead", slug)
        return True
