"""Fetches the reports whose addresses are on record, and reads them into drafts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth.models import User
from django.core.files import locks
from django.db.models import Exists, F, OuterRef, Q, QuerySet

from inspections import VERSION
from inspections.models import Inspection, Report
from inspections.ofsted.client import FILES, NotFetchedError, PoliteClient
from inspections.reports.sandbox import Worker

from .drafting import store_report
from .listing import Listing
from .loaded import LoadResult, already_loaded

NOT_FETCHED = "not fetched"
NOT_A_PDF = "Ofsted’s site answers with a web page instead of a PDF."
_PDF_BEGINS_WITHIN = 1024


class OfstedBusyError(Exception):
    """Another command of this site is asking Ofsted's site."""

    def __init__(self) -> None:
        super().__init__("Another command is fetching from Ofsted’s site. Only one does at a time: run this one later.")


@dataclass(frozen=True)
class FetchedFile:
    """The result for one inspection's report."""

    address: str
    result: LoadResult


def ofsted_client() -> PoliteClient:
    """The client as the settings want it."""
    contact = settings.CONTACT_EMAIL or "no address stated"
    return PoliteClient(
        user_agent=f"childrens-services-inspections/{VERSION} (a public record of inspections; contact: {contact})",
        pause=settings.OFSTED_PAUSE_SECONDS,
        max_bytes=settings.REPORT_UPLOAD_MAX_BYTES,
        stand_in=settings.OFSTED_STAND_IN,
    )


@contextmanager
def only_one() -> Iterator[None]:
    """Hold the right to ask Ofsted's site. OfstedBusyError if another command has it. It ends with the process."""
    with (settings.DATA_DIR / "ofsted.lock").open("w") as file:
        if not locks.lock(file, locks.LOCK_EX | locks.LOCK_NB):
            raise OfstedBusyError
        try:
            yield
        finally:
            locks.unlock(file)


def reports_to_fetch() -> QuerySet[Inspection]:
    """Published inspections with an address on Ofsted's site whose report isn't loaded, latest first."""
    loaded = Report.objects.filter(
        Q(inspection=OuterRef("pk")) | Q(inspection__replaces=OuterRef("pk")) | Q(address=OuterRef("report_url"))
    )
    return (
        Inspection.objects.published()
        .filter(~Exists(loaded), report_url__startswith=f"https://{FILES}/")
        .select_related("council")
        .order_by(F("published_on").desc(nulls_last=True), "-id")
    )


def fetch_reports(
    inspections: Iterable[Inspection], client: PoliteClient, worker: Worker, *, by: User
) -> Iterator[FetchedFile]:
    """Fetch, read and store one report after another.

    SiteAwayError if the site should be left alone, WorkerNotStartedError if nothing can be read here.
    """
    for inspection in inspections:
        listing = Listing(
            inspection.report_url, inspection.council, inspection.published_on, "The inspection on record"
        )
        name = f"{inspection.council.slug}-{inspection.address_date}.pdf"
        yield FetchedFile(listing.address, fetch_file(name, listing, client, worker, by=by))


def fetch_file(name: str, listing: Listing, client: PoliteClient, worker: Worker, *, by: User) -> LoadResult:
    """Fetch a file and store what is read from it. A file that is known already isn't read again."""
    try:
        content = client.get(listing.address).content
    except NotFetchedError as error:
        return LoadResult(name, NOT_FETCHED, f"Not fetched: {error}.")
    if b"%PDF-" not in content[:_PDF_BEGINS_WITHIN]:
        return LoadResult(name, NOT_FETCHED, NOT_A_PDF)
    known = already_loaded(content, name)
    if known is None:
        return store_report(content, name, worker.read(content), by=by, listing=listing)
    if known.report and not known.report.address:
        known.report.address = listing.address
        known.report.save(update_fields=["address"])
    return known
