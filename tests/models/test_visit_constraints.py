"""What the database itself refuses of visits."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from inspections.models import Edition, EditionChange, Report, Visit, VisitArea
from tests.builders.factories import make_inspection, make_report, make_user, make_visit

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]


@pytest.mark.parametrize(
    "values",
    [
        {"published_by": None, "published_at": None},
        {"status": "withdrawn"},
        {"status": "secret"},
        {"kind": "inspection"},
        {"visited_from": None},
        {"visited_to": date(2024, 11, 4)},
        {"published_on": date(2024, 11, 4), "counts_from": date(2024, 11, 4)},
        {"counts_from": date(2024, 11, 5)},
    ],
)
def test_the_database_itself_refuses_an_impossible_visit(values):
    visit = make_visit()
    with pytest.raises(IntegrityError), transaction.atomic():
        Visit.objects.filter(pk=visit.pk).update(**values)


def test_a_draft_needs_no_day():
    assert make_visit(published=False, visited_from=None, published_on=None).counts_from is None


def test_a_council_has_one_published_visit_on_a_day():
    make_visit()
    make_visit(published=False)
    with pytest.raises(IntegrityError), transaction.atomic():
        make_visit(published_on=date(2025, 1, 7))


def test_an_area_stands_once_in_its_place():
    visit = make_visit()
    VisitArea.objects.create(visit=visit, kind="improvement", order=1, text="Supervision.")
    VisitArea.objects.create(visit=visit, kind="priority_action", order=1, text="Supervision.")
    with pytest.raises(IntegrityError), transaction.atomic():
        VisitArea.objects.create(visit=visit, kind="improvement", order=1, text="Plans.")


def test_a_change_and_a_report_are_about_one_thing():
    inspection, visit = make_inspection(), make_visit()
    report = make_report(inspection, "Said.")
    edition = Edition.objects.create(number=1, kind="load", made_at=report.read_at, made_by=make_user())
    with pytest.raises(IntegrityError), transaction.atomic():
        EditionChange.objects.create(edition=edition, inspection=inspection, visit=visit, field="note")
    with pytest.raises(IntegrityError), transaction.atomic():
        Report.objects.filter(pk=report.pk).update(visit=visit)
