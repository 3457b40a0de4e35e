"""The public pages in a real browser: no violation that axe-core finds, nothing wider than a phone, keys that work."""

from importlib.resources import files

import pytest

from tests.factories import load_fixtures

AXE = (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
ADDRESSES = (
    "/",
    "/councils/",
    "/councils/?q=nowhere",
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
    "/papers/county-durham/2012-01-25/2012-01-05/",
    "/papers/county-durham/2025-05-13/?parts=judgements.implications",
)
# As wide as a window of 1280 at a zoom of 400%.
ZOOMED = {"width": 320, "height": 256}
PHONE, DESK = {"width": 375, "height": 800}, {"width": 1280, "height": 900}


def violations(page) -> list[str]:
    """What axe-core finds wrong with the page as it stands: rule, first place, and why."""
    page.evaluate(AXE)
    found = page.evaluate("axe.run()")["violations"]
    return [f"{one['id']}: {one['nodes'][0]['html'][:120]} {one['nodes'][0]['failureSummary']}" for one in found]


def test_pages_are_accessible_and_fit_a_phone(page):
    load_fixtures()
    wrong = {}
    for address in ADDRESSES:
        for size, scheme in ((DESK, "light"), (PHONE, "dark")):
            page.set_viewport_size(size)
            page.emulate_media(color_scheme=scheme)
            page.goto(address)
            found = violations(page)
            if page.evaluate("document.documentElement.scrollWidth") > size["width"]:
                found.append("wider than the window")
            if found:
                wrong[address, scheme] = found
    assert wrong == {}


def test_pages_fit_a_window_at_four_times_its_size(page):
    load_fixtures()
    page.set_viewport_size(ZOOMED)
    wide = []
    for address in ADDRESSES:
        page.goto(address)
        if page.evaluate("document.documentElement.scrollWidth") > ZOOMED["width"]:
            wide.append(address)
    assert wide == []


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
