"""Places on the map for councils that are newer than its layout: where their predecessor was, or as near as can be."""

from collections.abc import Collection, Iterable, Mapping, Sequence

from dashboard.values.tiles import Tile, map_size, region_places, tiles
from inspections.record.current import Record
from inspections.statistics.standings import CouncilRow

LETTERS = 3


def tiles_of(councils: Sequence[CouncilRow], record: Record) -> Mapping[str, Tile]:
    """The tile of each council by slug. A new council whose predecessors aren't on the map has no tile."""
    layout = tiles()
    placed = {council.slug: layout[council.slug] for council in councils if council.slug in layout}
    for new in sorted((council for council in councils if council.slug not in layout), key=lambda one: one.slug):
        council = record.council(new.slug)
        before = (
            [layout[other.slug] for other in record.predecessors(council) if other.slug in layout] if council else []
        )
        if before:
            placed[new.slug] = _tile_near(before[0], new.name, placed.values())
    return placed


def _tile_near(before: Tile, name: str, others: Collection[Tile]) -> Tile:
    """A tile at the predecessor's place, or at the nearest free place if that is taken."""
    taken = {(tile.column, tile.row) for tile in others} | set(_named_places())
    columns, rows = map_size()
    free = [(column, row) for row in range(rows) for column in range(columns) if (column, row) not in taken]
    column, row = min(free, key=lambda place: (place[0] - before.column) ** 2 + (place[1] - before.row) ** 2)
    return Tile(_label(name, {tile.label for tile in others}), column, row)


def _named_places() -> Iterable[tuple[int, int]]:
    """Where the names of regions stand, two tiles wide."""
    for place in region_places().values():
        for row in range(place.row, place.row + len(place.lines)):
            yield place.column, row
            yield place.column + (-1 if place.ends else 1), row


def _label(name: str, taken: Collection[str]) -> str:
    """`ESU` for East Surrey, or with a number if that is another's."""
    words = name.replace("-", " ").split()
    letters = "".join(word[0] for word in words[:-1]) + words[-1]
    label = letters[:LETTERS].upper()
    others = (f"{label[: LETTERS - 1]}{number}" for number in range(2, 100))
    return label if label not in taken else next(other for other in others if other not in taken)
