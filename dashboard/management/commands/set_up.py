"""Brings a site up to date in one go: what `make setup` runs once the packages are installed."""

from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand

from dashboard.static_files import collect_if_changed
from inspections.models import Inspection


class Command(BaseCommand):
    """`manage.py set_up`."""

    help = "Bring the database, the staff groups and the static files up to date; load the data into an empty site."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Do only what has not been done."""
        call_command("migrate", interactive=False, verbosity=0)
        call_command("set_up_staff", stdout=self.stdout)
        self._load_data()
        if collect_if_changed():
            self.stdout.write("Collected the static files")

    def _load_data(self) -> None:
        # Only into an empty site: what staff have corrected since is not put back by starting the site again.
        if Inspection.objects.exists():
            return
        call_command("import_grades", commit=True, stdout=self.stdout)
