"""Signing in as staff do it, in a real browser: by name with app and passkey, and at the council."""

import re
import time

import pytest
from playwright.sync_api import Page, expect

from inspections.staff import set_up_groups
from tests.admin.conftest import make_draft, member_of
from tests.builders.factories import make_council
from tests.builders.provider import OTHER_TENANT, stand_in_provider
from tests.signing_in.conftest import code_of

from .axe import violations, violations_in_light_and_dark

PHRASE = "a long enough pass phrase"


@pytest.fixture
def paul(db):
    set_up_groups()
    paul = member_of("paul", "publishers")
    paul.set_password(PHRASE)
    paul.save()
    return paul


def sign_in(page: Page) -> None:
    page.get_by_label("Username").fill("paul")
    page.get_by_label("Password").fill(PHRASE)
    page.get_by_role("button", name="Log in").click()


def test_publisher_sets_up_an_app_and_a_passkey_and_uses_them(page, paul):
    page.goto(f"/admin/inspections/inspection/{make_draft(make_council(), paul).pk}/publish/")
    assert violations_in_light_and_dark(page, page.url) == []
    sign_in(page)

    expect(page.get_by_role("heading", name="Your second factor")).to_be_visible()
    assert violations(page) == []
    page.get_by_role("link", name="Set up an app").click()
    assert violations(page) == []
    page.get_by_label("Authenticator code").fill(code_of(page.locator(".key").inner_text()))
    page.get_by_role("button", name="Set it up").click()
    expect(page.get_by_role("heading", name="Your recovery codes")).to_be_visible()
    assert violations(page) == []
    page.get_by_role("link", name="I have kept them").click()
    # The code has just been used, so nobody is asked for it again.
    expect(page.get_by_role("heading", name=re.compile("^Publish Testshire"))).to_be_visible()

    page.get_by_role("link", name="Second factor").click()
    devices = page.context.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "internal", "automaticPresenceSimulation": True}
    options |= {"hasResidentKey": True, "hasUserVerification": True, "isUserVerified": True}
    devices.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    page.get_by_role("link", name="Add a passkey").click()
    assert violations(page) == []
    page.get_by_label("Sign in with it alone").check()
    page.get_by_role("button", name="Add it").click()
    expect(page.get_by_role("link", name="Remove Passkey 1")).to_be_visible()

    page.goto("/admin/")
    page.get_by_role("button", name="Log out").click()
    sign_in(page)
    expect(page.get_by_label("Code")).to_be_focused()
    assert violations(page) == []
    page.get_by_role("button", name="Use your passkey").click()
    page.get_by_role("button", name="Log out").click()
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page.get_by_role("button", name="Log out")).to_be_visible()


@pytest.fixture(scope="module")
def running():
    with stand_in_provider() as provider:
        yield provider


@pytest.fixture
def provider(running, settings, paul):
    running.use(settings)
    running.knows("ada")
    running.knows("eve", tid=OTHER_TENANT)
    running.knows("olga", groups=[])
    running.knows("slow", iat=int(time.time()) + 30)
    running.knows("wrong", iat=int(time.time()) + 300)
    return running


def at_council(page: Page, subject: str) -> None:
    # The stand-in's page asks another site for its style sheet.
    page.route(lambda url: "//localhost" not in url, lambda route: route.fulfill(body=""))
    page.goto("/admin/")
    page.get_by_role("link", name="Sign in with your council account").click()
    page.get_by_placeholder("sub").fill(subject)
    page.get_by_role("button", name="Authorize").click()


def forgive(errors: list[str], status: str) -> None:
    """Chromium reports a page with this status as an error."""
    errors[:] = [error for error in errors if f"status of {status}" not in error]


def test_council_account_signs_in_and_its_answer_works_once(page, provider, errors):
    assert violations_in_light_and_dark(page, "/admin/login/") == []
    with page.expect_request(re.compile("/admin/login/at/council/done/")) as answer:
        at_council(page, "ada")
    expect(page.get_by_role("button", name="Log out")).to_be_visible()
    page.get_by_role("button", name="Log out").click()

    page.goto(answer.value.url)
    expect(page.get_by_role("heading", name="Signing in did not work")).to_be_visible()
    assert violations(page) == []
    page.goto("/admin/")
    expect(page.get_by_role("button", name="Log in")).to_be_visible()
    forgive(errors, "401")


def test_clock_of_the_provider_may_be_half_a_minute_fast(page, provider):
    at_council(page, "slow")

    expect(page.get_by_role("button", name="Log out")).to_be_visible()


@pytest.mark.parametrize(
    ("subject", "status", "said"),
    [
        ("eve", "403", "This account belongs to another organisation."),
        ("olga", "403", "This account is in no group that may use the staff side."),
        ("wrong", "401", "gave no answer that holds"),
    ],
)
def test_others_are_told_why_they_stay_out(page, provider, errors, subject, status, said):
    at_council(page, subject)

    expect(page.get_by_text(said)).to_be_visible()
    assert violations(page) == []
    page.goto("/admin/")
    expect(page.get_by_role("button", name="Log in")).to_be_visible()
    forgive(errors, status)


def test_page_says_why_a_passkey_cannot_be_used(page, live_server):
    page.goto(f"{live_server.url.replace('localhost', '127.0.0.1')}/admin/login/")
    page.get_by_role("button", name="Sign in with a passkey").click()

    expect(page.get_by_role("alert")).to_contain_text("Passkeys need the name of the site")
    assert violations(page) == []
