"""A map as a file: a row for each council with its place on the map and its grade."""

from dashboard.presenters.maps import MapTile, TileMap
from dashboard.values.table import COUNCIL, LICENCE, REGION, Column, DataFile, Kind, ToPeople, Value, graded
from inspections.wording.words import date_words

from .rankings import INSPECTION_COLUMNS, grade_text, inspection_values

PLACE = (
    Column("tile", "Label on the map", meaning="Empty where the map has no place for the council yet."),
    Column("column", "Column of the map", Kind.NUMBER, "From the west, the first is 1.", to_people=ToPeople.NEVER),
    Column("row", "Row of the map", Kind.NUMBER, "From the north, the first is 1.", to_people=ToPeople.NEVER),
)


def map_file(page: TileMap, address: str) -> DataFile:
    """The councils that the page's map shows; `address` is that of the file itself."""
    selection = page.selection
    return DataFile(
        name=f"map-{selection.programme.code}-{selection.day}",
        title=f"{page.subject}, {selection.programme.short_name}, as at {date_words(selection.day)}",
        about={
            "programme": selection.programme.name,
            "judgement": page.subject,
            "councils": page.group or "all councils in England",
            "as_at": selection.day,
            "graded": page.shares.base,
            "in_being": len(page.shown),
            "source": address,
            "licence": LICENCE,
        },
        columns=[*COUNCIL, REGION, *PLACE, *graded(page.judgement.id, page.subject), *INSPECTION_COLUMNS],
        rows=[_row(tile) for tile in page.shown],
    )


def _row(tile: MapTile) -> list[Value]:
    place = [tile.tile.label, tile.tile.column + 1, tile.tile.row + 1] if tile.tile else ["", None, None]
    return [
        tile.council.slug,
        tile.council.name,
        tile.council.region,
        *place,
        grade_text(tile.result),
        tile.result.provenance,
        *inspection_values(tile.inspection),
    ]
