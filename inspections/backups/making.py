"""Making a backup of the database and the report files of one moment."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from zipfile import ZipFile

from django.core.files.storage import default_storage
from django.db import connection, models, transaction
from django.db.models import Max
from django.utils import timezone

from inspections import VERSION

from .archive import BackupReader, BackupWriter, Manifest
from .tables import applied_migrations, lines_of, models_at

PART = ".part"


class FileMissingError(Exception):
    """A report file that the database names isn't where it should be."""


def back_up(path: Path) -> Manifest:
    """Write a backup, read it again, and only then give it its name.

    FileExistsError if there is such a file, FileMissingError if a report's file can't be read.
    """
    if path.exists():
        raise FileExistsError(path)
    part = path.with_name(path.name + PART)
    try:
        # It holds passwords' hashes and drafts.
        descriptor = os.open(part, os.O_CREAT | os.O_TRUNC | os.O_RDWR, 0o600)
        with os.fdopen(descriptor, "w+b") as file, ZipFile(file, "w") as archive, _one_moment():
            _write(BackupWriter(archive))
        manifest = BackupReader(part).manifest
        part.rename(path)
    finally:
        part.unlink(missing_ok=True)
    return manifest


@contextmanager
def _one_moment() -> Iterator[None]:
    """A transaction in which everything is read as it was when it began."""
    with transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        yield


def _write(writer: BackupWriter) -> None:
    migrations = applied_migrations()
    tables = models_at(migrations)
    for label, model in tables.items():
        writer.add_table(label, lines_of(model))
    for name in sorted(file_names(tables.values())):
        try:
            with default_storage.open(name) as file:
                writer.add_file(name, file)
        except OSError as error:
            raise FileMissingError(name) from error
    made_at = timezone.localtime().isoformat(timespec="seconds")
    edition = tables["inspections.edition"]._base_manager.aggregate(latest=Max("number"))["latest"] or 0
    writer.add_manifest(Manifest(VERSION, made_at, edition, migrations, writer.tables, writer.digests))


def file_names(tables: Iterable[type[models.Model]]) -> set[str]:
    """The names of all files that rows of these tables have."""
    return {
        name
        for model in tables
        for field in model._meta.concrete_fields
        if isinstance(field, models.FileField)
        for name in model._base_manager.exclude(**{field.name: ""}).values_list(field.name, flat=True)
    }
