"""Pictures as a browser draws them: every text lies inside, and no name is cut, however long."""

import pytest

from dashboard.respond import page_at
from dashboard.values.page import ShownChart

LONGEST = "bournemouth-christchurch-and-poole"
PAGES = (
    f"/councils/{LONGEST}/",
    "/councils/county-durham/",
    "/councils/county-durham/2012-01-25/",
    "/councils/county-durham/2025-05-13/",
    f"/compare/?neighbours-of={LONGEST}",
    f"/ranking/ilacs/2026-03-31/?council={LONGEST}",
    f"/heatmap/ilacs/2026-03-31/?council={LONGEST}",
    "/heatmap/slac/2012-01-25/?region=Yorkshire+and+The+Humber",
    f"/map/ilacs/2026-03-31/?council={LONGEST}",
    "/national/ilacs/2026-03-31/",
    "/national/slac/2012-03-31/",
    "/judgements/ilacs-2026/care_leavers/",
    "/papers/county-durham/2025-05-13/",
)
OUTSIDE_OR_CUT = r"""() => {
    const edge = document.querySelector("svg").getBoundingClientRect();
    return [...document.querySelectorAll("svg text")].filter((text) => {
        const box = text.getBoundingClientRect();
        return /\S…/.test(text.textContent) || box.left < edge.left - 1 || box.right > edge.right + 1
            || box.top < edge.top - 1 || box.bottom > edge.bottom + 1;
    }).map((text) => text.textContent);
}"""


@pytest.mark.parametrize("address", PAGES)
def test_every_text_lies_inside_its_picture_and_none_is_cut(page, client, real_data, address):
    shown = page_at(address, "http://testserver")
    found = {}
    for name in shown.charts:
        chart = ShownChart(shown, name)
        for picture in (chart.wide, chart.narrow):
            page.set_content(client.get(picture.url).content.decode())
            found |= {picture.url: texts} if (texts := page.evaluate(OUTSIDE_OR_CUT)) else {}
    assert found == {}
