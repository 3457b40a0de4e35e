"""The layout of the map: on every day each council has a tile of its own, in roughly its place."""

import csv
from collections import defaultdict
from datetime import date, timedelta
from itertools import combinations

import pytest
from django.conf import settings

from dashboard.values.tiles import read_tiles, tiles

GEOGRAPHY = settings.BASE_DIR / "tests" / "values" / "geography"
# Degrees: as far apart as Leeds and Sheffield, or Birmingham and Northampton.
CLEARLY_NORTH, CLEARLY_EAST = 0.4, 0.8


def rows_of(path):
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


REGISTER = rows_of(settings.BASE_DIR / "fixtures" / "councils.csv")
PLACES = {
    row["council"]: (float(row["latitude"]), float(row["longitude"])) for row in rows_of(GEOGRAPHY / "places.csv")
}


def in_being(day):
    """The rows of the register that are councils on the day."""
    return [row for row in REGISTER if row["valid_from"] <= str(day) and (row["valid_to"] or "9999") >= str(day)]


def days_of_change():
    """The first day of all, and every day from which the register is another."""
    ends = {date.fromisoformat(row["valid_to"]) + timedelta(days=1) for row in REGISTER if row["valid_to"]}
    begins = {date.fromisoformat(row["valid_from"]) for row in REGISTER if row["valid_from"]}
    return sorted({date(2000, 1, 1), *ends, *begins})


def distance(one, other):
    """In steps of a king in chess."""
    first, second = tiles()[one], tiles()[other]
    return max(abs(first.column - second.column), abs(first.row - second.row))


def pieces(slugs):
    """How many pieces the councils' tiles form, a corner being enough to hold two together."""
    left, found = set(slugs), 0
    while left:
        found += 1
        edge = [left.pop()]
        while edge:
            one = edge.pop()
            near = {other for other in left if distance(one, other) == 1}
            left -= near
            edge += near
    return found


def test_every_council_of_the_register_has_a_tile_and_nothing_else_has():
    assert tiles().keys() == {row["slug"] for row in REGISTER}


@pytest.mark.parametrize("day", days_of_change(), ids=str)
def test_no_two_councils_in_being_share_a_tile_or_a_label(day):
    found = [tiles()[row["slug"]] for row in in_being(day)]
    assert len({(tile.column, tile.row) for tile in found}) == len(found)
    assert len({tile.label for tile in found}) == len(found)


@pytest.mark.parametrize("day", days_of_change()[1:], ids=str)
def test_every_region_holds_together(day):
    """From April 2009, where the register becomes complete."""
    regions = defaultdict(list)
    for row in in_being(day):
        regions[row["region"]].append(row["slug"])
    assert {region: pieces(slugs) for region, slugs in regions.items()} == dict.fromkeys(regions, 1)


def test_today_and_2012_have_as_many_tiles_as_councils():
    assert len(in_being(date(2012, 1, 5))) == 152
    assert len(in_being(date(2026, 9, 1))) == 153


def test_it_is_as_wide_as_a_page_can_show():
    assert max(tile.column for tile in tiles().values()) < 16
    assert max(tile.row for tile in tiles().values()) < 21


def test_councils_that_touch_are_near_to_each_other():
    apart = [distance(row["council"], row["neighbour"]) for row in rows_of(GEOGRAPHY / "borders.csv")]
    assert sum(steps == 1 for steps in apart) / len(apart) > 0.7
    assert sum(steps <= 2 for steps in apart) / len(apart) > 0.9
    assert max(apart) <= 6


def test_north_is_above_south_and_east_is_right_of_west():
    wrong, counted = defaultdict(int), defaultdict(int)
    for one, other in combinations((row["slug"] for row in in_being(date(2026, 9, 1))), 2):
        (north, east), (south, west) = PLACES[one], PLACES[other]
        if abs(north - south) > CLEARLY_NORTH:
            counted["rows"] += 1
            wrong["rows"] += (north - south) * (tiles()[one].row - tiles()[other].row) > 0
        if abs(east - west) > CLEARLY_EAST:
            counted["columns"] += 1
            wrong["columns"] += (east - west) * (tiles()[one].column - tiles()[other].column) < 0
    assert wrong["rows"] / counted["rows"] < 0.005
    assert wrong["columns"] / counted["columns"] < 0.05


def test_the_corners_of_england_are_where_they_are():
    at = tiles()
    assert at["northumberland"].row == min(tile.row for tile in at.values())
    assert at["isles-of-scilly"].column == min(tile.column for tile in at.values())
    assert at["isles-of-scilly"].row == at["isle-of-wight"].row == max(tile.row for tile in at.values())
    south_east = [at[row["slug"]] for row in REGISTER if row["region"] == "South East"]
    assert at["kent"].column >= sorted(tile.column for tile in south_east)[-2]


@pytest.mark.parametrize(
    ("layout", "councils", "words"),
    [
        ("AAA AAA", {}, "two tiles are called AAA"),
        ("AAA ...", {"testshire": "BBB"}, "no tile is called BBB"),
    ],
)
def test_a_layout_that_cannot_be_is_refused(layout, councils, words):
    with pytest.raises(ValueError, match=words):
        read_tiles({"layout": layout, "councils": councils, "abolished": {}})
