"""No public address costs more than a second of processor time, whatever stands in its query.

Each parameter of each address is repeated, made long and given many values, alone and with all others. Pictures are
left out: they are drawn in a process with limits of its own, for a share of the time (`tests/pictures/`).
"""

import gc
from collections.abc import Iterator
from itertools import cycle
from time import process_time
from urllib.parse import quote, urlencode

import pytest

from dashboard.api.addresses import addresses
from dashboard.api.resources import OF_ENDING, RESOURCES
from dashboard.middleware.refusals import LONGEST_ADDRESS
from dashboard.selections.claim import PARAMETERS as OF_CLAIM
from dashboard.selections.parameters import Parameter
from inspections.models import Council
from inspections.record import kept
from tests.views.test_every_page import PAGES

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today", "real_data")]
MOST_SECONDS = 1.0
# Room for a query as long as one may be.
FULL = LONGEST_ADDRESS - 100
EXAMPLES = {one.resource.name: one.example.rpartition(".")[0] + "/" for one in addresses()} | {"check": "/check/"}
PARAMETERS = {one.name: one.parameters for one in RESOURCES} | {"check": OF_CLAIM}
LARGE = {"/heatmap/{programme}.xlsx", "/heatmap/{programme}.json", "/ranking/{programme}.docx"}
HEAVY = [one for one in addresses() if one.ending in {"xlsx", "docx", "zip", "json"}]


def cost(client, address: str, *, keeping: bool = False) -> float:
    """Seconds of processor time to answer, with nothing kept.

    Looking for the garbage of earlier tests is no part of it. More tries show whether the machine was merely busy.
    """
    for _ in range(3):
        if not keeping:
            kept.forget()
        gc.disable()
        begun = process_time()
        client.get(address)
        seconds = process_time() - begun
        gc.enable()
        if seconds <= MOST_SECONDS:
            break
    return seconds


def values_of(parameter: Parameter) -> list[str]:
    """Values that it takes, and some that it doesn't."""
    councils = list(Council.objects.values_list("slug", flat=True)) if parameter.kind == "council" else []
    return [*parameter.values, *councils, parameter.example or "1", "zz"]


def filled(name: str, values: list[str]) -> str:
    """A query with the parameter as often as fits, with these values in turn."""
    pairs = [urlencode({name: value}) for value in values]
    many = cycle(pairs)
    query = next(many)
    while len(longer := f"{query}&{next(many)}") <= FULL:
        query = longer
    return query


def odd_queries(parameter: Parameter) -> Iterator[str]:
    """The parameter repeated, with every value, long, and as a list in one text."""
    name, values = parameter.name, values_of(parameter)
    yield filled(name, values[:1])
    yield filled(name, values)
    yield filled(name, [f"{value}x{number}" for number, value in enumerate(values)])
    yield urlencode({name: "a" * FULL})
    yield urlencode({name: " ".join(values)})[:FULL]
    yield urlencode({name: (parameter.separator or ",").join(values * 50)})[:FULL].rpartition("%")[0]


@pytest.mark.parametrize("name", sorted(EXAMPLES))
def test_no_parameter_makes_a_page_costly(client, name):
    page = EXAMPLES[name].replace("/data/openapi/", "/data/openapi.json").replace("inspections/", "inspections.zip")
    parameters = PARAMETERS[name]
    queries = [query for parameter in parameters for query in odd_queries(parameter)]
    for index in (0, -1):
        queries.append(urlencode({one.name: values_of(one)[index] for one in parameters}))
        queries.append(urlencode([(one.name, values_of(one)[index]) for one in parameters] * 20)[:FULL])
    # What it costs to read the record does not depend on the query.
    costs = {query: cost(client, f"{page}?{query}", keeping=True) for query in queries}
    assert {query[:200]: seconds for query, seconds in costs.items() if seconds > MOST_SECONDS} == {}


@pytest.mark.parametrize("address", HEAVY, ids=lambda one: one.path)
def test_no_file_is_costly(client, address):
    given = {one.name: one.example for one in address.resource.parameters if one.example and one.name != "as-at"}
    for edition in ({}, {"edition": "1"}):
        assert cost(client, f"{address.example}?{urlencode(given | edition)}") <= MOST_SECONDS, edition
    # One piece of code reads what all files of an ending take.
    for parameter in OF_ENDING.get(address.ending, ()) if address.path in LARGE else ():
        for query in odd_queries(parameter):
            assert cost(client, f"{address.example}?{query}", keeping=True) <= MOST_SECONDS, query[:200]


@pytest.mark.parametrize("name", sorted(PAGES))
def test_no_page_is_costly_as_it_is_or_as_of_an_edition(client, name):
    page = PAGES[name]
    behind = "&" if "?" in page else "?"
    assert cost(client, page) <= MOST_SECONDS
    assert cost(client, f"{page}{behind}edition=1") <= MOST_SECONDS


@pytest.mark.parametrize("before", ["/embed/", "/share/", "/oembed?url=/", "/changes/?since=1&url=/", "/check/?since="])
def test_no_address_within_an_address_is_costly(client, before):
    inner = [
        "compare/?edition=1" + "&council=bury" * 70,
        "compare/?edition=1&" + filled("council", list(Council.objects.values_list("slug", flat=True)))[: FULL // 2],
        "ranking/ilacs/?edition=1&" + filled("region", ["London", "North East"])[: FULL // 2],
        "national/slac/2012-01-05/?edition=1",
        "embed/" * 200 + "national/ilacs/",
    ]
    for address in inner:
        written = before + (quote(address) if "=" in before else address)
        assert cost(client, written) <= MOST_SECONDS, written[:200]


def test_no_path_is_costly(client):
    long = "a-b" * 1300
    for path in (f"/councils/{long}/", f"/papers/{long}/2012-01-25/", f"/ranking/{long}/", f"/{long}", "/a" * 2000):
        assert cost(client, path) <= MOST_SECONDS, path[:40]
