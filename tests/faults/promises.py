"""What must hold whatever is done to the site, asked through Django."""

from __future__ import annotations

import hashlib
import time
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections

from inspections.models import Edition, Inspection, InspectionVersion, QueuedFile, Report

from .site import HarmedSite

Counts = tuple[int, int, int]
READ_WITHIN = 90.0


def check_all(site: HarmedSite) -> Counts:
    """Check that nothing is lost or left behind. Returns numbers of editions, published inspections, reports."""
    site.database.check()
    counts = check_record()
    begun = time.monotonic()
    # The reader stores a file before its report, and may be doing so.
    while orphans := _files_of_no_report():
        assert time.monotonic() - begun < READ_WITHIN, f"files of no report: {orphans}"
        time.sleep(0.2)
    connections.close_all()
    return counts


def check_record() -> Counts:
    """Check the database, every edition, every version and the file of every report."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA integrity_check")
            assert cursor.fetchall() == [("ok",)], "the database is damaged"
    connection.check_constraints()
    call_command("migrate", check=True, verbosity=0)
    numbers = list(Edition.objects.order_by("number").values_list("number", flat=True))
    assert numbers == list(range(1, len(numbers) + 1)), "an edition is missing"
    assert not Edition.objects.filter(changes=None).exclude(number=1).exists(), "an edition without what it changed"
    published = Inspection.objects.published()
    current = InspectionVersion.objects.filter(last_edition=None, inspection__in=published)
    versions = sorted(current.values_list("inspection", flat=True))
    assert versions == sorted(published.values_list("pk", flat=True)), "an inspection has no version, or two"
    reports = list(Report.objects.all())
    for report in reports:
        with report.file.open() as file:
            assert hashlib.sha256(file.read()).hexdigest() == report.sha256, f"{report} is damaged"
    return len(numbers), len(versions), len(reports)


def check_everything_is_read(site: HarmedSite) -> None:
    """Check that each uploaded file became a report, or says why not."""
    unread = QueuedFile.objects.exclude(status=QueuedFile.Status.DONE)
    # One whose reader was killed is read again after five minutes.
    site.put_clock_on(timedelta(minutes=6))
    begun = time.monotonic()
    while unread.exists():
        assert time.monotonic() - begun < READ_WITHIN, f"{unread.count()} files are not read"
        time.sleep(0.2)
    for file in QueuedFile.objects.exclude(outcome__in=("loaded", "known")):
        assert "stopped while it read" in file.message, f"{file.name}: {file.message}"
    connections.close_all()


def _files_of_no_report() -> set[str]:
    folder = Path(settings.MEDIA_ROOT)
    there = {str(path.relative_to(folder)) for path in folder.rglob("*.txt")}
    return there - set(Report.objects.values_list("file", flat=True))
