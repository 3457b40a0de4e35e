"""The account for emergencies."""

import re
from datetime import timedelta
from io import StringIO

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command

from .conftest import browser, events, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def password() -> str:
    out = StringIO()
    call_command("break_glass", stdout=out)
    return re.search(r"password  (\S+)", out.getvalue())[1]


def test_opened_account_signs_in_with_all_rights(password):
    client = browser()

    assert sign_in(client, "break-glass", password)["Location"] == "/admin/"
    assert client.get("/admin/auth/user/").status_code == 200
    assert events("break_glass") == [("break_glass", "break-glass", "opened")]


def test_it_closes_by_itself_after_four_hours(password, later):
    later(timedelta(hours=4, minutes=1))

    assert sign_in(browser(), "break-glass", password)["Location"] == "/admin/account-closed/"
    assert not User.objects.get(username="break-glass").is_active
    assert ("break_glass", "break-glass", "closed") in events()


def test_closing_ends_its_sessions(password):
    client = browser()
    sign_in(client, "break-glass", password)

    call_command("break_glass", close=True, stdout=StringIO())

    assert client.get("/admin/").status_code == 302
    assert sign_in(browser(), "break-glass", password).status_code == 200
    with pytest.raises(CommandError, match="not open"):
        call_command("break_glass", close=True)


def test_each_opening_has_a_password_of_its_own(password):
    call_command("break_glass", stdout=StringIO())

    assert sign_in(browser(), "break-glass", password).status_code == 200
