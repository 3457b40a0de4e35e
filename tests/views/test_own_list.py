"""A reader's own list of councils, as a group of the pages of a programme."""

from datetime import date

import pytest

from inspections.wording.side_by_side import own_list_shown_sentence
from tests.builders.factories import make_council, make_inspection
from tests.builders.forms import fields_of
from tests.builders.pages import addresses, markup, table, words

pytestmark = pytest.mark.django_db
LIST = "list=testshire&list=mockshire"


@pytest.fixture(autouse=True)
def councils():
    """Three inspected councils."""
    for slug in ("testshire", "sampleshire", "mockshire"):
        make_inspection(make_council(slug), published_on=date(2024, 1, 25))


@pytest.mark.parametrize("page", ["ranking", "heatmap", "map", "waiting"])
def test_only_councils_of_the_list_are_shown(client, page):
    rows = client.get(f"/{page}/ilacs.json?{LIST}").json()["rows"]
    assert {row["name"] for row in rows} == {"Testshire", "Mockshire"}


def test_a_comparison_is_filled_up_with_the_list_in_its_order(client):
    page = client.get(f"/compare/?council=sampleshire&{LIST}")
    assert own_list_shown_sentence(2, 2, 10) in words(page)
    names = [name for name in table(page)[0] if name]
    assert [name.split()[0] for name in names[-3:]] == ["Sampleshire", "Testshire", "Mockshire"]


def test_a_number_on_the_map_leads_to_the_councils_of_the_list_alone(client):
    link = "/judgements/ilacs-2023/overall_effectiveness/?grade=good&list=testshire&list=mockshire"
    assert link in addresses(client.get(f"/map/ilacs/?{LIST}"))


def test_the_page_says_that_it_ranks_within_a_list(client):
    assert "a list of 2 councils" in words(client.get(f"/ranking/ilacs/?{LIST}"))


def test_names_can_be_typed_with_semicolons_or_on_lines_and_have_one_address(client):
    answer = client.get("/ranking/ilacs/?list=Testshire%3B+mockshire%0ATestshire")
    assert answer["Location"] == f"/ranking/ilacs/?{LIST}"


def test_the_form_keeps_the_names(client):
    html = markup(client.get(f"/ranking/ilacs/?{LIST}"))
    assert fields_of(html)["list"] == "Testshire; Mockshire"


def test_a_list_meets_a_region(client):
    rows = client.get(f"/ranking/ilacs.json?{LIST}&region=London").json()["rows"]
    assert rows == []


@pytest.mark.parametrize("page", ["ranking", "heatmap", "national", "map", "waiting"])
def test_a_group_without_councils_says_so_and_what_to_do(client, page):
    text = words(client.get(f"/{page}/ilacs/?{LIST}&region=London"))
    assert "No council is in this group on" in text
    assert "Choose another region, type or list, or all of England." in text
    assert "No council is in this group" not in words(client.get(f"/{page}/ilacs/?{LIST}"))


def test_more_than_thirty_are_refused_before_any_name_is_looked_up(client):
    answer = client.get("/ranking/ilacs/?" + "&".join(f"list=nowhere-{n}" for n in range(31)))
    assert answer.status_code == 400
    assert "“Councils of your own list” takes at most 30 names, not 31: leave out 1." in words(answer)


def test_a_name_that_no_council_has_is_refused_with_those_near(client):
    answer = client.get("/ranking/ilacs/?list=Testshir")
    assert answer.status_code == 400
    assert "Testshire" in words(answer)


def test_another_page_of_the_programme_keeps_the_list(client):
    assert [f"/heatmap/ilacs/?{LIST}"] == [
        client.get(f"/heatmap/?programme=ilacs&{LIST}").headers["Location"],
    ]
    assert table(client.get(f"/ranking/ilacs/?{LIST}"))


@pytest.mark.parametrize("page", ["ranking", "heatmap", "national", "waiting"])
def test_a_council_whose_neighbours_are_in_another_region_keeps_its_name(client, page):
    html = markup(client.get(f"/{page}/ilacs/?region=London&neighbours-of=testshire"))
    assert fields_of(html)["neighbours-of"] == "Testshire"
    assert "testshire’s neighbours" not in html
    assert "testshire and its" not in html
