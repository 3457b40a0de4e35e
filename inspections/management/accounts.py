"""The account that a command works under."""

from django.contrib.auth.models import User
from django.core.management import CommandError

from inspections.staff import account_for_commands, may_publish


def account_of(name: str | None, *, publishing: str = "") -> User:
    """The account, or a refusal. `publishing` is the option given to publish, if any."""
    try:
        by = account_for_commands(name)
    except LookupError as error:
        raise CommandError(str(error), returncode=2) from None
    if publishing and not may_publish(by):
        message = f"The account {by} may not publish. Name one that may: {publishing} --by USERNAME"
        raise CommandError(message, returncode=2)
    return by
