"""`manage.py set_up`: what it does to an empty site and what it leaves alone."""

import pytest
from django.core.management import call_command

from dashboard.management.commands import set_up
from tests.builders.factories import make_inspection

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]


@pytest.fixture
def commands(monkeypatch):
    """The names of the commands that it calls, which are noted instead."""
    called = []
    monkeypatch.setattr(set_up, "call_command", lambda name, **_options: called.append(name))
    monkeypatch.setattr(set_up, "collect_if_changed", lambda: False)
    return called


def test_empty_site_gets_the_data(commands):
    call_command("set_up")

    assert commands == ["migrate", "set_up_staff", "import_grades"]


def test_data_on_record_are_left_as_staff_have_them(commands):
    make_inspection()

    call_command("set_up")

    assert "import_grades" not in commands
