"""A site to be harmed: its server, its reader, and people who read it all the time."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from http.client import HTTPException
from multiprocessing.process import BaseProcess
from pathlib import Path

import bootstrap
from tests.serving.running_site import ROOT, RunningSite, free_port

from .databases import FaultyDatabase

# Seconds within which pages are answered again after a fault.
RECOVERY = 60.0
PAGES = ("/", "/ranking/ilacs/", "/data/", "/admin/login/")
AWAY = b"The data cannot be reached at the moment."


class HarmedSite:
    """A site while faults are tried on it. Readers read all the time; what they were answered is counted."""

    def __init__(self, environment: dict[str, str], database: FaultyDatabase) -> None:
        self.site = RunningSite(free_port(), environment)
        self.database = database
        self.answers: Counter[int] = Counter()
        self._ahead = 0.0
        self._stop = threading.Event()
        self._readers = [threading.Thread(target=self._read, daemon=True) for _ in range(2)]
        # Processes begin with everything imported, so that a fault takes tenths of a second.
        self._processes = multiprocessing.get_context("forkserver")
        self._processes.set_forkserver_preload(["tests.faults.publishing"])
        self.start()

    @property
    def data(self) -> Path:
        return Path(self.site.environment["DATA_DIR"])

    def start(self) -> None:
        self._server = self._start_server()
        self._reader = self._start_reader()

    def let_read(self) -> None:
        """Have people begin to read it, once it answers."""
        self.answered_again()
        for reader in self._readers:
            reader.start()

    def stop(self) -> None:
        """Stop the server and the reader at once. `start` starts them again."""
        self._reader.kill()
        self._reader.wait()
        with suppress(ProcessLookupError):
            os.killpg(self._server.pid, signal.SIGKILL)
        self._server.wait()

    def close(self) -> None:
        self._stop.set()
        self.stop()

    def process(self, does: Callable[..., None], *arguments: object) -> BaseProcess:
        """Begin to do something on the site's data in a process that can be killed."""
        process = self._processes.Process(target=does, args=arguments)
        process.start()
        return process

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

    def put_clock_to(self, moment: datetime) -> None:
        self.put_clock_on(timedelta(seconds=moment.timestamp() - time.time()))

    def put_clock_on(self, by: timedelta) -> None:
        """Put on the clock of every process of the site, this one among them."""
        self._ahead += by.total_seconds()
        clock = Path(self.site.environment["CLOCK_FILE"])
        written = clock.with_suffix(".new")
        written.write_text(str(self._ahead))
        written.replace(clock)

    def answered_again(self) -> float:
        """Seconds until every page is answered as it should be, several times over."""
        begun = time.monotonic()
        while True:
            if self._server.poll() is not None:
                # It ends when its workers die too often in a row. Its service starts it again.
                self._server = self._start_server()
            with suppress(OSError, HTTPException):
                if all(self.site.get(page, timeout=20)[0] == 200 for page in PAGES * 3):
                    seconds = time.monotonic() - begun
                    assert seconds < RECOVERY, f"pages are answered after {seconds:.0f} s"
                    return seconds
            assert time.monotonic() - begun < RECOVERY, "pages are not answered"
            time.sleep(0.2)

    def says_data_cannot_be_reached(self, *pages: str) -> None:
        """Each of these pages says so, plainly, and what needs no data is there."""
        for page in pages:
            status, _, body, _ = self.site.get(page)
            assert (status, AWAY in body) == (503, True), f"{page} answers {status} without a database"
        assert self.site.get("/static/css/site.css")[0] == 200

    def _start_server(self) -> subprocess.Popen[bytes]:
        command = [sys.executable, *bootstrap.server_command(self.site.port)[1:]]
        options = {"cwd": ROOT, "env": self.site.environment, "start_new_session": True}
        return subprocess.Popen(command, stderr=subprocess.DEVNULL, **options)

    def _start_reader(self) -> subprocess.Popen[bytes]:
        command = [sys.executable, "manage.py", "run_reader", "--parent", str(os.getpid())]
        return subprocess.Popen(command, cwd=ROOT, env=self.site.environment, stderr=subprocess.DEVNULL)

    def _read(self) -> None:
        while not self._stop.is_set():
            status = 0
            with suppress(OSError, HTTPException):
                status = self.site.get("/ranking/ilacs/", timeout=30)[0]
            self.answers[status] += 1
            time.sleep(0.02)
