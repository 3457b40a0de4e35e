"""Drafts and corrections on the page of one inspection."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from inspections import actions
from inspections.models import AreaForImprovement, Council, Edition, Grade, Inspection
from tests.builders.factories import create_draft, make_council
from tests.builders.forms import change_url, choices_of, fields_of, opened, words

from .conftest import make_draft, signed_in

pytestmark = pytest.mark.django_db

SG_OVERALL = "grades-safeguarding.overall_effectiveness"
SG_CAPACITY = "grades-safeguarding.capacity_for_improvement"


def test_inspection_entered_by_hand_becomes_a_draft_and_asks_for_its_grades(as_loader: Client, council: Council):
    response = as_loader.post(
        reverse("admin:inspections_inspection_add"),
        {
            "council": council.pk,
            "framework": "sif-2013",
            "inspected_from": "2014-02-03",
            "inspected_from_known_to": "day",
            "source": "report",
            "report_url": "https://files.ofsted.gov.uk/v1/file/1",
        },
        follow=True,
    )
    draft = Inspection.objects.get()
    assert (draft.status, draft.counts_from) == ("draft", date(2014, 5, 31))
    assert draft.created_by.username == "lena"
    assert response.request["PATH_INFO"] == change_url(draft)
    assert "Enter its grades below" in response.content.decode()


def test_inspection_entered_by_hand_says_where_it_is_from(as_loader: Client, council: Council):
    address = reverse("admin:inspections_inspection_add")
    html = as_loader.get(address).content.decode()
    assert choices_of(html, "source")[0] == ""
    assert fields_of(html).get("source", "") == ""
    typed = {"council": council.pk, "framework": "sif-2013", "inspected_from": "2014-02-03"}
    typed["inspected_from_known_to"] = "day"
    page = words(as_loader.post(address, typed).content.decode())
    assert "This field is required." in page
    assert "Give the address of the document that you type from" in page
    assert not Inspection.objects.exists()
    as_loader.post(address, typed | {"source": "research", "note": "Table 3 of the dataset"})
    draft = Inspection.objects.get()
    form = opened(as_loader, draft)
    judgement = draft.framework_definition.judgements[0].id
    assert form[f"grades-{judgement}-provenance"] == "research"
    elsewhere = form | {f"grades-{judgement}-grade": "good", f"grades-{judgement}-provenance": "later_report"}
    page = words(as_loader.post(change_url(draft), elsewhere).content.decode())
    assert "Give the address or the name of the document that this grade is from." in page
    as_loader.post(change_url(draft), elsewhere | {f"grades-{judgement}-source": "Report of 2017"})
    assert draft.grades.get().provenance == "later_report"


@pytest.mark.parametrize(("framework", "third"), [("slac-2010", "adequate"), ("sif-2013", "requires_improvement")])
def test_grade_choices_are_those_of_the_framework(
    as_loader: Client, council: Council, loader: Any, framework: str, third: str
):
    draft = create_draft(by=loader, council=council, framework=framework, inspected_from=date(2014, 2, 3))
    first = draft.framework_definition.judgements[0]
    html = as_loader.get(change_url(draft)).content.decode()
    expected = ["", "outstanding", "good", third, "inadequate", "not_judged"]
    assert choices_of(html, f"grades-{first.id}-grade") == expected


def test_rows_stand_in_ofsteds_order_with_a_row_for_each_judgement(as_loader: Client, draft: Inspection):
    names = [name for name in opened(as_loader, draft) if name.endswith("-grade")]
    html = as_loader.get(change_url(draft)).content.decode()
    ids = [judgement.id for judgement in draft.framework_definition.judgements]
    places = [html.index(f'name="grades-{judgement_id}-grade"') for judgement_id in ids]
    assert places == sorted(places)
    assert len(ids) == len(names) >= 22


def test_grades_of_a_draft_are_added_changed_and_removed(as_loader: Client, draft: Inspection):
    form = opened(as_loader, draft)
    as_loader.post(change_url(draft), form | {f"{SG_CAPACITY}-grade": "outstanding"})
    assert {grade.judgement_id: grade.grade for grade in draft.grades.all()} == {
        "safeguarding.overall_effectiveness": "good",
        "safeguarding.capacity_for_improvement": "outstanding",
    }
    form = opened(as_loader, draft)
    as_loader.post(change_url(draft), form | {f"{SG_OVERALL}-grade": "", f"{SG_CAPACITY}-grade": "adequate"})
    assert [(grade.judgement, grade.grade) for grade in draft.grades.all()] == [
        ("capacity_for_improvement", "adequate")
    ]


def test_grade_of_another_scale_is_refused_with_the_scale(as_loader: Client, draft: Inspection):
    form = opened(as_loader, draft) | {f"{SG_OVERALL}-grade": "requires_improvement"}
    response = as_loader.post(change_url(draft), form)
    assert response.status_code == 200
    assert draft.grades.get().grade == "good"


def test_grades_left_from_another_framework_are_shown_and_have_to_go(as_loader: Client, draft: Inspection):
    form = opened(as_loader, draft) | {"framework": "sif-2013"}
    page = words(as_loader.post(change_url(draft), form).content.decode())
    assert "Not a judgement of SIF" in page
    assert "or choose the framework it belongs to" in page
    draft.refresh_from_db()
    assert draft.framework == "slac-2010"
    as_loader.post(change_url(draft), form | {f"{SG_OVERALL}-grade": ""})
    draft.refresh_from_db()
    assert (draft.framework, draft.grades.count()) == ("sif-2013", 0)


def test_publication_before_the_inspection_is_refused_in_words(as_loader: Client, draft: Inspection):
    response = as_loader.post(change_url(draft), opened(as_loader, draft) | {"published_on": "2010-01-01"})
    assert "The report would be published before the inspection." in words(response.content.decode())


def test_derived_grade_without_reasoning_is_refused_in_words(as_loader: Client, draft: Inspection):
    form = opened(as_loader, draft) | {f"{SG_OVERALL}-provenance": "derived"}
    page = words(as_loader.post(change_url(draft), form).content.decode())
    assert "A derived grade needs its reasoning in the note." in page


@pytest.mark.postgresql
def test_second_to_save_a_draft_is_told_and_loses_nothing(as_loader: Client, as_publisher: Client, draft: Inspection):
    first, second = opened(as_loader, draft), opened(as_publisher, draft)
    as_loader.post(
        change_url(draft),
        first | {"lead_inspector": "Ada First", f"{SG_CAPACITY}-grade": "outstanding"},
    )
    entries = second | {"lead_inspector": "Bob Second", f"{SG_CAPACITY}-grade": "adequate"}
    html = as_publisher.post(change_url(draft), entries).content.decode()
    page = words(html)
    assert "Lena saved this inspection at" in page
    assert "Saved now: Ada First." in page
    assert "Saved now: Outstanding." in page
    redisplayed = fields_of(html)
    assert redisplayed["lead_inspector"] == "Bob Second"
    assert redisplayed[f"{SG_CAPACITY}-grade"] == "adequate"
    draft.refresh_from_db()
    assert draft.lead_inspector == "Ada First"

    assert as_publisher.post(change_url(draft), redisplayed).status_code == 302
    draft.refresh_from_db()
    assert draft.lead_inspector == "Bob Second"
    assert draft.grades.get(judgement="capacity_for_improvement").grade == "adequate"


@pytest.mark.postgresql
def test_row_that_another_removed_comes_back_with_what_was_typed(
    as_loader: Client, as_publisher: Client, draft: Inspection
):
    for order, text in enumerate(("One", "Two"), start=1):
        AreaForImprovement.objects.create(inspection=draft, service="safeguarding", order=order, text=text)
    first, second = opened(as_loader, draft), opened(as_publisher, draft)
    as_loader.post(change_url(draft), first | {"areas_for_improvement-0-DELETE": "on"})
    entries = second | {"areas_for_improvement-0-text": "One, mended", "areas_for_improvement-1-text": "Two, mended"}
    html = as_publisher.post(change_url(draft), entries).content.decode()
    page = words(html)
    assert "Somebody has removed this row. Saving again adds it anew." in page
    assert "Saved now: Two." in page
    assert [area.text for area in draft.areas_for_improvement.all()] == ["Two"]
    as_publisher.post(change_url(draft), fields_of(html))
    assert [area.text for area in draft.areas_for_improvement.all()] == ["One, mended", "Two, mended"]


def test_correction_without_reason_is_refused_and_nothing_is_lost(as_publisher: Client, published: Inspection):
    form = opened(as_publisher, published) | {"lead_inspector": "Cy Third", f"{SG_OVERALL}-grade": "adequate"}
    html = as_publisher.post(change_url(published), form).content.decode()
    assert "Say why: the reason is shown in the public list of corrections." in words(html)
    assert fields_of(html)["lead_inspector"] == "Cy Third"
    assert fields_of(html)[f"{SG_OVERALL}-grade"] == "adequate"
    assert published.grades.get().grade == "good"
    assert Edition.objects.filter(kind="correct").count() == 0


def test_correction_with_reason_makes_an_edition_with_its_changes(as_publisher: Client, published: Inspection):
    form = opened(as_publisher, published) | {
        "reason": "Misread by one row",
        "lead_inspector": "Cy Third",
        f"{SG_OVERALL}-grade": "adequate",
    }
    response = as_publisher.post(change_url(published), form, follow=True)
    edition = Edition.objects.get(kind="correct")
    assert f"{edition}: the correction is public." in words(response.content.decode())
    assert (edition.reason, edition.made_by.username) == ("Misread by one row", "paul")
    assert {(change.field, change.before, change.after) for change in edition.changes.all()} == {
        ("lead_inspector", "", "Cy Third"),
        ("safeguarding.overall_effectiveness", "Good", "Adequate"),
    }


def test_published_grade_is_not_taken_away(as_publisher: Client, published: Inspection):
    form = opened(as_publisher, published) | {"reason": "Not ours", f"{SG_OVERALL}-grade": ""}
    page = words(as_publisher.post(change_url(published), form).content.decode())
    assert "What was published is not taken away: choose another grade, or Not judged." in page
    assert published.grades.get().grade == "good"


def test_correction_of_nothing_makes_no_edition_and_says_so(as_publisher: Client, published: Inspection):
    form = opened(as_publisher, published) | {"reason": "Looked again"}
    page = words(as_publisher.post(change_url(published), form, follow=True).content.decode())
    assert "Nothing differed, so nothing was changed." in page
    assert "was changed successfully" not in page
    assert Edition.objects.count() == 1


@pytest.mark.postgresql
def test_second_to_correct_is_told_and_loses_nothing(as_publisher: Client, publisher: Any, published: Inspection):
    form = opened(as_publisher, published) | {"reason": "Name", "lead_inspector": "Bob Second"}
    actions.correct(published, by=publisher, reason="Name", fields={"lead_inspector": "Ada First"})
    html = as_publisher.post(change_url(published), form).content.decode()
    assert "Saved now: Ada First." in words(html)
    assert fields_of(html)["lead_inspector"] == "Bob Second"
    as_publisher.post(change_url(published), fields_of(html))
    published.refresh_from_db()
    assert published.lead_inspector == "Bob Second"


def test_area_for_improvement_of_a_published_inspection_is_corrected_in_the_open(
    as_publisher: Client, published: Inspection
):
    for order, text in enumerate(("Record assesments.", "Not in the report."), start=1):
        AreaForImprovement.objects.create(inspection=published, service="safeguarding", order=order, text=text)
    form = opened(as_publisher, published) | {
        "reason": "Misspelt, and one too many",
        "areas_for_improvement-0-text": "Record assessments.",
        "areas_for_improvement-1-DELETE": "on",
    }
    as_publisher.post(change_url(published), form)
    assert [area.text for area in published.areas_for_improvement.all()] == ["Record assessments."]
    assert {(change.field, change.before, change.after) for change in Edition.objects.first().changes.all()} == {
        ("area for improvement safeguarding 1", "Record assesments.", "Record assessments."),
        ("area for improvement safeguarding 2", "Not in the report.", ""),
    }


def test_correction_that_an_action_refuses_comes_back_with_every_entry(
    as_publisher: Client, publisher: Any, published: Inspection
):
    actions.publish(
        make_draft(published.council, publisher, inspected_from=date(2012, 3, 1), published_on=date(2012, 5, 1)),
        by=publisher,
    )
    form = opened(as_publisher, published) | {"reason": "Wrong day", "published_on": "2012-05-01"}
    html = as_publisher.post(change_url(published), form).content.decode()
    assert "is published already" in words(html)
    assert fields_of(html)["reason"] == "Wrong day"
    published.refresh_from_db()
    assert published.published_on == date(2012, 1, 25)


def test_loader_sees_what_is_published_but_cannot_change_it(as_loader: Client, published: Inspection):
    html = as_loader.get(change_url(published)).content.decode()
    assert "Only publishers can correct it." in words(html)
    assert 'name="_save"' not in html
    assert as_loader.post(change_url(published), {"reason": "x"}).status_code == 403


def test_withdrawn_inspection_cannot_be_changed(as_publisher: Client, publisher: Any, published: Inspection):
    actions.withdraw(published, by=publisher, reason="Not ours")
    assert as_publisher.post(change_url(published), {"reason": "x"}).status_code == 403


@pytest.mark.postgresql
def test_what_was_public_is_never_deleted(published: Inspection, admin_user: Any):
    client = signed_in(admin_user)
    address = reverse("admin:inspections_inspection_delete", args=[published.pk])
    assert client.post(address, {"post": "yes"}).status_code == 403
    assert "deletelink" not in client.get(change_url(published)).content.decode()


def test_draft_can_be_deleted_by_a_loader(as_loader: Client, draft: Inspection):
    as_loader.post(reverse("admin:inspections_inspection_delete", args=[draft.pk]), {"post": "yes"})
    assert not Inspection.objects.exists()


@pytest.mark.parametrize("key", ["nonsense", "999"])
def test_inspection_that_is_not_there_is_no_crash(as_loader: Client, key: str):
    response = as_loader.post(f"/admin/inspections/inspection/{key}/change/", {}, follow=True)
    assert "There is no such inspection" in words(response.content.decode())


def test_history_tells_who_changed_which_grade_and_why(as_publisher: Client, published: Inspection):
    form = opened(as_publisher, published) | {"reason": "Misread by one row", f"{SG_OVERALL}-grade": "adequate"}
    as_publisher.post(change_url(published), form)
    page = words(
        as_publisher.get(reverse("admin:inspections_inspection_history", args=[published.pk])).content.decode()
    )
    assert "Grade: Good → Adequate" in page
    assert "Reason: Misread by one row" in page
    assert "paul" in page


def test_list_of_inspections_takes_the_same_queries_for_one_and_for_twenty(
    as_loader: Client, loader: Any, django_assert_num_queries: Any
):
    address = reverse("admin:inspections_inspection_changelist")
    make_draft(make_council("oneshire"), loader)
    as_loader.get(address)
    with django_assert_num_queries(12):
        as_loader.get(address)
    for number in range(20):
        make_draft(make_council(f"council-{number}"), loader)
    with django_assert_num_queries(12):
        as_loader.get(address)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("framework=slac-2010", True),
        ("framework=sif-2013", False),
        ("programme=slac", True),
        ("programme=sif", False),
        ("programme=nonsense", False),
        ("status__exact=draft", True),
        ("council__region=London", False),
        ("provenance=report", True),
        ("provenance=derived", False),
        ("q=Testshire", True),
    ],
)
def test_list_of_inspections_is_filtered(as_loader: Client, draft: Inspection, query: str, found: bool):
    html = as_loader.get(f"{reverse('admin:inspections_inspection_changelist')}?{query}").content.decode()
    assert (change_url(draft) in html) is found


def test_paragraphs_of_a_grade_are_kept(as_loader: Client, draft: Inspection):
    form = opened(as_loader, draft) | {
        f"{SG_OVERALL}-page": "7",
        f"{SG_OVERALL}-paragraph_first": "12",
        f"{SG_OVERALL}-paragraph_last": "19",
        f"{SG_OVERALL}-quoted_line": "Overall effectiveness  Good",
    }
    as_loader.post(change_url(draft), form)
    grade = Grade.objects.get()
    assert (grade.page, grade.paragraph_first, grade.paragraph_last) == (7, 12, 19)
    assert grade.quoted_line == "Overall effectiveness  Good"


def test_kind_of_a_figure_is_a_code_which_an_export_can_bring_back(as_loader: Client, draft: Inspection):
    form = opened(as_loader, draft) | {
        "figures-TOTAL_FORMS": "1",
        "figures-0-id": "",
        "figures-0-inspection": str(draft.pk),
        "figures-0-order": "1",
        "figures-0-value": "597",
    }
    page = as_loader.post(change_url(draft), form | {"figures-0-kind": "Looked after children"}).content.decode()
    assert "Write what is counted as a code" in words(page)
    as_loader.post(change_url(draft), form | {"figures-0-kind": "looked_after_children"})
    assert draft.figures.get().kind == "looked_after_children"


def with_areas(inspection: Inspection, *texts: str) -> Inspection:
    for order, text in enumerate(texts, start=1):
        AreaForImprovement.objects.create(inspection=inspection, service="safeguarding", order=order, text=text)
    return inspection


def areas_of(inspection: Inspection) -> list[tuple[int, str]]:
    return list(inspection.areas_for_improvement.order_by("order").values_list("order", "text"))


@pytest.mark.postgresql
def test_areas_change_places_and_a_new_one_needs_none(as_loader: Client, draft: Inspection):
    with_areas(draft, "One", "Two")
    form = opened(as_loader, draft) | {
        "areas_for_improvement-TOTAL_FORMS": "3",
        "areas_for_improvement-0-order": "2",
        "areas_for_improvement-1-order": "1",
        "areas_for_improvement-2-service": "safeguarding",
        "areas_for_improvement-2-text": "Three",
    }
    assert as_loader.post(change_url(draft), form).status_code == 302
    assert areas_of(draft) == [(1, "Two"), (2, "One"), (3, "Three")]


@pytest.mark.postgresql
def test_two_areas_in_one_place_are_refused(as_loader: Client, draft: Inspection):
    with_areas(draft, "One", "Two")
    form = opened(as_loader, draft) | {"areas_for_improvement-0-order": "2"}
    page = words(as_loader.post(change_url(draft), form).content.decode())
    assert "Another row has place 2: leave it empty, and this one comes last." in page
    assert areas_of(draft) == [(1, "One"), (2, "Two")]


@pytest.mark.postgresql
def test_areas_of_a_published_inspection_change_places_in_the_open(as_publisher: Client, published: Inspection):
    with_areas(published, "One", "Two")
    form = opened(as_publisher, published) | {
        "reason": "Ofsted's order",
        "areas_for_improvement-0-order": "2",
        "areas_for_improvement-1-order": "1",
    }
    as_publisher.post(change_url(published), form)
    assert areas_of(published) == [(1, "Two"), (2, "One")]
    changes = Edition.objects.first().changes.values_list("before", "after")
    assert set(changes) == {("1. One", "2. One"), ("2. Two", "1. Two")}
