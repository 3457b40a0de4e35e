"""One page in its several forms: pictures, interactive charts, and what other sites frame."""

import re
from datetime import date

import pytest

from dashboard.caching import CURRENT, UNCHANGING
from inspections import actions
from inspections.models import Inspection
from tests.builders.factories import make_council, make_inspection, make_user
from tests.builders.pages import addresses, words

pytestmark = pytest.mark.django_db
HEATMAP = "/heatmap/ilacs/2024-06-01"


def make_edition() -> None:
    """The first edition, by correcting something that no page shows."""
    actions.correct(Inspection.objects.get(), by=make_user(), reason="A test.", fields={"note": "Corrected."})


@pytest.fixture(autouse=True)
def inspected():
    make_inspection(make_council("testshire"), published_on=date(2024, 1, 25))


def test_a_picture_can_be_had_for_a_narrow_screen(client):
    wide, narrow = client.get(f"{HEATMAP}.svg"), client.get(f"{HEATMAP}.svg?width=narrow")
    assert 'width="640"' in wide.content.decode()
    assert 'width="360"' in narrow.content.decode()


def test_another_width_is_refused_with_what_is_possible(client):
    answer = client.get(f"{HEATMAP}.svg?width=100000")
    assert answer.status_code == 400
    assert "“narrow”" in words(answer)


def test_a_picture_in_png_is_one(client):
    answer = client.get(f"{HEATMAP}.png?width-cm=8&dpi=100")
    assert answer["Content-Type"] == "image/png"
    assert answer.content.startswith(b"\x89PNG")


def test_a_picture_is_kept_by_browsers_only_where_its_address_is_that_of_an_edition_as_cited(client):
    make_edition()
    assert client.get(f"{HEATMAP}.svg")["Cache-Control"] == CURRENT
    assert client.get(f"{HEATMAP}.svg?edition=1")["Cache-Control"] == CURRENT
    assert client.get(f"{HEATMAP}.svg?edition=1&as-cited=1")["Cache-Control"] == UNCHANGING


@pytest.mark.parametrize("ending", [".csv", ".json", "/"])
def test_what_says_whether_its_edition_stands_is_asked_for_each_time(client, ending):
    make_edition()
    assert client.get(f"{HEATMAP}{ending}?edition=1")["Cache-Control"] == CURRENT


def test_a_chart_that_the_page_does_not_have_is_refused_with_those_it_has(client):
    answer = client.get(f"{HEATMAP}.svg?chart=pie")
    assert answer.status_code == 400
    assert "There is no chart “pie” here. Known here: heatmap." in words(answer)


def test_what_a_file_is_asked_for_survives_the_redirect_to_the_pages_one_address(client):
    answer = client.get(f"{HEATMAP}.svg?measure=four-outstanding&region=&width=narrow")
    assert answer.status_code == 302
    assert answer["Location"] == f"{HEATMAP}.svg?measure=four-outstanding&width=narrow"


class TestEmbedding:
    def test_a_frame_may_stand_on_any_site(self, client):
        answer = client.get(f"/embed{HEATMAP}/")
        assert answer.status_code == 200
        assert "frame-ancestors *" in answer["Content-Security-Policy"]
        assert "X-Frame-Options" not in answer

    def test_nothing_else_may_be_framed(self, client):
        answer = client.get(f"{HEATMAP}/")
        assert "frame-ancestors 'none'" in answer["Content-Security-Policy"]
        assert answer["X-Frame-Options"] == "DENY"

    def test_it_shows_the_picture_and_leads_back(self, client):
        html = client.get(f"/embed{HEATMAP}/").content.decode()
        assert ".svg" in html
        assert f"http://testserver{HEATMAP}/" in addresses(html)
        assert re.findall(r"<script[^>]*>", html) == ['<script src="/static/js/embed.js" defer>']

    @pytest.mark.parametrize(
        "address", ["/embed/admin/", "/embed/nowhere/", "/embed/heatmap/ilacs.csv", "/embed/embed/data/"]
    )
    def test_what_cannot_be_embedded_is_not_found(self, client, address):
        assert client.get(address).status_code == 404

    def test_a_table_can_be_framed_too(self, client):
        answer = client.get("/embed/ranking/ilacs/2024-06-01/?measure=four-outstanding")
        assert "Testshire" in words(answer)
        assert "as at 1 June 2024" in words(answer)

    def test_a_page_without_charts_or_tables_says_so(self, client):
        make_council("never-inspected")
        assert client.get("/embed/councils/never-inspected/").status_code == 404
