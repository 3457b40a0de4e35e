"""What Ofsted has published that is not on record, as staff see it and as the page about the data tells."""

from datetime import UTC, date, datetime

import pytest

from inspections import actions
from inspections.models import OfstedLook, OfstedPublication
from tests.builders.factories import make_report

from .conftest import make_draft

pytestmark = pytest.mark.django_db

START, LIST = "/admin/", "/admin/inspections/ofstedpublication/"
LOOKED_AT = datetime(2026, 8, 30, 5, 10, tzinfo=UTC)


@pytest.fixture
def look():
    return OfstedLook.objects.create(began_at=LOOKED_AT, ended_at=LOOKED_AT, pages=153)


@pytest.fixture
def publication(council):
    return OfstedPublication.objects.create(
        council=council,
        address="https://files.ofsted.gov.uk/v1/file/50009999",
        title="Children's services inspection",
        kind="inspection",
        published_on=date(2012, 1, 25),
    )


def text(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def with_draft(publication, loader):
    draft = make_draft(publication.council, loader)
    make_report(draft, "A paragraph.")
    publication.report = draft.reports.get()
    publication.save()
    return draft


def test_where_nobody_looks_staff_are_told_what_does(as_loader):
    assert "Nobody looks at Ofsted’s site for new reports: <code>manage.py watch_ofsted</code>" in text(
        as_loader, START
    )


def test_the_start_page_says_when_it_looked_and_that_nothing_waits(as_loader, look):
    page = text(as_loader, START)
    assert "Last looked on 30 August 2026, 06:10, at 153 councils’ pages." in page
    assert "Everything that it found is on record." in page


def test_what_waits_leads_to_its_draft_and_to_ofsted(as_loader, look, publication, loader):
    draft = with_draft(publication, loader)
    page = text(as_loader, START)
    assert f'<a href="/admin/inspections/inspection/{draft.pk}/change/">Check the draft</a>' in page
    assert f'<a href="{publication.address}">Children&#x27;s services inspection</a>' in page
    assert "All 1 that wait" in page


def test_what_could_not_be_fetched_says_why(as_loader, look, publication):
    publication.message = "Ofsted’s site answers with a web page instead of a PDF."
    publication.save()
    assert publication.message in text(as_loader, START)


def test_what_did_not_look_as_expected_is_listed(as_loader, look):
    look.problems = ["Testshire: The page lists no publication."]
    look.save()
    page = text(as_loader, START)
    assert "1 thing did not look as expected" in page
    assert "Testshire: The page lists no publication." in page


def test_a_look_without_an_end_is_said(as_loader, look):
    OfstedLook.objects.update(ended_at=None)
    assert "has not come to its end" in text(as_loader, START)


def test_loaders_leave_aside_what_is_not_for_the_record_and_take_it_up_again(as_loader, loader, look, publication):
    OfstedPublication.objects.update(attempts=5)
    chosen = {"_selected_action": publication.pk}
    as_loader.post(LIST, chosen | {"action": "leave_aside"})
    assert not OfstedPublication.objects.waiting().exists()
    assert "Left aside by lena" in text(as_loader, f"{LIST}?waits=no")
    assert "Testshire" not in text(as_loader, START)
    as_loader.post(LIST, chosen | {"action": "take_up_again"})
    assert OfstedPublication.objects.waiting().get().attempts == 0
    assert "Not fetched yet." in text(as_loader, f"{LIST}?waits=yes")


def test_publishers_look_but_leave_nothing_aside(as_publisher, look, publication):
    as_publisher.post(LIST, {"_selected_action": publication.pk, "action": "leave_aside"})
    assert OfstedPublication.objects.waiting().exists()


def test_the_public_learn_whether_something_waits_and_nothing_of_it(client, look, publication, loader):
    draft = with_draft(publication, loader)
    page = text(client, "/data/")
    assert "This site last looked at Ofsted’s list and the pages of 153 councils on 30 August 2026." in page
    assert "Something that Ofsted has published is not on record yet" in page
    assert "Testshire" not in page
    actions.publish(draft, by=loader)
    assert "Everything that it found there is on record." in text(client, "/data/")


def test_where_nobody_looks_the_public_read_nothing_of_it(client, db):
    OfstedLook.objects.create(began_at=LOOKED_AT)
    assert "last looked" not in text(client, "/data/")
