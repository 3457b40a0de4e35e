"""The place of each council and of each region's name on the map of England, from `tiles.toml`."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

FILE = Path(__file__).with_name("tiles.toml")
WATER = "..."


@dataclass(frozen=True)
class Tile:
    """A place on the map and its label. `column` counts from the west, `row` from the north, both from 0."""

    label: str
    column: int
    row: int


@cache
def tiles() -> Mapping[str, Tile]:
    """The tile of each council by slug. For newer councils see `map_places`."""
    return read_tiles(tomllib.loads(FILE.read_text(encoding="utf-8")))


def read_tiles(found: Mapping[str, Any]) -> dict[str, Tile]:
    """Read the tiles of a layout. ValueError if two tiles have the same label or a council has no tile."""
    places: dict[str, tuple[int, int]] = {}
    for row, line in enumerate(found["layout"].strip().splitlines()):
        for column, label in enumerate(line.split()):
            if label in places:
                raise ValueError(f"two tiles are called {label}")
            if label != WATER:
                places[label] = (column, row)
    named = {slug: (label, label) for slug, label in found["councils"].items()}
    named |= {slug: (one["tile"], one.get("label", one["tile"])) for slug, one in found["abolished"].items()}
    if unknown := sorted({tile for tile, _ in named.values()} - places.keys()):
        raise ValueError(f"no tile is called {', '.join(unknown)}")
    return {slug: Tile(label, *places[tile]) for slug, (tile, label) in named.items()}


@dataclass(frozen=True)
class RegionPlace:
    """Where the name of a region stands, in lines: it begins at the tile, or ends there if `ends`."""

    column: int
    row: int
    lines: tuple[str, ...]
    ends: bool


@cache
def region_places() -> Mapping[str, RegionPlace]:
    """The place of each region's name."""
    found = tomllib.loads(FILE.read_text(encoding="utf-8"))["regions"]
    return {
        region: RegionPlace(one["column"], one["row"], tuple(one["lines"]), one.get("ends", False))
        for region, one in found.items()
    }


@cache
def map_size() -> tuple[int, int]:
    """The number of columns and of rows of the map."""
    found = tiles().values()
    return 1 + max(tile.column for tile in found), 1 + max(tile.row for tile in found)
