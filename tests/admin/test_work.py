"""The start page's work: what is ready, what has to be settled, publishing several at once, and previews."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from inspections.models import Council, Edition, Inspection, ReportProblem
from tests.builders.factories import make_council, make_inspection
from tests.builders.forms import change_url, fields_of, opened, words

from .conftest import make_draft
from .test_publishing import add_problem, publish_url

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]

SEVERAL = "/admin/publish/"


def start_page(client: Client, query: str = "") -> str:
    return words(client.get(f"/admin/{query}").content.decode())


def test_start_page_tells_ready_drafts_from_those_with_something_to_settle(
    as_loader: Client, draft: Inspection, loader: Any, publisher: Any
):
    doubtful = make_draft(make_council("otherham"), publisher)
    add_problem(doubtful, loader, "Leadership was not read")
    page = start_page(as_loader)
    ready, _, settle = page.partition("With something to settle: 1")
    assert "With open problems 1" in ready
    assert "Ready to publish: 1" in ready
    assert "Testshire" in ready
    assert "Otherham" in settle
    assert "Leadership was not read" in settle
    mine = start_page(as_loader, "?show=mine")
    assert "Testshire" in mine
    assert "Otherham" not in mine


@pytest.mark.parametrize(
    ("query", "shown", "hidden"),
    [
        ("?show=ready", "Testshire", "Otherham"),
        ("?show=problems", "Otherham", "Testshire"),
        ("?programme=sif", "Otherham", "Testshire"),
        ("?programme=slac", "Testshire", "Otherham"),
        ("?show=nonsense&programme=nonsense", "Testshire", "nonsense"),
    ],
)
def test_queue_is_narrowed_by_need_and_programme(
    as_loader: Client, draft: Inspection, loader: Any, query: str, shown: str, hidden: str
):
    other = make_inspection(make_council("otherham"), framework="sif-2013", published=False)
    add_problem(other, loader, "Leadership was not read")
    page = start_page(as_loader, query)
    assert shown in page
    assert hidden not in page


def test_queue_begins_with_the_oldest_or_the_newest(as_loader: Client, draft: Inspection, loader: Any):
    make_draft(make_council("otherham"), loader)
    oldest, newest = start_page(as_loader), start_page(as_loader, "?order=newest")
    assert oldest.index("Testshire,") < oldest.index("Otherham,")
    assert newest.index("Otherham,") < newest.index("Testshire,")


def test_every_staff_page_says_in_its_menu_what_waits(as_loader: Client, draft: Inspection, loader: Any):
    add_problem(make_draft(make_council("otherham"), loader), loader, "Leadership was not read")
    for address in ("/admin/upload-reports/", "/admin/inspections/council/", change_url(draft)):
        page = words(as_loader.get(address).content.decode())
        assert "Drafts 2 With open problems 1 Ready to publish 1 Mine 2 Visits 0 Being read 0" in page, address


def test_queue_asks_the_same_questions_however_many_drafts_wait(
    as_loader: Client, draft: Inspection, loader: Any, django_assert_num_queries: Any
):
    for number in range(5):
        add_problem(make_draft(make_council(f"otherham-{number}"), loader), loader, "Leadership was not read")
    with CaptureQueriesContext(connection) as few:
        as_loader.get("/admin/")
    for number in range(5, 12):
        add_problem(make_draft(make_council(f"otherham-{number}"), loader), loader, "Leadership was not read")
    with django_assert_num_queries(len(few)):
        as_loader.get("/admin/")


def test_publisher_publishes_several_drafts_as_one_edition(as_publisher: Client, draft: Inspection, publisher: Any):
    other = make_draft(make_council("otherham"), publisher)
    keys = [f"{one.pk}:{one.lock_version}" for one in (draft, other)]
    asked = as_publisher.post(SEVERAL, {"draft": keys})
    assert "Publish 2 drafts?" in words(asked.content.decode())
    assert not Edition.objects.exists()
    page = words(as_publisher.post(SEVERAL, {"draft": keys, "confirmed": "Publish"}, follow=True).content.decode())
    assert "2 drafts are published (Edition 1)." in page
    assert set(Edition.objects.get().changes.values_list("inspection", flat=True)) == {draft.pk, other.pk}


def test_draft_changed_since_is_left_out_of_several(as_publisher: Client, draft: Inspection):
    sent = {"draft": f"{draft.pk}:{draft.lock_version}", "confirmed": "Publish"}
    Inspection.objects.filter(pk=draft.pk).update(lock_version=7)
    page = words(as_publisher.post(SEVERAL, sent, follow=True).content.decode())
    assert "it has been changed since you looked" in page
    assert not Edition.objects.exists()


def test_several_says_why_a_draft_stays_one(as_publisher: Client, draft: Inspection, publisher: Any):
    add_problem(draft, publisher, "Leadership was not read")
    page = words(as_publisher.post(SEVERAL, {"draft": f"{draft.pk}:{draft.lock_version}"}).content.decode())
    assert "Stays a draft: Problems are still open: Leadership was not read" in page


def test_loader_cannot_publish_several(as_loader: Client, draft: Inspection):
    sent = {"draft": f"{draft.pk}:0", "confirmed": "Publish"}
    assert as_loader.post(SEVERAL, sent).status_code == 403
    assert not Edition.objects.exists()


def test_publishing_leads_to_the_next_draft(as_publisher: Client, draft: Inspection, publisher: Any):
    following = make_draft(make_council("otherham"), publisher)
    form = fields_of(as_publisher.get(publish_url(draft)).content.decode())
    page = as_publisher.post(publish_url(draft), form, follow=True).content.decode()
    assert f"Next draft: {following}" in words(page)
    assert change_url(following) in page


def test_publishing_the_last_that_is_ready_leads_to_one_with_something_to_settle(
    as_publisher: Client, draft: Inspection, publisher: Any
):
    doubtful = make_draft(make_council("otherham"), publisher)
    add_problem(doubtful, publisher, "Leadership was not read")
    form = fields_of(as_publisher.get(publish_url(draft)).content.decode())
    page = as_publisher.post(publish_url(draft), form, follow=True).content.decode()
    assert f"No other draft is ready to publish. Next with something to settle: {doubtful}" in words(page)
    assert change_url(doubtful) in page


def test_publish_is_offered_only_where_it_can_succeed(as_publisher: Client, draft: Inspection, publisher: Any):
    assert 'value="Publish"' in as_publisher.get(publish_url(draft)).content.decode()
    add_problem(draft, publisher, "Leadership was not read")
    assert 'value="Publish"' not in as_publisher.get(publish_url(draft)).content.decode()


def test_publish_page_lists_all_that_changes_and_asks_for_a_public_reason(
    as_publisher: Client, published: Inspection, publisher: Any, council: Council, client: Client
):
    draft = make_draft(council, publisher, replaces=published, lead_inspector="Ada First")
    draft.grades.update(grade="adequate")
    response = as_publisher.get(publish_url(draft))
    page = words(response.content.decode())
    assert "Safeguarding: overall effectiveness Good Adequate" in page
    assert "Lead inspector nothing Ada First" in page
    assert not Edition.objects.filter(number=2).exists()
    form = fields_of(response.content.decode()) | {"reason": "The report says adequate"}
    as_publisher.post(publish_url(draft), form)
    assert "The report says adequate" in words(client.get("/data/").content.decode())


def test_preview_shows_the_public_page_of_a_draft_to_staff_alone(as_loader: Client, draft: Inspection, client: Client):
    address = reverse("admin:inspections_inspection_preview", args=[draft.pk])
    response = as_loader.get(address)
    page = words(response.content.decode())
    assert "Preview, for staff alone: not public yet." in page
    assert "Testshire" in page
    assert "Good" in page
    assert response.headers["Cache-Control"].startswith("no-store")
    draft.refresh_from_db()
    assert draft.status == "draft"
    assert client.get(draft.get_absolute_url()).status_code == 404
    assert client.get(address).status_code == 302


def test_problem_is_closed_with_one_click_and_all_of_its_kind_with_another(
    as_loader: Client, draft: Inspection, loader: Any
):
    problems = [add_problem(draft, loader, f"Figure {number}", "warning") for number in range(3)]
    page = as_loader.get(change_url(draft)).content.decode()
    assert "Close all 3 of this kind" in words(page)
    as_loader.post(change_url(draft), opened(as_loader, draft) | {"close_with": f"{problems[0].pk}|checked"})
    closed = ReportProblem.objects.get(closed_at__isnull=False)
    assert (closed.pk, closed.closed_because) == (problems[0].pk, "Checked in the report: what was read is right.")
    form = opened(as_loader, draft) | {"close_with": f"kind:{problems[0].kind}|wording"}
    as_loader.post(change_url(draft), form)
    assert not ReportProblem.objects.blocking().exists()


def test_where_a_second_person_publishes_the_menu_and_the_next_draft_are_for_the_reader(
    as_publisher: Client, draft: Inspection, publisher: Any, loader: Any, settings: Any
):
    settings.SECOND_PERSON = True
    own = make_draft(make_council("otherham"), publisher)
    following = make_draft(make_council("thirdham"), loader)
    page = start_page(as_publisher)
    assert "Drafts 3 With open problems 0 Ready to publish 2 For a second look 1 Mine 1" in page
    form = fields_of(as_publisher.get(publish_url(draft)).content.decode())
    page = words(as_publisher.post(publish_url(draft), form, follow=True).content.decode())
    assert f"Next draft: {following}" in page
    form = fields_of(as_publisher.get(publish_url(following)).content.decode())
    page = words(as_publisher.post(publish_url(following), form, follow=True).content.decode())
    assert "No other draft waits for you." in page
    assert Inspection.objects.get(pk=own.pk).status == "draft"
