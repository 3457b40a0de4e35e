"""Whether this site can answer, for what watches it: `/health/ready`, and `manage.py health` in words."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.db import DatabaseError, InterfaceError, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from inspections.models import QueuedFile
from inspections.models.editions import latest_edition

LEAST_FREE_BYTES = 200 * 1024 * 1024
LONGEST_WAIT = timedelta(minutes=15)


@dataclass(frozen=True)
class Fault:
    """Something that isn't as it should be. `stops` says whether pages can't be answered because of it."""

    what: str
    words: str
    stops: bool = True


def faults() -> list[Fault]:
    """All faults, those that stop the site first."""
    try:
        return [fault for check in (_migrations, _edition, _disk, _reader) for fault in check()]
    except (DatabaseError, InterfaceError) as error:
        return [Fault("database", f"The database can't be read: {error}".strip()), *_disk()]


def _migrations() -> Iterator[Fault]:
    executor = MigrationExecutor(connection)
    if plan := executor.migration_plan(executor.loader.graph.leaf_nodes()):
        yield Fault("migrations", f"{len(plan)} migrations are missing: run `manage.py migrate`.")


def _edition() -> Iterator[Fault]:
    if not latest_edition():
        yield Fault("edition", "There is no record to show: run `make setup`, or restore a backup.")


def _disk() -> Iterator[Fault]:
    """Pages need no disk; uploads, pictures kept and SQLite's writes do."""
    try:
        with tempfile.TemporaryFile(dir=settings.DATA_DIR):
            free = shutil.disk_usage(settings.DATA_DIR).free
    except OSError as error:
        yield Fault("disk", f"DATA_DIR can't be written: {error}", stops=False)
    else:
        if free < LEAST_FREE_BYTES:
            yield Fault("disk", f"Only {free // 1024**2} MB are free in DATA_DIR.", stops=False)


def _reader() -> Iterator[Fault]:
    waiting = QueuedFile.objects.filter(status=QueuedFile.Status.WAITING)
    if waiting.filter(uploaded_at__lt=timezone.now() - LONGEST_WAIT).exists():
        minutes = LONGEST_WAIT.seconds // 60
        words = f"An uploaded file has waited for over {minutes} minutes: is `manage.py run_reader` running?"
        yield Fault("reader", words, stops=False)
