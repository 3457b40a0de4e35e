"""Visits as pages read them: now, and as of an edition."""

from datetime import date

import pytest

from inspections.actions.editions import RecordChange, record_edition
from inspections.models import Report, VisitArea
from inspections.record.as_of_edition import EditionRecord
from inspections.record.current import CurrentRecord
from tests.builders.factories import make_council, make_inspection, make_report, make_user, make_visit

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]


def edition_of(visit, kind="publish") -> None:
    record_edition(kind=kind, by=make_user(), changes=[RecordChange(visit, "visit")], reason="Read again")


def records() -> tuple[CurrentRecord, EditionRecord]:
    return CurrentRecord(), EditionRecord(CurrentRecord().edition)


def test_visits_come_latest_first_and_never_as_drafts():
    earlier = make_visit(visited_from=date(2023, 5, 3), published_on=date(2023, 6, 9), theme="Front door")
    later = make_visit(published_on=None)
    other = make_visit(make_council("sampleshire"))
    make_visit(published=False, visited_from=date(2025, 2, 3), published_on=None)
    edition_of(earlier)

    for record in records():
        assert record.visits_of("testshire") == [later, earlier]
        assert record.visits_of("testshire", "sampleshire") == [other, later, earlier]
        assert record.visits() == (other, later, earlier)
        assert record.visits_of("nowhere") == []
        read = record.visits_of("testshire")[1]
        assert (read.theme, read.published_on, read.counts_from) == ("Front door", date(2023, 6, 9), date(2023, 6, 9))
        assert read.get_absolute_url() == "/councils/testshire/visits/2023-05-03/"


def test_a_past_edition_shows_what_it_showed():
    visit = make_visit(theme="Front door")
    edition_of(visit)
    visit.theme = "Care leavers"
    visit.save()
    edition_of(visit, "correct")

    assert [visit.theme for visit in EditionRecord(1).visits()] == ["Front door"]
    assert [visit.theme for visit in EditionRecord(2).visits()] == ["Care leavers"]


def test_the_evidence_of_a_visit_is_of_its_latest_letter():
    visit = make_visit()
    VisitArea.objects.create(visit=visit, kind="improvement", order=1, text="Supervision.", paragraph=3)
    VisitArea.objects.create(visit=visit, kind="priority_action", order=1, text="Delays.")
    for text in ("Said first.", "Said."):
        report = make_report(make_inspection(published=False), text)
        Report.objects.filter(pk=report.pk).update(inspection=None, visit=visit)
    edition_of(visit)

    for record in records():
        evidence = record.evidence_of_visit(visit)
        assert [(area.kind, area.text, area.paragraph) for area in evidence.areas] == [
            ("priority_action", "Delays.", None),
            ("improvement", "Supervision.", 3),
        ]
        assert [paragraph.text for paragraph in evidence.paragraphs] == ["Said."]


def test_only_letters_of_published_visits_are_quoted():
    published, draft = make_visit(), make_visit(published=False)
    letters = []
    for visit in (published, draft):
        report = make_report(make_inspection(published=False), "Said.")
        Report.objects.filter(pk=report.pk).update(inspection=None, visit=visit)
        letters.append(report)

    assert list(Report.objects.quoted()) == [letters[0]]
