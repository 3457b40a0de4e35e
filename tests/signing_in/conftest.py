"""Browsers that sign in as people do, at addresses of their own, and a clock that can be put on."""

import base64
import hmac
import struct
import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.http import HttpResponse
from django.test import Client, TestCase
from django.utils import timezone

from inspections.models import AuditEvent
from inspections.staff import set_up_groups
from tests.admin.conftest import member_of

OFFICE, ELSEWHERE = "192.0.2.10", "203.0.113.5"
SIGN_IN = "/admin/login/"
PASSWORD = "paul"


@pytest.fixture(autouse=True)
def _plain_http(settings: Any, tmp_path: Any) -> None:
    settings.SECURE_SSL_REDIRECT = False
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def paul(db: None) -> User:
    """A publisher; the password is the name."""
    set_up_groups()
    return member_of("paul", "publishers")


def browser(address: str = OFFICE) -> Client:
    return Client(REMOTE_ADDR=address)


def sign_in(client: Client, name: str = "paul", password: str = PASSWORD) -> HttpResponse:
    return client.post(SIGN_IN, {"login": name, "password": password})


def fail(client: Client, times: int, name: str = "paul") -> None:
    for _ in range(times):
        assert sign_in(client, name, "guess").status_code == 200


def events(*kinds: str) -> list[tuple[str, str, str]]:
    """Kind, account and detail of what is in the audit log, earliest first."""
    kept = AuditEvent.objects.order_by("id")
    if kinds:
        kept = kept.filter(kind__in=kinds)
    return list(kept.values_list("kind", "account", "detail"))


def code_of(secret: str, moment: float | None = None) -> str:
    """What an authenticator app shows."""
    counter = struct.pack(">Q", int(moment or time.time()) // 30)
    digest = hmac.new(base64.b32decode(secret), counter, "sha1").digest()
    start = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[start : start + 4])[0] & 0x7FFFFFFF) % 10**6:06}"


def set_up_app(client: Client) -> str:
    """Set up an authenticator app as the pages ask, and return its secret. One recovery code is used."""
    client.get("/admin/second-factor/app/activate/")
    secret: str = client.session["mfa.totp.secret"]
    with TestCase.captureOnCommitCallbacks(execute=True):
        response = client.post("/admin/second-factor/app/activate/", {"code": code_of(secret)})
    assert response.status_code == 302, response.context["form"].errors
    # What follows on the commit comes too late here for the session.
    spare = client.get("/admin/second-factor/recovery-codes/").context["unused_codes"][-1]
    client.post("/admin/confirm/code/", {"code": spare})
    return secret


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Callable[[timedelta], None]:
    """Puts the clock on."""
    really, really_now, passed = time.time, timezone.now, [timedelta()]
    monkeypatch.setattr("time.time", lambda: really() + passed[0].total_seconds())
    monkeypatch.setattr("django.utils.timezone.now", lambda: really_now() + passed[0])

    def put_on(by: timedelta) -> None:
        passed[0] += by

    return put_on
