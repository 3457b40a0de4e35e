"""What axe-core finds wrong with a page."""

from collections.abc import Sequence
from importlib.resources import files

AXE = (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
# As wide as a window of 1280 pixels at a zoom of 400%.
ZOOMED = {"width": 320, "height": 256}
DESK = {"width": 1280, "height": 900}


# Rules whose outcome may be another in other colours, or where a narrow window shows and hides other parts.
OF_COLOUR_AND_SIZE = (
    "aria-hidden-focus",
    "button-name",
    "color-contrast",
    "heading-order",
    "label",
    "link-in-text-block",
    "link-name",
    "region",
    "scrollable-region-focusable",
    "select-name",
)
# Colours on their way to others have no contrast to speak of.
SETTLED = """async () => {
    await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
    await Promise.allSettled(document.getAnimations().map(one => one.finished));
}"""


def violations(page, rules: Sequence[str] = ()) -> list[str]:
    """The violations on the page as it is shown: rule, first place, and why. All rules are tried unless some are named."""
    page.evaluate(SETTLED)
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    # Without `preload` axe-core does not fetch the style sheets again.
    options: dict[str, object] = {"resultTypes": ["violations"], "preload": False}
    if rules:
        options["runOnly"] = {"type": "rule", "values": list(rules)}
    found = page.evaluate("options => axe.run(options)", options)["violations"]
    return [f"{one['id']}: {one['nodes'][0]['html'][:120]} {one['nodes'][0]['failureSummary']}" for one in found]


def violations_in_light_and_dark(page, address: str) -> list[str]:
    """The violations at the address, in light at a desk's size and in dark at four times its size."""
    wrong = []
    page.goto(address)
    for size, scheme, rules in ((DESK, "light", ()), (ZOOMED, "dark", OF_COLOUR_AND_SIZE)):
        page.set_viewport_size(size)
        page.emulate_media(color_scheme=scheme)
        found = violations(page, rules)
        if page.evaluate("document.documentElement.scrollWidth") > size["width"]:
            found.append("wider than the window")
        wrong += [f"{scheme}: {violation}" for violation in found]
    return wrong
