"""The list of all reports as its readers see it, and its files."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from inspections import actions
from inspections.models import Council, Visit
from inspections.statistics.standings import State
from inspections.wording.results import STATES
from tests.builders.factories import make_council, make_inspection, make_user
from tests.builders.pages import addresses, csv_rows, gzipped, letters_of, words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
LEADERS, HELP, OVERALL = "whole.leaders", "whole.help_and_protection", "whole.overall_effectiveness"
KB = 1024


def names(client, query=""):
    return [row["name"] for row in csv_rows(client.get(f"/latest.csv{query}"))]


@pytest.fixture
def three():
    """Three reports of three councils, regions and days."""
    for slug, day, region in (
        ("early", date(2024, 1, 25), Council.Region.LONDON),
        ("middle", date(2025, 1, 25), Council.Region.SOUTH_WEST),
        ("late", date(2026, 1, 25), Council.Region.LONDON),
    ):
        make_inspection(make_council(slug, region=region), published_on=day, grades={LEADERS: "good"})


class TestReports:
    def test_the_latest_comes_first_and_leads_to_its_scorecard(self, client, three):
        answer = client.get("/latest/")
        page = words(answer)
        assert page.index("25 JanLate") < page.index("25 JanMiddle") < page.index("25 JanEarly")
        assert "/councils/late/2026-01-25/" in addresses(answer)

    def test_each_grade_says_how_it_compares_with_the_one_before(self, client):
        council = make_council()
        earlier = {LEADERS: "good", HELP: "good", OVERALL: "good"}
        make_inspection(council, published_on=date(2023, 1, 25), inspected_from="2022-11-01", grades=earlier)
        later = {LEADERS: "outstanding", HELP: "requires_improvement", OVERALL: "good"}
        make_inspection(council, published_on=date(2025, 1, 25), inspected_from="2024-11-01", grades=later)
        answer = client.get("/latest/")
        assert [(css, said) for _, css, said in letters_of(answer, "Testshire")] == [
            ("cell g", "Good, the same as before"),
            ("cell o", "Outstanding, up"),
            ("cell r", "Requires improvement, down"),
        ]
        assert "1 up, 1 down of 3" in words(answer)
        assert "Of 2 reports, none raised grades, none lowered them, 1 did both and 1 can’t be compared." in words(
            answer
        )

    def test_a_report_without_an_overall_judgement_says_so(self, client):
        make_inspection(grades={OVERALL: "good"})
        new = make_inspection(
            make_council("sampleshire"),
            framework="ilacs-2026",
            inspected_from="2026-05-05",
            published_on=date(2026, 6, 20),
            grades={LEADERS: "good"},
        )
        assert letters_of(client.get("/latest/"), new.council.short_name)[0][2] == STATES[State.NO_OVERALL]

    def test_without_any_record_it_says_so(self, client):
        assert "No report or letter is on record here that fits." in words(client.get("/latest/"))

    def test_a_draft_is_not_listed(self, client, three):
        make_inspection(make_council("drafted"), published=False, published_on=date(2026, 2, 1))
        assert names(client) == ["Late", "Middle", "Early"]


class TestLetters:
    @pytest.fixture
    def visit(self, three):
        """A visit between the reports, with its letter."""
        visit = Visit.objects.create(
            council=Council.objects.get(slug="middle"),
            visited_from=date(2025, 11, 4),
            published_on=date(2025, 12, 12),
            theme="Front door",
        )
        return actions.publish(visit, by=make_user())

    def test_a_letter_stands_among_the_reports_without_a_grade(self, client, visit):
        answer = client.get("/latest/")
        assert names(client) == ["Late", "Middle", "Middle", "Early"]
        assert "12 DecMiddleFocused visit: front doorno grades" in words(answer)
        assert "/councils/middle/visits/2025-11-04/" in addresses(answer)
        assert "Of 3 reports" in words(answer)
        assert "3 reports and 1 letter" in words(answer)

    def test_files_say_that_it_gives_no_grade(self, client, visit):
        row = csv_rows(client.get("/latest.csv"))[1]
        assert (row["kind"], row["theme"], row["framework"]) == ("focused_visit", "Front door", "")
        assert row["leadership"] == row["overall"] == "a visit gives no grades"
        assert (row["published_on"], row["inspected_from"], row["improved"]) == ("2025-12-12", "2025-11-04", "")
        assert csv_rows(client.get("/latest.csv"))[0]["kind"] == "inspection"

    @pytest.mark.parametrize(
        ("query", "found"),
        [
            ("?kind=inspection", ["Late", "Middle", "Early"]),
            ("?kind=focused_visit", ["Middle"]),
            ("?kind=monitoring_visit", []),
            ("?programme=ilacs", ["Late", "Middle", "Early"]),
            ("?as-at=2025-12-11", ["Middle", "Early"]),
            ("?list=middle", ["Middle", "Middle"]),
        ],
    )
    def test_it_is_filtered_as_reports_are(self, client, visit, query, found):
        assert names(client, query) == found

    def test_a_list_of_letters_alone_says_that_they_give_no_grades(self, client, visit):
        shown = words(client.get("/latest/?kind=focused_visit"))
        assert "1 letter on a visit, which gives no grades." in shown
        assert "Focused visit: front door" in shown

    def test_a_draft_of_a_visit_is_not_listed(self, client, three):
        Visit.objects.create(council=Council.objects.get(slug="late"), visited_from=date(2025, 11, 4))
        assert names(client) == ["Late", "Middle", "Early"]


class TestFilters:
    @pytest.mark.parametrize(
        ("query", "found"),
        [
            ("?since=2025-01-25", ["Late", "Middle"]),
            ("?until=2025-01-25", ["Middle", "Early"]),
            ("?since=2025-01-01&until=2025-12-31", ["Middle"]),
            ("?region=London", ["Late", "Early"]),
            ("?programme=sif", []),
            ("?as-at=2025-06-01", ["Middle", "Early"]),
        ],
    )
    def test_it_keeps_what_is_asked_for(self, client, three, query, found):
        assert names(client, query) == found

    @pytest.mark.parametrize(
        ("query", "message"),
        [
            ("?since=soon", "“since” takes a day as year, month and day"),
            ("?since=2026-02-01&until=2025-02-01", "comes after"),
            ("?since=2027-01-01", "No report can be on record since 1 January 2027"),
            ("?region=Mercia", "Known here: East Midlands"),
            ("?programme=magic", "Known here: ilacs"),
            ("?kind=song", "Known here: inspection, focused_visit, monitoring_visit"),
            ("?type=parish", "There is no type “parish”"),
            ("?neighbours-of=nowhere", "nowhere"),
            ("?page=9", "pages 1 to 1"),
            ("?page=x", "whole number"),
        ],
    )
    def test_nonsense_is_refused_with_what_is_known(self, client, three, query, message):
        answer = client.get(f"/latest/{query}")
        assert answer.status_code == 400
        assert message in words(answer)


@pytest.mark.usefixtures("real_data")
class TestRealData:
    @pytest.mark.parametrize("query", ["", "?programme=slac", "?neighbours-of=county-durham&set=2025-05", "?page=18"])
    def test_it_keeps_within_its_budget(self, client, query):
        with CaptureQueriesContext(connection) as asked:
            answer = client.get(f"/latest/{query}")
        assert answer.status_code == 200
        assert len(asked) <= 8
        assert gzipped(answer) <= 8 * KB

    def test_a_long_list_has_pages_and_its_file_has_all(self, client):
        answer = client.get("/latest/")
        rows = csv_rows(client.get("/latest.csv"))
        assert len(rows) > 800
        assert "Page 1 of 21" in words(answer)
        assert "/latest/?page=2" in addresses(answer)

    def test_neighbours_are_a_group(self, client):
        address = "/latest.csv?neighbours-of=county-durham&set=2025-05"
        found = {row["council"] for row in csv_rows(client.get(address))}
        assert "county-durham" in found
        assert len(found) == 11

    def test_grades_of_two_services_stand_together_in_files(self, client):
        rows = csv_rows(client.get("/latest.csv?programme=slac&until=2012-01-25&since=2012-01-25"))
        durham = next(row for row in rows if row["council"] == "county-durham")
        assert durham["help_and_protection"] == "Outstanding"
        assert durham["leadership"] == "Outstanding; Outstanding"
        assert durham["overall"] == STATES[State.NO_SUCH_JUDGEMENT]
