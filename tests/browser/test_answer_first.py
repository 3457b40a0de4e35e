"""The answer comes first: where the first row stands, how wide and high a page is, and that nothing is cut off."""

import pytest

DESK, PHONE = {"width": 1280, "height": 800}, {"width": 375, "height": 667}
SIZES = (DESK, PHONE)
# The lowest that the first row of a list may begin, in px.
FIRST_ROW = {1280: 520, 375: 560}
LISTS = (
    "/councils/",
    "/councils/?abolished=1&sort=-published",
    "/ranking/ilacs/",
    "/ranking/ilacs/?council=county-durham",
    "/ranking/ilacs/?council=bournemouth-christchurch-and-poole&region=South+West",
    "/ranking/slac/2012-01-05/",
    "/ranking/sif/?measure=main-outstanding",
    "/heatmap/ilacs/",
    "/heatmap/ilacs/?council=county-durham",
    "/heatmap/slac/2012-01-25/",
    "/latest/",
    "/latest/?programme=slac&region=North+East",
    "/judgements/ilacs-2026/care_leavers/",
    "/judgements/ilacs-2026/care_leavers/?neighbours-of=county-durham",
    "/judgements/ilacs-2026/care_leavers/?council=bournemouth-christchurch-and-poole&region=South+West",
)
# Screens that a page may be high, except lists of all councils and full scorecards.
SCREENS = {1280: 6, 375: 12}
PAGES = (
    "/judgements/ilacs-2026/care_leavers/?neighbours-of=county-durham",
    "/councils/county-durham/",
    "/councils/birmingham/",
    "/compare/?neighbours-of=county-durham&set=2025-05",
    "/check/?sentence=Durham+is+joint+best+of+92+as+at+5+January+2012",
    "/",
    "/latest/",
    "/map/ilacs/",
    "/national/ilacs/",
    "/national/slac/",
    "/national/ilacs/?type=unitary",
    "/national/ilacs/?list=county-durham&list=halton&list=kent&list=leeds",
    "/map/slac/2012-01-25/?council=county-durham",
)
# Scorecards of two services, of six judgements, and of five.
SCORECARDS = (
    "/councils/county-durham/2012-01-25/",
    "/councils/county-durham/2016-05-16/",
    "/councils/county-durham/2025-05-13/",
)
MIN_GRADES = 5
# The first figure or row of a page: little is said above it.
FIRST_FIGURES = {
    "/ranking/ilacs/": ".counts",
    "/ranking/ilacs/?council=county-durham": ".counts",
    "/ranking/slac/2012-01-05/?measure=key-outstanding": ".counts",
    "/heatmap/ilacs/?council=county-durham": "main table",
    "/councils/?region=North+East": "main table",
    "/compare/?council=county-durham&council=darlington&council=bournemouth-christchurch-and-poole": ".compare",
    "/heatmap/slac/2012-01-25/": "main table",
}
MOST_WORDS_ABOVE = 40
WORDS_ABOVE = """first => {
    const texts = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
    const found = [];
    while (texts.nextNode()) {
        const { parentElement } = texts.currentNode;
        const follows = first.compareDocumentPosition(texts.currentNode) & Node.DOCUMENT_POSITION_PRECEDING;
        if (follows && parentElement.checkVisibility() && !parentElement.closest(".vh, select, details:not([open])"))
            found.push(...texts.currentNode.textContent.split(/\\s+/).filter(Boolean));
    }
    return found;
}"""
# Sentences to quote are whole by themselves, and may be longer.
SENTENCES = """() => {
    const main = document.querySelector("main").cloneNode(true);
    for (const one of main.querySelectorAll("blockquote, form, table, svg, nav, .actions, .cite")) one.remove();
    const blocks = [...main.querySelectorAll("p, li, h1, h2, summary")];
    return blocks.flatMap(block => block.textContent.replace(/\\s+/g, " ").split(/(?<=[.:?]) /));
}"""
LONGEST_SENTENCE = 25
# What is whole on the first screen of a page.
ANSWERS = {
    "/councils/county-durham/": ".headline, .chip",
    "/councils/bournemouth-christchurch-and-poole/": ".headline, .chip",
    "/councils/lancashire/": ".headline, .chip",
}


def top_of(page, selector: str) -> float:
    return page.locator(selector).first.bounding_box()["y"]


@pytest.mark.parametrize("address", LISTS)
def test_the_first_row_is_on_the_first_screen(page, real_data, address):
    page.goto(address)
    for size in SIZES:
        page.set_viewport_size(size)
        assert top_of(page, "main tbody tr") <= FIRST_ROW[size["width"]]


@pytest.mark.parametrize("address", PAGES)
def test_a_page_is_a_few_screens_high_and_as_wide_as_the_window(page, real_data, address):
    page.goto(address)
    for size in SIZES:
        page.set_viewport_size(size)
        height, width = page.evaluate("[document.documentElement.scrollHeight, document.documentElement.scrollWidth]")
        assert height <= SCREENS[size["width"]] * size["height"]
        assert width == size["width"]


@pytest.mark.parametrize("address", ANSWERS)
def test_the_answer_is_whole_on_the_first_screen(page, real_data, address):
    page.goto(address)
    for size in SIZES:
        page.set_viewport_size(size)
        boxes = [found.bounding_box() for found in page.locator(ANSWERS[address]).all()]
        assert boxes
        assert max(box["y"] + box["height"] for box in boxes) <= size["height"]


@pytest.mark.parametrize("address", SCORECARDS)
def test_the_first_six_grades_are_whole_on_the_first_screen(page, real_data, address):
    page.goto(address)
    for size in SIZES:
        page.set_viewport_size(size)
        boxes = [found.bounding_box() for found in page.locator(".grades :is(.grade, .state)").all()[:6]]
        assert len(boxes) >= MIN_GRADES
        assert max(box["y"] + box["height"] for box in boxes) <= size["height"]


@pytest.mark.parametrize("address", FIRST_FIGURES)
def test_few_words_stand_above_the_first_figure(page, real_data, address):
    page.goto(address)
    for size in SIZES:
        page.set_viewport_size(size)
        assert len(page.locator(FIRST_FIGURES[address]).first.evaluate(WORDS_ABOVE)) <= MOST_WORDS_ABOVE


@pytest.mark.parametrize("address", [*FIRST_FIGURES, "/ranking/ilacs/?neighbours-of=county-durham&set=2025-05"])
def test_no_sentence_is_long(page, real_data, address):
    page.goto(address)
    assert [one for one in page.evaluate(SENTENCES) if len(one.split()) > LONGEST_SENTENCE] == []


@pytest.mark.parametrize(
    ("link", "leads_to"), [("Write a committee paper", "/papers/"), ("Brief for a meeting", "/briefs/")]
)
@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_what_an_officer_takes_from_a_council_s_page_can_be_clicked(page, real_data, size, link, leads_to):
    page.set_viewport_size(size)
    page.goto("/councils/barking-and-dagenham/")
    page.get_by_role("link", name=link, exact=True).click(timeout=5000)
    page.wait_for_url(f"**{leads_to}barking-and-dagenham/**")


def test_no_cell_of_the_neighbours_stands_over_its_table(page, real_data):
    page.set_viewport_size(DESK)
    page.goto("/councils/barking-and-dagenham/")
    wide = page.locator("table.heat.few td").evaluate_all(
        "cells => cells.filter(cell => cell.scrollWidth > cell.clientWidth + 1).map(cell => cell.textContent)"
    )
    assert wide == []
