"""What cannot be answered says what is wrong, and what is known instead; and what is not public stays inside."""

import re
from datetime import date

import pytest
from django.db import OperationalError

from inspections import actions
from tests.builders.factories import make_council, make_inspection, make_user, make_visit
from tests.builders.forms import fields_of
from tests.builders.pages import address_of, addresses, without_edition, words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
OTHER = {"framework": "ilacs-2018", "inspected_from": "2019-02-11", "published_on": date(2019, 3, 15)}
ADDRESSES = (
    "/",
    "/councils/",
    "/councils/?abolished=1",
    "/councils/testshire/",
    "/councils/testshire/2024-01-25/",
    "/visits/",
    "/latest/",
    "/data/",
)


def test_an_unknown_address_leads_on(client):
    response = client.get("/nothing/here/")
    assert response.status_code == 404
    assert "Nothing at this address" in words(response)
    assert "/councils/" in addresses(response)


def test_an_unknown_council_names_the_nearest(client):
    make_council("testshire")
    make_council("farland")
    response = client.get("/councils/testshir/")
    assert response.status_code == 404
    page = words(response)
    assert "No council has the address “testshir”." in page
    assert "Testshire" in page
    assert "Farland" not in page


def test_an_unknown_council_names_those_with_a_word_in_common(client):
    make_council("county-testshire")
    make_council("county-elsewhere")
    page = words(client.get("/councils/testshire-county-council/"))
    assert "County Testshire" in page
    assert "County Elsewhere" not in page


def test_a_bad_filter_offers_the_page_without_it(client):
    response = client.get("/councils/?region=Atlantis")
    assert response.status_code == 400
    assert address_of(response, "The same page without its filters") == "/councils/"


@pytest.mark.parametrize(
    "wrong", ["council=Testshir", "list=Testshir", "region=Atlantis", "neighbours-of=Testshir", "measure=luck"]
)
def test_what_is_wrong_can_be_corrected_and_nothing_else_is_lost(client, wrong):
    make_council("testshire")
    name, _, typed = wrong.partition("=")
    page = client.get(f"/ranking/ilacs/?type=county&evidence=strong&{wrong}")
    assert page.status_code == 400
    form = fields_of(re.search(r'<form action="/ranking/ilacs/".*?</form>', page.content.decode(), re.DOTALL)[0])
    assert form.pop(name, "") == ("" if name in ("region", "measure") else typed)
    assert form == {"type": "county", "evidence": "strong"}


@pytest.mark.parametrize("page", ["/ranking/ilacs/", "/latest/"])
def test_a_day_that_does_not_exist_leads_to_today_with_all_else(client, page):
    refused = client.get(f"{page}?region=London&type=county&as-at=2012-02-30")
    assert refused.status_code == 404
    assert f"{page}?region=London&type=county" in addresses(refused)


def test_more_than_thirty_names_stay_in_the_field(client):
    names = "; ".join(f"Council {number}" for number in range(31))
    page = client.get("/national/ilacs/", {"list": names, "council": "testshire"})
    form = fields_of(re.search(r'<form action="/national/ilacs/".*?</form>', page.content.decode(), re.DOTALL)[0])
    assert form == {"list": names, "council": "testshire"}


@pytest.mark.parametrize("typed", ["Testshir", ""])
def test_a_task_of_the_home_page_asks_for_its_council_again(client, typed):
    make_council("testshire")
    page = client.get(f"/go/paper/?council={typed}")
    assert page.status_code == 400
    form = fields_of(re.search(r'<form action="/go/paper/".*?</form>', page.content.decode(), re.DOTALL)[0])
    assert form == {"council": typed}


def test_an_eleventh_council_of_a_comparison_can_be_taken_off(client):
    names = [f"council-{number}" for number in range(11)]
    page = client.get("/compare/", {"council": names})
    assert fields_of(page.content.decode())["council"] == "; ".join(names)


def test_a_council_added_as_the_eleventh_can_be_taken_off(client):
    slugs = [make_council(f"council-{number}").slug for number in range(11)]
    page = client.get("/compare/", {"council": slugs[:10], "add": slugs[10], "programme": "sif"})
    assert page.status_code == 400
    fields = fields_of(page.content.decode())
    assert (fields["council"], fields["programme"], "add" in fields) == ("; ".join(slugs), "sif", False)


def test_a_host_that_is_not_ours_is_refused_in_a_word(client, settings):
    settings.ALLOWED_HOSTS = ["inspections.example"]
    response = client.get("/councils/", headers={"host": "elsewhere.example"})
    assert response.status_code == 400
    assert response.content == b"There is no site here by that name.\n"


def test_what_was_typed_is_shown_as_text(client):
    assert "<script>alert" not in client.get("/councils/?region=<script>alert(1)</script>").content.decode()


@pytest.mark.parametrize("q", ["\0", "%", "'; --", "a" * 4000, "🙂"])
def test_any_name_can_be_searched(client, q):
    make_council()
    assert client.get("/councils/", {"q": q}, follow=True).status_code == 200


def test_an_unreachable_database_is_a_plain_503(client, monkeypatch):
    def away(*_args, **_kwargs):
        raise OperationalError

    monkeypatch.setattr("dashboard.views.councils.CouncilListSelection", away)
    response = client.get("/councils/")
    assert response.status_code == 503
    assert "The data cannot be reached at the moment." in words(response)
    assert response["Retry-After"] == "60"


def test_a_mistake_of_ours_is_a_500_that_says_so(client, monkeypatch):
    def wrong(*_args, **_kwargs):
        raise RuntimeError("secret detail")

    monkeypatch.setattr("dashboard.views.councils.CouncilListSelection", wrong)
    client.raise_request_exception = False
    response = client.get("/councils/")
    assert response.status_code == 500
    assert "The mistake is ours" in words(response)
    assert "secret detail" not in words(response)


@pytest.mark.parametrize("address", ADDRESSES)
def test_public_pages_set_no_cookie(client, address):
    make_inspection()
    response = client.get(address)
    assert response.status_code == 200
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")


@pytest.mark.parametrize("address", ADDRESSES)
def test_pages_hold_no_inline_style_or_script(client, address):
    make_inspection()
    page = client.get(address).content.decode()
    assert " style=" not in page
    assert "<style" not in page
    assert "<script>" not in page
    assert " onclick=" not in page


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_draft_is_on_no_page(client, address):
    council = make_council()
    make_inspection(council)
    without = client.get(address).content
    make_inspection(council, **OTHER, published=False, lead_inspector="Draft Leakson")
    make_visit(council, published=False, theme="Draft Leakage")
    assert client.get(address).content == without


@pytest.mark.parametrize("address", [one for one in ADDRESSES if one != "/data/"])
def test_a_withdrawn_inspection_is_on_no_page(client, address):
    council = make_council()
    make_inspection(council)
    without = client.get(address).content.decode()
    actions.withdraw(make_inspection(council, **OTHER), by=make_user(), reason="Not ours.")
    actions.withdraw(make_visit(council), by=make_user(), reason="Not ours.")
    # Permanent links name the edition that the withdrawal made.
    now = without_edition(client.get(address).content.decode())
    assert now == without_edition(without)


def test_a_draft_has_no_address(client):
    make_inspection(**OTHER, published=False)
    response = client.get("/councils/testshire/2019-03-15/")
    assert response.status_code == 404
    assert "ILACS 2018" not in words(response)


def test_a_withdrawn_inspection_has_no_address(client):
    inspection = make_inspection(**OTHER)
    address = inspection.get_absolute_url()
    assert client.get(address).status_code == 200
    actions.withdraw(inspection, by=make_user(), reason="Not ours.")
    response = client.get(address)
    assert response.status_code == 410
    assert "ILACS 2018" not in words(response)


@pytest.mark.parametrize("ending", ["json", "csv", "docx"])
def test_the_files_of_a_withdrawn_inspection_are_gone_too(client, ending):
    inspection = make_inspection(**OTHER)
    actions.withdraw(inspection, by=make_user(), reason="Not ours.")
    response = client.get(f"{inspection.get_absolute_url().rstrip('/')}.{ending}")
    assert response.status_code == 410
    assert "Not ours." in words(response)


@pytest.mark.parametrize(
    ("address", "status", "media_type"),
    [
        ("/councils/nowhere.json", 404, "application/problem+json"),
        ("/ranking/ilacs.plotly?region=Atlantis", 400, "application/problem+json"),
        ("/oembed?url=http://elsewhere.example/", 404, "application/problem+json"),
        ("/oembed?url=/councils/&maxwidth=x", 400, "application/problem+json"),
        ("/councils/nowhere.csv", 404, "text/plain; charset=utf-8"),
        ("/councils.csv?region=Atlantis", 400, "text/plain; charset=utf-8"),
        ("/councils/nowhere.docx", 404, "text/plain; charset=utf-8"),
        ("/councils.pptx?region=Atlantis", 400, "text/plain; charset=utf-8"),
        ("/latest.atom?region=Atlantis", 400, "text/plain; charset=utf-8"),
        ("/ranking/ilacs.pdf", 404, "text/plain; charset=utf-8"),
        ("/ranking/ilacs.xlsx?table=none", 400, "text/plain; charset=utf-8"),
        ("/ranking/ilacs.svg?chart=none", 404, "text/plain; charset=utf-8"),
        ("/councils.csv-metadata.json?region=Atlantis", 400, "application/problem+json"),
        ("/.well-known/security.txt", 404, "text/plain; charset=utf-8"),
        ("/.well-known/nothing", 404, "text/plain; charset=utf-8"),
        ("/councils/nowhere-st. helens", 404, "text/html; charset=utf-8"),
        ("/councils/nowhere/", 404, "text/html; charset=utf-8"),
    ],
)
def test_programs_get_no_page_where_something_is_wrong(client, address, status, media_type):
    response = client.get(address)
    assert (response.status_code, response.headers["Content-Type"]) == (status, media_type)


def test_problem_details_say_what_is_wrong_in_the_form_of_their_standard(client):
    response = client.get("/councils/nowhere.json")
    said = response.json()
    assert (said["type"], said["title"], said["status"]) == ("about:blank", "Not Found", 404)
    assert said["detail"] == "No council has the address “nowhere”."


def test_plain_text_names_what_there_is_instead(client):
    make_council("testshire")
    lines = client.get("/councils/testshir.csv").content.decode().splitlines()
    assert lines == [
        "No council has the address “testshir”.",
        "Testshire: /councils/testshire/",
        "All councils: /councils/",
    ]


@pytest.mark.parametrize("address", ["/councils.json", "/councils.csv"])
def test_an_unreachable_database_is_no_page_for_programs(client, monkeypatch, address):
    def away(*_args, **_kwargs):
        raise OperationalError

    monkeypatch.setattr("dashboard.views.councils.CouncilListSelection", away)
    response = client.get(address)
    assert (response.status_code, response.headers["Retry-After"]) == (503, "60")
    assert "text/html" not in response.headers["Content-Type"]
    assert "The data cannot be reached at the moment." in response.content.decode()
