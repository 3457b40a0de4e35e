"""The home page as its readers see it."""

from datetime import date

import pytest
from django.urls import reverse

from inspections.frameworks.loader import framework
from inspections.statistics.same_councils import on_the_same_councils
from inspections.wording.national import same_councils_sentence, without_overall_clause
from tests.builders.expected import councils_as_at
from tests.builders.factories import make_council, make_inspection
from tests.builders.pages import addresses, tile_names, words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]

OVERALL = "whole.overall_effectiveness"


def make_ten(*grades: str, published_on: date = date(2024, 1, 25)) -> None:
    """Ten councils with these overall grades; the last grade repeats."""
    for n in range(10):
        grade = grades[min(n, len(grades) - 1)]
        make_inspection(make_council(f"testshire-{n}"), grades={OVERALL: grade}, published_on=published_on)


def test_home_without_any_record_says_so(client):
    assert "No ILACS report is on record yet." in words(client.get("/"))


def test_the_number_counts_each_council_once_by_its_latest_report(client):
    make_ten("inadequate", "good")
    again = make_council("sampleshire")
    make_inspection(again, published_on=date(2023, 1, 25), inspected_from="2022-11-01", grades={OVERALL: "inadequate"})
    make_inspection(again, published_on=date(2025, 1, 25), inspected_from="2024-11-01", grades={OVERALL: "outstanding"})
    page = words(client.get("/"))
    assert "91% of councils are good or outstanding overall" in page
    assert "10 of the 11 with an overall grade." in page


def test_fewer_than_ten_councils_make_no_share(client):
    make_inspection(grades={OVERALL: "good"})
    page = words(client.get("/"))
    assert "%" not in page
    assert "1 of 1 councils are good or outstanding" in page


def test_the_year_before_is_told_on_the_same_councils(client):
    make_ten("good")
    for n in (0, 1):
        make_inspection(
            make_council(f"sampleshire-{n}"), grades={OVERALL: "inadequate"}, published_on=date(2026, 1, 20)
        )
    page = words(client.get("/"))
    then, now = councils_as_at("ilacs", date(2025, 9, 1)), councils_as_at("ilacs", date(2026, 9, 1))
    same = on_the_same_councils(then, now, framework("ilacs-2023"), OVERALL)
    assert (same.base, same.good_then, same.good_now) == (10, 10, 10)
    assert same_councils_sentence(same, 12) in page


def test_councils_without_an_overall_judgement_are_said_to_be_left_out(client):
    make_ten("good")
    make_inspection(
        make_council("sampleshire"),
        framework="ilacs-2026",
        inspected_from="2026-05-05",
        published_on=date(2026, 6, 20),
        grades={"whole.leaders": "good"},
    )
    assert without_overall_clause(1) in words(client.get("/"))


def test_latest_reports_come_first_and_lead_to_their_scorecards(client):
    make_inspection(make_council("early"), published_on=date(2024, 1, 25))
    make_inspection(make_council("late"), published_on=date(2025, 1, 25))
    answer = client.get("/")
    page = words(answer).partition("All reports")[2]
    assert page.index("Late") < page.index("Early")
    assert "/councils/late/2025-01-25/" in addresses(answer)


def test_finding_a_council_needs_no_script(client):
    assert '<form action="/councils/" role="search"' in client.get("/").content.decode()


class TestTasks:
    @pytest.mark.parametrize(
        ("address", "leads_to"),
        [
            ("/go/improved/?council=Testshire", "/councils/testshire/#has-it-improved"),
            ("/go/paper/?council=testshire", "/papers/testshire/"),
            ("/go/paper/?council=testshire&as-at=2024-03-01", "/papers/testshire/?as-at=2024-03-01"),
            ("/ranking/?as-at=2026-03-31", "/ranking/ilacs/?as-at=2026-03-31"),
        ],
    )
    def test_a_task_leads_straight_to_its_answer(self, client, address, leads_to):
        make_inspection()
        assert client.get(address)["Location"] == leads_to

    @pytest.mark.parametrize("door", ["improved-door", "paper-door"])
    @pytest.mark.parametrize(
        ("council", "message"), [("", "Say which council"), ("Testshyre", "Testshire"), ("nowhere", "nowhere")]
    )
    def test_a_council_nobody_knows_is_refused_with_those_like_it(self, client, door, council, message):
        make_council()
        answer = client.get(reverse(door), {"council": council})
        assert answer.status_code == 400
        assert message in words(answer)

    def test_a_sentence_is_checked(self, client, real_data):
        assert '<textarea id="sentence"' in client.get("/").content.decode()
        answer = client.get(
            reverse("check"), {"sentence": "Durham is joint best of 92 as at 5 January 2012"}, follow=True
        )
        assert answer.status_code == 200
        assert "County Durham" in words(answer)

    def test_neighbours_on_a_judgement_are_one_choice_away(self, client, real_data):
        form = {"council": "Durham", "judgement": "ilacs-2026/care_leavers", "among": "neighbours"}
        answer = client.get(reverse("judgement-door"), form, follow=True)
        assert answer.redirect_chain[-1][0].startswith(
            "/judgements/ilacs-2026/care_leavers/?neighbours-of=county-durham"
        )
        assert "County Durham is outstanding" in words(answer)


@pytest.mark.usefixtures("real_data")
class TestRealData:
    def test_number_map_and_legend_say_the_same(self, client):
        answer = client.get("/")
        page = words(answer)
        assert "107 of the 142 with an overall grade." in page
        assert len(tile_names(answer)) == 153
        assert sum(name.endswith((": good", ": outstanding")) for name in tile_names(answer)) == 107

    def test_titles_are_findings(self, client):
        page = words(client.get("/"))
        assert "Most councils are good or outstanding in every region" in page
        assert "Children in care is graded best, help and protection least well" in page

    def test_a_day_shows_what_had_been_published_by_then(self, client):
        page = words(client.get("/?as-at=2024-03-31"))
        assert "90 of the 150 with an overall grade." in page

    def test_someone_who_only_knows_durham_gets_there(self, client):
        assert client.get("/councils/?q=Durham")["Location"] == "/councils/county-durham/"
