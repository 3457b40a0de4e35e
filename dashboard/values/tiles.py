"""Where each council stands on the map of England: `tiles.toml`, read once."""

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
    """A place on the map: `column` counts from the west, `row` from the north, both from 0; `label` stands in it."""

    label: str
    column: int
    row: int


@cache
def tiles() -> Mapping[str, Tile]:
    """A tile for each council of the register, by slug. A council that has come since the file has none."""
    return read_tiles(tomllib.loads(FILE.read_text(encoding="utf-8")))


def read_tiles(found: Mapping[str, Any]) -> dict[str, Tile]:
    """The tiles of a layout as its file gives it; ValueError where two tiles have one label or a place has none."""
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


@cache
def map_size() -> tuple[int, int]:
    """How many columns and rows the map has."""
    found = tiles().values()
    return 1 + max(tile.column for tile in found), 1 + max(tile.row for tile in found)
