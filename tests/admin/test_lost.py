"""Whoever saves too late, signed out or without a token gets a page that says so, and the entries back."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from inspections import actions
from inspections.models import Council, Edition, Inspection
from tests.builders.forms import change_url, fields_of, opened, words

from .conftest import make_draft

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]

NOTE = {"note": "Typed with care"}


def sent_again(client: Client, response: Any, **headers: str) -> Any:
    """Press the button that sends the entries once more."""
    fields = fields_of(response.content.decode())
    return client.post(response.request["PATH_INFO"], fields, headers=headers, follow=True)


def test_saving_a_draft_that_was_published_into_the_record_says_so_and_gives_entries_back(
    as_loader: Client, published: Inspection, publisher: Any, council: Council
):
    draft = make_draft(council, publisher, replaces=published)
    form = opened(as_loader, draft) | NOTE
    actions.publish(draft, by=publisher)
    response = as_loader.post(change_url(draft), form)
    page = words(response.content.decode())
    assert response.status_code == 404
    assert "This draft has been published" in page
    assert f"Open {published}" in page
    assert "Typed with care" in page
    assert "Staff" in page


def test_entries_are_given_back_under_the_labels_of_the_form(
    as_loader: Client, published: Inspection, publisher: Any, council: Council
):
    draft = make_draft(council, publisher, replaces=published)
    form = opened(as_loader, draft) | {"areas_for_improvement-0-text": "Plans for care leavers"}
    actions.publish(draft, by=publisher)
    page = words(as_loader.post(change_url(draft), form).content.decode())
    assert f"Council {council}" in page
    assert "How much of that date is known The day" in page
    assert "Area for improvement 1: Text Plans for care leavers" in page
    assert "inspected_from" not in page


def test_loader_saving_after_a_publication_is_told_who_published(as_loader: Client, draft: Inspection, publisher: Any):
    form = opened(as_loader, draft) | NOTE
    actions.publish(draft, by=publisher)
    response = as_loader.post(change_url(draft), form)
    page = words(response.content.decode())
    assert response.status_code == 403
    assert "paul published it on" in page
    assert "Typed with care" in page


def test_losing_a_race_to_publish_leads_to_what_is_published(
    as_publisher: Client, published: Inspection, publisher: Any, council: Council
):
    draft = make_draft(council, publisher, replaces=published)
    address = reverse("admin:inspections_inspection_publish", args=[draft.pk])
    form = fields_of(as_publisher.get(address).content.decode())
    actions.publish(draft, by=publisher)
    editions = Edition.objects.count()
    page = words(as_publisher.post(address, form).content.decode())
    assert "This draft has been published" in page
    assert f"Open {published}" in page
    assert Edition.objects.count() == editions


def test_entries_outlive_the_session(draft: Inspection, loader: Any):
    client = Client(enforce_csrf_checks=True)
    client.force_login(loader)
    form = fields_of(client.get(change_url(draft)).content.decode()) | NOTE
    del client.cookies["sessionid"]
    response = client.post(change_url(draft), form, headers={"origin": "http://testserver"})
    assert response.status_code == 403
    assert "You have been signed out" in words(response.content.decode())
    client.force_login(loader)
    del client.cookies["csrftoken"]  # Signing in renews it.
    renewed = sent_again(client, response, origin="http://testserver")
    assert "Send your entries once more" in words(renewed.content.decode())
    sent_again(client, renewed, origin="http://testserver")
    draft.refresh_from_db()
    assert draft.note == "Typed with care"


def test_entries_from_another_site_are_not_given_back(draft: Inspection, loader: Any):
    client = Client(enforce_csrf_checks=True)
    client.force_login(loader)
    response = client.post(change_url(draft), NOTE, headers={"origin": "http://evil.example"})
    page = response.content.decode()
    assert response.status_code == 403
    assert "This was not sent from this site" in words(page)
    assert "<form" not in page.partition('id="content-main"')[2]


def test_what_one_may_not_do_is_explained_in_the_staff_side(as_loader: Client, draft: Inspection):
    response = as_loader.get(reverse("admin:inspections_inspection_publish", args=[draft.pk]))
    page = words(response.content.decode())
    assert response.status_code == 403
    assert "publishers publish, correct and withdraw" in page
    assert "The start page" in page


def test_nothing_at_an_address_is_said_in_the_staff_side(as_loader: Client):
    response = as_loader.get("/admin/no-such-page/", follow=True)
    assert response.status_code == 404
    assert "of the staff side" in words(response.content.decode())
    assert "There is no such inspection" in words(as_loader.get(change_url(Inspection(pk=999999))).content.decode())


def test_passwords_are_never_given_back(groups: None):
    response = Client(enforce_csrf_checks=True).post(
        "/admin/login/", {"username": "lena", "password": "hunter2hunter2"}, headers={"origin": "http://testserver"}
    )
    assert b"hunter2" not in response.content
