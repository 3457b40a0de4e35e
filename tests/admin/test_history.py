"""The history of a record and the pages of editions: before and after in words, under the right name."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from inspections import actions
from inspections.models import AreaForImprovement, Edition, Inspection, ReportProblem, StatedFigure
from inspections.record.worded_changes import WordedChanges
from inspections.reports.findings import Problem, ProblemKind
from tests.builders.factories import make_council
from tests.builders.forms import change_url, opened, words
from tests.builders.readings import load

from .conftest import make_draft

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]


def history_of(client: Client, record: Any) -> str:
    address = reverse(f"admin:inspections_{record._meta.model_name}_history", args=[record.pk])
    return words(client.get(address).content.decode())


@pytest.fixture
def with_parts(published: Inspection) -> Inspection:
    """The published inspection, with an area for improvement and a figure."""
    AreaForImprovement.objects.create(inspection=published, service="safeguarding", order=1, text="Record assesments.")
    StatedFigure.objects.create(inspection=published, order=1, kind="looked_after_children", age_band="0-17", value=10)
    return published


def test_a_corrected_area_is_told_before_and_after(as_publisher: Client, with_parts: Inspection):
    form = opened(as_publisher, with_parts) | {
        "reason": "Misspelt",
        "areas_for_improvement-0-text": "Record assessments.",
        "figures-0-value": "11",
    }
    as_publisher.post(change_url(with_parts), form)
    page = history_of(as_publisher, with_parts)
    assert "Changed: Safeguarding: area for improvement 1 Text: Record assesments. → Record assessments." in page
    assert "Changed: Looked after children, aged 0 to 17 Value: 10 → 11" in page


def test_what_publishing_moves_in_and_replaces_is_told(as_publisher: Client, publisher: Any, with_parts: Inspection):
    draft = make_draft(with_parts.council, publisher, replaces=with_parts)
    AreaForImprovement.objects.create(inspection=draft, service="safeguarding", order=1, text="Listen to children.")
    actions.publish(draft, by=publisher)
    page = history_of(as_publisher, with_parts)
    assert "Added: Safeguarding: area for improvement 1 Text: Listen to children." in page
    assert "Removed: Safeguarding: area for improvement 1 Text: Record assesments." in page


def test_judgements_are_named(as_publisher: Client, published: Inspection):
    page = history_of(as_publisher, published)
    assert "Added: Safeguarding: overall effectiveness Grade: Good" in page
    assert "safeguarding.overall_effectiveness" not in page


def test_what_the_reader_found_is_in_the_loaders_name(as_loader: Client, loader: Any, council: Any):
    """As the reader of uploads stores it: without a request."""
    draft = load(loader).draft
    page = history_of(as_loader, draft)
    assert "the site itself" not in page
    assert "Added: Testshire, SLAC 2010, 28 November 2011" in page


def test_what_the_site_closes_is_in_its_own_name(as_loader: Client, loader: Any, published: Inspection):
    missing = Problem(ProblemKind.PUBLICATION_DATE_MISSING, "No day of publication")
    draft = load(loader, published_on=None, problems=(missing,)).draft
    problem = ReportProblem.objects.get(report__inspection=draft, kind="publication_date_missing")
    assert problem.closed_by is None
    page = words(as_loader.get(change_url(draft)).content.decode())
    assert "Closed by the site itself" in page
    assert "The inspection on record gives 25 January 2012." in page


def test_an_edition_says_in_words_what_changed(as_publisher: Client, publisher: Any, with_parts: Inspection):
    part = with_parts.figures.get()
    part.value, part.qualifier = 1234, "over"
    actions.correct(
        with_parts,
        by=publisher,
        reason="Misread",
        fields={"inspected_from": date(2011, 11, 1), "inspected_from_known_to": "month"},
        grades={"safeguarding.overall_effectiveness": {"provenance": "later_report", "quoted_line": "Good overall"}},
        parts=[part],
    )
    page = words(as_publisher.get(change_url(Edition.objects.first())).content.decode())
    for line in (
        "How much of that date is known The day The month only",
        "Inspected from 28 November 2011 1 November 2011",
        "Safeguarding: overall effectiveness, quoted line nothing Good overall",
        "as stated in a later Ofsted report",
        "Figure 1 Looked after children, aged 0 to 17, 10 Looked after children, aged 0 to 17, over 1,234",
    ):
        assert line in page


@pytest.mark.parametrize(
    ("field", "before", "after", "expected"),
    [
        ("testshire: successors", "", "exampleham", ("Testshire, successors", "", "Exampleham")),
        ("testshire: valid_to", "", "2027-03-31", ("Testshire, in being to", "", "31 March 2027")),
        ("testshire: aliases", "A|B", "A", ("Testshire, other names", "A, B", "A")),
        (
            "neighbours of testshire, 2025-05",
            "1: exampleham, very_close",
            "",
            ("Statistical neighbours of Testshire, May 2025", "1: Exampleham, very close", ""),
        ),
        ("statistical_neighbours", "", "9 added", ("Statistical neighbours", "", "9 added")),
    ],
)
def test_changes_of_the_register_name_councils(field: str, before: str, after: str, expected: tuple[str, str, str]):
    make_council()
    make_council("exampleham")
    change = actions.editions.RecordChange(None, field, before, after)
    assert WordedChanges()(None, change) == expected


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        ("safeguarding.overall_effectiveness: provenance", "Safeguarding: overall effectiveness, where it comes from"),
        (
            "safeguarding: areas for improvement, within_three_months",
            "Safeguarding: areas for improvement, within three months",
        ),
        ("looked_after_children (0-17): value", "Looked after children, aged 0 to 17, value"),
        ("area for improvement looked_after 2", "Looked after children: area for improvement 2"),
        ("published_on", "Published by Ofsted on"),
    ],
)
def test_parts_of_an_inspection_are_named(published: Inspection, field: str, expected: str):
    change = actions.editions.RecordChange(published, field)
    assert WordedChanges()(published, change)[0] == expected
