"""The map by keyboard and by screen reader: a tile says its name, and leads to its council."""

import pytest

DURHAM = "County Durham: outstanding, published 13 May 2025"


@pytest.fixture
def england(page, real_data):
    """A page on a site with all real data."""
    return page


def test_a_tile_says_its_name_and_leads_to_its_council(england):
    england.goto("/map/ilacs/")
    # Cumberland lies to the west of it.
    england.get_by_role("link", name="Cumberland:").focus()
    england.keyboard.press("Tab")
    tile = england.get_by_role("link", name=DURHAM)
    assert tile.evaluate("tile => tile === document.activeElement")
    shown = tile.evaluate("tile => getComputedStyle(tile, '::after').content")
    assert DURHAM in shown
    england.keyboard.press("Enter")
    england.wait_for_url("**/councils/county-durham/")


def test_tiles_stand_in_their_places_and_can_be_hit(england):
    england.set_viewport_size({"width": 320, "height": 700})
    england.goto("/map/ilacs/")
    boxes = {
        name: england.get_by_role("link", name=f"{name}:").bounding_box()
        for name in ("Northumberland", "Kent", "Devon")
    }
    assert boxes["Northumberland"]["y"] < boxes["Kent"]["y"]
    assert boxes["Devon"]["x"] < boxes["Northumberland"]["x"] < boxes["Kent"]["x"]
    # Smaller than a finger: the list by region beside it has every council too.
    assert all(min(box["width"], box["height"]) >= 15 for box in boxes.values())
