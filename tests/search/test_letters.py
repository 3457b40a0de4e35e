"""Paragraphs of letters among what a search finds."""

from datetime import date

import pytest

from inspections.models import Report, ReportParagraph, Visit
from inspections.search.index import index_reports
from tests.builders.factories import make_council, make_inspection, make_report, make_visit
from tests.builders.pages import words

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]


def letter_of(visit: Visit, *texts: str) -> Report:
    """A letter with these paragraphs under one heading."""
    report = make_report(make_inspection(published=False), *texts, is_numbered=False, service="", judgement="")
    Report.objects.filter(pk=report.pk).update(inspection=None, visit=visit)
    ReportParagraph.objects.filter(report=report).update(heading="Main findings")
    index_reports(report.paragraphs.all())
    return report


@pytest.fixture
def letter(db):
    return letter_of(make_visit(), "Decisions at the front door come late.", "Supervision is regular.")


def rows(client, query: str) -> list[dict]:
    return client.get(f"/search.json?{query}").json()["rows"]


def test_a_paragraph_of_a_letter_is_found_and_leads_to_the_visit(client, letter):
    page = words(client.get("/search/?q=front+door"))
    assert "Decisions at the front door come late." in page
    assert "Focused visit, published 12 December 2024" in page
    html = client.get("/search/?q=front+door").content.decode()
    assert 'href="/councils/testshire/visits/2024-11-05/#passage-1"' in html
    assert 'id="passage-1"' in client.get("/councils/testshire/visits/2024-11-05/").content.decode()


def test_its_row_names_the_visit(client, letter):
    (row,) = rows(client, "q=front+door")
    assert (row["council"], row["visited_from"], row["published_on"]) == ("testshire", "2024-11-05", "2024-12-12")
    assert (row["framework"], row["inspected_from"], row["grade"]) == ("", "", None)
    assert row["address"].endswith("/councils/testshire/visits/2024-11-05/#passage-1")


def test_a_draft_and_a_withdrawn_visit_are_not_searched(client):
    letter_of(make_visit(published=False), "A secret draft.")
    visit = make_visit(make_council("hamlets"))
    letter_of(visit, "A secret withdrawal.")
    Visit.objects.filter(pk=visit.pk).update(
        status="withdrawn", withdrawn_by=visit.published_by, withdrawn_at=visit.published_at
    )
    assert rows(client, "q=secret") == []


def test_letters_and_reports_are_told_apart(client, letter):
    make_report(make_inspection(), "The front door of the report.")
    assert len(rows(client, "q=front+door")) == 2
    assert [row["framework"] for row in rows(client, "q=front+door&framework=visits")] == [""]
    assert [row["framework"] for row in rows(client, "q=front+door&framework=ilacs")] == ["ilacs-2023"]
    page = words(client.get("/search/?q=front+door"))
    assert "Letters on visits 1" in page
    assert "Letters on visits: Crown copyright, Open Government Licence v3." in page


def test_a_letter_never_has_the_grade_of_an_inspection_of_the_same_key(client, letter):
    make_inspection(grades={"whole.overall_effectiveness": "inadequate"})
    assert [row["grade"] for row in rows(client, "q=supervision")] == [None]


def test_letters_are_narrowed_by_council_and_day(client, letter):
    other = make_visit(make_council("hamlets"), visited_from=date(2020, 1, 7), published_on=date(2020, 2, 20))
    letter_of(other, "Another front door.")
    assert len(rows(client, "q=front+door&council=hamlets")) == 1
    assert [row["council"] for row in rows(client, "q=front+door&from=2024-01-01")] == ["testshire"]
    assert [row["council"] for row in rows(client, "q=front+door&to=2020-12-31")] == ["hamlets"]
