"""The only doors to a change of what is public. Each is atomic, says who, and makes an edition.

Drafts may be edited freely; whatever is published changes here alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from simple_history.utils import update_change_reason

from .dates import counts_from
from .models import Council, Edition, EditionChange, Grade, Inspection

CORRECTABLE_FIELDS = (
    "framework",
    "inspected_from",
    "inspected_from_known_to",
    "inspected_to",
    "second_inspected_from",
    "second_inspected_to",
    "published_on",
    "lead_inspector",
    "report_url",
    "note",
)
PROVENANCE_STRENGTH = {"report": 3, "later_report": 2, "derived": 1}


class ActionRefusedError(ValueError):
    """The change cannot be made; the message says why and what to do. Nothing has been changed."""


@dataclass(frozen=True)
class Change:
    """One line of an edition: what changed, from what, to what. Empty text stands for nothing."""

    inspection: Inspection | None
    field: str
    before: str = ""
    after: str = ""


def record_edition(*, kind: str, by: AbstractBaseUser, changes: Iterable[Change], reason: str = "") -> Edition:
    """Add the next edition with its changes. To be called inside the transaction that makes the change."""
    last = Edition.objects.select_for_update().aggregate(last=Max("number"))["last"] or 0
    edition = Edition.objects.create(number=last + 1, kind=kind, made_at=timezone.now(), made_by=by, reason=reason)
    EditionChange.objects.bulk_create(
        EditionChange(
            edition=edition, inspection=change.inspection, field=change.field, before=change.before, after=change.after
        )
        for change in changes
    )
    return edition
