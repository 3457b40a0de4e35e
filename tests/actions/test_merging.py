"""Two records of one inspection become one, in the open."""

from datetime import date

import pytest

from inspections import actions
from inspections.models import Grade, Inspection
from tests.builders.factories import make_council, make_inspection

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]


@pytest.fixture
def two():
    """What a later report stated of an inspection in a month, and the inspection with its own grades."""
    council = make_council()
    stated = make_inspection(
        council,
        inspected_from="2023-11",
        published_on=None,
        grades={"whole.leaders": "good", "whole.care_leavers": "good"},
        report_url="https://files.ofsted.gov.uk/v1/file/1",
    )
    stated.grades.update(provenance=Grade.Provenance.LATER_REPORT)
    own = make_inspection(council, grades={"whole.leaders": "outstanding"})
    return stated, own


def test_merge_moves_what_only_the_other_knows_and_withdraws_it(staff, two):
    stated, own = two
    edition = actions.merge(stated, own, by=staff, reason="One inspection, twice on record")
    stated.refresh_from_db()
    own.refresh_from_db()
    assert stated.status == "withdrawn"
    assert own.report_url == "https://files.ofsted.gov.uk/v1/file/1"
    assert {grade.judgement: grade.grade for grade in own.grades.all()} == {
        "leaders": "outstanding",
        "care_leavers": "good",
    }
    assert own.published_on == date(2024, 1, 25)
    assert edition.kind == "withdraw"
    gone = edition.changes.get(inspection=stated)
    assert (gone.field, gone.before, gone.after) == ("inspection", str(stated), "")


def test_merge_takes_the_stronger_grade(staff, two):
    stated, own = two
    actions.merge(own, stated, by=staff, reason="One inspection, twice on record")
    stated.refresh_from_db()
    assert stated.grades.get(judgement="leaders").grade == "outstanding"
    assert (str(stated.inspected), stated.published_on) == ("2023-11-27", date(2024, 1, 25))


def test_merge_is_refused_for_two_councils_and_for_a_draft(staff, two):
    stated, _ = two
    other = make_inspection(make_council("otherham"))
    draft = make_inspection(stated.council, published=False)
    with pytest.raises(actions.ActionRefusedError, match="different councils"):
        actions.merge(other, stated, by=staff, reason="x")
    with pytest.raises(actions.ActionRefusedError, match="Only published"):
        actions.merge(draft, stated, by=staff, reason="x")
    with pytest.raises(actions.ActionRefusedError, match="with itself"):
        actions.merge(stated, stated, by=staff, reason="x")
    assert Inspection.objects.published().count() == 3
