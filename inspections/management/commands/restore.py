"""`manage.py restore FILE`: a backup into an empty database and an empty folder of report files."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from inspections.backups.archive import UnfitBackupError
from inspections.backups.restoring import NotEmptyError, restore


class Command(BaseCommand):
    help = (
        "Restores a backup into the database and DATA_DIR of the settings, SQLite or PostgreSQL, wherever it was made. "
        "Both must be empty. A backup of an earlier release is brought to this one."
    )
    # The database may have no tables yet.
    requires_system_checks = ["models"]

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="What `manage.py backup` has written.")

    def handle(self, *_args: Any, **options: Any) -> None:
        path: Path = options["file"]
        try:
            manifest = restore(path)
        except FileNotFoundError as error:
            raise CommandError(f"There is no file {path}.") from error
        except UnfitBackupError as error:
            raise CommandError(f"{path} is not restored. {error}") from error
        except NotEmptyError as error:
            raise CommandError(
                f"Nothing is restored. {error} Set DATA_DIR and DATABASE_URL to an empty folder and an empty database."
            ) from error
        self.stdout.write(
            f"Restored edition {manifest.edition} as it was at {manifest.made_at}: "
            f"{sum(manifest.tables.values()):,} rows, {len(manifest.files):,} report files. Counts and digests agree."
        )
