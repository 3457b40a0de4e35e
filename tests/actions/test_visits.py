"""Drafts of visits, publishing them, and correcting and withdrawing what is public."""

from datetime import date

import pytest

from inspections import actions
from inspections.models import Edition, Report, ReportProblem, Visit, VisitArea
from inspections.record.as_of_edition import EditionRecord
from inspections.record.current import CurrentRecord
from tests.builders.factories import create_visit_draft, make_council, make_inspection, make_report, make_visit

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]


def changes_of(edition: Edition) -> list[tuple[str, str, str]]:
    return [(change.field, change.before, change.after) for change in edition.changes.all()]


def letter_of(visit: Visit) -> Report:
    report = make_report(make_inspection(published=False), "Said.")
    Report.objects.filter(pk=report.pk).update(inspection=None, visit=visit)
    return report


def test_a_draft_is_made_with_its_areas_and_without_an_edition(staff):
    area = VisitArea(kind="priority_action", order=1, text="Delays.")
    draft = create_visit_draft(by=staff, council=make_council(), areas=[area], theme="Front door")
    assert (draft.status, draft.counts_from, draft.created_by) == ("draft", None, staff)
    assert draft.areas.get().text == "Delays."
    assert not Edition.objects.exists()


def test_a_draft_with_impossible_days_is_refused(staff):
    days = {"visited_from": date(2024, 11, 5), "published_on": date(2024, 11, 4)}
    with pytest.raises(actions.ActionRefusedError, match="published before the visit"):
        create_visit_draft(by=staff, council=make_council(), **days)
    assert not Visit.objects.exists()


def test_publishing_makes_an_edition_about_the_visit(staff):
    draft = make_visit(published=False, published_on=None)
    visit = actions.publish(draft, by=staff)
    edition = Edition.objects.get()
    assert (visit.status, visit.published_by, visit.counts_from) == ("published", staff, date(2025, 2, 28))
    assert (edition.kind, edition.changes.get().visit) == ("publish", visit)
    assert changes_of(edition) == [("visit", "", "Testshire, focused visit, 5 November 2024")]
    assert CurrentRecord().visits() == EditionRecord(1).visits() == (visit,)


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"visited_from": None}, "first day on site is missing"),
        ({"visited_from": date(9024, 11, 5), "published_on": None}, "The visit begins on 9024-11-05"),
        ({"published_on": date(9024, 12, 12)}, "Ofsted published it on 9024-12-12"),
    ],
)
def test_a_draft_without_a_possible_day_is_not_published(staff, values, message):
    draft = make_visit(published=False, **values)
    with pytest.raises(actions.ActionRefusedError, match=message):
        actions.publish(draft, by=staff)
    assert CurrentRecord().visits() == ()


def test_a_draft_with_an_open_problem_is_not_published(staff):
    draft = make_visit(published=False)
    ReportProblem.objects.create(report=letter_of(draft), kind="council_missing", severity="error", detail="Whose?")
    with pytest.raises(actions.ActionRefusedError, match="Whose"):
        actions.publish(draft, by=staff)


def test_a_second_visit_on_the_same_day_is_refused(staff):
    make_visit()
    with pytest.raises(actions.ActionRefusedError, match="Testshire, focused visit, 5 November 2024 is published"):
        actions.publish(make_visit(published=False), by=staff)


def test_a_draft_is_merged_into_the_visit_on_record(staff):
    on_record = make_visit(published_on=None, theme="Front door", provenance="official_statistics", source="A list")
    draft = make_visit(published=False, replaces=on_record, theme="Front door", lead_inspectors="Ann Example")
    VisitArea.objects.create(visit=draft, kind="improvement", order=1, text="Supervision.")
    report = letter_of(draft)

    visit = actions.publish(draft, by=staff)

    report.refresh_from_db()
    assert (visit, report.visit) == (on_record, on_record)
    assert not Visit.objects.filter(status="draft").exists()
    assert (visit.provenance, visit.source, visit.counts_from) == ("report", "", date(2024, 12, 12))
    edition = Edition.objects.get()
    assert edition.kind == "publish"
    assert changes_of(edition) == [
        ("published_on", "", "2024-12-12"),
        ("lead_inspectors", "", "Ann Example"),
        ("areas", "", "1"),
    ]
    assert [area.text for area in EditionRecord(1).evidence_of_visit(visit).areas] == ["Supervision."]


def test_a_draft_that_changes_a_known_fact_corrects_it(staff):
    on_record = make_visit(theme="Front door")
    draft = make_visit(published=False, replaces=on_record, theme="Care leavers")
    actions.publish(draft, by=staff)
    edition = Edition.objects.get()
    assert (edition.kind, edition.reason) == ("correct", "The letter itself was read.")
    assert changes_of(edition) == [("theme", "Front door", "Care leavers")]


def test_a_draft_about_another_councils_visit_is_refused(staff):
    draft = make_visit(published=False, replaces=make_visit(make_council("sampleshire")))
    with pytest.raises(actions.ActionRefusedError, match="another council"):
        actions.publish(draft, by=staff)


def test_a_correction_tells_before_and_after(staff):
    visit = make_visit(theme="Front door", published_on=None)
    area = VisitArea.objects.create(visit=visit, kind="improvement", order=1, text="Supervison.")
    area.text = "Supervision."
    new = VisitArea(kind="priority_action", order=1, text="Delays.")
    fields = {"theme": "Care leavers", "published_on": date(2024, 12, 12), "has_priority_action": True}
    edition = actions.correct(visit, by=staff, reason="Misread", fields=fields, parts=[area, new])
    assert (edition.kind, edition.reason) == ("correct", "Misread")
    assert changes_of(edition) == [
        ("theme", "Front door", "Care leavers"),
        ("published_on", "", "2024-12-12"),
        ("has_priority_action", "", "True"),
        ("improvement 1", "Supervison.", "Supervision."),
        ("priority_action 1", "", "Delays."),
    ]
    visit.refresh_from_db()
    assert visit.counts_from == date(2024, 12, 12)
    assert not actions.correct(visit, by=staff, reason="?", fields={"theme": "Care leavers"})
    actions.correct(visit, by=staff, reason="Not in the letter", removed=[area])
    assert [area.text for area in CurrentRecord().evidence_of_visit(visit).areas] == ["Delays."]


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"status": "draft"}, "status"),
        ({"framework": "ilacs-2023"}, "framework"),
        ({"visited_from": None}, "needs its first day"),
        ({"visited_from": date(2024, 3, 5)}, "5 March 2024 is published already"),
        ({"published_on": date(9024, 1, 1)}, "has not come yet"),
    ],
)
def test_an_impossible_correction_is_refused(staff, fields, message):
    make_visit(visited_from=date(2024, 3, 5))
    visit = make_visit()
    with pytest.raises(actions.ActionRefusedError, match=message):
        actions.correct(visit, by=staff, reason="?", fields=fields)
    assert not Edition.objects.exists()


def test_a_part_of_another_visit_is_not_corrected(staff):
    other = VisitArea.objects.create(visit=make_visit(), kind="improvement", order=1, text="Theirs.")
    visit = make_visit(visited_from=date(2024, 3, 5))
    with pytest.raises(VisitArea.DoesNotExist):
        actions.correct(visit, by=staff, reason="?", parts=[other])


def test_a_withdrawal_takes_the_visit_off_the_record_and_keeps_it_for_staff(staff):
    visit = actions.publish(make_visit(published=False), by=staff)
    edition = actions.withdraw(visit, by=staff, reason="Of another council")
    visit.refresh_from_db()
    assert (visit.status, visit.withdrawn_by, edition.kind) == ("withdrawn", staff, "withdraw")
    assert changes_of(edition) == [("visit", "Testshire, focused visit, 5 November 2024", "")]
    assert CurrentRecord().visits() == ()
    assert EditionRecord(1).visits() == (visit,)
    with pytest.raises(actions.ActionRefusedError, match="Only a published visit can be withdrawn"):
        actions.withdraw(visit, by=staff, reason="Again")
