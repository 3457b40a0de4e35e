"""Restoring a backup into an empty database and an empty folder of report files."""

from __future__ import annotations

from pathlib import Path

from django.core.files.storage import default_storage
from django.core.management import call_command
from django.db import connection, models, transaction

from .archive import BackupReader, Manifest, UnfitBackupError
from .tables import UnknownMigrationError, applied_migrations, count_on, empty, fill, migrate_to, models_at

# Each has rows on a site in use.
_IN_USE = ("inspections_council", "inspections_inspection", "auth_user")


class NotEmptyError(Exception):
    """There is something here that a backup would overwrite. Its text names it."""


def restore(path: Path) -> Manifest:
    """Check the backup, restore it, and bring the database to this release.

    UnfitBackupError if it is damaged or of a later release, NotEmptyError if anything would be overwritten. Either way
    nothing has been changed.
    """
    backup = BackupReader(path)
    manifest = backup.manifest
    try:
        tables = models_at(manifest.migrations)
    except UnknownMigrationError as error:
        raise UnfitBackupError(
            f"It was made by a later release ({manifest.release}). Install that release and restore it there."
        ) from error
    if differing := sorted(tables.keys() ^ manifest.tables.keys()):
        raise UnfitBackupError(f"Its tables are not those of its release: {', '.join(differing)}.")
    _check_empty(manifest)
    migrate_to(manifest.migrations)
    stored: list[str] = []
    try:
        with transaction.atomic():
            empty(tables.values())
            for label, model in tables.items():
                fill(model, backup.lines(label))
            count_on(tables.values())
            _check_counts(tables, manifest)
            for name in manifest.files:
                with backup.file(name) as file:
                    stored.append(default_storage.save(name, file))
            connection.check_constraints()
    except BaseException:
        for name in stored:
            default_storage.delete(name)
        raise
    call_command("migrate", verbosity=0)
    return manifest


def _check_empty(manifest: Manifest) -> None:
    if (applied := applied_migrations()) and applied != manifest.migrations:
        raise NotEmptyError("The database has the tables of another release.")
    with connection.cursor() as cursor:
        for table in sorted({*_IN_USE} & {*connection.introspection.table_names(cursor)}):
            cursor.execute(f"SELECT EXISTS (SELECT 1 FROM {connection.ops.quote_name(table)})")  # noqa: S608
            if cursor.fetchone()[0]:
                raise NotEmptyError(f"The database is in use: {table} has rows.")
    if there := next((name for name in manifest.files if default_storage.exists(name)), None):
        raise NotEmptyError(f"The report files are in use: there is {there}.")


def _check_counts(tables: dict[str, type[models.Model]], manifest: Manifest) -> None:
    for label, model in tables.items():
        if (count := model._base_manager.count()) != manifest.tables[label]:
            raise UnfitBackupError(f"{label} has {count} rows and should have {manifest.tables[label]}.")
