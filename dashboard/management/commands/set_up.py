"""Brings a site up to date. `make setup` runs this after installing the packages."""

from argparse import ArgumentParser
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand

from dashboard.static_files import collect_if_changed
from inspections.models import Inspection
from inspections.reconciliation.kept import keep_shipped


class Command(BaseCommand):
    help = "Bring the database, the staff groups and the static files up to date; load the data into an empty site."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--static-only", action="store_true", help="The static files alone, without a database.")

    def handle(self, *_args: Any, **options: Any) -> None:
        if not options["static_only"]:
            self._set_up_database()
        if collect_if_changed():
            self.stdout.write("Collected the static files")

    def _set_up_database(self) -> None:
        call_command("migrate", interactive=False, verbosity=0)
        call_command("set_up_staff", stdout=self.stdout)
        self._load_data()
        keep_shipped()

    def _load_data(self) -> None:
        # Only load into an empty site, so that starting the site again doesn't undo corrections.
        if Inspection.objects.exists():
            return
        call_command("import_grades", commit=True, stdout=self.stdout)
