"""What publishers and loaders do, each in a process of its own. Importing this starts Django."""

from __future__ import annotations

import resource
import signal
import sys
from datetime import date
from multiprocessing.connection import Connection
from pathlib import Path

import django

django.setup()

from django.contrib.auth import get_user_model  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import DatabaseError, connections  # noqa: E402

from inspections import actions  # noqa: E402
from inspections.models import Council, Inspection  # noqa: E402
from tests.builders.factories import make_council, make_inspection, make_user  # noqa: E402

# The password is the name.
PUBLISHER = "publisher"


def set_up() -> None:
    """Make who publishes, and the council whose inspections are published."""
    make_council()
    publisher = make_user(PUBLISHER, is_staff=True, is_superuser=True)
    publisher.set_password(PUBLISHER)
    publisher.save()
    connections.close_all()


def publish(tell: Connection) -> None:
    """Publish the first draft, or one that is made for it. Tells "begun", and "done" if it is published."""
    by = get_user_model().objects.get(username=PUBLISHER)
    drafts = Inspection.objects.filter(council__slug="testshire", status="draft", reports=None)
    draft = drafts.order_by("pk").first() or _new_draft()
    tell.send("begun")
    try:
        actions.publish(draft, by=by, reason="Tried")
    except actions.ActionRefusedError:
        tell.send("refused")
    else:
        tell.send("done")


def publish_where_no_file_can_grow(tell: Connection) -> None:
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))
    try_to_publish(tell)


def try_to_publish(tell: Connection) -> None:
    """Publish where the database may fail. Tells "failed" then."""
    try:
        publish(tell)
    except (DatabaseError, OSError):
        tell.send("failed")


def load(folder: Path) -> None:
    """Load the folder's reports, without a word."""
    with Path("/dev/null").open("w") as nothing:
        sys.stdout = sys.stderr = nothing
        call_command("load_reports", str(folder), workers=1, stdout=nothing, stderr=nothing)


def _new_draft() -> Inspection:
    number = Inspection.objects.count()
    day = date(1900 + number % 90, 1 + number % 12, 1 + number % 28)
    council = Council.objects.get(slug="testshire")
    return make_inspection(council=council, inspected_from=f"{day:%Y-%m-%d}", published_on=day, published=False)
