"""The map as HTML: a list of links that the style sheet arranges."""

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from dashboard.presenters.links import council_url
from dashboard.presenters.maps import MapTile, TileMap
from dashboard.values.tiles import Tile


def map_tiles(page: TileMap) -> SafeString:
    """The tiles from north to south, each a link with the council and its grade as its name.

    The classes `c` and `r` set the column and row, `w` and `n` a border to another region in the west or north.
    """
    borders = {(west, place) for west, place in page.borders}
    items = "".join(_item(place, tile, borders) for place, tile in page.placed)
    return mark_safe(f'<ul class=tiles role=list aria-labelledby="map-caption">{items}</ul>')  # noqa: S308 (escaped)


def _item(place: Tile, tile: MapTile, borders: set[tuple[bool, Tile]]) -> str:
    edges = "".join(f" {name}" for name, west in (("w", True), ("n", False)) if (west, place) in borders)
    start = f'<li class="c{place.column} r{place.row}{edges}">'
    label = escape(place.label)
    if not tile.inside:
        return f"{start}<span class=outside aria-hidden=true>{label}</span>"
    grade = tile.result.grade
    css_class = grade.letter.lower() if grade else "x"
    css_class = f'"{css_class} marked"' if tile.marked else css_class
    link = f'<a class={css_class} href={council_url(tile.council)} aria-label="{escape(tile.words)}">'
    return f"{start}{link}{label}<b>{tile.mark}</b></a>"
