"""Opens the account for emergencies, for when nobody else can sign in."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from inspections.signing_in.break_glass import ACCOUNT, OPEN_FOR, close_account, open_account


class Command(BaseCommand):
    """`manage.py break_glass`."""

    help = "Open an account with all rights for four hours, for when nobody can sign in, or close it."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--close", action="store_true", help="close it now, and end its sessions")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Print the password, only this once."""
        if options["close"]:
            if not close_account(by="command line"):
                raise CommandError("The account is not open.")
            self.stdout.write("The account is closed, and its sessions have ended.")
            return
        password = open_account()
        hours = OPEN_FOR.total_seconds() / 3600
        self.stdout.write(
            f"Open for signing in for {hours:.0f} hours; the password is shown this once:\n"
            f"    name      {ACCOUNT}\n"
            f"    password  {password}\n"
            "It is in the audit log. Close it when you are done: manage.py break_glass --close"
        )
