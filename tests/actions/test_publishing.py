"""Publishing a draft, as a new inspection or into the one on record, and closing what is doubtful."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from inspections import actions
from inspections.models import AreaForImprovement, Edition, Grade, Inspection, Report, ReportProblem
from tests.builders.factories import create_draft, make_council, make_inspection

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


def report_for(draft, staff, **problem):
    report = Report.objects.create(
        inspection=draft,
        name="testshire.pdf",
        sha256="0" * 64,
        kind="pdf",
        reader_version="1",
        reading={},
        uploaded_by=staff,
        read_at=timezone.now(),
    )
    if problem:
        ReportProblem.objects.create(report=report, kind="grade_unclear", severity="error", **problem)
    return report


def test_publish_says_who_when_and_what(staff):
    inspection = actions.publish(drafted(staff), by=staff)
    assert (inspection.status, inspection.published_by) == ("published", staff)
    edition = Edition.objects.get()
    assert (edition.number, edition.kind, edition.made_by) == (1, "publish", staff)
    assert [change.after for change in edition.changes.all()] == ["Testshire, ILACS 2023, 27 November 2023"]


def test_publish_without_grades_is_refused(staff):
    with pytest.raises(actions.ActionRefusedError, match="no grades"):
        actions.publish(drafted(staff, grades=()), by=staff)


def test_publish_twice_is_refused(staff):
    inspection = actions.publish(drafted(staff), by=staff)
    with pytest.raises(actions.ActionRefusedError, match="Only a draft"):
        actions.publish(inspection, by=staff)


def test_publish_with_an_open_problem_is_refused_and_names_it(staff):
    draft = drafted(staff)
    report_for(draft, staff, detail="The grade for care leavers is blotted")
    with pytest.raises(actions.ActionRefusedError, match="care leavers is blotted"):
        actions.publish(draft, by=staff)
    draft.refresh_from_db()
    assert draft.status == "draft"


def test_publish_after_the_problem_is_closed_goes_through(staff):
    draft = drafted(staff)
    problem = report_for(draft, staff, detail="Blotted").problems.get()
    actions.close_problem(problem, by=staff, because="Checked against the printed copy")
    assert actions.publish(draft, by=staff).status == "published"


def test_close_problem_without_a_word_of_why_is_refused(staff):
    problem = report_for(drafted(staff), staff, detail="Blotted").problems.get()
    with pytest.raises(actions.ActionRefusedError, match="Say why"):
        actions.close_problem(problem, by=staff, because="  ")


def test_a_note_does_not_stand_in_the_way(staff):
    draft = drafted(staff)
    problem = report_for(draft, staff, detail="No inspector named").problems.get()
    ReportProblem.objects.filter(pk=problem.pk).update(severity="note")
    assert actions.publish(draft, by=staff).status == "published"


@pytest.mark.parametrize("field", ["inspected_from", "published_on"])
def test_publish_with_a_day_that_has_not_come_is_refused(staff, field):
    tomorrow = timezone.localdate() + timedelta(days=1)
    draft = drafted(staff, **{"published_on": None, field: tomorrow})
    with pytest.raises(actions.ActionRefusedError, match=f"{tomorrow}, which has not come yet"):
        actions.publish(draft, by=staff)


def test_publish_with_the_day_of_today_goes_through(staff):
    assert actions.publish(drafted(staff, published_on=timezone.localdate()), by=staff).status == "published"


def test_publish_a_second_inspection_of_the_same_day_names_the_first(staff):
    actions.publish(drafted(staff), by=staff)
    again = drafted(staff, council=Inspection.objects.get().council, inspected_from=date(2023, 11, 28))
    with pytest.raises(
        actions.ActionRefusedError, match="Testshire, ILACS 2023, 27 November 2023 is published already"
    ):
        actions.publish(again, by=staff)


def test_publish_a_draft_about_an_inspection_on_record_replaces_weaker_grades(staff):
    on_record = make_inspection(grades={"whole.leaders": "good"}, inspected_from="2023-11", published_on=None)
    on_record.grades.update(provenance="later_report", source="https://example.org/later")
    draft = drafted(
        staff,
        council=on_record.council,
        grades=(("leaders", "outstanding"), ("care_leavers", "good")),
        replaces=on_record,
    )
    AreaForImprovement.objects.create(inspection=draft, service="whole", order=1, text="Do this.")
    report = report_for(draft, staff)
    inspection = actions.publish(draft, by=staff)
    assert inspection == on_record
    assert {g.judgement: (g.grade, g.provenance) for g in inspection.grades.all()} == {
        "leaders": ("outstanding", "report"),
        "care_leavers": ("good", "report"),
    }
    assert (inspection.published_on, inspection.inspected_from_known_to) == (date(2024, 1, 25), "day")
    assert inspection.areas_for_improvement.get().text == "Do this."
    report.refresh_from_db()
    assert report.inspection == inspection
    assert not Inspection.objects.filter(pk=draft.pk).exists()
    edition = Edition.objects.get()
    assert (edition.kind, edition.reason) == ("correct", "The report itself was read.")
    changed = {c.field: (c.before, c.after) for c in edition.changes.all()}
    assert changed["whole.leaders"] == ("Good", "Outstanding")
    assert changed["published_on"] == ("", "2024-01-25")


def test_publish_a_draft_without_paragraphs_keeps_those_on_record(staff):
    on_record = make_inspection(grades={"whole.leaders": "good"})
    on_record.grades.update(paragraph_first=3, paragraph_last=9, paragraphs_derived=True)
    actions.publish(
        drafted(staff, council=on_record.council, replaces=on_record, grades=(("leaders", "good"),)), by=staff
    )
    grade = on_record.grades.get()
    assert (grade.paragraph_first, grade.paragraph_last, grade.paragraphs_derived) == (3, 9, True)
    assert Edition.objects.get().kind == "publish"


def test_publish_a_draft_with_paragraphs_replaces_those_on_record(staff):
    on_record = make_inspection(grades={"whole.leaders": "good"})
    on_record.grades.update(paragraph_first=3, paragraph_last=9, paragraphs_derived=True)
    draft = drafted(staff, council=on_record.council, replaces=on_record, grades=(("leaders", "good"),))
    draft.grades.update(paragraph_first=4, paragraph_last=8)
    actions.publish(draft, by=staff)
    grade = on_record.grades.get()
    assert (grade.paragraph_first, grade.paragraph_last, grade.paragraphs_derived) == (4, 8, False)


def test_publish_a_draft_does_not_replace_stronger_grades(staff):
    on_record = make_inspection(grades={"whole.leaders": "good"})
    draft = drafted(staff, council=on_record.council, replaces=on_record, grades=(("leaders", "outstanding"),))
    draft.grades.update(provenance="later_report")
    actions.publish(draft, by=staff)
    assert on_record.grades.get().grade == "good"


def test_publish_a_second_draft_of_the_same_inspection_names_the_first(staff):
    """Two people read the same report, and neither draft was about an inspection on record."""
    council = make_council()
    first, second = drafted(staff, council=council), drafted(staff, council=council)
    actions.publish(first, by=staff)
    with pytest.raises(actions.ActionRefusedError, match="If this is the same inspection, choose it"):
        actions.publish(second, by=staff)
    assert Edition.objects.count() == 1


def test_publish_a_draft_that_went_up_in_the_record_meanwhile_is_refused(staff):
    on_record = make_inspection(grades={"whole.leaders": "good"})
    draft = drafted(staff, council=on_record.council, replaces=on_record)
    seen = Inspection.objects.get(pk=draft.pk)
    actions.publish(draft, by=staff)
    with pytest.raises(actions.ActionRefusedError, match="not there any more"):
        actions.publish(seen, by=staff)


def test_publish_a_draft_about_another_councils_inspection_is_refused(staff):
    on_record = make_inspection(make_council("farland"))
    with pytest.raises(actions.ActionRefusedError, match="of another council"):
        actions.publish(drafted(staff, replaces=on_record), by=staff)


def test_publish_a_draft_about_a_withdrawn_inspection_is_refused(staff):
    on_record = make_inspection()
    draft = drafted(staff, council=on_record.council, replaces=on_record)
    actions.withdraw(on_record, by=staff, reason="Not ours")
    with pytest.raises(actions.ActionRefusedError, match="not published any more"):
        actions.publish(draft, by=staff)


def test_publish_a_draft_with_another_day_of_publication_is_a_correction(staff):
    on_record = make_inspection(grades={"whole.leaders": "good"}, published_on=date(2024, 1, 24))
    draft = drafted(staff, council=on_record.council, replaces=on_record, grades=(("leaders", "good"),))
    inspection = actions.publish(draft, by=staff)
    assert inspection.counts_from == date(2024, 1, 25)
    edition = Edition.objects.get()
    assert edition.kind == "correct"
    assert edition.changes.get(field="published_on").before == "2024-01-24"


def test_publish_says_how_many_areas_for_improvement_gave_way(staff):
    on_record = make_inspection(grades={"whole.leaders": "good"})
    for order in (1, 2):
        AreaForImprovement.objects.create(inspection=on_record, service="whole", order=order)
    draft = drafted(staff, council=on_record.council, replaces=on_record, grades=(("leaders", "good"),))
    AreaForImprovement.objects.create(inspection=draft, service="whole", order=1, text="Do this.")
    actions.publish(draft, by=staff)
    change = Edition.objects.get().changes.get(field="areas_for_improvement")
    assert (change.before, change.after) == ("2", "1")


def test_editions_are_numbered_in_order(staff):
    inspection = actions.publish(drafted(staff), by=staff)
    actions.correct(inspection, by=staff, reason="Name", fields={"lead_inspector": "Pat Example"})
    actions.withdraw(inspection, by=staff, reason="Twice")
    assert list(Edition.objects.order_by("number").values_list("number", "kind")) == [
        (1, "publish"),
        (2, "correct"),
        (3, "withdraw"),
    ]
