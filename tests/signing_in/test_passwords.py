"""A forgotten password: a link by e-mail, which works once, and an answer that tells strangers nothing."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core import mail
from django.core.mail import EmailMessage

from inspections.signing_in import letters
from tests.builders.forms import words

from .conftest import ELSEWHERE, browser, events, sign_in

pytestmark = pytest.mark.django_db
FORGOTTEN = "/admin/password-forgotten/"
NEW = "four words put together"


@pytest.fixture(autouse=True)
def _mail(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """E-mail is set up, and sent before the answer."""
    settings.EMAIL_URL = "smtp://mail.example"
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"

    def send_now(messages: list[EmailMessage]) -> None:
        for message in messages:
            message.send()

    monkeypatch.setattr(letters, "send_beside", send_now)


@pytest.fixture
def paul(paul: User) -> User:
    paul.email = "paul@testshire.example"
    paul.save()
    return paul


def ask(name: str, address: str = ELSEWHERE) -> str:
    return words(browser(address).post(FORGOTTEN, {"name": name}).content.decode())


def link_in_mail() -> str:
    found = re.search(r"http://testserver(/\S+)", str(mail.outbox[-1].body))
    assert found
    return found[1]


def choose(link: str, password: str = NEW) -> Any:
    return browser().post(link, {"new_password1": password, "new_password2": password})


@pytest.mark.parametrize("name", ["paul", "PAUL@testshire.example"])
def test_link_is_sent_and_sets_another_password(paul: User, name: str):
    assert "a link is on its way" in ask(name)
    assert mail.outbox[0].to == ["paul@testshire.example"]
    assert choose(link_in_mail()).headers["Location"] == "/admin/login/"
    assert sign_in(browser(), password=NEW).status_code == 302
    assert sign_in(browser(), password="paul").status_code == 200
    assert ("password_changed", "paul", "forgotten") in events("password_changed")
    assert events("reset_asked") == [("reset_asked", "paul", "")]


def test_link_works_once(paul: User):
    ask("paul")
    link = link_in_mail()
    choose(link)
    response = choose(link, "another set of words")
    assert response.status_code == 404
    assert "This link is over" in words(response.content.decode())
    assert sign_in(browser(), password=NEW).status_code == 302


def test_link_is_over_after_an_hour(paul: User, later: Callable[[timedelta], None]):
    ask("paul")
    later(timedelta(minutes=61))
    assert choose(link_in_mail()).status_code == 404


def test_link_for_one_purpose_is_none_for_another(paul: User):
    ask("paul")
    assert choose(link_in_mail().replace("/forgotten/", "/invitation/")).status_code == 404


def test_weak_password_is_refused(paul: User):
    ask("paul")
    assert "too short" in words(choose(link_in_mail(), "short").content.decode())


@pytest.mark.parametrize("fields", [{"is_active": False}, {"is_staff": False}, {"email": ""}, {"password": "!none"}])
def test_answer_is_the_same_where_nothing_is_sent(paul: User, fields: dict[str, Any]):
    known = ask("paul")
    mail.outbox.clear()
    User.objects.filter(pk=paul.pk).update(**fields)
    assert ask("paul") == known
    assert ask("nobody") == known
    assert mail.outbox == []


def test_few_links_are_sent_to_one_account_and_few_asked_for_from_one_place(paul: User):
    for number in range(4):
        ask("paul", f"203.0.113.{number}")
    assert len(mail.outbox) == 3
    for _ in range(10):
        ask("nobody", "198.51.100.7")
    response = browser("198.51.100.7").post(FORGOTTEN, {"name": "nobody"})
    assert response.status_code == 429
    assert response.headers["Retry-After"] == "3600"


def test_what_was_typed_is_not_in_the_audit_log(db: None):
    ask("a password typed here by mistake")
    assert "mistake" not in str(events())


def test_page_is_offered_only_where_mail_is_set_up(paul: User, settings: Any):
    assert FORGOTTEN in browser().get("/admin/login/").content.decode()
    settings.EMAIL_URL = ""
    assert FORGOTTEN not in browser().get("/admin/login/").content.decode()
    assert browser().get(FORGOTTEN).status_code == 404


def test_mail_that_cannot_be_sent_is_no_error_for_the_reader(paul: User, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(EmailMessage, "send", lambda _: (_ for _ in ()).throw(OSError("no route")))
    assert letters.send(EmailMessage("Subject", "Body", to=["paul@testshire.example"])) == "no route"
