"""A small fictional world for the tests of the staff side: a council, an inspection, a loader and a publisher."""

import time
from datetime import date
from typing import Any

import pytest
from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.test import Client

from inspections import actions
from inspections.models import Council, Grade, Inspection
from inspections.signing_in.sessions import BEGAN, SEEN
from inspections.staff import set_up_groups
from tests.builders.factories import create_draft, make_council


@pytest.fixture(autouse=True)
def _files_of_its_own(settings: Any, tmp_path: Any) -> None:
    """No test finds the files of another, and none is sent on to https."""
    settings.SECURE_SSL_REDIRECT = False
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def groups(db: None) -> None:
    """The two groups with their rights."""
    set_up_groups()


def member_of(name: str, *groups: str) -> Any:
    """A staff account in the groups; the password is the name."""
    user = get_user_model().objects.create_user(name, password=name, is_staff=True, first_name=name.title())
    user.groups.add(*Group.objects.filter(name__in=groups))
    return user


@pytest.fixture
def loader(groups: None) -> Any:
    """May load and edit drafts."""
    return member_of("lena", "loaders")


@pytest.fixture
def publisher(groups: None) -> Any:
    """May publish, correct and withdraw."""
    return member_of("paul", "publishers")


def signed_in(user: Any) -> Client:
    """A client signed in as the user just now, with a second factor."""
    client = Client()
    client.force_login(user)
    session, now = client.session, time.time()
    session[AUTHENTICATION_METHODS_SESSION_KEY] = [{"method": "mfa", "at": now, "reauthenticated": True}]
    session["account_authentication_methods_user"] = str(user.pk)
    session.update({BEGAN: now, SEEN: now})
    session.save()
    return client


@pytest.fixture
def as_loader(loader: Any) -> Client:
    """A loader's browser."""
    return signed_in(loader)


@pytest.fixture
def as_publisher(publisher: Any) -> Client:
    """A publisher's browser."""
    return signed_in(publisher)


@pytest.fixture
def council(db: None) -> Council:
    """Testshire."""
    return make_council()


def make_draft(council: Council, by: Any, framework: str = "slac-2010", **fields: Any) -> Inspection:
    """A draft with one grade, inspected on 28 November 2011 and published on 25 January 2012."""
    values = {"inspected_from": date(2011, 11, 28), "published_on": date(2012, 1, 25), **fields}
    grade = Grade(service="safeguarding", judgement="overall_effectiveness", grade="good")
    return create_draft(by=by, council=council, framework=framework, grades=[grade], **values)


@pytest.fixture
def draft(council: Council, loader: Any) -> Inspection:
    """A draft of Testshire's."""
    return make_draft(council, loader)


@pytest.fixture
def published(council: Council, publisher: Any) -> Inspection:
    """Testshire's inspection, published."""
    return actions.publish(make_draft(council, publisher), by=publisher)
