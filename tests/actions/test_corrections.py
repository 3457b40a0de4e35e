"""Correcting and withdrawing what is public, each with a reason."""

from datetime import date

import pytest

from inspections import actions
from inspections.models import Edition, Inspection
from inspections.record.status import Basis, status_of
from tests.builders.factories import make_inspection

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]


def test_correct_to_a_day_that_has_not_come_is_refused(staff):
    inspection = make_inspection()
    with pytest.raises(actions.ActionRefusedError, match="Ofsted published it on 9024-01-25"):
        actions.correct(inspection, by=staff, reason="A slip", fields={"published_on": date(9024, 1, 25)})


def test_correct_needs_a_reason(staff):
    with pytest.raises(actions.ActionRefusedError, match="needs a reason"):
        actions.correct(make_inspection(), by=staff, reason=" ", fields={"note": "x"})


def test_correct_a_grade_lists_before_and_after(staff):
    inspection = make_inspection(grades={"whole.leaders": "good"})
    edition = actions.correct(
        inspection, by=staff, reason="Misread", grades={"whole.leaders": {"grade": "outstanding"}}
    )
    assert inspection.grades.get().grade == "outstanding"
    assert (edition.kind, edition.reason) == ("correct", "Misread")
    assert [(c.field, c.before, c.after) for c in edition.changes.all()] == [("whole.leaders", "Good", "Outstanding")]


def test_correct_adds_a_grade_that_was_not_on_record(staff):
    inspection = make_inspection(grades={"whole.leaders": "good"})
    actions.correct(inspection, by=staff, reason="Left out", grades={"whole.care_leavers": {"grade": "good"}})
    assert inspection.grades.count() == 2


def test_correct_with_nothing_different_makes_no_edition(staff):
    inspection = make_inspection(grades={"whole.leaders": "good"})
    assert actions.correct(inspection, by=staff, reason="?", grades={"whole.leaders": {"grade": "good"}}) is None
    assert not Edition.objects.exists()


def test_correct_the_day_of_publication_moves_the_day_it_counts_from(staff):
    inspection = make_inspection(inspected_from="2023-11", published_on=None)
    assert inspection.counts_from == date(2024, 2, 29)
    actions.correct(inspection, by=staff, reason="Found the report", fields={"published_on": date(2024, 1, 25)})
    inspection.refresh_from_db()
    assert inspection.counts_from == date(2024, 1, 25)


def test_correct_a_field_that_is_not_open_to_correction_is_refused(staff):
    with pytest.raises(actions.ActionRefusedError, match="status"):
        actions.correct(make_inspection(), by=staff, reason="?", fields={"status": "draft"})


def test_correct_refused_half_way_changes_nothing(staff):
    inspection = make_inspection(grades={"whole.leaders": "good"})
    with pytest.raises(actions.ActionRefusedError):
        actions.correct(
            inspection,
            by=staff,
            reason="?",
            fields={"note": "changed"},
            grades={"whole.leaders": {"grade": "adequate"}},
        )
    inspection.refresh_from_db()
    assert inspection.note == ""


def test_correct_a_draft_is_refused(staff):
    with pytest.raises(actions.ActionRefusedError, match="Only a published"):
        actions.correct(make_inspection(published=False), by=staff, reason="?", fields={"note": "x"})


def test_withdraw_keeps_the_record_and_says_why(staff):
    inspection = make_inspection()
    edition = actions.withdraw(inspection, by=staff, reason="It was of another council")
    inspection.refresh_from_db()
    assert (inspection.status, inspection.withdrawn_by) == ("withdrawn", staff)
    assert edition.reason == "It was of another council"
    assert not Inspection.objects.published().exists()


def test_withdraw_without_a_reason_is_refused(staff):
    with pytest.raises(actions.ActionRefusedError, match="needs a reason"):
        actions.withdraw(make_inspection(), by=staff, reason="")


def test_restore_puts_back_what_was_withdrawn(staff):
    inspection = actions.publish(make_inspection(published=False), by=staff)
    withdrawn = actions.withdraw(inspection, by=staff, reason="Another council's report")
    edition = actions.restore(inspection, by=staff, reason="It was the right report after all")
    inspection.refresh_from_db()
    assert (inspection.status, inspection.withdrawn_by, inspection.withdrawn_at) == ("published", None, None)
    assert (edition.kind, edition.reason) == ("correct", "It was the right report after all")
    assert [(c.field, c.before, c.after) for c in edition.changes.all()] == [("status", "Withdrawn", "Published")]
    before = Basis(inspections=[inspection.pk])
    assert status_of(withdrawn.number - 1, before).withdrawn_by is None


def test_restore_needs_a_reason_and_something_withdrawn(staff):
    inspection = make_inspection()
    with pytest.raises(actions.ActionRefusedError, match="needs a reason"):
        actions.restore(inspection, by=staff, reason=" ")
    with pytest.raises(actions.ActionRefusedError, match="Only a withdrawn inspection"):
        actions.restore(inspection, by=staff, reason="?")


def test_restore_is_refused_where_another_has_been_published_meanwhile(staff):
    inspection = actions.publish(make_inspection(published=False), by=staff)
    actions.withdraw(inspection, by=staff, reason="A mistake")
    make_inspection(inspection.council)
    with pytest.raises(actions.ActionRefusedError, match="is published already"):
        actions.restore(inspection, by=staff, reason="Back again")
