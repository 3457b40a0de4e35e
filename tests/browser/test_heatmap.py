"""The heatmap in a browser: without scripts, on a phone, on paper."""

from datetime import date

import pytest
from pypdfium2 import PdfDocument

from tests.builders.factories import make_council, make_inspection

ADDRESS = "/heatmap/ilacs/2024-06-01/"


@pytest.fixture
def heatmap(page):
    """The heatmap of two councils."""
    for slug, grade in (("testshire", "outstanding"), ("sampleshire", "good")):
        make_inspection(make_council(slug), grades={"whole.leaders": grade}, published_on=date(2024, 1, 25))
    page.goto(ADDRESS)
    return page


def test_without_scripts_there_is_the_table(chromium, live_server):
    make_inspection(make_council("testshire"), grades={"whole.leaders": "good"})
    context = chromium.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    page.goto(ADDRESS)
    assert page.get_by_role("rowheader", name="Testshire").is_visible()
    context.close()


def test_the_heatmap_scrolls_inside_its_region_on_a_phone(heatmap):
    heatmap.set_viewport_size({"width": 375, "height": 700})
    assert heatmap.evaluate("document.documentElement.scrollWidth") <= 375


@pytest.mark.parametrize("address", ["/heatmap/ilacs/", "/heatmap/sif/", "/heatmap/slac/2012-01-25/"])
def test_on_paper_every_row_is_there_on_two_sheets_that_both_have_the_headings(page, address, real_data):
    page.goto(address)
    names = page.locator(".heat tbody th").all_inner_texts()
    sheets = list(PdfDocument(page.pdf(prefer_css_page_size=True)))
    texts = [sheet.get_textpage().get_text_range() for sheet in sheets]
    assert len(sheets) == 2
    assert [name for name in names if not any(name in text for text in texts)] == []
    assert all("Published" in text and "Council" in text for text in texts)


@pytest.mark.parametrize("size", [(1280, 800), (375, 667)])
def test_first_column_and_headings_and_the_marked_row_stay_in_sight(page, real_data, size):
    width, height = size
    page.set_viewport_size({"width": width, "height": height})
    page.goto("/heatmap/ilacs/2026-03-31/?council=county-durham")
    page.evaluate(
        """() => {
            const region = document.querySelector(".heat-region");
            region.scrollIntoView();
            region.scrollTo(300, 900);
            if (innerWidth > 1000) scrollBy(0, 900);
        }"""
    )
    heading = page.locator(".heat thead th").first.bounding_box()
    row = page.locator("#row").bounding_box()
    assert heading["x"] == row["x"] == (32 if width == 1280 else 16)
    assert -1 <= heading["y"] < row["y"] <= height - row["height"] + 1
