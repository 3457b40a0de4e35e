"""Faults of processes: killed, out of memory, or two at the same work."""

from __future__ import annotations

import multiprocessing
import os
import random
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from http.client import HTTPException
from multiprocessing.connection import Connection
from pathlib import Path

from django.contrib.auth import get_user_model
from django.db import connections

from inspections.intake.queue import enqueue
from inspections.models import Edition, Inspection
from tests.builders.reports import ILACS_2023, ilacs_text

from .publishing import PUBLISHER, load, publish
from .site import HarmedSite

DAYS = ("3 to 7 June {}", "4 to 8 July {}", "5 to 9 August {}", "2 to 6 September {}", "7 to 11 October {}")
GRADES = ("Good", "Good", "Outstanding", "Good", "Good")
LONGEST = 120


def kill_worker(site: HarmedSite) -> None:
    os.kill(random.choice(site.workers()), signal.SIGKILL)


def kill_reader(site: HarmedSite) -> None:
    """Kill it while it reads. The file is read again when its reading has taken five minutes."""
    by = get_user_model().objects.get(username=PUBLISHER)
    enqueue(f"{time.time_ns()}.txt", _report(), by=by)
    connections.close_all()
    time.sleep(1.5 * random.random())
    site.kill_reader()
    site.put_clock_on(timedelta(minutes=6))


def kill_loader(site: HarmedSite) -> None:
    """Kill `load_reports`, and run it again."""
    with tempfile.TemporaryDirectory() as folder:
        for number in range(3):
            (Path(folder) / f"{number}.txt").write_bytes(_report())
        loader = site.process(load, Path(folder))
        time.sleep(0.3 + 1.5 * random.random())
        loader.kill()
        loader.join()
        again = site.process(load, Path(folder))
        again.join(LONGEST)
        assert again.exitcode == 0, "reports can't be loaded after a loader was killed"


def kill_publisher(site: HarmedSite) -> None:
    """Kill it in the middle: it is an edition, or it is nothing."""
    heard, tell = multiprocessing.Pipe()
    publisher = site.process(publish, tell)
    assert heard.recv() == "begun"
    time.sleep(random.random() / 5)
    publisher.kill()
    publisher.join()


def publish_twice(site: HarmedSite) -> None:
    """Two publish at once: each publication is an edition of its own, and none is done twice."""
    before = _editions_and_published()
    results = [publishing(site, publish) for _ in range(2)]
    done = [result() for result in results].count("done")
    assert [now - then for now, then in zip(_editions_and_published(), before, strict=True)] == [done, done]


def hold_lock(site: HarmedSite) -> None:
    """While somebody holds the database's lock, readers notice nothing."""
    with site.database.locked():
        site.answered_again()


def exhaust_worker(site: HarmedSite) -> None:
    """A worker that gets no more memory dies or goes on, and pages are answered."""
    worker = random.choice(site.workers())
    subprocess.run(["prlimit", "--pid", str(worker), "--as=100000000"], check=True)
    for _ in range(5):
        with suppress(OSError, HTTPException):
            site.site.get("/heatmap/sif/", timeout=20)
    with suppress(ProcessLookupError):
        os.kill(worker, signal.SIGKILL)


def publishing(site: HarmedSite, does: Callable[[Connection], None]) -> Callable[[], str]:
    """Begin to publish. Call what is returned to wait for how it ended."""
    heard, tell = multiprocessing.Pipe()
    process = site.process(does, tell)
    tell.close()

    def ended() -> str:
        process.join(LONGEST)
        said = "nothing"
        with suppress(EOFError):
            while heard.poll():
                said = heard.recv()
        return said

    return ended


def _report() -> bytes:
    """A report with a text that no other has."""
    text = ilacs_text(ILACS_2023, GRADES, dates=random.choice(DAYS).format(random.randrange(1900, 2000)))
    return f"{text}\nReport number {time.time_ns()}.".encode()


def _editions_and_published() -> tuple[int, int]:
    counts = Edition.objects.count(), Inspection.objects.published().count()
    connections.close_all()
    return counts


FAULTS_OF_PROCESSES = (
    kill_worker,
    kill_publisher,
    kill_reader,
    publish_twice,
    kill_loader,
    hold_lock,
    exhaust_worker,
)
