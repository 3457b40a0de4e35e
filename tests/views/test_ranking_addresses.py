"""What is answered to an address of a ranking that asks for what is not there."""

from datetime import date

import pytest

from inspections.frameworks.loader import all_programmes
from inspections.models import Council
from tests.builders.factories import make_council, make_inspection
from tests.builders.pages import addresses, words

FOUR = ("whole.leaders", "whole.help_and_protection", "whole.children_in_care", "whole.care_leavers")


def four(outstanding: int) -> dict[str, str]:
    """Grades of the four judgements by which ILACS ranks, so many of them outstanding, the others good."""
    return {judgement: "outstanding" if n < outstanding else "good" for n, judgement in enumerate(FOUR)}


def inspected(slug: str, outstanding: int, *, published_on: date = date(2024, 1, 25), **council) -> Council:
    """A council with one ILACS inspection."""
    made = make_council(slug, **council)
    make_inspection(made, grades=four(outstanding), published_on=published_on)
    return made


@pytest.mark.django_db
class TestBadInput:
    def test_an_unknown_programme_says_which_are_known(self, client):
        page = client.get("/ranking/sliac/")
        assert page.status_code == 404
        assert "There is no programme “sliac”." in words(page)
        assert "/ranking/slac/" in addresses(page)

    @pytest.mark.parametrize("day", ["2012-02-30", "2012-01", "yesterday", "2012-W01-4"])
    def test_a_day_that_is_none_is_not_found(self, client, day):
        page = client.get(f"/ranking/slac/{day}/")
        assert page.status_code == 404
        assert f"“{day}” is not a" in words(page)

    def test_a_day_to_come_is_refused_and_todays_page_offered(self, client):
        page = client.get("/ranking/slac/2999-01-01/")
        assert page.status_code == 404
        assert "1 January 2999 has not come yet" in words(page)
        assert "/ranking/slac/" in addresses(page)

    @pytest.mark.parametrize(
        ("query", "message"),
        [
            ("measure=points", "There is no measure “points”. Known here: key-outstanding, key-good-or-better"),
            ("region=Mars", "There is no region “Mars”. Known here: East Midlands"),
            ("type=parish", "There is no type “parish”. Known here: county"),
            ("council=Atlantis", "No council is called “Atlantis”."),
            ("council=a%00b", "No council is called"),
            ("neighbours-of=Atlantis", "No council is called “Atlantis”."),
            ("set=1999-01", "There is no set “1999-01”."),
            ("sort=points", "There is no sort “points”."),
        ],
    )
    def test_an_unknown_filter_says_what_is_known(self, client, query, message):
        page = client.get(f"/ranking/slac/?{query}")
        assert page.status_code == 400
        assert message in words(page).replace("\0", "")

    def test_text_in_the_address_is_escaped(self, client):
        page = client.get("/ranking/slac/?region=<script>alert(1)</script>")
        assert b"<script>alert" not in page.content


@pytest.mark.django_db
class TestForgiveness:
    def test_a_misspelt_council_is_answered_with_those_near(self, client):
        inspected("testshire", 4)
        page = words(client.get("/ranking/ilacs/?council=Testshre"))
        assert "No council is called “Testshre”. Names near to it: Testshire." in page

    def test_a_filter_in_other_capitals_leads_to_the_address_in_the_right_ones(self, client):
        response = client.get("/ranking/ilacs/?region=north+east")
        assert response.status_code == 302
        assert response["Location"] == "/ranking/ilacs/?region=North+East"

    @pytest.mark.parametrize("page", ["ranking", "heatmap"])
    def test_a_page_without_its_programme_leads_to_the_current_one(self, client, page):
        response = client.get(f"/{page}/")
        assert (response.status_code, response["Location"]) == (302, f"/{page}/{all_programmes()[-1].code}/")
