"""What the site says of its addresses, against what they answer."""

import re

import pytest
from django.http import QueryDict
from django.test import RequestFactory
from django.urls import get_resolver, resolve
from lxml.html import fromstring

from dashboard.addresses import CSV_METADATA, with_parameters
from dashboard.api.addresses import Address, addresses, undescribed
from dashboard.api.openapi import MEDIA_TYPES, document
from dashboard.api.resources import BY_NAME, RESOURCES
from dashboard.respond import page_at
from tests.builders.pages import gzipped, words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today", "real_data")]
EVERY = addresses()
OF_JSON = [address for address in EVERY if MEDIA_TYPES[address.ending] == "application/json"]
CHOICES = [
    (address, parameter)
    for address in {one.resource.name: one for one in EVERY}.values()
    for parameter in address.resource.parameters
    if parameter.values
]
# One piece of code reads a parameter wherever it is taken: all of its values are tried at one address.
ALL_VALUES_TRIED_AT = {
    (parameter.name, tuple(parameter.values)): address.resource.name for address, parameter in CHOICES
}
ONE_OF_A_KIND = [
    one
    for one in {(one.resource.name, one.ending): one for one in EVERY}.values()
    if one.ending in {"csv", "png", "zip"}
]
# A search is of the latest edition, and its one table always has the same columns.
CSV_AS_AT_AN_EDITION = [
    one for one in EVERY if one.ending == "csv" and one.resource.table and one.resource.name != "search"
]
EMPTY_IN_FIXTURES = {"search", "improvements", "corrections", "changes"}
# Of another programme or framework; and a paper of one part may have no table.
NOT_HERE = {"measure": 400, "framework": 400, "judgement": 400, "grade": 400, "parts": 404}


def json_validator(schema: dict):
    # Importing it takes seconds, which tests of other modules need not wait for.
    from jsonschema import Draft202012Validator

    return Draft202012Validator(schema)


def named(address: Address) -> str:
    return address.path


def example(address: Address) -> str:
    """Where it is asked for, with the examples of its query; a picture that is quickly drawn."""
    given = {one.name: one.example for one in address.query if one.example and one.name != "as-at"}
    given |= {"dpi": "72"} if address.ending == "png" else {}
    return address.example + ("?" + "&".join(f"{name}={value}" for name, value in given.items()) if given else "")


def test_every_address_with_files_is_described():
    assert undescribed() == set(), "describe these names of dashboard/urls.py in dashboard/api/resources.py"


def test_nothing_is_described_that_is_not_there():
    assert set(BY_NAME) <= {pattern.name for pattern in get_resolver().url_patterns if hasattr(pattern, "name")}


@pytest.mark.parametrize("address", EVERY, ids=named)
def test_every_address_answers_with_its_media_type(client, address):
    answer = client.get(example(address), follow=True)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"].partition(";")[0] == MEDIA_TYPES[address.ending]
    assert answer.headers["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize("resource", [one for one in RESOURCES if one.table], ids=lambda one: one.name)
def test_it_has_the_endings_that_are_said_and_no_other(client, resource):
    pattern = next(str(one.pattern) for one in get_resolver().url_patterns if getattr(one, "name", "") == resource.name)
    path = "/" + re.sub(r"<\w+:(\w+)>", r"{\1}", pattern)
    places = {
        "programme": "ilacs",
        "day": "2025-06-30",
        "slug": "county-durham",
        "published": "2025-05-13",
        "first_day": "2023-11-14",
        "framework": "ilacs-2023",
        "code": "care_leavers",
        "number": "1",
    }
    query = {one.name: one.example for one in resource.parameters if one.example and one.name != "as-at"}
    message = words(client.get(f"{path.format(**places).removesuffix('/')}.nothing", query, follow=True))
    offered = re.search(r"The endings are (.*?)\. ", message + " ")[1]
    assert set(re.findall(r"\.(\w+)", offered)) == set(resource.endings) - {CSV_METADATA}


@pytest.mark.parametrize("address", CSV_AS_AT_AN_EDITION, ids=named)
@pytest.mark.parametrize("edition", ["", "1"], ids=["today", "edition 1"])
def test_every_column_of_a_file_has_a_name_of_its_own(client, address, edition):
    url = with_parameters(example(address), {"edition": edition})
    for table in page_at(url.replace(".csv", "/", 1), "").tables:
        answer = client.get(with_parameters(url, {"table": table}), follow=True)
        headings = answer.content.decode().lstrip("\ufeff").splitlines()[0].split(",")
        assert len(headings) > 1
        assert len(set(headings)) == len(headings), table


@pytest.mark.parametrize("address", OF_JSON, ids=named)
def test_json_is_as_its_schema_says(client, address):
    spec = document("http://testserver")
    content = spec["paths"][address.path]["get"]["responses"]["200"]["content"]["application/json"]
    said = client.get(example(address), follow=True).json()
    json_validator({**content["schema"], "components": spec["components"]}).validate(said)
    # fixtures/ hold no sentence of a report to be found, and nothing in them has been corrected.
    if address.ending == "json" and address.resource.columns and address.resource.name not in EMPTY_IN_FIXTURES:
        assert said["rows"], "an example without rows proves nothing"


def test_a_schema_would_find_what_is_wrong(client):
    spec = document("http://testserver")
    schema = {"$ref": "#/components/schemas/RankingTable", "components": spec["components"]}
    said = client.get("/ranking/ilacs.json").json()
    for spoilt in (
        said | {"version": "2"},
        said | {"rows": [said["rows"][0] | {"count": "four"}]},
        said | {"rows": [{key: value for key, value in said["rows"][0].items() if key != "council"}]},
    ):
        assert not json_validator(schema).is_valid(spoilt)


def test_the_description_is_openapi(client):
    from openapi_spec_validator import validate

    spec = client.get("/data/openapi.json").json()
    validate(spec)
    assert spec["openapi"] == "3.1.0"
    assert spec["servers"] == [{"url": "http://testserver"}]
    assert len({one["get"]["operationId"] for one in spec["paths"].values()}) == len(spec["paths"]) == len(EVERY)


def test_a_parameter_is_described_once_and_each_address_refers_to_it():
    spec = document("")
    described = {f"#/components/parameters/{name}": one for name, one in spec["components"]["parameters"].items()}
    for address in EVERY:
        said = [described[one["$ref"]] for one in spec["paths"][address.path]["get"]["parameters"]]
        assert [one["name"] for one in said] == [one.name for one in (*address.places, *address.query)]
        assert [one["description"] for one in said] == [one.help for one in (*address.places, *address.query)]


@pytest.mark.parametrize(("address", "parameter"), CHOICES, ids=lambda one: getattr(one, "path", None) or one.name)
def test_a_parameter_takes_the_values_that_are_said_and_no_other(client, address, parameter):
    path = address.example.rpartition(".")[0] + ".json"
    asked = {one.name: one.example for one in address.resource.parameters if one.name in address.resource.asks}
    try_all = ALL_VALUES_TRIED_AT[parameter.name, tuple(parameter.values)] == address.resource.name
    for value in parameter.values if try_all else parameter.values[-1:]:
        status = client.get(path, asked | {parameter.name: value}, follow=True).status_code
        assert status in {200, NOT_HERE.get(parameter.name, 200)}, value
    assert client.get(path, asked | {parameter.name: "nothing-of-the-kind"}, follow=True).status_code == 400


@pytest.mark.parametrize("address", ONE_OF_A_KIND, ids=named)
def test_what_is_read_is_what_is_described(monkeypatch, address):
    read = set()
    for method in ("get", "getlist", "__getitem__", "__contains__"):
        monkeypatch.setattr(QueryDict, method, noting(read, getattr(QueryDict, method)))
    match = resolve(address.example)
    # The view alone: what keeps pages for browsers reads the edition of every address.
    assert match.func(RequestFactory().get(address.example_with_query), **match.kwargs).status_code == 200
    # A search refuses to be of another moment.
    refused = {"edition", "as-at"} if address.resource.name == "search" else set()
    assert read - refused == {one.name for one in address.query}


def noting(names: set[str], method):
    def noted(query: QueryDict, name: str, *default):
        names.add(name)
        return method(query, name, *default)

    return noted


@pytest.mark.parametrize("page", ["/councils/", "/ranking/ilacs/", "/heatmap/ilacs/", "/map/ilacs/", "/search/"])
def test_every_field_of_a_form_is_described(client, page):
    fields = set(re.findall(r'<(?:select|input)[^>]* name="([a-z-]+)"', client.get(page).content.decode()))
    assert fields - {"q", "programme"} <= {one.name for one in BY_NAME[page.split("/")[1]].parameters}


class TestErrors:
    @pytest.mark.parametrize(
        ("address", "status", "message"),
        [
            ("/ranking/ilacs.json?region=Atlantis", 400, "There is no region “Atlantis”."),
            ("/ranking/nothing.json", 404, "There is no programme “nothing”."),
            ("/nothing.json", 404, "Nothing is at this address."),
        ],
    )
    def test_an_error_at_an_address_of_json_is_json(self, client, address, status, message):
        answer = client.get(address)
        assert answer.status_code == status
        said = answer.json()
        schema = document("")["components"]["schemas"]["Error"]
        json_validator(schema).validate(said)
        assert said["error"].startswith(message)

    def test_what_there_is_instead_goes_along(self, client):
        instead = client.get("/ranking/nothing.json").json()["instead"]
        assert {
            "address": "/ranking/slac/",
            "name": "Safeguarding and looked after children inspections, 2009 to 2012",
        } in instead

    def test_of_any_other_file_it_is_a_sentence(self, client):
        answer = client.get("/ranking/nothing.xlsx")
        assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
        assert answer.content.decode().startswith("There is no programme “nothing”.\n")


class TestPage:
    def test_it_names_every_address_and_every_parameter(self, client):
        page = client.get("/data/api/").content.decode()
        for address in EVERY:
            assert address.path.removesuffix(f".{address.ending}").replace("'", "&#x27;") in page
            assert all(f"<dt>{one.name}</dt>" in page for one in address.query)

    def test_its_examples_answer(self, client):
        page = fromstring(client.get("/data/api/").content)
        links = page.xpath("//table//td[3]/a/@href")
        assert links
        for link in links:
            assert client.get(link, follow=True).status_code == 200

    def test_the_data_page_leads_to_it(self, client):
        assert 'href="/data/api/"' in client.get("/data/").content.decode()

    def test_it_keeps_within_its_budget(self, client):
        assert gzipped(client.get("/data/api/")) < 8.75 * 1024
