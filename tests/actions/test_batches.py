"""Publishing many drafts as one edition."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from inspections.actions import publish_batch
from inspections.models import AreaForImprovement, Edition, Grade, Inspection, InspectionVersion, StatedFigure
from tests.builders.factories import make_council, make_inspection, make_user, make_visit

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]
LATER = date(2099, 1, 1)
LATE = date(2024, 3, 1)


@pytest.fixture
def by():
    return make_user("paula")


def a_draft(slug, **fields):
    return make_inspection(make_council(slug), published=False, **fields)


def test_all_of_a_batch_are_one_edition(by):
    drafts = [a_draft("testshire"), a_draft("exampleham")]
    batch = publish_batch(drafts, by=by, reason="Read")
    assert batch.published == drafts
    edition = Edition.objects.get()
    assert (batch.edition, edition.reason, edition.changes.count()) == (edition, "Read", 2)
    assert InspectionVersion.objects.current().count() == 2


def test_what_cannot_be_published_stays_a_draft_and_the_rest_is_published(by):
    to_come, good = a_draft("testshire", published_on=LATER), a_draft("exampleham")
    batch = publish_batch([to_come, good], by=by, reason="Read")
    assert batch.published == [good]
    [(refused, why)] = batch.refused
    assert refused == to_come
    assert "has not come yet" in why
    assert list(Inspection.objects.filter(status="draft")) == [to_come]


def test_a_correction_is_no_part_of_a_batch(by):
    on_record = make_inspection(grades={"whole.leaders": "good"})
    draft = make_inspection(published=False, grades={"whole.leaders": "outstanding"}, replaces=on_record)
    batch = publish_batch([draft], by=by, reason="Read")
    assert "It would correct the record" in batch.refused[0][1]
    assert on_record.grades.get().grade == "good"
    assert Inspection.objects.filter(pk=draft.pk, status="draft").exists()
    assert batch.edition is None
    assert not Edition.objects.exists()


def test_visits_are_published_as_one_edition_too(by):
    drafts = [make_visit(published=False, visited_from=date(2024, 5, day), published_on=None) for day in (1, 2, 2)]
    batch = publish_batch(drafts, by=by, reason="Read without a problem")
    assert [visit.status for visit in batch.published] == ["published", "published"]
    assert [draft for draft, _ in batch.refused] == [drafts[2]]
    assert batch.edition.changes.filter(visit__isnull=False).count() == 2


def of_the_record(on_record, **grades):
    """A draft about an inspection on record, with an area for improvement and a figure."""
    draft = make_inspection(
        on_record.council,
        published=False,
        replaces=on_record,
        grades={f"whole.{judgement}": grade for judgement, grade in grades.items()},
    )
    AreaForImprovement.objects.create(inspection=draft, service="whole", order=1, text=f"Do as draft {draft.pk} says.")
    StatedFigure.objects.create(inspection=draft, order=1, kind="looked_after_children", value=draft.pk)
    return draft


def test_two_drafts_about_one_inspection_are_published_one_after_the_other(by):
    on_record = make_inspection(grades={"whole.leaders": "good"})
    first, second = of_the_record(on_record, leaders="good"), of_the_record(on_record, care_leavers="outstanding")
    batch = publish_batch([first, second], by=by, reason="Read")
    assert batch.published == [on_record, on_record]
    assert {grade.judgement: grade.grade for grade in on_record.grades.all()} == {
        "leaders": "good",
        "care_leavers": "outstanding",
    }
    assert on_record.areas_for_improvement.get().text == f"Do as draft {second.pk} says."
    assert on_record.figures.get().value == second.pk
    assert list(Inspection.objects.all()) == [on_record]


def test_a_draft_that_clashes_with_one_before_it_stays_a_draft(by):
    first, second = a_draft("testshire"), a_draft("exampleham")
    twin = make_inspection(first.council, published=False)
    batch = publish_batch([first, second, twin], by=by, reason="Read")
    assert batch.published == [first, second]
    [(refused, why)] = batch.refused
    assert (refused, "Testshire, ILACS 2023, 27 November 2023 is published already" in why) == (twin, True)


def test_a_draft_about_one_of_the_batch_goes_up_in_it(by):
    first = a_draft("testshire")
    second = of_the_record(first, care_leavers="good")
    batch = publish_batch([first, second], by=by, reason="Read")
    assert batch.published == [first, first]
    assert Inspection.objects.get().grades.count() == 2


def begun_on(day, council, **fields):
    began = date(2023, 11, day)
    return make_inspection(council, inspected_from=str(began), published_on=date(2024, 1, day), **fields)


def test_drafts_that_pass_their_place_on_are_published_one_after_the_other(by):
    """The database refuses two in one place at any moment: that of the 2nd is free only when the other has left it."""
    council = make_council()
    first, second = begun_on(1, council), begun_on(2, council)
    leaving = make_inspection(
        council, inspected_from="2023-11-03", published_on=second.published_on, published=False, replaces=second
    )
    coming = make_inspection(
        council, inspected_from="2023-11-02", published_on=first.published_on, published=False, replaces=first
    )
    assert publish_batch([leaving, coming], by=by, reason="Read").published == [second, first]
    assert set(Inspection.objects.values_list("inspected_from__day", flat=True)) == {2, 3}


def test_a_draft_takes_a_place_that_another_of_its_batch_leaves(by):
    council = make_council()
    on_record = begun_on(1, council)
    elsewhere = a_draft("exampleham")
    leaving = make_inspection(
        council, inspected_from="2023-11-03", published_on=on_record.published_on, published=False, replaces=on_record
    )
    coming = make_inspection(council, inspected_from="2023-11-01", published_on=LATE, published=False)
    batch = publish_batch([elsewhere, leaving, coming], by=by, reason="Read")
    assert batch.published == [elsewhere, on_record, coming]


def test_inspections_and_visits_are_listed_as_they_were_given(by):
    drafts = [make_visit(published=False), a_draft("exampleham"), a_draft("farland")]
    assert publish_batch(drafts, by=by, reason="Read").published == drafts


def test_every_row_that_a_batch_writes_has_an_entry_in_its_history(by):
    on_record = make_inspection(grades={"whole.leaders": "good"})
    AreaForImprovement.objects.create(inspection=on_record, service="whole", order=1, text="Do this.")
    old_area = on_record.areas_for_improvement.get()
    draft = of_the_record(on_record, leaders="good", care_leavers="good")
    on_record.grades.update(provenance="later_report")
    drafted = list(draft.grades.all())
    publish_batch([draft], by=by, reason="Read")
    leaders, care_leavers = on_record.grades.all()
    for row, kinds in (
        (on_record, "~+"),
        (leaders, "~+"),
        (care_leavers, "+"),
        (on_record.areas_for_improvement.get(), "~+"),
        (on_record.figures.get(), "~+"),
    ):
        entries = list(row.history.all())
        assert [entry.history_type for entry in entries] == list(kinds), row
        assert entries[0].history_user == by
    for model, key in (
        (AreaForImprovement, old_area.pk),
        (Inspection, draft.pk),
        *((Grade, grade.pk) for grade in drafted),
    ):
        gone = model.history.filter(id=key).first()
        assert (gone.history_type, gone.history_user) == ("-", by)
    assert leaders.history.first().provenance == "report"


def test_many_drafts_take_as_many_statements_as_few(by):
    def statements(*slugs):
        drafts = [
            of_the_record(make_inspection(make_council(slug), grades={"whole.leaders": "good"}), leaders="good")
            for slug in slugs
        ]
        with CaptureQueriesContext(connection) as taken:
            assert len(publish_batch(drafts, by=by, reason="Read").published) == len(drafts)
        return len(taken)

    few = statements("testshire", "exampleham")
    assert statements("farland", "midtown", "northby", "southby", "westby", "eastby") == few
