"""What publishing asks of somebody: a second factor, and to have confirmed within 15 minutes who they are."""

import time
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator

from inspections.models import Inspection
from tests.admin.conftest import make_draft, signed_in
from tests.builders.factories import make_council
from tests.builders.forms import change_url, fields_of, opened, words

from .conftest import ELSEWHERE, browser, code_of, events, set_up_app, sign_in

pytestmark = pytest.mark.django_db
CONFIRM = "/admin/confirm/code/"


@pytest.fixture
def draft(paul) -> Inspection:
    return make_draft(make_council(), paul)


@pytest.fixture
def publish(draft) -> str:
    return f"/admin/inspections/inspection/{draft.pk}/publish/"


@pytest.fixture
def client(paul):
    """Paul's browser, signed in with a password."""
    client = browser()
    sign_in(client)
    return client


def sign_out(client):
    client.post("/admin/logout/")


def test_publishing_asks_to_set_up_a_second_factor_and_goes_on_then(client, publish, draft):
    asked = client.get(publish, follow=True)
    assert "Choose one; it takes a minute, and then you go on" in words(asked.content.decode())

    set_up_app(client)

    assert publish in client.get("/admin/second-factor/recovery-codes/").content.decode()
    page = client.get(publish)
    assert page.status_code == 200
    client.post(publish, fields_of(page.content.decode()))
    draft.refresh_from_db()
    assert draft.status == Inspection.Status.PUBLISHED


def test_form_sent_without_a_second_factor_publishes_nothing(client, publish, draft):
    assert client.post(publish, {"seen_version": draft.lock_version})["Location"] == "/admin/second-factor/"
    draft.refresh_from_db()
    assert draft.status == Inspection.Status.DRAFT


def test_password_alone_signs_in_nobody_with_a_second_factor(client):
    set_up_app(client)
    sign_out(client)

    assert sign_in(client)["Location"].startswith("/admin/login/code/")
    assert client.get("/admin/").status_code == 302


def test_code_signs_in_and_works_once(client):
    secret = set_up_app(client)
    for expected in (302, 200):
        sign_out(client)
        sign_in(client)
        assert client.post("/admin/login/code/", {"code": code_of(secret)}).status_code == expected

    assert ("signed_in", "paul", "password, totp") in events("signed_in")
    assert events("failed") == [("failed", "paul", "wrong code")]


def test_recovery_code_signs_in_and_works_once(client):
    set_up_app(client)
    shown = client.get("/admin/second-factor/recovery-codes/")
    code = shown.context["unused_codes"][0]
    for expected in (302, 200):
        sign_out(client)
        sign_in(client)
        assert client.post("/admin/login/code/", {"code": code}).status_code == expected


def test_codes_cannot_be_guessed(client):
    set_up_app(client)
    stranger = browser(ELSEWHERE)
    sign_in(stranger)
    for _ in range(5):
        assert stranger.post("/admin/login/code/", {"code": "000000"}).status_code == 200

    assert stranger.post("/admin/login/code/", {"code": "000000"}).status_code == 429


def test_publishing_asks_again_after_fifteen_minutes(client, publish, later):
    secret = set_up_app(client)
    later(timedelta(minutes=14))
    assert client.get(publish).status_code == 200
    later(timedelta(minutes=2))

    asked = client.get(publish)

    assert asked["Location"].startswith(CONFIRM)
    done = client.post(asked["Location"], {"code": code_of(secret, time.time())})
    assert done["Location"] == publish
    assert client.get(publish).status_code == 200
    assert events("confirmed")[-1] == ("confirmed", "paul", "TOTP Authenticator")


def test_password_is_no_confirmation_where_there_is_a_second_factor(client, publish, later):
    set_up_app(client)
    later(timedelta(minutes=16))

    client.post("/admin/confirm/password/", {"password": "paul"})

    assert client.get(publish)["Location"].startswith(CONFIRM)


def test_correction_that_was_sent_goes_on_after_the_confirmation(client, publish, draft, later):
    secret = set_up_app(client)
    client.post(publish, fields_of(client.get(publish).content.decode()))
    published = Inspection.objects.get(pk=draft.pk)
    form = opened(client, published) | {"reason": "The report says so", "report_url": "https://files.ofsted.gov.uk/1"}
    later(timedelta(minutes=16))

    asked = client.post(change_url(published), form)
    published.refresh_from_db()
    assert published.report_url == ""
    client.post(asked["Location"], {"code": code_of(secret, time.time())})

    published.refresh_from_db()
    assert published.report_url == "https://files.ofsted.gov.uk/1"


def test_draft_is_saved_without_a_second_factor(client, draft, paul):
    form = opened(client, draft) | {"note": "Checked"}

    assert client.post(change_url(draft), form)["Location"].startswith("/admin/inspections/")


def test_trial_without_a_second_factor_publishes(client, publish, settings, later):
    settings.SECOND_FACTOR_REQUIRED = False
    assert client.get(publish).status_code == 200
    later(timedelta(minutes=16))

    assert client.get(publish)["Location"].startswith("/admin/confirm/password/")


def test_secrets_of_second_factors_are_no_use_without_the_key(client, settings):
    secret = set_up_app(client)
    assert all(secret not in str(one.data) for one in Authenticator.objects.all())
    settings.SECRET_KEY = "another" * 10
    settings.SECRET_KEY_FALLBACKS = []
    sign_in(client)

    said = client.post("/admin/login/code/", {"code": code_of(secret)})

    assert said.status_code == 403
    assert "Your second factor can’t be read" in words(said.content.decode())


def test_passkey_is_asked_for_first_where_there_is_no_app(client, publish, paul):
    Authenticator.objects.create(user=paul, type=Authenticator.Type.WEBAUTHN, data={"name": "x", "credential": {}})
    Authenticator.objects.create(user=paul, type=Authenticator.Type.RECOVERY_CODES, data={"seed": "x"})

    assert client.get(publish)["Location"].startswith("/admin/confirm/passkey/")
    Authenticator.objects.filter(type=Authenticator.Type.WEBAUTHN).update(type=Authenticator.Type.TOTP)
    assert client.get(publish)["Location"].startswith("/admin/confirm/code/")


def test_every_page_opens(client, paul):
    set_up_app(client)
    passkey = Authenticator.objects.create(user=paul, type="webauthn", data={"name": "Mine", "credential": {}})
    pages = ["", "app/activate/", "app/deactivate/", "passkeys/", f"passkeys/{passkey.pk}/remove/"]
    pages += [f"recovery-codes/{page}" for page in ("", "generate/", "download/")]
    addresses = [f"/admin/second-factor/{page}" for page in pages]
    addresses += [f"/admin/confirm/{page}/" for page in ("code", "password")]
    addresses += ["/admin/password_change/", "/admin/logout/", "/admin/account-closed/", "/admin/login/cancelled/"]

    for address in addresses:
        response = client.get(address, follow=True)
        assert response.status_code == 200, address
        assert "{%" not in response.content.decode()


def test_app_is_removed_with_the_recovery_codes(client, paul):
    set_up_app(client)

    said = client.post("/admin/second-factor/app/deactivate/", follow=True)

    assert "Set up an app" in words(said.content.decode())
    assert not Authenticator.objects.exists()
    assert [detail for _, _, detail in events("factor_removed")] == ["TOTP Authenticator", "Recovery codes"]


def test_passkey_is_removed(client, paul):
    set_up_app(client)
    passkey = Authenticator.objects.create(user=paul, type="webauthn", data={"name": "Mine", "credential": {}})

    said = client.post(f"/admin/second-factor/passkeys/{passkey.pk}/remove/", follow=True)

    assert said.status_code == 200
    assert not Authenticator.objects.filter(type="webauthn").exists()


def test_password_is_changed(client, paul):
    new = "four words of mine"
    form = {"oldpassword": "paul", "password1": new, "password2": new}

    assert client.post("/admin/password_change/", form, follow=True).status_code == 200

    paul.refresh_from_db()
    assert paul.check_password(new)
    assert events("password_changed") == [("password_changed", "paul", "")]


def test_nobody_sets_a_password_who_signs_in_at_the_council(paul):
    paul.set_unusable_password()
    paul.save()

    said = signed_in(paul).get("/admin/password_change/", follow=True)

    assert "You sign in with your council account" in words(said.content.decode())
