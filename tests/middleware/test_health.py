"""What watches the site learns whether it is well; what is wrong is told to the log and to `manage.py health` alone."""

import logging
import shutil
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import OperationalError
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from dashboard import health
from inspections.intake.queue import enqueue
from inspections.models import Edition, QueuedFile
from tests.builders.factories import make_user

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]


@pytest.fixture
def edition():
    return Edition.objects.create(number=1, kind="load", made_at=timezone.now(), made_by=make_user())


def told() -> tuple[int, str]:
    """Exit code and words of `manage.py health`."""
    out = StringIO()
    try:
        call_command("health", stdout=out)
    except SystemExit as end:
        return end.code, out.getvalue()
    return 0, out.getvalue()


@pytest.mark.usefixtures("edition")
def test_all_is_well(client):
    answer = client.get("/health/ready")
    assert (answer.status_code, answer.content) == (200, b"ready\n")
    assert answer.headers["Cache-Control"] == "no-store"
    assert told() == (0, "All is well.\n")


@pytest.mark.usefixtures("edition")
@pytest.mark.parametrize("address", ["/health/live", "/health/ready"])
def test_it_answers_by_any_name_and_without_https(client, settings, address):
    settings.ALLOWED_HOSTS, settings.SECURE_SSL_REDIRECT = ["inspections.example"], True
    assert client.get(address, headers={"host": "10.0.0.7:8000"}).status_code == 200


def away(*_arguments):
    raise OperationalError("could not connect to testshire-db as nobody")


def spoil_database(monkeypatch):
    monkeypatch.setattr(health, "latest_edition", away)


def spoil_migrations(_monkeypatch):
    MigrationRecorder.Migration.objects.filter(app="inspections").order_by("-id")[0].delete()


def spoil_edition(_monkeypatch):
    Edition.objects.all().delete()


def spoil_disk(monkeypatch):
    monkeypatch.setattr(shutil, "disk_usage", lambda _folder: shutil._ntuple_diskusage(10, 10, 0))


def spoil_folder(monkeypatch):
    def read_only(**_options):
        raise OSError(30, "Read-only file system")

    monkeypatch.setattr(health.tempfile, "TemporaryFile", read_only)


def spoil_reader(_monkeypatch):
    file = enqueue("testshire.pdf", b"%PDF", by=make_user())
    QueuedFile.objects.filter(pk=file.pk).update(uploaded_at=timezone.now() - timedelta(minutes=16))


@pytest.mark.usefixtures("edition")
@pytest.mark.parametrize(
    ("spoil", "is_stopped", "words"),
    [
        (spoil_database, True, "database: The database can't be read: could not connect to testshire-db as nobody"),
        (spoil_migrations, True, "migrations: 1 migrations are missing: run `manage.py migrate`."),
        (spoil_edition, True, "edition: There is no record to show"),
        (spoil_disk, False, "disk: Only 0 MB are free in DATA_DIR."),
        (spoil_folder, False, "disk: DATA_DIR can't be written"),
        (spoil_reader, False, "reader: An uploaded file has waited for over 15 minutes"),
    ],
)
def test_a_fault_is_named_to_those_who_run_the_site_alone(client, monkeypatch, caplog, spoil, is_stopped, words):
    spoil(monkeypatch)
    answer = client.get("/health/ready")
    said = b"not ready\n" if is_stopped else b"ready, but something needs attention\n"
    assert (answer.status_code, answer.content) == (503 if is_stopped else 200, said)
    assert words in caplog.text
    assert caplog.records[0].levelno == (logging.ERROR if is_stopped else logging.WARNING)
    code, told_words = told()
    assert code == (2 if is_stopped else 1)
    assert words in told_words
    assert client.get("/health/live").content == b"live\n"
