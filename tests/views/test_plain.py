"""Pages without records, security.txt and robots.txt, and messages when something is broken."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import resolve

from dashboard.views.errors import server_error
from tests.builders.factories import make_council, make_inspection, make_visit
from tests.builders.pages import addresses, words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
PLAIN = ["/about/", "/accessibility/", "/privacy/"]


class BrokenStatic:
    """Static files whose list is lost."""

    def url(self, name):
        raise ValueError(name)


@pytest.mark.parametrize("address", PLAIN)
def test_they_ask_nothing_of_the_database(client, address):
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    assert len(queries) == 0


def test_every_page_leads_to_them(client):
    footer = client.get("/data/").content.decode().partition("<footer")[2]
    assert set(PLAIN) <= set(addresses(footer))


def test_the_words_of_the_site_are_explained(client):
    page = words(client.get("/about/"))
    assert "Adequate and requires improvement are two grades, never one word for the other" in page
    assert "/about/#words" in addresses(client.get("/data/"))


@pytest.mark.parametrize("address", PLAIN)
def test_whom_to_ask_is_a_setting(client, settings, address):
    settings.CONTACT_EMAIL = "team@inspections.example"
    assert "mailto:team@inspections.example" in addresses(client.get(address))


@pytest.mark.parametrize("address", PLAIN)
def test_without_a_contact_it_says_that_nobody_has_been_named(client, settings, address):
    settings.CONTACT_EMAIL = ""
    answer = client.get(address)
    assert "have not named a contact yet" in words(answer)
    assert "mailto:" not in answer.content.decode()


@pytest.mark.parametrize(("logged", "said"), [(True, "the log has your network address"), (False, "keeps no log")])
def test_the_privacy_notice_says_what_is_logged(client, settings, logged, said):
    settings.ACCESS_LOG = logged
    assert said in words(client.get("/privacy/"))


def test_whom_to_tell_of_a_weakness(client, settings):
    settings.CONTACT_EMAIL = "team@inspections.example"
    assert client.get("/.well-known/security.txt").content.decode().splitlines() == [
        "Contact: mailto:team@inspections.example",
        "Expires: 2027-02-28T00:00:00Z",
        "Preferred-Languages: en",
        "Canonical: http://testserver/.well-known/security.txt",
    ]


def test_where_nobody_is_named_there_is_no_security_txt(client, settings):
    settings.CONTACT_EMAIL = ""
    assert client.get("/.well-known/security.txt").status_code == 404


def test_robots_may_read_what_is_public(client):
    lines = client.get("/robots.txt").content.decode().splitlines()
    assert "Disallow: /admin/" in lines
    assert "Disallow: /search" in lines
    assert "Disallow: /" not in lines
    assert "Sitemap: http://testserver/sitemap.xml" in lines


class TestCatalogOfApis:
    """RFC 9727, with links as RFC 9264 and RFC 8631 name them."""

    ADDRESS = "/.well-known/api-catalog"

    def test_its_media_type_names_its_profile(self, client):
        answer = client.get(self.ADDRESS)
        media_type = 'application/linkset+json; profile="https://www.rfc-editor.org/info/rfc9727"'
        assert answer.headers["Content-Type"] == media_type
        assert answer.headers["Access-Control-Allow-Origin"] == "*"
        assert f'<{self.ADDRESS}>; rel="api-catalog"' in client.head(self.ADDRESS).headers["Link"]

    def test_it_leads_to_the_api_and_the_data_and_each_link_leads_somewhere(self, client):
        linkset = client.get(self.ADDRESS).json()["linkset"]
        own, api, data = (
            {relation: links for relation, links in one.items() if relation != "anchor"} for one in linkset
        )
        anchors = [one["anchor"] for one in linkset]
        assert anchors == [f"http://testserver{self.ADDRESS}", "http://testserver/", "http://testserver/data/"]
        assert [link["href"] for link in own["item"]] == anchors[1:]
        assert api["status"][0]["href"] == "http://testserver/health/ready"
        assert api["service-desc"][0]["href"] == "http://testserver/data/openapi.json"
        assert data["describedby"][0]["href"] == "http://testserver/data/datapackage.json"
        for relation, links in (*api.items(), *data.items()):
            for link in links if relation not in {"license", "status"} else ():
                answer = client.get(link["href"].removeprefix("http://testserver"))
                assert answer.status_code == 200, link
                assert answer.headers["Content-Type"].partition(";")[0] in {link["type"], "application/json"}

    def test_the_page_about_the_data_names_it(self, client):
        assert f'<link rel="api-catalog" href="{self.ADDRESS}">' in client.get("/data/").content.decode()


class TestSitemap:
    def addresses(self, client) -> list[str]:
        return re.findall(r"<loc>http://testserver(/[^<]*)</loc>", client.get("/sitemap.xml").content.decode())

    def test_it_lists_pages_that_there_are(self, client):
        make_inspection()
        found = self.addresses(client)
        assert len(found) == len(set(found))
        for address in (*found[::9], "/councils/testshire/", "/councils/testshire/2024-01-25/"):
            assert address in found
            assert client.get(address).status_code == 200, address

    def test_it_lists_the_data_and_its_files(self, client):
        found = self.addresses(client)
        data = ("/data/", "/data/api/", "/data/datapackage.json", "/data/inspections.zip", "/data/files/grades.csv")
        for address in data:
            assert address in found
            assert client.get(address).status_code == 200, address

    def test_a_draft_is_not_in_it(self, client):
        make_inspection(council := make_council(), published=False)
        make_visit(council, published=False)
        assert [one for one in self.addresses(client) if "testshire" in one] == ["/councils/testshire/"]

    @pytest.mark.usefixtures("real_data")
    def test_it_costs_four_queries(self, client):
        with CaptureQueriesContext(connection) as queries:
            assert len(self.addresses(client)) > 800
        assert len(queries) == 4


class TestWhenSomethingIsBroken:
    @pytest.mark.parametrize("address", ["/nothing/", "/councils/?region=Atlantis"])
    def test_a_council_can_be_looked_for(self, client, address):
        assert '<form action="/councils/" method="get" role="search"' in client.get(address).content.decode()

    def test_a_mistake_of_ours_is_said_without_the_list_of_static_files(self, monkeypatch, rf):
        monkeypatch.setattr("django.contrib.staticfiles.storage.staticfiles_storage._wrapped", BrokenStatic())
        with CaptureQueriesContext(connection) as queries:
            answer = server_error(rf.get("/councils/"))
        assert answer.status_code == 500
        assert "The mistake is ours" in words(answer)
        assert len(queries) == 0

    def test_its_style_sheet_is_where_it_says(self, rf):
        html = server_error(rf.get("/")).content.decode()
        assert "/static/css/site.css" in addresses(html)
        for address in re.findall(r'href="(/[a-z]*/?)"', html):
            assert resolve(address)
