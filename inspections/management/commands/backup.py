"""`manage.py backup FILE`: the database and the report files of one moment in one file."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from inspections.backups.archive import UnfitBackupError
from inspections.backups.making import FileMissingError, back_up


class Command(BaseCommand):
    help = (
        "Writes the database and the report files of one moment into one file, from SQLite or PostgreSQL, while the "
        "site is in use, and checks it. Sessions are left out: whoever was signed in signs in again."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="The file to write, for example backup-2026-11-26.zip.")

    def handle(self, *_args: Any, **options: Any) -> None:
        path: Path = options["file"]
        try:
            manifest = back_up(path)
        except FileExistsError as error:
            raise CommandError(f"{path} is there already. Name another file.") from error
        except FileMissingError as error:
            raise CommandError(f"Nothing is backed up: the report file {error} can't be read.") from error
        except (OSError, UnfitBackupError) as error:
            raise CommandError(f"Nothing is backed up: {path} can't be written. {error}") from error
        rows = sum(manifest.tables.values())
        self.stdout.write(
            f"{path}: edition {manifest.edition}, {rows:,} rows of {len(manifest.tables)} tables, "
            f"{len(manifest.files):,} report files. Checked."
        )
