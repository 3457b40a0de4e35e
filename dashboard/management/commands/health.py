"""`manage.py health`: what is wrong with this site, in words."""

from typing import Any

from django.core.management.base import BaseCommand

from dashboard.health import faults


class Command(BaseCommand):
    help = (
        "Says what is wrong with the database, its migrations, the record, the disk and the reader. "
        "Exit code: 0 all well, 1 something needs attention, 2 pages can't be answered."
    )
    # It says itself what is wrong.
    requires_system_checks: list[str] = []

    def handle(self, *_args: Any, **_options: Any) -> None:
        found = faults()
        for fault in found:
            self.stdout.write(f"{fault.what}: {fault.words}")
        if not found:
            self.stdout.write("All is well.")
        else:
            raise SystemExit(2 if any(fault.stops for fault in found) else 1)
