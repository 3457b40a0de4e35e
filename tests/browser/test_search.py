"""Searching in a real browser: from the header, by keyboard, back and forth, on a phone, without a script."""

from datetime import date

import pytest

from tests.builders.factories import make_council, make_inspection, make_report

TEXTS = ("Missing children are found quickly.", *["Care leavers do well in the town."] * 25)


@pytest.fixture(autouse=True)
def report(live_server):
    """A report of Testshire with 26 paragraphs."""
    inspection = make_inspection(make_council("testshire"), published_on=date(2024, 1, 25))
    return make_report(inspection, *TEXTS)


def test_words_are_typed_in_the_header_and_found_with_marks(page):
    page.goto("/councils/testshire/")
    page.get_by_role("searchbox", name="Search councils and reports").fill("missing child")
    page.get_by_role("button", name="Search").click()
    page.wait_for_url("**/search/?q=missing+child")
    assert page.locator("mark").all_inner_texts() == ["Missing children"]
    assert page.get_by_role("searchbox").input_value() == "missing child"


def test_all_by_keyboard_to_the_paragraph_on_the_scorecard(page):
    page.goto("/search/")
    page.get_by_role("searchbox").focus()
    page.keyboard.type("missing")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=missing")
    link = page.get_by_role("link", name="Testshire, paragraph 1")
    for _ in range(30):
        page.keyboard.press("Tab")
        if link.evaluate("one => one === document.activeElement"):
            break
    page.keyboard.press("Enter")
    page.wait_for_url("**/councils/testshire/2024-01-25/#paragraph-1")
    page.locator("#paragraph-1").wait_for(state="visible")


def test_back_and_forward_show_the_pages_that_were_there(page):
    page.goto("/search/?q=leavers")
    page.get_by_role("link", name="Next page").click()
    page.wait_for_url("**page=2")
    assert page.locator("ol.found li").count() == 5
    page.go_back()
    assert page.locator("ol.found li").count() == 20
    page.go_forward()
    assert page.locator("main [aria-current=page]").inner_text().split() == ["Page", "2"]


def test_a_filter_is_in_the_address_and_stays_in_the_form(page):
    page.goto("/search/?q=leavers")
    page.get_by_text("Search some reports or judgements only").click()
    page.get_by_label("Programme or version").select_option("slac")
    page.get_by_role("button", name="Search").click()
    page.wait_for_url("**framework=slac**")
    assert page.get_by_text("No report of this kind is loaded here").is_visible()
    page.get_by_role("link", name="Search every report").click()
    page.wait_for_url("**/search/?q=leavers")


@pytest.mark.parametrize("width", [320, 1280])
def test_nothing_overflows_and_the_header_has_one_way_to_search(page, width):
    page.set_viewport_size({"width": width, "height": 800})
    page.goto("/search/?q=leavers")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.goto("/data/")
    header = page.get_by_role("searchbox", name="Search councils and reports")
    assert header.is_visible() is (width > 320)
    page.get_by_text("Menu", exact=True).click()
    assert page.get_by_role("navigation", name="All pages").get_by_role("link", name="Search").is_visible()


def test_a_councils_name_in_the_header_leads_to_its_page(page):
    page.goto("/data/")
    page.get_by_role("searchbox", name="Search councils and reports").fill("Testshire")
    page.get_by_role("button", name="Search").click()
    page.wait_for_url("**/councils/testshire/")


def test_a_part_of_what_was_found_is_a_link_with_its_number(page):
    page.goto("/search/?q=leavers")
    facets = page.get_by_role("region", name="Narrow")
    assert facets.get_by_role("listitem").all_inner_texts() == ["ILACS 25", "Testshire 25"]
    facets.get_by_role("link", name="Testshire").click()
    page.wait_for_url("**/search/?q=leavers&council=testshire")
    page.get_by_role("link", name="Every council").click()
    page.wait_for_url("**/search/?q=leavers")


def test_it_works_without_a_script(chromium, live_server):
    context = chromium.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    page.goto("/data/")
    page.get_by_role("searchbox", name="Search councils and reports").fill("leavers")
    page.get_by_role("button", name="Search").click()
    assert page.locator("mark").first.inner_text() == "leavers"
    context.close()
