"""What surrounds every page: the header, the addresses in its head, the footer."""

import re

import pytest

from tests.builders.factories import make_inspection
from tests.builders.pages import addresses, words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]


def links(page: str) -> dict[str, str]:
    """The links of the menu: their words, and their `aria-current` or nothing."""
    header = page.partition('<nav aria-label="All pages"')[2].partition("</nav>")[0]
    return {name: here for here, name in re.findall(r'<a href="[^"]+"(?: aria-current="(\w+)")?>([^<]+)</a>', header)}


def test_the_header_leads_to_every_part(client):
    assert list(links(client.get("/").content.decode())) == [
        "Councils",
        "Compare",
        "National",
        "Ranking",
        "Heatmap",
        "Map",
        "Latest reports",
        "Days since inspection",
        "Areas for improvement",
        "Search",
        "Check a claim",
        "Frameworks",
        "Data",
        "About",
    ]


def test_every_page_can_be_searched_from_but_the_search_has_its_own_form(client):
    assert 'action="/search/" role="search"' in client.get("/data/").content.decode()
    assert client.get("/search/").content.decode().count("<form") == 1


def test_the_page_one_is_on_is_marked(client):
    assert links(client.get("/data/").content.decode())["Data"] == "page"
    assert set(links(client.get("/").content.decode()).values()) == {""}


def test_the_part_that_a_page_belongs_to_is_marked(client):
    make_inspection()
    assert links(client.get("/councils/testshire/2024-01-25/").content.decode())["Councils"] == "true"
    assert links(client.get("/ranking/slac/").content.decode())["Ranking"] == "true"


def test_the_canonical_address_has_no_query(client):
    page = client.get("/councils/?sort=-region").content.decode()
    assert "http://testserver/councils/" in addresses(page, rel="canonical")


def test_what_is_not_there_has_no_canonical_address(client):
    assert not addresses(client.get("/nothing/"), rel="canonical")


def test_every_page_says_that_it_is_not_ofsteds(client):
    assert "This is not an Ofsted site." in words(client.get("/"))


@pytest.mark.parametrize("address", ["/", "/councils/", "/councils/testshire/", "/data/"])
def test_a_page_says_as_at_when(client, address):
    make_inspection()
    assert "As at 1 September 2026." in words(client.get(address))


def test_titles_name_the_page_first(client):
    make_inspection()
    page = client.get("/councils/testshire/2024-01-25/").content.decode()
    assert "<title>Testshire: 25 January 2024, ILACS 2023 – Children’s services inspections</title>" in page


def test_the_form_of_the_context_line_leads_to_another_programme_and_day(client):
    answer = client.get("/ranking/?programme=slac&as-at=2012-01-25&council=testshire")
    assert answer["Location"] == "/ranking/slac/?as-at=2012-01-25&council=testshire"
    assert client.get("/heatmap/")["Location"] == "/heatmap/ilacs/"


def test_a_programme_that_nobody_knows_is_refused_with_those_known(client):
    answer = client.get("/map/?programme=nothing")
    assert answer.status_code == 400
    assert "There is no programme “nothing”. Known here: slac" in words(answer)


def test_links_to_other_pages_mark_the_council_that_is_marked(client):
    make_inspection()
    page = client.get("/ranking/ilacs/?council=testshire")
    assert {"/heatmap/ilacs/?council=testshire", "/map/ilacs/?council=testshire"} <= set(addresses(page))
    assert "Marked: Testshire" in words(page)
