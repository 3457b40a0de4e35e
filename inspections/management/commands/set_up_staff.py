"""Makes the groups and, on an empty site, the first staff account."""

from typing import Any

from django.core.management.base import BaseCommand

from inspections.staff import FIRST_ACCOUNT, make_first_account, set_up_groups


class Command(BaseCommand):
    """`manage.py set_up_staff`."""

    help = "Make the groups of staff, and a first account if there is none."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Print the new account's password, only this once."""
        set_up_groups()
        password = make_first_account()
        if password:
            self.stdout.write(
                "First staff account, shown this once:\n"
                f"    name      {FIRST_ACCOUNT}\n"
                f"    password  {password}\n"
                "Another password: .venv/bin/python manage.py changepassword staff"
            )
