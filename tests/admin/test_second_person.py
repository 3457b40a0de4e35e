"""Where a site asks for a second person, who has read a draft may not publish it."""

from typing import Any

import pytest
from django.test import Client

from inspections import actions
from inspections.models import Council, Inspection
from tests.builders.factories import make_council, make_visit
from tests.builders.forms import change_url, opened, words

from .conftest import make_draft
from .test_publishing import add_problem, confirm_publishing, publish_url

pytestmark = pytest.mark.django_db

SAID = "So somebody else has to look at it and publish it."


@pytest.fixture(autouse=True)
def _second_person(settings: Any) -> None:
    settings.SECOND_PERSON = True


def publishes(client: Client, draft: Inspection) -> bool:
    page = confirm_publishing(client, draft)
    draft.refresh_from_db()
    assert (draft.status == "published") != (SAID in page)
    return draft.status == "published"


def test_what_another_has_read_is_published(as_publisher: Client, draft: Inspection):
    assert publishes(as_publisher, draft)


def test_who_began_it_may_not_publish_it(as_publisher: Client, publisher: Any, council: Council):
    draft = make_draft(council, publisher)
    page = as_publisher.get(change_url(draft)).content.decode()
    assert "Waiting for a second look." in words(page)
    assert publish_url(draft) not in page
    assert 'value="Publish"' not in as_publisher.get(publish_url(draft)).content.decode()
    assert not publishes(as_publisher, draft)


def test_who_saved_it_may_not_publish_it(as_publisher: Client, draft: Inspection):
    as_publisher.post(change_url(draft), opened(as_publisher, draft) | {"lead_inspector": "Ada First"})
    assert not publishes(as_publisher, draft)


def test_who_uploaded_its_report_or_closed_a_problem_may_not_publish_it(
    as_publisher: Client, publisher: Any, loader: Any, draft: Inspection
):
    problem = add_problem(draft, publisher, "Being healthy has no grade")
    actions.close_problem(problem, by=loader, because="Looked it up")
    assert not publishes(as_publisher, draft)
    draft.reports.update(uploaded_by=loader)
    assert publisher.pk not in draft.history.values_list("history_user", flat=True)
    actions.close_problem(problem, by=publisher, because="Looked it up")
    assert not publishes(as_publisher, draft)
    actions.close_problem(problem, by=loader, because="Looked it up")
    assert publishes(as_publisher, draft)


def test_visits_keep_to_it_too(publisher: Any, loader: Any, council: Council):
    visit = make_visit(council, published=False)
    type(visit).objects.filter(pk=visit.pk).update(created_by=publisher)
    with pytest.raises(actions.ActionRefusedError, match="somebody else has to look"):
        actions.publish(visit, by=publisher)
    assert actions.publish(visit, by=loader).status == "published"


def test_queue_tells_a_second_look_from_what_one_may_publish(
    as_publisher: Client, publisher: Any, draft: Inspection, settings: Any
):
    make_draft(make_council("otherham"), publisher)
    page = words(as_publisher.get("/admin/?show=second-look").content.decode())
    assert "Waiting for a second look 1" in page
    assert "Ready to publish 1" in page
    assert "Otherham" in page
    assert "Testshire" not in page
    assert "Testshire" in words(as_publisher.get("/admin/?show=ready").content.decode())
    settings.SECOND_PERSON = False
    page = words(as_publisher.get("/admin/?show=second-look").content.decode())
    assert "second look" not in page
    assert "Ready to publish 2" in page
