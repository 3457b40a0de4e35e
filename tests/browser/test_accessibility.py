"""The public pages in a real browser: no violation that axe-core finds, nothing wider than a phone, keys that work."""

from importlib.resources import files

import pytest

AXE = (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
ADDRESSES = (
    "/",
    "/councils/",
    "/councils/?q=nowhere",
    "/councils/?q=durhamm",
    "/councils/county-durham/",
    "/councils/somerset/",
    "/councils/cumbria-county-council/",
    "/councils/county-durham/2012-01-25/",
    "/councils/lincolnshire/inspected-2010-06/",
    "/councils/trafford/2026-08-03/",
    "/compare/",
    "/compare/?add=Durrham",
    "/compare/?neighbours-of=county-durham&set=2025-05",
    "/compare/?council=county-durham&council=lincolnshire&programme=slac",
    "/data/",
    "/data/api/",
    "/data/corrections/",
    "/changes/",
    "/check/",
    "/national/ilacs/",
    "/national/slac/2012-01-05/",
    "/judgements/ilacs-2026/care_leavers/?region=North+East",
    "/frameworks/",
    "/frameworks/slac-2010/",
    "/about/",
    "/accessibility/",
    "/search/?q=durham",
    "/search/?q=Northumberlnd&framework=sif",
    "/ranking/ilacs/",
    "/ranking/slac/2012-01-25/?council=county-durham",
    "/heatmap/ilacs/",
    "/heatmap/slac/2012-01-25/?council=county-durham&order=similarity",
    "/map/ilacs/",
    "/map/slac/2012-01-05/?council=county-durham",
    "/share/ranking/ilacs/",
    "/embed/ranking/ilacs/?chart=counts",
    "/papers/county-durham/2012-01-25/2012-01-05/",
    "/papers/county-durham/2025-05-13/?parts=judgements.implications",
)
WRONG_ADDRESSES = ("/nowhere/", "/councils/durhamm/", "/ranking/ilacs/?region=Mercia", "/ranking/slac/2012-13-45/")
# As wide as a window of 1280 at a zoom of 400%.
ZOOMED = {"width": 320, "height": 256}
DESK = {"width": 1280, "height": 900}


def violations(page) -> list[str]:
    """What axe-core finds wrong with the page as it stands: rule, first place, and why."""
    page.evaluate(AXE)
    found = page.evaluate("axe.run()")["violations"]
    return [f"{one['id']}: {one['nodes'][0]['html'][:120]} {one['nodes'][0]['failureSummary']}" for one in found]


def wrong_with(page, addresses) -> dict[tuple[str, str], list[str]]:
    """What is wrong with the pages, in light at a desk's size, and in dark at four times its size."""
    wrong = {}
    for address in addresses:
        for size, scheme in ((DESK, "light"), (ZOOMED, "dark")):
            page.set_viewport_size(size)
            page.emulate_media(color_scheme=scheme)
            page.goto(address)
            found = violations(page)
            if page.evaluate("document.documentElement.scrollWidth") > size["width"]:
                found.append("wider than the window")
            if found:
                wrong[address, scheme] = found
    return wrong


def test_pages_are_accessible_and_fit_a_window_at_four_times_its_size(page, real_data):
    assert wrong_with(page, ADDRESSES) == {}


def test_pages_that_say_what_is_wrong_with_an_address_are_accessible(chromium, live_server, real_data):
    # A page of its own: a browser reports each of these answers as an error.
    with chromium.new_context(base_url=live_server.url) as context:
        assert wrong_with(context.new_page(), WRONG_ADDRESSES) == {}


def test_headings_that_sort_a_list_are_seen_on_a_phone(page, real_data):
    page.set_viewport_size({"width": 320, "height": 800})
    page.goto("/councils/")
    page.get_by_role("link", name="Region").click()
    page.wait_for_url("**/councils/?sort=region")
    assert page.locator("th[aria-sort]").inner_text() == "Region"


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
    assert not page.locator("header nav").is_visible()
    assert not page.locator("main form").is_visible()
    assert page.locator("footer .address").is_visible()
