"""`python -m tests.benchmarks.served [--seconds 60] [--rate 1000]`: finished pages on the real server, as ratios.

Serves a site with all real data as `make run` does. First, with wrk (a Debian package): requests per second of a page
that is asked for again, of the answer that it hasn't changed, and of a static file of the page's size. Then a steady
rate of requests while inspections are withdrawn one after another: errors, stale pages, and how long answers took.
"""

from __future__ import annotations

import argparse
import asyncio
import re
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

from tests.serving.running_site import ROOT, RunningSite, prepared, running

PAGE, PAGES = "/ranking/ilacs/", ("/", "/ranking/ilacs/", "/national/ilacs/", "/councils/", "/ranking/ilacs.svg")
ROUNDS, CONNECTIONS = 3, (8, 64)
PUBLISH_EVERY, SENDERS = 60, 32
# Withdraws an inspection for each line that it reads, and answers with a line.
WITHDRAW = """
import sys
import django
django.setup()
from django.contrib.auth import get_user_model
from inspections import actions
from inspections.models import Inspection
by = get_user_model().objects.get()
for line in sys.stdin:
    actions.withdraw(Inspection.objects.published().order_by("pk").last(), by=by, reason="Tried.")
    print("withdrawn", flush=True)
"""


def main() -> None:
    """Print both measurements."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--rate", type=int, default=1000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        environment = prepared(Path(folder))
        with running(environment) as site:
            _, _, page, _ = site.get(PAGE)
            (Path(folder) / "static" / "page.html").write_bytes(page)
        with running(environment) as site:
            print_ratios(site)
            print_steady(site, seconds=options.seconds, rate=options.rate)


def print_ratios(site: RunningSite) -> None:
    """Requests per second, in rounds of one after the other, since the machine's speed changes."""
    tag = site.get(PAGE)[1]["etag"]
    asked = {"page": (PAGE, ""), "304": (PAGE, f"If-None-Match: {tag}"), "static": ("/static/page.html", "")}
    for connections in CONNECTIONS:
        rates: dict[str, list[float]] = {name: [] for name in asked}
        for _ in range(ROUNDS):
            for name, (address, header) in asked.items():
                rates[name].append(rate_of(site, address, header, connections))
        middle = {name: sorted(found)[ROUNDS // 2] for name, found in rates.items()}
        page, unchanged = middle["page"] / middle["static"], middle["304"] / middle["static"]
        print(f"{connections} connections: a page {page:.2f}, a 304 {unchanged:.2f} of a static file of its size")


def rate_of(site: RunningSite, address: str, header: str, connections: int) -> float:
    """Requests per second over three seconds."""
    more = ["-H", header] if header else []
    url = f"http://localhost:{site.port}{address}"
    command = ["wrk", f"-c{connections}", "-t2", "-d3s", "-H", "Host: localhost", *more, url]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    if "Non-2xx" in said and not header:
        raise RuntimeError(said)
    return float(re.search(r"Requests/sec: +([\d.]+)", said)[1])


@dataclass
class Steady:
    """What came of a steady rate of requests. `outdated` are ETags of pages from before the latest change."""

    seconds: list[float] = field(default_factory=list)
    errors: int = 0
    stale: int = 0
    changes: int = 0
    current: set[bytes] = field(default_factory=set)
    outdated: set[bytes] = field(default_factory=set)


def print_steady(site: RunningSite, *, seconds: int, rate: int) -> None:
    """Ask for a few pages at a steady rate, while the record changes every minute."""
    found = Steady()
    asyncio.run(steady(site, found, seconds, rate))
    taken = sorted(found.seconds)
    middle, late = taken[len(taken) // 2], taken[len(taken) * 99 // 100]
    print(
        f"{len(taken) / seconds:.0f} requests a second for {seconds} s, {found.changes} changes of the record: "
        f"{found.errors} errors, {found.stale} stale; median {1000 * middle:.1f} ms, p99 {1000 * late:.1f} ms"
    )


async def steady(site: RunningSite, found: Steady, seconds: int, rate: int) -> None:
    """All senders together send at the rate, each on a connection of its own."""
    begun = time.monotonic()
    senders = [send(site, found, begun, number, rate, seconds) for number in range(SENDERS)]
    await asyncio.gather(*senders, change(site, found, begun + seconds))


async def change(site: RunningSite, found: Steady, end: float) -> None:
    """Change the record in another process. What was sent until then is outdated as soon as it has.

    The process is started before the first change: staff publish in one that runs already.
    """
    command = [sys.executable, "-c", WITHDRAW]
    pipes = {"stdin": asyncio.subprocess.PIPE, "stdout": asyncio.subprocess.PIPE}
    staff = await asyncio.create_subprocess_exec(*command, cwd=ROOT, env=site.environment, **pipes)
    while time.monotonic() + PUBLISH_EVERY < end:
        await asyncio.sleep(PUBLISH_EVERY)
        before = set(found.current)
        staff.stdin.write(b"\n")
        if not await staff.stdout.readline():
            raise RuntimeError("the process that changes the record has ended")
        found.changes += 1
        found.outdated = found.outdated | before
        found.current -= before
    staff.stdin.close()
    await staff.wait()


async def send(site: RunningSite, found: Steady, begun: float, number: int, rate: int, seconds: int) -> None:
    """Send this sender's share of the requests, each at its time, and time it from then on."""
    reader, writer = await asyncio.open_connection("127.0.0.1", site.port)
    for turn in range(number, rate * seconds, SENDERS):
        due = begun + turn / rate
        await asyncio.sleep(max(0.0, due - time.monotonic()))
        outdated, address = found.outdated, PAGES[turn % len(PAGES)]
        writer.write(f"GET {address} HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: br\r\n\r\n".encode())
        head = await reader.readuntil(b"\r\n\r\n")
        await reader.readexactly(int(re.search(rb"content-length: (\d+)", head)[1]))
        found.seconds.append(time.monotonic() - due)
        if not head.startswith(b"HTTP/1.1 200"):
            found.errors += 1
            continue
        tag = re.search(rb"etag: (\S+)", head)[1]
        # It was outdated before it was asked for.
        found.stale += tag in outdated
        if tag not in found.outdated:
            found.current.add(tag)
    writer.close()


if __name__ == "__main__":
    main()
