"""The brief for a meeting: the latest grades and since when, visits since, areas to follow up, and the neighbours."""

import io
from datetime import date

import docx
import pytest

from inspections.models import AreaForImprovement
from tests.builders.factories import make_council, make_inspection, make_visit
from tests.builders.pages import addresses, table, words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
ADDRESS = "/briefs/testshire/"
GOOD = {"whole.leaders": "good", "whole.overall_effectiveness": "good"}


@pytest.fixture
def testshire():
    return make_council("testshire")


@pytest.fixture
def latest(testshire):
    """An inspection of 2022 and one of 2024, in which overall effectiveness rose and leaders stayed."""
    first = {"whole.leaders": "good", "whole.overall_effectiveness": "requires_improvement"}
    make_inspection(testshire, inspected_from="2022-02-07", published_on=date(2022, 3, 21), grades=first)
    return make_inspection(testshire, grades=GOOD)


@pytest.mark.usefixtures("latest")
def test_it_says_each_grade_since_when_it_stands_and_what_changed(client):
    rows = {row[0]: row[1:] for row in table(client.get(ADDRESS))[1:]}
    assert rows["Overall effectiveness"] == ["Good", "25 January 2024", "Improved by one grade"]
    leaders = next(cells for name, cells in rows.items() if "leaders" in name)
    assert leaders == ["Good", "21 March 2022", "The same"]


@pytest.mark.usefixtures("latest")
def test_it_counts_the_days_since_the_inspection_as_at_the_day(client):
    page = words(client.get(f"{ADDRESS}?as-at=2024-02-01"))
    assert "The inspection began on 27 November 2023, 66 days before 1 February 2024." in page


@pytest.mark.usefixtures("latest")
def test_as_at_an_earlier_day_it_is_about_the_inspection_of_then(client):
    page = words(client.get(f"{ADDRESS}?as-at=2023-01-01"))
    assert "published on 21 March 2022" in page
    assert "25 January 2024" not in page


def test_it_lists_the_visits_since_and_no_others(client, testshire, latest):
    make_visit(testshire, theme="Front door", has_priority_action=False)
    make_visit(testshire, visited_from=date(2023, 5, 2), published_on=date(2023, 6, 5), theme="Earlier theme")
    page = words(client.get(ADDRESS))
    assert "One visit after the inspection" in page or "1 visit after the inspection" in page
    assert "Front door" in page
    assert "Earlier theme" not in page
    assert "Front door" not in words(client.get(f"{ADDRESS}?as-at=2024-11-30"))


@pytest.mark.usefixtures("latest")
def test_without_a_visit_it_says_that_none_is_on_record(client):
    assert "No visit after the inspection of 27 November 2023 is on record here" in words(client.get(ADDRESS))


def test_each_area_for_improvement_has_an_empty_cell_for_its_progress(client, latest):
    AreaForImprovement.objects.create(inspection=latest, service="whole", order=1, text="The quality of plans.")
    heading, row = table(client.get(ADDRESS), 1)
    assert heading == ["Area for improvement", "Progress"]
    assert row == ["1. The quality of plans.", ""]


@pytest.mark.usefixtures("latest")
def test_its_word_file_has_the_same_tables(client):
    answer = client.get("/briefs/testshire.docx")
    document = docx.Document(io.BytesIO(answer.content))
    assert [one.rows[0].cells[0].text for one in document.tables] == ["Judgement", "Area for improvement"]
    assert document.paragraphs[0].text == "Testshire: brief on Ofsted’s inspections"


@pytest.mark.usefixtures("latest")
def test_the_councils_page_leads_to_it(client):
    assert ADDRESS in addresses(client.get("/councils/testshire/"))


def test_a_council_without_an_inspection_has_none(client, testshire):
    answer = client.get(ADDRESS)
    assert answer.status_code == 404
    assert "there is nothing to brief on" in words(answer)
    assert ADDRESS not in addresses(client.get("/councils/testshire/"))
