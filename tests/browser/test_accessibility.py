"""The public pages in a real browser: no violation that axe-core finds, nothing wider than a phone, keys that work."""

import pytest
from django.urls import resolve

from tests.views.test_every_page import PAGES

from .axe import violations_in_light_and_dark

# One address for each kind of page, with few rows: axe-core measures the contrast of each.
KINDS = {
    "home": "/",
    "councils": "/councils/?region=North+East",
    "no council found": "/councils/?q=nowhere",
    "a council misspelt": "/councils/?q=durhamm",
    "council": "/councils/county-durham/",
    "abolished council": "/councils/cumbria-county-council/",
    "scorecard of two services": "/councils/county-durham/2012-01-25/",
    "scorecard dated by month": "/councils/lincolnshire/inspected-2010-06/",
    "scorecard without an overall judgement": "/councils/trafford/2026-08-03/",
    "comparison of none": "/compare/",
    "comparison with a council misspelt": "/compare/?add=Durrham",
    "comparison": "/compare/?council=county-durham&council=lincolnshire&programme=slac",
    "visit": PAGES["visit"],
    "visits": "/visits/?region=North+East",
    "data": "/data/",
    "addresses": "/data/api/",
    "corrections": "/data/corrections/",
    "reconciliation": "/data/reconciliation/",
    "edition": "/data/editions/1/",
    "changes asked for": "/changes/",
    "changes": PAGES["changes"],
    "check asked for": "/check/",
    "check": PAGES["check"],
    "latest": "/latest/?region=North+East&programme=ilacs",
    "national": "/national/ilacs/",
    "national of a list": "/national/ilacs/?list=county-durham&list=halton&list=kent&list=leeds&council=kent",
    "judgement": "/judgements/ilacs-2026/care_leavers/?region=North+East",
    "frameworks": "/frameworks/",
    "framework": "/frameworks/slac-2010/",
    "about": "/about/",
    "accessibility": "/accessibility/",
    "privacy": "/privacy/",
    "brief": "/briefs/county-durham/",
    "search": "/search/?q=durham",
    "search misspelt": "/search/?q=Northumberlnd&framework=sif",
    "ranking": "/ranking/slac/2012-01-25/?region=North+East&council=county-durham",
    "heatmap": "/heatmap/slac/2012-01-25/?region=North+East&council=county-durham&order=similarity",
    "map": "/map/ilacs/?region=North+East&council=county-durham",
    "improvements": "/improvements/",
    "waiting": "/waiting/ilacs/?region=North+East&council=county-durham",
    "share": "/share/ranking/ilacs/",
    "embedded chart": "/embed/ranking/ilacs/?chart=counts",
    "paper": "/papers/county-durham/2012-01-25/2012-01-05/?region=North+East",
}
WRONG_ADDRESSES = (
    "/nowhere/",
    "/councils/durhamm/",
    "/ranking/ilacs/?region=Mercia",
    "/national/ilacs/?list=Leeds%3B+Durrham",
    "/ranking/slac/2012-13-45/",
)


def test_no_kind_of_page_is_left_out():
    assert {resolve(address.partition("?")[0]).url_name for address in KINDS.values()} == set(PAGES)


@pytest.mark.parametrize("kind", KINDS)
def test_page_is_accessible_and_fits_a_window_at_four_times_its_size(page, real_data, kind):
    assert violations_in_light_and_dark(page, KINDS[kind]) == []


@pytest.mark.parametrize("address", WRONG_ADDRESSES)
def test_page_that_says_what_is_wrong_with_an_address_is_accessible(chromium, live_server, real_data, address):
    # A page of its own: a browser reports each of these answers as an error.
    with chromium.new_context(base_url=live_server.url) as context:
        assert violations_in_light_and_dark(context.new_page(), address) == []


def test_headings_that_sort_a_list_are_seen_on_a_phone(page, real_data):
    page.set_viewport_size({"width": 320, "height": 800})
    page.goto("/councils/")
    page.get_by_role("link", name="Region").click()
    page.wait_for_url("**/councils/?sort=region")
    assert page.locator("th[aria-sort]").inner_text() == "Region"


def test_each_field_of_a_judgement_shows_its_label_on_a_phone(page, real_data):
    page.set_viewport_size({"width": 375, "height": 667})
    page.goto("/judgements/ilacs-2023/care_leavers/")
    labels = page.locator("main form.controls > div > label")
    assert labels.all_inner_texts() == ["Judgement", "Council", "Among"]
    assert all(label.bounding_box()["width"] > 20 for label in labels.all())


def test_the_first_key_leads_past_the_header(page):
    page.goto("/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to main content"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


@pytest.mark.parametrize("address", ["/", "/councils/"])
def test_what_only_helps_on_a_screen_is_not_printed(page, address):
    page.goto(address)
    page.emulate_media(media="print")
    assert not page.locator("header nav.ways").is_visible()
    assert not page.locator("main form").first.is_visible()
    assert page.locator("footer .address").is_visible()
