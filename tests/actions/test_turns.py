"""Two people at the same moment, on a database that lets both in (SQLite's transactions are one at a time)."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest
from django.db import connection

from inspections import actions
from inspections.models import Edition, Grade, Inspection
from tests.builders.factories import create_draft, make_council

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.postgresql,
    pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite lets one in at a time"),
]


def at_once(*deeds):
    """What each deed returned or was refused with, all begun at the same moment in threads of their own."""
    start = Barrier(len(deeds))

    def run(deed):
        try:
            connection.ensure_connection()
            start.wait(timeout=30)
            return deed()
        except actions.ActionRefusedError as refusal:
            return str(refusal)
        finally:
            connection.close()

    with ThreadPoolExecutor(len(deeds)) as pool:
        return list(pool.map(run, deeds))


@pytest.fixture
def draft(staff):
    """Makes drafts of Testshire's inspection; one of another council's is published already."""
    council = make_council()

    def make(council=council):
        grade = Grade(service="whole", judgement="leaders", grade="good")
        return create_draft(
            by=staff,
            council=council,
            framework="ilacs-2023",
            inspected_from=date(2023, 11, 27),
            published_on=date(2024, 1, 25),
            grades=[grade],
        )

    actions.publish(make(make_council("farland")), by=staff)
    return make


def test_of_two_drafts_of_one_inspection_published_at_once_one_is_refused(staff, draft):
    first, second = draft(), draft()
    outcomes = at_once(lambda: actions.publish(first, by=staff), lambda: actions.publish(second, by=staff))
    refused = [outcome for outcome in outcomes if isinstance(outcome, str)]
    assert len(refused) == 1
    assert "is published already" in refused[0]
    assert Inspection.objects.published().filter(council__slug="testshire").count() == 1


def test_one_draft_published_twice_at_once_makes_one_edition(staff, draft):
    mine = draft()
    at_once(*[lambda: actions.publish(Inspection.objects.get(pk=mine.pk), by=staff)] * 2)
    assert Edition.objects.filter(changes__inspection=mine).count() == 1


def test_corrections_at_once_are_both_made_and_numbered(staff, draft):
    inspection = actions.publish(draft(), by=staff)
    at_once(
        lambda: actions.correct(inspection, by=staff, reason="Name", fields={"lead_inspector": "Pat Example"}),
        lambda: actions.correct(
            inspection, by=staff, reason="Grade", grades={"whole.leaders": {"grade": "outstanding"}}
        ),
    )
    inspection.refresh_from_db()
    assert (inspection.lead_inspector, inspection.grades.get().grade) == ("Pat Example", "outstanding")
    assert list(Edition.objects.order_by("number").values_list("number", flat=True)) == [1, 2, 3, 4]
