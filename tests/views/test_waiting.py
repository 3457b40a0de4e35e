"""The days since each council's last inspection as its readers see them, and the files."""

from datetime import date
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from docx import Document
from lxml.html import fromstring

from inspections import actions
from inspections.models import Council, Visit
from tests.builders.factories import make_council, make_inspection, make_user
from tests.builders.pages import addresses, csv_rows, gzipped, row_of, tables, words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
KB = 1024


def names(client, query=""):
    return [row["name"] for row in csv_rows(client.get(f"/waiting/ilacs.csv{query}"))]


def make_visit(council: Council, day: date, **fields) -> Visit:
    """A published visit."""
    visit = Visit.objects.create(council=council, visited_from=day, published_on=day, **fields)
    return actions.publish(visit, by=make_user())


@pytest.fixture
def three():
    """Three councils with their last inspections, the earliest first, and one without."""
    for slug, began, day, region in (
        ("early", "2023-01-10", date(2023, 3, 1), Council.Region.LONDON),
        ("middle", "2024-01", date(2024, 3, 1), Council.Region.SOUTH_WEST),
        ("late", "2026-08-02", date(2026, 8, 25), Council.Region.LONDON),
    ):
        make_inspection(make_council(slug, region=region), inspected_from=began, published_on=day)
    make_council("never", region=Council.Region.LONDON)


class TestDays:
    def test_the_longest_ago_comes_first_and_one_without_an_inspection_last(self, client, three):
        assert [row[:3] for row in tables(client.get("/waiting/ilacs/"))[0][1:]] == [
            ["Early", "1,330", "10 Jan 2023"],
            ["Middle", "944 to 974", "Jan 2024"],
            ["Late", "30", "2 Aug 2026"],
            ["Never", "no report by this day", ""],
        ]

    def test_files_have_the_least_and_the_most_days(self, client, three):
        rows = {row["council"]: row for row in csv_rows(client.get("/waiting/ilacs.csv"))}
        assert (rows["middle"]["days_at_least"], rows["middle"]["days_at_most"]) == ("944", "974")
        assert rows["middle"]["inspected_from"] == "2024-01"
        assert (rows["late"]["days_at_least"], rows["late"]["days_at_most"]) == ("30", "30")
        assert rows["never"]["days_at_least"] == ""
        assert rows["never"]["not_counted_because"] == "no report by this day"

    def test_it_is_as_at_a_day(self, client, three):
        assert row_of(client.get("/waiting/ilacs/2024-01-10/"), "Early")[1] == "365"
        assert row_of(client.get("/waiting/ilacs/2024-01-10/"), "Middle")[1] == "no report by this day"

    def test_a_later_inspection_starts_the_days_anew(self, client, three):
        make_inspection(Council.objects.get(slug="early"), inspected_from="2026-07-01", published_on=date(2026, 8, 1))
        assert row_of(client.get("/waiting/ilacs/"), "Early")[1] == "62"

    def test_a_draft_does_not(self, client, three):
        early = Council.objects.get(slug="early")
        make_inspection(early, inspected_from="2026-07-01", published_on=date(2026, 8, 1), published=False)
        assert row_of(client.get("/waiting/ilacs/"), "Early")[1] == "1,330"

    def test_it_says_observed_and_never_when_an_inspection_is_due(self, client, three):
        shown = words(client.get("/waiting/ilacs/"))
        assert "As observed" in shown
        assert "When an inspection is due, and why one came early or late, only Ofsted can say." in shown
        assert shown.count(" due") == 1
        assert "overdue" not in shown

    def test_the_council_s_page_says_how_long_ago_it_was(self, client, three):
        answer = client.get("/councils/early/")
        assert "1,330 days since the last inspection began." in words(answer)
        assert "/waiting/ilacs/?council=early" in addresses(answer)


class TestVisits:
    def test_only_those_since_the_last_inspection_and_by_the_day_are_counted(self, client, three):
        early = Council.objects.get(slug="early")
        for day in (date(2022, 5, 1), date(2024, 5, 1), date(2025, 6, 1)):
            make_visit(early, day)
        assert row_of(client.get("/waiting/ilacs/"), "Early")[4] == "2, last Jun 2025"
        assert row_of(client.get("/waiting/ilacs/"), "Late")[4] == "none"
        assert row_of(client.get("/waiting/ilacs/2025-01-01/"), "Early")[4] == "1, last May 2024"
        rows = {row["council"]: row for row in csv_rows(client.get("/waiting/ilacs.csv"))}
        assert (rows["early"]["visits_since"], rows["early"]["latest_visit"]) == ("2", "2025-06-01")
        assert rows["late"]["visits_since"] == "0"

    def test_where_no_visit_is_on_record_nothing_is_said_of_visits(self, client, three):
        assert "Visits since" not in words(client.get("/waiting/ilacs/"))
        assert {row["visits_since"] for row in csv_rows(client.get("/waiting/ilacs.csv"))} == {""}

    def test_a_draft_of_a_visit_is_not_counted(self, client, three):
        make_visit(Council.objects.get(slug="late"), date(2026, 8, 30))
        Visit.objects.create(council=Council.objects.get(slug="early"), visited_from=date(2026, 8, 1))
        assert row_of(client.get("/waiting/ilacs/"), "Early")[4] == "none"


class TestChoices:
    @pytest.mark.parametrize(
        ("query", "found"),
        [
            ("?region=London", ["Early", "Late", "Never"]),
            ("?list=late&list=middle", ["Middle", "Late"]),
            ("?sort=council", ["Early", "Late", "Middle", "Never"]),
            ("?sort=days", ["Never", "Late", "Middle", "Early"]),
            ("?sort=-inspected", ["Never", "Late", "Middle", "Early"]),
        ],
    )
    def test_the_page_has_whom_is_asked_for_in_the_order_asked_for(self, client, three, query, found):
        assert [row[0] for row in tables(client.get(f"/waiting/ilacs/{query}"))[0][1:]] == found

    @pytest.mark.parametrize(
        ("query", "message"),
        [
            ("?region=Mercia", "Known here: East Midlands"),
            ("?type=parish", "There is no type “parish”"),
            ("?sort=grade", "There is no sort “grade”. Known here: days, -days"),
            ("?list=nowhere", "nowhere"),
            ("?council=nowhere", "nowhere"),
        ],
    )
    def test_nonsense_is_refused_with_what_is_known(self, client, three, query, message):
        answer = client.get(f"/waiting/ilacs/{query}")
        assert answer.status_code == 400
        assert message in words(answer)

    @pytest.mark.parametrize("address", ["/waiting/magic/", "/waiting/ilacs/2012-13-45/", "/waiting/ilacs/2030-01-01/"])
    def test_what_there_is_not_is_not_found(self, client, address):
        assert client.get(address).status_code == 404

    def test_the_marked_council_is_named_and_stands_out(self, client, three):
        answer = client.get("/waiting/ilacs/?council=middle")
        assert "Middle: 944 to 974 days." in words(answer)
        assert fromstring(answer.content).get_element_by_id("row").get("class") == "marked"
        assert "Never: no report by this day." in words(client.get("/waiting/ilacs/?council=never"))

    def test_a_council_outside_the_group_is_said_to_be_so(self, client, three):
        assert "not among the councils shown here" in words(client.get("/waiting/ilacs/?council=middle&region=London"))

    def test_the_door_leads_to_the_programme_and_the_day(self, client):
        assert client.get("/waiting/?programme=sif&as-at=2016-01-01").url == "/waiting/sif/?as-at=2016-01-01"


@pytest.mark.usefixtures("real_data")
class TestRealData:
    @pytest.mark.parametrize(
        "address", ["/waiting/ilacs/", "/waiting/slac/2012-01-25/", "/waiting/ilacs/?region=London"]
    )
    def test_it_keeps_within_its_budget(self, client, address):
        with CaptureQueriesContext(connection) as asked:
            answer = client.get(address)
        assert answer.status_code == 200
        assert len(asked) <= 10
        assert gzipped(answer) <= 10 * KB

    def test_the_intervals_are_described_by_grade_from_ten_on(self, client):
        rows = {row["after"]: row for row in csv_rows(client.get("/waiting/ilacs.csv?table=intervals"))}
        assert (rows["After good"]["number"], rows["After good"]["median"]) == ("65", "1561")
        assert (rows["After inadequate"]["shortest"], rows["After inadequate"]["longest"]) == ("910", "1715")
        few = csv_rows(client.get("/waiting/ilacs.csv?table=intervals&region=London"))
        assert {row["median"] for row in few if int(row["number"]) < 10} == {""}
        assert any(int(row["number"]) < 10 for row in few)

    def test_the_word_file_has_both_tables(self, client):
        answer = client.get("/waiting/ilacs.docx?region=London")
        assert answer.status_code == 200
        captions = [cell.text for table in Document(BytesIO(answer.content)).tables for cell in table.rows[0].cells]
        assert {"Council", "Days since", "Began", "After", "Median"} <= set(captions)

    def test_the_picture_has_a_dot_for_each_interval_and_its_medians(self, client):
        drawn = client.get("/waiting/ilacs.svg").content.decode()
        assert drawn.count("<circle") == 166
        assert "1,561 days" in drawn
        assert "half of the next inspections came within 1,670 days after outstanding, within 1,288" in drawn

    def test_a_council_that_is_known_by_month_only_is_never_said_to_the_day(self, client):
        row = next(
            row for row in csv_rows(client.get("/waiting/slac/2012-01-25.csv")) if row["council"] == "lincolnshire"
        )
        assert row["inspected_from"] == "2010-06"
        assert int(row["days_at_most"]) - int(row["days_at_least"]) == 29
