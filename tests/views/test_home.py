"""The home page as its readers see it."""

import re
from datetime import date

import pytest

from inspections.statistics.standings import State
from inspections.wording.results import STATES
from tests.builders.factories import make_council, make_inspection
from tests.builders.pages import addresses, table, words

pytestmark = pytest.mark.usefixtures("today")

OVERALL = "whole.overall_effectiveness"


@pytest.mark.django_db
def test_home_without_any_record_says_so(client):
    assert "No report is on record yet." in words(client.get("/"))


@pytest.mark.django_db
def test_national_picture_counts_each_council_once_by_its_latest_report(client):
    council = make_council()
    make_inspection(
        council, published_on=date(2023, 1, 25), inspected_from="2022-11-01", grades={OVERALL: "inadequate"}
    )
    make_inspection(council, published_on=date(2025, 1, 25), inspected_from="2024-11-01", grades={OVERALL: "good"})
    make_inspection(make_council("sampleshire"), grades={OVERALL: "outstanding"})
    row = next(row for row in table(client.get("/")) if row[0].startswith("Overall effectiveness"))
    assert row[2:] == [
        "Outstanding 1",
        "Good 1",
        "Requires improvement 0",
        "Inadequate 0",
        "Graded 2",
        "Good or outstanding 2 of 2",
    ]


@pytest.mark.django_db
def test_a_council_without_an_overall_judgement_is_said_to_have_none(client):
    make_inspection(make_council("sampleshire"))
    make_inspection(
        framework="ilacs-2026",
        inspected_from="2026-05-05",
        published_on=date(2026, 6, 20),
        grades={"whole.leaders": "good"},
    )
    assert f"The other council: {STATES[State.NO_OVERALL]}." in words(client.get("/"))


@pytest.mark.django_db
def test_latest_reports_come_first(client):
    make_inspection(make_council("early"), published_on=date(2024, 1, 25))
    make_inspection(make_council("late"), published_on=date(2025, 1, 25))
    page = words(client.get("/")).partition("Latest reports")[2]
    assert page.index("25 January 2025 Late") < page.index("25 January 2024 Early")


@pytest.mark.django_db
def test_finding_a_council_needs_no_script(client):
    page = client.get("/").content.decode()
    assert '<form action="/councils/" method="get"' in page
    assert 'name="q"' in page


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("day", "march"),
    [(date(2026, 9, 1), "2026-03-31"), (date(2026, 3, 31), "2026-03-31"), (date(2026, 3, 30), "2025-03-31")],
)
def test_who_was_outstanding_last_march_is_a_link_away(client, monkeypatch, day, march):
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *_: day)
    assert f"/ranking/ilacs/{march}/" in addresses(client.get("/"))


@pytest.mark.django_db
@pytest.mark.usefixtures("real_data")
def test_the_picture_is_that_of_the_national_page(client):
    address = re.search(r'<img src="([^"]+)"', client.get("/").content.decode())[1].replace("&amp;", "&")
    assert address.startswith("/national/ilacs/2026-09-01.svg?edition=")
    assert "Overall effectiveness (142)" in client.get(address).content.decode()


@pytest.mark.django_db
@pytest.mark.usefixtures("real_data")
def test_someone_who_only_knows_durham_gets_there(client):
    assert client.get("/councils/?q=Durham")["Location"] == "/councils/county-durham/"
