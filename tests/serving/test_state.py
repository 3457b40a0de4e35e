"""The state of the record: another one after everything that public pages show, the same one after anything else."""

from datetime import date

import pytest
from django.contrib.auth import get_user_model

from dashboard.serving.state import PublicState
from inspections import actions
from inspections.models import OfficialOutcomes
from tests.builders.factories import make_inspection, make_user

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgresql]


@pytest.fixture
def state():
    asked = PublicState()
    yield asked
    asked._forget()


def test_it_stays_the_same_while_nothing_public_changes(state):
    before = state()
    assert before is not None
    get_user_model().objects.create_user("loader")
    make_inspection(published=False)
    assert state() == before


def test_an_edition_changes_it_at_once(state):
    inspection = make_inspection()
    before = state()
    actions.correct(inspection, by=make_user(), reason="A test.", fields={"note": "Corrected."})
    assert state() != before


def test_ofsteds_statistics_change_it(state):
    before = state()
    day = date(2024, 3, 31)
    kept = OfficialOutcomes.objects.create(as_at=day, published_by=day, file_name="a.ods", outcomes=[])
    with_one = state()
    kept.save()
    assert len({before, with_one, state()}) == 3


def test_it_is_unknown_while_the_database_is_away_and_known_again_after(state, monkeypatch):
    before = state()
    monkeypatch.setattr("dashboard.serving.state._VERSION", dict.fromkeys(("sqlite", "postgresql"), "SELECT nothing"))
    assert state() is None
    monkeypatch.undo()
    assert state() == before
