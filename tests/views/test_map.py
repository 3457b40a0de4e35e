"""The map as its readers see it: each state in its own words and mark, and what it does with odd councils."""

import re
from datetime import date

import pytest

from inspections.statistics.shares import shares
from inspections.statistics.standings import State
from inspections.wording.national import shares_sentence
from inspections.wording.results import STATES
from inspections.wording.words import capital
from tests.builders.expected import councils_as_at
from tests.builders.factories import make_council, make_inspection
from tests.builders.pages import row_of, tile_names, words

LEADERS, OVERALL = "whole.leaders", "whole.overall_effectiveness"


@pytest.mark.django_db
class TestStates:
    def test_a_council_without_a_place_is_in_the_list_and_said_to_be_missing(self, client):
        make_inspection(make_council("testshire"), grades={LEADERS: "good"})
        page = client.get(f"/map/ilacs/2024-06-01/?judgement={LEADERS}")
        assert tile_names(page) == []
        assert row_of(page, "Testshire")[1] == "GoodG"
        assert "Testshire has no place on the map yet and stands in the list only." in words(page)

    def test_no_two_states_look_alike(self, client):
        make_inspection(make_council("kent"), grades={LEADERS: "not_judged"})
        make_inspection(make_council("surrey"), grades={"whole.care_leavers": "good"})
        make_council("essex")
        make_inspection(make_council("devon"), published_on=date(2025, 1, 1))
        page = client.get(f"/map/ilacs/2024-06-01/?judgement={LEADERS}")
        assert sorted(tile_names(page)) == [
            f"Devon: {STATES[State.NO_REPORT_YET]}",
            f"Essex: {STATES[State.NO_REPORT_YET]}",
            f"Kent: {STATES[State.NOT_JUDGED]}, published 25 January 2024",
            f"Surrey: {STATES[State.NOT_ON_RECORD]}, published 25 January 2024",
        ]
        marks = re.findall(r"<b>(.)</b></a>", page.content.decode())
        assert sorted(marks) == sorted("n?……")

    def test_a_grade_under_another_framework_stands_in_only_where_fair(self, client):
        make_inspection(
            make_council("kent"),
            framework="slac-2009",
            grades={"safeguarding.leadership_and_management": "good", "safeguarding.partnerships": "good"},
            inspected_from="2010-05-01",
            published_on=date(2010, 6, 1),
        )
        unfair = client.get("/map/slac/2012-01-05/?judgement=safeguarding.leadership_and_management")
        older = client.get("/map/slac/2012-01-05/?judgement=slac-2009.safeguarding.leadership_and_management")
        fair = client.get("/map/slac/2012-01-05/?judgement=safeguarding.partnership_working")
        assert tile_names(unfair) == [f"Kent: {STATES[State.NO_SUCH_JUDGEMENT]}, published 1 June 2010"]
        assert tile_names(older) == ["Kent: good, published 1 June 2010"]
        assert tile_names(fair) == ["Kent: good, published 1 June 2010"]

    def test_of_a_programme_of_which_nothing_is_on_record_there_is_no_map(self, client):
        make_council("kent")
        page = client.get("/map/cp-2012/2013-01-01/")
        assert "<ul class=tiles" not in page.content.decode()
        found = shares(councils_as_at("cp-2012", date(2013, 1, 1)), "whole.overall_effectiveness")
        assert f"{capital(shares_sentence(found))}." in words(page)
        assert client.get("/map/cp-2012/2013-01-01.svg").status_code == 404

    def test_an_unknown_judgement_is_refused_with_those_known(self, client):
        page = client.get("/map/ilacs/?judgement=whole.magic")
        assert page.status_code == 400
        assert f"{OVERALL}, {LEADERS}" in words(page)

    def test_the_first_judgement_spelled_out_leads_to_the_one_address(self, client):
        page = client.get(f"/map/ilacs.csv?judgement={OVERALL}")
        assert (page.status_code, page["Location"]) == (302, "/map/ilacs.csv")

    def test_a_name_that_could_be_markup_stays_a_name(self, client):
        make_council("kent", short_name='<b>"Kent" & co')
        page = client.get("/map/ilacs/")
        assert tile_names(page) == [f'<b>"Kent" & co: {STATES[State.NO_REPORT_YET]}']
        assert '<b>"Kent"' not in page.content.decode()
