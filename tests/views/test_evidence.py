"""Weakly evidenced grades: counted and marked, or left out by choice."""

from datetime import date

import pytest

from inspections.models import Grade
from tests.builders.factories import make_council, make_inspection
from tests.builders.pages import addresses, table, words

SAFEGUARDING = "safeguarding.overall_effectiveness"
WEAK = "a grade is one that a research dataset ties to its council by its place in the alphabet alone"


@pytest.fixture
def weak_council(db):
    """Of two councils, one has its grade by weak evidence."""
    make_inspection(
        make_council("testshire"),
        framework="slac-2010",
        inspected_from="2010-12-01",
        published_on=date(2011, 1, 5),
        grades={SAFEGUARDING: "good"},
    )
    found = make_inspection(
        make_council("sampleshire"),
        framework="slac-2010",
        inspected_from="2010-12-01",
        published_on=date(2011, 2, 5),
        grades={SAFEGUARDING: "good"},
    )
    found.grades.update(provenance=Grade.Provenance.RESEARCH, evidence=Grade.EvidenceClass.ORDER)
    return found.council


@pytest.mark.parametrize("page", ["ranking", "heatmap", "national", "map"])
@pytest.mark.usefixtures("weak_council")
def test_a_page_says_how_many_and_offers_to_leave_them_out(client, page):
    response = client.get(f"/{page}/slac/2012-01-05/")
    assert f"For 1 of 2 councils with an inspection counted here, {WEAK}." in words(response)
    assert f"/{page}/slac/2012-01-05/?evidence=strong" in addresses(response)


@pytest.mark.parametrize("page", ["ranking", "heatmap", "national", "map"])
@pytest.mark.usefixtures("weak_council")
def test_left_out_they_count_as_not_on_record(client, page):
    response = client.get(f"/{page}/slac/2012-01-05/?evidence=strong")
    assert "Left out are grades of 1 council that" in words(response)
    assert f"/{page}/slac/2012-01-05/" in addresses(response)


@pytest.mark.usefixtures("weak_council")
def test_the_list_behind_a_number_leaves_them_out_too(client):
    html = client.get("/national/slac/2012-01-05/?evidence=strong").content
    assert b"evidence=strong" in html
    rows = table(client.get("/judgements/slac-2010/safeguarding.overall_effectiveness/?evidence=strong&grade=graded"))
    assert [row[0] for row in rows[1:]] == ["Testshire"]


@pytest.mark.parametrize(("page", "name"), [("ranking", "ranking"), ("heatmap", "heatmap"), ("national", "judgements")])
@pytest.mark.usefixtures("weak_council")
def test_a_file_says_how_many(client, page, name):
    counted = client.get(f"/{page}/slac/2012-01-05.json?table={name}").json()
    assert WEAK in counted["about"]["weak_evidence"]
    left_out = client.get(f"/{page}/slac/2012-01-05.json?evidence=strong&table={name}").json()
    assert "1 council" in left_out["about"]["weak_evidence"]


@pytest.mark.usefixtures("weak_council")
def test_nothing_is_said_where_all_evidence_is_strong(client):
    make_inspection(make_council("mockshire"), grades={"whole.leaders": "good"}, published_on=date(2024, 1, 5))
    response = client.get("/ranking/ilacs/2024-06-01/")
    assert "alphabet" not in words(response)
    assert "evidence=strong" not in response.content.decode()
