"""`?edition=` and `?as-at=`: what pages answer to them."""

import re
from datetime import date
from html import unescape

import pytest

from inspections import actions
from inspections.models import Edition
from tests.builders.factories import make_council, make_inspection, make_user
from tests.builders.forms import fields_of
from tests.builders.pages import words

pytestmark = pytest.mark.django_db
PAGES = (
    "/",
    "/councils/",
    "/councils/testshire/",
    "/councils/testshire/2024-01-25/",
    "/ranking/ilacs/",
    "/heatmap/ilacs/",
    "/latest/",
    "/waiting/ilacs/",
    "/improvements/",
)


@pytest.fixture
def edition() -> Edition:
    """The edition that published Testshire's inspection of January 2024."""
    actions.publish(make_inspection(published=False), by=make_user())
    return Edition.objects.get()


@pytest.mark.parametrize("page", PAGES)
def test_the_latest_edition_can_be_asked_for(client, edition, page):
    assert client.get(page, {"edition": edition.number}).status_code == 200


@pytest.mark.parametrize("page", PAGES)
def test_an_edition_to_come_is_refused_with_the_latest(client, edition, page):
    response = client.get(page, {"edition": "99999999999999999999"})
    assert response.status_code == 404
    assert "The latest is edition 1." in words(response)


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("text", ["latest", "-1", "1.0", "²"])
def test_what_is_no_number_is_a_bad_request(client, edition, page, text):
    response = client.get(page, {"edition": text})
    assert response.status_code == 400
    assert "is not the number of an edition" in words(response)


def test_an_edition_speaks_as_at_the_day_it_was_made(client, edition):
    Edition.objects.update(made_at="2024-03-01T12:00:00Z")
    make_inspection(make_council("sampleshire"), published_on=date(2024, 4, 1))
    assert "As at 1 March 2024" in words(client.get("/", {"edition": 1}))
    assert "As at 1 March 2024" in words(client.get("/ranking/ilacs/", {"edition": 1}))


def test_an_edition_can_be_asked_for_any_day_until_the_next_was_made_and_none_after(client, edition):
    Edition.objects.update(made_at="2024-03-01T12:00:00Z")
    assert "As at 1 September 2026" in words(client.get("/ranking/ilacs/2026-09-01/", {"edition": 1}))
    Edition.objects.create(number=2, kind="load", made_at="2024-04-05T12:00:00Z", made_by=make_user())
    assert "As at 5 April 2024" in words(client.get("/ranking/ilacs/2024-04-05/", {"edition": 1}))
    for refused in ("/ranking/ilacs/2024-04-06/?edition=1", "/councils/?edition=1&as-at=2024-04-06"):
        response = client.get(refused)
        assert response.status_code == 404
        assert "6 April 2024 is later than the edition asked for: the next was made on 5 April 2024." in words(response)


@pytest.mark.parametrize("page", PAGES)
def test_what_a_page_cites_and_draws_is_there_months_after_the_edition_was_made(client, edition, page):
    """An edition is older than today on all days but those on which something is published."""
    Edition.objects.update(made_at="2024-03-01T12:00:00Z")
    shown = client.get(page, follow=True).content.decode()
    named = {unescape(found) for found in re.findall(r'"(/[^" ]*edition=1[^" ]*)', shown)}
    assert named
    assert {one: client.get(one, follow=True).status_code for one in named if ".png" not in one} == (
        dict.fromkeys((one for one in named if ".png" not in one), 200)
    )


def test_a_council_as_at_a_day_shows_what_had_been_published(client, edition):
    assert "25 January 2024" in words(client.get("/councils/testshire/", {"as-at": "2024-01-25"}))
    assert "No inspection of Testshire" in words(client.get("/councils/testshire/", {"as-at": "2024-01-24"}))


def test_links_and_files_of_a_page_keep_the_edition(client, edition):
    ranking = client.get("/ranking/ilacs/", {"edition": 1}).content.decode()
    assert "/ranking/ilacs.csv?edition=1" in ranking
    assert fields_of(ranking)["edition"] == "1"
    assert "/councils.json?edition=1" in client.get("/councils/", {"edition": 1}).content.decode()
    assert "2024-01-25.csv?edition=1" in client.get("/councils/testshire/2024-01-25/?edition=1").content.decode()


def test_redirects_keep_the_edition(client, edition):
    assert client.get("/ranking/ilacs/?edition=1&as-at=2024-02-01").url == "/ranking/ilacs/2024-02-01/?edition=1"
    assert client.get("/councils/?q=testshire&edition=1").url == "/councils/testshire/?edition=1"
