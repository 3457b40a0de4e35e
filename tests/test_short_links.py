"""Short permanent links: they lead back to what they were made from, and never elsewhere."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.selections.links import read_link
from dashboard.short_links import LETTERS, PREFIX, long_path, printed, short_path
from tests.builders.factories import make_council, make_inspection
from tests.builders.pages import words

TEN = "".join(f"council={slug}&" for slug in ("barnsley", "darlington", "gateshead", "halton", "rotherham", "wirral"))
ADDRESSES = (
    "/ranking/ilacs/2026-11-26/?edition=40",
    "/councils/county-durham/2012-01-25/?edition=1",
    f"/compare/?{TEN}as-at=2026-11-26&edition=40",
    "/ranking/ilacs/2024-06-01/?region=Yorkshire+and+The+Humber&edition=2",
    "/check/?council=St+Helens&as-at=2019-02-30&q=%7E100%25",
)
# Made once, for good: these links stand in papers.
MADE = {
    "/l/a3THW9LPSoAJ8nSY2iBYn": "/ranking/ilacs/2026-11-26/?edition=40",
    "/l/aA39RkWLkYKfAUdSVCKyhZ": "/councils/county-durham/2012-01-25/?edition=1",
}


@pytest.mark.parametrize("url", ADDRESSES)
def test_a_link_leads_back_to_what_it_was_made_from(url):
    short = short_path(url)
    assert long_path(short.removeprefix(PREFIX)) == url
    # Days that are none, and words of no address of this site, take their room.
    assert len(short) <= len(url) + 1


@pytest.mark.parametrize(("short", "url"), MADE.items())
def test_a_link_that_was_made_once_is_good_for_ever(short, url):
    assert long_path(short.removeprefix(PREFIX)) == url


@given(st.text(alphabet=st.characters(min_codepoint=33, max_codepoint=125), min_size=1, max_size=200))
def test_any_path_and_query_comes_back(text):
    assert long_path(short_path(f"/{text}").removeprefix(PREFIX)).replace("%7E", "~").startswith("/")


def test_a_slip_of_the_pen_is_noticed():
    code = short_path(ADDRESSES[0]).removeprefix(PREFIX)
    slips = [code[:place] + letter + code[place + 1 :] for place in range(1, len(code)) for letter in LETTERS[:20]]
    wrong = [slip for slip in slips if slip != code and _leads(slip)]
    assert len(wrong) < len(slips) / 50
    assert not _leads(code[:-1])


def _leads(code: str) -> bool:
    try:
        return bool(long_path(code))
    except ValueError:
        return False


def test_only_long_addresses_are_printed_short():
    site = "https://inspections.example"
    assert printed(f"{site}{ADDRESSES[0]}") == f"{site}{ADDRESSES[0]}"
    assert printed(f"{site}{ADDRESSES[2]}") == f"{site}{short_path(ADDRESSES[2])}"


def test_what_has_changed_takes_a_short_link():
    link = read_link(f"inspections.example{short_path(ADDRESSES[1])}.", "", "inspections.example")
    assert (link.url, link.edition) == ("/councils/county-durham/2012-01-25/", "1")


@pytest.mark.django_db
class TestAddress:
    def test_it_leads_to_the_page(self, client):
        make_inspection(make_council("testshire"))
        address = "/councils/testshire/2024-01-25/"
        answer = client.get(short_path(address))
        assert (answer.status_code, answer.headers["Location"]) == (301, address)

    def test_the_citation_of_a_page_offers_it(self, client):
        make_inspection(make_council("testshire"))
        address = "/councils/testshire/2024-01-25/"
        assert f"http://testserver{short_path(address)}" in words(client.get(address))

    @pytest.mark.parametrize("url", ["//elsewhere.example/", "https://elsewhere.example/", "/nowhere/", "councils/"])
    def test_it_leads_nowhere_else(self, client, url):
        assert client.get(short_path(url)).status_code == 404

    @pytest.mark.parametrize("code", ["a", "b123", "a0", "a" + "z" * 5000, "aI"])
    def test_a_link_that_is_not_whole_says_so(self, client, code):
        answer = client.get(f"{PREFIX}{code}")
        assert answer.status_code in {404, 414}
