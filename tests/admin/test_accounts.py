"""Accounts: who changes whose rights, and what the audit log has of it."""

import time
from typing import Any

import pytest
from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group, User
from django.test import Client
from django.urls import reverse

from inspections.models import AuditEvent
from tests.builders.forms import fields_of, words

from .conftest import member_of, signed_in

pytestmark = pytest.mark.django_db
USERS, AUDIT = "/admin/auth/user/", "/admin/inspections/auditevent/"


@pytest.fixture
def administrator(groups: None) -> User:
    """May keep accounts, and nothing else."""
    return member_of("ann", "administrators")


@pytest.fixture
def as_administrator(administrator: User) -> Client:
    return signed_in(administrator)


def account_url(user: User) -> str:
    return reverse("admin:auth_user_change", args=[user.pk])


def account_form(client: Client, user: User) -> dict[str, Any]:
    return fields_of(client.get(account_url(user)).content.decode())


def last_event() -> tuple[str, str, str, str]:
    event = AuditEvent.objects.first()
    assert event is not None
    return event.kind, event.account, event.by, event.detail


def test_administrator_gives_groups_and_the_audit_log_says_so(as_administrator: Client, loader: User):
    publishers = Group.objects.get(name="publishers")
    form = account_form(as_administrator, loader) | {"groups": [publishers.pk]}

    as_administrator.post(account_url(loader), form)

    assert [group.name for group in loader.groups.all()] == ["publishers"]
    assert last_event() == ("rights_changed", "lena", "ann", "changed; open; groups: publishers")


def test_administrator_cannot_rise_above(as_administrator: Client, administrator: User, admin_user: User):
    form = account_form(as_administrator, administrator) | {"is_superuser": "on", "user_permissions": ["1"]}

    as_administrator.post(account_url(administrator), form)
    administrator.refresh_from_db()
    assert not administrator.is_superuser
    assert not administrator.user_permissions.exists()
    assert as_administrator.post(account_url(admin_user), {"username": "mine"}).status_code == 403
    password = reverse("admin:auth_user_password_change", args=[admin_user.pk])
    assert as_administrator.get(password).status_code == 403


def test_others_neither_keep_accounts_nor_read_the_audit_log(as_publisher: Client, as_loader: Client):
    for client in (as_publisher, as_loader):
        assert client.get(USERS).status_code == 403
        assert client.get(AUDIT).status_code == 403


def test_audit_log_is_read_and_never_changed(as_administrator: Client, loader: User):
    event = AuditEvent.objects.create(kind="failed", account="lena", address="192.0.2.1", network="192.0.2.1")

    assert "Failed to sign in lena 192.0.2.1" in words(as_administrator.get(AUDIT).content.decode())
    assert as_administrator.post(f"{AUDIT}{event.pk}/change/", {"account": "x"}).status_code == 403
    assert as_administrator.post(f"{AUDIT}{event.pk}/delete/", {"post": "yes"}).status_code == 403


def test_second_factor_that_was_lost_is_removed(as_administrator: Client, loader: User, admin_user: User):
    for user in (loader, admin_user):
        Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={"secret": "x"})

    chosen = {"action": "remove_second_factors", "_selected_action": [loader.pk, admin_user.pk]}
    as_administrator.post(USERS, chosen)

    assert [one.user for one in Authenticator.objects.all()] == [admin_user]
    assert last_event() == ("factor_removed", "lena", "ann", "")


def test_new_password_is_in_the_audit_log(as_administrator: Client, loader: User):
    address = reverse("admin:auth_user_password_change", args=[loader.pk])
    form = fields_of(as_administrator.get(address).content.decode())
    new = "four words of mine"

    as_administrator.post(address, form | {"password1": new, "password2": new, "usable_password": "true"})

    loader.refresh_from_db()
    assert loader.check_password(new)
    assert last_event()[:3] == ("rights_changed", "lena", "ann")


def test_rights_are_changed_only_by_who_has_just_confirmed_who_they_are(administrator: User, loader: User):
    client = signed_in(administrator)
    session: Any = client.session
    session[AUTHENTICATION_METHODS_SESSION_KEY] = [{"method": "mfa", "at": time.time() - 16 * 60}]
    session.save()
    Authenticator.objects.create(user=administrator, type=Authenticator.Type.TOTP, data={"secret": "x"})

    for address, form in (
        (account_url(loader), {"username": "other"}),
        (reverse("admin:auth_user_password_change", args=[loader.pk]), {}),
        (USERS, {"action": "remove_second_factors", "_selected_action": [loader.pk]}),
    ):
        assert client.post(address, form)["Location"].startswith("/admin/confirm/code/")
    loader.refresh_from_db()
    assert loader.username == "lena"
