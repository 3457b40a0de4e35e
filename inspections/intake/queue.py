"""The queue of uploaded files, in the database: web workers put files in, the reader's own process takes them out.

So a file that takes long to read, or many of them, hold up no page.
"""

from datetime import timedelta

from django.contrib.auth.models import User
from django.db import DatabaseError, transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from inspections.models import QueuedFile
from inspections.record.register import council_register
from inspections.reports.sandbox import Worker, WorkerNotStartedError

from .drafting import LONGEST_NAME, store_report
from .loaded import LoadResult, already_loaded
from .pictures import draw_cited_pages

# Kept so long, for staff to see what became of a file.
RESULTS_KEPT = timedelta(days=1)
# Reading a file takes two minutes at most, on a busy machine. A reader that took one longer ago has died.
READER_DIED_AFTER = timedelta(minutes=5)
MOST_ATTEMPTS = 2
MOST_WAITING = 500


def enqueue(name: str, content: bytes, *, by: User, again: bool = False) -> QueuedFile:
    """Put a file into the queue. `again`: it is known, and is to become a new draft."""
    return QueuedFile.objects.create(name=name[-LONGEST_NAME:], content=content, uploaded_by=by, again=again)


def enqueue_refused(name: str, message: str, *, by: User) -> QueuedFile:
    """List a file that is not read at all."""
    return QueuedFile.objects.create(
        name=name[-LONGEST_NAME:],
        status=QueuedFile.Status.DONE,
        outcome="refused",
        message=message,
        uploaded_by=by,
    )


def is_full() -> bool:
    """Whether no more files are taken for now."""
    return _unread().count() >= MOST_WAITING


def delete_old_results() -> None:
    """Forget what became of files long ago."""
    done = QueuedFile.objects.filter(status=QueuedFile.Status.DONE)
    done.filter(uploaded_at__lt=timezone.now() - RESULTS_KEPT).delete()


def read_waiting() -> int:
    """Read every waiting file and return how many there were. One process reads them all, within limits."""
    if not _unread().exists():
        return 0
    worker = Worker(council_register().councils)
    number = 0
    try:
        while file := _claim():
            _read(file, worker)
            number += 1
    finally:
        worker.close()
    return number


def _unread() -> QuerySet[QueuedFile]:
    died = Q(status=QueuedFile.Status.READING, begun_at__lt=timezone.now() - READER_DIED_AFTER)
    return QueuedFile.objects.filter(Q(status=QueuedFile.Status.WAITING) | died)


def _claim() -> QueuedFile | None:
    """The next file, which no other reader gets. None if there is none."""
    with transaction.atomic():
        file = _unread().select_for_update(skip_locked=True).order_by("id").first()
        if file is not None:
            file.status, file.begun_at = QueuedFile.Status.READING, timezone.now()
            file.attempts += 1
            file.save(update_fields=["status", "begun_at", "attempts"])
    return file


def _read(file: QueuedFile, worker: Worker) -> None:
    if file.attempts > MOST_ATTEMPTS:
        message = "The reader stopped while it read this file, twice. Load it with load_reports, or type the grades."
        _finish(file, LoadResult(file.name, "refused", message))
        return
    content = bytes(file.content)
    try:
        known = None if file.again else already_loaded(content, file.name)
        result = known or store_report(content, file.name, worker.read(content), by=file.uploaded_by, again=file.again)
    except WorkerNotStartedError as error:
        message = f"{error} Nothing is known to be wrong with the file: tell who runs this site."
        result = LoadResult(file.name, "refused", message)
    except (OSError, DatabaseError) as error:
        message = f"This file was read but could not be stored ({error}): tell who runs this site."
        result = LoadResult(file.name, "refused", message)
    _finish(file, result)
    if result.report is not None:
        draw_cited_pages(result.report, content, worker)


def _finish(file: QueuedFile, result: LoadResult) -> None:
    QueuedFile.objects.filter(pk=file.pk).update(
        status=QueuedFile.Status.DONE,
        content=b"",
        outcome=result.outcome,
        message=result.message,
        differences=list(result.differences),
        report=result.report,
    )
