"""Signing in by name: who gets in, what the audit log says, and how guessing is slowed without locking anybody out."""

from collections.abc import Iterable
from datetime import timedelta
from ipaddress import ip_network

import pytest

from inspections.models import AuditEvent
from tests.admin.conftest import member_of
from tests.builders.forms import words

from .conftest import ELSEWHERE, OFFICE, SIGN_IN, browser, events, fail, sign_in

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]


def test_right_password_leads_on(paul):
    response = browser().post(f"{SIGN_IN}?next=/admin/upload-reports/", {"login": "paul", "password": "paul"})

    assert response["Location"] == "/admin/upload-reports/"
    assert events() == [("signed_in", "paul", "password")]


def test_wrong_password_is_refused_and_noted(paul):
    response = sign_in(browser(), "Paul", "wrong")

    assert "This name and password don’t belong together." in words(response.content.decode())
    assert events() == [("failed", "paul", "wrong password")]


def test_what_was_typed_for_a_name_that_no_account_has_is_not_kept(paul):
    sign_in(browser(), "my-secret-password", "x")
    sign_in(browser(), "My-Secret-Password", "x")

    (_, first, _), (_, second, _) = events()
    assert first == second
    assert "secret" not in first.lower()


def failures(names_and_addresses: Iterable[tuple[str, str]]) -> None:
    """That many failures just now, as the audit log keeps them."""
    AuditEvent.objects.bulk_create(
        AuditEvent(kind="failed", account=name, address=address, network=address)
        for name, address in names_and_addresses
    )


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example/", "/\\evil.example"])
def test_nobody_is_sent_to_another_site(paul, elsewhere):
    response = browser().post(SIGN_IN, {"login": "paul", "password": "paul", "next": elsewhere})

    assert response["Location"] == "/admin/"


def test_closed_account_stays_out(paul):
    paul.is_active = False
    paul.save()

    response = browser().post(SIGN_IN, {"login": "paul", "password": "paul"}, follow=True)

    assert "This account is closed" in words(response.content.decode())
    assert events() == [("refused", "paul", "the account is closed")]


def test_account_without_rights_is_told_so(paul):
    paul.is_staff = False
    paul.save()
    client = browser()
    sign_in(client)

    assert client.get("/admin/", follow=True).status_code == 403


def test_after_five_failures_one_has_to_wait_on_a_page_of_this_site(paul, later):
    client = browser(ELSEWHERE)
    fail(client, 5)

    response = sign_in(client)

    assert response.status_code == 429
    assert "Try again in 15 minutes." in words(response.content.decode())
    assert 890 < int(response["Retry-After"]) <= 900
    assert events("held_back") == [("held_back", "paul", "")]
    later(timedelta(minutes=15))
    assert sign_in(client).status_code == 302


def test_waiting_is_one_row_however_often_somebody_tries(paul):
    client = browser()
    fail(client, 5)
    for _ in range(3):
        sign_in(client)

    assert len(events("held_back")) == 1


def test_a_stranger_locks_nobody_out(paul):
    fail(browser(ELSEWHERE), 5)

    assert sign_in(browser(OFFICE)).status_code == 302


def test_guessing_across_names_from_one_address_is_slowed(paul):
    failures((f"name{number % 10}", ELSEWHERE) for number in range(50))

    assert sign_in(browser(ELSEWHERE)).status_code == 429
    assert sign_in(browser(OFFICE)).status_code == 302


def test_guesses_of_others_in_the_office_do_not_keep_out_those_who_work_there(paul):
    sign_in(browser(OFFICE))
    failures((f"name{number % 10}", OFFICE) for number in range(50))
    member_of("nora")

    assert sign_in(browser(OFFICE)).status_code == 302
    assert sign_in(browser(OFFICE), "nora", "nora").status_code == 429


def test_guessing_one_name_from_many_addresses_is_slowed_but_not_for_its_owner(paul):
    sign_in(browser(OFFICE))
    failures(("paul", f"203.0.113.{number}") for number in range(50))

    assert sign_in(browser("198.51.100.1")).status_code == 429
    assert sign_in(browser(OFFICE)).status_code == 302


def test_the_many_addresses_of_one_ipv6_network_count_as_one(paul):
    for number in range(5):
        fail(browser(f"2001:db8::{number}"), 1)

    assert sign_in(browser("2001:db8::99")).status_code == 429
    assert sign_in(browser("2001:db8:0:1::99")).status_code == 302


def test_the_client_is_found_behind_trusted_proxies(paul, settings):
    settings.TRUSTED_PROXIES = [ip_network("10.0.0.0/8")]
    for _ in range(5):
        browser("10.0.0.1").post(SIGN_IN, {"login": "paul", "password": "x"}, HTTP_X_FORWARDED_FOR=ELSEWHERE)
    form = {"login": "paul", "password": "paul"}

    spoofed = browser("10.0.0.1").post(SIGN_IN, form, HTTP_X_FORWARDED_FOR=f"{OFFICE}, {ELSEWHERE}")
    assert spoofed.status_code == 429
    assert browser("10.0.0.1").post(SIGN_IN, form, HTTP_X_FORWARDED_FOR=OFFICE).status_code == 302


def test_events_are_lines_of_a_logger_of_their_own(paul, caplog):
    with caplog.at_level("INFO", logger="audit"):
        sign_in(browser(), "paul\nforged", "x")
        sign_in(browser())

    assert all("\n" not in record.getMessage() for record in caplog.records)
    assert caplog.records[-1].getMessage() == (f"event='signed_in' account='paul' client='{OFFICE}' detail='password'")
    assert caplog.records[-1].fields["client"] == OFFICE


@pytest.mark.parametrize("page", ["signup", "password/reset", "email", "social/signup", "login/at/nowhere"])
def test_only_pages_that_are_used_are_there(client, page):
    assert [pair[0] for pair in client.get(f"/admin/{page}/", follow=True).redirect_chain] in (
        [],
        [f"/admin/login/?next=/admin/{page}/"],
    )
