"""How Ofsted's site is asked: politely, with patience, and nobody else."""

import socket
from datetime import UTC, date, datetime, timedelta
from email.utils import format_datetime

import pytest

from inspections.ofsted.client import RETRY_PAUSES, NotFetchedError, PoliteClient, SiteAwayError
from tests.builders.ofsted.site import BROKEN, INSPECTION, SERVER_ERROR, Answer, busy, redirect

PDF = b"%PDF-1.4 " + b"x" * 200_000


@pytest.fixture
def file(site):
    """Address of a file of the site."""
    site.add_council("80486", "Testshire")
    return site.publish("80486", 50000001, INSPECTION, date(2024, 1, 25), PDF).address


def test_a_file_comes_as_it_is_and_who_asks_is_stated(client, site, file):
    assert client.get(file).content == PDF
    assert site.asked[0].headers["User-Agent"] == "a test (contact: test@example.org)"


def test_a_pause_before_each_request_but_the_first_and_one_connection(client, server, site, file, pauses):
    for _ in range(3):
        client.get(file)
    assert pauses == [1.0, 1.0]
    assert server.connections == 1


def test_time_spent_otherwise_counts_as_pause(client, file, pauses):
    client.get(file)
    client.clock = lambda: 0.75
    client.get(file)
    client.clock = lambda: 99.0
    client.get(file)
    assert pauses == [0.25]


@pytest.mark.parametrize("trouble", [BROKEN, SERVER_ERROR, busy(), Answer(503)], ids=["broken", "500", "429", "503"])
def test_what_may_pass_is_tried_again_after_growing_pauses(client, site, file, pauses, trouble):
    site.trouble(file, trouble, trouble)
    assert client.get(file).content == PDF
    assert pauses == list(RETRY_PAUSES[:2])


def test_as_long_as_the_site_asks_for(client, site, file, pauses):
    site.trouble(file, busy("40"))
    client.get(file)
    assert pauses == [40.0 + RETRY_PAUSES[0]]


def test_a_day_and_time_to_come_back_is_understood(client, site, file, pauses):
    site.trouble(file, busy(format_datetime(datetime.now(UTC) + timedelta(seconds=100), usegmt=True)))
    client.get(file)
    assert 90 < pauses[0] < 103


def test_a_long_break_is_taken_by_ending(client, site, file, pauses):
    site.trouble(file, busy("3600"))
    with pytest.raises(SiteAwayError, match="it asks to wait 60 minutes"):
        client.get(file)
    assert pauses == []


def test_a_site_that_stays_busy_is_left_alone(client, site, file):
    site.trouble(file, *[busy()] * 9)
    with pytest.raises(SiteAwayError, match="429 Too Many Requests"):
        client.get(file)
    assert len(site.asked) == 1 + len(RETRY_PAUSES)


def test_one_address_that_always_fails_is_only_that_address(client, site, file):
    site.trouble("https://files.ofsted.gov.uk/v1/file/2", *[BROKEN] * 9)
    with pytest.raises(NotFetchedError, match="it broke off"):
        client.get("https://files.ofsted.gov.uk/v1/file/2")
    assert client.get(file).content == PDF


def test_three_addresses_in_a_row_that_fail_are_the_site(client, site):
    for number in range(3):
        address = f"https://files.ofsted.gov.uk/v1/file/{number}"
        site.trouble(address, *[SERVER_ERROR] * 9)
        with pytest.raises(SiteAwayError if number == 2 else NotFetchedError, match="500"):
            client.get(address)


def test_a_site_that_is_not_there_is_said_to_be_away(pauses):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    client = PoliteClient("a test", stand_in=f"http://127.0.0.1:{port}", sleep=pauses.append, clock=lambda: 0.0)
    with pytest.raises(SiteAwayError, match="it can't be reached"):
        client.get("https://files.ofsted.gov.uk/v1/file/1")
    assert pauses == list(RETRY_PAUSES)


def test_what_is_not_there_is_not_asked_for_again(client, site):
    with pytest.raises(NotFetchedError, match="404 Not Found"):
        client.get("https://files.ofsted.gov.uk/v1/file/404")
    assert len(site.asked) == 1


def test_redirects_are_followed_within_the_site_with_a_pause(client, site, file, pauses):
    old = "https://reports.ofsted.gov.uk/file/old"
    site.trouble(old, redirect(file))
    answer = client.get(old)
    assert (answer.url, answer.content, pauses) == (file, PDF, [1.0])


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://example.org/file",
        "http://files.ofsted.gov.uk/v1/file/50000001",
        "https://files.ofsted.gov.uk:8443/",
        "file:///etc/hosts",
    ],
)
def test_no_redirect_leads_elsewhere(client, site, file, elsewhere):
    site.trouble(file, redirect(elsewhere))
    with pytest.raises(NotFetchedError, match="not an address of Ofsted’s report site"):
        client.get(file)
    assert site.addresses == [file]


def test_a_circle_of_redirects_ends(client, site, file):
    site.trouble(file, *[redirect(file)] * 9)
    with pytest.raises(NotFetchedError, match="redirects again and again"):
        client.get(file)


def test_other_hosts_are_never_asked(client, site):
    with pytest.raises(NotFetchedError):
        client.get("https://example.org/v1/file/1")
    assert site.asked == []


def test_what_is_too_large_is_not_taken_whole(client, site, file):
    client.max_bytes = 100_000
    with pytest.raises(NotFetchedError, match="larger than 0 MB"):
        client.get(file)
    client.max_bytes = len(PDF)
    assert client.get(file).content == PDF


def test_what_drips_is_given_up(client, site, file):
    ticks = iter(range(0, 100_000, 400))
    client.clock = lambda: float(next(ticks))
    with pytest.raises(NotFetchedError, match="it sends too slowly"):
        client.get(file)


def test_what_has_not_changed_is_not_sent_again(client, file):
    etag = client.get(file).etag
    assert client.get(file, etag=etag).unchanged
    assert client.get(file, etag='"another"').content == PDF
