"""The real server without a proxy: nothing stale after publishing, and nobody held up by those who take their time."""

import re
import time

import pytest

from .conftest import SLOW, RunningSite

WITHDRAW = """
from django.contrib.auth import get_user_model
from inspections import actions
from inspections.models import Inspection
by = get_user_model().objects.get()
actions.withdraw(Inspection.objects.published().order_by("pk").last(), by=by, reason="Tried.")
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


def test_all_workers_know_each_others_tags(running_site: RunningSite):
    tags = {running_site.get("/ranking/ilacs/")[1]["etag"] for _ in range(8)}
    assert len(tags) == 1
    tag = tags.pop()
    assert {running_site.get("/ranking/ilacs/", **{"If-None-Match": tag})[0] for _ in range(8)} == {304}


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


def test_forms_that_do_not_arrive_give_their_places_back(running_site: RunningSite):
    with running_site.slow(FORM % (b"/admin/login/", b"a" * 32), number=30):
        end = time.monotonic() + 60
        while running_site.get("/admin/login/")[0] != 200:
            assert time.monotonic() < end
            time.sleep(1)
