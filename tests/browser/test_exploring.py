"""The interactive charts: nothing of them before a reader asks, then in the picture's place under the strict policy."""

from datetime import date

import pytest

from tests.builders.factories import make_council, make_inspection

RANKING, NATIONAL = "/ranking/ilacs/2026-03-31/?council=county-durham", "/national/ilacs/2026-03-31/"
# Texts whose box reaches over the edge of the chart.
OUTSIDE = """() => {
    const edge = document.querySelector(".interactive").getBoundingClientRect();
    return [...document.querySelectorAll(".interactive text")].filter((text) => {
        const box = text.getBoundingClientRect();
        return box.width && (box.left < edge.left - 1 || box.right > edge.right + 1
            || box.top < edge.top - 1 || box.bottom > edge.bottom + 1);
    }).map((text) => text.textContent);
}"""


def explore(page):
    """Press the first button and wait for the chart."""
    page.get_by_role("button", name="Explore").first.click()
    page.wait_for_selector(".interactive .scatterlayer .point", state="attached")


@pytest.fixture
def ranking(page):
    """The ranking of one council, and every address that the browser has asked for."""
    judgements = ("leaders", "help_and_protection", "children_in_care", "care_leavers")
    grades = {f"whole.{judgement}": "outstanding" for judgement in judgements}
    make_inspection(make_council("testshire"), grades=grades, published_on=date(2024, 1, 25))
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto("/ranking/ilacs/2024-06-01/?council=testshire")
    return page, asked


def test_plotly_is_loaded_when_it_is_asked_for_and_not_before(ranking):
    page, asked = ranking
    page.get_by_role("button", name="Explore").wait_for()
    assert not [url for url in asked if "plotly" in url]
    explore(page)
    names = [url.rpartition("/")[2] for url in asked if "/plotly." in url]
    assert names == ["plotly.css", "plotly.min.js"]


def test_it_takes_the_drawings_place_keeps_the_focus_and_gives_the_drawing_back(ranking):
    page, _ = ranking
    drawing = page.locator("main [data-drawing]")
    explore(page)
    page.wait_for_function("document.activeElement.matches('.interactive')")
    assert drawing.count() == 0
    page.get_by_role("button", name="Explore").click()
    assert drawing.count() == 1
    assert page.locator(".interactive").count() == 0


def test_the_marked_council_is_named_and_a_click_leads_to_it(ranking):
    page, _ = ranking
    explore(page)
    assert "Testshire" in page.locator(".interactive .scatterlayer").text_content()
    point = page.locator(".interactive .scatterlayer .point").bounding_box()
    page.mouse.click(point["x"] + point["width"] / 2, point["y"] + point["height"] / 2)
    page.wait_for_url("**/councils/testshire/")


@pytest.mark.parametrize("width", [375, 1280])
@pytest.mark.parametrize("address", [RANKING, NATIONAL])
def test_every_text_lies_inside_the_chart(page, real_data, address, width):
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(address)
    explore(page)
    assert page.evaluate(OUTSIDE) == []


def test_on_a_dark_page_it_is_dark(chromium, live_server, real_data):
    context = chromium.new_context(base_url=live_server.url, color_scheme="dark")
    page = context.new_page()
    page.goto(NATIONAL)
    explore(page)
    ground = page.locator(".interactive .main-svg").first.evaluate(
        "drawing => getComputedStyle(drawing).backgroundColor"
    )
    assert ground == "rgb(15, 22, 24)"
    context.close()
