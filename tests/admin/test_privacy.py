"""A draft is for staff alone: no public address shows it."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from inspections import actions
from inspections.models import Council, Inspection
from tests.builders.factories import make_council

from .conftest import make_draft

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]

SECRETS = ("Zebedee Secret", "2012-02-28", "28 February 2012")
ADDRESSES = (
    "/",
    "/councils/",
    "/councils/testshire/",
    "/ranking/slac/",
    "/ranking/slac.csv",
    "/ranking/slac.json",
    "/heatmap/slac/",
    "/heatmap/slac.csv",
    "/data/",
    "/search/?q=secret",
    "/search.json?q=secret",
)


@pytest.fixture
def drafted(council: Council, loader: Any, publisher: Any) -> Inspection:
    """A draft of Testshire's beside a published inspection of another council."""
    actions.publish(make_draft(make_council("otherford"), publisher), by=publisher)
    return make_draft(council, loader, published_on=date(2012, 2, 28), lead_inspector="Zebedee Secret")


@pytest.mark.parametrize("address", ADDRESSES)
def test_draft_is_on_no_public_page(client: Client, drafted: Inspection, address: str):
    response = client.get(address)
    assert response.status_code == 200
    content = b"".join(response.streaming_content) if response.streaming else response.content
    assert [secret for secret in SECRETS if secret in content.decode()] == []


def test_scorecard_of_a_draft_is_not_found_until_it_is_published(client: Client, drafted: Inspection, publisher: Any):
    refusal = client.get(drafted.get_absolute_url())
    assert refusal.status_code == 404
    assert "Zebedee Secret" not in refusal.content.decode()
    actions.publish(drafted, by=publisher)
    assert client.get(drafted.get_absolute_url()).status_code == 200
