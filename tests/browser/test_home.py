"""The home page and the map in a browser: seen whole, and each task one choice away."""

import pytest

from .test_answer_first import DESK, PHONE, top_of


@pytest.mark.parametrize("address", ["/", "/map/ilacs/", "/map/slac/2012-01-25/"])
def test_the_map_of_england_is_seen_whole(page, real_data, address):
    page.set_viewport_size(DESK)
    page.goto(address)
    box = page.locator(".england").bounding_box()
    assert box["y"] + box["height"] <= 1_000
    page.set_viewport_size(PHONE)
    box = page.locator(".tiles").bounding_box()
    assert box["width"] <= PHONE["width"]


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_no_name_of_a_region_stands_on_a_tile(page, real_data, size):
    page.set_viewport_size(size)
    page.goto("/map/ilacs/")
    over = page.evaluate(
        """[...document.querySelectorAll(".sea")].filter((name) => {
          const one = name.getBoundingClientRect();
          return [...document.querySelectorAll(".tiles a")].some((tile) => {
            const other = tile.getBoundingClientRect();
            return one.left + 5 < other.right && other.left < one.right - 5
              && one.top + 2 < other.bottom && other.top < one.bottom - 2;
          });
        }).map((name) => name.textContent)"""
    )
    assert over == []


def test_home_says_what_it_is_and_where_to_begin_on_the_first_screen(page, real_data):
    for size in (DESK, PHONE):
        page.set_viewport_size(size)
        page.goto("/")
        assert top_of(page, ".big") < 200
        field = page.get_by_label("Find a council").bounding_box()
        assert field["y"] + field["height"] <= size["height"]


def test_neighbours_on_a_judgement_are_one_choice_from_home(page, real_data):
    page.goto("/")
    form = page.locator("form", has=page.get_by_role("heading", name="Compare with neighbours"))
    form.get_by_label("Council").fill("Durham")
    form.get_by_label("Judgement").select_option(label="Care leavers")
    form.get_by_role("button").click()
    page.wait_for_url("**/judgements/ilacs-2026/care_leavers/?neighbours-of=county-durham**")
    assert "County Durham is outstanding" in page.locator(".answer").inner_text()


def test_whether_a_council_has_improved_is_one_choice_from_home(page, real_data):
    page.goto("/")
    form = page.locator("form", has=page.get_by_role("heading", name="Has it improved?"))
    form.get_by_label("Council").fill("Stockton")
    form.get_by_role("button").click()
    page.wait_for_url("**/councils/stockton-on-tees/#has-it-improved")


def test_who_was_outstanding_for_everything_is_one_choice_from_home(page, real_data):
    page.goto("/")
    form = page.locator("form", has=page.get_by_role("heading", name="Outstanding for everything"))
    form.get_by_label("As at").fill("2026-03-31")
    form.get_by_role("button").click()
    page.wait_for_url("**/ranking/ilacs/2026-03-31/")


@pytest.mark.parametrize(
    "address",
    [
        "/national/ilacs/",
        "/national/ilacs/?region=North+East",
        "/national/ilacs/?neighbours-of=county-durham&set=2025-05",
        "/national/slac/?type=unitary",
    ],
)
@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_the_picture_through_time_is_on_the_first_screen_of_the_national_page(page, real_data, size, address):
    page.set_viewport_size(size)
    page.goto(address)
    box = page.locator(".hero:visible").bounding_box()
    assert box["y"] + box["height"] <= size["height"]
    places = page.locator(".hero:visible text").evaluate_all(
        "found => found.map((one) => one.getBoundingClientRect().toJSON())"
    )
    shown = [one for one in places if one["width"]]
    assert len(shown) > 10
    assert all(one["left"] >= 0 and one["right"] <= size["width"] for one in shown)
