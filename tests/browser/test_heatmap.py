"""The interactive heatmap: nothing of it before a reader asks, all of it under the strict policy after."""

from datetime import date

import pytest
from pypdfium2 import PdfDocument

from tests.builders.factories import make_council, make_inspection

ADDRESS = "/heatmap/ilacs/2024-06-01/"
OPEN = "Open the interactive chart"


@pytest.fixture
def heatmap(page):
    """The heatmap of two councils, and every address that the browser has asked for."""
    for slug, grade in (("testshire", "outstanding"), ("sampleshire", "good")):
        make_inspection(make_council(slug), grades={"whole.leaders": grade}, published_on=date(2024, 1, 25))
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(ADDRESS)
    return page, asked


def drawn(page):
    """Press the button and wait for the cells."""
    page.get_by_role("button", name=OPEN).click()
    page.wait_for_selector(".interactive .heatmaplayer image", state="attached")


def test_plotly_is_not_loaded_before_it_is_asked_for(heatmap):
    page, asked = heatmap
    page.get_by_role("button", name=OPEN).wait_for()
    assert not [url for url in asked if "plotly" in url]


def test_the_chart_is_drawn_when_asked_for(heatmap):
    page, asked = heatmap
    drawn(page)
    assert [url.rpartition("/")[2] for url in asked if "/plotly." in url] == ["plotly.css", "plotly.min.js"]
    assert set(page.locator(".interactive .ytick text").all_text_contents()) == {"Testshire", "Sampleshire"}


def test_pointing_at_a_cell_says_council_judgement_and_grade(heatmap):
    page, _ = heatmap
    drawn(page)
    cells = page.locator(".interactive .nsewdrag")
    cells.scroll_into_view_if_needed()
    cells.hover(position={"x": 20, "y": 8})
    page.wait_for_selector(".interactive .hovertext")
    said = page.locator(".interactive .hoverlayer").text_content()
    assert "Impact of leaders" in said
    assert "Outstanding" in said or "Good" in said


def test_the_picture_can_be_downloaded_and_nothing_uploaded(heatmap):
    page, _ = heatmap
    drawn(page)
    page.locator(".interactive .modebar").hover()
    with page.expect_download() as download:
        page.locator('.interactive [data-title^="Download plot"]').click()
    assert download.value.suggested_filename == "heatmap-ilacs-2024-06-01.png"
    assert page.locator('.interactive [data-title*="loud"]').count() == 0


def test_without_scripts_there_is_the_table_and_no_button(chromium, live_server):
    make_inspection(make_council("testshire"), grades={"whole.leaders": "good"})
    context = chromium.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    page.goto(ADDRESS)
    assert page.get_by_role("rowheader", name="Testshire").is_visible()
    assert page.get_by_role("button", name=OPEN).count() == 0
    context.close()


def test_the_heatmap_scrolls_inside_its_region_on_a_phone(heatmap):
    page, _ = heatmap
    page.set_viewport_size({"width": 375, "height": 700})
    assert page.evaluate("document.documentElement.scrollWidth") <= 375


@pytest.mark.parametrize(("address", "is_wide"), [("/heatmap/ilacs/", False), ("/heatmap/slac/2012-01-25/", True)])
def test_on_paper_every_row_is_there_and_every_sheet_has_the_headings(page, address, is_wide, real_data):
    page.goto(address)
    names = page.locator(".heat tbody th").all_inner_texts()
    sheets = list(PdfDocument(page.pdf(prefer_css_page_size=True)))
    texts = [sheet.get_textpage().get_text_range() for sheet in sheets]
    assert all((sheet.get_width() > sheet.get_height()) == is_wide for sheet in sheets)
    assert [name for name in names if not any(name in text for text in texts)] == []
    with_rows = [text for text in texts if any(name in text for name in names)]
    assert len(with_rows) > 1
    assert all("Published" in text and "Council" in text for text in with_rows)
