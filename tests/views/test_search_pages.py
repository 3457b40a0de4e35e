"""Long lists of what the search found: pages, files, and their cost."""

import json
from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from inspections.intake.transcription import store_texts
from inspections.models import Grade, ReportWord
from inspections.reports.findings import ParagraphFinding
from tests.builders.factories import make_council, make_inspection, make_report
from tests.builders.pages import addresses, gzipped, markup, words
from tests.builders.readings import READING

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql, pytest.mark.usefixtures("today")]
KB = 1024


def headings(response) -> list[str]:
    """The paragraphs found, by the words of their links, in order."""
    parts = markup(response).split("<h3><a href=")[1:]
    return [part.partition(">")[2].partition("</a>")[0] for part in parts]


def search(client, q: str, **filters: str):
    return client.get("/search/", {"q": q, **filters}, follow=True)


@pytest.fixture
def testshire():
    """An inspection of Testshire whose report says two things."""
    inspection = make_inspection()
    make_report(inspection, "Missing children are found <quickly>.", "Care leavers do well.")
    return inspection


class TestPages:
    @pytest.fixture(autouse=True)
    def many(self):
        make_report(make_inspection(), *[f"Care {number}." for number in range(1, 46)])

    def test_twenty_stand_on_a_page_with_links_to_the_others(self, client):
        page = search(client, "care")
        assert "45 paragraphs in the one report searched. Page 1 of 3." in words(page)
        assert headings(page)[0::19] == ["Testshire, paragraph 1", "Testshire, paragraph 20"]
        assert "/search/?q=care&page=2" in addresses(page, rel="next")
        assert not addresses(page, rel="prev")

    def test_the_last_page_has_the_rest(self, client):
        page = search(client, "care", page="3")
        assert headings(page) == [f"Testshire, paragraph {number}" for number in range(41, 46)]
        assert '<ol class="plain found" start="41">' in page.content.decode()
        assert not addresses(page, rel="next")

    def test_a_page_that_is_not_there_leads_to_the_last(self, client):
        page = search(client, "care", page="4")
        assert page.status_code == 404
        assert "This search has no page 4: its last is page 3." in words(page)
        assert "/search/?q=care&amp;page=3" in page.content.decode()


class TestFiles:
    def test_the_file_holds_the_whole_paragraph_and_where_it_stands(self, client, testshire):
        text = "Care. " * 300
        make_report(testshire, text)
        (row,) = json.loads(client.get("/search.json?q=care").content)["rows"]
        assert row["text"] == text
        assert row["address"] == "http://testserver/councils/testshire/2024-01-25/#paragraph-1"
        assert (row["judgement"], row["grade"]) == ("whole.overall_effectiveness", "good")

    def test_a_file_that_is_cut_says_so(self, client, testshire):
        make_report(testshire, *["Care."] * 501)
        answer = json.loads(client.get("/search.json?q=care").content)
        assert len(answer["rows"]) == 500
        assert answer["about"]["found"].endswith("This file holds the first 500.")

    def test_no_permanent_link_is_promised(self, client, testshire):
        assert "ermanent" not in words(search(client, "care"))

    def test_a_search_can_not_be_framed(self, client, testshire):
        assert client.get("/embed/search/?q=care").status_code == 404

    def test_search_engines_are_kept_from_answers(self, client, testshire):
        for address in ("/search/?q=care", "/search.csv?q=care"):
            assert client.get(address)["X-Robots-Tag"] == "noindex"


def test_reading_a_report_again_writes_its_index_anew(testshire):
    report = testshire.reports.get()
    report.paragraphs.all().delete()
    said = ParagraphFinding(label="1", number=1, page=1, order=1, text="Quite other words.")
    store_texts([(report, replace(READING, paragraphs=(said,)))])
    assert set(ReportWord.objects.values_list("stem", flat=True)) == {"quite", "other", "word"}


def test_a_search_asks_the_same_few_questions_however_much_is_found(client):
    def asked(**filters: str) -> int:
        with CaptureQueriesContext(connection) as queries:
            assert search(client, "care", **filters).status_code == 200
        return len(queries)

    def add(slug: str) -> None:
        inspection = make_inspection(make_council(slug))
        make_report(inspection, *["Care and more care."] * 30)
        Grade.objects.filter(inspection=inspection).update(grade="outstanding")

    add("first-care")
    before = asked(), asked(grade="outstanding", council="first-care")
    for number in range(5):
        add(f"care-{number}")
    assert (asked(), asked(grade="outstanding", council="first-care")) == before
    assert max(before) <= 11


def test_a_page_of_long_paragraphs_keeps_within_its_budget(client):
    text = " ".join(f"word{number} care plan{number}" for number in range(200))
    make_report(make_inspection(), *[f"{number} {text}" for number in range(60)])
    assert gzipped(search(client, "care plan7")) <= 12 * KB
