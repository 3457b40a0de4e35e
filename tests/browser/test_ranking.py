"""The ranking in use: by keyboard, by form, from day to day, on a phone, on paper, and without scripts."""

from datetime import date

import pytest
from pypdfium2 import PdfDocument

from tests.builders.factories import make_council, make_inspection

FOUR = ("whole.leaders", "whole.help_and_protection", "whole.children_in_care", "whole.care_leavers")
ADDRESS = "/ranking/ilacs/2024-06-01/"


@pytest.fixture
def councils():
    """Three councils of three regions, with 4, 2 and 0 of the four judgements outstanding."""
    for slug, region, outstanding, day in (
        ("testshire", "South West", 4, date(2024, 1, 25)),
        ("sampleshire", "London", 2, date(2024, 3, 1)),
        ("mockshire", "East Midlands", 0, date(2024, 5, 2)),
    ):
        grades = {judgement: "outstanding" if n < outstanding else "good" for n, judgement in enumerate(FOUR)}
        make_inspection(make_council(slug, region=region), grades=grades, published_on=day)


def names(page) -> list[str]:
    return page.locator(".ranking tbody th").all_inner_texts()


def step(page, words: str) -> None:
    """Open the line of context and go to another day."""
    page.get_by_text("Change day or programme").click()
    page.get_by_role("link", name=words).click()


def test_it_sorts_by_keyboard_and_says_how_it_is_sorted(page, councils):
    page.goto(ADDRESS)
    region = page.get_by_role("columnheader", name="Region")
    region.get_by_role("link").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/?sort=region")
    assert names(page) == ["Mockshire", "Sampleshire", "Testshire"]
    assert page.get_by_role("columnheader", name="Region").get_attribute("aria-sort") == "ascending"


def test_the_form_asks_for_day_measure_region_and_council_and_all_of_it_is_in_the_address(page, councils):
    page.goto(ADDRESS)
    page.get_by_label("Rank by").select_option(label="Four judgements, good or outstanding")
    page.get_by_label("Mark a council").fill("Sampleshire")
    page.get_by_label("Councils", exact=True).select_option("London")
    page.get_by_role("button", name="Show").click()
    page.wait_for_url("**/ranking/ilacs/2024-06-01/?measure=four-good-or-better&region=London&council=sampleshire")
    assert names(page) == ["Sampleshire"]
    assert page.get_by_label("Councils", exact=True).input_value() == "London"
    assert page.get_by_label("Mark a council").input_value() == "Sampleshire"


def test_back_and_forward_show_what_was_shown(page, councils):
    page.goto(ADDRESS)
    step(page, "Change before")
    page.wait_for_url("**/ranking/ilacs/2024-05-02/")
    step(page, "Change before")
    page.wait_for_url("**/ranking/ilacs/2024-03-01/")
    assert names(page) == ["Testshire", "Sampleshire"]
    page.go_back()
    assert names(page) == ["Testshire", "Sampleshire", "Mockshire"]
    page.go_forward()
    assert names(page) == ["Testshire", "Sampleshire"]
    step(page, "Next change")
    page.wait_for_url("**/ranking/ilacs/2024-05-02/")


def test_the_sentence_to_quote_is_copied_with_its_address(page, councils):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"{ADDRESS}?council=testshire")
    page.locator("blockquote + .copy").first.click()
    page.get_by_text("Copied").first.wait_for()
    said = page.evaluate("navigator.clipboard.readText()")
    assert said.startswith("As at 1 June 2024, Testshire had 4 of 4 judgements")
    assert "From fewer than ten councils no place is named. Testshire is one of the 3." in said
    assert f"{ADDRESS}?council=testshire" in said


def test_names_of_councils_are_fetched_and_suggested_when_a_field_is_gone_to(page, councils):
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(ADDRESS)
    assert not [url for url in asked if "councils.json" in url]
    page.get_by_label("Mark a council").focus()
    page.wait_for_selector("#names-of-councils option", state="attached")
    options = page.locator("#names-of-councils option").evaluate_all("found => found.map((one) => one.value)")
    assert options == ["Mockshire", "Sampleshire", "Testshire"]
    assert page.get_by_label("Mark a council").get_attribute("list") == "names-of-councils"


@pytest.mark.parametrize("size", [(1280, 800), (375, 667)])
def test_the_marked_councils_row_stays_in_sight(page, real_data, size):
    width, height = size
    page.set_viewport_size({"width": width, "height": height})
    page.goto("/ranking/ilacs/2026-03-31/?council=birmingham")
    for place in ("0", "document.documentElement.scrollHeight / 3", "document.documentElement.scrollHeight / 2"):
        page.evaluate(f"scrollTo(0, {place})")
        box = page.locator("#row").bounding_box()
        assert 0 <= box["y"] <= height - box["height"]


def test_a_part_of_the_strip_leads_to_the_first_row_with_its_count(page, real_data):
    page.goto("/ranking/ilacs/2026-03-31/?measure=four-outstanding")
    page.locator(".counts a[aria-label*='with 1 of 4'] rect").first.click()
    page.wait_for_url("**#count-1")
    box = page.locator("#count-1").bounding_box()
    assert 0 <= box["y"] < page.viewport_size["height"]


@pytest.mark.parametrize("width", [320, 375])
@pytest.mark.parametrize("address", ["/ranking/ilacs/?council=county-durham", "/heatmap/slac/2012-01-25/?order=region"])
def test_on_a_phone_nothing_but_its_tables_scrolls_sideways(page, address, width, real_data):
    page.set_viewport_size({"width": width, "height": 700})
    page.goto(address)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("address", ["/ranking/ilacs/", "/latest/", "/judgements/ilacs-2023/overall_effectiveness/"])
def test_on_a_phone_what_unfolds_is_in_sight_and_covers_no_button(page, address, councils):
    page.set_viewport_size({"width": 375, "height": 667})
    page.goto(address)
    page.locator("form.controls summary").click()
    page.locator("form.controls").get_by_role("button", name="Show").click(trial=True)
    unfolded = page.locator("form.controls details > div")
    for field in unfolded.locator("select, input, textarea").all():
        box = field.bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 375


def test_without_scripts_days_form_and_sorting_work(chromium, live_server, councils):
    context = chromium.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    page.goto(ADDRESS)
    page.get_by_label("Mark a council").fill("Mockshire")
    page.get_by_role("button", name="Show").click()
    page.wait_for_url("**/ranking/ilacs/2024-06-01/?measure=four-outstanding&council=mockshire")
    step(page, "Change before")
    page.wait_for_url("**/ranking/ilacs/2024-05-02/?measure=four-outstanding&council=mockshire")
    page.get_by_role("link", name="Council", exact=True).click()
    page.wait_for_url("**/?measure=four-outstanding&council=mockshire&sort=council")
    context.close()


def test_on_paper_every_row_is_there_under_its_headings_with_address_and_day(page, real_data):
    page.goto("/ranking/ilacs/2026-03-31/")
    rows = names(page)
    texts = [sheet.get_textpage().get_text_range() for sheet in PdfDocument(page.pdf(prefer_css_page_size=True))]
    whole = " ".join(" ".join(texts).split())
    assert [name for name in rows if name not in whole] == []
    assert "As at 31 March 2026." in texts[-1]
    assert ADDRESS.replace("2024-06-01", "2026-03-31") in texts[-1].replace("\r\n", "")
    assert "Change before" not in whole
    assert sum("Count" in text and "Published" in text for text in texts) >= 3
