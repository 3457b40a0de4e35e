"""How long somebody stays signed in."""

from datetime import timedelta

import pytest

from tests.builders.forms import words

from .conftest import browser, events, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(paul):
    """Paul's browser."""
    client = browser()
    sign_in(client)
    return client


def test_session_in_use_goes_on(client, later):
    for _ in range(4):
        later(timedelta(minutes=29))
        assert client.get("/admin/").status_code == 200


def test_somebody_away_for_half_an_hour_is_asked_who_they_are(client, later):
    later(timedelta(minutes=31))

    for address in ("/admin/", "/admin/upload-reports/", "/admin/second-factor/"):
        assert client.get(address)["Location"].startswith("/admin/confirm/password/")
    client.post("/admin/confirm/password/", {"password": "paul"})
    assert client.get("/admin/").status_code == 200


def test_wrong_answer_opens_nothing_and_is_counted(client, later):
    later(timedelta(minutes=31))

    for _ in range(5):
        client.post("/admin/confirm/password/", {"password": "x"})

    assert client.post("/admin/confirm/password/", {"password": "paul"}).status_code == 429
    assert client.get("/admin/").status_code == 302
    assert len(events("failed")) == 5


def test_form_sent_after_half_an_hour_is_not_lost(client, paul, later):
    paul.is_superuser = True
    paul.save()
    later(timedelta(minutes=31))
    asked = client.post("/admin/inspections/inspection/add/", {"framework": "ilacs-2023", "note": "Long work"})

    back = client.post(asked["Location"], {"password": "paul"})

    assert "Long work" in back.content.decode()
    assert 'action="/admin/inspections/inspection/add/"' in back.content.decode()


def test_after_twelve_hours_one_signs_in_again(client, later):
    for _ in range(25):
        later(timedelta(minutes=29))
        response = client.get("/admin/", follow=True)

    assert response.redirect_chain[-1][0] == "/admin/login/?next=/admin/"
    assert "You were signed out after twelve hours." in words(response.content.decode())
    assert events("session_ended") == [("session_ended", "paul", "")]


def test_session_ends_with_the_browser(client):
    assert client.cookies["sessionid"]["max-age"] == ""
    assert client.cookies["sessionid"]["httponly"] is True


def test_public_pages_know_nothing_of_it(client, later):
    later(timedelta(minutes=31))

    response = client.get("/about/")

    assert response.status_code == 200
    assert "cookie" not in response.get("Vary", "").lower()
