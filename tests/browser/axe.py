"""What axe-core finds wrong with a page."""

from importlib.resources import files

AXE = (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
# As wide as a window of 1280 pixels at a zoom of 400%.
ZOOMED = {"width": 320, "height": 256}
DESK = {"width": 1280, "height": 900}


def violations(page) -> list[str]:
    """The violations on the page as it is shown: rule, first place, and why."""
    page.evaluate(AXE)
    found = page.evaluate("axe.run()")["violations"]
    return [f"{one['id']}: {one['nodes'][0]['html'][:120]} {one['nodes'][0]['failureSummary']}" for one in found]


def violations_in_light_and_dark(page, address: str) -> list[str]:
    """The violations at the address, in light at a desk's size and in dark at four times its size."""
    wrong = []
    for size, scheme in ((DESK, "light"), (ZOOMED, "dark")):
        page.set_viewport_size(size)
        page.emulate_media(color_scheme=scheme)
        page.goto(address)
        found = violations(page)
        if page.evaluate("document.documentElement.scrollWidth") > size["width"]:
            found.append("wider than the window")
        wrong += [f"{scheme}: {violation}" for violation in found]
    return wrong
