"""Making a draft."""

from datetime import date

import pytest

from inspections import actions
from inspections.models import Edition, Grade, Inspection
from tests.builders.factories import create_draft, make_council

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]


def drafted(staff, grades=(("help_and_protection", "good"),), **fields):
    values = {
        "council": fields.pop("council", None) or make_council(),
        "framework": "ilacs-2023",
        "inspected_from": date(2023, 11, 27),
        "published_on": date(2024, 1, 25),
    }
    rows = [Grade(service="whole", judgement=code, grade=grade) for code, grade in grades]
    return create_draft(by=staff, grades=rows, **(values | fields))


def test_create_draft_makes_no_edition(staff):
    draft = drafted(staff)
    assert draft.status == "draft"
    assert draft.created_by == staff
    assert not Edition.objects.exists()


def test_create_draft_with_a_judgement_of_another_framework_is_refused(staff):
    with pytest.raises(actions.ActionRefusedError, match="not a judgement of ILACS 2023"):
        drafted(staff, grades=(("adoption", "good"),))
    assert not Inspection.objects.exists()


def test_create_draft_with_a_grade_of_the_other_scale_is_refused(staff):
    with pytest.raises(actions.ActionRefusedError, match="Adequate is not a grade of ILACS 2023"):
        drafted(staff, grades=(("leaders", "adequate"),))
