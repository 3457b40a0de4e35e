"""Weakly evidenced grades: counted and marked, or left out by choice."""

from datetime import date

import pytest

from inspections.models import Grade
from inspections.wording.provenance import DATASET, DATASET_URL, OFFICIAL_STATISTICS_URL
from inspections.wording.results import provenance_words
from tests.builders.factories import make_council, make_inspection
from tests.builders.pages import addresses, words

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
    address = "/judgements/slac-2010/safeguarding.overall_effectiveness.json?evidence=strong&grade=graded"
    assert [row["council"] for row in client.get(address).json()["rows"]] == ["testshire"]


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


@pytest.mark.usefixtures("today", "real_data")
class TestSources:
    @pytest.mark.django_db
    def test_a_grade_of_a_later_report_leads_to_that_report(self, client):
        page = client.get("/councils/lincolnshire/inspected-2010-06/").content.decode()
        assert 'href="https://files.ofsted.gov.uk/v1/file/50004285"' in page
        found = client.get("/councils/lincolnshire/inspected-2010-06.json").json()
        assert "https://files.ofsted.gov.uk/v1/file/50004285" in {row["grade_source"] for row in found["rows"]}

    @pytest.mark.django_db
    def test_a_derived_grade_says_from_what(self, client):
        said = words(client.get("/councils/lincolnshire/inspected-2010-06/"))
        assert "County Durham’s cabinet paper of 29 February 2012 says that three of the four" in said
        assert "is circular" in said

    @pytest.mark.django_db
    def test_how_many_reports_can_have_been_published_by_the_day_of_the_cabinet_paper(self, client):
        said = words(client.get("/data/"))
        assert "by 5 January 2012: of those on record here at least 76 and at most 101." in said
        assert "says 92" in said


@pytest.mark.usefixtures("weak_council")
def test_files_say_how_a_dataset_tied_a_grade_to_its_council(client):
    rows = {row["council"]: row for row in client.get("/ranking/slac/2012-01-05.json").json()["rows"]}
    assert rows["sampleshire"][f"{SAFEGUARDING}.evidence"] == "order"
    assert rows["testshire"][f"{SAFEGUARDING}.evidence"] is None
    (row, *_) = client.get("/councils/sampleshire/2011-02-05.json").json()["rows"]
    assert (row["provenance"], row["dataset_evidence"]) == ("research", "order")


@pytest.mark.usefixtures("weak_council")
def test_a_paper_says_how_a_dataset_tied_a_grade_to_its_council(client):
    said = words(client.get("/papers/sampleshire/2011-02-05/"))
    assert f"Safeguarding services, overall effectiveness: {provenance_words('research', 'order')}. {DATASET}" in said


@pytest.mark.django_db
def test_official_statistics_lead_to_their_place(client):
    found = make_inspection(make_council("testshire"), grades={"whole.leaders": "good"})
    source = "Ofsted, Local authority inspection outcomes"
    found.grades.update(provenance=Grade.Provenance.OFFICIAL_STATISTICS, source=source)
    for page in ("councils", "papers"):
        assert OFFICIAL_STATISTICS_URL in addresses(client.get(f"/{page}/testshire/2024-01-25/"))


@pytest.mark.django_db
def test_the_licences_name_the_dataset_and_the_statistics(client):
    page = client.get("/data/")
    assert DATASET in words(page)
    assert {DATASET_URL, OFFICIAL_STATISTICS_URL} <= set(addresses(page))
