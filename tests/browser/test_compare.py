"""Comparing councils as people do: by keyboard, on a phone, without scripts."""

from datetime import date

import pytest

from tests.builders.factories import make_council, make_inspection

PHONE = {"width": 375, "height": 700}
ADDRESS = "/compare/?council=testshire&council=sampleshire&council=mockshire&council=exampleham&council=elsewhere"


@pytest.fixture(autouse=True)
def councils():
    for slug in ("testshire", "sampleshire", "mockshire", "exampleham", "elsewhere"):
        grades = {"whole.leaders": "good", "whole.care_leavers": "outstanding"}
        make_inspection(make_council(slug), grades=grades, published_on=date(2024, 1, 25))


def test_councils_are_added_and_removed_by_keyboard(page):
    page.goto("/compare/")
    page.get_by_label("Add a council").focus()
    page.keyboard.type("testshire")
    page.keyboard.press("Enter")
    page.get_by_role("columnheader", name="Testshire").wait_for()
    page.get_by_label("Add a council").focus()
    page.keyboard.type("Sampleshire")
    page.keyboard.press("Enter")
    page.get_by_role("columnheader", name="Sampleshire").wait_for()
    assert page.url.endswith("/compare/?council=testshire&council=sampleshire")
    page.get_by_role("link", name="Remove Testshire").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/compare/?council=sampleshire")
    page.go_back()
    assert page.get_by_role("columnheader", name="Testshire").is_visible()


def test_a_misspelt_name_is_one_link_from_the_right_one(page):
    page.goto("/compare/?add=Sampelshire")
    page.get_by_role("link", name="Sampleshire").click()
    page.wait_for_url("**/compare/?council=sampleshire")


def test_on_a_phone_the_whole_table_fits(page):
    page.set_viewport_size(PHONE)
    page.goto(ADDRESS)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    table = page.locator(".compare").bounding_box()
    assert table["x"] >= 0
    assert table["x"] + table["width"] <= PHONE["width"]


def test_everything_but_the_interactive_chart_works_without_scripts(chromium, live_server):
    context = chromium.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    page.goto("/compare/?council=testshire")
    page.get_by_label("Add a council").fill("Mockshire")
    page.get_by_role("button", name="Show").click()
    assert page.get_by_role("columnheader", name="Mockshire").is_visible()
    context.close()
