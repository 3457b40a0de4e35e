"""The home page as its readers see it."""

from datetime import date

import pytest

from tests.factories import make_council, make_inspection

from .reading import row_of, words

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
    row = row_of(client.get("/"), "Overall effectiveness")
    assert row[2:] == ["Outstanding 1", "Good 1", "Requires improvement 0", "Inadequate 0", "of 2"]


@pytest.mark.django_db
def test_a_council_without_an_overall_judgement_is_said_to_have_none(client):
    make_inspection(make_council("sampleshire"))
    make_inspection(
        framework="ilacs-2026",
        inspected_from="2026-05-05",
        published_on=date(2026, 6, 20),
        grades={"whole.leaders": "good"},
    )
    assert "1 other: no overall judgement since April 2026" in words(client.get("/"))


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
