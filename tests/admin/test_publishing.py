"""Publishing and withdrawing: who may, and what prevents it."""

from typing import Any

import pytest
from django.contrib import admin
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from inspections.models import Edition, Inspection, Report, ReportProblem
from inspections.reports.findings import Reading
from tests.builders.forms import change_url, fields_of, opened, words

from .conftest import signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]


def publish_url(inspection: Inspection) -> str:
    return reverse("admin:inspections_inspection_publish", args=[inspection.pk])


def confirm_publishing(client: Client, draft: Inspection) -> str:
    """Open the page that asks, and press its button; the text of the page that follows."""
    form = fields_of(client.get(publish_url(draft)).content.decode())
    return words(client.post(publish_url(draft), form, follow=True).content.decode())


def withdraw_url(inspection: Inspection) -> str:
    return reverse("admin:inspections_inspection_withdraw", args=[inspection.pk])


def add_problem(inspection: Inspection, by: Any, detail: str, severity: str = "error") -> ReportProblem:
    report, _ = Report.objects.get_or_create(
        inspection=inspection,
        defaults={
            "name": "testshire.pdf",
            "sha256": f"{inspection.pk:064}",
            "kind": "pdf",
            "reader_version": "1",
            "reading": Reading(kind="pdf", framework="slac-2010").to_json(),
            "uploaded_by": by,
            "read_at": timezone.now(),
        },
    )
    return ReportProblem.objects.create(report=report, kind="judgement_unread", severity=severity, detail=detail)


def test_publisher_publishes_a_draft(as_publisher: Client, draft: Inspection):
    assert "is published." in confirm_publishing(as_publisher, draft)
    draft.refresh_from_db()
    assert (draft.status, draft.published_by.username) == ("published", "paul")


def test_publishing_is_refused_where_the_draft_changed_since_it_was_seen(
    as_publisher: Client, as_loader: Client, draft: Inspection
):
    form = fields_of(as_publisher.get(publish_url(draft)).content.decode())
    as_loader.post(change_url(draft), opened(as_loader, draft) | {"lead_inspector": "Ada First"})
    page = words(as_publisher.post(publish_url(draft), form).content.decode())
    assert "The draft has been changed since you opened this page." in page
    draft.refresh_from_db()
    assert draft.status == "draft"


def test_publishing_asks_first(as_publisher: Client, draft: Inspection):
    page = words(as_publisher.get(publish_url(draft)).content.decode())
    assert "1 grade under" in page
    assert "Not on record: Capacity for improvement" in page
    draft.refresh_from_db()
    assert draft.status == "draft"


def test_loader_is_not_offered_to_publish_and_cannot(as_loader: Client, draft: Inspection):
    assert publish_url(draft) not in as_loader.get(change_url(draft)).content.decode()
    assert as_loader.get(publish_url(draft)).status_code == 403
    assert as_loader.post(publish_url(draft)).status_code == 403
    draft.refresh_from_db()
    assert draft.status == "draft"


def test_everything_that_becomes_public_is_counted(as_publisher: Client, draft: Inspection):
    draft.grades.update(page=7, quoted_line="Overall effectiveness Good")
    draft.figures.create(order=1, kind="inspectors", value=4)
    page = words(as_publisher.get(publish_url(draft)).content.decode())
    assert (
        "1 grade, 1 with a page, 1 with the line 0 areas for improvement 1 figure 0 paragraphs for the search" in page
    )


def test_publishing_is_offered_only_where_it_can_succeed(as_publisher: Client, loader: Any, draft: Inspection):
    assert publish_url(draft) in as_publisher.get(change_url(draft)).content.decode()
    add_problem(draft, loader, "Being healthy has no grade")
    assert publish_url(draft) not in as_publisher.get(change_url(draft)).content.decode()
    assert 'value="Publish"' not in as_publisher.get(publish_url(draft)).content.decode()


def test_problems_of_several_drafts_are_closed_together(as_loader: Client, loader: Any, draft: Inspection):
    one = add_problem(draft, loader, "Being healthy has no grade")
    address = reverse("admin:inspections_reportproblem_changelist")
    assert f"{address}?open=yes&amp;kind=judgement_unread" in as_loader.get(change_url(draft)).content.decode()
    page = as_loader.get(f"{address}?open=yes&kind=judgement_unread").content.decode()
    assert "Being healthy has no grade" in page
    form = {"action": "close_wording", "_selected_action": [one.pk]}
    assert "1 problem closed: Ofsted’s own wording." in words(
        as_loader.post(address, form, follow=True).content.decode()
    )
    one.refresh_from_db()
    assert (one.closed_by.username, one.closed_because) == ("lena", "Ofsted’s own wording.")


def test_problems_of_what_is_published_are_not_closed_in_the_list(
    as_loader: Client, loader: Any, published: Inspection
):
    one = add_problem(published, loader, "Being healthy has no grade")
    form = {"action": "close_wording", "_selected_action": [one.pk]}
    as_loader.post(reverse("admin:inspections_reportproblem_changelist"), form)
    one.refresh_from_db()
    assert one.closed_at is None


def test_publishing_is_refused_while_a_problem_is_open_and_names_it(
    as_publisher: Client, loader: Any, draft: Inspection
):
    add_problem(draft, loader, "Being healthy has no grade")
    page = confirm_publishing(as_publisher, draft)
    assert "Problems are still open: Being healthy has no grade" in page
    draft.refresh_from_db()
    assert draft.status == "draft"


def test_a_note_does_not_stand_in_the_way(as_publisher: Client, loader: Any, draft: Inspection):
    add_problem(draft, loader, "The lead inspector is not named", "note")
    confirm_publishing(as_publisher, draft)
    draft.refresh_from_db()
    assert draft.status == "published"


def test_withdrawal_without_reason_is_refused(as_publisher: Client, published: Inspection):
    page = words(as_publisher.post(withdraw_url(published), {"reason": " "}).content.decode())
    assert "Say why: the reason is shown in the public list of corrections." in page
    published.refresh_from_db()
    assert published.status == "published"


def test_withdrawal_with_reason_makes_an_edition(as_publisher: Client, published: Inspection):
    as_publisher.post(withdraw_url(published), {"reason": "Another council's report"})
    published.refresh_from_db()
    assert published.status == "withdrawn"
    assert Edition.objects.first().reason == "Another council's report"


def test_withdrawn_inspection_is_restored_with_a_reason(as_publisher: Client, published: Inspection, client: Client):
    as_publisher.post(withdraw_url(published), {"reason": "Another council's report"})
    assert client.get(published.get_absolute_url()).status_code == 410
    restore = reverse("admin:inspections_inspection_restore", args=[published.pk])
    assert restore in as_publisher.get(change_url(published)).content.decode()
    assert "Say why" in words(as_publisher.post(restore, {"reason": ""}).content.decode())
    page = words(as_publisher.post(restore, {"reason": "It was ours after all"}, follow=True).content.decode())
    assert "is public again (Edition 3)" in page
    assert client.get(published.get_absolute_url()).status_code == 200
    assert "Status: Withdrawn → Published" in words(client.get("/data/").content.decode())


def test_loader_cannot_restore(as_loader: Client, as_publisher: Client, published: Inspection):
    as_publisher.post(withdraw_url(published), {"reason": "x"})
    restore = reverse("admin:inspections_inspection_restore", args=[published.pk])
    assert as_loader.post(restore, {"reason": "x"}).status_code == 403


def test_loader_cannot_withdraw(as_loader: Client, published: Inspection):
    assert as_loader.post(withdraw_url(published), {"reason": "x"}).status_code == 403


def test_visitors_and_other_accounts_are_sent_to_sign_in(client: Client, draft: Inspection):
    for address in (publish_url(draft), withdraw_url(draft), change_url(draft), reverse("admin:index")):
        response = client.get(address)
        assert response.status_code == 302
        assert response["Location"].startswith(reverse("admin:login"))


def test_index_lists_drafts_with_their_open_problems(as_loader: Client, loader: Any, draft: Inspection):
    add_problem(draft, loader, "Being healthy has no grade")
    add_problem(draft, loader, "The lead inspector is not named", "note")
    response = as_loader.get(reverse("admin:index"))
    assert [(one.draft.pk, one.draft.open_problems, one.grades) for one in response.context["work"].doubtful] == [
        (draft.pk, 1, "1 of 22")
    ]
    assert "Testshire, 28 November 2011 SLAC 2010 1 of 22 1" in words(response.content.decode())


def test_editions_cannot_be_changed(as_publisher: Client, published: Inspection):
    edition = Edition.objects.get()
    assert "Report or letter published" in words(as_publisher.get(change_url(edition)).content.decode())
    assert as_publisher.post(change_url(edition), {"reason": "x"}).status_code == 403


def test_every_list_of_records_opens(admin_user: Any, published: Inspection, loader: Any):
    add_problem(published, loader, "Being healthy has no grade")
    client = signed_in(admin_user)
    ours = [model for model in admin.site._registry if model._meta.app_label == "inspections"]
    assert len(ours) == 15
    for model in ours:
        response = client.get(reverse(f"admin:inspections_{model._meta.model_name}_changelist"))
        assert response.status_code == 200, model
