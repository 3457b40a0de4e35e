"""Inviting people: an account with its rights, and a link that is sent or handed over."""

import re
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core import mail
from django.test import Client

from inspections.models import AuditEvent
from tests.builders.forms import words

from .conftest import member_of, signed_in

pytestmark = pytest.mark.django_db
INVITE = "/admin/people/invite/"
NEW = "four words put together"
GRACE = {"email": "Grace@testshire.example", "first_name": "Grace", "last_name": "Hill", "role": "both"}


@pytest.fixture
def as_administrator(groups: None) -> Client:
    return signed_in(member_of("ann", "administrators"))


def link_of(client: Client, **answers: str) -> str:
    """The link that the page shows, without e-mail."""
    page = words(client.post(INVITE, GRACE | answers).content.decode())
    found = re.search(r"http://testserver(/\S+)", page)
    assert found, page
    return found[1]


def choose(link: str) -> Any:
    return Client().post(link, {"new_password1": NEW, "new_password2": NEW})


def test_link_to_hand_over_leads_to_a_password_and_a_second_factor(as_administrator: Client):
    response = choose(link_of(as_administrator))
    assert response.headers["Location"] == "/admin/login/?next=%2Fadmin%2Fsecond-factor%2F"
    signed = Client().post(response.headers["Location"], {"login": "grace@testshire.example", "password": NEW})
    assert signed.headers["Location"] == "/admin/second-factor/"


@pytest.mark.parametrize(
    ("role", "expected"),
    [
        ("loader", {"loaders"}),
        ("publisher", {"publishers"}),
        ("both", {"loaders", "publishers"}),
        ("administrator", {"administrators"}),
    ],
)
def test_invited_gets_the_rights_of_the_role_and_the_audit_log_says_so(
    as_administrator: Client, role: str, expected: set[str]
):
    link_of(as_administrator, role=role)
    account = User.objects.get(username="grace@testshire.example")
    assert set(account.groups.values_list("name", flat=True)) == expected
    assert (account.is_staff, account.is_superuser, account.has_usable_password()) == (True, False, False)
    event = AuditEvent.objects.first()
    assert event
    assert (event.kind, event.account, event.by) == ("invited", "grace@testshire.example", "ann")
    assert expected <= set(re.split(r"[ ,:]+", event.detail))


def test_invitation_is_sent_where_mail_is_set_up(as_administrator: Client, settings: Any):
    settings.EMAIL_URL = "smtp://mail.example"
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    page = words(as_administrator.post(INVITE, GRACE, follow=True).content.decode())
    assert "The invitation is on its way to grace@testshire.example." in page
    assert "/password/invitation/" not in page
    message = mail.outbox[0]
    assert message.subject == "You are invited to the staff side of Children’s services inspections"
    assert "Ann has made an account for you" in message.body
    link = re.search(r"http://testserver(/\S+)", str(message.body))
    assert link
    assert choose(link[1]).status_code == 302


def test_link_is_shown_where_the_mail_server_fails(as_administrator: Client, settings: Any):
    settings.EMAIL_URL = "smtp://mail.example"
    settings.EMAIL_BACKEND = "tests.admin.test_inviting.Unreachable"
    page = words(as_administrator.post(INVITE, GRACE).content.decode())
    assert "No e-mail could be sent (no route)." in page
    assert "/password/invitation/" in page


class Unreachable:
    """A mail server that can't be reached."""

    def __init__(self, **_: Any) -> None:
        pass

    def send_messages(self, _messages: Any) -> None:
        raise OSError("no route")


def test_another_invitation_ends_the_first_link(as_administrator: Client):
    first = link_of(as_administrator)
    second = link_of(as_administrator, role="loader")
    assert choose(first).status_code == 404
    assert choose(second).status_code == 302
    assert [group.name for group in User.objects.get(email="grace@testshire.example").groups.all()] == ["loaders"]


def test_account_in_use_is_not_invited_again(as_administrator: Client, publisher: Any):
    publisher.email = "grace@testshire.example"
    publisher.save()
    page = words(as_administrator.post(INVITE, GRACE).content.decode())
    assert "paul has this address already." in page
    publisher.refresh_from_db()
    assert publisher.has_usable_password()


@pytest.mark.parametrize("rights", ["loaders", "publishers"])
def test_only_administrators_invite(groups: None, rights: str):
    client = signed_in(member_of("olga", rights))
    assert client.get(INVITE).status_code == 403
    assert client.post(INVITE, GRACE).status_code == 403
    assert not User.objects.filter(email="grace@testshire.example").exists()


def test_inviting_asks_first_who_one_is(groups: None):
    client = Client()
    client.force_login(member_of("ann", "administrators"))
    assert client.post(INVITE, GRACE).status_code == 302
    assert not User.objects.filter(email="grace@testshire.example").exists()


def test_list_of_people_leads_there(as_administrator: Client):
    assert INVITE in as_administrator.get("/admin/auth/user/").content.decode()
