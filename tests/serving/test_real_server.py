"""The real server without a proxy: nothing stale after publishing, and nobody held up by those who take their time."""

import os
import re
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import date, timedelta
from urllib.request import urlopen

import pytest

import bootstrap

from .running_site import ROOT, SLOW, RunningSite, free_port, wait_for

WITHDRAW = """
from django.contrib.auth import get_user_model
from inspections import actions
from inspections.models import Inspection
by = get_user_model().objects.get()
actions.withdraw(Inspection.objects.published().order_by("pk").last(), by=by, reason="Tried.")
"""
STUBBORN = """
import signal
signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGTERM})
def application(environ, start_response):
    start_response("200 OK", [])
    return [b""]
"""
# Seconds within which everybody else is answered while others are slow. An idle machine takes a hundredth of it.
PROMPT = 8.0
OTHERS = ("/", "/ranking/ilacs/", "/static/css/site.css", "/map/ilacs.svg")
READ = b"GET %s HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: identity\r\n\r\n"
FORM = (
    b"POST %s HTTP/1.1\r\nHost: localhost\r\nCookie: csrftoken=%s\r\n"
    b"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 100000\r\n\r\na=1"
)


def edition_of(site: RunningSite) -> int:
    status, _, body, _ = site.get("/ranking/ilacs/")
    assert status == 200
    return max(int(number) for number in re.findall(rb"edition=(\d+)", body))


def test_nothing_is_stale_on_the_machine_that_published(running_site: RunningSite):
    for _ in range(3):
        before = {edition_of(running_site) for _ in range(8)}
        assert len(before) == 1
        running_site.run(WITHDRAW)
        assert {edition_of(running_site) for _ in range(8)} == {before.pop() + 1}


def test_a_server_told_to_stop_ends_though_a_worker_does_not(tmp_path):
    (tmp_path / "stubborn.py").write_text(STUBBORN)
    port = free_port()
    command = bootstrap.server_command(port)
    command[command.index("dashboard.wsgi:application")] = "stubborn:application"
    assert command[command.index("--workers-kill-timeout") + 1] == "10"
    command[command.index("--workers-kill-timeout") + 1] = "1"
    server = subprocess.Popen([sys.executable, *command[1:]], cwd=tmp_path, start_new_session=True)
    try:
        wait_for(port)
        with urlopen(f"http://127.0.0.1:{port}/") as answer:
            assert answer.status == 200
        server.terminate()
        server.wait(timeout=30)
    finally:
        with suppress(ProcessLookupError):
            os.killpg(server.pid, signal.SIGKILL)


@pytest.mark.parametrize("address", ["/ranking/ilacs/", "/latest.atom"])
def test_all_workers_know_each_others_tags(running_site: RunningSite, address):
    tags = {running_site.get(address)[1]["etag"] for _ in range(8)}
    assert len(tags) == 1
    tag = tags.pop()
    assert {running_site.get(address, **{"If-None-Match": tag})[0] for _ in range(8)} == {304}


def answered_promptly(site: RunningSite) -> None:
    for address in OTHERS:
        status, _, body, seconds = site.get(address)
        assert (status, bool(body)) == (200, True), address
        assert seconds < PROMPT, address


@pytest.mark.parametrize(
    ("beginning", "receive"),
    [
        (b"GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: ", 0),
        (FORM % (b"/", b"a" * 32), 0),
        (FORM % (b"/admin/login/", b"a" * 32), 0),
        (READ % b"/heatmap/slac/", 4096),
        (READ % b"/static/plotly/plotly.min.js", 4096),
    ],
    ids=["headers", "bodies", "sign-ins", "readers", "readers of large files"],
)
def test_the_slow_hold_up_nobody(running_site: RunningSite, beginning: bytes, receive: int):
    with running_site.slow(beginning, receive=receive) as connections:
        assert len(connections) == SLOW
        answered_promptly(running_site)
    answered_promptly(running_site)


def test_those_who_send_forms_slowly_keep_nobody_from_reading_nor_their_places(running_site: RunningSite):
    with running_site.slow(FORM % (b"/admin/login/", b"a" * 32), number=30):
        time.sleep(8)
        answered_promptly(running_site)
        assert running_site.get("/admin/login/")[0] == 200
    in_time(running_site, "/admin/login/")
    sent = "import urllib.request as u\ntry: u.urlopen('http://localhost:%d/admin/login/', b'a=1', 30)\n"
    running_site.run(sent % running_site.port + "except u.HTTPError as refused: assert refused.code == 403, refused")


def in_time(site: RunningSite, address: str) -> None:
    """Ask until there is an answer, as one does who is told to come back."""
    end = time.monotonic() + 120
    while True:
        with suppress(TimeoutError):
            if site.get(address, timeout=20)[0] == 200:
                return
        assert time.monotonic() < end, address
        time.sleep(1)


HEAVY = {
    "Word files": "/ranking/ilacs/{day}.docx",
    "pictures in sizes nobody asked for": "/map/ilacs/{day}.png?width-cm=8&dpi={number}",
    "searches for a word in every paragraph": "/search/?q=children+{number}",
    "national pages of an edition": "/national/ilacs/{day}/?edition=1",
}


@pytest.mark.parametrize("kind", HEAVY)
def test_sixty_heavy_requests_at_once_hold_up_nobody(running_site: RunningSite, kind: str):
    # So that each worker has the others' pages.
    for _ in range(8):
        answered_promptly(running_site)
    first = date(2024, 1, 1)
    addresses = [HEAVY[kind].format(day=first + timedelta(days=number), number=100 + number) for number in range(60)]
    greedy, other = {"X-Forwarded-For": "203.0.113.1"}, {"X-Forwarded-For": "203.0.113.2"}
    with ThreadPoolExecutor(60) as readers:
        answers = [readers.submit(running_site.get, address, **greedy) for address in addresses]
        answered_promptly(running_site)
        # Somebody else gets the same kind of work done meanwhile.
        status, *_, seconds = running_site.get(HEAVY[kind].format(day="2023-06-01", number=99), **other)
        assert status == 200
        assert seconds < PROMPT
        statuses = {answer.result()[0] for answer in answers}
    assert 200 in statuses
    assert statuses <= {200, 503}
    in_time(running_site, addresses[0])


def doubling_pdf() -> bytes:
    """A small PDF that takes for ever: each of its forms draws the next one ten times."""
    depth = 14
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R /Resources << /XObject << /F 5 0 R >> >> >>",
        b"<< /Length 5 >> stream\n/F Do\nendstream",
    ]
    for number in range(depth):
        resources = f"/Resources << /XObject << /F {6 + number} 0 R >> >>" if number + 1 < depth else ""
        content = "/F Do " * 10 if resources else "BT (a) Tj ET"
        head = f"<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] {resources} /Length {len(content)} >>"
        objects.append(f"{head} stream\n{content}\nendstream".encode())
    body, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    return body + b"xref\n0 %d\n0000000000 65535 f \n%strailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (
        size,
        table,
        size,
        len(body),
    )


QUEUE = """
from django.contrib.auth import get_user_model
from inspections.intake.queue import enqueue
from tests.serving.test_real_server import doubling_pdf
for number in range(5):
    enqueue(f"{number}.pdf", doubling_pdf(), by=get_user_model().objects.get())
"""


def test_files_that_are_slow_to_read_hold_up_nobody(running_site: RunningSite):
    running_site.run(QUEUE)
    command = [sys.executable, "manage.py", "run_reader"]
    reader = subprocess.Popen(command, cwd=ROOT, env=running_site.environment)
    try:
        wait_until(running_site, "QueuedFile.objects.filter(status='reading').exists()")
        for _ in range(3):
            answered_promptly(running_site)
            assert running_site.get("/admin/login/")[0] == 200
        running_site.run(
            "from inspections.models import QueuedFile\nassert QueuedFile.objects.exclude(outcome='').count() < 5"
        )
    finally:
        reader.terminate()
        reader.wait(timeout=30)


def wait_until(site: RunningSite, true: str) -> None:
    """Wait until something is true of the site's records."""
    site.run(
        "import time\nfrom inspections.models import QueuedFile\n"
        f"end = time.monotonic() + 60\nwhile not {true}:\n    assert time.monotonic() < end\n    time.sleep(0.2)"
    )
