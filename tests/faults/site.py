"""A site to be harmed: its server, its reader, people who read it, and what must hold whatever is done to it."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from collections import Counter
from contextlib import suppress
from http.client import HTTPException
from pathlib import Path

import bootstrap
from tests.serving.conftest import ROOT, RunningSite, free_port

# Seconds within which pages are answered again after a fault.
RECOVERY = 60.0
PAGES = ("/", "/ranking/ilacs/", "/data/", "/admin/login/")
SET_UP = """
from tests.builders.factories import make_council, make_user
make_council()
make_user("publisher", is_staff=True, is_superuser=True)
"""
HOLDS = """
import hashlib
from pathlib import Path
from django.conf import settings
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.db import connection
from inspections.models import *
with connection.cursor() as cursor:
    cursor.execute("PRAGMA integrity_check")
    assert cursor.fetchall() == [("ok",)], "the database is damaged"
connection.check_constraints()
call_command("migrate", check=True, verbosity=0)
numbers = list(Edition.objects.order_by("number").values_list("number", flat=True))
assert numbers == list(range(1, len(numbers) + 1)), "an edition is missing"
assert not Edition.objects.filter(changes=None).exclude(number=1).exists(), "an edition without what it changed"
for inspection in Inspection.objects.published():
    current = InspectionVersion.objects.filter(inspection=inspection, last_edition=None)
    assert current.count() == 1, f"{inspection} has no version, or two"
stored = {}
for report in Report.objects.all():
    with report.file.open() as file:
        assert hashlib.sha256(file.read()).hexdigest() == report.sha256, f"{report} is damaged"
    stored[report.file.name] = report
folder = Path(settings.MEDIA_ROOT)
orphans = {str(path.relative_to(folder)) for path in folder.rglob("*.txt")} - set(stored)
assert not orphans, f"files of no report: {orphans}"
print(len(numbers), Inspection.objects.published().count(), Report.objects.count())
"""


class HarmedSite:
    """A site while faults are tried on it. Readers read all the time; what they were answered is counted."""

    def __init__(self, environment: dict[str, str]) -> None:
        self.site = RunningSite(free_port(), environment)
        self._server = self._start_server()
        self.answers: Counter[int] = Counter()
        self._stop = threading.Event()
        self._readers = [threading.Thread(target=self._read, daemon=True) for _ in range(2)]
        self._reader = self._start_reader()
        self.site.run(SET_UP)

    @property
    def data(self) -> Path:
        return Path(self.site.environment["DATA_DIR"])

    def start(self) -> None:
        """Begin to read it, once it answers."""
        self.answered_again()
        for reader in self._readers:
            reader.start()

    def stop(self) -> None:
        self._stop.set()
        self._reader.kill()
        self._server.terminate()
        self._server.wait()

    def python(self, script: str) -> subprocess.Popen[str]:
        """Begin a script on the site's data, to be killed."""
        return subprocess.Popen(
            [sys.executable, "-c", "import django; django.setup()\n" + script],
            cwd=ROOT,
            env=self.site.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )

    def workers(self) -> list[int]:
        """The processes of the server that answer."""
        server = self._server.pid
        children = Path(f"/proc/{server}/task/{server}/children").read_text().split()
        return [int(child) for child in children]

    def kill_reader(self) -> None:
        """Kill the reader of uploads, and start another as its service would."""
        self._reader.kill()
        self._reader.wait()
        self._reader = self._start_reader()

    def answered_again(self) -> float:
        """Seconds until every page is answered as it should be, several times over."""
        begun = time.monotonic()
        while True:
            if self._server.poll() is not None:
                # It ends when its workers die too often in a row. Its service starts it again.
                self._server = self._start_server()
            with suppress(OSError, HTTPException):
                if all(self.site.get(page, timeout=20)[0] == 200 for page in PAGES * 3):
                    return time.monotonic() - begun
            assert time.monotonic() - begun < RECOVERY, "pages are not answered"
            time.sleep(0.2)

    def holds(self) -> list[int]:
        """Check that nothing is lost or left behind. Returns numbers of editions, published inspections, reports."""
        checking = self.python(HOLDS.replace("print(", "print('counts', "))
        said, _ = checking.communicate(timeout=300)
        if checking.returncode:
            self.site.run(HOLDS)
        return [int(number) for number in said.split("counts")[1].split()]

    def _start_server(self) -> subprocess.Popen[bytes]:
        command = [sys.executable, *bootstrap.server_command(self.site.port)[1:]]
        return subprocess.Popen(command, cwd=ROOT, env=self.site.environment, stderr=subprocess.DEVNULL)

    def _start_reader(self) -> subprocess.Popen[bytes]:
        return subprocess.Popen([sys.executable, "manage.py", "run_reader"], cwd=ROOT, env=self.site.environment)

    def _read(self) -> None:
        while not self._stop.is_set():
            status = 0
            with suppress(OSError, HTTPException):
                status = self.site.get("/ranking/ilacs/", timeout=30)[0]
            self.answers[status] += 1
            time.sleep(0.02)
