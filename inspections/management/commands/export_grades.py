"""`manage.py export_grades FOLDER`: write what is on record in the format that import_grades reads."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from inspections.loading.exporting import export_files
from inspections.record.files.layouts import LAYOUTS


class Command(BaseCommand):
    help = "Writes councils, neighbours, published inspections, their grades and evidence as CSV files."
    # The export works even if the pages have errors.
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "folder", type=Path, help="Made where it is not there; files of the same names are replaced."
        )
        parser.add_argument("--only", nargs="+", choices=list(LAYOUTS), default=list(LAYOUTS), metavar="NAME")

    def handle(self, *_args: Any, **options: Any) -> None:
        folder: Path = options["folder"]
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in export_files(options["only"]).items():
            (folder / name).write_bytes(content)
            self.stdout.write(f"{folder / name}: {len(content):,} bytes")
