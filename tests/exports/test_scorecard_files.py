"""A scorecard as pictures and files, and how much of it is good or better."""

import csv
import io
from datetime import date
from xml.etree import ElementTree as ET

import plotly.graph_objects as go
import pytest

from inspections.models import AreaForImprovement, Inspection
from inspections.statistics.standings import State
from inspections.wording.results import STATES
from tests.builders.factories import make_council, make_inspection
from tests.builders.pages import addresses, words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
ADDRESS = "/councils/testshire/2012-01-25"
SVG = "{http://www.w3.org/2000/svg}"
GRADES = {
    "safeguarding.overall_effectiveness": "outstanding",
    "safeguarding.capacity_for_improvement": "adequate",
    "looked_after.overall_effectiveness": "good",
}


@pytest.fixture
def inspected() -> Inspection:
    return make_inspection(
        make_council(),
        framework="slac-2010",
        inspected_from="2011-11-28",
        published_on=date(2012, 1, 25),
        grades=GRADES,
    )


def texts(response) -> list[str]:
    return [element.text for element in ET.fromstring(response.content).iter(f"{SVG}text")]


def test_good_or_better_is_said_per_service_and_in_all(client, inspected):
    page = words(client.get(f"{ADDRESS}/"))
    assert "Good or better: 1 of 2 judgements of safeguarding services (8 more are not on record here)" in page
    assert "2 of 3 in all." in page


class TestPictures:
    def test_the_grades_stand_in_words_under_their_services(self, client, inspected):
        found = texts(client.get(f"{ADDRESS}.svg"))
        assert found[0] == "Testshire: Ofsted’s grades, SLAC 2010, published 25 January 2012"
        assert found.index("Safeguarding services") < found.index("Outstanding") < found.index("Adequate")
        assert found.index("Services for looked after children") < found.index("Good")

    def test_a_grade_not_on_record_is_said_to_be_so(self, client, inspected):
        assert STATES[State.NOT_ON_RECORD] in texts(client.get(f"{ADDRESS}.svg"))

    def test_a_grade_from_a_later_report_says_so(self, client, inspected):
        inspected.grades.update(provenance="later_report")
        assert "Outstanding (as stated in a later" in " ".join(texts(client.get(f"{ADDRESS}.svg")))

    def test_plotly_takes_the_interactive_form(self, client, inspected):
        figure = client.get(f"{ADDRESS}.plotly").json()
        go.Figure(data=figure["data"], layout=figure["layout"], skip_invalid=False)

    def test_how_many_councils_is_drawn_from_ten_upwards(self, client, inspected):
        assert client.get(f"{ADDRESS}.svg?chart=councils").status_code == 400
        for n in range(9):
            make_inspection(
                make_council(f"shire-{n}"),
                framework="slac-2010",
                inspected_from="2011-06-01",
                published_on=date(2011, 8, 1),
                grades={"looked_after.overall_effectiveness": "good"},
            )
        response = client.get(f"{ADDRESS}.svg?chart=councils")
        assert "Looked after children: overall" in texts(response)
        assert "G 10" in texts(response)
        assert "Left out: 21 judgements on which fewer than 10 councils" in response.content.decode()


class TestActionPlan:
    def rows(self, client):
        text = client.get(f"{ADDRESS}.csv?table=areas").content.decode("utf-8-sig")
        return list(csv.DictReader(io.StringIO(text)))

    def test_areas_have_their_due_day_and_empty_columns_to_fill_in(self, client, inspected):
        fields = {"inspection": inspected, "service": "safeguarding"}
        AreaForImprovement.objects.create(
            **fields, order=1, timescale="within_three_months", addressee="Testshire NHS Trust", text="Record visits."
        )
        AreaForImprovement.objects.create(**fields, order=2, timescale="within_six_months", text="")
        first, second = self.rows(client)
        assert (first["number"], first["due"], first["addressee"]) == ("1", "2012-04-25", "Testshire NHS Trust")
        assert first["area_for_improvement"] == "Record visits."
        assert first["owner"] == first["progress"] == first["status"] == ""
        assert second["area_for_improvement"] == "not loaded: see the report"

    def test_the_page_offers_it(self, client, inspected):
        AreaForImprovement.objects.create(
            inspection=inspected, service="safeguarding", order=1, timescale="immediately", text="Record visits."
        )
        assert f"{ADDRESS}.xlsx?table=areas" in addresses(client.get(f"{ADDRESS}/"))

    def test_without_areas_there_is_none(self, client, inspected):
        assert client.get(f"{ADDRESS}.csv?table=areas").status_code == 400
