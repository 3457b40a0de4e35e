"""Fetches the publications that a look at Ofsted's site has found, and tells staff of them."""

from __future__ import annotations

import smtplib
from collections.abc import Iterator, Sequence
from datetime import timedelta

from django.conf import settings
from django.contrib.auth.models import User
from django.core.mail import EmailMessage
from django.db.models import Q, QuerySet
from django.utils import timezone

from inspections.models import OfstedPublication
from inspections.ofsted.client import PoliteClient
from inspections.ofsted.pages import listed_kind
from inspections.reports.sandbox import Worker
from inspections.wording.words import counted, date_words

from .fetching import fetch_file
from .listing import Listing
from .loaded import LoadResult

# A file that couldn't be fetched is tried again once a day, five times in all.
TRY_AGAIN_AFTER = timedelta(hours=20)
MOST_ATTEMPTS = 5
FETCHED_KINDS = (OfstedPublication.Kind.INSPECTION, OfstedPublication.Kind.VISIT)
MODEL_BACKEND = "django.contrib.auth.backends.ModelBackend"


def publications_to_fetch() -> QuerySet[OfstedPublication]:
    """Publications without a file that are due to be fetched, latest first. Each is tried MOST_ATTEMPTS times."""
    is_due = Q(tried_at__isnull=True) | Q(tried_at__lt=timezone.now() - TRY_AGAIN_AFTER)
    waiting = OfstedPublication.objects.waiting().filter(is_due, report__isnull=True, attempts__lt=MOST_ATTEMPTS)
    return waiting.filter(kind__in=FETCHED_KINDS).select_related("council")


def fetch_publications(
    publications: Sequence[OfstedPublication], client: PoliteClient, worker: Worker, *, by: User
) -> Iterator[tuple[OfstedPublication, LoadResult]]:
    """Fetch, read and store one after another. Raises what `fetch_reports` raises."""
    for publication in publications:
        listing = Listing(
            publication.address,
            publication.council,
            publication.published_on,
            "Ofsted’s page for the council",
            listed_kind(publication.title),
        )
        name = f"{publication.council.slug}-{publication.published_on}.pdf"
        result = fetch_file(name, listing, client, worker, by=by)
        publication.tried_at, publication.message, publication.report = timezone.now(), result.message, result.report
        if result.report is None:
            publication.attempts += 1
        publication.save()
        yield publication, result


def tell_staff(problems: Sequence[str]) -> str:
    """Send staff an e-mail on what they haven't been told of. Returns why it could not be sent, or "".

    `problems` are those of the last look that weren't there before. Nothing is sent without `EMAIL_URL`, without
    something to tell, or without anybody to tell.
    """
    untold = list(OfstedPublication.objects.waiting().filter(told_at__isnull=True).select_related("council", "report"))
    if not settings.EMAIL_URL or not (untold or problems):
        return ""
    recipients = staff_addresses()
    if not recipients:
        return "Staff were not told by e-mail: no account that may load reports has an address."
    message = EmailMessage(_subject(untold), _body(untold, problems), bcc=recipients)
    try:
        message.send()
    except (OSError, smtplib.SMTPException) as error:
        return f"Staff could not be told by e-mail: {error}"
    OfstedPublication.objects.filter(pk__in=[publication.pk for publication in untold]).update(told_at=timezone.now())
    return ""


def staff_addresses() -> list[str]:
    """The e-mail addresses of everybody who may load reports."""
    loaders = User.objects.with_perm("inspections.add_report", backend=MODEL_BACKEND)
    return sorted(set(loaders.filter(is_staff=True).exclude(email="").values_list("email", flat=True)))


def _subject(untold: Sequence[OfstedPublication]) -> str:
    if not untold:
        return "Ofsted’s site: something needs a look"
    return f"Ofsted’s site: {counted(len(untold), 'new publication')}"


def _body(untold: Sequence[OfstedPublication], problems: Sequence[str]) -> str:
    parts = []
    if untold:
        lines = [
            f"- {publication.council}: {publication.title}, {date_words(publication.published_on)}\n"
            f"  {publication.address}\n  {_state(publication)}"
            for publication in untold
        ]
        parts.append("Ofsted has published what is not on record yet:\n\n" + "\n".join(lines))
    if problems:
        parts.append("What did not look as expected:\n\n" + "\n".join(f"- {problem}" for problem in problems))
    parts.append("What waits is on the start page of the staff side, under “New at Ofsted”.")
    return "\n\n".join(parts) + "\n"


def _state(publication: OfstedPublication) -> str:
    if publication.report:
        has_draft = publication.report.inspection_id or publication.report.visit_id
        return "A draft waits to be checked." if has_draft else "Its facts have to be filled in."
    return publication.message or "Not fetched yet."
