"""`python -m tests.faults --minutes 120`: do every fault to a running site, in turn, until the time is over.

Exit code: 0 if all that is promised held after each fault, 1 if something didn't. Figures are in
docs/reliability.md.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from tests.builders.reports import ILACS_2023, ilacs_text
from tests.serving.conftest import ROOT, prepared

from .site import HarmedSite

DAYS = ("3 to 7 June {}", "4 to 8 July {}", "5 to 9 August {}", "2 to 6 September {}", "7 to 11 October {}")
GRADES = ("Good", "Good", "Outstanding", "Good", "Good")
ENQUEUE = """
from django.contrib.auth import get_user_model
from inspections.intake.queue import enqueue
enqueue({name!r}, {content!r}, by=get_user_model().objects.get(username="publisher"))
"""
NOBODY_READS = """
from datetime import timedelta
from inspections.models import QueuedFile
from django.utils import timezone
QueuedFile.objects.filter(status="reading").update(begun_at=timezone.now() - timedelta(hours=1), attempts=0)
"""
# Withdraws or publishes, whatever is possible.
PUBLISH = """
from datetime import date
from django.contrib.auth import get_user_model
from inspections import actions
from inspections.models import Inspection
from tests.builders.factories import make_inspection
by = get_user_model().objects.get(username="publisher")
draft = Inspection.objects.filter(council__slug="testshire", status="draft", reports=None).order_by("pk").first()
if draft is None:
    number = Inspection.objects.count()
    day = date(1900 + number % 90, 1 + number % 12, 1 + number % 28)
    draft = make_inspection(inspected_from=f"{day:%Y-%m-%d}", published_on=day, published=False)
print("begun", flush=True)
try:
    actions.publish(draft, by=by, reason="Tried")
except actions.ActionRefusedError as refused:
    print("refused", refused)
else:
    print("done")
"""


def kill_worker(site: HarmedSite) -> None:
    """A process that answers is killed: another takes its place."""
    os.kill(random.choice(site.workers()), signal.SIGKILL)


def kill_reader(site: HarmedSite) -> None:
    """The reader is killed while it reads: the file is read again."""
    number = random.randrange(100_000)
    text = ilacs_text(ILACS_2023, GRADES, dates=random.choice(DAYS).format(1900 + number % 100))
    content = f"{text}\nReport number {number}.".encode()
    site.site.run(ENQUEUE.format(name=f"{number}.txt", content=content))
    time.sleep(random.random())
    site.kill_reader()
    site.site.run(NOBODY_READS)


def kill_loader(site: HarmedSite) -> None:
    """`load_reports` is killed, and run again."""
    with tempfile.TemporaryDirectory() as folder:
        for year in range(1900, 1905):
            text = ilacs_text(ILACS_2023, GRADES, dates=DAYS[0].format(year)) + f"\nNumber {time.time_ns()}."
            (Path(folder) / f"{year}.txt").write_text(text)
        command = [sys.executable, "manage.py", "load_reports", "--workers", "1", folder]
        options = {"cwd": ROOT, "env": site.site.environment, "stdout": subprocess.DEVNULL}
        loader = subprocess.Popen(command, **options)
        time.sleep(1 + 3 * random.random())
        loader.kill()
        loader.wait()
        subprocess.run(command, check=True, **options)


def kill_publisher(site: HarmedSite) -> None:
    """A publication is killed in its middle: it is an edition, or it is nothing."""
    publisher = site.python(PUBLISH)
    assert publisher.stdout
    publisher.stdout.readline()
    time.sleep(random.random() / 5)
    publisher.kill()
    publisher.wait()


def publish_twice(site: HarmedSite) -> None:
    """Two publish at once: each publication is an edition of its own, and none is done twice."""
    editions, published, _ = site.holds()
    both = [site.python(PUBLISH), site.python(PUBLISH)]
    said = "".join(publisher.communicate(timeout=120)[0] for publisher in both)
    after, now_published, _ = site.holds()
    assert after - editions == now_published - published == said.count("done"), said


def fill_disk(site: HarmedSite) -> None:
    """No file can grow: pages are answered still, and a publication is refused whole."""
    script = "import resource\nresource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))\n"
    script += "import signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
    full = site.python(script + PUBLISH)
    said, _ = full.communicate(timeout=120)
    assert "done" not in said, "published on a full disk"


def hold_lock(site: HarmedSite) -> None:
    """Somebody holds the database's lock for ten seconds: readers notice nothing."""
    connection = sqlite3.connect(site.data / "inspections.sqlite3", isolation_level=None)
    connection.execute("BEGIN IMMEDIATE")
    try:
        site.answered_again()
        time.sleep(2)
    finally:
        connection.execute("ROLLBACK")
        connection.close()


def exhaust_worker(site: HarmedSite) -> None:
    """A worker gets no more memory: it dies or goes on, and pages are answered."""
    worker = random.choice(site.workers())
    limit = ["prlimit", "--pid", str(worker), "--as=100000000"]
    subprocess.run(limit, check=True)
    with suppress(OSError):
        for _ in range(5):
            site.site.get("/heatmap/sif/", timeout=20)
    with suppress(ProcessLookupError):
        os.kill(worker, signal.SIGKILL)


FAULTS: tuple[Callable[[HarmedSite], None], ...] = (
    kill_worker,
    kill_publisher,
    kill_reader,
    publish_twice,
    kill_loader,
    fill_disk,
    hold_lock,
    exhaust_worker,
)


def main() -> int:
    parser = argparse.ArgumentParser(description="Do every fault to a running site, in turn.")
    parser.add_argument("--minutes", type=float, default=2.0)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    random.seed(options.seed)
    end = time.monotonic() + 60 * options.minutes
    done: dict[str, list[float]] = {fault.__name__: [] for fault in FAULTS}
    with tempfile.TemporaryDirectory() as folder:
        site = HarmedSite(prepared(Path(folder)))
        site.start()
        try:
            number = 0
            while time.monotonic() < end:
                fault = FAULTS[number % len(FAULTS)]
                fault(site)
                done[fault.__name__].append(site.answered_again())
                counts = site.holds()
                number += 1
        except AssertionError as broken:
            sys.stdout.write(f"After {fault.__name__}: {broken}\n")
            return 1
        finally:
            site.stop()
    for name, seconds in done.items():
        sys.stdout.write(f"{name:16} {len(seconds):4} times, answered again after {max(seconds, default=0):.1f} s\n")
    sys.stdout.write(f"Readers were answered: {dict(site.answers)}. Editions, published, reports: {counts}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
