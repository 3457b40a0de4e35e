"""What a loader can reach: nothing that is public changes by any way round the actions."""

from datetime import date
from typing import Any

import pytest
from django.contrib import admin
from django.test import Client
from django.urls import reverse

from inspections import actions
from inspections.models import AreaForImprovement, Council, Edition, Inspection, StatedFigure
from tests.builders.factories import make_council
from tests.builders.forms import change_url, choices_of, opened
from tests.builders.readings import load

from .conftest import make_draft

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]


@pytest.fixture
def with_parts(published: Inspection) -> Inspection:
    """The published inspection, with an area for improvement and a figure."""
    AreaForImprovement.objects.create(inspection=published, service="safeguarding", order=1, text="Do this.")
    StatedFigure.objects.create(inspection=published, order=1, kind="looked_after_children", value=10)
    return published


def state_of(inspection: Inspection) -> list[Any]:
    """All that is public of the inspection."""
    parts = (inspection.grades, inspection.areas_for_improvement, inspection.figures)
    return [Inspection.objects.values().get(pk=inspection.pk), *(list(part.values()) for part in parts)]


def test_loader_posting_to_a_published_inspection_changes_nothing(
    as_loader: Client, as_publisher: Client, with_parts: Inspection
):
    before, editions = state_of(with_parts), Edition.objects.count()
    form = opened(as_publisher, with_parts) | {
        "reason": "I may not",
        "lead_inspector": "Ada First",
        "grades-safeguarding.overall_effectiveness-grade": "outstanding",
        "areas_for_improvement-0-DELETE": "on",
        "figures-0-value": "11",
    }
    assert as_loader.post(change_url(with_parts), form).status_code == 403
    assert as_loader.post(change_url(with_parts), form | {"_publish": "1"}).status_code == 403
    assert state_of(with_parts) == before
    assert Edition.objects.count() == editions


def test_the_same_form_sent_by_a_publisher_is_a_correction(as_publisher: Client, with_parts: Inspection):
    before = state_of(with_parts)
    form = opened(as_publisher, with_parts) | {
        "reason": "Misread",
        "lead_inspector": "Ada First",
        "figures-0-value": "11",
    }
    as_publisher.post(change_url(with_parts), form)
    assert state_of(with_parts) != before
    assert Edition.objects.first().reason == "Misread"


def test_what_belongs_to_a_published_inspection_has_no_page_that_changes_or_deletes_it(
    as_publisher: Client, admin_client: Client, with_parts: Inspection
):
    before = state_of(with_parts)
    parts = [with_parts.grades.get(), with_parts.areas_for_improvement.get(), with_parts.figures.get()]
    for client in (as_publisher, admin_client):
        for part in parts:
            name = f"admin:inspections_{part._meta.model_name}"
            assert client.post(change_url(part), {"grade": "inadequate"}).status_code == 403
            assert client.post(reverse(f"{name}_delete", args=[part.pk]), {"post": "yes"}).status_code == 403
            selected = {"action": "delete_selected", "_selected_action": [part.pk], "post": "yes"}
            client.post(reverse(f"{name}_changelist"), selected)
    assert state_of(with_parts) == before


def test_nobody_deletes_what_is_published_or_was(admin_client: Client, with_parts: Inspection, publisher: Any):
    draft = make_draft(with_parts.council, publisher, inspected_from=date(2009, 6, 1), published_on=None)
    withdrawn = actions.publish(draft, by=publisher)
    actions.withdraw(withdrawn, by=publisher, reason="Not ours")
    for inspection in (with_parts, withdrawn):
        address = reverse("admin:inspections_inspection_delete", args=[inspection.pk])
        assert admin_client.post(address, {"post": "yes"}).status_code == 403
    listed = reverse("admin:inspections_inspection_changelist")
    admin_client.post(listed, {"action": "delete_selected", "_selected_action": [with_parts.pk], "post": "yes"})
    assert Inspection.objects.count() == 2


def test_an_older_state_cannot_be_put_back_from_the_history(
    admin_client: Client, with_parts: Inspection, publisher: Any
):
    actions.correct(with_parts, by=publisher, reason="Misread", fields={"lead_inspector": "Ada First"})
    before = state_of(with_parts)
    for record in (with_parts, with_parts.council, with_parts.grades.get()):
        first = record.history.earliest()
        address = reverse(f"admin:inspections_{record._meta.model_name}_history", args=[record.pk])
        admin_client.post(f"{address}{first.history_id}/", {"_change_history": "1", "lead_inspector": ""})
        admin_client.post(address, {"_change_history": "1", "lead_inspector": ""})
    assert state_of(with_parts) == before
    names = {pattern.name for site in admin.site._registry.values() for pattern in site.get_urls()}
    assert not [name for name in names if name and "simple_history" in name]


def test_only_published_inspections_can_be_chosen_as_the_one_on_record(
    as_loader: Client, loader: Any, published: Inspection, draft: Inspection
):
    make_draft(published.council, loader, inspected_from=date(2009, 6, 1), published_on=None)
    make_draft(make_council("farland"), loader)
    assert choices_of(as_loader.get(change_url(draft)).content.decode(), "replaces") == ["", str(published.pk)]


def test_loader_completing_a_report_makes_a_draft_and_nothing_public(as_loader: Client, loader: Any, council: Council):
    report = load(loader, council=None).report
    address = reverse("admin:complete_report", args=[report.pk])
    form = {"council": council.pk, "framework": "slac-2010", "inspected_from": "28/11/2011"}
    as_loader.post(address, form | {"status": "published", "_publish": "1"})
    assert Inspection.objects.get().status == "draft"
    assert not Edition.objects.exists()
