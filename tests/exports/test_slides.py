"""Slides as a person opens them: the finding as the title, native text, a described picture, and the source."""

import io
import re
from datetime import date

import pptx
import pytest
from django.http import HttpResponse
from pptx.enum.shapes import MSO_SHAPE_TYPE, PP_PLACEHOLDER

from dashboard.exports.slides import ChartSlide, pptx_bytes, short_words
from dashboard.values.chart import Chart
from dashboard.values.svg import Box
from inspections import actions
from tests.builders.factories import make_council, make_inspection, make_user
from tests.builders.pages import words
from tests.builders.tables import table_of

ADDRESS = "https://site.example/ranking/ilacs/2026-11-26/?edition=1"


def chart(height: int = 200, **options: object) -> Chart:
    """A chart of this height."""
    return Chart(
        name="counts",
        title="ILACS ranking",
        finding="17 have all. 24 have three.",
        source=f"Source: Ofsted’s reports. {ADDRESS}",
        table=lambda: table_of(()),
        draw=lambda drawing: drawing.rect(Box(20, drawing.height, 100, height), "#000000"),
        figure=dict,
        **options,
    )


def made(height: int = 200, **changed: str) -> bytes:
    """A slide of it."""
    facts = {"title": "17 of 151 councils are outstanding", "words": "It is so.", "source": "Source: Ofsted’s reports."}
    return pptx_bytes(
        ChartSlide("file", chart=chart(height), link=ADDRESS, made_on=date(2026, 11, 26), **facts | changed)
    )


def shapes(content: bytes):
    """What is on the only slide of a presentation."""
    presentation = pptx.Presentation(io.BytesIO(content))
    assert len(presentation.slides) == 1
    return presentation, list(presentation.slides[0].shapes)


def test_it_says_the_finding_as_its_title_and_the_rest_as_text_in_the_order_of_reading():
    _, (title, text, picture, source) = shapes(made())
    assert title.placeholder_format.type == PP_PLACEHOLDER.TITLE
    assert [shape.text_frame.text for shape in (title, text)] == ["17 of 151 councils are outstanding", "It is so."]
    assert picture.shape_type == MSO_SHAPE_TYPE.PICTURE
    assert source.text_frame.text == f"Source: Ofsted’s reports. {ADDRESS}"
    assert source.text_frame.paragraphs[0].runs[1].hyperlink.address == ADDRESS


def test_its_picture_has_the_alternative_text_of_the_chart_and_neither_title_nor_source():
    _, (_, _, picture, _) = shapes(made())
    assert picture._element.nvPicPr.cNvPr.get("descr") == "ILACS ranking. 17 have all. 24 have three."
    bare, whole = chart().svg(bare=True), chart().svg()
    assert ">ILACS ranking</text>" in whole
    assert "</text>" not in bare


@pytest.mark.parametrize("height", [60, 200, 500, 1500])
def test_nothing_lies_over_anything_else_or_beyond_the_edge(height):
    presentation, found = shapes(made(height, words="Some words. " * 30))
    for shape in found:
        assert 0 <= shape.left <= shape.left + shape.width <= presentation.slide_width
        assert 0 <= shape.top <= shape.top + shape.height <= presentation.slide_height
    for place, one in enumerate(found):
        for other in found[place + 1 :]:
            beside = one.left + one.width <= other.left or other.left + other.width <= one.left
            above = one.top + one.height <= other.top or other.top + other.height <= one.top
            assert beside or above


def test_the_same_slide_gives_the_same_bytes(monkeypatch):
    first = made()
    monkeypatch.setattr("time.time", lambda: 2_000_000_000.0)
    assert made() == first


def test_it_has_only_the_layout_that_it_uses_and_its_own_properties():
    presentation, _ = shapes(made())
    assert [layout.name for layout in presentation.slide_layouts] == ["Title Only"]
    assert presentation.core_properties.title == "17 of 151 councils are outstanding"
    assert presentation.core_properties.created.date() == date(2026, 11, 26)
    assert presentation.core_properties.author == "Children’s services inspections"


def test_long_words_are_cut_between_sentences():
    assert short_words("One. Two.") == "One. Two."
    assert short_words(f"One. {'x' * 500}.") == "One."


@pytest.mark.django_db
class TestPages:
    @pytest.fixture(autouse=True)
    def testshire(self):
        self.user = make_user()
        self.inspection = actions.publish(make_inspection(make_council("testshire"), published=False), by=self.user)

    def test_a_page_with_charts_has_a_slide(self, client):
        answer = client.get("/councils/testshire/2024-01-25.pptx")
        assert answer.headers["Content-Disposition"].startswith('attachment; filename="councils-testshire-2024-01-25')
        _, (title, text, *_) = shapes(answer.content)
        assert title.text_frame.text == "Testshire: good overall"
        assert text.text_frame.text == "Testshire: Ofsted’s grades, ILACS 2023, published 25 January 2024."

    def test_the_slide_of_a_ranking_says_its_sentence(self, client):
        _, (_, text, *_) = shapes(client.get("/ranking/ilacs/2024-06-01.pptx").content)
        assert text.text_frame.text.endswith("for the overall effectiveness judgement and can be ranked.")

    def test_a_page_without_charts_has_none(self, client):
        assert client.get("/councils.pptx").status_code == 404

    def test_the_slide_of_a_withdrawn_inspection_says_so(self, client):
        actions.withdraw(self.inspection, by=self.user, reason="Loaded twice.")
        _, (*_, source) = shapes(client.get("/councils/testshire/2024-01-25.pptx?edition=1").content)
        assert source.text_frame.text.startswith("Edition 1 of the data: withdrawn on ")
        assert ". Loaded twice. Source:" in source.text_frame.text

    def test_a_chart_with_too_many_rows_says_what_to_choose(self, client, monkeypatch):
        monkeypatch.setattr("dashboard.charts.heatmap_chart.MOST_ON_SLIDE", 0)
        answer = client.get("/heatmap/ilacs.pptx")
        assert answer.status_code == 400
        assert "too many rows to be read on a slide" in words(answer)
        assert ".pptx" not in client.get("/heatmap/ilacs/").content.decode()


@pytest.mark.django_db
@pytest.mark.usefixtures("real_data")
@pytest.mark.parametrize(
    ("address", "title"),
    [
        (
            "/national/ilacs/2026-11-26.pptx",
            r"ILACS, overall effectiveness: \d+ of \d+ councils \(\d+%\) are good or out",
        ),
        (
            "/national/slac/2026-11-26.pptx?chart=regions",
            "SLAC, safeguarding, overall effectiveness: .* highest, .* lowest",
        ),
        ("/heatmap/ilacs/2026-11-26.pptx?region=London", "ILACS: .* is outstanding in .* of 33 councils in London"),
        ("/map/ilacs/2026-11-26.pptx", r"Overall effectiveness, ILACS: \d+ of \d+ councils .* good or outstanding"),
        ("/councils/isle-of-wight.pptx", "Isle of Wight, overall: requires improvement 2014, good 2019"),
        ("/councils/county-durham/2012-01-25.pptx", "County Durham: good or better on 21 of 22 judgements"),
        (
            "/councils/county-durham/2025-05-13.pptx?chart=councils",
            "ILACS: councils are most often good or outstanding on",
        ),
        ("/papers/county-durham/2025-05-13.pptx", "County Durham had an overall effectiveness .*: one of the 2 of 11"),
        ("/briefs/isle-of-wight.pptx", r"The Isle of Wight had 3 of 4 judgements .*: joint \d+th of 11"),
    ],
)
def test_the_title_of_a_slide_is_its_finding(client, monkeypatch, address, title):
    monkeypatch.setattr("dashboard.respond.slide_file", lambda slide: HttpResponse(slide.title))
    assert re.match(title, client.get(address).content.decode())


@pytest.mark.django_db
@pytest.mark.usefixtures("real_data")
def test_a_share_from_no_fair_sample_says_so_in_its_picture(client):
    for address in ("/map/slac/2012-01-05.svg", "/national/slac/2012-01-05.svg?chart=regions"):
        assert "Not a fair sample" in re.sub("<[^>]+>", " ", client.get(address).content.decode())
