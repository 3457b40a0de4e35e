"""Councils beside each other, as their readers see them."""

import csv
import io
from datetime import date
from xml.etree import ElementTree as ET

import plotly.graph_objects as go
import pytest
from lxml.html import fromstring

from inspections.models import Council, NeighbourSet, StatisticalNeighbour
from inspections.statistics.standings import State
from inspections.wording.results import PROVENANCE, STATES
from inspections.wording.side_by_side import reports_run_sentence, versions_sentence, years_apart_sentence
from tests.builders.expected import records_on
from tests.builders.factories import make_council, make_inspection
from tests.builders.pages import ids, row_element, row_of, words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
LEADERS, LEAVERS = "whole.leaders", "whole.care_leavers"
TWO = "/compare/?council=testshire&council=sampleshire"
SVG = "{http://www.w3.org/2000/svg}"


def make_neighbour(council: Council) -> None:
    """A neighbour in the set of May 2025. A set without any is not offered."""
    found = NeighbourSet.objects.create(code="2025-05", name="May 2025")
    other = make_council("nextshire")
    StatisticalNeighbour.objects.create(
        neighbour_set=found, council=council, neighbour=other, rank=1, closeness="close"
    )


@pytest.fixture
def two():
    """Testshire, outstanding in 2024, and Sampleshire, good in 2022 under the version before."""
    make_inspection(make_council(), grades={LEADERS: "outstanding", LEAVERS: "good"}, published_on=date(2024, 1, 25))
    make_inspection(
        make_council("sampleshire"),
        framework="ilacs-2018",
        inspected_from="2022-02-01",
        published_on=date(2022, 5, 1),
        grades={LEADERS: "good", "whole.children_in_care_and_care_leavers": "inadequate"},
    )


def heads(response) -> list[list[str]]:
    """The heading of each council: its name, then when its report was published with the version."""
    found = fromstring(response.content).xpath("//table/thead//th/span")
    return [[one.findtext("a"), " ".join(one.find("small").text_content().split())] for one in found]


def councils(response) -> list[str]:
    return [name for name, _ in heads(response)]


class TestTable:
    def test_judgements_are_rows_and_councils_columns_in_the_order_asked_for(self, client, two):
        response = client.get("/compare/?council=sampleshire&council=testshire")
        assert councils(response) == ["Sampleshire", "Testshire"]
        assert row_of(response, "Impact of leaders Differs: 1 outstanding, 1 good")[1:] == ["GGood", "OOutstanding"]

    def test_dates_and_versions_are_visible(self, client, two):
        assert [report for _, report in heads(client.get(TWO))] == ["25 Jan 2024 2023", "1 May 2022 2018"]

    def test_a_judgement_of_one_version_stands_in_a_row_of_its_own(self, client, two):
        response = client.get(TWO)
        assert row_of(response, "Care leavers (ILACS 2023)")[1:] == [
            "GGood",
            f"–{STATES[State.NO_SUCH_JUDGEMENT]}",
        ]
        assert row_of(response, "Children in care and care leavers (ILACS 2018)")[2] == "IInadequate"

    def test_versions_and_years_apart_are_explained(self, client, two):
        page = words(client.get(TWO))
        records = [*records_on("testshire"), *records_on("sampleshire")]
        assert versions_sentence(records) in page
        assert years_apart_sentence(records) in page

    def test_the_answer_says_on_how_many_judgements_they_differ_and_how_far_apart_they_are(self, client, two):
        page = words(client.get(TWO)).partition("Judgement")[0]
        assert "The one judgement differs. Sampleshire has none outstanding" in page
        assert reports_run_sentence([*records_on("testshire"), *records_on("sampleshire")]) in page

    def test_a_row_that_differs_is_marked(self, client, two):
        assert (
            row_element(client.get(TWO), "Impact of leaders Differs: 1 outstanding, 1 good").get("class") == "differs"
        )
        assert row_element(client.get(TWO), "Care leavers (ILACS 2023)").get("class") is None

    def test_each_judgement_has_a_sentence(self, client, two):
        page = words(client.get(TWO))
        assert "Impact of leaders: outstanding for Testshire; good for Sampleshire." in page
        assert "Care leavers: good for Testshire. No such judgement under this framework: Sampleshire." in page

    def test_a_grade_from_a_later_report_says_so(self, client, two):
        council = Council.objects.get(slug="testshire")
        council.inspections.get().grades.update(provenance="later_report")
        page = words(client.get(TWO))
        assert f"Outstanding {PROVENANCE['later_report']}" in page
        assert f"2 of 4 grades are {PROVENANCE['later_report']}." in page

    def test_six_councils_are_shown_by_letters(self, client):
        slugs = [f"shire-{n}" for n in range(6)]
        for slug in slugs:
            make_inspection(make_council(slug), grades={LEADERS: "good"})
        response = client.get("/compare/?" + "&".join(f"council={slug}" for slug in slugs))
        assert row_of(response, "Impact of leaders All good")[1:] == ["G"] * 6

    def test_another_programme_is_another_table(self, client, two):
        page = words(client.get(TWO + "&programme=slac"))
        assert "No grade of Testshire and Sampleshire under SLAC is on record" in page
        assert "Outstanding" not in page

    def test_as_at_an_earlier_day_later_reports_do_not_count(self, client, two):
        response = client.get(TWO + "&as-at=2023-01-01")
        assert [report for _, report in heads(response)] == [STATES[State.NO_REPORT_YET], "1 May 2022 2018"]

    def test_a_council_can_be_taken_out(self, client, two):
        page = fromstring(client.get(TWO).content)
        links = {link.text_content(): link.get("href") for link in page.iter("a")}
        assert links["Remove Testshire"] == "/compare/?council=sampleshire"

    def test_an_abolished_council_is_named_and_not_compared(self, client, two):
        make_council("old-shire", valid_to=date(2019, 3, 31))
        response = client.get(TWO + "&council=old-shire")
        assert councils(response) == ["Testshire", "Sampleshire"]
        assert "Old Shire (to 2019) was not in being on 1 September 2026" in words(response)

    def test_a_draft_is_not_compared(self, client, two):
        make_inspection(
            Council.objects.get(slug="sampleshire"),
            inspected_from="2025-02-01",
            published_on=date(2025, 5, 1),
            grades={LEADERS: "inadequate"},
            published=False,
        )
        assert heads(client.get(TWO))[1] == ["Sampleshire", "1 May 2022 2018"]


class TestStates:
    def test_without_councils_the_page_says_what_to_do(self, client):
        response = client.get("/compare/")
        assert response.status_code == 200
        assert "Add a council by any of its usual names" in words(response)
        for ending in ("json", "csv", "svg"):
            answer = client.get(f"/compare.{ending}")
            assert answer.status_code == 400
            assert "No council is chosen" in answer.content.decode()

    def test_one_council_alone_is_shown_with_a_hint(self, client, two):
        page = words(client.get("/compare/?council=testshire"))
        assert "One council alone has nothing to be compared with." in page
        assert "Before you compare" not in page

    def test_ten_are_the_most(self, client):
        slugs = [make_council(f"shire-{n}").slug for n in range(11)]
        ten, eleven = ("/compare/?" + "&".join(f"council={slug}" for slug in some) for some in (slugs[:10], slugs))
        assert "Ten councils are the most" in words(client.get(ten))
        assert "add" not in ids(client.get(ten))
        refused = client.get(eleven)
        assert refused.status_code == 400
        assert "At most 10 councils can be compared at once; 11 were asked for." in words(refused)


class TestForm:
    def test_a_name_is_added_to_those_there_are(self, client, two):
        make_council("mockshire")
        response = client.get(TWO + "&add=MOCKSHIRE&region=&neighbours-of=&set=&programme=ilacs&as-at=")
        assert response["Location"] == TWO + "&council=mockshire"

    def test_a_misspelt_name_offers_the_nearest_with_the_councils_kept(self, client, two):
        response = client.get("/compare/?council=testshire&add=Samplshire")
        assert "No council is called “Samplshire”. Did you mean Sampleshire?" in words(response)
        assert f'href="{TWO.replace("&", "&amp;")}"' in response.content.decode()
        assert councils(response) == ["Testshire"]

    def test_a_name_like_none_leads_to_the_list(self, client, two):
        assert "The list of councils has all their names." in words(client.get("/compare/?add=Zzzz"))

    def test_hostile_names_stay_words(self, client):
        html = client.get("/compare/", {"add": "<script>alert(1)</script>"}).content.decode()
        assert "<script>alert" not in html

    def test_a_council_twice_is_one(self, client, two):
        assert client.get(TWO + "&council=testshire")["Location"] == TWO

    def test_an_unknown_council_is_refused_with_names_near_to_it(self, client, two):
        response = client.get("/compare/?council=testshir")
        assert response.status_code == 400
        assert "Names near to it: Testshire." in words(response)

    @pytest.mark.parametrize(("name", "known"), [("programme", "ilacs"), ("region", "London"), ("set", "2025-05")])
    def test_an_unknown_value_is_refused_with_those_known(self, client, name, known):
        make_neighbour(make_council("testshire"))
        response = client.get("/compare/", {name: "nothing"})
        assert response.status_code == 400
        assert known in words(response)


class TestGroups:
    def test_a_region_fills_the_table_by_name_and_says_of_how_many(self, client):
        for n in range(12):
            make_inspection(make_council(f"shire-{n:02}"), grades={LEADERS: "good"})
        make_council("elsewhere", region=Council.Region.LONDON)
        response = client.get("/compare/?region=South+East")
        assert councils(response) == [f"Shire {n:02}" for n in range(10)]
        assert "Councils of the South East: 10 of 12, the first by name" in words(response)

    def test_a_council_keeps_its_place_before_those_of_its_region(self, client):
        for slug in ("ashire", "bshire", "zshire"):
            make_inspection(make_council(slug), grades={LEADERS: "good"})
        response = client.get("/compare/?council=zshire&region=South+East")
        assert councils(response) == ["Zshire", "Ashire", "Bshire"]
        assert "Councils of the South East: all 3." in words(response)

    def test_neighbours_come_behind_their_council_the_closest_first_and_the_tenth_is_left_out(self, client):
        centre, found = make_council(), NeighbourSet.objects.create(code="2025-05", name="May 2025")
        make_inspection(centre, grades={LEADERS: "good"})
        for rank in range(1, 11):
            other = make_council(f"shire-{rank:02}")
            StatisticalNeighbour.objects.create(
                neighbour_set=found, council=centre, neighbour=other, rank=rank, closeness="close"
            )
        response = client.get("/compare/?neighbours-of=testshire&set=2025-05")
        assert councils(response) == ["Testshire", *(f"Shire {n:02}" for n in range(1, 10))]
        assert "Testshire and the 9 closest of its 10 statistical neighbours in the set of May 2025" in words(response)

    def test_the_set_is_named_in_the_address(self, client):
        make_neighbour(make_council())
        response = client.get("/compare/?neighbours-of=Testshire")
        assert response["Location"] == "/compare/?neighbours-of=testshire&set=2025-05"


class TestFiles:
    def rows(self, client, address):
        text = client.get(address).content.decode("utf-8-sig")
        return list(csv.DictReader(io.StringIO(text)))

    def test_a_row_for_each_judgement(self, client, two):
        row = self.rows(client, TWO.replace("/?", ".csv?"))[0]
        assert (row["judgement"], row["testshire"], row["sampleshire"]) == ("leaders", "Outstanding", "Good")
        assert row["spread"] == "differ: outstanding and good"

    def test_a_row_for_each_inspection(self, client, two):
        rows = self.rows(client, TWO.replace("/?", ".csv?") + "&table=councils")
        assert [(row["council"], row["framework"]) for row in rows] == [
            ("testshire", "ilacs-2023"),
            ("sampleshire", "ilacs-2018"),
        ]

    def test_json_and_xlsx_are_offered(self, client, two):
        html = client.get(TWO).content.decode()
        for ending in ("csv", "xlsx", "json"):
            address = TWO.replace("/?", f".{ending}?")
            assert address.replace("&", "&amp;") in html
            assert client.get(address).status_code == 200

    def test_the_picture_holds_councils_and_grades(self, client, two):
        root = ET.fromstring(client.get(TWO.replace("/?", ".svg?")).content)
        found = {element.text for element in root.iter(f"{SVG}text")}
        assert {"Testshire", "Sampleshire", "Impact of leaders", "O", "G", "–"} <= found

    def test_plotly_takes_the_interactive_form(self, client, two):
        figure = client.get(TWO.replace("/?", ".plotly?")).json()
        go.Figure(data=figure["data"], layout=figure["layout"], skip_invalid=False)
