"""Charts and tables on other sites: the page that gives the codes, and oEmbed against its specification."""

import re
from datetime import date
from html import unescape
from io import BytesIO
from xml.etree import ElementTree as ET

import pytest
from PIL import Image

from dashboard.respond import page_at
from dashboard.values.palette import GRADES
from inspections import actions
from inspections.models import Inspection
from tests.builders.factories import make_council, make_inspection, make_user
from tests.builders.pages import addresses, gzipped, table, words

pytestmark = pytest.mark.django_db
HEATMAP = "/heatmap/ilacs/2024-06-01/"
RANKING = "/ranking/ilacs/2024-06-01/"
HOST = "http://testserver"


@pytest.fixture(autouse=True)
def edition():
    """Testshire's inspection, as of edition 1."""
    make_inspection(make_council("testshire"), published_on=date(2024, 1, 25))
    actions.correct(Inspection.objects.get(), by=make_user(), reason="A test.", fields={"note": "Corrected."})


def codes(client, address: str) -> list[str]:
    """The codes that a share page offers, as somebody would copy them."""
    html = client.get(address).content.decode()
    return [unescape(code) for code in re.findall(r"<code data-copy-code>(.*?)</code>", html, re.DOTALL)]


def source(code: str) -> str:
    return unescape(re.search(r'src="([^"]+)"', code)[1])


class TestSharing:
    def test_a_chart_leads_to_its_codes(self, client):
        html = client.get(HEATMAP).content.decode()
        assert f"/share{HEATMAP}?chart=heatmap" in addresses(html)

    def test_there_is_a_frame_kept_up_to_date_and_one_that_is_frozen(self, client):
        live, frozen, image, pasted, script = codes(client, f"/share{HEATMAP}?chart=heatmap")
        assert source(live) == f"{HOST}/embed{HEATMAP}?chart=heatmap"
        assert source(frozen) == f"{HOST}/embed{HEATMAP}?edition=1&chart=heatmap"
        assert source(image) == f"{HOST}{HEATMAP.rstrip('/')}.svg?edition=1&chart=heatmap"
        assert pasted == f"{HOST}{HEATMAP}?chart=heatmap"
        assert script == f'<script src="{HOST}/embed.js" async></script>'
        for code in (live, frozen):
            assert client.get(source(code)).status_code == 200
        assert client.get(source(image))["Content-Type"] == "image/svg+xml"

    def test_a_frame_says_its_title_for_screen_readers(self, client):
        assert 'title="ILACS grades as at 1 June 2024"' in codes(client, f"/share{HEATMAP}")[0]

    @pytest.mark.parametrize(
        ("address", "live", "frozen"),
        [
            ("/heatmap/ilacs/", "ILACS grades", "ILACS grades as at "),
            ("/ranking/ilacs/?table=ranking", "ILACS ranking", "ILACS ranking, as at "),
            (
                "/councils/testshire/2024-01-25/?chart=scorecard",
                "Testshire: Ofsted’s grades",
                "Testshire: Ofsted’s grades",
            ),
        ],
    )
    def test_a_live_frame_has_no_day_in_its_title_unless_its_address_has(self, client, address, live, frozen):
        first, second, *_ = codes(client, f"/share{address}")
        title = re.search(r'title="([^"]*)"', first)[1]
        assert title.startswith(live)
        assert re.search(r'title="([^"]*)"', second)[1].startswith(frozen)
        assert ("2024" in title) == ("2024" in address)
        answer = client.get("/oembed", {"url": f"{HOST}{address}"}).json()
        assert answer["title"] == title

    def test_a_frame_is_as_high_as_its_higher_picture_and_the_link_below(self, client):
        chart = page_at(HEATMAP, HOST).chart()
        high = max(chart.height(640) + 64, chart.height(360) + 84)
        assert f'height="{high}"' in codes(client, f"/share{HEATMAP}")[0]
        narrow = client.get("/oembed", {"url": f"{HOST}{HEATMAP}", "maxwidth": 360}).json()
        assert (narrow["width"], narrow["height"]) == (360, chart.height(360) + 84)

    def test_a_frame_says_its_source_once(self, client):
        html = client.get(f"/embed{HEATMAP}?chart=heatmap").content.decode()
        assert "Source: Ofsted" not in words(client.get(f"/embed{HEATMAP}?chart=heatmap"))
        assert "Source: Ofsted" in client.get(unescape(re.search(r'<img[^>]* src="([^"]+)"', html)[1])).content.decode()
        assert "Source: Ofsted" in words(client.get(f"/embed{RANKING}?table=ranking"))

    def test_the_script_with_which_frames_fit_is_small_and_for_any_site(self, client):
        answer = client.get("/embed.js")
        assert answer.headers["Content-Type"] == "text/javascript"
        assert answer.headers["Access-Control-Allow-Origin"] == "*"
        assert gzipped(answer) < 1024
        html = client.get(f"/embed{HEATMAP}").content.decode()
        assert re.search(r'<script src="/static/js/embed[^"]*\.js" defer></script>', html)

    def test_an_image_has_its_alternative_text(self, client):
        image = codes(client, f"/share{HEATMAP}")[2]
        assert 'alt="ILACS grades as at 1 June 2024. 1 council by' in image

    def test_a_table_can_be_shared_with_its_files(self, client):
        answer = client.get(f"/share{RANKING}?table=ranking")
        assert "Take this table elsewhere" in words(answer)
        assert ".xlsx?edition=1" in answer.content.decode()

    def test_a_frozen_frame_goes_on_showing_what_it_showed(self, client):
        frozen = source(codes(client, f"/share{RANKING}?table=ranking")[1])
        then = client.get(frozen)
        actions.withdraw(Inspection.objects.get(), by=make_user(), reason="Not ours.")
        assert table(client.get(frozen)) == table(then)
        assert "current" in words(then)
        assert "superseded by a correction" in words(client.get(frozen))
        assert "25 January 2024" in words(then)

    def test_a_page_names_itself_as_a_source(self, client):
        cited = words(client.get(RANKING)).partition("Cite this page ")[2]
        assert cited.startswith(
            f"Children’s services inspections: ILACS ranking as at 1 June 2024, edition 1. {HOST}{RANKING}?edition=1"
        )

    @pytest.mark.parametrize("address", ["/share/admin/", "/share/nowhere/", f"/share{RANKING}?table=nothing"])
    def test_what_cannot_be_shared_says_so(self, client, address):
        assert client.get(address).status_code in {400, 404}


class TestOEmbed:
    def answer(self, client, url=f"{HOST}{HEATMAP}", **parameters):
        return client.get("/oembed", {"url": url, **parameters})

    def test_a_rich_answer_has_what_the_specification_requires(self, client):
        response = self.answer(client)
        assert response["Content-Type"] == "application/json"
        answer = response.json()
        assert (answer["type"], answer["version"]) == ("rich", "1.0")
        assert isinstance(answer["width"], int)
        assert isinstance(answer["height"], int)
        assert source(answer["html"]) == f"{HOST}/embed{HEATMAP}?chart=heatmap"
        assert client.get(source(answer["html"])).status_code == 200
        assert {"thumbnail_url", "thumbnail_width", "thumbnail_height"} <= set(answer)

    def test_it_is_no_larger_than_asked_for(self, client):
        answer = self.answer(client, maxwidth=300).json()
        assert answer["width"] == 300
        assert 'width="300"' in answer["html"]
        table = self.answer(client, url=f"{HOST}{RANKING}?table=ranking", maxwidth=300, maxheight=200).json()
        assert (table["type"], table["width"], table["height"]) == ("rich", 300, 200)
        assert 'width="300" height="200"' in table["html"]
        assert "thumbnail_url" not in table

    def test_a_chart_that_does_not_fit_into_a_frame_is_a_picture_that_does(self, client):
        answer = self.answer(client, maxwidth=500, maxheight=120).json()
        assert answer["type"] == "photo"
        assert answer["width"] <= 500
        assert 100 < answer["height"] <= 120
        chart = page_at(HEATMAP, HOST).chart()
        assert answer["width"] / answer["height"] == pytest.approx(640 / chart.height(640), rel=0.05)
        assert client.get(answer["url"])["Content-Type"] == "image/png"

    def test_xml_says_the_same_as_json(self, client):
        response = self.answer(client, format="xml")
        assert response["Content-Type"].startswith("text/xml")
        root = ET.fromstring(response.content)
        assert root.tag == "oembed"
        assert {part.tag: part.text for part in root} == {
            name: str(value) for name, value in self.answer(client).json().items()
        }

    def test_another_format_is_not_implemented(self, client):
        assert self.answer(client, format="yaml").status_code == 501

    @pytest.mark.parametrize(
        "url", ["", "https://elsewhere.example/heatmap/ilacs/", f"{HOST}/nowhere/", f"{HOST}/admin/", f"{HOST}/data/"]
    )
    def test_an_address_without_a_chart_or_table_of_ours_is_not_found(self, client, url):
        assert self.answer(client, url=url).status_code == 404

    def test_a_size_that_is_no_number_is_refused(self, client):
        assert self.answer(client, maxwidth="wide").status_code == 400

    def test_the_address_may_name_a_table_or_a_charts_place_on_the_page(self, client):
        table = self.answer(client, url=f"{HOST}{RANKING}?table=ranking").json()
        assert source(table["html"]).endswith("?table=ranking")
        chart = self.answer(client, url=f"{HOST}{HEATMAP}#chart-heatmap").json()
        assert source(chart["html"]).endswith("?chart=heatmap")

    def test_the_address_of_a_frame_is_understood_too(self, client):
        assert self.answer(client, url=f"{HOST}/embed{HEATMAP}").status_code == 200

    def test_a_page_says_in_its_head_where_its_answer_is(self, client):
        html = client.get(HEATMAP).content.decode()
        found = re.search(r'<link rel="alternate" type="application/json\+oembed" href="([^"]+)">', html)
        response = client.get(unescape(found[1]))
        assert response.status_code == 200
        assert response.json()["title"] == "ILACS grades as at 1 June 2024"

    def test_scripts_of_any_site_may_ask(self, client):
        assert self.answer(client)["Access-Control-Allow-Origin"] == "*"


class TestCards:
    """The pictures that messages and social sites show beside a link."""

    def picture(self, client, address: str) -> Image.Image:
        answer = client.get(f"/card{address}")
        assert answer["Content-Type"] == "image/png"
        return Image.open(BytesIO(answer.content))

    @pytest.mark.parametrize("address", ["/councils/testshire/", "/councils/testshire/2024-01-25/", RANKING, HEATMAP])
    def test_a_page_names_its_picture_which_has_the_shape_that_sites_ask_for(self, client, address):
        html = client.get(address).content.decode()
        assert f'property="og:image" content="{HOST}/card{address}"' in html
        assert self.picture(client, address).size == (1200, 630)

    def test_a_councils_picture_shows_its_grades(self, client):
        page = page_at("/councils/testshire/", HOST)
        svg = page.card_shown().svg()
        assert "Testshire" in svg
        assert GRADES["good"].fill in svg

    def test_an_address_without_such_a_page_has_none(self, client):
        assert client.get("/card/about/").status_code == 404


@pytest.mark.parametrize(
    ("address", "file"), [("/favicon.ico", "/static/favicon"), ("/apple-touch-icon.png", "/static/touch-icon")]
)
def test_an_icon_is_at_the_address_where_devices_look_for_it(client, address, file):
    assert client.get(address)["Location"].startswith(file)
