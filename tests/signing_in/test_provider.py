"""Signing in with a council's account: who gets in, and with which names and rights."""

import time
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from django.contrib.auth.models import User

from tests.admin.conftest import make_draft
from tests.builders.factories import make_council
from tests.builders.forms import words
from tests.builders.provider import OTHER_TENANT, stand_in_provider

from .conftest import browser, events

pytestmark = pytest.mark.django_db
AT_COUNCIL = "/admin/login/at/council/"


@pytest.fixture(scope="module")
def running():
    with stand_in_provider() as provider:
        yield provider


@pytest.fixture
def provider(running, settings, paul):
    """The stand-in, which the site takes for the council's provider. Nobody but Paul has an account."""
    running.use(settings)
    return running


def sign_in_there(client, provider, subject="ada", address=AT_COUNCIL):
    """What the site answers to somebody who comes back from the provider."""
    return client.get(provider.answers(client.get(address)["Location"], subject))


def groups(user):
    return sorted(user.groups.values_list("name", flat=True))


def test_member_of_a_group_gets_in_with_names_and_rights(provider):
    provider.knows("ada", groups=["g-publish", "g-load"])
    client = browser()

    assert sign_in_there(client, provider)["Location"] == "/admin/"

    ada = User.objects.get(username="ada.lovelace@testshire.example")
    assert (ada.first_name, ada.last_name, ada.email) == ("Ada", "Lovelace", "ada.lovelace@testshire.example")
    assert groups(ada) == ["loaders", "publishers"]
    assert not ada.is_superuser
    assert not ada.has_usable_password()
    assert client.get("/admin/").status_code == 200
    assert events() == [
        ("rights_changed", ada.username, "groups: loaders, publishers"),
        ("signed_in", ada.username, "provider"),
    ]


def test_names_and_rights_are_taken_over_each_time(provider):
    provider.knows("ada")
    sign_in_there(browser(), provider)
    provider.knows("ada", family_name="King", groups=["g-load"])
    sign_in_there(browser(), provider)

    ada = User.objects.get(first_name="Ada")
    assert (ada.last_name, groups(ada)) == ("King", ["loaders"])


@pytest.mark.parametrize(
    ("claims", "reason"),
    [
        ({"tid": OTHER_TENANT}, "This account belongs to another organisation."),
        ({"tid": None}, "This account belongs to another organisation."),
        ({"preferred_username": "ada@other.example"}, "The address of this account isn’t one of the council’s."),
        ({"email": "ada@other.example"}, "The address of this account isn’t one of the council’s."),
        ({"email": "", "preferred_username": ""}, "The address of this account isn’t one of the council’s."),
        ({"groups": []}, "This account is in no group that may use the staff side."),
        ({"groups": ["g-of-something-else"]}, "This account is in no group that may use the staff side."),
        ({"groups": [], "_claim_names": {"groups": "src1"}}, "You are in more groups than"),
    ],
)
def test_others_stay_out_and_are_told_why(provider, claims, reason):
    provider.knows("eve", **claims)
    client = browser()

    refused = sign_in_there(client, provider, "eve")

    assert refused.status_code == 403
    assert reason in words(refused.content.decode())
    assert client.get("/admin/").status_code == 302
    assert list(User.objects.values_list("username", flat=True)) == ["paul"]
    assert [kind for kind, _, _ in events()] == ["refused"]


def test_whoever_left_the_group_stays_out(provider):
    provider.knows("ada")
    sign_in_there(browser(), provider)
    provider.knows("ada", groups=[])

    assert sign_in_there(browser(), provider).status_code == 403


def test_account_closed_here_stays_closed(provider):
    provider.knows("ada")
    sign_in_there(browser(), provider)
    User.objects.filter(first_name="Ada").update(is_active=False)
    client = browser()

    assert sign_in_there(client, provider)["Location"] == "/admin/account-closed/"
    assert client.get("/admin/").status_code == 302


def test_account_of_the_same_name_or_address_is_not_taken_over(provider, paul):
    paul.email = "paul@testshire.example"
    paul.save()
    provider.knows("impostor", preferred_username="paul", email="paul@testshire.example")
    sign_in_there(browser(), provider, "impostor")

    paul.refresh_from_db()
    assert paul.first_name == "Paul"
    assert User.objects.count() == 2


@pytest.mark.parametrize(("seconds", "status"), [(45, 302), (-3600 - 45, 302), (120, 401), (-3600 - 120, 401)])
def test_clocks_may_differ_by_a_minute(provider, seconds, status):
    now = int(time.time())
    provider.knows("ada", iat=now + seconds, exp=now + 3600 + seconds)

    assert sign_in_there(browser(), provider).status_code == status


@pytest.mark.parametrize("claims", [{"aud": "another-site"}, {"iss": "https://evil.example"}])
def test_token_of_somebody_else_is_refused(provider, claims):
    provider.knows("ada", **claims)

    assert sign_in_there(browser(), provider).status_code == 401


def test_answer_of_the_provider_works_once_and_in_one_browser(provider):
    provider.knows("ada")
    client = browser()
    answer = provider.answers(client.get(AT_COUNCIL)["Location"], "ada")

    assert browser().get(answer).status_code == 401
    assert client.get(answer).status_code == 302
    client.post("/admin/logout/")
    assert client.get(answer).status_code == 401


@pytest.mark.parametrize("claims", [{"nonce": "of-another-sign-in"}, {"nonce": None}])
def test_token_that_another_sign_in_asked_for_is_refused(provider, claims):
    provider.knows("ada", **claims)
    client = browser()

    refused = sign_in_there(client, provider)

    assert refused.status_code == 403
    assert "answered something else than it was asked" in words(refused.content.decode())
    assert client.get("/admin/").status_code == 302


def test_each_sign_in_asks_for_a_nonce_of_its_own_whatever_its_address_says(provider):
    address = f"{AT_COUNCIL}?auth_params=nonce%3Dof-a-stranger"
    nonces = [parse_qs(urlsplit(browser().get(address)["Location"]).query)["nonce"] for _ in range(2)]

    assert [len(nonce) for nonce in nonces] == [1, 1]
    assert nonces[0] != nonces[1]
    assert ["of-a-stranger"] not in nonces


def test_accounts_are_not_joined(provider, paul):
    provider.knows("ada")
    client = browser()
    client.post("/admin/login/", {"login": "paul", "password": "paul"})

    assert sign_in_there(client, provider, address=f"{AT_COUNCIL}?process=connect").status_code == 403


@pytest.fixture
def publish(paul):
    return f"/admin/inspections/inspection/{make_draft(make_council(), paul).pk}/publish/"


def test_publishing_asks_for_no_second_factor_here_but_again_at_the_council(provider, publish, later):
    provider.knows("ada")
    client = browser()
    sign_in_there(client, provider)
    assert client.get(publish).status_code == 200
    later(timedelta(minutes=16))
    provider.knows("ada", auth_time=int(time.time()))

    asked = client.get(publish)["Location"]
    to_provider = client.get(asked)["Location"]
    assert "prompt=login" in to_provider
    back = client.get(provider.answers(to_provider, "ada"))["Location"]

    assert client.get(back)["Location"] == publish
    assert client.get(publish).status_code == 200
    assert events("confirmed")[-1][2] == "provider"


@pytest.mark.parametrize(
    ("subject", "claims"),
    [("ada", {"auth_time": 1}), ("ada", {"auth_time": 0}), ("bob", {"preferred_username": "bob@testshire.example"})],
)
def test_confirmation_is_by_the_same_person_just_now(provider, publish, later, subject, claims):
    provider.knows("ada")
    client = browser()
    sign_in_there(client, provider)
    later(timedelta(minutes=16))
    provider.knows(subject, **({"auth_time": int(time.time())} | claims))

    to_provider = client.get(client.get(publish)["Location"])["Location"]
    refused = client.get(provider.answers(to_provider, subject))

    assert refused.status_code == 403
    assert client.get(publish).status_code == 302


def test_without_a_provider_there_is_no_such_address(client, settings):
    settings.OIDC_ISSUER = ""

    assert client.get(AT_COUNCIL).status_code == 404
    assert "council account" not in client.get("/admin/login/").content.decode()
