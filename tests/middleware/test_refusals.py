"""What no public page answers: it is refused before any work, with a sentence that says what to do."""

from typing import Any

import pytest

from tests.builders.pages import words

ADDRESSES = ["/", "/councils/", "/search/", "/ranking/ilacs.csv", "/embed/national/ilacs/", "/oembed", "/nowhere/"]
LONG = "q=" + "a" * 4096


class UnreadBody:
    """A body that fails the test when it is read."""

    def read(self, *_size: int) -> bytes:
        raise AssertionError("the body was read")

    readline = read


def sent(client: Any, method: str, address: str) -> Any:
    """The answer to a request with a body that nothing may read."""
    kind = "application/x-www-form-urlencoded"
    extra = {"CONTENT_LENGTH": "100000", "wsgi.input": UnreadBody()}
    return client.generic(method, address, b"unread", kind, **extra)


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "PROPFIND"])
def test_all_but_reading_is_refused_before_a_body_is_read(client, method, address):
    response = sent(client, method, address)
    assert response.status_code == 405
    assert response["Allow"] == "GET, HEAD, OPTIONS"
    assert "This site can only be read here" in response.content.decode()


@pytest.mark.parametrize("address", ADDRESSES)
def test_options_says_what_can_be_asked_without_making_the_page(client, address):
    response = sent(client, "OPTIONS", address)
    assert (response.status_code, response.content) == (204, b"")
    assert response["Allow"] == "GET, HEAD, OPTIONS"


def test_scripts_of_other_sites_may_ask_whether_a_file_has_changed(client):
    response = client.options("/ranking/ilacs.json")
    assert response["Access-Control-Allow-Origin"] == "*"
    assert response["Access-Control-Allow-Headers"] == "If-None-Match"
    assert "Access-Control-Allow-Origin" not in client.options("/ranking/ilacs/")


@pytest.mark.parametrize("address", ["/search/?" + LONG, "/councils.csv?" + LONG, "/" + LONG, "/compare/" + LONG])
def test_a_long_address_is_refused_with_what_to_do(client, address):
    response = client.get(address)
    assert response.status_code == 414
    assert "Choose fewer councils or filters" in words(response)


def test_at_an_address_of_json_the_refusal_is_json(client):
    response = client.get("/councils.json?" + LONG)
    assert response.status_code == 414
    assert "longer than 4 KB" in response.json()["error"]
    assert "can only be read" in client.post("/councils.json").json()["error"]


@pytest.mark.django_db
def test_an_address_as_long_as_allowed_is_answered(client):
    assert client.get("/search/?q=" + "a" * 4000, follow=True).status_code == 200


def test_refusals_carry_the_policy(client):
    assert "default-src 'none'" in client.post("/")["Content-Security-Policy"]
