"""The state of the record: another one after everything that public pages show, the same one after anything else."""

from datetime import date
from itertools import pairwise

import pytest
from django.contrib.auth import get_user_model
from django.utils import timezone

from dashboard.serving.state import PublicState
from inspections import actions
from inspections.models import OfficialOutcomes, OfstedLook, OfstedPublication
from tests.builders.factories import make_inspection, make_report, make_user

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


def test_a_look_at_ofsteds_site_and_what_waits_change_it(state):
    inspection = make_inspection()
    states = [state()]
    OfstedLook.objects.create(began_at=timezone.now(), ended_at=timezone.now(), pages=1)
    states.append(state())
    publication = OfstedPublication.objects.create(
        council=inspection.council, address="https://a.example", title="A", published_on=date(2024, 1, 1)
    )
    states.append(state())
    make_report(inspection, "A paragraph.")
    publication.report = inspection.reports.get()
    publication.save()
    states.append(state())
    assert [before != after for before, after in pairwise(states)] == [True, True, True]
    assert states[1] == states[3]
