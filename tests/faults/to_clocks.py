"""Nights through which a site lives, those in which the clocks change among them: it runs on while its clock is put on."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import requests
from django.utils import timezone

from inspections.wording.words import date_words

from .publishing import PUBLISHER
from .site import HarmedSite

LONDON = ZoneInfo("Europe/London")
DAY_SHOWN = "/ranking/ilacs/"
STEP = timedelta(minutes=25)
# Wrong passwords after which one waits, and for how long.
MOST_WRONG, WAIT = 5, timedelta(minutes=16)


class StaffBrowser:
    """Somebody who signs in and stays for as long as the site lets them."""

    def __init__(self, site: HarmedSite) -> None:
        self._admin = f"http://localhost:{site.site.port}/admin/"
        self._session = requests.Session()

    def sign_in(self, name: str = PUBLISHER, password: str = PUBLISHER) -> int:
        page = f"{self._admin}login/"
        self._session.get(page, timeout=30)
        token = self._session.cookies["csrftoken"]
        data = {"login": name, "password": password, "csrfmiddlewaretoken": token}
        return self._session.post(page, data, allow_redirects=False, timeout=30).status_code

    def is_let_in(self) -> bool:
        return self._session.get(self._admin, allow_redirects=False, timeout=30).status_code == 200


def put_clocks_forward(site: HarmedSite) -> None:
    _live_through(site, _next_change(forward=True))


def put_clocks_back(site: HarmedSite) -> None:
    _live_through(site, _next_change(forward=False))


def _live_through(site: HarmedSite, change: datetime) -> None:
    """From just before midnight until after the change: pages follow the day, staff stay, throttles last as long."""
    midnight = datetime.combine(change.astimezone(LONDON), time(), LONDON)
    site.put_clock_to(midnight - timedelta(seconds=30))
    _shows(site, midnight - timedelta(days=1))
    staff = StaffBrowser(site)
    assert staff.sign_in() == 302, "the publisher can't sign in before midnight"
    site.put_clock_to(midnight)
    _shows(site, midnight)
    assert staff.is_let_in(), "signed out at midnight"
    while timezone.now() < change - STEP:
        site.put_clock_on(STEP)
        assert staff.is_let_in(), f"signed out at {timezone.localtime()}"
    site.put_clock_to(change - timedelta(minutes=5))
    assert staff.is_let_in(), "signed out before the clocks change"
    stranger = StaffBrowser(site)
    assert [stranger.sign_in("stranger", "guess") for _ in range(MOST_WRONG + 1)] == [200] * MOST_WRONG + [429]
    site.put_clock_on(WAIT - timedelta(minutes=2))
    assert staff.is_let_in(), "signed out by the change of the clocks"
    assert stranger.sign_in("stranger", "guess") == 429, "the wait is shorter when the clocks change"
    site.put_clock_on(timedelta(minutes=2))
    assert stranger.sign_in("stranger", "guess") == 200, "the wait is longer when the clocks change"
    site.put_clock_on(timedelta(minutes=31))
    assert not staff.is_let_in(), "signed in after half an hour without use"
    _shows(site, midnight)


def _shows(site: HarmedSite, day: datetime) -> None:
    """Each worker shows that day at once, finished pages too."""
    words = date_words(day.date()).encode()
    for _ in range(4):
        status, _, body, _ = site.site.get(DAY_SHOWN)
        assert status == 200
        assert words in body, f"a page doesn't say {words.decode()}"


def _next_change(*, forward: bool) -> datetime:
    """When the clocks next change in this direction."""
    moment = timezone.now().astimezone(UTC).replace(minute=0, second=0, microsecond=0) + timedelta(days=1)
    before = moment.astimezone(LONDON).utcoffset()
    while True:
        moment += timedelta(hours=1)
        after = moment.astimezone(LONDON).utcoffset()
        assert before is not None
        assert after is not None
        if after != before and (after > before) == forward:
            return moment
        before = after


FAULTS_OF_CLOCKS = (put_clocks_forward, put_clocks_back)
