"""The queue of uploaded files: what is read, once, by whom, and what happens when something stops in between."""

import os
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import OperationalError
from django.utils import timezone

from dashboard.management.commands import run_reader
from inspections.intake import queue
from inspections.intake.queue import delete_old_results, enqueue, enqueue_refused, read_waiting
from inspections.models import QueuedFile, Report
from inspections.reports.findings import Refusal, RefusalKind
from inspections.reports.sandbox import Worker
from tests.builders.factories import make_user
from tests.builders.readings import READING, a_pdf

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]


@pytest.fixture
def by(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return make_user("lena")


@pytest.fixture
def reads(monkeypatch):
    """The contents that were read; every PDF is the fictional report."""
    contents = []

    def read(_worker, data):
        contents.append(data)
        return READING if data.startswith(b"%PDF") else Refusal(RefusalKind.NOT_TEXT)

    monkeypatch.setattr(Worker, "read", read)
    return contents


def test_files_are_read_in_order_and_their_content_is_dropped(by, reads):
    enqueue("testshire.pdf", a_pdf(), by=by)
    enqueue("notes.doc", b"notes", by=by)
    assert read_waiting() == 2
    assert reads == [a_pdf(), b"notes"]
    read, refused = QueuedFile.objects.all()
    assert (read.outcome, read.report, bytes(read.content)) == ("loaded", Report.objects.get(), b"")
    assert (refused.outcome, refused.message) == ("refused", RefusalKind.NOT_TEXT.message)
    assert read.report.uploaded_by == by


def test_nothing_is_read_twice(by, reads):
    enqueue("testshire.pdf", a_pdf(), by=by)
    assert [read_waiting(), read_waiting()] == [1, 0]


def test_what_another_reader_has_taken_is_left_to_it(by, reads):
    enqueue("testshire.pdf", a_pdf(), by=by)
    assert queue._claim() is not None
    assert read_waiting() == 0


def test_a_file_whose_reader_died_is_read_again_but_not_for_ever(by, reads):
    enqueue("testshire.pdf", a_pdf(), by=by)
    long_ago = timezone.now() - timedelta(minutes=6)
    for _ in range(2):
        assert queue._claim() is not None
        QueuedFile.objects.update(begun_at=long_ago)
    assert read_waiting() == 1
    assert reads == []
    assert "The reader stopped while it read this file, twice." in QueuedFile.objects.get().message


def test_a_file_known_by_its_content_is_not_read(by, reads):
    for name in ("testshire.pdf", "the same.pdf"):
        enqueue(name, a_pdf(), by=by)
    assert read_waiting() == 2
    assert len(reads) == 1
    file = QueuedFile.objects.get(name="the same.pdf")
    assert (file.outcome, file.message) == ("known", "loaded before, as testshire.pdf")


def test_what_cannot_be_stored_is_said_and_the_next_is_read(by, reads, monkeypatch):
    really_stored = queue.store_report
    full = iter([OSError(28, "No space left on device"), OperationalError("database or disk is full")])

    def store(*arguments, **more):
        if error := next(full, None):
            raise error
        return really_stored(*arguments, **more)

    monkeypatch.setattr(queue, "store_report", store)
    for number in range(3):
        enqueue(f"{number}.pdf", a_pdf(), by=by)
    assert read_waiting() == 3
    messages = list(QueuedFile.objects.values_list("outcome", "message"))
    assert "No space left on device" in messages[0][1]
    assert "database or disk is full" in messages[1][1]
    assert messages[2][0] == "loaded"


def test_results_are_kept_for_a_day(by):
    enqueue_refused("big.pdf", "Too large.", by=by)
    enqueue("waiting.pdf", a_pdf(), by=by)
    delete_old_results()
    assert QueuedFile.objects.count() == 2
    QueuedFile.objects.update(uploaded_at=timezone.now() - timedelta(hours=25))
    delete_old_results()
    assert [file.name for file in QueuedFile.objects.all()] == ["waiting.pdf"]


def test_the_command_reads_what_waits(by, reads, monkeypatch):
    # The test's connection holds its transaction.
    monkeypatch.setattr(run_reader, "close_old_connections", lambda: None)
    enqueue("testshire.pdf", a_pdf(), by=by)
    call_command("run_reader", "--until-empty")
    assert QueuedFile.objects.get().outcome == "loaded"


PARENT = """
import os, subprocess, sys
command = [sys.executable, "manage.py", "run_reader", "--parent", str(os.getpid())]
reader = subprocess.Popen(command, stdout=subprocess.DEVNULL)
print(reader.pid, flush=True)
sys.stdin.read()
"""


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="asks the system in the way of Linux")
def test_the_reader_ends_with_the_server(settings, tmp_path):
    environment = {
        **os.environ,
        "DATA_DIR": str(tmp_path),
        "DATABASE_URL": "",
        "SECRET_KEY": "k" * 60,
        "HTTPS": "false",
    }
    subprocess.run([sys.executable, "manage.py", "migrate", "-v0"], cwd=settings.BASE_DIR, env=environment, check=True)
    server = subprocess.Popen(
        [sys.executable, "-c", PARENT],
        cwd=settings.BASE_DIR,
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    reader = int(server.stdout.readline())
    assert is_running(reader)
    server.communicate()
    assert ends(reader)


def is_running(pid: int) -> bool:
    try:
        return "State:\tZ" not in Path(f"/proc/{pid}/status").read_text()
    except FileNotFoundError:
        return False


def ends(pid: int) -> bool:
    for _ in range(200):
        if not is_running(pid):
            return True
        time.sleep(0.1)
    return False
