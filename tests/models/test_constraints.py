"""What the database itself refuses."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from inspections.models import Edition, Grade, Inspection
from tests.builders.factories import make_inspection, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]


@pytest.fixture
def staff():
    return make_user("clerk")


@pytest.mark.parametrize(
    "values",
    [
        {"status": "published", "published_by": None, "published_at": None},
        {"status": "withdrawn"},
        {"status": "secret"},
        {"inspected_from_known_to": "month"},
        {"inspected_to": date(2023, 11, 1)},
        {"published_on": date(2023, 1, 1), "counts_from": date(2023, 1, 1)},
        {"counts_from": date(2020, 1, 1)},
    ],
)
def test_the_database_itself_refuses_an_impossible_inspection(values):
    inspection = make_inspection()
    with pytest.raises(IntegrityError), transaction.atomic():
        Inspection.objects.filter(pk=inspection.pk).update(**values)


@pytest.mark.parametrize(
    "values",
    [
        {"grade": "excellent"},
        {"provenance": "hearsay"},
        {"provenance": "derived", "note": ""},
        {"paragraph_first": 9, "paragraph_last": 3},
        {"paragraph_first": 9, "paragraph_last": None},
    ],
)
def test_the_database_itself_refuses_an_impossible_grade(values):
    grade = make_inspection().grades.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        Grade.objects.filter(pk=grade.pk).update(**values)


def test_the_database_itself_refuses_a_second_grade_for_a_judgement():
    grade = make_inspection().grades.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        Grade.objects.create(
            inspection=grade.inspection, service=grade.service, judgement=grade.judgement, grade="good"
        )


def test_the_database_itself_refuses_a_correction_without_a_reason(staff):
    with pytest.raises(IntegrityError), transaction.atomic():
        Edition.objects.create(number=1, kind="correct", made_at=timezone.now(), made_by=staff)
