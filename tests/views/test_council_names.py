"""The names that people write mean the same council at every address, and wrong ones are answered alike."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.builders.pages import words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("real_data")]

NAMES = {
    "Stoke on Trent": "stoke-on-trent",
    "Southend on Sea": "southend-on-sea",
    "Bournemouth, Christchurch & Poole": "bournemouth-christchurch-and-poole",
    "Hull": "kingston-upon-hull",
    "Newcastle": "newcastle-upon-tyne",
    "East Riding": "east-riding-of-yorkshire",
    "Northants": "northamptonshire-county-council",
    "Durham": "county-durham",
    "Saint Helens": "st-helens",
    "LB Camden": "camden",
    "the City of York Council": "york",
    "Kingston-on-Thames": "kingston-upon-thames",
}
# What each address calls the parameter, and the others that it needs.
ADDRESSES = {
    "ranking": ("/ranking/ilacs/", "council", {}),
    "neighbours of a ranking": ("/ranking/ilacs/", "neighbours-of", {}),
    "heatmap": ("/heatmap/ilacs/", "council", {}),
    "neighbours of a heatmap": ("/heatmap/ilacs/", "neighbours-of", {}),
    "map": ("/map/ilacs/", "council", {}),
    "judgement": ("/judgements/ilacs-2023/overall_effectiveness/", "neighbours-of", {}),
    "comparison": ("/compare/", "council", {}),
    "added to a comparison": ("/compare/", "add", {}),
    "neighbours of a comparison": ("/compare/", "neighbours-of", {}),
    "claim": ("/check/", "council", {"claim": "count", "count": "1"}),
    "search": ("/search/", "council", {"q": "care"}),
    "paper": ("/papers/leeds/2022-05-09/", "neighbours-of", {}),
    "edition": ("/ranking/ilacs/", "council", {"edition": "1"}),
}
REFUSED = {kind: asked for kind, asked in ADDRESSES.items() if kind != "added to a comparison"}


WRONG = "Stok on Trnt"
NEAR = "Stoke-on-Trent"


def council_of(answer) -> set[str]:
    """The slugs in the query of the address that a request is sent on to, or of those that the page links to."""
    if answer.status_code == 302:
        query = parse_qs(urlsplit(answer["Location"]).query)
        return set(query.get("council", []) + query.get("neighbours-of", []))
    assert answer.status_code == 200
    return set(re.findall(r"council=([a-z-]+)", answer.content.decode()))


@pytest.mark.parametrize(("path", "parameter", "others"), ADDRESSES.values(), ids=list(ADDRESSES))
def test_a_name_means_the_same_council_at_every_address(client, path, parameter, others):
    for name, slug in NAMES.items():
        assert slug in council_of(client.get(path, {parameter: name, **others})), name


@pytest.mark.parametrize("name", [name for name in NAMES if name != "Northants"])
def test_the_search_box_leads_straight_to_the_council(client, name):
    assert client.get("/councils/", {"q": name})["Location"] == f"/councils/{NAMES[name]}/"


def test_the_search_box_offers_a_former_council_beside_those_with_its_name(client):
    page = words(client.get("/councils/", {"q": "Northants"}))
    assert "Northamptonshire (to 2021) existed until 31 March 2021." in page
    assert "North Northamptonshire" in page
    assert "West Northamptonshire" in page


@pytest.mark.parametrize("name", NAMES)
def test_the_search_puts_the_council_first(client, name):
    page = client.get("/search/", {"q": name}).content.decode()
    assert council_links(page)[0] == NAMES[name]


@pytest.mark.parametrize(("path", "parameter", "others"), REFUSED.values(), ids=list(REFUSED))
def test_a_wrong_name_is_answered_with_the_same_names_near_to_it(client, path, parameter, others):
    answer = client.get(path, {parameter: WRONG, **others})
    assert answer.status_code == 400
    assert f"No council is called “{WRONG}”. Names near to it: {NEAR}." in words(answer)


@pytest.mark.parametrize(
    ("path", "query"), [("/compare/", {"add": WRONG}), ("/councils/", {"q": WRONG}), ("/search/", {"q": WRONG})]
)
def test_a_wrong_name_that_is_sought_is_asked_back(client, path, query):
    assert f"Did you mean {NEAR}?" in words(client.get(path, query))


@pytest.mark.parametrize(
    "path",
    ["/councils/stok-on-trnt/", "/councils/stok-on-trnt/2022-05-09/", "/papers/stok-on-trnt/2022-05-09/"],
)
def test_an_address_of_no_council_offers_those_near(client, path):
    answer = client.get(path)
    assert answer.status_code == 404
    assert council_links(answer.content.decode())[0] == "stoke-on-trent"


@pytest.mark.parametrize(
    ("path", "day", "slug"),
    [
        ("/ranking/ilacs/{day}/", "2019-03-31", "dorset-county-council"),
        ("/ranking/ilacs/{day}/", "2019-04-01", "dorset"),
        ("/compare/?as-at={day}", "2019-03-31", "dorset-county-council"),
        ("/compare/?as-at={day}", "2019-04-01", "dorset"),
    ],
)
def test_a_shared_name_means_the_council_of_the_pages_day(client, path, day, slug):
    address, _, query = path.format(day=day).partition("?")
    asked = {name: values[0] for name, values in parse_qs(query).items()}
    assert slug in council_of(client.get(address, {"council": "Dorset", **asked}))


@pytest.mark.parametrize(
    ("path", "slug", "latest_with_it"),
    [
        ("/ranking/slac/2012-01-05/", "dorset-county-council", "2021-04"),
        ("/ranking/ilacs/", "dorset", "2025-05"),
    ],
)
def test_the_neighbours_of_a_former_council_are_those_of_the_latest_set_that_has_it(client, path, slug, latest_with_it):
    answer = client.get(path, {"neighbours-of": "Dorset"})
    assert answer["Location"] == f"{path}?neighbours-of={slug}&set={latest_with_it}"


def council_links(page: str) -> list[str]:
    return re.findall(r'href="/councils/([a-z-]+)/"', page)
